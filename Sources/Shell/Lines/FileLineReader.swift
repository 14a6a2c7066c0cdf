import ControlText
import Interruption
import Output
import SystemPackage

/// Lines of a file or a pipe, read as they come; on a terminal the prompt is shown before each.
package final class FileLineReader: LineReader {
  private let descriptor: FileDescriptor
  private let showsPrompt: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtStart = true
  private var isAtEnd = false

  /// - Parameters:
  ///   - fileDescriptor: stays open.
  ///   - showsPrompt: whether to write prompts to stdout.
  package init(fileDescriptor: Int32, showsPrompt: Bool = false) {
    descriptor = FileDescriptor(rawValue: fileDescriptor)
    self.showsPrompt = showsPrompt
  }

  package func readLine(prompt: String, isContinuation: Bool) throws -> LineInput {
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
      do {
        try Interruption.waitForInput(descriptor.rawValue)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = try piece.withUnsafeMutableBytes { try descriptor.read(into: $0) }
        isAtEnd = count == 0
        buffer += piece[..<count]
      } catch is Interrupted {
        return .interrupted
      } catch let error as Errno {
        throw OutputFailure.system(path: "standard input", errno: error.rawValue)
      }
    }
  }

  private func take(upTo end: Int) -> String {
    if isAtStart, buffer[position..<end].starts(with: ShellLines.byteOrderMark) {
      position += ShellLines.byteOrderMark.count
    }
    isAtStart = false
    let line = ShellLines.line(buffer[position..<end])
    position = min(end + 1, buffer.count)
    return line
  }
}
