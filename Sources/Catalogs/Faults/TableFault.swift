public import SQLite

/// A change of a catalog's tables because of which it can't be read or written correctly.
public enum TableFault: Equatable, Sendable {
  /// What is found under the name of a table.
  public typealias Kind = TableKind

  /// The table is missing.
  case noTable(String)
  /// A view or a virtual table has the table's name.
  case notATable(String, Kind)
  /// The column is missing.
  case noColumn(table: String, column: String)
  /// A column whose values SQLite computes.
  case generatedColumn(table: String, column: String)
  /// A column of a type that would change values.
  case columnType(table: String, column: String, type: String, expected: String)
  /// Columns that another table refers to, but that can have the same values in several rows.
  case notUnique(table: String, columns: [String], referringTable: String)
}

/// Why a catalog refuses to store or to remove a row: a rule that somebody added to it.
public enum Refusal: Equatable, Sendable {
  /// Columns whose values must be unique, or the index that demands it, as SQLite names them.
  case unique(String)
  /// A column that must have a value.
  case notNull(column: String)
  /// A condition on rows, as its constraint is called or written.
  case check(String)
  /// A reference to a row that is missing or would be removed; the added tables that have references.
  case foreignKey(tables: [String])
  /// A trigger refuses it, with this message.
  case trigger(String)
  /// A trigger or a constraint ignored the row without an error.
  case ignored
  /// A trigger or a constraint removed rows that were stored; how many.
  case removed(count: Int)
  /// SQLite can't run a rule that was added; its reason.
  case failed(String)
}

/// A value in a catalog that none of Pressmark's imports stores.
public struct StoredFault: Error, Equatable, Sendable {
  /// What is wrong with the value.
  public enum Problem: Equatable, Sendable {
    /// A text is needed.
    case notText(found: QueryValue)
    /// A whole number is needed.
    case notInteger(found: QueryValue)
    /// The text's bytes are not UTF-8.
    case notUTF8
    /// The text is not JSON of the type that the row says; the type, and the reason.
    case notJSON(type: String, reason: String)
    /// The payload's type does not exist; the type.
    case unknownType(String)
    /// It is the key of a row that the table does not have.
    case noRow(in: String, key: QueryValue)
    /// It is a key so large that there are none for new rows.
    case largestKey
  }

  /// The table's name.
  public var table: String
  /// The column's name.
  public var column: String
  /// The row by its key, such as `file_key 7`; empty where it is not known.
  public var row: String
  /// What is wrong with the value.
  public var problem: Problem

  /// Says what is wrong with a value of a row.
  public init(table: String, column: String, row: String, problem: Problem) {
    self.table = table
    self.column = column
    self.row = row
    self.problem = problem
  }
}
