import Foundation

/// The man pages: pressmark(1), and a page for each command, from what the program says of itself.
struct ManPages {
  /// The text of each page by its file's name.
  private(set) var pages: [(name: String, text: String)] = []

  /// Asks a program.
  init(of program: URL) throws {
    let output = try CommandPage.output(of: program, ["--experimental-dump-help"])
    let root = try JSONDecoder().decode(Dump.self, from: Data(output.utf8)).command
    let commands = (root.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    pages.append(("pressmark.1", Self.page(root, commands: commands, all: commands)))
    for command in commands {
      pages.append(("pressmark-\(command.commandName).1", Self.page(command, commands: [], all: commands)))
    }
  }

  private struct Dump: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Command]?

    var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
  }

  private struct Argument: Decodable {
    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let valueName: String?
    let abstract: String?
    let names: [Name]?
    let allValues: [String]?
    let defaultValue: String?

    struct Name: Decodable {
      let kind: String
      let name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var isPositional: Bool { kind == "positional" }
    func has(_ name: String) -> Bool { names?.contains { $0.name == name } ?? false }
  }

  // MARK: A page

  private static func page(_ command: Command, commands: [Command], all: [Command]) -> String {
    let isRoot = !commands.isEmpty
    let name = isRoot ? "pressmark" : "pressmark-\(command.commandName)"
    var page = Roff()
    page.line(".TH \(name.uppercased().replacing("-", with: "\\-")) 1 \"\" Pressmark \"Pressmark manual\"")
    page.section("NAME")
    let abstract = (command.abstract ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "."))
    page.line("\(name.replacing("-", with: "\\-")) \\- \(Roff.escaped(abstract))")
    page.section("SYNOPSIS")
    if isRoot {
      page.line("\\fBpressmark\\fR \\fIcommand\\fR [\\fIoption\\fR \\&...] [\\fIargument\\fR \\&...]")
    } else {
      page.line("\\fBpressmark \(command.commandName.replacing("-", with: "\\-"))\\fR \(synopsis(of: command))")
    }
    let (description, examples) = parts(of: command.discussion ?? "")
    page.section("DESCRIPTION")
    page.text(command.abstract ?? "")
    for paragraph in description {
      page.line(".PP")
      page.text(paragraph)
    }
    if isRoot {
      page.section("COMMANDS")
      for command in commands {
        let target = "pressmark\\-\(command.commandName.replacing("-", with: "\\-"))"
        page.item("\\fB\(target)\\fR(1)", command.abstract ?? "")
      }
    }
    page.section("OPTIONS")
    for argument in command.shown { page.item(label(of: argument), account(of: argument)) }
    if !examples.isEmpty {
      page.section("EXAMPLES")
      page.line(".EX")
      for example in examples { page.line(Roff.literal(example)) }
      page.line(".EE")
    }
    page.section("EXIT STATUS")
    for (code, meaning) in exitCodes { page.item("\\fB\(code)\\fR", meaning) }
    page.section("ENVIRONMENT")
    for variable in variables(of: command, isRoot: isRoot) { page.item("\\fB\(variable.name)\\fR", variable.meaning) }
    page.section("FILES")
    for file in files(of: command, isRoot: isRoot) { page.item("\\fI\(Roff.literal(file.name))\\fR", file.meaning) }
    page.section("SEE ALSO")
    let others = isRoot ? all.map { "pressmark-\($0.commandName)" } : ["pressmark"]
    let pages = (others + ["sqlite3"]).map { "\\fB\($0.replacing("-", with: "\\-"))\\fR(1)" }
    page.line(pages.joined(separator: ", "))
    return page.text
  }

  private static func synopsis(of command: Command) -> String {
    let arguments = command.shown.filter(\.isPositional).map { argument in
      let name = "\\fI\(Roff.literal(argument.valueName ?? ""))\\fR" + (argument.isRepeating ? " \\&..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return (arguments + ["[\\fIoption\\fR \\&...]"]).joined(separator: " ")
  }

  /// What an argument is for, and what it can be, as the help says it.
  private static func account(of argument: Argument) -> String {
    var facts: [String] = []
    if let values = argument.allValues, !values.isEmpty { facts.append("values: " + values.joined(separator: ", ")) }
    if let value = argument.defaultValue { facts.append("default: " + value) }
    let text = argument.abstract ?? ""
    return facts.isEmpty ? text : text + " (" + facts.joined(separator: "; ") + ")"
  }

  private static func label(of argument: Argument) -> String {
    let value = "\\fI\(Roff.literal(argument.valueName ?? ""))\\fR"
    if argument.isPositional { return value }
    let names = (argument.names ?? []).map { "\\fB\(Roff.literal($0.text))\\fR" }.joined(separator: ", ")
    return argument.kind == "flag" ? names : "\(names) \(value)"
  }

  /// The paragraphs of a discussion, and those of its lines that are to be typed.
  private static func parts(of discussion: String) -> (paragraphs: [String], examples: [String]) {
    var (paragraphs, examples) = ([String](), [String]())
    for paragraph in discussion.components(separatedBy: "\n\n") where !paragraph.isEmpty {
      let lines = paragraph.components(separatedBy: "\n")
      if lines.allSatisfy({ isCommand($0) }) { examples += lines } else { paragraphs.append(paragraph) }
    }
    return (paragraphs, examples)
  }

  private static func isCommand(_ line: String) -> Bool {
    let line = line.trimmingCharacters(in: .whitespaces)
    let first = line.prefix { $0 != " " }
    let isProgram = ["pressmark", "sqlite3", "datasette", "cd", "echo", "psql", "duckdb", "cat"].contains(first)
    return isProgram && !line.hasSuffix(".") || line.hasPrefix("$ ")
  }

  // MARK: What the pages share

  private static let exitCodes = [
    ("0", "Done."),
    ("1", "The answer is no: a comparison failed its condition, or an import skipped records."),
    ("2", "Failed: bad input, SQL that can't be run, or an error of the system."),
    ("64", "Wrong usage."),
    ("130", "Interrupted; 128 and its number for another signal than that of Ctrl-C."),
  ]

  private static func variables(of command: Command, isRoot: Bool) -> [(name: String, meaning: String)] {
    let isShell = isRoot || command.commandName == "repl"
    var variables: [(name: String, meaning: String)] = []
    if isRoot || command.shown.contains(where: { $0.has("catalog") }) {
      variables.append(("PRESSMARK_CATALOG", "The catalog's file where --catalog does not name one."))
    }
    if isRoot || command.shown.contains(where: { $0.has("queries") }) {
      variables.append(("PRESSMARK_QUERIES", "A folder of saved queries where --queries does not name one."))
      variables.append(
        ("XDG_DATA_HOME", "Your own saved queries are in pressmark/queries below it; else ~/.local/share."))
    }
    if isShell {
      variables += [
        ("PAGER", "Shows results in the shell that are longer than the window; less where it is not set."),
        ("VISUAL, EDITOR", "The editor for .edit in the shell."),
        ("XDG_STATE_HOME", "Where the shell's history is kept; ~/.local/state where it is not set."),
      ]
    }
    return variables + [("NO_COLOR", "If it is set, nothing is coloured."), ("TMPDIR", "Where temporary files go.")]
  }

  private static func files(of command: Command, isRoot: Bool) -> [(name: String, meaning: String)] {
    var files = [("catalog.db", "The catalog, in the current folder, where no other one is named.")]
    if isRoot || command.commandName == "repl" {
      files.append(("~/.local/state/pressmark/history", "The shell's history."))
    }
    return files
  }
}

/// Text for `man`, in the macros of man(7).
private struct Roff {
  private(set) var text = ".\\\" Written by make docs from the program's own help.\n"

  mutating func line(_ line: String) { text += line + "\n" }
  mutating func section(_ title: String) { line(".SH \(title.contains(" ") ? "\"\(title)\"" : title)") }
  mutating func text(_ paragraph: String) {
    for piece in paragraph.components(separatedBy: "\n") where !piece.isEmpty { line(Self.escaped(piece)) }
  }
  mutating func item(_ label: String, _ meaning: String) {
    line(".TP")
    line(label)
    text(meaning.isEmpty ? "\\&" : meaning)
  }

  /// A line of running text.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default:
        if scalar.isASCII {
          escaped.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          escaped += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
        }
      }
    }
    // Options in running text have hyphens that can be copied.
    escaped = escaped.replacing(" --", with: " \\-\\-")
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }

  /// A text that is to be typed as it stands.
  static func literal(_ text: String) -> String {
    escaped(text.replacing("-", with: "\u{0}")).replacing("\u{0}", with: "\\-")
  }
}
