/// The attribute groups of a record, and the labels that they carry.
extension RecordDecoder {
  /// Reads the array of groups.
  ///
  /// - Returns: the sum of their hashes.
  mutating func groups(
    _ scanner: inout JSONScanner, record: inout Record, _ batch: inout DecodedRecords
  ) throws(ScanFault) -> UInt64 {
    guard scanner.byte == 0x5B else { throw scanner.fault(.groups) }
    var opening = Opening(place: .firstGroup, start: scanner.position)
    opening.isPassed = gaps.pass(.firstGroup, &scanner)
    if !opening.isPassed {
      scanner.position &+= 1
      if scanner.skipWhitespace() == 0x5D {
        scanner.position &+= 1
        return 0
      }
    }
    var sum: UInt64 = 0
    while true {
      if !opening.isPassed, scanner.skipWhitespace() != 0x7B { throw scanner.fault(.group) }
      sum &+= try group(&scanner, opening, record: &record, &batch)
      if gaps.pass(.groupsEnd, &scanner) { return sum }
      opening = Opening(place: .nextGroup, start: scanner.position)
      opening.isPassed = gaps.pass(.nextGroup, &scanner)
      if opening.isPassed { continue }
      switch scanner.skipWhitespace() {
      case 0x2C: scanner.position &+= 1
      case 0x5D:
        scanner.position &+= 1
        gaps.learn(.groupsEnd, from: opening.start, to: scanner)
        return sum
      default: throw scanner.fault(.commaOrBracket)
      }
    }
  }

  /// What comes before a group's first value.
  private struct Opening: BitwiseCopyable {
    let place: Gaps.Place
    let start: Int
    /// Whether it was passed, so that the scanner is in the uid and not at the brace.
    var isPassed = false
  }

  private mutating func group(
    _ scanner: inout JSONScanner, _ opening: Opening, record: inout Record, _ batch: inout DecodedRecords
  ) throws(ScanFault) -> UInt64 {
    var group = Group()
    group.record = batch.records.count
    group.number = record.groupCount
    group.firstLabel = batch.labels.count
    var sum = GroupSum()
    if opening.isPassed {
      group.uid = slice(try scanner.scanString(), scanner, &batch)
      if gaps.pass(.firstLabel, &scanner) {
        sum.hasLabels = true
        try labels(&scanner, &group, &sum, &batch)
      }
    }
    if !sum.isGroupEnd { try members(&scanner, opening, &group, &sum, &batch) }
    if group.uid.isNull { throw scanner.fault(.groupUID, at: scanner.position - 1) }
    if !sum.hasLabels { throw scanner.fault(.groupAttributes, at: scanner.position - 1) }
    batch.groups.append(group)
    record.groupCount &+= 1
    return digest.group(uid: group.uid, labels: sum.labels &+ sum.extra)
  }

  /// What is summed up while a group is read.
  private struct GroupSum: BitwiseCopyable {
    var labels: UInt64 = 0
    var extra: UInt64 = 0
    var hasLabels = false
    /// Whether the end of the group was passed with that of its labels.
    var isGroupEnd = false
  }

  /// Reads the remaining members of a group, in any order.
  @inline(never)
  private mutating func members(
    _ scanner: inout JSONScanner, _ opening: Opening, _ group: inout Group, _ sum: inout GroupSum,
    _ batch: inout DecodedRecords
  ) throws(ScanFault) {
    var extra: [UInt8] = []
    var extraKeys = KeySet()
    var isFirst = !opening.isPassed
    var uidEnd: Int? = opening.isPassed && !sum.hasLabels ? scanner.position : nil
    if isFirst {
      scanner.position &+= 1
      if scanner.skipWhitespace() == 0x7D { throw scanner.fault(.groupUID) }
    }
    while true {
      if !isFirst {
        guard try separator(&scanner) else { break }
      }
      try scanner.expect(0x22, or: .key)
      let keyStart = scanner.position
      switch try groupField(&scanner) {
      case .uid:
        guard group.uid.isNull else { throw scanner.fault(.uniqueKey, at: keyStart - 1) }
        try scanner.expect(0x3A, or: .colon)
        guard scanner.skipWhitespace() == 0x22 else { throw scanner.fault(.groupUIDType) }
        scanner.position &+= 1
        if isFirst { gaps.learn(opening.place, from: opening.start, to: scanner) }
        group.uid = slice(try scanner.scanString(), scanner, &batch)
        uidEnd = scanner.position
      case .attributes:
        guard !sum.hasLabels else { throw scanner.fault(.uniqueKey, at: keyStart - 1) }
        sum.hasLabels = true
        try scanner.expect(0x3A, or: .colon)
        scanner.skipWhitespace()
        try labelArray(&scanner, behind: uidEnd, &group, &sum, &batch)
        uidEnd = nil
      case .unknown(let key):
        guard extraKeys.insert(key, in: scanner) else { throw scanner.fault(.uniqueKey, at: keyStart - 1) }
        swap(&extra, &extraBytes)
        defer { swap(&extra, &extraBytes) }
        sum.extra &+= try extraField(key, &scanner)
        uidEnd = nil
      }
      isFirst = false
      if sum.isGroupEnd { break }
    }
    if !extra.isEmpty {
      swap(&extra, &extraBytes)
      group.extra = keepExtra(&batch)
      swap(&extra, &extraBytes)
    }
  }

