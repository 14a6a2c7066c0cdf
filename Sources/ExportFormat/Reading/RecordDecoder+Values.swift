/// The values of fields.
extension RecordDecoder {
  /// The decoded text of a string that was read.
  @inline(__always)
  func slice(_ raw: JSONScanner.RawString, _ scanner: JSONScanner, _ batch: inout DecodedRecords) -> ByteSlice {
    guard raw.isEscaped else { return ByteSlice(scanner.base + raw.start, raw.end &- raw.start) }
    let output = batch.arena + batch.arenaCount
    let count = JSONText.decode(
      UnsafeBufferPointer(start: scanner.base + raw.start, count: raw.end - raw.start), into: output)
    batch.arenaCount += count
    return ByteSlice(output, count)
  }

  @inline(__always)
  func string(
    _ scanner: inout JSONScanner, _ field: RecordField, _ batch: inout DecodedRecords, mayBeEmpty: Bool = true
  ) throws(ScanFault) -> ByteSlice {
    guard scanner.byte == 0x22 else { throw scanner.fault(.fieldType(field, .string)) }
    scanner.position &+= 1
    let raw = try scanner.scanString()
    guard mayBeEmpty || raw.end > raw.start else { throw scanner.fault(.nonEmpty(field), at: raw.start - 1) }
    return slice(raw, scanner, &batch)
  }

  @inline(__always)
  func stringOrNull(
    _ scanner: inout JSONScanner, _ field: RecordField, _ batch: inout DecodedRecords
  ) throws(ScanFault) -> ByteSlice {
    if scanner.byte == 0x22 {
      scanner.position &+= 1
      return slice(try scanner.scanString(), scanner, &batch)
    }
    guard scanner.scanNull() else { throw scanner.fault(.fieldType(field, [.string, .null])) }
    return .null
  }

  @inline(__always)
  func date(
    _ scanner: inout JSONScanner, _ field: RecordField, _ batch: inout DecodedRecords, newest: inout Int
  ) throws(ScanFault) -> ByteSlice {
    let start = scanner.position
    guard scanner.byte == 0x22 else { throw scanner.fault(.date(field)) }
    scanner.position &+= 1
    let text = slice(try scanner.scanString(), scanner, &batch)
    guard let minute = ExportDate.minute(text.bytes) else { throw scanner.fault(.date(field), at: start) }
    if minute > newest { newest = minute }
    return text
  }
}
