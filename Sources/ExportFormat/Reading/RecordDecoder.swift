/// Decodes records into a batch.
///
/// One pass, in which the fields are expected in the platform's order and taken in any. What stands between the values
/// is mostly recognised, see ``Gaps``.
struct RecordDecoder: ~Copyable {
  var labels = LabelDictionary()
  var digest = ContentDigest()
  let gaps = Gaps()
  private let patterns = RecordField.allCases.map { FieldPattern($0.name) }
  let uidPattern = FieldPattern("uid")
  let attributesPattern = FieldPattern("attributes")
  /// The export's own project, where it is known.
  let projectID: Int64?
  /// The newest date met, as its digits `YYYYMMDDHHMM`.
  private(set) var newestMinute = 0
  var extraBytes: [UInt8] = []

  init(projectID: Int64? = nil) { self.projectID = projectID }

  private static let allFields: UInt32 = 1 << UInt32(RecordField.allCases.count) - 1

  /// Decodes the record at the scanner's position and adds it to the batch.
  ///
  /// - Parameter endsLine: whether nothing but white space may follow on the record's line.
  /// - Throws: the fault; the batch is then as it was.
  mutating func decode(
    _ scanner: inout JSONScanner, number: Int, endsLine: Bool = false, into batch: inout DecodedRecords
  ) throws(ScanFault) {
    let groupCount = batch.groups.count
    let labelCount = batch.labels.count
    let arenaCount = batch.arenaCount
    do throws(ScanFault) {
      try decodeRecord(&scanner, number: number, endsLine: endsLine, into: &batch)
    } catch {
      batch.groups.truncate(to: groupCount)
      batch.labels.truncate(to: labelCount)
      batch.arenaCount = arenaCount
      throw error
    }
  }

  private mutating func decodeRecord(
    _ scanner: inout JSONScanner, number: Int, endsLine: Bool, into batch: inout DecodedRecords
  ) throws(ScanFault) {
    guard scanner.byte == 0x7B else { throw scanner.fault(.record) }
    var record = Record()
    record.number = number
    record.inputStart = scanner.position
    record.firstGroup = batch.groups.count
    let firstLabel = batch.labels.count
    var seen: UInt32 = 0
    var next = 0
    var groupSum: UInt64 = 0
    var extraSum: UInt64 = 0
    var minute = 0
    var hasExtra = false
    var extraKeys = KeySet()
    /// Links that the platform takes for none, as they stand: ranges of the input.
    var absent = AbsentLinks()
    /// Where the last value ended.
    var gapStart = scanner.position
    /// The gap that is expected there.
    var place = Gaps.Place.firstField

    while true {
      let field: RecordField
      // Behind the last field comes the end of the record.
      if seen & (1 << UInt32(next)) == 0, gaps.pass(place, &scanner) {
        guard let expected = RecordField(rawValue: next) else { break }
        field = expected
        next &+= 1
        scanner.skipWhitespace()
      } else {
        guard try member(&scanner, isFirst: gapStart == record.inputStart) else {
          if next == patterns.count { gaps.learn(.recordEnd, from: gapStart, to: scanner) }
          break
        }
        try scanner.expect(0x22, or: .key)
        let keyStart = scanner.position
        guard let known = try self.field(&scanner, expected: &next) else {
          let raw = JSONScanner.RawString(
            start: keyStart, end: scanner.position - 1, isEscaped: true)
          guard extraKeys.insert(raw, in: scanner) else {
            throw scanner.fault(.uniqueKey, at: keyStart - 1)
          }
          if !hasExtra { extraBytes.removeAll(keepingCapacity: true) }
          hasExtra = true
          extraSum &+= try extraField(raw, &scanner)
          gapStart = scanner.position
          place = .field(next)
          continue
        }
        guard seen & (1 << UInt32(known.rawValue)) == 0 else {
          throw scanner.fault(.uniqueField(known), at: keyStart - 1)
        }
        try scanner.expect(0x3A, or: .colon)
        scanner.skipWhitespace()
        // What a record starts with is none behind a value, whatever the field.
        let isFirst = gapStart == record.inputStart
        if !isFirst || known == .id {
          gaps.learn(isFirst ? .firstField : .field(known.rawValue), from: gapStart, to: scanner)
        }
        field = known
      }
      seen |= 1 << UInt32(field.rawValue)
      switch field {
      case .id: record.id = try string(&scanner, field, &batch, mayBeEmpty: false)
      case .relatedDuplicates: record.relatedDuplicates = try scanner.scanInteger(or: .fieldType(field, .integer))
      case .attributes: groupSum = try groups(&scanner, record: &record, &batch)
      case .authorName: record.authorName = try string(&scanner, field, &batch)
      case .validatorName: record.validatorName = try stringOrNull(&scanner, field, &batch)
      case .fileName: record.fileName = try string(&scanner, field, &batch)
      case .fileType: record.fileType = try string(&scanner, field, &batch)
      case .status: record.status = try string(&scanner, field, &batch, mayBeEmpty: false)
      case .uploadDate: record.uploadDate = try date(&scanner, field, &batch, newest: &minute)
      case .updateDate:
        if !scanner.scanNull() { record.updateDate = try date(&scanner, field, &batch, newest: &minute) }
      case .reboundProject:
        if !scanner.scanNull() {
          let start = scanner.position
          record.reboundProject = try scanner.scanInteger(or: .fieldType(field, [.integer, .null]))
          record.hasReboundProject = true
          if record.reboundProject == 0 || record.reboundProject == projectID {
            record.reboundProject = 0
            record.hasReboundProject = false
            absent.project = start..<scanner.position
          }
        }
      case .rebound:
        let start = scanner.position
        record.rebound = try stringOrNull(&scanner, field, &batch)
        if record.rebound.count == 0, !record.rebound.isNull {
          record.rebound = .null
          absent.rebound = start..<scanner.position
        }
      }
      gapStart = scanner.position
      place = .field(next)
    }
    if seen != Self.allFields { throw missingField(seen, scanner) }
    record.inputEnd = scanner.position
    if endsLine { try expectLineEnd(scanner) }
    if !absent.isEmpty {
      if !hasExtra { extraBytes.removeAll(keepingCapacity: true) }
      hasExtra = true
      keep(absent, scanner)
    }
    if hasExtra { record.extra = keepExtra(&batch) }
    record.digest = digest.record(record, groups: groupSum, extra: extraSum)
    newestMinute = max(newestMinute, minute)
    accept(from: firstLabel, in: &batch)
    batch.records.append(record)
  }

