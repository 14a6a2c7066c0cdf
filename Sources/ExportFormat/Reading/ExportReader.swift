/// Reads an export from its sources, batch by batch.
///
/// A source holds a JSON array of records, one record a line (NDJSON), or the paginated envelope
/// `{"data": […], "page": 1, …}`. Several sources are joined into one export. Memory use is that
/// of the batches, for exports of any size.
///
/// ```swift
/// let reader = ExportReader(sources: [MemorySource("[]".utf8)])
/// try reader.forEachRecord { record in print(record[.fileName] ?? "") }
/// ```
public final class ExportReader {
  /// What happens to a faulty record.
  public enum FaultPolicy: Sendable {
    /// The reading ends with its error.
    case stop
    /// It is skipped.
    case skip
  }

  /// A record is at most this long, in bytes.
  public static let recordSizeLimit = 1 << 28

  /// A fault that is further than this from the input's end, in bytes, is not caused by a cut, and its message is complete.
  private static let faultContext = 64

  let sources: [any ByteSource]
  private let policy: FaultPolicy
  private let sourceDigest = SourceDigest()
  private var decoder: RecordDecoder
  var sourceIndex = 0
  var frame = DocumentFrame()
  let envelope = EnvelopeParts()
  var isAtEnd = false
  /// The end of the last batch's input, which was not decoded.
  private var tail: [UInt8] = []
  /// The place where the batch's input starts.
  private var place = Place()
  var places = PlaceCursor()
  private var pages = PageList()
  private var hasEnded = false

  /// Records in the sources before this one.
  private var recordsBefore = 0

  /// Records read, good and faulty.
  public private(set) var recordCount = 0
  /// Decompressed bytes read.
  public private(set) var byteCount = 0
  /// What is wrong with the pages, where faults don't stop the reading.
  public private(set) var pageFaults: [PageFault] = []

  /// Makes a reader of some sources, which it reads once.
  ///
  /// - Parameters:
  ///   - sources: the files of the export, in order.
  ///   - policy: what happens to a faulty record.
  ///   - projectID: the export's own project, where it is known: a `rebound_project` of this number says nothing.
  public init(sources: [any ByteSource], policy: FaultPolicy = .stop, projectID: Int? = nil) {
    self.sources = sources
    self.policy = policy
    decoder = RecordDecoder(projectID: projectID.map(Int64.init))
  }

  /// The newest date in the records read, `YYYY-MM-DD`; nil where there was none.
  public var newestDate: String? { newestMinute.map { String($0.prefix(10)) } }

  /// The newest date in the records read with its time, `YYYY-MM-DD HH:MM`; nil where there was none.
  public var newestMinute: String? {
    decoder.newestMinute == 0 ? nil : ExportDate.text(minute: decoder.newestMinute)
  }

  /// The XXH3-128 of all bytes read, in 32 hex digits.
  public var digest: String { sourceDigest.text }

  /// Decodes the next records into a batch, whose content is replaced.
  ///
  /// - Returns: false at the end, the batch being empty.
  /// - Throws: ``ExportError`` for a faulty export, ``PageError`` for one whose pages are not whole; what a source throws.
  package func fill(_ batch: RecordBatch) throws -> Bool {
    batch.removeAll()
    while sourceIndex < sources.count {
      let source = sources[sourceIndex]
      batch.source = source.name
      places = PlaceCursor(start: place)
      batch.recordsBefore = recordsBefore
      // The batch before can have grown, and its rest can be more than this one holds.
      batch.grow(toHold: tail.count)
      tail.withUnsafeBufferPointer { batch.input.append($0) }
      tail.removeAll(keepingCapacity: true)
      let isDone = try fill(batch, from: source)
      batch.source = source.name  // an archive's entry is known only now
      batch.frame = frame
      batch.places = places
      batch.bytesRead = byteCount
      if isDone {
        if !frame.isEnvelope { try note(pages.addUnnumbered(source: source.name)) }
        if try !source.nextDocument() { sourceIndex += 1 }
        frame = DocumentFrame()
        place = Place()
        recordsBefore = recordCount
        isAtEnd = false
      }
      if batch.decoded.records.count > 0 || !batch.rejected.isEmpty { return true }
      batch.removeAll()
    }
    if !hasEnded {
      hasEnded = true
      try note(pages.missing)
    }
    return false
  }

  private func note(_ faults: [PageFault]) throws {
    guard !faults.isEmpty else { return }
    guard policy == .skip else { throw PageError(faults: faults) }
    pageFaults += faults
  }

  /// Decodes what one source gives, until the batch is full or the source ends.
  ///
  /// - Returns: whether the source has ended.
  private func fill(_ batch: RecordBatch, from source: any ByteSource) throws -> Bool {
    var position = 0
    while true {
      try readMore(batch, from: source)
      batch.input.pad()
      var scanner = JSONScanner(base: batch.input.base, end: batch.input.count, position: position)
      do {
        while try step(&scanner, batch) { position = scanner.position }
        return true
      } catch let fault as ScanFault {
        if !isPerhapsCut(fault, scanner), fault.expected != .document || isPrefixAtHand(scanner, from: position) {
          throw error(fault, from: position, scanner)
        }
      }
      // The input is full: the source has not ended.
      position = passWhitespace(scanner, from: position)
      if position > 0 {
        tail.append(contentsOf: UnsafeBufferPointer(start: scanner.base + position, count: scanner.end - position))
        place.advance(over: UnsafeBufferPointer(start: scanner.base, count: position))
        return false
      }
      if batch.input.count >= Self.otherKindSize, let error = otherKind(scanner, from: 0) { throw error }
      guard batch.input.capacity < Self.recordSizeLimit else {
        throw error(scanner.fault(.recordSize(limit: Self.recordSizeLimit), at: 0), from: 0, scanner)
      }
      batch.grow(toHold: batch.input.capacity * 2)
    }
  }

