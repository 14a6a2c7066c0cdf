/// One comparison on a connection, from the first join to the filled table `changes`.
///
/// Everything goes through ``Connection``, which takes text by its length: an id can hold a NUL.
struct DiffRun {
  let connection: Connection
  let sql: DiffSQL

  /// Fills `changes` and the tables beside it, in one snapshot of the catalog.
  func run() throws {
    try connection.run(sql.clear + sql.createChanges)
    try connection.run(sql.pairs)
    if try addedCount() > 0 { try connection.run(sql.added) }
    try people()
    try connection.run(sql.filesOnOneSide)
    try connection.run(sql.columns)
    try connection.run(sql.links)
    try ClusterComparison(connection: connection, sql: sql).run()
    if try hasRow("SELECT 1 FROM diff_pairs WHERE closer") {
      try connection.run(sql.unknownFields)
      try connection.run(sql.groups)
      try connection.run(sql.matchGroups)
    }
    try connection.run(sql.settleNoise)
    try DefinitionComparison(connection: connection, sql: sql).run()
    try connection.run(sql.objects + sql.clearScratch)
  }

  /// How many files NEW has that OLD lacks, from the counts alone.
  private func addedCount() throws -> Int {
    let removed = try connection.rows("SELECT count(*) FROM diff_pairs WHERE new_key IS NULL").first?.first?.integer
    return sql.new.fileCount - (sql.old.fileCount - Int(removed ?? 0))
  }

  private func people() throws {
    try connection.run(sql.names)
    guard try hasRow("SELECT 1 FROM diff_names") else { return }
    try connection.run(sql.people)
    guard try hasRow("SELECT 1 FROM diff_people") else { return }
    try connection.run(sql.withdrawPeople)
    try connection.run(sql.renamedPeople)
  }

  private func hasRow(_ query: String) throws -> Bool { try !connection.rows(query + " LIMIT 1").isEmpty }
}
