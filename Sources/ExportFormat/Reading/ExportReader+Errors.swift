/// The errors that faults become.
extension ExportReader {
  func error(
    _ fault: ScanFault, from start: Int, _ scanner: JSONScanner, isInRecord: Bool? = nil
  ) -> ExportError {
    let bytes = UnsafeBufferPointer(start: scanner.base, count: scanner.end)
    var probe = scanner
    probe.position = start
    var next = frame
    // Whether the fault is in a record or around the records: the frame knows where the record starts.
    let piece = try? next.advance(&probe, envelope, isAtEnd: isAtEnd)
    if fault.expected == .document, let error = otherKind(scanner, from: start) { return error }
    let isRecord = isInRecord ?? (piece == .record && fault.offset >= probe.position)
    let root = isRecord ? next.recordPath : "$"
    let pathStart = isInRecord == true || !isRecord ? start : probe.position
    let locator = FaultLocator(root: root, isInObject: !isRecord && frame.isInEnvelope, expectation: fault.expected)
    return ExportError(
      fault, bytes: bytes, source: sources[sourceIndex].name, places: &places,
      record: isRecord ? recordCount + 1 : nil,
      path: isRecord || frame.isInEnvelope
        ? locator.path(in: UnsafeBufferPointer(rebasing: bytes[pathStart...]), at: fault.offset - pathStart) : root)
  }

  /// A first record that is longer than this, in bytes, is examined before more is read.
  static let otherKindSize = 1 << 24

  /// Whether enough of a document was read that its kind does not depend on how the bytes arrive.
  func isPrefixAtHand(_ scanner: JSONScanner, from start: Int) -> Bool {
    isAtEnd || scanner.end - start >= OtherKind.prefixLength
  }

  /// The error of a document whose start or first record is that of another kind of file.
  func otherKind(_ scanner: JSONScanner, from start: Int) -> ExportError? {
    guard frame.recordIndex == 0 else { return nil }
    let end = min(scanner.end, start + OtherKind.prefixLength)
    let bytes = UnsafeBufferPointer(start: scanner.base + start, count: end - start)
    guard let kind = OtherKind(bytes, isElement: frame.isInArray) else { return nil }
    let place = places.place(at: start, in: UnsafeBufferPointer(start: scanner.base, count: scanner.end))
    return ExportError(
      source: sources[sourceIndex].name, record: nil, line: place.lines + 1, column: place.column + 1, path: "$",
      expected: .document, found: .otherKind(kind), excerpt: ExportError.Excerpt(bytes, at: 0))
  }
}
