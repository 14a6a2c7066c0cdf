import ExportFormat
import SQLite

/// Brings a catalog that an older program made up to date.
///
/// What others added to it stays: columns, indexes, triggers, views and tables of their own, and views of ours that
/// they changed.
enum Migration {
  /// Runs what is missing, in one transaction.
  ///
  /// - Parameters:
  ///   - current: the views in today's definition.
  ///   - progress: called before each step, and now and then during a long one.
  /// - Returns: how the catalog differed; nil where it did not.
  /// - Throws: ``CatalogError`` where the catalog can't be written now, ``SQLFailure``; it is then as it was.
  @discardableResult
  static func run(
    on connection: Connection, current: [SchemaView] = SchemaView.current,
    progress: (UpgradeProgress) -> Void = { _ in }
  ) throws -> OlderSchema? {
    do {
      // The memory for sorting is that of the cache.
      return try connection.withPragmas([("cache_size", "-8000"), ("analysis_limit", "1000")]) {
        try migrate(connection, current, progress)
      }
    } catch {
      throw connection.refusal(of: error)
    }
  }

  private static func migrate(
    _ connection: Connection, _ current: [SchemaView], _ progress: (UpgradeProgress) -> Void
  ) throws -> OlderSchema? {
    try connection.inTransaction {
      // Another process may have done it while we waited.
      let older = try OlderSchema(
        SchemaFound(in: "main", on: connection), in: "main", on: connection, current: current)
      guard older.differs else { return nil }
      // What the steps read must be there. A column that will be added is not missing.
      if older.version < Schema.version { try CatalogShape.checked(on: connection) }
      progress(.changing)
      if older.lacksNewestDate { try connection.run("ALTER TABLE main.exports ADD COLUMN newest_date TEXT") }
      // If there is a column of this name already, somebody added it.
      if older.lacksNewestDate || older.version < 2 {
        try connection.reporting(.changing, to: progress) {
          try setNewestDates(on: connection)
          try settleLinks(on: connection)
        }
      }
      for field in RecordField.later where older.version < Schema.version || older.lackedFields.contains(field) {
        try connection.reporting(.changing, to: progress) { try connection.addColumn(of: field.declaration) }
      }
      for view in older.views { try make(view, replaces: older.stored.contains(view.name), on: connection) }
      try connection.run("PRAGMA main.user_version = \(Schema.version)")
      try CatalogShape.checked(on: connection)
      for name in older.replaced { try connection.run("DROP INDEX main.\(name)") }
      for (number, index) in older.indexes.enumerated() {
        let step = UpgradeProgress.indexing(name: index.name, number: number + 1, of: older.indexes.count)
        try connection.reporting(step, to: progress) { try connection.run(index.sql) }
      }
      if older.version < 5 {
        try connection.reporting(.analysing, to: progress) { try connection.run("ANALYZE main") }
        let shape = try CatalogShape(on: connection)
        try Statistics(connection: connection).write(of: Set(CatalogTable.allCases.filter(shape.isOurs)))
        try connection.suggestCacheSize()
      }
      progress(.committing)
      return older
    }
  }

  /// Version 2: each export says how new it is.
  private static func setNewestDates(on connection: Connection) throws {
    try connection.run("UPDATE main.exports SET newest_date = \(ExportOrder.computedDate(of: "exports", in: "main"))")
  }

  /// Version 2: links that the platform counts as absent are absent.
  private static func settleLinks(on connection: Connection) throws {
    for row in try connection.rows("SELECT export_id, project_id FROM main.exports") {
      guard let exportID = row[0].integer else { continue }
      try AbsentLinks(connection: connection, exportID: exportID, projectID: row[1].integer).settle()
    }
  }

  /// Creates a view, with the triggers that somebody added to its older definition.
  private static func make(_ view: SchemaView, replaces: Bool, on connection: Connection) throws {
    var triggers: [String] = []
    if replaces {
      triggers = try connection.rows(
        "SELECT sql FROM main.sqlite_master WHERE type = 'trigger' AND tbl_name = :view COLLATE NOCASE ORDER BY rowid",
        parameters: ["view": .text(view.name)]
      ).compactMap { $0[0].text }
      try connection.run("DROP VIEW main.\(view.name)")
    }
    try connection.run(view.sql)
    for trigger in triggers { try connection.run(trigger) }
  }
}
