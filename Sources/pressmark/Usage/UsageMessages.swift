import ArgumentParser
import Catalogs
import ControlText
import FileNames
import Output
import SQLite

/// The English of wrong usage.
enum UsageMessages {
  static func text(of fault: UsageFault) -> String {
    switch fault {
    case .noCommand("", _): "an argument is empty where a command or a catalog is expected"
    case .noCommand(let word, let nearest):
      "there is no command \(visible: PathText.shown(word))" + (nearest.isEmpty ? "" : "; \(didYouMean(nearest))")
    case .noOption(let option, let command, let nearest, let elsewhere):
      "\(command == "repl" ? "the shell" : command) has no option \(visible: PathText.shown(option))"
        + (nearest.isEmpty
          ? (elsewhere.isEmpty
            ? "" : "; \(elsewhere.joined(separator: ", ")) \(elsewhere.count == 1 ? "has" : "have") it")
          : "; \(didYouMean(nearest))")
    case .twoCatalogs(let one, let other):
      "two catalogs are named, \(visible: PathText.shown(one)) and \(visible: PathText.shown(other))"
    case .notUTF8(let word): "an argument is not UTF-8: \(PathText.shown(word))"
    case .noParameter(let name, let known):
      "no statement has a parameter :\(visible: name)" + parameters(OutputMessages.nearest(name, known), known)
    case .misplaced(.query(let name)): "\(visible: name) is a saved query: pressmark run \(visible: name)"
    case .misplaced(.file(let path)):
      "\(visible: PathText.shown(path)) is a file: pressmark sql < \(visible: PathText.shown(path).quotedForShell)"
    case .misplaced(.dotCommand(let word)):
      "\(visible: word) is a command of the shell: pressmark repl \(visible: word)"
    case .misplaced(.statement): "run takes the name of a saved query; SQL is run by pressmark sql"
    }
  }

  static func text(of misplaced: MisplacedArgument) -> String {
    switch misplaced {
    case .catalog(let path): "a catalog is named as --catalog \(visible: PathText.shown(path).quotedForShell)"
    case .parameter(let text): "a parameter is given as --param \(visible: text.quotedForShell)"
    case .condition(let sql): "a condition is given as --where \(visible: sql.quotedForShell)"
    }
  }

  /// What the argument parser says, as our own messages begin: with a small letter.
  static func text(ofParser message: String) -> String {
    guard let first = message.first, message.dropFirst().first?.isLowercase ?? false else { return message }
    return first.lowercased() + message.dropFirst()
  }

  /// What may be meant by a file that is named alone and can't be opened as a catalog; nil where nothing else.
  static func hint(after error: any Error, path: String) -> String? {
    if case DatabaseFault.notADatabase(_, found: .otherFile) = error {
      return "pressmark import \(visible: PathText.shown(path).quotedForShell) imports an export into a catalog"
    }
    let commands = path.utf8.contains(UInt8(ascii: "/")) ? [] : CommandHabits.meaning(of: path)
    guard case DatabaseFault.missing = error else {
      return commands.isEmpty ? nil : "commands with such a name: \(commands.joined(separator: ", "))"
    }
    return commands.isEmpty
      ? "pressmark import FILE --catalog \(visible: PathText.shown(path).quotedForShell) makes a catalog of an export"
      : "commands with such a name: \(commands.joined(separator: ", "))"
  }

  /// How a command is used.
  ///
  /// - Parameter name: the command's; nil for the program.
  static func usage(of name: String?) -> String {
    guard let name, let command = Invocation.command(name) else {
      return "  See 'pressmark --help' for the commands."
    }
    return """
      Usage: \(Pressmark.usageString(for: command))
        See 'pressmark \(name) --help' for more information.
      """
  }

  private static func parameters(_ nearest: [String], _ known: [String]) -> String {
    if known.isEmpty { return "" }
    if !nearest.isEmpty { return "; \(didYouMean(nearest.map { ":\($0)" }))" }
    return "; they have \(known.map { ":\(visible: $0)" }.joined(separator: ", "))"
  }

  private static func didYouMean(_ names: [String]) -> String { OutputMessages.didYouMean(names) }
}
