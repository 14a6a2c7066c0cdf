import ArgumentParser
import Catalogs
import Files

/// An argument that seems to be meant for an option.
enum MisplacedArgument {
  case catalog(String)
  case parameter(String)
  case condition(String)

  /// Finds one where a command has more arguments than it takes.
  ///
  /// - Parameter words: the arguments, the command first.
  init?(in words: [String]) {
    guard let name = words.first, let command = Invocation.command(name) else { return nil }
    let arguments = Self.positionals(words.dropFirst())
    if !(command is any TakesPaths.Type), let path = arguments.first(where: Invocation.isPath) {
      self = .catalog(path)
    } else if name == "sql", let text = arguments.dropFirst().first(where: Self.isAssignment) {
      self = .parameter(text)
    } else if name == "extract", arguments.count > 1 {
      self = .condition(arguments[1])
    } else {
      return nil
    }
  }

  private static func positionals(_ words: ArraySlice<String>) -> [String] {
    var found: [String] = []
    var previous = ""
    for word in words {
      if !word.hasPrefix("-"), !CommandOptions.takesValue(previous) { found.append(word) }
      previous = word
    }
    return found
  }

  private static func isAssignment(_ word: String) -> Bool {
    word.contains("=") && !word.hasPrefix("=") && !word.contains { $0.isWhitespace }
  }
}

/// What was given as a statement, or as a query's name, and is something else.
enum MisplacedStatement {
  case query(String)
  case file(String)
  case dotCommand(String)
  case statement(String)

  /// - Parameter text: what `sql` was given to run.
  init?(statement text: String, queries: SavedQueries?) {
    guard !text.contains(where: { $0.isWhitespace }) else { return nil }
    if Invocation.isDotCommand(text) {
      self = .dotCommand(text)
    } else if (try? FileStatus(of: text))?.isPlain == true {
      self = .file(text)
    } else if queries?.all.contains(where: { $0.name == text }) == true {
      self = .query(text)
    } else {
      return nil
    }
  }

  /// - Parameter name: the query that `run` was given.
  init?(query name: String) {
    guard Invocation.isStatement(name) else { return nil }
    self = .statement(name)
  }
}
