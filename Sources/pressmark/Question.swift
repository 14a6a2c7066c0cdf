import ControlText
import Interruption
import Output
import Shell

/// A question to the person at the terminal, answered by yes or no.
enum Question {
  /// Whether somebody is there to answer it.
  static var canBeAsked: Bool { TerminalTraits.isTerminal(0) && TerminalTraits.isTerminal(2) }

  /// Asks, on stderr.
  ///
  /// - Parameter text: what is in it of data must be visible already.
  /// - Returns: whether the answer is yes.
  /// - Throws: ``Interrupted`` where a signal answered.
  static func ask(_ text: String) throws -> Bool {
    Narration.draw("\(text) [y/N] ")
    let answer = try FileLineReader(fileDescriptor: 0).readLine(prompt: "", isContinuation: false)
    try Interruption.check()
    guard case .line(let answer) = answer else {
      Narration.draw("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
  }
}
