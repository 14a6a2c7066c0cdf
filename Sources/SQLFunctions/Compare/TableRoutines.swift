/// The routines of one copy of SQLite that a table needs which reads other tables.
/// See <https://sqlite.org/c3ref/intro.html> for each.
package struct TableRoutines: Sendable {
  package typealias CreateModule =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>?, _ module: UnsafeRawPointer?, UnsafeMutableRawPointer?,
      SQLiteRoutines.Destructor?
    ) -> Int32
  package typealias DeclareTable = @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> Int32
  package typealias Prepare =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<OpaquePointer?>?,
      UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> Int32
  package typealias OfStatement = @convention(c) (OpaquePointer?) -> Int32
  package typealias BindInteger64 = @convention(c) (OpaquePointer?, Int32, Int64) -> Int32
  package typealias BindText =
    @convention(c) (OpaquePointer?, Int32, UnsafePointer<CChar>?, Int32, SQLiteRoutines.Destructor?) -> Int32
  package typealias ColumnValue = @convention(c) (OpaquePointer?, Int32) -> OpaquePointer?
  package typealias ResultValue = @convention(c) (OpaquePointer?, OpaquePointer?) -> Void
  package typealias ResultErrorCode = @convention(c) (OpaquePointer?, Int32) -> Void
  package typealias Reallocate = @convention(c) (UnsafeMutableRawPointer?, UInt64) -> UnsafeMutableRawPointer?
  package typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void
  /// The first parameter is a `sqlite3_index_info *`.
  package typealias Collation = @convention(c) (UnsafeMutableRawPointer?, Int32) -> UnsafePointer<CChar>?
  /// The first parameter is a `sqlite3_index_info *`.
  package typealias In = @convention(c) (UnsafeMutableRawPointer?, Int32, Int32) -> Int32
  package typealias NextOfIn = @convention(c) (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?) -> Int32

  /// How all values of an IN are received at once. They are in SQLite since 3.38.
  package struct InRoutines: Sendable {
    let isIn: In
    let first: NextOfIn
    let next: NextOfIn

    package init(vtabIn: In, vtabInFirst: NextOfIn, vtabInNext: NextOfIn) {
      (isIn, first, next) = (vtabIn, vtabInFirst, vtabInNext)
    }
  }

  let createModule: CreateModule
  let declareTable: DeclareTable
  let prepare: Prepare
  let step: OfStatement
  let reset: OfStatement
  let finalize: OfStatement
  let bindInteger: BindInteger64
  let bindText: BindText
  let columnValue: ColumnValue
  let resultValue: ResultValue
  let resultErrorCode: ResultErrorCode
  let extendedErrorCode: OfStatement
  let reallocate: Reallocate
  let free: Free
  let collation: Collation
  let inRoutines: InRoutines?

  /// Takes the routines of one copy of SQLite, under their names there.
  package init(
    createModuleV2: CreateModule, declareVTab: DeclareTable, prepareV2: Prepare, step: OfStatement,
    reset: OfStatement, finalize: OfStatement, bindInt64: BindInteger64, bindText: BindText,
    columnValue: ColumnValue, resultValue: ResultValue, resultErrorCode: ResultErrorCode,
    extendedErrcode: OfStatement, realloc64: Reallocate, free: Free, vtabCollation: Collation,
    inRoutines: InRoutines?
  ) {
    self.createModule = createModuleV2
    self.declareTable = declareVTab
    self.prepare = prepareV2
    self.step = step
    self.reset = reset
    self.finalize = finalize
    self.bindInteger = bindInt64
    self.bindText = bindText
    self.columnValue = columnValue
    self.resultValue = resultValue
    self.resultErrorCode = resultErrorCode
    self.extendedErrorCode = extendedErrcode
    self.reallocate = realloc64
    self.free = free
    self.collation = vtabCollation
    self.inRoutines = inRoutines
  }
}
