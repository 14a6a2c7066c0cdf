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
      // -1: any number of arguments, so that the answer to a wrong number is the usage. SQLite prefers a function for
      // exactly as many arguments as there are.
      let counts = [-1] + (function.replacesOther ? Array(function.argumentCounts) : [])
      for count in counts {
        let code = routines.createFunction(
          connection, function.name, Int32(count), utf8 | deterministic | innocuous,
          UnsafeMutableRawPointer(bitPattern: index + 1), entryPoints[slot], nil, nil, nil)
        if code != 0 { return .failed }
      }
    }
    return .done
  }

  /// A function that only the table `compare` calls.
  package static let innerFunction = FileCollector.functionName

  /// Adds the table `compare` to a connection.
  ///
  /// - Parameters:
  ///   - connection: a `sqlite3 *`.
  ///   - routines: those of the copy of SQLite that made the connection.
  /// - Returns: `done`, or what went wrong.
  package static func addTables(to connection: OpaquePointer?, routines: SQLiteRoutines) -> Outcome {
    guard let slot = slot(for: routines) else { return .tooManyCopies }
    let state = UnsafeMutablePointer<CompareState>.allocate(capacity: 1)
    state.initialize(to: CompareState(connection: connection, routines: UnsafePointer(slots + slot)))
    // SQLite frees the state with the function, also if it could not add it: no statement reads the table any more then.
    let code = routines.createFunction(
      connection, FileCollector.functionName, -1, utf8 | directOnly, state, nil, collectors[slot],
      { _ in }, { state in state?.deallocate() })
    if code != 0 { return .failed }
    return routines.tables.createModule(connection, CompareTable.name, CompareTable.methods, state, nil) == 0
      ? .done : .failed
  }

  // <https://sqlite.org/c3ref/c_deterministic.html>
  private static let utf8: Int32 = 1
  private static let deterministic: Int32 = 0x800
  private static let innocuous: Int32 = 0x20_0000
  private static let directOnly: Int32 = 0x8_0000

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

  private static let collectors: [SQLiteRoutines.Function] = [
    { collect(slot: 0, $0, $1, $2) },
    { collect(slot: 1, $0, $1, $2) },
    { collect(slot: 2, $0, $1, $2) },
    { collect(slot: 3, $0, $1, $2) },
    { collect(slot: 4, $0, $1, $2) },
    { collect(slot: 5, $0, $1, $2) },
    { collect(slot: 6, $0, $1, $2) },
    { collect(slot: 7, $0, $1, $2) },
  ]

  /// The routines of each slot. A slot is set once, under the mutex and before SQLite knows its entry point, and never
  /// changes: entry points read it without the mutex.
  nonisolated(unsafe) private static let slots = UnsafeMutablePointer<SQLiteRoutines>.allocate(
    capacity: entryPoints.count)
  private static let usedSlots = Mutex(0)

  private static func slot(for routines: SQLiteRoutines) -> Int? {
    usedSlots.withLock { used in
      for slot in 0..<used where slots[slot].isSameCopy(as: routines) { return slot }
      guard used < entryPoints.count else { return nil }
      (slots + used).initialize(to: routines)
      used += 1
      return used - 1
    }
  }

  private static func collect(
    slot: Int, _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    guard let state = slots[slot].userData(context) else { return }
    FileCollector.step(state.assumingMemoryBound(to: CompareState.self), context, count, values)
  }

  private static func call(
    slot: Int, _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    let routines = slots + slot
    let function = SQLFunction.all[Int(bitPattern: routines.pointee.userData(context)) - 1]
    let call = SQLCall(
      routines: UnsafePointer(routines), context: context,
      arguments: UnsafeBufferPointer(start: values, count: Int(count)))
    guard function.argumentCounts.contains(call.count) else { return call.fail("usage: \(function.usage)") }
    switch function.body {
    case .inPlace(let body): body(call)
    case .ofValues:
      let arguments = call.arguments.map(routines.pointee.value)
      routines.pointee.setResult(function(arguments) ?? .null, in: context)
    }
  }
}

extension SQLiteRoutines {
  func isSameCopy(as other: SQLiteRoutines) -> Bool {
    unsafeBitCast(createFunction, to: Int.self) == unsafeBitCast(other.createFunction, to: Int.self)
  }
}