  private enum GroupField {
    case uid
    case attributes
    case unknown(JSONScanner.RawString)
  }

  /// Reads the key whose opening quote was read.
  @inline(__always)
  private func groupField(_ scanner: inout JSONScanner) throws(ScanFault) -> GroupField {
    if uidPattern.matches(scanner.base + scanner.position) {
      scanner.position &+= uidPattern.length &+ 1
      return .uid
    }
    if attributesPattern.matches(scanner.base + scanner.position) {
      scanner.position &+= attributesPattern.length &+ 1
      return .attributes
    }
    let key = try scanner.scanString()
    guard key.isEscaped else { return .unknown(key) }
    let name = JSONText.decoded(key, in: scanner)
    if name.elementsEqual("uid".utf8) { return .uid }
    return name.elementsEqual("attributes".utf8) ? .attributes : .unknown(key)
  }

  private mutating func labelArray(
    _ scanner: inout JSONScanner, behind uidEnd: Int?, _ group: inout Group, _ sum: inout GroupSum,
    _ batch: inout DecodedRecords
  ) throws(ScanFault) {
    guard scanner.byte == 0x5B else { throw scanner.fault(.labels) }
    scanner.position &+= 1
    if scanner.skipWhitespace() == 0x5D {
      scanner.position &+= 1
      return
    }
    try labelStart(&scanner)
    if let uidEnd { gaps.learn(.firstLabel, from: uidEnd, to: scanner) }
    try labels(&scanner, &group, &sum, &batch)
  }

  /// Moves into a label, to its id.
  @inline(__always)
  private func labelStart(_ scanner: inout JSONScanner) throws(ScanFault) {
    guard scanner.skipWhitespace() == 0x5B else { throw scanner.fault(.label) }
    scanner.position &+= 1
    scanner.skipWhitespace()
  }

  /// Reads labels, the first one's bracket being passed, and the end of their array.
  private mutating func labels(
    _ scanner: inout JSONScanner, _ group: inout Group, _ sum: inout GroupSum, _ batch: inout DecodedRecords
  ) throws(ScanFault) {
    while true {
      scanner.skipWhitespace()
      let entry = try label(&scanner)
      sum.labels &+= labels.hash(of: entry)
      batch.labels.append(
        LabelUse(
          record: Int32(truncatingIfNeeded: group.record), group: Int32(truncatingIfNeeded: group.number),
          position: Int32(truncatingIfNeeded: group.labelCount), definition: entry))
      group.labelCount &+= 1
      if gaps.pass(.nextLabel, &scanner) { continue }
      if gaps.pass(.groupEnd, &scanner) {
        sum.isGroupEnd = true
        return
      }
      let end = scanner.position
      switch scanner.skipWhitespace() {
      case 0x2C:
        scanner.position &+= 1
        try labelStart(&scanner)
        gaps.learn(.nextLabel, from: end, to: scanner)
      case 0x5D:
        scanner.position &+= 1
        learnGroupEnd(from: end, scanner)
        return
      default: throw scanner.fault(.commaOrBracket)
      }
    }
  }

  /// Reads `attribute_id, level_order, name, payload]`.
  @inline(__always)
  private mutating func label(_ scanner: inout JSONScanner) throws(ScanFault) -> Int32 {
    let attributeID = try scanner.scanInteger(or: .labelID)
    let rest = scanner.base + scanner.position
    if let known = labels.recognise(
      attributeID: attributeID, at: rest, available: scanner.end &- scanner.position)
    {
      scanner.position &+= known.count
      return known.entry
    }
    return try newLabel(attributeID, &scanner)
  }

  @inline(never)
  private mutating func newLabel(_ attributeID: Int64, _ scanner: inout JSONScanner) throws(ScanFault) -> Int32 {
    let start = scanner.position
    try scanner.expect(0x2C, or: .label)
    scanner.skipWhitespace()
    let levelOrder = try scanner.scanInteger(or: .labelLevel)
    try scanner.expect(0x2C, or: .label)
    guard scanner.skipWhitespace() == 0x22 else { throw scanner.fault(.labelName) }
    scanner.position &+= 1
    let name = JSONText.decoded(try scanner.scanString(), in: scanner)
    try scanner.expect(0x2C, or: .label)
    scanner.skipWhitespace()
    let payload = try LabelPayload(&scanner)
    try scanner.expect(0x5D, or: .labelEnd)
    let definition = LabelDefinition(
      attributeID: attributeID, levelOrder: levelOrder, name: name, payload: payload.value, payloadType: payload.type)
    return labels.enter(definition, written: scanner.base + start, count: scanner.position - start)
  }

  /// Remembers how labels and group end, when the group ends here.
  @inline(never)
  private func learnGroupEnd(from start: Int, _ scanner: JSONScanner) {
    var probe = scanner
    guard probe.skipWhitespace() == 0x7D else { return }
    probe.position += 1
    gaps.learn(.groupEnd, from: start, to: probe)
  }
}
