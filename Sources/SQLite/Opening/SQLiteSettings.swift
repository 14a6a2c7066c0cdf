import CSQLite
import Synchronization

/// What is set once for all connections of the process.
enum SQLiteSettings {
  /// Makes SQLite take a path that begins with `file:` for a file's name, also in a statement that attaches it.
  ///
  /// If SQLite was already used in this process, nothing changes. Paths from ``DatabaseFile/pathForSQLite()`` are taken
  /// for names even then.
  static func takePathsLiterally() { if isSet { isLiteral.store(true, ordering: .relaxed) } }

  private static let isSet: Bool = pressmark_take_paths_literally() == 0

  /// Makes SQLite keep no account of its memory, which nothing here asks for: an import is a fourteenth faster.
  ///
  /// If SQLite was already used in this process, nothing changes.
  static func countNoMemory() { _ = isCountless }

  private static let isCountless: Bool = pressmark_count_no_memory() == 0

  /// Whether SQLite reads URIs: it was built to, and ``takePathsLiterally()`` did not change that.
  static var readsURIs: Bool { sqlite3_compileoption_used("USE_URI") != 0 && !isLiteral.load(ordering: .relaxed) }

  private static let isLiteral = Atomic<Bool>(false)
}
