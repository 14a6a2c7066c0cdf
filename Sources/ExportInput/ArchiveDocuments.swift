import ExportFormat

/// The documents in an archive or a compressed file, one after the other, and the media entries around them.
///
/// An archive holds one annotation.json, or pages of an export. Both are read as they come: nothing is unpacked.
final class ArchiveDocuments {
  /// The entry being read; nil in a compressed file.
  private(set) var entryName: String?

  private enum Found {
    case nothing, annotation, pages, singleFile
  }

  private let input: FileInput
  private let stream: ArchiveStream
  private let media: MediaCollector
  /// Whether the directory told of the media entries, and the stream stands before the one entry to be read.
  private let isDirectoryRead: Bool
  private var found = Found.nothing
  private var entryCount = 0
  private var isStarted = false
  private var isAtEnd = false
  /// First bytes of the entry, read to tell what it is.
  private var head: ArraySlice<UInt8> = []

  /// - Parameters:
  ///   - input: an archive or a compressed file; nothing of it was read.
  ///   - kind: which.
  ///   - media: receives the entries that are no documents.
  init(_ input: FileInput, kind: ContentKind, media: MediaCollector) throws {
    self.input = input
    self.media = media
    let annotation = kind == .zip ? try Self.annotation(inDirectoryOf: input, media) : nil
    if let annotation { _ = input.skip(annotation.offset) }
    isDirectoryRead = annotation != nil
    stream = try ArchiveStream(input, kind: kind)
  }

  /// Reads the next bytes of the document at hand.
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

  /// Moves to the next document, handing on the media entries before it.
  ///
  /// - Returns: false at the archive's end.
  func advance() throws -> Bool {
    isStarted = true
    if isDirectoryRead, found != .nothing { isAtEnd = true }
    while !isAtEnd, let entry = try stream.nextEntry() {
      if try isDocument(entry) { return true }
      if isDirectoryRead {
        throw InputError.damaged(name: input.name, detail: "its directory does not fit its entries")
      }
    }
    isAtEnd = true
    try media.flush()
    if found == .nothing, !stream.isEmptyFile {
      throw InputError.noAnnotation(name: input.name, entryCount: entryCount)
    }
    input.skipToEnd()
    return false
  }

  /// Looks at an entry and notes what it is.
  private func isDocument(_ entry: ArchiveStream.Entry) throws -> Bool {
    if stream.isSingleFile {
      found = .singleFile
      return true
    }
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
        try takePage(name.text)
        return true
      }
    }
    let byteCount = try entry.byteCount ?? max(Int64(head.count), stream.measure())
    try media.add(MediaEntry(name: name.text, byteCount: byteCount, crc32: entry.crc32))
    return false
  }

  private func takePage(_ name: String) throws {
    if let entryName, !NaturalOrder.isAscending(entryName, name) {
      throw InputError.pagesOutOfOrder(name: input.name, entry: name, after: entryName)
    }
    found = .pages
    entryName = name
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

  /// Reads the directory of a zip archive, handing on its media entries.
  ///
  /// - Returns: the one annotation.json in it; nil where it has none, or does not agree with itself. The archive then
  ///   has to be read from its front.
  private static func annotation(
    inDirectoryOf input: FileInput, _ media: MediaCollector
  ) throws -> ZipDirectoryEntry? {
    guard let directory = try ZipDirectory(input) else { return nil }
    var annotations: [ZipDirectoryEntry] = []
    try directory.visitEntries { entry in
      if entry.name.isAnnotation, annotations.count < 5 { annotations.append(entry) }
    }
    guard let annotation = annotations.first else { return nil }
    guard annotations.count == 1 else {
      throw InputError.severalAnnotations(name: input.name, entries: annotations.map(\.name.text))
    }
    try directory.visitEntries { entry in
      let name = entry.name
      guard !name.isAnnotation, !name.text.hasSuffix("/") || name.isObject else { return }
      try media.add(MediaEntry(name: name.text, byteCount: Int64(entry.byteCount), crc32: entry.crc32))
    }
    return annotation
  }
}
