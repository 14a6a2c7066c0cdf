import Catalogs
public import SQLite

/// Writes rows in one way. A format is made for one result, and used once.
public protocol ResultFormat {
  /// Takes the names of the columns, before any row.
  mutating func begin(_ columns: [String], to out: ByteWriter)
  /// Takes a row, a view that is valid during the call.
  mutating func row(_ row: ResultRow, to out: ByteWriter)
  /// Writes what is still missing.
  mutating func end(to out: ByteWriter)
  /// How many of the rows it was given it has shown; nil for all.
  var shown: Int? { get }
}

extension ResultFormat {
  public var shown: Int? { nil }
}

/// What a format should know of where its output goes.
public struct FormatOptions: Sendable {
  /// Whether control characters in data are escaped, as they must be on a terminal.
  public var escapesControls = false
  /// Whether colours may be used.
  public var usesColor = false
  /// Whether box-drawing characters may be used; else ASCII.
  public var usesUnicode = true
  /// The columns of the window; nil where there's none, and nothing is cut.
  public var width: Int?
  /// The lines that a table may take where its rows are written one value per line; nil for all.
  public var lineLimit: Int?
  /// Whether names of columns are written where the format has a choice (csv, tsv).
  public var hasHeader = true
  /// Whether csv gives an apostrophe to each text that a spreadsheet would take for a formula.
  public var guardsFormulas = false

  public init() {}
}

/// A format by its name.
public struct OutputFormat: Sendable {
  public let name: String
  public let summary: String
  /// Makes the writer for one result.
  public let make: @Sendable (FormatOptions) -> any ResultFormat

  /// All the formats: a new one is a file in this folder, and a line here.
  public static let all: [OutputFormat] = [
    OutputFormat(name: "table", summary: "aligned columns in a box, for people") { TableFormat(options: $0) },
    OutputFormat(name: "tsv", summary: "tab-separated; \\t \\n \\r \\\\ escaped, NULL is \\N") {
      TSVFormat(options: $0)
    },
    OutputFormat(name: "csv", summary: "RFC 4180; NULL is nothing, an empty text is \"\"") { CSVFormat(options: $0) },
    OutputFormat(name: "json", summary: "one array of objects") { _ in JSONFormat(isArray: true) },
    OutputFormat(name: "jsonl", summary: "one object per line") { _ in JSONFormat(isArray: false) },
    OutputFormat(name: "markdown", summary: "a table for Markdown") { MarkdownFormat(options: $0) },
    OutputFormat(name: "line", summary: "one value per line, for wide rows") { LineFormat(options: $0) },
    OutputFormat(name: "html", summary: "a page by itself with a table") { _ in HTMLFormat() },
    OutputFormat(name: "chart", summary: "bars, a time line or a histogram, in characters") {
      ChartFormat(options: $0)
    },
  ]

  /// Finds a format by its name.
  public static func named(_ name: String) -> OutputFormat? { all.first { $0.name == name } }
}

extension OutputFormat {
  /// Writes a small result that is at hand.
  public func write(_ result: QueryResult, options: FormatOptions, to out: ByteWriter) {
    var format = make(options)
    format.begin(result.columns, to: out)
    for row in result.rows {
      RowRecord(row).withRow(columns: row.count) { format.row($0, to: out) }
    }
    format.end(to: out)
  }
}
