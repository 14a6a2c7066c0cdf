/// How the fields of a delimited file are told apart.
package struct Dialect: Equatable, Sendable {
  /// Between fields; nil where a line is one field.
  package var separator: UInt8?
  /// Whether quotes hold a field together (RFC 4180).
  package var hasQuotes = true
  /// Whether `\t`, `\n`, `\r` and `\\` stand for what they name.
  package var hasEscapes = false
  /// Whether `\N` is NULL, as in a tab-separated file without quotes.
  package var marksNull = false
  /// Whether nothing between separators is the empty text; else it is NULL.
  package var emptyIsText = false
  /// Whether a carriage return alone ends a line, as in files without any line feed.
  package var endsAtCarriageReturn = false

  package init(separator: UInt8?) { self.separator = separator }

  static let tab = UInt8(ascii: "\t")

  /// Tab-separated values as Pressmark and databases write them.
  static var tsv: Dialect {
    var dialect = Dialect(separator: tab)
    dialect.hasQuotes = false
    dialect.marksNull = true
    return dialect
  }
}
