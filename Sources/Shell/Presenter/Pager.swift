import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Shows output directly if it fits the screen, else through a pager.
final class Pager {
  private let command: String
  private let rows: Int
  private var held: [UInt8] = []
  private var lines = 0
  private var stream: UnsafeMutablePointer<FILE>?
  private var ignored: IgnoredSignal?

  /// - Parameters:
  ///   - command: such as `less -SRX`.
  ///   - rows: how many lines fit.
  init(command: String, rows: Int) {
    self.command = command
    self.rows = rows
  }

  /// Takes a piece of output.
  func write(_ bytes: UnsafeRawBufferPointer) -> OutputFailure? {
    if let stream { return ByteWriter.write(bytes, to: fileno(stream)) }
    held += bytes
    lines += bytes.count { $0 == 0x0A }
    guard lines > rows else { return nil }
    // Ctrl-C is the pager's while it runs.
    ignored = IgnoredSignal(SIGINT)
    stream = popen(command, "w")
    guard stream != nil else {
      ignored?.restore()
      return flushHeld()
    }
    defer { held = [] }
    return held.withUnsafeBytes { write($0) }
  }

  /// Shows what is held, or waits for the pager to be left.
  func finish() {
    if let stream {
      pclose(stream)
      ignored?.restore()
      ignored = nil
      self.stream = nil
    } else {
      _ = flushHeld()
    }
  }

  private func flushHeld() -> OutputFailure? {
    defer { held = [] }
    return held.withUnsafeBytes { ByteWriter.write($0, to: 1) }
  }
}
