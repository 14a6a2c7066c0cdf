package import Catalogs
package import SQLite

/// Writes rows in one way. A format is made for one result, and used once.
package protocol ResultFormat {
  /// Takes the names of the columns, before any row.
  mutating func begin(_ columns: [String], to out: ByteWriter)
  /// Takes a row, a view that is valid during the call.
  mutating func row(_ row: ResultRow, to out: ByteWriter)
  /// Writes the end.
  mutating func end(to out: ByteWriter)
  /// How many of the columns it was given it has shown; nil for all.
  var shownColumns: Int? { get }
  /// Throws what kept it from showing a result, after the names or the end.
  func check() throws
}

extension ResultFormat {
  package var shownColumns: Int? { nil }
  package func check() throws {}
}

/// What a format should know of where its output goes.
package struct FormatOptions: Sendable {
  /// Whether control characters in data are escaped, as they must be on a terminal.
  package var escapesControls = false
  /// Whether colours may be used.
  package var usesColor = false
  /// Whether box-drawing characters may be used; else ASCII.
  package var usesUnicode = true
  /// The columns of the window; nil where there's none, and nothing is cut.
  package var width: Int?
  /// What shows all of a table that lacks columns, to be said below it; nil where someone else says it.
  package var hint: FormatHint?
  /// The format that shows all of such a table.
  package var formatOfAll = "line"
  /// What a chart should show, or why that can't be said; nil for what suits the columns.
  package var chart: Result<ChartRequest, ChartFault>?
  /// Whether that is said by the header of a saved query.
  package var isChartOfHeader = false
  /// Whether names of columns are written where the format has a choice.
  package var hasHeader = true
  /// What csv puts between values; nil for a comma.
  package var separator: UInt8?
  /// Whether csv gives an apostrophe to each text that a spreadsheet would take for a formula.
  package var guardsFormulas = false

  package init() {}

  /// Sets what a chart shows.
  ///
  /// - Parameters:
  ///   - request: what a person asks for; nil for nothing.
  ///   - header: what the header of the saved query says, which counts otherwise.
  package mutating func setChart(_ request: ChartRequest?, header: Result<ChartRequest, ChartFault>?) {
    chart = request.map { .success($0) } ?? header
    isChartOfHeader = request == nil && header != nil
  }
}

/// A format by its name.
package struct OutputFormat: Sendable {
  package let name: String
  package let summary: String
  /// What the names of its files end in, such as `csv`.
  package let endings: [String]
  /// Whether the names of columns can be left out.
  package let hasHeader: Bool
  /// Makes the writer for one result.
  package let make: @Sendable (FormatOptions) -> any ResultFormat

  init(
    name: String, summary: String, endings: [String] = [], hasHeader: Bool = false,
    make: @escaping @Sendable (FormatOptions) -> any ResultFormat
  ) {
    self.name = name
    self.summary = summary
    self.endings = endings
    self.hasHeader = hasHeader
    self.make = make
  }

  /// All the formats, as help and completion list them: a new one is a file in this folder, and its name here.
  package static let all: [OutputFormat] = [.table, .tsv, .csv, .json, .jsonl, .markdown, .line, .list, .html, .chart]

  /// Finds a format by its name.
  package static func named(_ name: String) -> OutputFormat? { all.first { $0.name == name.lowercased() } }

  /// Names of formats in other shells.
  static let habits: [String: String] = [
    "md": "markdown", "gfm": "markdown", "ndjson": "jsonl", "jsonlines": "jsonl", "tabs": "tsv", "tab": "tsv",
    "box": "table",
    "duckbox": "table", "column": "table", "columns": "table", "ascii": "table", "text": "table", "txt": "table",
    "aligned": "table", "psql": "table", "lines": "line", "vertical": "line", "expanded": "line", "unaligned": "list",
    "plain": "list", "raw": "list", "excel": "csv", "xlsx": "csv", "htm": "html", "bar": "chart", "graph": "chart",
  ]
}

extension OutputFormat {
  /// Writes a small result that is in memory.
  package func write(_ result: QueryResult, options: FormatOptions, to out: ByteWriter) {
    var format = make(options)
    format.begin(result.columns, to: out)
    for row in result.rows {
      RowRecord(row).withRow(columns: row.count) { format.row($0, to: out) }
    }
    format.end(to: out)
  }
}
