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
  let functions = Registration.addFunctions(to: connection, routines: routines)
  guard functions == .done else { return functions.rawValue }
  let tables = Registration.addTables(to: connection, routines: routines)
  return tables == .done ? loadPermanently : tables.rawValue
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
      let contextDBHandle = api.context_db_handle, let limit = api.limit, let tables = TableRoutines(api)
    else { return nil }
    self.init(
      createFunctionV2: createFunctionV2, userData: userData, valueType: valueType, valueBytes: valueBytes,
      valueInt64: valueInt64, valueDouble: valueDouble, valueText: valueText, resultNull: resultNull,
      resultInt64: resultInt64, resultDouble: resultDouble, resultText: resultText, resultError: resultError,
      getAuxData: getAuxData, setAuxData: setAuxData, contextDBHandle: contextDBHandle, limit: limit, tables: tables)
  }
}

extension TableRoutines {
  /// The routines of a host; nil where it lacks one.
  init?(_ api: sqlite3_api_routines) {
    guard let createModuleV2 = api.create_module_v2, let declareVTab = api.declare_vtab,
      let prepareV2 = api.prepare_v2, let step = api.step, let reset = api.reset, let finalize = api.finalize,
      let bindInt64 = api.bind_int64, let bindText = api.bind_text, let columnValue = api.column_value,
      let resultValue = api.result_value, let resultErrorCode = api.result_error_code,
      let extendedErrcode = api.extended_errcode, let realloc64 = api.realloc64, let free = api.free,
      let vtabCollation = api.vtab_collation
    else { return nil }
    self.init(
      // Pointers to the structures of C are passed like pointers to any bytes.
      createModuleV2: unsafeBitCast(createModuleV2, to: CreateModule.self), declareVTab: declareVTab,
      prepareV2: prepareV2, step: step, reset: reset, finalize: finalize, bindInt64: bindInt64, bindText: bindText,
      columnValue: columnValue, resultValue: resultValue, resultErrorCode: resultErrorCode,
      extendedErrcode: extendedErrcode, realloc64: realloc64, free: free,
      vtabCollation: unsafeBitCast(vtabCollation, to: Collation.self), inRoutines: InRoutines(api))
  }
}

extension TableRoutines.InRoutines {
  /// The routines of a host; nil where it, or the header at hand, is of a SQLite before 3.38.
  init?(_ api: sqlite3_api_routines) {
    var found = pressmark_in_routines()
    guard withUnsafePointer(to: api, { pressmark_find_in_routines($0, &found) }) != 0,
      let vtabIn = found.vtab_in, let first = found.vtab_in_first, let next = found.vtab_in_next
    else { return nil }
    self.init(
      // Pointers to the structures of C are passed like pointers to any bytes.
      vtabIn: unsafeBitCast(vtabIn, to: TableRoutines.In.self), vtabInFirst: first, vtabInNext: next)
  }
}
