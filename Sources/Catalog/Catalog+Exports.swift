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
  public func exports() throws -> [ExportSummary] {
    try rows("SELECT export_id, name, project_id, source, record_count, imported_at FROM exports ORDER BY export_id")
      .map { row in
        ExportSummary(
          exportID: row[0].integer ?? 0, name: row[1].text ?? "", projectID: row[2].integer.map { Int($0) },
          source: row[3].text ?? "", recordCount: Int(row[4].integer ?? 0), importedAt: row[5].text ?? "")
      }
  }

  /// Finds an export by its name, `latest` and `previous` included.
  ///
  /// - Throws: ``CatalogError/noExport(name:known:)``.
  public func export(named name: String) throws -> ExportSummary {
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
    try withWriteTransaction { connection in
      _ = try connection.rows(
        "DELETE FROM exports WHERE export_id = :id", parameters: ["id": .integer(export.exportID)])
    }
    return export
  }

  /// Sets the project that an export is of, on which its storage keys depend, and which of its files are transfers.
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
        "UPDATE exports SET project_id = :project WHERE export_id = :id",
        parameters: ["project": .integer(Int64(projectID)), "id": .integer(export.exportID)])
      try AbsentLinks(connection: connection, exportID: export.exportID, projectID: Int64(projectID)).settle()
    }
    return export
  }

  /// Writes an export back as `annotation.json`: value for value and in the order read.
  ///
  /// - Parameters:
  ///   - name: the export's.
  ///   - condition: one SQL expression on `files f` that chooses the records: those for which it is true, neither
  ///     false nor NULL. Nil for all.
  ///   - parameters: the values of the condition's parameters, by name without prefix.
  ///   - output: receives the bytes piece by piece.
  /// - Returns: the number of records written.
  /// - Throws: ``CatalogError`` where there is no such export, ``ConditionFault`` where the condition is no expression,
  ///   ``SQLFailure``, and what `output` throws.
  public func extract(
    _ name: String, where condition: String? = nil, parameters: [String: QueryValue] = [:],
    _ output: ([UInt8]) throws -> Void
  ) throws -> Int {
    let export = try export(named: name)
    let condition = try condition.map { text in try ExtractCondition(text) }
    return try withConnection { connection in
      let names = try condition?.parameterNames(on: connection) ?? []
      if let unused = parameters.keys.sorted().first(where: { !names.contains($0) }) {
        throw ConditionFault(.noParameter(unused, known: names), in: condition?.text ?? "")
      }
      if let condition, let missing = names.first(where: { parameters[$0] == nil }) {
        throw ConditionFault(
          .missingParameter(missing), in: condition.text, at: SQLToken.offset(ofParameter: missing, in: condition.text))
      }
      let parameters = try parameters.resolvingExports(on: connection)
      return try Extractor(
        connection: connection, exportID: export.exportID, condition: condition, parameters: parameters
      ).run(output)
    }
  }

  private func withWriteTransaction(_ body: (Connection) throws -> Void) throws {
    try withConnection { connection in
      try connection.inTransaction { try body(connection) }
    }
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
