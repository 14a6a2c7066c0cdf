import Catalogs
import Output
import SQLite
import TableInput

// Commands that people know from other shells.
extension Interpreter {
  func headers(_ input: DotCommand.Input) throws {
    presenter.wishes.hasHeader = try Self.isOn(input, else: !presenter.wishes.hasHeader, usage: ".headers [on|off]")
  }

  func nullValue(_ input: DotCommand.Input) { presenter.wishes.nullText = input[0] }

  func separator(_ input: DotCommand.Input) throws {
    guard let text = input[0] else {
      presenter.wishes.separator = nil
      return
    }
    guard let separator = TableOptions.separator(text) else { throw ShellError.badSeparator(text) }
    presenter.wishes.separator = separator
    if isInteractive, presenter.format.name != "csv" { presenter.note(ShellMessages.separatorIsForCSV) }
  }

  func maxRows(_ input: DotCommand.Input) throws {
    guard let text = input[0] else {
      presenter.rowLimit = nil
      return
    }
    guard let count = Int(text), count > 0 else { throw ShellError.wrongArguments(usage: ".maxrows [COUNT]") }
    presenter.rowLimit = count
  }

  func eqp(_ input: DotCommand.Input) throws {
    showsPlans = try Self.isOn(input, else: !showsPlans, usage: ".eqp [on|off]")
  }

  func databases() throws {
    try presenter.show(
      try session.withConnection { try $0.result(of: "SELECT name, file FROM pragma_database_list ORDER BY seq") })
  }

  func indexes(_ input: DotCommand.Input) throws {
    try presenter.show(
      try session.withConnection { connection in
        let table = try input[0].map { try session.table($0, on: connection) }
        let database = table?.database ?? "main"
        let master = database == "temp" ? "sqlite_temp_master" : "\(SchemaNames.quoted(database)).sqlite_master"
        return try connection.result(
          of: """
            SELECT m.name, m.tbl_name AS "table",
              (SELECT group_concat(coalesce(i.name, 'an expression'), ', ') FROM pragma_index_info(m.name, :database) i)
                AS columns
            FROM \(master) m
            WHERE m.type = 'index' AND (:table IS NULL OR m.tbl_name = :table COLLATE NOCASE)
            ORDER BY m.tbl_name, m.name
            """,
          parameters: ["table": table.map { .text($0.name) } ?? .null, "database": .text(database)])
      })
  }

  func printText(_ input: DotCommand.Input) throws {
    try presenter.show(input.words.map(\.text).joined(separator: " ") + "\n")
  }

  func showSettings() throws {
    let wishes = presenter.wishes
    let separator = wishes.separator.map { String(decoding: [$0], as: UTF8.self) } ?? ","
    let settings: [(String, String)] = [
      ("catalog", session.path), ("access", session.isWritable ? "reading and writing" : "reading"),
      ("use", session.chosenExport ?? "latest"), ("mode", presenter.format.name),
      ("headers", Self.word(wishes.hasHeader)), ("nullvalue", wishes.nullText ?? "as the format has it"),
      ("separator", separator), ("maxrows", presenter.rowLimit.map(String.init) ?? "as the window has room"),
      ("output", resultFile ?? "stdout"), ("pager", Self.word(presenter.usesPager)),
      ("timer", Self.word(presenter.showsTimes)), ("eqp", Self.word(showsPlans)),
      ("queries", session.queriesFolder ?? "the built-in ones"),
    ]
    try presenter.show(
      QueryResult(columns: ["name", "value"], rows: settings.map { [.text($0.0), .text($0.1)] }))
  }

  private static func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }

  /// `\x`: one value per line, or a table again.
  func toggleLines() throws {
    presenter.plainFormat = presenter.format.name == "line" ? .table : .line
    if isInteractive { presenter.note("results are in the format \(presenter.format.name)") }
  }
}
