import SQLText
import Catalogs
import Interruption

// Commands that run what a file holds.
extension Interpreter {
  func read(_ input: DotCommand.Input) throws {
    let path = input[0] ?? ""
    guard readDepth < 16 else { throw ShellError.readTooDeep(path) }
    fileDepth += 1
    defer { fileDepth -= 1 }
    try runLines(of: try FileText.read(path), in: path)
  }

  /// Runs lines as if they were typed; the first error ends them.
  ///
  /// - Parameter path: the file that they are of; nil for what was typed in an editor.
  func runLines(of text: String, in path: String? = nil) throws {
    readDepth += 1
    defer { readDepth -= 1 }
    var lines = ShellLines()
    func run(_ item: ShellLines.Item) throws {
      try Interruption.check()
      do {
        try perform(item)
      } catch  where keepsGoing && !Interruption.isRequested {
        noteFailure()
        presenter.say(error, line: item.line, of: path)
      } catch {
        throw try FailureInFile(error, line: item.line, of: path)
      }
    }
    for line in ShellLines.lines(of: text) where !isDone {
      for item in lines.feed(line) where !isDone { try run(item) }
    }
    if !isDone, let item = lines.finish() { try run(item) }
  }
}
