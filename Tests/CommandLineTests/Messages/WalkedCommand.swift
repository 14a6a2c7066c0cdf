import Foundation
import Testing

/// Every command of the program, as its own parser describes them: a new one can't be forgotten.
struct WalkedCommand: Sendable, CustomTestStringConvertible {
  /// What a run is given.
  struct Places: Sendable {
    var catalog = "catalog.db"
    var input = "export.json"
    var queries = "queries"
    /// For `--output`, and for folders that are written.
    var output = "written"
  }

  let name: String
  let positionals: [String]
  let options: Set<String>
  var testDescription: String { name }

  var takesCatalog: Bool { options.contains("catalog") }
  var takesQueries: Bool { options.contains("queries") }
  var takesInput: Bool { positionals.contains("files") }
  var takesOutput: Bool { options.contains("output") || positionals.contains("folder") }

  struct UnknownArgument: Error {
    let command: String
    let argument: String
  }

  /// The words of a run that works where the places are in order.
  func words(_ places: Places) throws -> [String] {
    var words = [name]
    for positional in positionals {
      switch positional {
      case "files": words.append(places.input)
      case "folder": words.append(places.output)
      case "name": words.append(takesQueries ? "files-by-status" : "latest")
      case "old": words.append("first")
      case "new": words.append(name == "rename" ? "third" : "second")
      case "file": words.append("100000000000000000000000")
      case "query": words.append("SELECT count(*), max(author_name) FROM files JOIN attribute_groups USING (file_key)")
      case "project": words.append("7")
      case "parameter=value", "subcommands", "catalog", "sql": continue
      default: throw UnknownArgument(command: name, argument: positional)
      }
    }
    if takesCatalog { words += ["--catalog", places.catalog] }
    if takesQueries { words += ["--queries", places.queries] }
    if options.contains("output") { words += ["--output", places.output] }
    return words
  }

  /// The script that the shell runs.
  static let script = """
    SELECT count(*), max(author_name) FROM files JOIN attribute_groups USING (file_key);
    .exports
    .queries
    .run files-by-status
    .diff first second

    """

  private struct Description: Decodable {
    struct Command: Decodable {
      var commandName: String
      var subcommands: [Command]?
      var arguments: [Argument]?
    }
    struct Argument: Decodable {
      var kind: String
      var valueName: String?
      var names: [Name]?
    }
    struct Name: Decodable { var name: String }
    var command: Command
  }

  /// All of them, hidden ones included.
  static func all() throws -> [WalkedCommand] {
    let folder = FileManager.default.temporaryDirectory
    let text = try Program.run(["--experimental-dump-help"], in: folder).output
    let commands = try JSONDecoder().decode(Description.self, from: Data(text.utf8)).command.subcommands ?? []
    return commands.map { command in
      let arguments = command.arguments ?? []
      return WalkedCommand(
        name: command.commandName,
        positionals: arguments.filter { $0.kind == "positional" }.map { $0.valueName ?? "" },
        options: Set(arguments.flatMap { $0.names ?? [] }.map(\.name)))
    }
  }
}
