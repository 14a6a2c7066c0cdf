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
  /// - Throws: `ValidationError` where an argument is not UTF-8 and not a path.
  static func read() throws -> [String] {
    let count = Int(CommandLine.argc)
    return try check(
      (0..<count).dropFirst().compactMap { CommandLine.unsafeArgv[$0].map { PathText.text(cString: $0) } })
  }

  /// Gives the arguments back if those that are not UTF-8 are paths.
  static func check(_ arguments: [String]) throws -> [String] {
    let command = arguments.first { !$0.hasPrefix("-") } ?? ""
    var previous = ""
    for (index, argument) in arguments.enumerated() {
      if PathText.isEscaped(argument), !isPath(argument, after: previous, of: command) {
        throw ValidationError("argument \(index + 1) is not UTF-8: \(PathText.shown(argument))")
      }
      previous = argument
    }
    return arguments
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
