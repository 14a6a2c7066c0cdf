import ArgumentParser
import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How the process ends where a command did not just return.
enum Ending {
  /// Shows help, a version or what is wrong with the arguments, where the error is one of these, and ends the process.
  ///
  /// - Parameter words: the arguments, the command first.
  static func end(with error: any Error, of words: [String]) -> Never {
    if let fault = error as? UsageFault { end(with: fault) }
    let code = Pressmark.exitCode(for: error)
    // Neither the parser's nor one that a command has reported.
    if code == .failure, !(error is ExitCode) {
      Failure.say(error)
      exit(Failure.code(of: error))
    }
    if code == .validationFailure, let fault = UsageFault.unknownOption(in: words) { end(with: fault) }
    let text = Pressmark.fullMessage(for: error)
    if text.isEmpty { exit(code.rawValue) }
    guard code.isSuccess else {
      sayWrong(error, text, words)
      exit(code.rawValue)
    }
    do {
      try Failure.reported { try OutputFile.withWriter(to: nil) { $0.text(text + "\n") } }
      exit(0)
    } catch {
      exit(Pressmark.exitCode(for: error).rawValue)
    }
  }

  private static func end(with fault: UsageFault) -> Never {
    let command: String? =
      switch fault {
      case .noOption(_, let name, _, _): name
      case .misplaced(.statement): "run"
      case .misplaced, .noParameter: "sql"
      case .noCommand, .twoCatalogs, .notUTF8: nil
      }
    Failure.sayUsage(UsageMessages.text(of: fault), usage: UsageMessages.usage(of: command))
    exit(ExitCode.validationFailure.rawValue)
  }

  /// Says what the argument parser, or a command's check of its options, found wrong.
  ///
  /// - Parameter text: the error as the parser would say it: a label, the message, help for an argument, the usage.
  private static func sayWrong(_ error: any Error, _ text: String, _ words: [String]) {
    // What a command finds when it runs comes without the command.
    if let error = error as? ValidationError {
      return Failure.sayUsage(error.message, usage: UsageMessages.usage(of: words.first))
    }
    let message = Pressmark.message(for: error)
    var rest = text[...]
    for part in [Pressmark._errorPrefix, message, "\n"] where rest.hasPrefix(part) { rest = rest.dropFirst(part.count) }
    let hint = MisplacedArgument(in: words).map { UsageMessages.text(of: $0) + "\n" } ?? ""
    Failure.sayUsage(UsageMessages.text(ofParser: message), usage: hint + rest)
  }
}
