public import ExportFormat

/// A file, a pipe or standard input as a source: JSON as it is, compressed, or in an archive.
///
/// It is opened at the first read and closed at its end, so that thousands of pages don't stay open together. What it
/// holds is told by its first bytes. Plain JSON goes from the system's read(2) straight to the reader's memory;
/// everything else goes through libarchive, as a stream in constant memory.
public final class InputSource: ByteSource {
  private enum State {
    case unopened
    case plain(FileInput)
    case documents(ArchiveDocuments)
    case closed
  }

  private let path: String
  private let progress: InputProgress
  private let media = MediaCollector()
  private let cancellation = ReadCancellation()
  private var state = State.unopened

  /// - Parameters:
  ///   - path: the file; `-` for standard input.
  ///   - progress: told of what is consumed.
  public init(path: String, progress: InputProgress = InputProgress()) {
    self.path = path
    self.progress = progress
  }

  public var name: String {
    guard case .documents(let documents) = state, let entry = documents.entryName else { return path }
    return "\(path == "-" ? "standard input" : path): \(entry)"
  }

  /// - Throws: ``InputError``; what the media receiver throws.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if case .unopened = state { try open() }
    switch state {
    case .plain(let input): return try input.read(into: buffer)
    case .documents(let documents): return try documents.read(into: buffer)
    case .unopened, .closed: return 0
    }
  }

  /// - Throws: ``InputError``; what the media receiver throws.
  public func nextDocument() throws -> Bool {
    if case .documents(let documents) = state, try documents.advance() { return true }
    state = .closed
    return false
  }

  public func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void) { media.receiver = receiver }

  public func cancel() { cancellation.cancel() }

  private func open() throws {
    let input = try FileInput(name: path, progress: progress, cancellation: cancellation)
    let kind = ContentKind(prefix: try input.prefix(ContentKind.prefixLength))
    state = kind == .plain ? .plain(input) : .documents(try ArchiveDocuments(input, kind: kind, media: media))
  }
}
