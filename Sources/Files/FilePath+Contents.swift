package import SystemPackage

extension FilePath {
  /// Reads a small file to its end.
  ///
  /// - Throws: the system's error number.
  package func contents() throws -> [UInt8] {
    let file = try FileDescriptor.open(self, .readOnly, options: .closeOnExec)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 14)
      while case let count = try chunk.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
        bytes += chunk[..<count]
      }
      return bytes
    }
  }
}
