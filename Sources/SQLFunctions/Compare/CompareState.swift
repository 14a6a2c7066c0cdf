/// What the functions of one connection share; it lasts as long as the connection has them.
struct CompareState {
  let connection: OpaquePointer?
  let routines: UnsafePointer<SQLiteRoutines>
  /// Takes the rows of the statement that runs now.
  var collector: UnsafeMutablePointer<FileCollector>?
}
