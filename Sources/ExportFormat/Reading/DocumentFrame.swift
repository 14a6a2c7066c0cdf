/// What surrounds the records of a source: the array, the lines, or the envelope.
struct DocumentFrame: BitwiseCopyable {
  enum Piece {
    /// The scanner is at a record.
    case record
    /// Something else was passed.
    case other
    /// A whole page was passed.
    case page
    case end
  }

  private enum State {
    case start
    case firstElement
    case nextElement
    case elementAfterComma
    case firstLine
    case nextLine
    case envelopeMember
    case envelopeSeparator
    case end
  }

  private enum Layout {
    case array, lines, envelope
  }

  private var state = State.start
  private var layout = Layout.array
  /// The record's index in the source.
  var recordIndex = 0
  /// Whether white space that was dropped since the last record had a line break.
  var hasPassedLineBreak = false

  var isLines: Bool { layout == .lines }
  var isEnvelope: Bool { layout == .envelope }

  /// The JSON path of the record that comes next.
  var recordPath: String {
    switch layout {
    case .array: "$[\(recordIndex)]"
    case .lines: "$"
    case .envelope: "$.data[\(recordIndex)]"
    }
  }

  /// Whether records are elements of an array.
  var isInArray: Bool {
    switch state {
    case .start, .firstLine, .nextLine: false
    default: true
    }
  }

  /// Whether a member of the envelope comes next.
  var isInEnvelope: Bool { if case .envelopeMember = state { true } else { false } }

  /// Moves to the next record or over the next piece; with a fault, nothing has changed.
  mutating func advance(_ scanner: inout JSONScanner, _ envelope: EnvelopeParts, isAtEnd: Bool) throws(ScanFault)
    -> Piece
  {
    switch state {
    case .start: try begin(&scanner, envelope)
    case .firstElement, .elementAfterComma:
      if scanner.skipWhitespace() == 0x5D, case .firstElement = state {
        try endArray(&scanner)
        return .other
      }
      guard scanner.position < scanner.end else { throw scanner.fault(.value) }
      state = .nextElement
      return .record
    case .nextElement:
      switch scanner.skipWhitespace() {
      case 0x2C:
        scanner.position += 1
        state = .elementAfterComma
      case 0x5D: try endArray(&scanner)
      default: throw scanner.fault(.commaOrBracket)
      }
    case .firstLine:
      state = .nextLine
      return .record
    case .nextLine:
      let start = scanner.position
      if scanner.skipWhitespace() == 0, scanner.position >= scanner.end {
        guard isAtEnd else { throw scanner.fault(.record) }
        state = .end
        return .end
      }
      guard hasPassedLineBreak || (start..<scanner.position).contains(where: { scanner.base[$0] == 0x0A }) else {
        throw scanner.fault(.lineBreak)
      }
      hasPassedLineBreak = false
      return .record
    case .envelopeMember: try envelopeMember(&scanner, envelope)
    case .envelopeSeparator:
      switch scanner.skipWhitespace() {
      case 0x2C:
        scanner.position += 1
        state = .envelopeMember
      case 0x7D:
        guard envelope.keys.contains(Array("data".utf8)) else { throw scanner.fault(.data) }
        scanner.position += 1
        state = .end
        return .page
      default: throw scanner.fault(.commaOrBrace)
      }
    case .end:
      let byte = scanner.skipWhitespace()
      // Pages that were written one after the other: their numbers tell whether one is missing.
      if byte == 0x7B, layout == .envelope, envelope.numbers.page != nil {
        guard try isEnvelope(scanner) else { throw scanner.fault(.endOfDocument) }
        beginEnvelope(&scanner, envelope)
        return .other
      }
      guard byte == 0, scanner.position >= scanner.end else { throw scanner.fault(.endOfDocument) }
      guard isAtEnd else { throw scanner.fault(.endOfDocument) }
      return .end
    }
    return .other
  }

  private mutating func begin(_ scanner: inout JSONScanner, _ envelope: EnvelopeParts) throws(ScanFault) {
    if Word.load(scanner.base) & 0xFF_FFFF == 0xBF_BBEF { scanner.position += 3 }
    switch scanner.skipWhitespace() {
    case 0x5B:
      scanner.position += 1
      state = .firstElement
    case 0x7B:
      if try isEnvelope(scanner) { return beginEnvelope(&scanner, envelope) }
      layout = .lines
      state = .firstLine
    default: throw scanner.fault(.document)
    }
  }

  /// Whether the object at the scanner's position is an envelope, told by its first key; any other is a record.
  private func isEnvelope(_ scanner: JSONScanner) throws(ScanFault) -> Bool {
    var probe = scanner
    probe.position += 1
    guard probe.skipWhitespace() == 0x22 else {
      if probe.position >= probe.end { throw probe.fault(.key) }
      return false
    }
    probe.position += 1
    let key = JSONText.decoded(try probe.scanString(), in: probe)
    return key.elementsEqual("data".utf8) || EnvelopeField(key) != nil
  }

  private mutating func beginEnvelope(_ scanner: inout JSONScanner, _ envelope: EnvelopeParts) {
    scanner.position += 1
    layout = .envelope
    state = .envelopeMember
    envelope.keys = []
    envelope.numbers = Envelope()
    recordIndex = 0
  }

  private mutating func endArray(_ scanner: inout JSONScanner) throws(ScanFault) {
    scanner.position += 1
    state = layout == .envelope ? .envelopeSeparator : .end
  }

  private mutating func envelopeMember(_ scanner: inout JSONScanner, _ envelope: EnvelopeParts) throws(ScanFault) {
    try scanner.expect(0x22, or: .key)
    let raw = try scanner.scanString()
    let key = JSONText.decoded(raw, in: scanner)
    guard !envelope.keys.contains(key) else { throw scanner.fault(.uniqueKey, at: raw.start - 1) }
    try scanner.expect(0x3A, or: .colon)
    scanner.skipWhitespace()
    if key.elementsEqual("data".utf8) {
      guard scanner.byte == 0x5B else { throw scanner.fault(.dataType) }
      scanner.position += 1
      state = .firstElement
    } else {
      let field = EnvelopeField(key)
      let start = scanner.position
      var number: Int64?
      if let field {
        number = try scanner.scanInteger(or: .envelopeNumber(field))
      } else {
        try scanner.skipValue(depth: 1)
      }
      // A number is whole only when something follows it.
      guard scanner.position < scanner.end else { throw scanner.fault(.commaOrBrace) }
      if let field, let number {
        guard number >= field.minimum else { throw scanner.fault(.envelopeNumber(field), at: start) }
        envelope.numbers[field] = Int(number)
      }
      state = .envelopeSeparator
    }
    envelope.keys.insert(key)
  }
}
