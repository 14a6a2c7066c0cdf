import ExportInput
import Shell

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The text that comes in by standard input.
enum StandardInput {
  /// Reads it all.
  static func text() throws -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EBADF { throw InputError.closedStandardInput }
      if count < 0 { throw OutputFailure.system(path: "standard input", errno: errno) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
