import CSQLite

/// Refuses statements that people type and that would write where they must not, before they run.
///
/// A connection for reading can't change what it has open, but it could still make files: `VACUUM INTO` writes one, and
/// some pragmas and functions reach beyond the database. A connection for writing makes a file that it attaches if it is
/// missing. See <https://sqlite.org/c3ref/set_authorizer.html>.
///
/// `@unchecked Sendable`: only the caller that has the connection uses it, and SQLite during calls on that connection.
final class StatementGuard: @unchecked Sendable {
  typealias Refusal = SQLFailure.StatementRefusal

  private let mayWrite: Bool
  /// Whether a text is being compiled, not run.
  private(set) var isCompiling = false
  private var isOurs = false
  /// Why the last statement was refused.
  private(set) var refusal: Refusal?
  /// Whether `PRAGMA case_sensitive_like` has put SQLite's own LIKE in the place of ours.
  var hasReplacedLike = false

  init(mayWrite: Bool) { self.mayWrite = mayWrite }

  /// Asks this guard from now on. It must live as long as the connection.
  func watch(_ handle: OpaquePointer) {
    sqlite3_set_authorizer(
      handle,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_OK }
        let statements = Unmanaged<StatementGuard>.fromOpaque(context).takeUnretainedValue()
        return statements.allows(action, first, second) ? SQLITE_OK : SQLITE_DENY
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Compiles a text.
  func whileCompiling<Value>(_ body: () throws -> Value) rethrows -> Value {
    let before = isCompiling
    isCompiling = true
    refusal = nil
    defer { isCompiling = before }
    return try body()
  }

  /// Runs a statement of the program itself, which may do anything.
  func whileOurs<Value>(_ body: () throws -> Value) rethrows -> Value {
    let before = isOurs
    isOurs = true
    defer { isOurs = before }
    return try body()
  }

  private func allows(_ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?) -> Bool {
    if isOurs { return true }
    let found: Refusal? =
      switch action {
      case SQLITE_ATTACH: attaching(first.map { String(cString: $0) })
      case SQLITE_PRAGMA: first.flatMap { running(pragma: Self.lowered($0), hasValue: second != nil) }
      case SQLITE_FUNCTION:
        second.flatMap { Self.functions.contains(Self.lowered($0)) ? .function(Self.lowered($0)) : nil }
      default: nil
      }
    if let found { refusal = found }
    return found == nil
  }

  private func running(pragma name: String, hasValue: Bool) -> Refusal? {
    if name == "case_sensitive_like", hasValue { hasReplacedLike = true }
    return Self.pragmas.contains(name) ? .pragma(name) : nil
  }

  private func attaching(_ path: String?) -> Refusal? {
    // A running VACUUM attaches too: its scratch file, or the target of VACUUM INTO.
    guard isCompiling else { return mayWrite || path?.isEmpty == true ? nil : .vacuumInto }
    guard let path else { return mayWrite ? .attachWhileWritable : .computedPath }
    // Databases in memory, or deleted with the connection.
    if path.isEmpty || path == ":memory:" { return nil }
    guard !mayWrite else { return .attachWhileWritable }
    do throws(DatabaseFault) {
      let file = try DatabaseFile(path)
      try file.check(mayBeMissing: false)
      try file.checkReadable()
      return nil
    } catch {
      return .file(error)
    }
  }

  private static func lowered(_ name: UnsafePointer<CChar>) -> String { String(cString: name).lowercased() }

  private static let pragmas: Set<String> = ["temp_store_directory", "data_store_directory", "lock_proxy_file"]
  private static let functions: Set<String> = ["load_extension", "fts3_tokenizer", "writefile", "edit"]
}
