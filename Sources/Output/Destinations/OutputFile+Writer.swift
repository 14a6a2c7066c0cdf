package import ControlText

extension OutputFile {
  /// Lends a writer to a file, which appears only when all is well, or to standard output.
  ///
  /// - Parameters:
  ///   - path: the file; nil for standard output.
  ///   - syntax: what is written, which decides how a terminal sees controls.
  ///   - databases: the databases that are open, asked for before anything is written and again at the end: their files
  ///     are not written to.
  ///   - body: writes.
  /// - Throws: ``OutputFailure``, and what the body throws.
  package static func withWriter(
    to path: String?, syntax: ControlFilter.Syntax = .text, sparing databases: () throws -> [String] = { [] },
    _ body: (ByteWriter) throws -> Void
  ) throws {
    guard let path else {
      let writer = ByteWriter(fileDescriptor: 1, syntax: syntax)
      do {
        try body(writer)
      } catch {
        writer.flush()
        throw error
      }
      writer.flush()
      return try writer.check()
    }
    let file = try OutputFile(path: path, sparing: try databases())
    let writer = ByteWriter(to: file)
    do {
      try body(writer)
      writer.flush()
      try writer.check()
    } catch {
      writer.abandon()
      throw error
    }
    try file.finish(sparing: try databases())
  }

  /// Writes a small file, which appears whole or not at all.
  ///
  /// - Throws: ``OutputFailure``.
  package static func write(_ text: String, to path: String) throws {
    try withWriter(to: path) { $0.text(text) }
  }
}

extension ByteWriter {
  /// A writer to a file, whose errors name it.
  package convenience init(to file: OutputFile) {
    let reader = file.isStandardOutput ? nil : file.path
    self.init { [descriptor = file.fileDescriptor, path = file.path] bytes in
      switch Self.write(bytes, to: descriptor) {
      case .system(_, let errno): .system(path: path, errno: errno)
      case .closed: .closed(reader: reader)
      case let other: other
      }
    }
  }
}
