import ControlText
import Interruption
import Output
import SQLite

extension Interpreter {
  /// Describes each column of a table, a view or a query.
  func summarize(_ input: DotCommand.Input) throws {
    let progress = ProgressLine(on: isInteractive ? presenter.errors : nil)
    defer { progress.clear() }
    let summary = try session.withConnection { connection in
      var source: String
      if input.words.count == 1, let name = input[0] {
        let table = try session.table(name, on: connection)
        source = "\(SchemaNames.quoted(table.database)).\(SchemaNames.quoted(table.name))"
      } else {
        var sql = input.rest[...]
        while let last = sql.last, last == ";" || last.isWhitespace { sql = sql.dropLast() }
        // A comment at its end would hide the bracket.
        source = "(\(sql)\n)"
      }
      return try connection.withStatement("SELECT * FROM \(source)") { statement in
        try session.bind(try session.values(on: connection), to: statement, on: connection)
        var rowCount = 0
        let tick = { progress.tick { ShellMessages.progress(rows: rowCount, seconds: $0) } }
        return try connection.withProgress(tick) {
          try TableSummary(of: statement) { count in
            rowCount = count
            if count & 0xFFF == 0 { try Interruption.check() }
          }
        }
      }
    }
    progress.clear()
    try presenter.show(summary.result)
    for line in ShellMessages.summaryFooter(of: summary) where isInteractive || !summary.estimated.isEmpty {
      presenter.note(line)
    }
  }
}

extension ShellMessages {
  /// The lines under a summary.
  static func summaryFooter(of summary: TableSummary) -> [String] {
    let rows = summary.rowCount == 1 ? "1 row" : "\(grouped: summary.rowCount) rows"
    guard !summary.estimated.isEmpty else { return [rows] }
    let names = summary.estimated.map { "\(visible: $0)" }.joined(separator: ", ")
    return [
      rows,
      "≈ in \(names): more than \(grouped: TallyBudget.columnLimit) distinct values; their number is estimated within 2%, "
        + "quartiles are of \(grouped: NumberSample.size) values by chance, the most frequent is of the values met first",
    ]
  }
}

extension DotCommand {
  static let summarize = DotCommand(
    "summarize", "TABLE|SQL", 1...Int.max, [.table], help: "describes each column: nulls, range, quartiles…",
    details: """
      A row for each column: the types of its values, how many are NULL, how many different ones there are, the least and
      the greatest, the quartiles where all are numbers, and the most frequent with its count.

        .summarize files
        .summarize SELECT upload_date, name FROM annotations WHERE export = :export

      It reads the rows once. Beyond 262,144 different values in a column, their number and the quartiles are estimates,
      marked ≈; a million rows of 20 columns take some two seconds.
      """
  ) { try $0.summarize($1) }
}
