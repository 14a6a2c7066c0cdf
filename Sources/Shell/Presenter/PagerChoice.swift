import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The programs that show long output: the first that can be started does.
package final class PagerChoice {
  /// Those that are not known to be missing, the best first.
  private(set) var commands: [String]
  /// The one that `$PAGER` names; nil where it names none.
  private let named: String?

  /// - Parameter variable: `$PAGER`; nil where it is not set. Where it is empty, or `cat`, there is no pager.
  package init(variable: String?) {
    let usual = ["less -SRX", "more"]
    guard let variable else {
      (commands, named) = (usual, nil)
      return
    }
    let words = variable.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, words != ["cat"] else {
      (commands, named) = ([], nil)
      return
    }
    commands = [variable] + usual.filter { $0.split(separator: " ").first != first }
    named = variable
  }

  /// The choice of the environment.
  package static var ofEnvironment: PagerChoice {
    PagerChoice(variable: getenv("PAGER").map { String(cString: $0) })
  }

  /// Drops the pagers that can't be found, up to one that can.
  ///
  /// - Returns: that one; nil where none is left.
  func best(noting note: (String) -> Void) -> String? {
    while let command = commands.first {
      if ProgramPath.canStart(command) { return command }
      drop(command, noting: note)
    }
    return nil
  }

  /// Takes a pager for missing from now on, and says so where `$PAGER` names it.
  func drop(_ command: String, noting note: (String) -> Void) {
    guard let index = commands.firstIndex(of: command) else { return }
    commands.remove(at: index)
    if command == named { note(ShellMessages.noPager(command)) }
  }
}
