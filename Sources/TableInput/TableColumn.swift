/// A column of a table that a file holds.
package struct TableColumn: Equatable, Sendable {
  /// What its values are.
  package enum Kind: UInt8, BitwiseCopyable, Sendable {
    case text, integer, real
  }

  package var name: String
  package var kind: Kind
  /// Whether all its values are ids of 24 hex digits.
  package var holdsIDs: Bool

  package init(name: String, kind: Kind, holdsIDs: Bool = false) {
    self.name = name
    self.kind = kind
    self.holdsIDs = holdsIDs
  }
}

/// Something that was decided or found while a table was read, for people.
package enum TableRemark: Equatable, Sendable {
  /// The first line was taken for names, or for values, where nobody said so.
  case header(Bool)
  case separator(UInt8)
  /// A column got another name than the file gives it.
  case renamed(String, to: String)
  /// A column is text, although most of its values are numbers.
  case numbersAsText(column: String, numbers: Int, value: String, line: Int)
  case blankLines(Int)
  /// Backslash escapes were read as what they stand for.
  case escapes
  /// Quotes were taken off in a tab-separated file.
  case quotes
  /// Empty fields became NULL in a tab-separated file, which has another way to say so.
  case emptyFields
  /// The file looks like an export of the platform.
  case export
}
