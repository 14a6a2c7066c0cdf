/// What the values of a column can be, judged by all of them.
///
/// A column is of numbers only where each text could be written back from its number: the column's own style is looked
/// for (``NumberText/Styles``). Where none fits all values it stays text, unless one of them can only be a measure, such
/// as `0.125` or `1e-05`: then it is a column of measures, however each is written.
struct ColumnGuess {
  private var values = 0
  private var numbers = 0
  private(set) var empties = 0
  private var canBeInteger = true
  private var canBeReal = true
  private var canBeBoolean = true
  private var isText = false
  private var styles: NumberText.Styles = [.withPoint, .short, .fixed, .mixed]
  private var hasMeasure = false
  private var decimals = -1
  private var canBeID = true
  /// The first value that is no number although others are.
  private(set) var offender: (value: String, line: Int)?

  /// Whether all values are ids of 24 hex digits.
  var holdsIDs: Bool { canBeID && values > 0 }

  /// Values that are numbers, where the column is text all the same.
  var numbersAsText: Int { type(emptyIsText: false) == .text ? numbers : 0 }

  mutating func add(_ cell: Cell, _ base: UnsafePointer<UInt8>, line: Int) {
    switch cell.kind {
    case .null: return
    case .empty:
      empties += 1
      return
    case .bare, .quoted, .text:
      values += 1
      let bytes = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
      if canBeID, !IDText.isID(bytes) { canBeID = false }
      canBeBoolean = false
      if isText { return }
      guard cell.kind != .text else { return becomeText(bytes, line) }
      addNumber(bytes, line)
    case .number:
      values += 1
      canBeID = false
      canBeBoolean = false
      if isText { return }
      let bytes = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
      if NumberText.integer(bytes) == nil { canBeInteger = false }
      guard canBeInteger || NumberText.jsonSurvives(bytes) else { return becomeText(bytes, line) }
      if canBeInteger, !NumberText.jsonSurvives(bytes) { canBeReal = false }
      if !canBeInteger, !canBeReal { return becomeText(bytes, line) }
      numbers += 1
    case .true, .false:
      values += 1
      canBeID = false
      if numbers > 0 || isText { canBeBoolean = false }
      canBeInteger = false
      canBeReal = false
    case .nested:
      values += 1
      canBeID = false
      canBeBoolean = false
      isText = true
    }
  }

  private mutating func addNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) {
    // Most texts begin with something else.
    guard let first = bytes.first, first &- 0x30 < 10 || first == UInt8(ascii: "-"),
      let number = NumberText(bytes, styles)
    else { return becomeText(bytes, line) }
    if number.integer == nil { canBeInteger = false }
    if canBeReal {
      if decimals < 0 { decimals = number.decimals }
      if decimals != number.decimals { styles.remove(.fixed) }
      // An integer is written so by no style but one.
      styles.formIntersection(number.styles)
      if number.isMeasure { hasMeasure = true }
      if styles.isEmpty { canBeReal = false }
      if styles == .mixed, !canBeInteger, offender == nil { noteOffender(bytes, line) }
    }
    if !canBeInteger, !canBeReal { return becomeText(bytes, line) }
    numbers += 1
  }

  private mutating func becomeText(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) {
    isText = true
    if offender == nil { noteOffender(bytes, line) }
  }

  private mutating func noteOffender(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) {
    offender = (String(decoding: bytes.prefix(200), as: UTF8.self), line)
  }

  /// The type that all values have.
  ///
  /// - Parameter emptyIsText: whether nothing between separators is the empty text.
  func type(emptyIsText: Bool) -> TableColumn.Kind {
    if values == 0 || isText || emptyIsText && empties > 0 { return .text }
    if canBeBoolean { return numbers == 0 ? .integer : .text }
    if numbers < values { return .text }
    return canBeInteger ? .integer : canBeReal && (styles != .mixed || hasMeasure) ? .real : .text
  }
}

/// The platform's ids of files: 24 hex digits.
enum IDText {
  static func isID(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 24
      && bytes.allSatisfy { byte in
        byte &- 0x30 < 10 || (byte >= 0x61 && byte <= 0x66)
      }
  }
}
