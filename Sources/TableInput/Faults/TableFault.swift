/// Why a file can't be read as a table. Lines count from 1, and are those of the file.
package enum TableFault: Error, Equatable, Sendable {
  /// What a file is that is no table of text.
  package enum OtherKind: Equatable, Sendable {
    case archive, sqlite, parquet, excel, pdf, html, utf16
  }

  /// The file is something else.
  case otherKind(OtherKind, name: String)
  /// There is nothing in it.
  case empty(name: String)
  /// A byte is not UTF-8; `column` counts bytes in the line, from 1.
  case notUTF8(UInt8, name: String, line: Int, column: Int)
  /// A quote is not closed until the end of the file.
  case unclosedQuote(name: String, line: Int)
  /// Something other than a separator follows a closing quote.
  case textAfterQuote(name: String, line: Int, field: Int)
  /// A row has more or fewer fields than the first.
  case fieldCount(Int, expected: Int, name: String, line: Int)
  /// A row is longer than the limit, in bytes.
  case longRow(limit: Int, name: String, line: Int)
  /// There are more columns than a table can have.
  case columnCount(Int, limit: Int, name: String)
  /// JSON that can't be read; the detail is English.
  case json(detail: String, name: String, line: Int)
  /// A value stands where the others are objects, or an object where they are values.
  case mixedJSON(name: String, line: Int)
  /// The file became another one between its two readings.
  case changed(name: String)
  /// What came from a pipe can't be kept in a temporary file.
  case notKept(folder: String, errno: Int32)
}
