/// A statement that a table runs while it is read, on the same connection.
struct InnerStatement: BitwiseCopyable {
  private let handle: OpaquePointer
  private let connection: OpaquePointer?
  private let routines: UnsafePointer<SQLiteRoutines>

  /// Compiles it; the owner finalizes it.
  ///
  /// - Throws: ``CompareFault/noCatalog(database:)`` where a table or a column is missing, or SQLite's code.
  init(_ sql: String, on state: UnsafePointer<CompareState>, database: String) throws(CompareFault) {
    connection = state.pointee.connection
    routines = state.pointee.routines
    var handle: OpaquePointer?
    let code = routines.pointee.tables.prepare(connection, sql, -1, &handle, nil)
    guard code == 0, let handle else { throw code == 1 ? .noCatalog(database: database) : .sqlite(code) }
    self.handle = handle
  }

  func bind(_ number: Int64, _ index: Int32) throws(CompareFault) {
    try check(routines.pointee.tables.bindInteger(handle, index, number))
  }

  func bind(_ text: String, _ index: Int32) throws(CompareFault) {
    var text = text
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        routines.pointee.tables.bindText(
          handle, index, characters.baseAddress ?? UnsafePointer(bitPattern: 1), Int32(clamping: characters.count),
          SQLiteRoutines.copyIt)
      }
    }
    try check(code)
  }

  /// Whether there is a next row.
  func step() throws(CompareFault) -> Bool {
    let code = routines.pointee.tables.step(handle)
    if code == 100 { return true }
    guard code == 101 else { throw .sqlite(routines.pointee.tables.extendedErrorCode(connection)) }
    return false
  }

  /// A value of the current row.
  func value(_ column: Int32) -> SQLValue { routines.pointee.value(result(column)) }

  /// A value of the current row, as SQLite has it.
  func result(_ column: Int32) -> OpaquePointer? { routines.pointee.tables.columnValue(handle, column) }

  func reset() { _ = routines.pointee.tables.reset(handle) }

  func finalize() { _ = routines.pointee.tables.finalize(handle) }

  private func check(_ code: Int32) throws(CompareFault) { if code != 0 { throw .sqlite(code) } }
}
