import Interruption

extension Connection {
  /// Runs a body in one transaction, which lands whole or not at all.
  ///
  /// - Throws: ``CatalogError`` where another process holds the catalog, or where it can't be written, and what the body
  ///   throws.
  func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
    try beginImmediate()
    do {
      let value = try body()
      try Interruption.check()
      _ = try rows("COMMIT")
      return value
    } catch {
      // The first error is the one to tell; after some, SQLite has rolled back by itself.
      let meaning = meaning(of: error, isBegun: true)
      if isInTransaction { _ = try? rows("ROLLBACK") }
      throw meaning
    }
  }

  private func beginImmediate() throws {
    do {
      _ = try rows("BEGIN IMMEDIATE")
    } catch {
      throw meaning(of: error, isBegun: false)
    }
    guard !hasMoved else {
      _ = try? rows("ROLLBACK")
      throw CatalogError.removed(path: path)
    }
  }
}
