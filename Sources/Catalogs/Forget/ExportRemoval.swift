import SQLite

/// Removes an export with all that belongs to it.
///
/// Foreign keys could do that, but they remove file by file, each from many pages of the tables. Where nobody added a
/// trigger, the order makes no difference, and it removes table by table instead, children before parents.
struct ExportRemoval {
  let connection: Connection
  let exportID: Int64

  /// More runs of keys than this are not removed one by one.
  private static let mostRuns = 1000
  /// With more runs than this, a table and its index are not removed from separately.
  private static let mostRunsApart = 20

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
        if isPassive {
          try removeContent(shape, checksForeignKeys: checksForeignKeys)
        } else {
          try removeWhatIsUnbound(shape)
        }
        // Labels that files of another export use can't be removed: the foreign keys say so.
        if !checksForeignKeys, try areLabelsUsed() { throw TablesAreNotPassive() }
        for table in [CatalogTable.attributes, .media, .rejects] where !checksForeignKeys {
          try delete(from: table, "export_id = \(exportID)")
        }
        try delete(from: .exports, "export_id = \(exportID)")
        try connection.confirm(.exports, where: "export_id = \(exportID)", count: 0)
        if isPassive {
          try Statistics(connection: connection).write(of: Set(CatalogTable.allCases.filter(shape.isOurs)))
        }
      }
    }
  }

  /// Removes the rows of tables that lost their foreign keys when somebody rebuilt them.
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

  /// Removes the files and what belongs to files and labels. Where foreign keys are checked it uses no imposters, which
  /// have none.
  private func removeContent(_ shape: CatalogShape, checksForeignKeys: Bool) throws {
    let files = try fileConditions()
    let trusted = checksForeignKeys ? [] : [CatalogTable.files, .groupAttributes].filter(shape.isOurs)
    try Imposter.with(of: Set(trusted), on: connection) { apart in
      try delete(
        from: .groupAttributes, files, apart: apart,
        entries: { "attribute_key IN (\(labels)) AND (\($0.joined(separator: " OR ")))" })
      for table in [CatalogTable.attributeGroups, .duplicates, .transfers] {
        for condition in files.conditions { try delete(from: table, condition) }
      }
      try delete(from: .files, files, apart: apart, entries: { _ in "export_id = \(exportID)" })
    }
    try delete(from: .labelCounts, "attribute_key IN (\(labels))")
  }

  /// Removes rows of a table whose indexes are in other orders: where nobody changed any, each is scanned by itself.
  ///
  /// - Parameter entries: the condition that the entries of the rows meet, in every index.
  private func delete(
    from table: CatalogTable, _ files: Files, apart: Set<CatalogTable>, entries: ([String]) -> String
  ) throws {
    guard !files.conditions.isEmpty else { return }
    let imposters = Imposter.allCases.filter { $0.table == table }
    let indexes = imposters.filter { $0.indexName != nil }
    guard apart.contains(table), files.areRuns, let rows = imposters.first(where: { $0.indexName == nil }),
      indexes.count == table.declared.indexes.count(where: { $0.origin == "c" })
    else {
      for condition in files.conditions { try delete(from: table, condition) }
      return
    }
    _ = try connection.rows("SAVEPOINT pressmark_rows")
    let entryCounts = try indexes.map { index in
      try connection.deletedRows("DELETE FROM main.\(index.name) WHERE \(entries(files.conditions))")
    }
    let rowCount = try files.conditions.reduce(0) { count, condition in
      count + (try connection.deletedRows("DELETE FROM main.\(rows.name) WHERE \(condition)"))
    }
    // Every row has one entry in each index, and only entries of these rows meet the condition. Equal counts mean that
    // each row lost its entries: uses of another export's labels have entries that do not meet it.
    let isWhole = entryCounts.allSatisfy { $0 == rowCount }
    if !isWhole { _ = try connection.rows("ROLLBACK TO pressmark_rows") }
    _ = try connection.rows("RELEASE pressmark_rows")
    if !isWhole {
      for condition in files.conditions { try delete(from: table, condition) }
    }
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

  /// Conditions on `file_key` that the export's files meet, and no other files.
  private struct Files {
    var conditions: [String]
    /// Whether each is a range of keys without gaps, and there are few; usually there is one.
    var areRuns: Bool
  }

  private func fileConditions() throws -> Files {
    let all = try connection.rows(
      "SELECT min(file_key), max(file_key), count(*) FROM main.files WHERE export_id = \(exportID)")
    // Keys are unique integers: as many keys as there are numbers in the range leave no gap.
    if case .integer(let first) = all[0][0], case .integer(let last) = all[0][1], case .integer(let count) = all[0][2],
      last.subtractingReportingOverflow(first) == (count - 1, false)
    {
      return Files(conditions: ["file_key BETWEEN \(first) AND \(last)"], areRuns: true)
    }
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
    guard isShort else {
      return Files(
        conditions: ["file_key IN (SELECT file_key FROM main.files WHERE export_id = \(exportID))"], areRuns: false)
    }
    return Files(
      conditions: runs.map { "file_key BETWEEN \($0.lowerBound) AND \($0.upperBound)" },
      areRuns: runs.count <= Self.mostRunsApart)
  }

  private func delete(from table: CatalogTable, _ condition: String) throws {
    _ = try connection.rows("DELETE FROM main.\(table.name) WHERE \(condition)")
  }
}

extension Connection {
  /// Runs a deletion and says how many rows it removed.
  fileprivate func deletedRows(_ sql: String) throws -> Int64 {
    _ = try rows(sql)
    return changeCount
  }

  /// Whether the catalog has a trigger, or this connection a temporary one.
  fileprivate var hasTriggers: Bool {
    get throws {
      try !rows(
        "SELECT 1 FROM main.sqlite_master WHERE type = 'trigger' UNION ALL SELECT 1 FROM sqlite_temp_master WHERE type = 'trigger'"
      ).isEmpty
    }
  }
}
