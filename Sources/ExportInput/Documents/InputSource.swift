import ExportFormat
import FileNames

/// A file, a pipe or standard input as a source: plain JSON, compressed, or in an archive.
///
/// It is opened at the first read and closed at its end, so that thousands of pages are not open together. Its first
/// bytes tell what it holds. Plain JSON goes from read(2) straight to the reader's memory; compressed data is unpacked
/// as a stream in constant memory.
final class InputSource: ByteSource {
  private enum State {
    case unopened
    case document(any ByteStream)
    case archive(ArchiveDocuments)
    case closed
  }

  private let path: String
  private let progress: InputProgress
  private let media = MediaCollector()
  private let cancellation: ReadCancellation
  private var state = State.unopened

  /// - Parameters:
  ///   - path: the file; `-` for standard input.
  ///   - progress: is told what is read.
  ///   - cancellation: ends a read that waits.
  init(path: String, progress: InputProgress, cancellation: ReadCancellation) {
    self.path = path
    self.progress = progress
    self.cancellation = cancellation
  }

  var name: String {
    guard case .archive(let documents) = state, let entry = documents.entryName else { return PathText.shown(path) }
    return "\(path == "-" ? "standard input" : PathText.shown(path)): \(entry)"
  }

  /// - Throws: ``InputError``; what the media receiver throws.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if case .unopened = state { try open() }
    switch state {
    case .document(let stream): return try stream.read(into: buffer)
    case .archive(let documents): return try documents.read(into: buffer)
    case .unopened, .closed: return 0
    }
  }

  /// - Throws: ``InputError``; what the media receiver throws.
  func nextDocument() throws -> Bool {
    if case .archive(let documents) = state, try documents.advance() { return true }
    state = .closed
    return false
  }

  func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void) { media.receiver = receiver }

  func cancel() { cancellation.cancel() }

  /// What the source holds, before anything of it is read.
  enum Content: Equatable {
    case document(isPage: Bool)
    /// An archive, either of pages or with one document.
    case archive(ofPages: Bool)
  }

  /// Finds out what the source holds.
  ///
  /// - Throws: as ``read(into:)``.
  func content() throws -> Content {
    if case .unopened = state { try open() }
    switch state {
    case .document(let stream):
      return .document(isPage: PageEnvelope.starts(try stream.prefix(PageEnvelope.prefixLength)[...]))
    case .archive(let documents): return .archive(ofPages: try documents.holdsPages())
    case .unopened, .closed: return .document(isPage: false)
    }
  }

  private func open() throws {
    let (stream, kind) = try ContentKind.decompressed(
      FileInput(name: path, progress: progress, cancellation: cancellation))
    state = kind == .plain ? .document(stream) : .archive(try ArchiveDocuments(stream, kind: kind, media: media))
  }
}

extension ContentKind {
  /// How often a file may be compressed over.
  private static let depthLimit = 8

  /// Unpacks a file until what comes out is not compressed, and tells what that is.
  ///
  /// - Throws: ``InputError``.
  static func decompressed(_ file: FileInput) throws(InputError) -> (stream: any ByteStream, kind: ContentKind) {
    var stream: any ByteStream = file
    var depth = 0
    var kind = ContentKind(prefix: try stream.prefix(prefixLength))
    while case .compressed(let compression) = kind {
      depth += 1
      guard depth <= depthLimit else { throw .tooDeep(name: file.name, limit: depthLimit) }
      let decompressor: any Decompressor =
        compression == .gzip ? try GzipDecompressor(stream) : try FilterDecompressor(stream, compression)
      stream = DecompressedStream(decompressor, name: file.name)
      kind = ContentKind(prefix: try stream.prefix(prefixLength))
    }
    return (stream, kind)
  }
}
