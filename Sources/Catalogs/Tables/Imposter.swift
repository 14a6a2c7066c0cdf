import SQLite

/// A second name for the b-tree of a table or of an index, for the length of a transaction.
///
/// With it, rows go into a table without its indexes, and entries go into an index in its own order: appending
/// takes a fraction of the time of finding a place for each. Code that writes through imposters must write both sides,
/// and must know from ``CatalogShape`` that the table has no other indexes.
enum Imposter: CaseIterable {
  case files, fileIDs, byExport, byStatus, byAuthor, byValidator, byUploadDate, labels, labelIndex

  /// The indexes of `files` that are not by id, in the order of `schema.sql`.
  static let fileIndexes: [Imposter] = [.byExport, .byStatus, .byAuthor, .byValidator, .byUploadDate]

  /// The table whose b-tree it is, or whose index.
  var table: CatalogTable {
    switch self {
    case .files, .fileIDs, .byExport, .byStatus, .byAuthor, .byValidator, .byUploadDate: .files
    case .labels, .labelIndex: .groupAttributes
    }
  }

  /// The name of the index whose b-tree it is.
  var indexName: String? {
    switch self {
    case .fileIDs: "files_by_id"
    case .byExport: "files_by_export"
    case .byStatus: "files_by_status"
    case .byAuthor: "files_by_author"
    case .byValidator: "files_by_validator"
    case .byUploadDate: "files_by_upload_date"
    case .labelIndex: "group_attributes_by_attribute"
    case .files, .labels: nil
    }
  }

  private var original: String { indexName ?? table.name }

  var name: String { "pressmark_\(original)" }

  private var index: TableShape.Index? { table.declared.indexes.first { $0.name == indexName } }

  /// The b-tree's columns; those of an index are the indexed ones and then the key of the table's row.
  var columns: [String] {
    index.map { $0.parts.map { $0.column ?? table.declared.key[0] } } ?? table.columns
  }

  private var definition: String {
    let shape = table.declared
    if indexName == nil, !shape.isWithoutRowID {
      return "(" + columns.map { $0 == shape.key[0] ? "\($0) INTEGER PRIMARY KEY" : $0 }.joined(separator: ", ") + ")"
    }
    // Entries of an index that is not unique differ only as a whole.
    let keyCount = index.map { $0.isUnique ? $0.parts.count(where: \.isKey) : $0.parts.count }
    let key = keyCount.map { Array(columns.prefix($0)) } ?? shape.key
    return "(\(columns.joined(separator: ", ")), PRIMARY KEY (\(key.joined(separator: ", ")))) WITHOUT ROWID"
  }

  private var imposter: ImposterTable {
    ImposterTable(name: name, original: original, isIndex: indexName != nil, definition: definition)
  }

  /// Creates the imposters of some tables and of their indexes for the length of a call, within a transaction.
  ///
  /// - Parameters:
  ///   - tables: tables that are exactly as `schema.sql` makes them.
  ///   - others: more imposters of such tables.
  ///   - body: receives the tables that have imposters, none where this build of SQLite lacks them. It must end its
  ///     statements.
  static func with<Value>(
    of tables: Set<CatalogTable>, and others: [ImposterTable] = [], on connection: Connection,
    _ body: (Set<CatalogTable>) throws -> Value
  ) throws -> Value {
    let imposters = allCases.filter { tables.contains($0.table) }.map(\.imposter)
    return try connection.withImposters(imposters + others) { areMade in
      try body(areMade ? tables : [])
    }
  }
}
