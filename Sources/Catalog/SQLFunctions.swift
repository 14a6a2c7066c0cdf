import CatalogFunctions
import ExportFormat
import GRDB
import GRDBSQLite

/// The SQL functions that every connection of Pressmark's has: those of the loadable extension, and those that only
/// Pressmark's own statements use.
enum SQLFunctions {
  static func register(on db: Database) throws {
    let outcome = Registration.addFunctions(to: db.sqliteConnection, routines: .linked)
    if outcome != .done { throw DatabaseError(resultCode: ResultCode(rawValue: outcome.rawValue)) }
    // Not GRDB's: its text ends at the first NUL.
    let code = sqlite3_create_function_v2(
      db.sqliteConnection, "canonical_json", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, arguments in
        guard let arguments else { return }
        let (payload, type) = (SQLiteRoutines.linked.value(arguments[0]), SQLiteRoutines.linked.value(arguments[1]))
        SQLiteRoutines.linked.setResult(CanonicalJSON.function(payload, type), in: context)
      }, nil, nil, nil)
    if code != SQLITE_OK { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

extension SQLiteRoutines {
  /// The routines of the SQLite that the program is linked with.
  static let linked = SQLiteRoutines(
    createFunctionV2: sqlite3_create_function_v2, userData: sqlite3_user_data, valueType: sqlite3_value_type,
    valueBytes: sqlite3_value_bytes, valueInt64: sqlite3_value_int64, valueDouble: sqlite3_value_double,
    valueText: sqlite3_value_text, resultNull: sqlite3_result_null, resultInt64: sqlite3_result_int64,
    resultDouble: sqlite3_result_double, resultText: sqlite3_result_text, resultError: sqlite3_result_error)
}

extension CanonicalJSON {
  /// `canonical_json(payload, payload_type)`: the spelling to compare by; NULL for a missing value.
  fileprivate static func function(_ payload: SQLValue, _ type: SQLValue) -> SQLValue {
    guard case .text(let type) = type else { return .null }
    switch payload {
    case .text(let payload): return .text(text(of: payload, type: type))
    // A catalog that other tools wrote to can hold a number as one.
    case .integer(let number): return .text(text(of: String(number), type: type))
    case .real(let number): return .text(text(of: String(number), type: type))
    case .null: return type == "null" ? .text(type) : .null
    }
  }
}
