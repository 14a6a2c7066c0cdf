import Catalogs
package import SQLite

/// Writes rows in one way. A format is made for one result, and used once.
package protocol ResultFormat {
  /// Takes the names of the columns, before any row.
  mutating func begin(_ columns: [String], to out: ByteWriter)
  /// Takes a row, a view that is valid during the call.
  mutating func row(_ row: ResultRow, to out: ByteWriter)
  /// Writes the end.
  mutating func end(to out: ByteWriter)
  /// How many of the rows it was given it has shown; nil for all.
  var shown: Int? { get }
}

extension ResultFormat {
  package var shown: Int? { nil }
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
  /// The lines that a table may take where its rows are written one value per line; nil for all.
  package var lineLimit: Int?
  /// Whether names of columns are written where the format has a choice.
  package var hasHeader = true
  /// What csv puts between values; nil for a comma.
  package var separator: UInt8?
  /// Whether csv gives an apostrophe to each text that a spreadsheet would take for a formula.
  package var guardsFormulas = false

  package init() {}
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
