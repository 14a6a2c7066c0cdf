import Synchronization

/// Adds the functions to connections of any copy of SQLite.
///
/// SQLite calls a function with a context that only the routines of the same copy can read, and a C function captures
/// nothing. So each copy of SQLite gets a *slot*, and each slot has its own C entry point, which knows its number.
package enum Registration {
  /// How a registration ended; the raw values are SQLite's result codes.
  package enum Outcome: Int32, Sendable {
    case done = 0
    case failed = 1
    case tooManyCopies = 21
  }

  /// Adds every function to a connection.
  ///
  /// - Parameters:
  ///   - connection: a `sqlite3 *`.
  ///   - routines: those of the copy of SQLite that made the connection.
  /// - Returns: `done`, or what went wrong.
  package static func addFunctions(to connection: OpaquePointer?, routines: SQLiteRoutines) -> Outcome {
    guard let slot = slot(for: routines) else { return .tooManyCopies }
    for (index, function) in SQLFunction.all.enumerated() {
      // -1: any number of arguments, so that the answer to a wrong number is the usage.
      let code = routines.createFunction(
        connection, function.name, -1, utf8 | deterministic | innocuous, UnsafeMutableRawPointer(bitPattern: index + 1),
        entryPoints[slot], nil, nil, nil)
      if code != 0 { return .failed }
    }
    return .done
  }

  // <https://sqlite.org/c3ref/c_deterministic.html>
  private static let utf8: Int32 = 1
  private static let deterministic: Int32 = 0x800
  private static let innocuous: Int32 = 0x20_0000

  private static let entryPoints: [SQLiteRoutines.Function] = [
    { call(slot: 0, $0, $1, $2) },
    { call(slot: 1, $0, $1, $2) },
    { call(slot: 2, $0, $1, $2) },
    { call(slot: 3, $0, $1, $2) },
    { call(slot: 4, $0, $1, $2) },
    { call(slot: 5, $0, $1, $2) },
    { call(slot: 6, $0, $1, $2) },
    { call(slot: 7, $0, $1, $2) },
  ]

  /// The routines of each slot. A slot is set once, under the mutex and before SQLite knows its entry point, and never
  /// changes: entry points read it without the mutex.
  nonisolated(unsafe) private static let slots = {
    let slots = UnsafeMutableBufferPointer<SQLiteRoutines?>.allocate(capacity: entryPoints.count)
    slots.initialize(repeating: nil)
    return slots
  }()
  private static let usedSlots = Mutex(0)

  private static func slot(for routines: SQLiteRoutines) -> Int? {
    usedSlots.withLock { used in
      for slot in 0..<used where slots[slot].map({ $0.isSameCopy(as: routines) }) == true { return slot }
      guard used < slots.count else { return nil }
      slots[used] = routines
      used += 1
      return used - 1
    }
  }

  private static func call(
    slot: Int, _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    guard let routines = slots[slot] else { return }
    let function = SQLFunction.all[Int(bitPattern: routines.userData(context)) - 1]
    let arguments = UnsafeBufferPointer(start: values, count: Int(count)).map(routines.value)
    if let result = function(arguments) {
      routines.setResult(result, in: context)
    } else {
      let message = "usage: \(function.usage)"
      routines.resultError(context, message, -1)
    }
  }
}

extension SQLiteRoutines {
  func isSameCopy(as other: SQLiteRoutines) -> Bool {
    unsafeBitCast(createFunction, to: Int.self) == unsafeBitCast(other.createFunction, to: Int.self)
  }
}
