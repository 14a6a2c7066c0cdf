import Interruption
import Output
import SystemPackage

/// The text that comes in by standard input.
enum StandardInput {
  /// Reads it all.
  static func text() throws -> String {
    sayWhereFrom()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      try Interruption.waitForInput(0)
      let count: Int
      do {
        count = try buffer.withUnsafeMutableBytes { try FileDescriptor.standardInput.read(into: $0) }
      } catch let error as Errno {
        throw OutputFailure.system(path: "standard input", errno: error.rawValue)
      }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// Says that something is to be typed, where a person sees no prompt.
  static func sayWhereFrom() {
    if TerminalTraits.isTerminal(0), TerminalTraits.isTerminal(2) {
      Narration.say("reading SQL from the terminal; Ctrl-D on a new line ends it")
    }
  }
}
