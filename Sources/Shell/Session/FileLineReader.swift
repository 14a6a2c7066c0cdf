import ControlText

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lines of a file or a pipe, read as they come; on a terminal the prompt is shown before each.
public final class FileLineReader: LineReader {
  private let fileDescriptor: Int32
  private let showsPrompt: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - fileDescriptor: stays open.
  ///   - showsPrompt: whether to write prompts to stdout.
  public init(fileDescriptor: Int32, showsPrompt: Bool = false) {
    self.fileDescriptor = fileDescriptor
    self.showsPrompt = showsPrompt
  }

  public func readLine(prompt: String, isContinuation: Bool) throws -> LineInput {
    if showsPrompt {
      let writer = ByteWriter(fileDescriptor: 1)
      writer.text(ControlText.visible(prompt))
      writer.flush()
    }
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) { return .line(take(upTo: end)) }
      if isAtEnd { return position < buffer.count ? .line(take(upTo: buffer.count)) : .end }
      buffer.removeFirst(position)
      position = 0
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(fileDescriptor, &piece, piece.count)
      if count < 0, errno == EINTR { return .interrupted }
      if count < 0 { throw OutputFailure.system(path: nil, errno: errno) }
      isAtEnd = count == 0
      buffer += piece[..<count]
    }
  }

  private func take(upTo end: Int) -> String {
    var line = buffer[position..<end]
    if line.last == 0x0D { line = line.dropLast() }
    position = min(end + 1, buffer.count)
    return String(decoding: line, as: UTF8.self)
  }
}
