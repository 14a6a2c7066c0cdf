/// An export of a catalog.
public struct ExportSummary: Equatable, Sendable {
  public let exportID: Int64
  public let name: String
  public let projectID: Int?
  public let source: String
  public let recordCount: Int
  public let importedAt: String
}

extension Catalog {
  /// The exports, in the order of their import.
  ///
  /// - Throws: ``CatalogError/badValue(_:)`` where an export's key or project is no number.
  public func exports() throws -> [ExportSummary] {
    try rows(
      "SELECT export_id, name, project_id, source, record_count, imported_at FROM main.exports ORDER BY export_id"
    ).map { row in
      ExportSummary(
        exportID: try row[0].storedInteger("export_id", of: row), name: row[1].text ?? "",
        projectID: row[2] == .null ? nil : Int(try row[2].storedInteger("project_id", of: row)),
        source: row[3].text ?? "", recordCount: Int(row[4].integer ?? 0), importedAt: row[5].text ?? "")
    }
  }

  /// Finds an export by its name, `latest` and `previous` included.
  ///
  /// - Throws: ``CatalogError/noExport(name:known:)``, ``CatalogError/changed(path:_:)`` where the catalog's tables are
  ///   not those that are needed.
  public func export(named name: String) throws -> ExportSummary {
    try withConnection { _ = try CatalogShape.checked(on: $0) }
    let exports = try exports()
    let found =
      exports.first { $0.name == name }
      ?? (name == "latest" ? exports.last : name == "previous" ? exports.dropLast().last : nil)
    guard let found else { throw CatalogError.noExport(name: name, known: exports.map(\.name)) }
    return found
  }

  /// Removes an export and all that belongs to it.
  ///
  /// The freed pages are used by the next import; `VACUUM` gives them back to the file system.
  ///
  /// - Returns: the export that was removed.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func forget(_ name: String) throws -> ExportSummary {
    let export = try export(named: name)
    try withConnection { try ExportRemoval(connection: $0, exportID: export.exportID).run() }
    return export
  }

  /// Sets the project that an export is of, on which its storage keys depend.
  ///
  /// - Parameters:
  ///   - name: the export's.
  ///   - projectID: the platform's number, at least 1.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func setProject(_ name: String, to projectID: Int) throws -> ExportSummary {
    let export = try export(named: name)
    try withWriteTransaction { connection in
      _ = try connection.rows(
        "UPDATE main.exports SET project_id = :project WHERE export_id = :id",
        parameters: ["project": .integer(Int64(projectID)), "id": .integer(export.exportID)])
    }
    return export
  }

  /// Writes an export back as `annotation.json`: value for value and in the order read.
  ///
  /// - Parameters:
  ///   - name: the export's.
  ///   - condition: an SQL condition on `files f` that chooses the records; nil for all.
  ///   - output: receives the bytes piece by piece.
  /// - Returns: the number of records written.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``, and what `output` throws.
  public func extract(_ name: String, where condition: String? = nil, _ output: ([UInt8]) throws -> Void) throws -> Int
  {
    let export = try export(named: name)
    return try withConnection { connection in
      try Extractor(connection: connection, exportID: export.exportID, condition: condition).run(output)
    }
  }

  private func withWriteTransaction(_ body: (Connection) throws -> Void) throws {
    try withConnection { connection in
      do {
        try connection.inTransaction {
          try CatalogShape.checked(on: connection)
          try body(connection)
        }
      } catch {
        throw connection.refusal(of: error)
      }
    }
  }
}

extension QueryValue {
  /// A number of an export, in a row that begins with the export's key.
  fileprivate func storedInteger(_ column: String, of row: [QueryValue]) throws -> Int64 {
    if let number = integer { return number }
    throw CatalogError.badValue(
      StoredFault(table: "exports", column: column, row: "export_id \(row[0])", problem: .notInteger(found: self)))
  }
}

extension Catalog {
  /// The exports as a table: what `pressmark exports` lists.
  public func exportListing() throws -> QueryResult {
    try result(
      of: """
        SELECT e.name, e.project_id, count(f.file_key) AS files, e.record_count AS records, e.rejected_count AS rejected,
          max(max(f.upload_date, coalesce(f.update_date, ''))) AS newest, e.imported_at, e.source, e.note
        FROM exports e
        LEFT JOIN files f ON f.export_id = e.export_id
        GROUP BY e.export_id
        ORDER BY e.export_id
        """)
  }
}
