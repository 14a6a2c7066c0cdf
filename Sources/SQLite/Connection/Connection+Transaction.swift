import Interruption

extension Connection {
  /// Runs a body in one transaction, which is committed as a whole or not at all. Others can read until the commit.
  ///
  /// - Parameter body: makes the changes; if it throws, nothing is changed.
  /// - Throws: ``DatabaseFault`` if another process holds the database, or if it can't be written, and what the body
  ///   throws.
  package func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
    try beginImmediate()
    var lateLock: LateLock?
    defer { lateLock?.remove() }
    do {
      lateLock = try LateLock.install(on: self)
      let value = try body()
      guard !hasMoved else { throw DatabaseFault.removed(path: path) }
      try Interruption.check()
      _ = try rows("COMMIT")
      return value
    } catch {
      // The first error is the one to report. After some, SQLite has already rolled back.
      let meaning = lateLock?.failure ?? meaning(of: error, during: .changing)
      lateLock?.isRollingBack = true
      if isInTransaction { _ = try? rows("ROLLBACK") }
      throw meaning
    }
  }

  private func beginImmediate() throws {
    do {
      _ = try rows("BEGIN IMMEDIATE")
    } catch {
      throw meaning(of: error, during: .beginning)
    }
    guard !hasMoved else {
      _ = try? rows("ROLLBACK")
      throw DatabaseFault.removed(path: path)
    }
  }

  /// Runs a body in a plain transaction, during whose writes others can't read.
  ///
  /// - Parameters:
  ///   - kind: `DEFERRED` or `IMMEDIATE` (<https://sqlite.org/lang_transaction.html>).
  ///   - body: what runs in it; if it throws, nothing is changed.
  /// - Throws: ``SQLFailure``, and what the body throws.
  package func inPlainTransaction<Value>(_ kind: String, _ body: () throws -> Value) throws -> Value {
    try run("BEGIN \(kind)")
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      if isInTransaction { try? run("ROLLBACK") }
      throw error
    }
  }
}
