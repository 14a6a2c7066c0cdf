/// Where `.output` and `.once` send results instead of the screen.
final class Redirect {
  private var file: OutputFile?
  let writer: ByteWriter
  /// Whether it ends with the next result.
  let isForOne: Bool
  private(set) var isUsed = false

  init(path: String, isForOne: Bool) throws(OutputFailure) {
    let file = try OutputFile(path: path)
    writer = ByteWriter(fileDescriptor: file.fileDescriptor)
    self.file = consume file
    self.isForOne = isForOne
  }

  func use() { isUsed = true }

  /// Puts the file in its place.
  func finish() throws(OutputFailure) {
    writer.flush()
    try writer.check()
    if let file = file.take() { try file.finish() }
  }
}
