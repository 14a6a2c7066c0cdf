import Interruption
import Output

// Commands that start programs. A person may, and a script that was allowed to.
extension Interpreter {
  func runProgram(_ input: DotCommand.Input) throws {
    guard !input.rest.isEmpty else { throw ShellError.wrongArguments(usage: ".shell COMMAND") }
    try checkMayStartPrograms(".shell")
    presenter.flush()
    // A script is itself standard input, which a command must not read away.
    let ending = try ChildProgram(input.rest, input: isInteractive ? .inherited : .nothing).wait()
    if isInteractive, ending.isSuccess, Interruption.signal == Interruption.ctrlC { Interruption.forget() }
    guard !ending.isSuccess else { return }
    // The terminal shows ^C.
    if isInteractive, Interruption.isRequested { presenter.endPrompt() }
    try Interruption.check()
    throw ShellError.commandFailed(input.rest, ending)
  }

  /// The command that results are to be piped into: `|wc -l`.
  ///
  /// - Returns: nil where a file is named, or nothing.
  func pipedCommand(_ input: DotCommand.Input, usage: String) throws(ShellError) -> String? {
    guard input.rest.hasPrefix("|") else {
      guard input.words.count <= 1 else { throw .wrongArguments(usage: usage) }
      return nil
    }
    let command = String(input.rest.dropFirst().drop(while: \.isWhitespace))
    guard !command.isEmpty else { throw .wrongArguments(usage: usage) }
    try checkMayStartPrograms("|\(command)")
    return command
  }

  func checkMayStartPrograms(_ command: String) throws(ShellError) {
    guard mayStartPrograms else { throw .programsNotAllowed(command) }
  }
}
