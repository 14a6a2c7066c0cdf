import GRDBSQLite

extension Connection {
  /// Runs a body in one transaction, which lands whole or not at all.
  ///
  /// - Throws: ``CatalogError/busy`` where another process writes, and what the body throws.
  func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
    try beginImmediate()
    do {
      let value = try body()
      _ = try rows("COMMIT")
      return value
    } catch {
      // The first error is the one to tell; after some, SQLite has rolled back by itself.
      if isInTransaction { _ = try? rows("ROLLBACK") }
      throw error
    }
  }

  private func beginImmediate() throws {
    do {
      _ = try rows("BEGIN IMMEDIATE")
    } catch let failure as SQLFailure where failure.code & 0xFF == SQLITE_BUSY {
      throw CatalogError.busy
    }
  }
}
