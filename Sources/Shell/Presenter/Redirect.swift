import Output

/// Where `.output` and `.once` send results instead of the screen: a file that appears when all is written.
///
/// It has whole results only: what a statement wrote before it failed is removed.
final class Redirect {
  private let file: OutputFile
  private(set) var writer: ByteWriter
  /// Whether it ends with the next result.
  let isForOne: Bool
  /// The format that the file's name says.
  var format: OutputFormat?
  /// Where the current result begins, in bytes.
  private var start: Int64 = 0
  private var count = 0
  /// Whether something failed since results go here.
  var hasFailed = false

  init(path: String, isForOne: Bool, sparing databases: [String]) throws(OutputFailure) {
    file = try OutputFile(path: path, sparing: databases)
    writer = ByteWriter(to: file)
    self.isForOne = isForOne
  }

  /// Keeps what the current result has written.
  func keepResult() throws(OutputFailure) {
    writer.flush()
    try writer.check()
    start += Int64(writer.total)
    writer = ByteWriter(to: file)
    count += 1
  }

  /// Removes what the current result has written; from a device or a pipe it can't be removed.
  func dropResult() throws(OutputFailure) {
    writer.abandon()
    hasFailed = true
    try file.rewind(to: start)
    writer = ByteWriter(to: file)
  }

  /// Puts the file in its place. Where everything failed, the file that was there stays.
  func finish(sparing databases: [String]) throws(OutputFailure) {
    if count == 0, hasFailed || isForOne { return }
    try file.finish(sparing: databases)
  }
}
