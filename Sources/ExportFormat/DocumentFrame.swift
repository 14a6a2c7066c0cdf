/// What stands around the records of a source: the array, the lines, or the envelope.
struct DocumentFrame {
  enum Piece {
    /// The scanner stands at a record.
    case record
    /// Something else was passed.
    case other
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
  private var envelopeKeys: Set<String> = []
  /// The record's index in the source.
  var recordIndex = 0
  /// Whether a line break stood in white space that was dropped since the last record.
  var hasPassedLineBreak = false

  var isLines: Bool { layout == .lines }

  /// The JSON path of the record that comes next.
  var recordPath: String {
    switch layout {
    case .array: "$[\(recordIndex)]"
    case .lines: "$"
    case .envelope: "$.data[\(recordIndex)]"
    }
  }

  /// Whether a member of the envelope comes next.
  var isInEnvelope: Bool { if case .envelopeMember = state { true } else { false } }

  private static let knownEnvelopeKeys: Set<String> = ["data", "page", "per_page", "total_pages"]

  /// Moves to the next record or over the next piece.
  mutating func advance(_ scanner: inout JSONScanner, isAtEnd: Bool) throws(ScanFault) -> Piece {
    switch state {
    case .start: try begin(&scanner)
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
    case .envelopeMember: try envelopeMember(&scanner)
    case .envelopeSeparator:
      switch scanner.skipWhitespace() {
      case 0x2C:
        scanner.position += 1
        state = .envelopeMember
      case 0x7D:
        guard envelopeKeys.contains("data") else { throw scanner.fault(.data) }
        scanner.position += 1
        state = .end
      default: throw scanner.fault(.commaOrBrace)
      }
    case .end:
      guard scanner.skipWhitespace() == 0, scanner.position >= scanner.end else {
        throw scanner.fault(.endOfDocument)
      }
      guard isAtEnd else { throw scanner.fault(.endOfDocument) }
      return .end
    }
    return .other
  }

  private mutating func begin(_ scanner: inout JSONScanner) throws(ScanFault) {
    if Word.load(scanner.base) & 0xFF_FFFF == 0xBF_BBEF { scanner.position += 3 }
    switch scanner.skipWhitespace() {
    case 0x5B:
      scanner.position += 1
      state = .firstElement
    case 0x7B:
      // An envelope is told by its first key; any other object is a record on a line.
      var probe = scanner
      probe.position += 1
      if probe.skipWhitespace() == 0x22 {
        probe.position += 1
        let key = JSONText.decoded(try probe.scanString(), in: probe)
        if Self.knownEnvelopeKeys.contains(String(decoding: key, as: UTF8.self)) {
          scanner.position += 1
          layout = .envelope
          state = .envelopeMember
          return
        }
      } else if probe.position >= probe.end {
        throw probe.fault(.key)
      }
      layout = .lines
      state = .firstLine
    default: throw scanner.fault(.document)
    }
  }

  private mutating func endArray(_ scanner: inout JSONScanner) throws(ScanFault) {
    scanner.position += 1
    state = layout == .envelope ? .envelopeSeparator : .end
  }

  private mutating func envelopeMember(_ scanner: inout JSONScanner) throws(ScanFault) {
    try scanner.expect(0x22, or: .key)
    let raw = try scanner.scanString()
    let key = String(decoding: JSONText.decoded(raw, in: scanner), as: UTF8.self)
    guard !envelopeKeys.contains(key) else { throw scanner.fault(.uniqueKey, at: raw.start - 1) }
    try scanner.expect(0x3A, or: .colon)
    scanner.skipWhitespace()
    if key == "data" {
      guard scanner.byte == 0x5B else { throw scanner.fault(.dataType) }
      scanner.position += 1
      state = .firstElement
    } else {
      try scanner.skipValue(depth: 1)
      // A number is whole only when something follows it.
      guard scanner.position < scanner.end else { throw scanner.fault(.commaOrBrace) }
      state = .envelopeSeparator
    }
    envelopeKeys.insert(key)
  }
}
