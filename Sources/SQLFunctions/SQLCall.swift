/// A call of a function: its arguments where SQLite has them, and the place for its result.
///
/// It is valid until the function returns.
struct SQLCall {
  let routines: UnsafePointer<SQLiteRoutines>
  let context: OpaquePointer?
  let arguments: UnsafeBufferPointer<OpaquePointer?>

  /// How many arguments there are.
  var count: Int { arguments.count }

  func isBlob(_ index: Int) -> Bool { routines.pointee.valueType(arguments[index]) == 4 }

  /// An argument as text, valid until SQLite is asked for it again; nil for NULL.
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
    // Text first, then its length: see <https://sqlite.org/c3ref/value_blob.html>.
    guard let start = routines.pointee.valueText(arguments[index]) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(routines.pointee.valueBytes(arguments[index])))
  }

  func giveNull() { routines.pointee.resultNull(context) }

  func give(_ isTrue: Bool) { routines.pointee.resultInteger(context, isTrue ? 1 : 0) }

  func give(_ text: [UInt8]) {
    text.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), !bytes.isEmpty else {
        return routines.pointee.resultText(context, "", 0, SQLiteRoutines.copyIt)
      }
      routines.pointee.resultText(context, start, Int32(clamping: bytes.count), SQLiteRoutines.copyIt)
    }
  }

  func fail(_ message: String) { routines.pointee.resultError(context, message, -1) }

  /// How many bytes a pattern of LIKE can have on this connection.
  /// See <https://sqlite.org/c3ref/c_limit_attached.html>.
  var patternLimit: Int { Int(routines.pointee.limit(routines.pointee.contextConnection(context), 8, -1)) }

  /// What a former call of the same statement kept for an argument that is the same for all rows.
  ///
  /// Each function keeps objects of one class, which it names here.
  /// See <https://sqlite.org/c3ref/get_auxdata.html>.
  func kept<Kept: AnyObject>(_ type: Kept.Type, for index: Int) -> Kept? {
    routines.pointee.getAuxData(context, Int32(index)).map { Unmanaged<Kept>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Keeps an object for an argument, as long as SQLite likes.
  func keep(_ object: some AnyObject, for index: Int) {
    routines.pointee.setAuxData(context, Int32(index), Unmanaged.passRetained(object).toOpaque()) { pointer in
      if let pointer { Unmanaged<AnyObject>.fromOpaque(pointer).release() }
    }
  }
}
