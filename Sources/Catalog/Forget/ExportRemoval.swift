import GRDBSQLite

/// Removes an export with all that belongs to it.
///
/// The foreign keys would do that alone, but file by file: all over the tables for each. Where nobody added a trigger,
/// the order makes no difference to anyone, and whole tables are gone through instead, children before parents.
struct ExportRemoval {
  let connection: Connection
  let exportID: Int64

  /// More runs of keys than this are not removed one by one.
  private static let mostRuns = 1000

  /// - Throws: ``CatalogError``, ``SQLFailure``.
  func run() throws {
    do {
      do {
        try run(checksForeignKeys: false)
      } catch is TablesAreNotPassive {
        try run(checksForeignKeys: true)
      }
    } catch {
      throw connection.refusal(of: error)
    }
  }

  /// Rolls the transaction back, to begin again with foreign keys.
  private struct TablesAreNotPassive: Error {}

  private func run(checksForeignKeys: Bool) throws {
    try connection.withPragmas([("foreign_keys", checksForeignKeys ? "ON" : "OFF"), ("cache_size", "-8000")]) {
      try connection.inTransaction {
        let shape = try CatalogShape.checked(on: connection)
        let isPassive = try shape.tablesArePassive && !connection.hasTriggers
        if !checksForeignKeys {
          guard try isPassive && connection.foreignTablesReferringToOurs().isEmpty else { throw TablesAreNotPassive() }
        }
        if isPassive { try removeContent(shape) } else { try removeWhatIsUnbound(shape) }
        // Labels that another export's files use stand against it: that is for the foreign keys to say.
        if !checksForeignKeys, try areLabelsUsed() { throw TablesAreNotPassive() }
        for table in [CatalogTable.attributes, .media, .rejects] where !checksForeignKeys {
          try delete(from: table, "export_id = \(exportID)")
        }
        try delete(from: .exports, "export_id = \(exportID)")
      }
    }
  }

  /// Removes the rows of tables that lost their foreign keys when somebody made them anew.
  private func removeWhatIsUnbound(_ shape: CatalogShape) throws {
    let files = "file_key IN (SELECT file_key FROM main.files WHERE export_id = \(exportID))"
    let owned: [(CatalogTable, String)] = [
      (.groupAttributes, files), (.attributeGroups, files), (.duplicates, files), (.transfers, files),
      (.labelCounts, "attribute_key IN (\(labels))"), (.files, "export_id = \(exportID)"),
      (.attributes, "export_id = \(exportID)"), (.media, "export_id = \(exportID)"),
      (.rejects, "export_id = \(exportID)"),
    ]
    for (table, condition) in owned {
      let keys = shape.tables[table]?.foreignKeys ?? []
      if !table.declared.foreignKeys.allSatisfy(keys.contains) { try delete(from: table, condition) }
    }
  }

  /// Removes the files and what belongs to files and labels.
  private func removeContent(_ shape: CatalogShape) throws {
    let files = try fileConditions()
    for condition in files {
      try removeLabelUses(condition, shape)
      for table in [CatalogTable.attributeGroups, .duplicates, .transfers, .files] {
        try delete(from: table, condition)
      }
    }
    try delete(from: .labelCounts, "attribute_key IN (\(labels))")
  }

  /// Removes label uses, whose index is in another order: where both are ours alone, each is gone through by itself.
  private func removeLabelUses(_ condition: String, _ shape: CatalogShape) throws {
    let isTrusted = shape.tablesArePassive && shape.isOurs(.groupAttributes)
    let isDone = try Imposter.with(of: isTrusted ? [.groupAttributes] : [], on: connection) { apart in
      guard !apart.isEmpty else { return false }
      _ = try connection.rows("SAVEPOINT pressmark_uses")
      let entries = try connection.deletedRows(
        "DELETE FROM main.\(Imposter.labelIndex.name) WHERE attribute_key IN (\(labels)) AND \(condition)")
      let uses = try connection.deletedRows("DELETE FROM main.\(Imposter.labels.name) WHERE \(condition)")
      // Every use has one entry. Only uses of another export's labels have entries elsewhere.
      if entries != uses { _ = try connection.rows("ROLLBACK TO pressmark_uses") }
      _ = try connection.rows("RELEASE pressmark_uses")
      return entries == uses
    }
    if !isDone { try delete(from: .groupAttributes, condition) }
  }

  private var labels: String { "SELECT attribute_key FROM main.attributes WHERE export_id = \(exportID)" }

  private func areLabelsUsed() throws -> Bool {
    try !connection.rows(
      """
      SELECT 1 FROM main.attributes a JOIN main.group_attributes ga ON ga.attribute_key = a.attribute_key
      WHERE a.export_id = \(exportID) LIMIT 1
      """
    ).isEmpty
  }

  /// Conditions on `file_key` that together are met by the export's files and nothing else: the runs of their keys,
  /// without gaps, which is commonly one.
  private func fileConditions() throws -> [String] {
    var runs: [ClosedRange<Int64>] = []
    let isShort = try connection.withStatement(
      "SELECT file_key FROM main.files WHERE export_id = \(exportID) ORDER BY file_key"
    ) { statement in
      try statement.step { row in
        guard case .integer(let key) = row[0] else { return false }
        if let last = runs.last, last.upperBound < .max, last.upperBound + 1 == key {
          runs[runs.count - 1] = last.lowerBound...key
        } else {
          runs.append(key...key)
        }
        return runs.count <= Self.mostRuns
      }
      return runs.count <= Self.mostRuns
    }
    guard isShort else { return ["file_key IN (SELECT file_key FROM main.files WHERE export_id = \(exportID))"] }
    return runs.map { "file_key BETWEEN \($0.lowerBound) AND \($0.upperBound)" }
  }

  private func delete(from table: CatalogTable, _ condition: String) throws {
    _ = try connection.rows("DELETE FROM main.\(table.name) WHERE \(condition)")
  }
}

extension Connection {
  /// Runs a deletion and says how many rows it removed.
  fileprivate func deletedRows(_ sql: String) throws -> Int64 {
    _ = try rows(sql)
    return sqlite3_changes64(handle)
  }

  /// Whether the catalog, or this connection for itself, has a trigger of any kind.
  fileprivate var hasTriggers: Bool {
    get throws {
      try !rows(
        "SELECT 1 FROM main.sqlite_master WHERE type = 'trigger' UNION ALL SELECT 1 FROM sqlite_temp_master WHERE type = 'trigger'"
      ).isEmpty
    }
  }
}
