public import ControlText

extension OutputFile {
  /// Lends a writer to a file, which appears only when all is well, or to standard output.
  ///
  /// - Parameters:
  ///   - path: the file; nil for standard output.
  ///   - syntax: what is written, which decides how a terminal sees controls.
  ///   - body: writes.
  /// - Throws: ``OutputFailure``, and what the body throws.
  public static func withWriter(
    to path: String?, syntax: ControlFilter.Syntax = .text, _ body: (ByteWriter) throws -> Void
  ) throws {
    guard let path else {
      let writer = ByteWriter(fileDescriptor: 1, syntax: syntax)
      try body(writer)
      writer.flush()
      return try writer.check()
    }
    let file = try OutputFile(path: path)
    let writer = ByteWriter(fileDescriptor: file.fileDescriptor)
    try body(writer)
    writer.flush()
    try writer.check()
    try file.finish()
  }
}
