import CSQLite
package import SQLFunctions

extension Connection {
  /// Adds the functions and the table that other tools get through the loadable extension.
  ///
  /// - Throws: ``SQLFailure``.
  package func addPublicFunctions() throws {
    try addScalarFunctions()
    let outcome = Registration.addTables(to: handle, routines: .linked)
    guard outcome == .done else { throw SQLFailure.running("", code: outcome.rawValue, on: self) }
  }

  private func addScalarFunctions() throws {
    let outcome = Registration.addFunctions(to: handle, routines: .linked)
    guard outcome == .done else { throw SQLFailure.running("", code: outcome.rawValue, on: self) }
  }

  /// Puts our LIKE back where `PRAGMA case_sensitive_like = OFF` has put SQLite's own, which knows the case of ASCII only.
  /// After `ON`, SQLite's own stays. The pragma takes effect when it is compiled.
  func restoreLike() {
    statements?.hasReplacedLike = false
    // If it can't be found out, or added, SQLite's own stays as well.
    guard (try? rows("SELECT 'a' LIKE 'A'")) == [[1]] else { return }
    try? addScalarFunctions()
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
    limit: sqlite3_limit, tables: .linked)
}

extension TableRoutines {
  /// The routines of the SQLite that the program is linked with.
  fileprivate static let linked = TableRoutines(
    createModuleV2: { connection, name, module, data, destroy in
      sqlite3_create_module_v2(connection, name, module?.assumingMemoryBound(to: sqlite3_module.self), data, destroy)
    },
    declareVTab: sqlite3_declare_vtab, prepareV2: sqlite3_prepare_v2, step: sqlite3_step, reset: sqlite3_reset,
    finalize: sqlite3_finalize, bindInt64: sqlite3_bind_int64, bindText: sqlite3_bind_text,
    columnValue: sqlite3_column_value, resultValue: sqlite3_result_value, resultErrorCode: sqlite3_result_error_code,
    extendedErrcode: sqlite3_extended_errcode, realloc64: sqlite3_realloc64, free: sqlite3_free,
    vtabCollation: { info, place in
      sqlite3_vtab_collation(info?.assumingMemoryBound(to: sqlite3_index_info.self), place)
    },
    inRoutines: .linked)
}

extension TableRoutines.InRoutines {
  fileprivate static let linked: Self? = {
    var found = pressmark_in_routines()
    guard pressmark_find_in_routines(&found) != 0, let vtabIn = found.vtab_in, let first = found.vtab_in_first,
      let next = found.vtab_in_next
    else { return nil }
    // The pointer to a structure of C is passed like a pointer to any bytes.
    return Self(vtabIn: unsafeBitCast(vtabIn, to: TableRoutines.In.self), vtabInFirst: first, vtabInNext: next)
  }()
}
