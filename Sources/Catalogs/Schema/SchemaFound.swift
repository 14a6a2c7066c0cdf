import SQLite

/// What a database file says about its schema.
struct SchemaFound: Equatable {
  var applicationID = 0
  var version = 0
  /// Whether it has no table, view or index at all.
  var isEmpty = true
  /// Whether the tables of a catalog are there.
  var hasTables = false
  /// Whether `exports` has the column that came with version 2.
  var hasNewestDate = false
  /// Whether it has the views that came with version 3.
  var hasLatestViews = false
  /// Whether it has the indexes that came with version 4.
  var hasFileIndexes = false
  /// Whether the index by author has the date that came with version 5.
  var hasDatesOfAuthors = false

  init() {}

  /// Reads what a database says.
  ///
  /// - Parameter schema: `main`, or the name of an attached database.
  init(in schema: String, on connection: Connection) throws {
    func number(_ sql: String) throws -> Int { Int(try connection.rows(sql).first?.first?.integer ?? 0) }
    let name = SchemaNames.quoted(schema)
    applicationID = try number("PRAGMA \(name).application_id")
    version = try number("PRAGMA \(name).user_version")
    isEmpty = try number("SELECT count(*) FROM \(name).sqlite_master") == 0
    let tables = Self.tables.map { "'\($0)'" }.joined(separator: ", ")
    hasTables =
      try number("SELECT count(*) FROM \(name).sqlite_master WHERE type = 'table' AND name IN (\(tables))")
      == Self.tables.count
    hasNewestDate = try connection.hasNewestDate(in: schema)
    hasLatestViews =
      try number("SELECT count(*) FROM \(name).sqlite_master WHERE type = 'view' AND name = 'latest_files'") > 0
    hasFileIndexes =
      try number("SELECT count(*) FROM \(name).sqlite_master WHERE type = 'index' AND name = 'files_by_status'") > 0
    hasDatesOfAuthors = try !connection.rows(
      "SELECT 1 FROM pragma_index_info('files_by_author', :schema) WHERE name = 'upload_date'",
      parameters: ["schema": .text(schema)]
    ).isEmpty
  }

  /// The version that it has, going by what is there.
  private var likelyVersion: Int {
    switch (hasNewestDate, hasLatestViews, hasFileIndexes, hasDatesOfAuthors) {
    case (false, _, _, _): 1
    case (_, false, _, _): 2
    case (_, _, false, _): 3
    case (_, _, _, false): 4
    default: 5
    }
  }

  private static let tables = SchemaText.current.entries.filter { $0.kind == .table }.map(\.name)

  /// Makes sure that it is a catalog of a version that this program knows.
  func check(path: String) throws(CatalogError) {
    // The output of .dump has the tables, but not the numbers in the file's header.
    let hasLostMark = applicationID == 0 || applicationID == Schema.applicationID && version == 0
    if hasTables, hasLostMark { throw .lostMark(path: path, version: likelyVersion) }
    guard applicationID == Schema.applicationID else { throw .notACatalog(path: path, found: .otherDatabase) }
    guard version <= Schema.version else {
      throw .newerCatalog(path: path, version: version, supported: Schema.version)
    }
  }
}

extension Connection {
  /// Whether a catalog stores the newest date of each export, as all do from version 2 on.
  func hasNewestDate(in schema: String) throws -> Bool {
    try !rows(
      "SELECT 1 FROM pragma_table_info('exports', :schema) WHERE name = 'newest_date'",
      parameters: ["schema": .text(schema)]
    ).isEmpty
  }
}
