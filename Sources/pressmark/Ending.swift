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
  static func end(with error: any Error) -> Never {
    let code = Pressmark.exitCode(for: error)
    // Neither the parser's nor one that a command has reported.
    if code == .failure, !(error is ExitCode) {
      Failure.say(error)
      exit(Failure.code(of: error))
    }
    let text = Pressmark.fullMessage(for: error)
    if text.isEmpty { exit(code.rawValue) }
    guard code.isSuccess else {
      Narration.say(text)
      exit(code.rawValue)
    }
    do {
      try Failure.reported { try OutputFile.withWriter(to: nil) { $0.text(text + "\n") } }
      exit(0)
    } catch {
      exit(Pressmark.exitCode(for: error).rawValue)
    }
  }
}
