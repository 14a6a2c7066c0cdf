import Interruption
import Output
import SystemPackage

/// The text that comes in by standard input.
enum StandardInput {
  /// Reads it all.
  static func text() throws -> String {
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
}
