import ControlText
import Output

// What the session says of other programs: pagers, editors, what results are piped into.
extension ShellMessages {
  static func noPager(_ command: String) -> String {
    "the pager \(visible: command) that $PAGER names can't be started; less or more is used if there is one"
  }

  static func pagerFailed(_ command: String, _ ending: ChildProgram.Ending) -> String {
    "the pager \(commandFailed(command, ending))"
  }

  /// What a command that failed left behind.
  static func commandFailed(_ command: String, _ ending: ChildProgram.Ending) -> String {
    switch ending {
    case .exit(let code): "\(visible: command) ended with exit code \(code)"
    case .signal(let number): "\(visible: command) was ended by signal \(number)"
    }
  }

  static func readsNoMore(_ reader: String) -> String {
    "\(visible: reader) reads no more; results are dropped until .output sends them elsewhere"
  }
}

// What the session says of saved queries that were saved or edited.
extension ShellMessages {
  static func saved(_ path: String) -> String { "saved as \(visible: path)" }

  static func shadowsBuiltIn(_ name: String, path: String) -> String {
    "\(visible: name) is a built-in query, too: from now on yours is used in its place, until \(visible: path) is removed"
  }

  static func copiedBuiltIn(_ name: String, to path: String) -> String {
    "\(visible: name) is a built-in query; a copy of it is edited, which is used in its place: \(visible: path)"
  }

  static func unchanged(_ name: String, isBuiltIn: Bool) -> String {
    isBuiltIn ? "nothing was changed; \(visible: name) stays the built-in one" : "nothing was changed"
  }

  static func unusedParameter(_ name: String) -> String {
    "the header declares :\(visible: name), which no statement uses"
  }
}
