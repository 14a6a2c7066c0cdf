import SQLite

/// A table over the b-tree of `files` whose indexes are, as imposters, the b-trees of `attribute_groups` and
/// `group_attributes` and of the large indexes: what is moved into it from an ``ImageDatabase`` goes into each of them as
/// it stands.
///
/// The records of a table without rowid are those of an index, with the same order: its columns, those of the key first.
/// All columns of an index but its last, which is the number of a row, are named; here they only say how many there are.
enum RowImposters {
  static let name = "pressmark_rows"

  /// The tables whose rows it takes, which must be exactly as `schema.sql` makes them.
  static let tables: Set<CatalogTable> = [.files, .attributeGroups, .groupAttributes]

  /// A b-tree that stands as an index: that of a table without rowid, or of an index.
  private enum Tree {
    case table(CatalogTable)
    case index(Imposter)

    var original: String {
      switch self {
      case .table(let table): table.name
      case .index(let index): index.indexName ?? index.table.name
      }
    }

    var isIndex: Bool { if case .index = self { true } else { false } }

    var columnCount: Int {
      switch self {
      case .table(let table): table.columns.count
      case .index(let index): index.columns.count
      }
    }
  }

  private static let indexes: [Imposter] = [.fileIDs] + Imposter.fileIndexes + [.labelIndex]
  private static let trees: [Tree] =
    [.table(.attributeGroups), .table(.groupAttributes)] + indexes.map { .index($0) }

  /// How many b-trees there are, and how many of them are indexes.
  static let treeCount = 1 + trees.count
  static let indexCount = trees.count

  /// The number of an index's tree.
  static func number(of index: Imposter) -> Int? {
    indexes.firstIndex(of: index).map { treeCount - indexes.count + $0 }
  }

  /// The numbers of all trees but some.
  static func trees(besides some: [Int]) -> some Sequence<Int> { (0..<treeCount).lazy.filter { !some.contains($0) } }

  static var all: [ImposterTable] {
    [ImposterTable(name: name, original: CatalogTable.files.name, isIndex: false, definition: definition)]
      + trees.enumerated().map { number, tree in
        ImposterTable(
          name: "\(name)_\(tree.original)", original: tree.original, isIndex: tree.isIndex,
          definition: indexDefinition(number, tree), owner: name)
      }
  }

  /// The statements that make the tables of an ``ImageDatabase`` in the same form.
  static var image: String {
    "CREATE TABLE rows \(definition);"
      + trees.enumerated().map { "CREATE INDEX rows_\($1.original) ON rows \(indexDefinition($0, $1));" }.joined()
  }

  private static var definition: String {
    let table = CatalogTable.files
    let columns = table.columns.map { $0 == table.declared.key[0] ? "\($0) INTEGER PRIMARY KEY" : $0 }
    return "(\(columns.joined(separator: ", ")))"
  }

  /// Indexes are told apart by their columns.
  private static func indexDefinition(_ number: Int, _ tree: Tree) -> String {
    "(\(CatalogTable.files.columns.dropFirst(1 + number).prefix(tree.columnCount - 1).joined(separator: ", ")))"
  }
}
