/// What is kept in `extra`: fields that are not known, and values that their columns can't hold.
extension RecordDecoder {
  /// The values that are kept with the fields that are not known, for an extract; see ``RecordField/keptInExtra``.
  struct AsideValues {
    /// A link of 0 or to the record's own project, and an empty id: the platform takes both for no link. Ranges of the
    /// input.
    var project = 0..<0
    var rebound = 0..<0
    /// A bit for each later field that is null.
    var nulls: UInt32 = 0

    var isEmpty: Bool { project.isEmpty && rebound.isEmpty && nulls == 0 }
  }

  @inline(never)
  mutating func keep(_ aside: AsideValues, _ scanner: JSONScanner) {
    for (field, range) in [(RecordField.reboundProject, aside.project), (.rebound, aside.rebound)]
    where !range.isEmpty {
      keep(field, UnsafeBufferPointer(start: scanner.base + range.lowerBound, count: range.count))
    }
    for field in RecordField.keptInExtra where aside.nulls & (1 << UInt32(field.rawValue)) != 0 {
      keep(field, "null".utf8)
    }
  }

  private mutating func keep(_ field: RecordField, _ value: some Sequence<UInt8>) {
    extraBytes.append(extraBytes.isEmpty ? 0x7B : 0x2C)
    JSONText.quote(field.name.utf8, into: &extraBytes)
    extraBytes.append(0x3A)
    extraBytes.append(contentsOf: value)
  }

  mutating func extraField(
    _ key: JSONScanner.RawString, _ scanner: inout JSONScanner
  ) throws(ScanFault) -> UInt64 {
    extraBytes.append(extraBytes.isEmpty ? 0x7B : 0x2C)
    let start = extraBytes.count
    JSONText.quote(JSONText.decoded(key, in: scanner), into: &extraBytes)
    try scanner.expect(0x3A, or: .colon)
    extraBytes.append(0x3A)
    scanner.skipWhitespace()
    var value = scanner
    try scanner.skipValue(depth: 1)
    try value.minifyValue(into: &extraBytes)
    return extraBytes[start...].withUnsafeBufferPointer { ContentDigest.hash($0) }
  }

  mutating func keepExtra(_ batch: inout DecodedRecords) -> ByteSlice {
    extraBytes.append(0x7D)
    let output = batch.arena + batch.arenaCount
    extraBytes.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { output.initialize(from: start, count: bytes.count) }
    }
    batch.arenaCount += extraBytes.count
    return ByteSlice(output, extraBytes.count)
  }
}
