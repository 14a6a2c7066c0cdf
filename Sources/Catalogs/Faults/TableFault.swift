public import SQLite

/// A change of a catalog's tables by which it can't be read or written rightly any more.
public enum TableFault: Equatable, Sendable {
  /// What is found under the name of a table.
  public typealias Kind = TableKind

  /// The table is missing.
  case noTable(String)
  /// A view or a virtual table has the table's name.
  case notATable(String, Kind)
  /// The column is missing.
  case noColumn(table: String, column: String)
  /// A column whose values SQLite works out itself.
  case generatedColumn(table: String, column: String)
  /// A column of a type that would change values.
  case columnType(table: String, column: String, type: String, expected: String)
  /// Columns that another table refers to, in which values could repeat.
  case notUnique(table: String, columns: [String], referringTable: String)
}

/// What a catalog has against a row, or against the loss of one: rules that somebody added to it.
public enum Refusal: Equatable, Sendable {
  /// Columns whose values must differ, or the index that demands it, as SQLite names them.
  case unique(String)
  /// A column that must have a value.
  case notNull(column: String)
  /// A condition on rows, as its constraint is called or written.
  case check(String)
  /// A reference to a row that is not there, or to one that would go; the tables that were added and have references.
  case foreignKey(tables: [String])
  /// What a trigger says.
  case trigger(String)
  /// A trigger or a constraint passed over the row without a word.
  case ignored
  /// Rows that were stored are not there: a trigger or a constraint removed them.
  case removed(count: Int)
  /// SQLite can't run what was added, for the reason it gives.
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
    /// The text is not the JSON that its type says; what was met.
    case notJSON(type: String, reason: String)
    /// The payload's type is none that there is.
    case unknownType(String)
    /// There is no such row in the table.
    case noRow(in: String, key: QueryValue)
    /// No key is left above it.
    case largestKey
  }

  /// The table's name.
  public var table: String
  /// The column's name.
  public var column: String
  /// The row by its key, such as `file_key 7`; empty where there is no telling.
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
