import ExportFormat
import FileNames
import Files
import SystemPackage

/// The inputs as one source, pages in the order of their numbers.
///
/// Files are named and archives packed in any order, and a page's number can come at its end. So if the first document
/// is a page, all are read through before the first one is given: a file is read twice; pages that can be read only
/// once, and those of an archive, are kept in a spool. Anything else is given as it comes. Whether the pages are
/// complete is checked by the reader.
final class OrderedSource: ByteSource {
  private enum Part {
    case source(InputSource)
    case kept(name: String, range: Range<Int>)
  }

  private let paths: [String]
  private let progress: InputProgress
  private let cancellation = ReadCancellation()
  private var receiver: ([MediaEntry]) throws -> Void = { _ in }
  private var parts: [Part] = []
  private var index = 0
  private var isPrepared = false
  /// The pages that can be read only once.
  private let spool = Spool()
  /// How many bytes of the current kept page were given.
  private var offset = 0

  /// - Parameters:
  ///   - paths: the files, and `-` for standard input; at least one.
  ///   - progress: is told what is read.
  init(paths: [String], progress: InputProgress) {
    self.paths = paths
    self.progress = progress
  }

  var name: String {
    guard index < parts.count else { return PathText.shown(paths.first ?? "") }
    switch parts[index] {
    case .source(let source): return source.name
    case .kept(let name, _): return name
    }
  }

  func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void) { self.receiver = receiver }

  func cancel() { cancellation.cancel() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if !isPrepared { try prepare() }
    guard index < parts.count else { return 0 }
    switch parts[index] {
    case .source(let source): return try source.read(into: buffer)
    case .kept(_, let range):
      let length = min(buffer.count, range.count - offset)
      guard length > 0 else { return 0 }
      do {
        try spool.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]), at: range.lowerBound + offset)
      } catch { throw InputError(error) }
      offset += length
      return length
    }
  }

  func nextDocument() throws -> Bool {
    if !isPrepared { try prepare() }
    if index < parts.count, case .source(let source) = parts[index], try source.nextDocument() { return true }
    index += 1
    offset = 0
    return index < parts.count
  }

  private func source(_ path: String, progress: InputProgress) -> InputSource {
    let source = InputSource(path: path, progress: progress, cancellation: cancellation)
    source.setMediaReceiver { [unowned self] in try receiver($0) }
    return source
  }

  /// Finds the order.
  private func prepare() throws {
    isPrepared = true
    guard let firstPath = paths.first else { return }
    let first = source(firstPath, progress: progress)
    parts = [.source(first)]
    switch try first.content() {
    case .archive(ofPages: true): try order(first)
    case .document(isPage: true) where paths.count > 1: try order(first)
    default: parts += paths.dropFirst().map { .source(source($0, progress: progress)) }
    }
  }

  private func order(_ first: InputSource) throws {
    var pages: [(number: Int?, part: Part)] = []
    for (index, path) in paths.enumerated() {
      // A file that is read twice counts once. An input that can be read only once is already open if it is the first.
      let isFile = path != "-" && (try? FileStatus(of: path))?.isPlain == true
      let page = index == 0 ? first : source(path, progress: progress)
      if isFile, case .document = try page.content() {
        let number = try Self.number(of: page) { _ in }
        pages.append((number, .source(source(path, progress: InputProgress()))))
      } else {
        repeat {
          let start = spool.count
          let number = try Self.number(of: page) { try keep($0) }
          pages.append((number, .kept(name: page.name, range: start..<spool.count)))
        } while try page.nextDocument()
      }
    }
    let order = pages.indices.sorted { (pages[$0].number ?? .max, $0) < (pages[$1].number ?? .max, $1) }
    parts = order.map { pages[$0].part }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    do { try spool.append(bytes) } catch { throw InputError(error) }
  }

  /// Reads a page to its end.
  private static func number(of source: InputSource, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int? {
    var scanner = PageNumberScanner()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try source.read(into: buffer), count > 0 {
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      scanner.scan(bytes)
      try body(bytes)
    }
    return scanner.number
  }
}

extension InputError {
  fileprivate init(_ error: TemporaryFileError) {
    self = .system(.keep, name: error.folder, errno: error.code.rawValue, offset: 0)
  }
}
