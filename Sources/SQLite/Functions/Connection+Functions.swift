import CSQLite
package import SQLFunctions

extension Connection {
  /// Adds the functions that other tools get through the loadable extension.
  ///
  /// - Throws: ``SQLFailure``.
  package func addPublicFunctions() throws {
    let outcome = Registration.addFunctions(to: handle, routines: .linked)
    guard outcome == .done else { throw SQLFailure.running("", code: outcome.rawValue, on: self) }
  }

  /// Puts our LIKE back where `PRAGMA case_sensitive_like = OFF` has put SQLite's own, which knows the case of ASCII only.
  /// After `ON`, SQLite's own stays. The pragma takes effect when it is compiled.
  func restoreLike() {
    statements?.hasReplacedLike = false
    // If it can't be found out, or added, SQLite's own stays as well.
    guard (try? rows("SELECT 'a' LIKE 'A'")) == [[1]] else { return }
    try? addPublicFunctions()
  }

  /// Adds a function that only this program has.
  ///
  /// See <https://sqlite.org/c3ref/create_function.html>.
  ///
  /// - Parameters:
  ///   - name: what SQL calls it.
  ///   - argumentCount: how many arguments a call has.
  ///   - body: gives its result, which must depend on the arguments only.
  /// - Throws: ``SQLFailure``.
  package func addFunction(
    _ name: String, argumentCount: Int32, _ body: @escaping @Sendable (_ arguments: [SQLValue]) -> SQLValue
  ) throws {
    let box = Unmanaged.passRetained(FunctionBody(body))
    let code = sqlite3_create_function_v2(
      handle, name, argumentCount, SQLITE_UTF8 | SQLITE_DETERMINISTIC, box.toOpaque(),
      { context, count, arguments in
        guard let pointer = sqlite3_user_data(context) else { return }
        let body = Unmanaged<FunctionBody>.fromOpaque(pointer).takeUnretainedValue()
        let values = UnsafeBufferPointer(start: arguments, count: Int(count)).map(SQLiteRoutines.linked.value)
        SQLiteRoutines.linked.setResult(body.run(values), in: context)
      }, nil, nil,
      // SQLite calls this when it removes the function, and if it could not add it.
      { pointer in if let pointer { Unmanaged<FunctionBody>.fromOpaque(pointer).release() } })
    guard code == SQLITE_OK else { throw SQLFailure.running("", code: code, on: self) }
  }
}

private final class FunctionBody: Sendable {
  let run: @Sendable ([SQLValue]) -> SQLValue
  init(_ run: @escaping @Sendable ([SQLValue]) -> SQLValue) { self.run = run }
}

extension SQLiteRoutines {
  /// The routines of the SQLite that the program is linked with.
  fileprivate static let linked = SQLiteRoutines(
    createFunctionV2: sqlite3_create_function_v2, userData: sqlite3_user_data, valueType: sqlite3_value_type,
    valueBytes: sqlite3_value_bytes, valueInt64: sqlite3_value_int64, valueDouble: sqlite3_value_double,
    valueText: sqlite3_value_text, resultNull: sqlite3_result_null, resultInt64: sqlite3_result_int64,
    resultDouble: sqlite3_result_double, resultText: sqlite3_result_text, resultError: sqlite3_result_error,
    getAuxData: sqlite3_get_auxdata, setAuxData: sqlite3_set_auxdata, contextDBHandle: sqlite3_context_db_handle,
    limit: sqlite3_limit)
}
