/// The routines of one copy of SQLite that SQL functions need.
///
/// A process can hold several copies: the system's, and one inside a Python module or a browser. A value may be read only
/// through the routines of the copy that made it, so those of one copy are kept together.
/// See <https://sqlite.org/c3ref/intro.html> for each.
package struct SQLiteRoutines: Sendable {
  package typealias Destructor = @convention(c) (UnsafeMutableRawPointer?) -> Void
  package typealias Function =
    @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
  package typealias Finalizer = @convention(c) (OpaquePointer?) -> Void

  package typealias CreateFunction =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?, Function?, Function?, Finalizer?,
      Destructor?
    ) -> Int32
  package typealias UserData = @convention(c) (OpaquePointer?) -> UnsafeMutableRawPointer?
  package typealias ValueInteger = @convention(c) (OpaquePointer?) -> Int32
  package typealias ValueInteger64 = @convention(c) (OpaquePointer?) -> Int64
  package typealias ValueDouble = @convention(c) (OpaquePointer?) -> Double
  package typealias ValueText = @convention(c) (OpaquePointer?) -> UnsafePointer<UInt8>?
  package typealias ResultNull = @convention(c) (OpaquePointer?) -> Void
  package typealias ResultInteger64 = @convention(c) (OpaquePointer?, Int64) -> Void
  package typealias ResultDouble = @convention(c) (OpaquePointer?, Double) -> Void
  package typealias ResultText = @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32, Destructor?) -> Void
  package typealias ResultError = @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Void
  package typealias GetAuxData = @convention(c) (OpaquePointer?, Int32) -> UnsafeMutableRawPointer?
  package typealias SetAuxData = @convention(c) (OpaquePointer?, Int32, UnsafeMutableRawPointer?, Destructor?) -> Void
  package typealias ContextConnection = @convention(c) (OpaquePointer?) -> OpaquePointer?
  package typealias Limit = @convention(c) (OpaquePointer?, Int32, Int32) -> Int32

  let createFunction: CreateFunction
  let userData: UserData
  let valueType: ValueInteger
  let valueBytes: ValueInteger
  let valueInteger: ValueInteger64
  let valueDouble: ValueDouble
  let valueText: ValueText
  let resultNull: ResultNull
  let resultInteger: ResultInteger64
  let resultDouble: ResultDouble
  let resultText: ResultText
  let resultError: ResultError
  let getAuxData: GetAuxData
  let setAuxData: SetAuxData
  let contextConnection: ContextConnection
  let limit: Limit
  /// Those for tables.
  let tables: TableRoutines

  /// Takes the routines of one copy of SQLite, under their names there.
  package init(
    createFunctionV2: CreateFunction, userData: UserData, valueType: ValueInteger, valueBytes: ValueInteger,
    valueInt64: ValueInteger64, valueDouble: ValueDouble, valueText: ValueText, resultNull: ResultNull,
    resultInt64: ResultInteger64, resultDouble: ResultDouble, resultText: ResultText, resultError: ResultError,
    getAuxData: GetAuxData, setAuxData: SetAuxData, contextDBHandle: ContextConnection, limit: Limit,
    tables: TableRoutines
  ) {
    self.createFunction = createFunctionV2
    self.userData = userData
    self.valueType = valueType
    self.valueBytes = valueBytes
    self.valueInteger = valueInt64
    self.valueDouble = valueDouble
    self.valueText = valueText
    self.resultNull = resultNull
    self.resultInteger = resultInt64
    self.resultDouble = resultDouble
    self.resultText = resultText
    self.resultError = resultError
    self.getAuxData = getAuxData
    self.setAuxData = setAuxData
    self.contextConnection = contextDBHandle
    self.limit = limit
    self.tables = tables
  }
}

extension SQLiteRoutines {
  /// Reads an argument of a function.
  package func value(_ argument: OpaquePointer?) -> SQLValue {
    switch valueType(argument) {
    case 1: return .integer(valueInteger(argument))
    case 2: return .real(valueDouble(argument))
    case 3, 4:
      // Text first, then its length: see <https://sqlite.org/c3ref/value_blob.html>. A blob counts as text.
      let start = valueText(argument)
      let count = start == nil ? 0 : Int(valueBytes(argument))
      return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    default: return .null
    }
  }

  /// Sets what a function returns.
  package func setResult(_ value: SQLValue, in context: OpaquePointer?) {
    switch value {
    case .null: resultNull(context)
    case .integer(let number): resultInteger(context, number)
    case .real(let number): resultDouble(context, number)
    case .text(var text):
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          // The empty string's start can be null, which SQLite would take for NULL.
          guard let start = characters.baseAddress, !characters.isEmpty else {
            return resultText(context, "", 0, Self.copyIt)
          }
          resultText(context, start, Int32(clamping: characters.count), Self.copyIt)
        }
      }
    }
  }

  /// `SQLITE_TRANSIENT`, by definition the address -1: SQLite copies the text and calls nothing.
  static var copyIt: Destructor { unsafeBitCast(-1, to: Destructor.self) }
}
