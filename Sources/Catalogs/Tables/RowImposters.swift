import SQLite

/// A table over the b-tree of `files` whose indexes are the b-trees of `attribute_groups` and `group_attributes`, as
/// imposters: what is moved into it from an ``ImageDatabase`` goes into the three of them as it stands.
///
/// The records of a table without rowid are those of an index, with the same order: its columns, those of the key first.
/// All columns of an index but its last, which is the number of a row, are named; here they only say how many there are.
enum RowImposters {
  static let name = "pressmark_rows"

  /// The tables whose rows it takes, which must be exactly as `schema.sql` makes them.
  static let tables: Set<CatalogTable> = [.files, .attributeGroups, .groupAttributes]

  private static let indexed: [CatalogTable] = [.attributeGroups, .groupAttributes]

  /// How many b-trees there are, and how many of them are indexes.
  static let treeCount = 1 + indexed.count
  static let indexCount = indexed.count

  static var all: [ImposterTable] {
    [ImposterTable(name: name, original: CatalogTable.files.name, isIndex: false, definition: definition)]
      + indexed.enumerated().map { number, table in
        ImposterTable(
          name: "\(name)_\(table.name)", original: table.name, isIndex: false,
          definition: indexDefinition(number, table), owner: name)
      }
  }

  /// The statements that make the tables of an ``ImageDatabase`` in the same form.
  static var image: String {
    "CREATE TABLE rows \(definition);"
      + indexed.enumerated().map { "CREATE INDEX rows_\($1.name) ON rows \(indexDefinition($0, $1));" }.joined()
  }

  private static var definition: String {
    let table = CatalogTable.files
    let columns = table.columns.map { $0 == table.declared.key[0] ? "\($0) INTEGER PRIMARY KEY" : $0 }
    return "(\(columns.joined(separator: ", ")))"
  }

  /// Indexes are told apart by their columns.
  private static func indexDefinition(_ number: Int, _ table: CatalogTable) -> String {
    "(\(CatalogTable.files.columns.dropFirst(1 + number).prefix(table.columns.count - 1).joined(separator: ", ")))"
  }
}
