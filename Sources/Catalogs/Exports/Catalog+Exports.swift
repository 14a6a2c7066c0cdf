import SQLText
public import SQLite

/// An export of a catalog.
public struct ExportSummary: Equatable, Sendable {
  /// Its key in the tables.
  public let exportID: Int64
  /// Its name in the catalog.
  public let name: String
  /// The platform's number of its project; nil where it is not known.
  public let projectID: Int?
  /// The files that were read, or `-` for standard input.
  public let source: String
  /// Records read: stored, repeated and skipped ones.
  public let recordCount: Int
  /// When it was imported: `YYYY-MM-DD HH:MM:SS`, UTC.
  public let importedAt: String
  /// The newest upload or update date of its files, `YYYY-MM-DD HH:MM`; nil where it has none.
  public let newestDate: String?
}

extension Catalog {
  /// The exports, in the order of their import.
  ///
  /// - Throws: ``CatalogError/badValue(_:)`` where an export's key or project is no number.
  public func exports() throws -> [ExportSummary] {
    try withConnection { try $0.exports().sorted { $0.exportID < $1.exportID } }
  }

  /// Finds an export.
  ///
  /// - Parameter name: its name, or `latest` or `previous`.
  /// - Throws: ``CatalogError/noExport(name:known:)``, ``CatalogError/wordIsName(_:)``,
  ///   ``CatalogError/changed(path:_:)`` where the catalog's tables are not those that are needed.
  public func export(named name: String) throws -> ExportSummary {
    try withConnection { connection in
      _ = try CatalogShape.checked(on: connection)
      return try connection.export(named: name)
    }
  }

  /// Sets the project of an export. Its storage keys depend on it, and which of its files are transfers.
  ///
  /// - Parameters:
  ///   - name: the export's, or `latest` or `previous`.
  ///   - projectID: the platform's number, at least 1.
  /// - Returns: the export as it was.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func setProject(_ name: String, to projectID: Int) throws -> ExportSummary {
    let export = try export(named: name)
    try withWriteTransaction { connection in
      let values: [String: QueryValue] = ["project": .integer(Int64(projectID)), "id": .integer(export.exportID)]
      _ = try connection.rows("UPDATE main.exports SET project_id = :project WHERE export_id = :id", parameters: values)
      try connection.confirm(.exports, where: "export_id = :id AND project_id = :project", parameters: values)
      try AbsentLinks(connection: connection, exportID: export.exportID, projectID: Int64(projectID)).settle()
    }
    return export
  }

  func withWriteTransaction<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try withConnection { connection in
      do {
        return try connection.inTransaction {
          try CatalogShape.checked(on: connection)
          return try body(connection)
        }
      } catch {
        throw connection.refusal(of: error)
      }
    }
  }
}

extension Catalog {
  /// The exports as a table: what `pressmark exports` lists.
  public func exportListing() throws -> QueryResult {
    try withConnection { connection in
      let newest = try connection.exports().prefix(2).map { QueryValue.integer($0.exportID) }
      return try connection.result(
        of: """
          SELECT e.name, e.project_id, count(f.file_key) AS files, e.record_count AS records,
            e.rejected_count AS rejected, max(max(f.upload_date, coalesce(f.update_date, ''))) AS newest,
            e.imported_at, e.source, e.note,
            CASE e.export_id WHEN :latest THEN 'latest' WHEN :previous THEN 'previous' END AS also_called
          FROM exports e
          LEFT JOIN files f ON f.export_id = e.export_id
          GROUP BY e.export_id
          ORDER BY e.export_id
          """,
        parameters: ["latest": newest.first ?? .null, "previous": newest.count > 1 ? newest[1] : .null])
    }
  }

  /// Exports that are named `latest` or `previous`, as older programs allowed.
  package func exportsNamedAsWords() throws -> [String] {
    try withConnection { try ExportWord.known(on: $0) }.filter(ExportWord.isReserved)
  }
}
