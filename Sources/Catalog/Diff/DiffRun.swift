import GRDB

/// One comparison on a connection, from the first join to the filled table `changes`.
struct DiffRun {
  let db: Database
  let sql: DiffSQL

  /// Fills `changes` and the tables beside it, in one snapshot of the catalog.
  func run() throws {
    try db.execute(sql: sql.clear + sql.createChanges)
    try db.execute(sql: sql.pairs)
    if try addedCount() > 0 { try db.execute(sql: sql.added) }
    try db.execute(sql: sql.filesOnOneSide)
    try people()
    try db.execute(sql: sql.columns)
    try db.execute(sql: sql.links)
    try clusters()
    if try hasRow("SELECT 1 FROM diff_pairs WHERE closer") {
      try db.execute(sql: sql.unknownFields)
      try db.execute(sql: sql.groups)
      try db.execute(sql: sql.matchGroups)
    }
    try db.execute(sql: sql.settleNoise)
    try DefinitionComparison(db: db, sql: sql).run()
    try db.execute(sql: sql.objects + sql.clearScratch)
  }

  /// How many files NEW has that OLD lacks, from the counts alone.
  private func addedCount() throws -> Int {
    let removed = try Int.fetchOne(db, sql: "SELECT count(*) FROM diff_pairs WHERE new_key IS NULL") ?? 0
    return sql.new.fileCount - (sql.old.fileCount - removed)
  }

  private func people() throws {
    try db.execute(sql: sql.names)
    guard try hasRow("SELECT 1 FROM diff_names") else { return }
    try db.execute(sql: sql.people)
    repeat { try db.execute(sql: sql.withdrawPeople) } while db.changesCount > 0
    try db.execute(sql: sql.renamedPeople)
  }

  /// A cluster of OLD has another original where at least two of its files now follow the same other one.
  private func clusters() throws {
    try db.execute(sql: sql.touchedClusters)
    var ids: [String] = []
    var oldLinks: [String: String] = [:]
    var newLinks: [String: String] = [:]
    let rows = try Row.fetchCursor(db, sql: sql.touchedLinks)
    while let row = try rows.next() {
      let id: String = row[0]
      ids.append(id)
      oldLinks[id] = row[1]
      newLinks[id] = row[2]
    }
    guard !ids.isEmpty else { return }
    var oldRoots = ClusterRoots(links: oldLinks)
    var newRoots = ClusterRoots(links: newLinks)
    struct Move: Hashable {
      let old: String
      let new: String
    }
    var moved: [Move: [String]] = [:]
    for id in ids {
      let move = Move(old: oldRoots.root(of: id), new: newRoots.root(of: id))
      if move.old != move.new { moved[move, default: []].append(id) }
    }
    let insert = try db.makeStatement(
      sql: "INSERT INTO changed_clusters (old_original, new_original, file_id) VALUES (?, ?, ?)")
    for (move, files) in moved where files.count > 1 {
      for file in files { try insert.execute(arguments: [move.old, move.new, file]) }
    }
    try db.execute(sql: sql.clusters)
  }

  private func hasRow(_ query: String) throws -> Bool {
    try Int.fetchOne(db, sql: query + " LIMIT 1") != nil
  }
}
