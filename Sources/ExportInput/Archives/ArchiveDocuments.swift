import ExportFormat

/// The documents in an archive, one after the other, and the media entries around them.
///
/// An archive holds one annotation.json, or pages of an export. Both are read as streams; nothing is unpacked to disk.
final class ArchiveDocuments {
  /// The entry being read.
  private(set) var entryName: String?

  private enum Found {
    case nothing, annotation, pages
  }

  private let input: any ByteStream
  private let stream: ArchiveStream
  private let media: MediaCollector
  /// Whether the media entries came from the directory, and the stream is right before the one entry to read.
  private let isDirectoryRead: Bool
  private var found = Found.nothing
  private var entryCount = 0
  /// The entries that the directory lists and, in `sum`, those that were read.
  private let expected: EntrySum?
  private var sum = EntrySum()
  private var isStarted = false
  private var isAtEnd = false
  /// The first bytes of the entry, read to find out what it is.
  private var head: ArraySlice<UInt8> = []

  /// - Parameters:
  ///   - input: an archive, not read yet.
  ///   - kind: zip or tar.
  ///   - media: receives the entries that are not documents.
  init(_ input: any ByteStream, kind: ContentKind, media: MediaCollector) throws {
    self.input = input
    self.media = media
    let directory = kind == .zip ? try (input as? FileInput).flatMap { try ZipDirectory($0) } : nil
    let annotation = try directory.flatMap { try Self.annotation(in: $0, of: input.name, media) }
    if let annotation { _ = input.skip(annotation.offset) }
    isDirectoryRead = annotation != nil
    expected = annotation == nil ? try directory.map { try EntrySum($0) } : nil
    stream = try ArchiveStream(input, kind: kind)
  }

  /// Whether the documents are pages of an export. Reads up to the first document.
  func holdsPages() throws -> Bool {
    if !isStarted { _ = try advance() }
    return found == .pages
  }

  /// Reads the next bytes of the current document.
  ///
  /// - Returns: how many; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if !isStarted { _ = try advance() }
    if isAtEnd { return 0 }
    guard head.isEmpty else {
      let count = min(head.count, buffer.count)
      buffer.copyBytes(from: head.prefix(count))
      head = head.dropFirst(count)
      return count
    }
    return try stream.read(into: buffer)
  }

  /// Moves to the next document, passing on the media entries before it.
  ///
  /// - Returns: false at the archive's end.
  func advance() throws -> Bool {
    isStarted = true
    if isDirectoryRead, found != .nothing { isAtEnd = true }
    while !isAtEnd, let entry = try stream.nextEntry() {
      sum.add(entry.name)
      if try isDocument(entry) { return true }
      if isDirectoryRead {
        throw InputError.damaged(name: input.name, detail: Self.directoryMismatch)
      }
    }
    isAtEnd = true
    try media.flush()
    if found == .nothing { throw InputError.noAnnotation(name: input.name, entryCount: entryCount) }
    if let expected, expected != sum { throw InputError.damaged(name: input.name, detail: Self.directoryMismatch) }
    try input.finish()
    return false
  }

  private static let directoryMismatch = "its directory does not fit its entries"

  /// Looks at an entry and notes what it is.
  private func isDocument(_ entry: ArchiveStream.Entry) throws -> Bool {
    let name = entry.name
    guard entry.isFile || name.isObject else { return false }
    entryCount += 1
    head = []
    if entry.isFile, name.isAnnotation {
      if let entryName {
        throw InputError.severalAnnotations(name: input.name, entries: [entryName, name.text])
      }
      found = .annotation
      entryName = name.text
      return true
    }
    if entry.isFile, name.isPageCandidate, found != .annotation {
      head = try firstBytes()
      if PageEnvelope.starts(head) {
        found = .pages
        entryName = name.text
        return true
      }
    }
    // An entry that could have been a page is read to its end to check its checksum: a flipped bit can hide a page.
    var measured = entry.byteCount
    if !head.isEmpty || measured == nil {
      measured = try max(Int64(head.count), stream.measure(isChecked: !head.isEmpty))
    }
    let byteCount = entry.byteCount ?? measured
    try media.add(MediaEntry(name: name.text, byteCount: byteCount, crc32: entry.crc32))
    return false
  }

  private func firstBytes() throws -> ArraySlice<UInt8> {
    try withUnsafeTemporaryAllocation(byteCount: PageEnvelope.prefixLength, alignment: 16) { buffer in
      var count = 0
      while count < buffer.count {
        let more = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        guard more > 0 else { break }
        count += more
      }
      return Array(buffer[..<count])[...]
    }
  }

  /// Looks for annotation.json in the directory of a zip archive; if it is there, passes on the media entries.
  ///
  /// - Returns: the one annotation.json in it; nil if there is none, or if the directory contradicts itself. The
  ///   archive then has to be read from its start.
  private static func annotation(
    in directory: ZipDirectory, of name: String, _ media: MediaCollector
  ) throws -> ZipDirectoryEntry? {
    var annotations: [ZipDirectoryEntry] = []
    try directory.visitEntries { entry in
      if entry.name.isAnnotation, annotations.count < 5 { annotations.append(entry) }
    }
    guard let annotation = annotations.first else { return nil }
    guard annotations.count == 1 else {
      throw InputError.severalAnnotations(name: name, entries: annotations.map(\.name.text))
    }
    try directory.visitEntries { entry in
      let name = entry.name
      guard !name.isAnnotation, !name.text.hasSuffix("/") || name.isObject else { return }
      try media.add(MediaEntry(name: name.text, byteCount: Int64(entry.byteCount), crc32: entry.crc32))
    }
    return annotation
  }
}

/// A sum over the entries of an archive that does not depend on their order.
///
/// If a name were damaged, or an entry missing in the directory, a page could go unnoticed.
private struct EntrySum: Equatable {
  private var count = 0
  private var names: UInt64 = 0

  init() {}

  init(_ directory: ZipDirectory) throws {
    var sum = EntrySum()
    try directory.visitEntries { sum.add($0.name) }
    self = sum
  }

  mutating func add(_ name: EntryName) {
    count += 1
    // FNV-1a, which tells accidental changes of a name.
    names &+= name.text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
