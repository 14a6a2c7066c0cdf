public import CSQLiteExtension
import SQLFunctions

/// What SQLite calls when it loads the extension: `sqlite3_<file name>_init`.
/// See <https://sqlite.org/loadext.html>.
///
/// SQLite itself is reached only through `api`: a host can bring a copy of its own.
@_cdecl("sqlite3_pressmark_init")
public func initializeExtension(
  connection: OpaquePointer?, message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  api: UnsafePointer<sqlite3_api_routines>?
) -> Int32 {
  guard let routines = api.flatMap({ SQLiteRoutines($0.pointee) }) else { return SQLITE_ERROR }
  switch Registration.addFunctions(to: connection, routines: routines) {
  case .done: return loadPermanently
  case let outcome: return outcome.rawValue
  }
}

/// `SQLITE_OK_LOAD_PERMANENTLY`, a macro that Swift does not see. The Swift runtime is not made to be unloaded, so the
/// library stays until the process ends.
private let loadPermanently = SQLITE_OK | (1 << 8)

extension SQLiteRoutines {
  /// The routines of a host; nil where it lacks one.
  init?(_ api: sqlite3_api_routines) {
    guard let createFunctionV2 = api.create_function_v2, let userData = api.user_data,
      let valueType = api.value_type, let valueBytes = api.value_bytes, let valueInt64 = api.value_int64,
      let valueDouble = api.value_double, let valueText = api.value_text, let resultNull = api.result_null,
      let resultInt64 = api.result_int64, let resultDouble = api.result_double, let resultText = api.result_text,
      let resultError = api.result_error, let getAuxData = api.get_auxdata, let setAuxData = api.set_auxdata,
      let contextDBHandle = api.context_db_handle, let limit = api.limit
    else { return nil }
    self.init(
      createFunctionV2: createFunctionV2, userData: userData, valueType: valueType, valueBytes: valueBytes,
      valueInt64: valueInt64, valueDouble: valueDouble, valueText: valueText, resultNull: resultNull,
      resultInt64: resultInt64, resultDouble: resultDouble, resultText: resultText, resultError: resultError,
      getAuxData: getAuxData,
      setAuxData: setAuxData, contextDBHandle: contextDBHandle, limit: limit)
  }
}
