import CSQLite
import Interruption

extension Connection {
  private final class Report {
    let call: () -> Void
    init(_ call: @escaping () -> Void) { self.call = call }
  }

  /// Calls a function now and then while statements run, also during a statement that gives no row for long.
  ///
  /// See <https://sqlite.org/c3ref/progress_handler.html>.
  ///
  /// - Parameters:
  ///   - steps: how often, in instructions of SQLite's virtual machine.
  ///   - report: is called; it must not use the connection.
  ///   - body: runs the statements.
  public func withProgress<Value>(
    every steps: Int32 = 20_000, _ report: () -> Void, during body: () throws -> Value
  ) rethrows -> Value {
    try withoutActuallyEscaping(report) { report in
      // The box lives until the handler is replaced, at the end of this call.
      let box = Report(report)
      return try withExtendedLifetime(box) {
        sqlite3_progress_handler(
          handle, steps,
          { pointer in
            if let pointer { Unmanaged<Report>.fromOpaque(pointer).takeUnretainedValue().call() }
            return Interruption.isRequested ? 1 : 0
          }, Unmanaged.passUnretained(box).toOpaque())
        defer { watchForSignals(handle) }
        return try body()
      }
    }
  }
}

extension Connection {
  /// Lets every long statement fail with SQLITE_INTERRUPT once a signal asked the program to end. Short ones, such as a
  /// ROLLBACK, still run.
  func endStatementsOnSignals() { watchForSignals(handle) }
}

private func watchForSignals(_ handle: OpaquePointer) {
  sqlite3_progress_handler(handle, 2000, { _ in Interruption.isRequested ? 1 : 0 }, nil)
}
