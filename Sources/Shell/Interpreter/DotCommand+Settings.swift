/// Commands that people know from other shells and that work as they do there.
extension DotCommand {
  static let fromOtherShells: [DotCommand] = [
    DotCommand("headers", "[on|off]", 0...1, [.onOff], help: "writes the names of columns in csv and tsv, or doesn't") {
      try $0.headers($1)
    },
    DotCommand("nullvalue", "[TEXT]", 0...1, help: "shows a text in the place of NULL; alone: as the format has it") {
      $0.nullValue($1)
    },
    DotCommand("separator", "[CHARACTER]", 0...1, help: "separates the values of csv; alone: by a comma") {
      try $0.separator($1)
    },
    DotCommand("maxrows", "[COUNT]", 0...1, help: "shows so many rows of a table; alone: as the window has room") {
      try $0.maxRows($1)
    },
    DotCommand("eqp", "[on|off]", 0...1, [.onOff], help: "shows before each result how SQLite runs the statement") {
      try $0.eqp($1)
    },
    DotCommand("databases", help: "lists the databases that are open, and their files") { shell, _ in
      try shell.databases()
    },
    DotCommand("indexes", "[TABLE]", 0...1, [.table], help: "lists indexes, with their columns") { try $0.indexes($1) },
    DotCommand("print", "[TEXT…]", many, help: "writes a text, as a heading in a script") { try $0.printText($1) },
    DotCommand("show", help: "lists what is open and set") { shell, _ in try shell.showSettings() },
  ]
}
