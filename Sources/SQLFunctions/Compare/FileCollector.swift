/// Takes the rows of one side from an aggregate function: a fifth cheaper than a step and its columns for each row, and
/// more where SQLite takes its lock for each of them.
struct FileCollector {
  let fields: ComparedFields
  /// How many values a row has.
  let count: Int
  let routines: UnsafePointer<SQLiteRoutines>
  var side: ComparedSide
  var codes: ComparedCodes
  var fault: CompareFault?

  /// Takes the values of one row, in the order of ``ComparedFields/columns``.
  @inline(__always)
  mutating func take(_ values: UnsafeMutablePointer<OpaquePointer?>) throws(CompareFault) {
    var next = 0
    func value() -> OpaquePointer? {
      defer { next += 1 }
      return values[next]
    }
    // Not methods of the collector: a call of one would copy it, for a part of it changes meanwhile.
    let routines = routines
    if fields.contains(.ids) {
      let text = try Self.text(value(), .ids, routines)
      if side.isAscending, side.count > 0, side.ids[side.count - 1].compare(text) >= 0 { side.isAscending = false }
      try side.ids.append(text, routines)
    }
    if fields.contains(.keys) { try side.keys.append(Self.integer(value(), .keys, routines), routines) }
    if fields.contains(.digests) { try side.digests.append(Self.integer(value(), .digests, routines), routines) }
    guard !fields.isDisjoint(with: .codes) else { return }
    if fields.contains(.code(0)) {
      try side.codes.0.append(Self.code(value(), 0, &codes.codes.0, routines), routines)
    }
    if fields.contains(.code(1)) {
      try side.codes.1.append(Self.code(value(), 1, &codes.codes.1, routines), routines)
    }
    if fields.contains(.code(2)) {
      try side.codes.2.append(Self.code(value(), 2, &codes.codes.2, routines), routines)
    }
    if fields.contains(.code(3)) {
      try side.codes.3.append(Self.code(value(), 3, &codes.codes.3, routines), routines)
    }
  }

  @inline(__always)
  private static func text(
    _ value: OpaquePointer?, _ field: ComparedFields, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> UnsafeBufferPointer<UInt8> {
    guard routines.pointee.valueType(value) == 3, let start = routines.pointee.valueText(value) else {
      throw bad(field)
    }
    return UnsafeBufferPointer(start: start, count: Int(routines.pointee.valueBytes(value)))
  }

  @inline(__always)
  private static func integer(
    _ value: OpaquePointer?, _ field: ComparedFields, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> Int64 {
    guard routines.pointee.valueType(value) == 1 else { throw bad(field) }
    return routines.pointee.valueInteger(value)
  }

  @inline(__always)
  private static func code(
    _ value: OpaquePointer?, _ place: Int, _ codes: inout TextCodes, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> UInt32 {
    if routines.pointee.valueType(value) == 5 { return 0 }
    return try codes.code(text(value, .code(place), routines), routines)
  }

  private static func bad(_ field: ComparedFields) -> CompareFault {
    .badValue(column: field.columns.first ?? "", fileID: nil)
  }
}

extension FileCollector {
  /// A fault with the file that it is of, where its id was read before.
  private func named(_ fault: CompareFault) -> CompareFault {
    guard case .badValue(let column, nil) = fault, fields.contains(.ids), column != ComparedFields.ids.columns.first,
      side.count > 0
    else { return fault }
    return .badValue(column: column, fileID: String(decoding: side.ids[side.count - 1], as: UTF8.self))
  }

  /// What the rows are handed to, by SQL.
  static let functionName = "pressmark_collect"

  /// The function's step, for the connection that the state is of.
  @inline(__always)
  static func step(
    _ state: UnsafeMutablePointer<CompareState>, _ context: OpaquePointer?, _ count: Int32,
    _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    // Somebody else's statement can call it too: then there is no collector.
    guard let collector = state.pointee.collector, let values, Int(count) == collector.pointee.count else { return }
    do throws(CompareFault) {
      try collector.pointee.take(values)
    } catch {
      collector.pointee.fault = collector.pointee.named(error)
      state.pointee.routines.pointee.tables.resultErrorCode(context, error.code)
    }
  }
}
