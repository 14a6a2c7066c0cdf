import FileNames

extension DatabaseFile {
  /// The name by which SQLite opens a file: the path itself, or a URI for a path that is not UTF-8.
  ///
  /// See <https://sqlite.org/uri.html>.
  ///
  /// - Parameters:
  ///   - path: as ``PathText`` has it.
  ///   - hasURIs: whether SQLite reads URIs.
  /// - Returns: nil if SQLite can't open such a file.
  package static func name(of path: String, hasURIs: Bool) -> String? {
    guard PathText.isEscaped(path) else { return path }
    guard hasURIs else { return nil }
    let digits = Array("0123456789ABCDEF".utf8)
    // After two slashes comes the host, which is empty here.
    var uri = Array((path.utf8.first == 0x2F ? "file://" : "file:").utf8)
    for byte in PathText.bytes(of: path) {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: uri.append(byte)
      default: uri += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: uri, as: UTF8.self)
  }
}
