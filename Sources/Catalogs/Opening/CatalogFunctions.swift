import ExportFormat
import SQLFunctions
import SQLite

/// The SQL functions that every catalog's connection has: those of the loadable extension, and those that only
/// Pressmark's own statements use.
enum CatalogFunctions {
  /// - Throws: ``SQLFailure``.
  static func register(on connection: Connection) throws {
    try connection.addPublicFunctions()
    try connection.addFunction("canonical_json", argumentCount: 2) { arguments in
      CanonicalJSON.function(arguments[0], arguments[1])
    }
  }
}

extension CanonicalJSON {
  /// `canonical_json(payload, payload_type)`: the spelling to compare by; NULL for a missing value.
  fileprivate static func function(_ payload: SQLValue, _ type: SQLValue) -> SQLValue {
    guard case .text(let type) = type else { return .null }
    switch payload {
    case .text(let payload): return .text(text(of: payload, type: type))
    // Another tool may have written a number as such, not as text.
    case .integer(let number): return .text(text(of: String(number), type: type))
    case .real(let number): return .text(text(of: String(number), type: type))
    case .null: return type == "null" ? .text(type) : .null
    }
  }
}
