/// Decodes records into a batch.
///
/// One pass, in which the fields are expected in the platform's order and accepted in any. The text between the values
/// is mostly recognised, see ``Gaps``.
struct RecordDecoder: ~Copyable {
  var labels = LabelDictionary()
  var digest = ContentDigest()
  let gaps = Gaps()
  private let fields = FieldTable()
  let uidPattern = FieldPattern("uid")
  let attributesPattern = FieldPattern("attributes")
  /// The export's own project, where it is known.
  let projectID: Int64?
  /// The newest date read, as its digits `YYYYMMDDHHMM`.
  private(set) var newestMinute = 0
  var extraBytes: [UInt8] = []

  init(projectID: Int64? = nil) { self.projectID = projectID }

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
    // An earlier record can have used the slots. All fields that a record must have are written below.
    let texts = batch.slots.next
    let readings = UnsafePointer(fields.readings)
    if fields.optional != 0 { clearOptional(texts) }
    var record = Record(texts: texts)
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
    var aside = AsideValues()
    /// Where the last value ended.
    var gapStart = scanner.position
    /// The gap that is expected there.
    var place = Gaps.Place.firstField

    while true {
      let field: RecordField
      // After the last field comes the end of the record.
      if seen & (1 << UInt32(next)) == 0, gaps.pass(place, &scanner) {
        guard let expected = RecordField(rawValue: next) else { break }
        field = expected
        next &+= 1
        scanner.skipWhitespace()
      } else if fields.optional >> UInt32(next) & 1 == 1, passOptional(&scanner, &next, seen) {
        guard let expected = RecordField(rawValue: next) else { break }
        field = expected
        next &+= 1
        scanner.skipWhitespace()
      } else {
        guard try member(&scanner, isFirst: gapStart == record.inputStart) else {
          if isAtEnd(next) { gaps.learn(.recordEnd, from: gapStart, to: scanner) }
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
        // The text at a record's start is not one that follows a value.
        let isFirst = gapStart == record.inputStart
        if !isFirst || known == .id {
          gaps.learn(isFirst ? .firstField : .field(known.rawValue), from: gapStart, to: scanner)
        }
        field = known
      }
      seen |= 1 << UInt32(field.rawValue)
      switch readings[field.rawValue] {
      case .text: texts[field.rawValue] = try string(&scanner, field, &batch)
      case .filledText: texts[field.rawValue] = try string(&scanner, field, &batch, mayBeEmpty: false)
      case .textOrNull:
        let text = try stringOrNull(&scanner, field, &batch)
        texts[field.rawValue] = text
        if text.isNull { aside.nulls |= 1 << UInt32(field.rawValue) }
      case .date: texts[field.rawValue] = try date(&scanner, field, &batch, newest: &minute)
      case .dateOrNull:
        if scanner.scanNull() {
          texts[field.rawValue] = .null
          aside.nulls |= 1 << UInt32(field.rawValue)
        } else {
          texts[field.rawValue] = try date(&scanner, field, &batch, newest: &minute)
        }
      case .relatedDuplicates: record.relatedDuplicates = try scanner.scanInteger(or: .fieldType(field, .integer))
      case .groups: groupSum = try groups(&scanner, record: &record, &batch)
      case .reboundProject:
        if !scanner.scanNull() {
          let start = scanner.position
          record.reboundProject = try scanner.scanInteger(or: .fieldType(field, [.integer, .null]))
          record.hasReboundProject = true
          if record.reboundProject == 0 || record.reboundProject == projectID {
            record.reboundProject = 0
            record.hasReboundProject = false
            aside.project = start..<scanner.position
          }
        }
      case .rebound:
        let start = scanner.position
        var link = try stringOrNull(&scanner, field, &batch)
        if link.count == 0, !link.isNull {
          link = .null
          aside.rebound = start..<scanner.position
        }
        texts[field.rawValue] = link
      }
      gapStart = scanner.position
      place = .field(next)
    }
    if seen & fields.required != fields.required { throw missingField(seen, scanner) }
    record.inputEnd = scanner.position
    if endsLine { try expectLineEnd(scanner) }
    aside.nulls &= fields.optional
    if !aside.isEmpty {
      if !hasExtra { extraBytes.removeAll(keepingCapacity: true) }
      hasExtra = true
      keep(aside, scanner)
    }
    if hasExtra { record.extra = keepExtra(&batch) }
    record.digest = digest.record(record, groups: groupSum, extra: extraSum, nulls: aside.nulls)
    newestMinute = max(newestMinute, minute)
    accept(from: firstLabel, in: &batch)
    batch.slots.keepNext()
    batch.records.append(record)
  }

  /// Whether all fields up to the last were passed, but for some that can be absent.
  private func isAtEnd(_ next: Int) -> Bool { fields.required >> UInt32(next) == 0 }

  /// Passes over the gap in front of a field, or to the record's end, where fields that can be absent are left out.
  ///
  /// - Parameter next: the field that was expected; then the one that comes, or the number of fields at the record's end.
  @inline(never)
  private func passOptional(
    _ scanner: inout JSONScanner, _ next: inout Int, _ seen: UInt32
  ) -> Bool {
    var later = next
    repeat {
      later += 1
      if seen & (1 << UInt32(later)) == 0, gaps.pass(.field(later), &scanner) {
        next = later
        return true
      }
    } while fields.optional >> UInt32(later) & 1 == 1
    return false
  }

  @inline(never)
  private func clearOptional(_ texts: UnsafeMutablePointer<ByteSlice>) {
    for field in RecordField.keptInExtra { texts[field.rawValue] = .null }
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
    if next < fields.patterns.count, fields.patterns[next].matches(scanner.base + scanner.position) {
      scanner.position &+= fields.patterns[next].length &+ 1
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
    for index in fields.patterns.indices where fields.patterns[index].matches(scanner.base + start) {
      next = index + 1
      return RecordField(rawValue: index)
    }
    return nil
  }

  /// Moves to the next member's key from the record's start or from a value; false at the record's end, which is passed.
  @inline(__always)
  private func member(_ scanner: inout JSONScanner, isFirst: Bool) throws(ScanFault) -> Bool {
    guard isFirst else { return try separator(&scanner) }
    scanner.position &+= 1
    guard scanner.skipWhitespace() == 0x7D else { return true }
    scanner.position &+= 1
    return false
  }

  /// Reads the comma or the closing brace after a member; true where another member follows.
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
    let missing = RecordField.allCases.first { (seen | fields.optional) & (1 << UInt32($0.rawValue)) == 0 } ?? .id
    return scanner.fault(.field(missing), at: scanner.position - 1)
  }
}