  /// Where to go on: after the white space.
  ///
  /// Without this, all white space would be kept in memory. The frame notes that a line of NDJSON ended in it.
  private func passWhitespace(_ scanner: JSONScanner, from start: Int) -> Int {
    var probe = scanner
    probe.position = start
    probe.skipWhitespace()
    let end = min(probe.position, scanner.end)
    if (start..<end).contains(where: { scanner.base[$0] == 0x0A }) { frame.hasPassedLineBreak = true }
    return end
  }

  private func readMore(_ batch: RecordBatch, from source: any ByteSource) throws {
    while !isAtEnd, batch.input.count < batch.input.capacity {
      let free = batch.input.free
      let count = try source.read(into: free)
      if count == 0 {
        isAtEnd = true
      } else {
        sourceDigest.update(UnsafeRawBufferPointer(rebasing: free[..<count]))
        byteCount += count
        batch.input.count += count
      }
    }
  }

  /// Passes the next piece of the document: a record, or what surrounds the records.
  ///
  /// - Returns: false at the end of the document.
  private func step(_ scanner: inout JSONScanner, _ batch: RecordBatch) throws -> Bool {
    var next = frame
    switch try next.advance(&scanner, envelope, isAtEnd: isAtEnd) {
    case .record:
      try decodeRecord(&scanner, batch, isLine: next.isLines)
      next.recordIndex += 1
    case .page:
      try note(pages.add(envelope.numbers, count: next.recordIndex, source: sources[sourceIndex].name))
      recordsBefore = recordCount
      batch.pageStarts.append(recordCount)
    case .other: break
    case .end: return false
    }
    frame = next
    return true
  }

  private func decodeRecord(_ scanner: inout JSONScanner, _ batch: RecordBatch, isLine: Bool) throws {
    let start = scanner.position
    do {
      try decoder.decode(
        &scanner, number: recordCount + 1, endsLine: isLine && policy == .skip, into: &batch.decoded)
    } catch {
      guard !isPerhapsCut(error, scanner) else { throw error }
      if frame.recordIndex == 0 {
        // More bytes tell the kind of file than the fault's message shows.
        guard isPrefixAtHand(scanner, from: start) else { throw scanner.fault(error.expected, at: scanner.end) }
        if let error = otherKind(scanner, from: start) { throw error }
      }
      guard policy == .skip else { throw error }
      scanner.position = start
      try skipRecord(&scanner, isLine: isLine, fault: error)
      let raw = UnsafeBufferPointer(start: scanner.base + start, count: scanner.position - start)
      batch.rejected.append(
        RejectedRecord(error: self.error(error, from: start, scanner, isInRecord: true), raw: Array(raw)))
    }
    recordCount += 1
  }

  /// Passes over a faulty record. One whose end can't be found is an error.
  private func skipRecord(_ scanner: inout JSONScanner, isLine: Bool, fault: ScanFault) throws {
    if isLine { return try skipLine(&scanner) }
    let hasLostQuote = isLostQuote(fault, scanner)
    for stringEnd in hasLostQuote ? [JSONScanner.StringEnd.quoteOrLineBreak, .quote] : [.quote, .quoteOrLineBreak] {
      var probe = scanner
      do {
        try probe.skipBracketed(stringsEndAt: stringEnd)
        let end = probe.position
        let next = probe.skipWhitespace()
        // A number, too, is whole only when something follows it.
        guard isAtEnd || probe.position < probe.end else { throw probe.fault(.value) }
        if next == 0x2C || next == 0x5D {
          scanner.position = end
          return
        }
      } catch let error as ScanFault {
        if isPerhapsCut(error, probe) { throw error }
      }
    }
    throw fault
  }

  /// Whether a line break in a string is more likely the end of a string that lost its closing quote: the next line
  /// continues as JSON does.
  private func isLostQuote(_ fault: ScanFault, _ scanner: JSONScanner) -> Bool {
    guard fault.expected == .noControlCharacter, scanner.base[fault.offset] == 0x0A else { return false }
    let next = (fault.offset..<min(fault.offset + Self.faultContext, scanner.end)).first { scanner.base[$0] > 0x20 }
    guard let next else { return false }
    return [0x22, 0x5B, 0x5D, 0x7B, 0x7D].contains(scanner.base[next])
  }

  /// Passes over a faulty record of NDJSON: a complete JSON value, even over several lines, or else its line.
  private func skipLine(_ scanner: inout JSONScanner) throws {
    var probe = scanner
    do {
      try probe.skipValue()
      guard isAtEnd || probe.position < probe.end else { throw probe.fault(.lineBreak) }
      // The rest of its line is skipped as well.
      scanner = probe
    } catch let fault as ScanFault {
      if isPerhapsCut(fault, probe) { throw fault }
    }
    while scanner.position < scanner.end, scanner.byte != 0x0A { scanner.position += 1 }
    if scanner.position == scanner.end, !isAtEnd { throw scanner.fault(.lineBreak) }
  }

  /// Whether a fault can mean that the rest of the record was not read yet, or whether its message would show bytes that
  /// were not read yet.
  private func isPerhapsCut(_ fault: ScanFault, _ scanner: JSONScanner) -> Bool {
    !isAtEnd && fault.offset + Self.faultContext >= scanner.end
  }
}
