import CSQLite
import Synchronization

/// What is set once for all connections of the process.
enum SQLiteSettings {
  /// Has SQLite take a path that begins with `file:` as any other, also in a statement that attaches it.
  ///
  /// Where SQLite was used before in this process it stays as it is: then only the paths that we hand over are safe,
  /// which never begin so.
  static func takePathsLiterally() { if isSet { isLiteral.store(true, ordering: .relaxed) } }

  private static let isSet: Bool = pressmark_take_paths_literally() == 0

  /// Whether SQLite reads URIs, as it was built and as it is set. Asked before its first use, it goes on doing so.
  static var readsURIs: Bool { sqlite3_compileoption_used("USE_URI") != 0 && !isLiteral.load(ordering: .relaxed) }

  private static let isLiteral = Atomic<Bool>(false)
}
