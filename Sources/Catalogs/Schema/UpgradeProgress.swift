import SQLite

/// How far bringing a catalog up to date is.
public enum UpgradeProgress: Equatable, Sendable {
  /// Its file is being written anew, see ``Catalog/upgrade(_:compacts:busyTimeout:progress:)``.
  case compacting
  /// The file has been written anew; what follows can still fail.
  case compacted
  /// Tables and views are changed, and rows get what their tables have in today's version.
  case changing
  /// An index is being made: its name, its number from 1, and how many are made.
  case indexing(name: String, number: Int, of: Int)
  /// The statistics are being made.
  case analysing
  /// The transaction is being written to disk.
  case committing
}

extension Connection {
  /// Reports a step of an upgrade, before it and now and then during its statements.
  func reporting<Value>(
    _ step: UpgradeProgress, to progress: (UpgradeProgress) -> Void, _ body: () throws -> Value
  ) rethrows -> Value {
    progress(step)
    return try withProgress({ progress(step) }, during: body)
  }
}
