import ByteText
import CSQLite
import SQLText

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension SQLFailure {
  /// What SQLite says about the statement that it has just refused to compile.
  static func compiling(_ text: [UInt8], from start: Int, code: Int32, on connection: Connection) -> SQLFailure {
    let message = sqlite3_errmsg(connection.handle).map { String(cString: $0) } ?? ""
    let offset = errorOffset(connection.handle)
    let extendedCode = sqlite3_extended_errcode(connection.handle)
    let from = text[start...].firstIndex { !SQLToken.isSpace($0) } ?? start
    var end = text.count
    var scanner = SQLScanner(bytes: Array(text[from...]))
    while let token = scanner.next() {
      if token.range.count == 1, text[from + token.range.lowerBound] == UInt8(ascii: ";") {
        let closes = from + token.range.upperBound
        // A trigger's body holds semicolons, so the statement reaches at least to the fault.
        if closes > start + (offset ?? 0) {
          end = closes
          break
        }
      }
    }
    let sql = String(decoding: text[from..<end], as: UTF8.self)
    var failure = SQLFailure(
      reason: refusal(on: connection) ?? .other, code: extendedCode, message: message, sql: sql,
      offset: offset.map { start + $0 - from }.flatMap { $0 >= 0 && $0 <= end - from ? $0 : nil })
    failure.explain(on: connection)
    return failure
  }

  /// What SQLite says about the statement that has just failed.
  static func running(_ sql: String, code: Int32, on connection: Connection) -> SQLFailure {
    let message = sqlite3_errmsg(connection.handle).map { String(cString: $0) } ?? ""
    let extendedCode = sqlite3_extended_errcode(connection.handle)
    switch code & 0xFF {
    case SQLITE_INTERRUPT: return SQLFailure(reason: .interrupted, code: code, message: message, sql: sql)
    case SQLITE_AUTH:
      return SQLFailure(
        reason: refusal(on: connection) ?? .other, code: extendedCode, message: message, sql: sql)
    case SQLITE_READONLY: return SQLFailure(reason: .readOnly, code: extendedCode, message: message, sql: sql)
    default: return SQLFailure(reason: .other, code: extendedCode, message: message, sql: sql)
    }
  }

  private static func refusal(on connection: Connection) -> Reason? {
    guard let refusal = connection.statements?.refusal else { return nil }
    return .refused(refusal)
  }

  /// Finds the name that SQLite's message says is unknown, its place, and the names nearest to it.
  private mutating func explain(on connection: Connection) {
    guard let (kind, name) = Self.unknownName(in: message) else { return }
    offset = offset ?? SQLToken.offset(ofName: name, in: sql)
    let names = (try? SchemaNames(on: connection)) ?? SchemaNames()
    let nearest =
      switch kind {
      case .table: NearestNames.find(name, among: names.tables.map(\.name))
      case .column: NearestNames.find(name, among: names.columns(usedIn: sql))
      case .function: NearestNames.find(name, among: names.functions)
      case .parameter: [String]()
      }
    reason = .unknownName(kind: kind, name: name, nearest: nearest)
  }

  private static func unknownName(in message: String) -> (NameKind, String)? {
    let prefixes: [(String, NameKind)] = [
      ("no such table: ", .table), ("no such column: ", .column), ("no such function: ", .function),
    ]
    for (prefix, kind) in prefixes where message.hasPrefix(prefix) {
      // SQLite gives it with its qualifier: main.files, f.statsu.
      let name = message.dropFirst(prefix.count).split(separator: ".").last ?? ""
      // Newer versions add a hint: no such column: "x" - should this be a string literal in single-quotes?
      let bare = name.split(separator: " - ").first ?? ""
      return (kind, SQLToken.unquoted(ArraySlice(Array(bare.utf8))))
    }
    return nil
  }

  /// Where the fault is. The function exists since SQLite 3.38, so it is looked up by name.
  /// See <https://sqlite.org/c3ref/errcode.html>.
  private static func errorOffset(_ handle: OpaquePointer) -> Int? {
    typealias Function = @convention(c) (OpaquePointer) -> CInt
    #if canImport(Darwin)
      let anywhere = UnsafeMutableRawPointer(bitPattern: -2)  // RTLD_DEFAULT
    #else
      let anywhere: UnsafeMutableRawPointer? = nil  // RTLD_DEFAULT
    #endif
    guard let symbol = dlsym(anywhere, "sqlite3_error_offset") else { return nil }
    // The symbol is SQLite's own, whose documented signature this is.
    let offset = unsafeBitCast(symbol, to: Function.self)(handle)
    return offset < 0 ? nil : Int(offset)
  }
}
