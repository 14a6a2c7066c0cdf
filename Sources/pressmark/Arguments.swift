import ArgumentParser
import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the program was started with, byte for byte.
enum Arguments {
  /// The arguments without the program's name. Paths are as ``PathText`` has them.
  ///
  static func read() -> [String] {
    let count = Int(CommandLine.argc)
    return (0..<count).dropFirst().compactMap { CommandLine.unsafeArgv[$0].map { PathText.text(cString: $0) } }
  }

  /// Checks that those that are not UTF-8 are paths.
  ///
  /// - Parameter words: the arguments, the command first.
  static func check(_ words: [String]) throws(UsageFault) {
    var previous = ""
    for word in words {
      if PathText.isEscaped(word), !isPath(word, after: previous, of: words.first ?? "") { throw .notUTF8(word) }
      previous = word
    }
  }

  /// The path in a variable of the environment; nil where it's missing or empty.
  static func path(inVariable name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return PathText.text(cString: value)
  }

  private static func isPath(_ argument: String, after previous: String, of command: String) -> Bool {
    if CommandOptions.paths.contains(previous) { return true }
    if argument.hasPrefix("-") {
      return CommandOptions.paths.contains { argument.hasPrefix($0 + "=") }
    }
    let takesPaths = Pressmark.configuration.subcommands.contains {
      $0.configuration.commandName == command && $0 is any TakesPaths.Type
    }
    return takesPaths && !CommandOptions.others.contains(previous)
  }
}