  private func expectLineEnd(_ scanner: JSONScanner) throws(ScanFault) {
    var probe = scanner
    probe.skipBlanks()
    guard probe.byte == 0x0A || probe.position >= probe.end else { throw probe.fault(.lineBreak) }
  }

  /// Puts the definitions' indices in place of the entries, now that the record is known to be good.
  @inline(__always)
  private mutating func accept(from firstLabel: Int, in batch: inout DecodedRecords) {
    let uses = batch.labels.base
    for index in firstLabel..<batch.labels.count {
      let entry = uses[index].definition
      if labels.pendingCount > 0, let definition = labels.use(entry) { batch.newDefinitions.append(definition) }
      uses[index].definition = labels.index(of: entry)
    }
  }

  /// Reads the key whose opening quote was read: a known field, or nil.
  @inline(__always)
  private func field(_ scanner: inout JSONScanner, expected next: inout Int) throws(ScanFault) -> RecordField? {
    if next < patterns.count, patterns[next].matches(scanner.base + scanner.position) {
      scanner.position &+= patterns[next].length &+ 1
      next &+= 1
      return RecordField(rawValue: next &- 1)
    }
    return try fieldInAnyOrder(&scanner, expected: &next)
  }

  @inline(never)
  private func fieldInAnyOrder(
    _ scanner: inout JSONScanner, expected next: inout Int
  ) throws(ScanFault) -> RecordField? {
    let start = scanner.position
    let raw = try scanner.scanString()
    if raw.isEscaped {
      let name = JSONText.decoded(raw, in: scanner)
      return RecordField.allCases.first { $0.name.utf8.elementsEqual(name) }
    }
    for index in patterns.indices where patterns[index].matches(scanner.base + start) {
      next = index + 1
      return RecordField(rawValue: index)
    }
    return nil
  }

  /// Moves to the next member's key from the record's start or behind a value; false at the record's end, which is passed.
  @inline(__always)
  private func member(_ scanner: inout JSONScanner, isFirst: Bool) throws(ScanFault) -> Bool {
    guard isFirst else { return try separator(&scanner) }
    scanner.position &+= 1
    guard scanner.skipWhitespace() == 0x7D else { return true }
    scanner.position &+= 1
    return false
  }

  /// Reads the comma or the closing brace behind a member; true where another member follows.
  @inline(__always)
  func separator(_ scanner: inout JSONScanner) throws(ScanFault) -> Bool {
    let byte = scanner.skipWhitespace()
    guard byte == 0x2C || byte == 0x7D else { throw scanner.fault(.commaOrBrace) }
    scanner.position &+= 1
    if byte == 0x2C {
      scanner.skipWhitespace()
      return true
    }
    return false
  }

  private func missingField(_ seen: UInt32, _ scanner: JSONScanner) -> ScanFault {
    let missing = RecordField.allCases.first { seen & (1 << UInt32($0.rawValue)) == 0 } ?? .id
    return scanner.fault(.field(missing), at: scanner.position - 1)
  }

  // MARK: Values of fields

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
  private func string(
    _ scanner: inout JSONScanner, _ field: RecordField, _ batch: inout DecodedRecords, mayBeEmpty: Bool = true
  ) throws(ScanFault) -> ByteSlice {
    guard scanner.byte == 0x22 else { throw scanner.fault(.fieldType(field, .string)) }
    scanner.position &+= 1
    let raw = try scanner.scanString()
    guard mayBeEmpty || raw.end > raw.start else { throw scanner.fault(.nonEmpty(field), at: raw.start - 1) }
    return slice(raw, scanner, &batch)
  }

  @inline(__always)
  private func stringOrNull(
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
  private func date(
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

  // MARK: Links that count as absent

  /// Where a record says 0 or its own project, or an empty id: the platform takes both for no link. They are kept with
  /// the fields that are not known, for an extract, and are not in the digest.
  private struct AbsentLinks {
    var project = 0..<0
    var rebound = 0..<0

    var isEmpty: Bool { project.isEmpty && rebound.isEmpty }
  }

  @inline(never)
  private mutating func keep(_ absent: AbsentLinks, _ scanner: JSONScanner) {
    for (field, range) in [(RecordField.reboundProject, absent.project), (.rebound, absent.rebound)]
    where !range.isEmpty {
      extraBytes.append(extraBytes.isEmpty ? 0x7B : 0x2C)
      JSONText.quote(field.name.utf8, into: &extraBytes)
      extraBytes.append(0x3A)
      extraBytes.append(contentsOf: UnsafeBufferPointer(start: scanner.base + range.lowerBound, count: range.count))
    }
  }

  // MARK: Fields that are not known

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
