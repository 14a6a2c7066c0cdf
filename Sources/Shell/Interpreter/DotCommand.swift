import Output
import SQLText

/// A command of the shell, such as `.tables`.
struct DotCommand: Sendable {
  /// The kind of an argument, for completion.
  enum Argument: Sendable {
    case table, query, format, export, file, command, onOff, parameter, sql
  }

  /// What was typed after the name.
  struct Input {
    let words: [ShellWord]
    /// The text as it was typed.
    let rest: String

    subscript(index: Int) -> String? { index < words.count ? words[index].text : nil }
  }

  let name: String
  /// The arguments as the help shows them.
  let usage: String
  /// How many arguments it takes.
  let arity: ClosedRange<Int>
  let arguments: [Argument]
  let help: String
  /// What `.help NAME` says below the help: more words, and an example.
  let details: String
  let run: @Sendable (Interpreter, Input) throws -> Void

  init(
    _ name: String, _ usage: String = "", _ arity: ClosedRange<Int> = 0...0, _ arguments: [Argument] = [],
    help: String, details: String = "", run: @escaping @Sendable (Interpreter, Input) throws -> Void
  ) {
    self.name = name
    self.usage = usage
    self.arity = arity
    self.arguments = arguments
    self.help = help
    self.details = details
    self.run = run
  }

  /// More words than the help, and examples: ``details``, or those of the table ``explanations``.
  var explanation: String { details.isEmpty ? Self.explanations[name] ?? "" : details }

  /// The command as it is typed.
  var synopsis: String { usage.isEmpty ? ".\(name)" : ".\(name) \(usage)" }

  static let many = 0...Int.max

  /// All the commands: this table makes `.help`, completion and docs/shell-commands.md.
  static let all: [DotCommand] =
    [
      DotCommand("help", "[NAME]", 0...1, [.command], help: "lists the commands, or explains one") { try $0.help($1) },
      DotCommand("tables", "[PART]", 0...1, [.table], help: "lists tables and views, with their columns") {
        try $0.tables($1)
      },
      DotCommand("schema", "[NAME]", 0...1, [.table], help: "shows the SQL that made the tables and views") {
        try $0.schema($1)
      },
      DotCommand("columns", "TABLE", 1...1, [.table], help: "lists the columns of a table or view") {
        try $0.columns($1)
      },
      DotCommand("exports", help: "lists the exports of the catalog") { shell, _ in try shell.exports() },
      DotCommand("use", "[EXPORT]", 0...1, [.export], help: "takes an export for the latest; alone: the newest again") {
        try $0.use($1)
      },
      DotCommand("queries", "[NAME]", 0...1, [.query], help: "lists the saved queries, or shows one") {
        try $0.queries($1)
      },
      DotCommand(
        "run", "NAME [PARAMETER=VALUE…]", 1...Int.max, [.query], help: "runs a saved query; asks for what's missing"
      ) { try $0.runQuery($1) },
      DotCommand(
        "save", "[--force] NAME [TITLE]", 1...Int.max, [.query],
        help: "saves the last statement as a query in your folder",
        details: CommandDetails.save
      ) { try $0.save($1) },
      DotCommand(
        "param", "[NAME=VALUE… | unset NAME | clear]", many, [.parameter],
        help: "sets parameters of statements, lists them, or drops them"
      ) { try $0.param($1) },
      DotCommand("mode", "[FORMAT]", 0...1, [.format], help: "sets the format of results, or lists the formats") {
        try $0.mode($1)
      },
      DotCommand(
        "output", "[FILE or |COMMAND]", many, [.file],
        help: "sends results to a file, or into a command; alone: to the screen again", details: CommandDetails.output
      ) { try $0.output($1) },
      DotCommand(
        "once", "FILE or |COMMAND", many, [.file], help: "sends the next result to a file, or into a command",
        details: CommandDetails.once
      ) { try $0.once($1) },
      DotCommand(
        "pager", "[on|off]", 0...1, [.onOff], help: "shows long output through $PAGER, or doesn't",
        details: CommandDetails.pager
      ) { try $0.pager($1) },
      DotCommand("timer", "[on|off]", 0...1, [.onOff], help: "says how long running and output took") {
        try $0.timer($1)
      },
      DotCommand("last", "[FORMAT]", 0...1, [.format], help: "shows the last result in full, without running it again")
      {
        try $0.last($1)
      },
      DotCommand(
        "chart", Interpreter.chartUsage, many, help: "draws the last result as a chart",
        details: Interpreter.chartDetails
      ) { try $0.chart($1) },
      DotCommand("plan", "[SQL]", many, [.sql], help: "shows how SQLite runs a statement; alone: the last one") {
        try $0.plan($1)
      },
      .summarize,
      .importTable,
      DotCommand(
        "diff", "OLD NEW", 2...2, [.export, .export], help: "compares two exports: what came, went and changed"
      ) {
        try $0.diff($1)
      },
      DotCommand("read", "FILE", 1...1, [.file], help: "runs the statements and commands of a file") {
        try $0.read($1)
      },
      DotCommand("open", "FILE", 1...1, [.file], help: "opens another catalog") { try $0.open($1) },
      DotCommand("attach", "FILE AS NAME", 3...3, [.file], help: "adds another database under a name") {
        try $0.attach($1)
      },
      DotCommand(
        "edit", "[NAME]", 0...1, [.query],
        help: "opens the last statement in $EDITOR, and runs what comes back; or edits a saved query",
        details: CommandDetails.edit
      ) { try $0.edit($1) },
      DotCommand(
        "shell", "COMMAND", many, help: "runs a command of the system", details: CommandDetails.shell
      ) { try $0.runProgram($1) },
      DotCommand("history", "[COUNT]", 0...1, help: "lists what was typed") { try $0.history($1) },
      DotCommand("quit", help: "leaves; so does Ctrl-D") { shell, _ in shell.quit() },
    ] + fromOtherShells

