import ArgumentParser
import Output

/// The scripts that make bash, zsh and fish complete our command lines by asking the program.
///
/// The parser can write such scripts itself. We have our own, because what is offered here is data: the parser's script
/// for bash gives the words to `compgen -W`, which expands them, so that a label named `$(…)` would be run; and it does
/// not know `name=value`, which bash takes for three words.
enum CompletionScript {
  /// The parser's option for its own scripts, which ours replace.
  private static let option = "--generate-completion-script"

  /// Prints a script and says whether it was asked for one: `--generate-completion-script zsh`.
  ///
  /// - Throws: `ValidationError` where the shell is another one.
  static func answer(_ arguments: [String]) throws -> Bool {
    guard let first = arguments.first, first == option || first.hasPrefix(option + "=") else { return false }
    let name = first == option ? arguments.dropFirst().first : String(first.dropFirst(option.count + 1))
    let shell = name.map { CompletionShell(rawValue: $0) } ?? CompletionShell.autodetected()
    let text =
      switch shell {
      case .bash: bash
      case .zsh: zsh
      case .fish: fish
      default: throw ValidationError("completion is for bash, zsh or fish" + (name.map { ", not \($0)" } ?? ""))
      }
    try Failure.reported { try OutputFile.withWriter(to: nil) { $0.text(text) } }
    return true
  }
}