  /// Names of commands in other shells; ``Habit`` has those that are no command here.
  static let habits: [String: String] = [
    "\\q": "quit", "\\d": "tables", "\\dt": "tables", "\\dv": "tables", "\\di": "indexes", "\\l": "databases",
    "\\?": "help", "\\h": "help", "\\help": "help", "\\i": "read", "\\ir": "read", "\\.": "read", "\\e": "edit",
    "\\timing": "timer", "\\o": "output", "\\c": "open", "\\connect": "open", "\\u": "use", "\\w": "save",
    "\\s": "history", "\\set": "param", "\\echo": "print", "\\qecho": "print", "\\t": "headers", "\\f": "separator",
    "\\n": "nullvalue", "\\quit": "quit", "\\exit": "quit",
    ".exit": "quit", ".parameter": "param", ".h": "help", ".summary": "summarize", ".describe": "columns",
    ".desc": "columns", ".explain": "plan", ".indices": "indexes", ".fullschema": "schema", ".source": "read",
    ".echo": "print", ".connect": "open", ".connection": "databases", ".rows": "maxrows", ".format": "mode",
    ".header": "headers", ".nulls": "nullvalue", ".list": "tables", ".ls": "tables",
    ".system": "shell", ".!": "shell", "\\!": "shell",
  ]

  /// Finds a command by its name, by a beginning that only it has, or by a habit.
  static func find(_ name: String) throws(ShellError) -> DotCommand {
    var name = name.lowercased()
    // psql has \dt+ and \dtS beside \dt.
    while name.hasPrefix("\\"), name.count > 2, name.hasSuffix("+") { name.removeLast() }
    let wanted = habits[name] ?? (name.hasPrefix(".") ? String(name.dropFirst()) : name)
    if let command = all.first(where: { $0.name == wanted }) { return command }
    if let advice = Habit.advice(for: name) { throw .otherShells(name, advice: advice) }
    let starting = all.filter { !wanted.isEmpty && $0.name.hasPrefix(wanted) }
    if starting.count == 1, let command = starting.first { return command }
    let nearest = starting.isEmpty ? OutputMessages.nearest(wanted, all.map(\.name)) : starting.map(\.name)
    throw .unknownCommand(name, nearest: nearest.map { ".\($0)" })
  }
}

extension DotCommand {
  /// Runs a command's line.
  static func perform(_ line: String, with interpreter: Interpreter) throws {
    // \!ls is \! ls.
    let sign = [".!", "\\!"].first { line.hasPrefix($0) }
    var name = sign.map { line.prefix($0.count) } ?? line.prefix { !$0.isWhitespace }
    let rest = String(line[name.endIndex...].trimmed)
    // Who has typed SQL ends a command too.
    if rest.isEmpty, name.count > 2, name.last == ";" { name.removeLast() }
    if name == "\\x" { return try interpreter.toggleLines() }
    var command = try DotCommand.find(String(name))
    // \d TABLE is .columns TABLE elsewhere.
    if name == "\\d" || name == "\\d+", !rest.isEmpty { command = try DotCommand.find(".columns") }
    let words = ShellWord.words(of: rest)
    guard command.arity.contains(words.count) else { throw ShellError.wrongArguments(usage: command.synopsis) }
    try command.run(interpreter, DotCommand.Input(words: words, rest: rest))
  }
}
