import Catalogs
import Output
import SQLText
import SQLite

extension Interpreter {
  /// Shows what a statement gives, and tells a person what it has changed, or where its rows went.
  ///
  /// - Parameter chart: how the saved query says that its result is drawn.
  func showResult(
    of statement: borrowing Statement, on connection: Connection, chart: Result<ChartRequest, ChartFault>? = nil
  ) throws {
    guard isInteractive else { return _ = try presenter.show(statement, on: connection, chart: chart) }
    let changes = ChangeReport(before: statement.sql, on: connection)
    let file = presenter.redirect == nil ? nil : resultFile
    let rows = try presenter.show(statement, on: connection, chart: chart)
    if let file, statement.columnCount > 0 { presenter.note(ShellMessages.written(rows: rows, to: file)) }
    if presenter.redirect == nil { resultFile = nil }
    if let text = changes?.text(on: connection) { presenter.note(text) }
  }

  /// Does what a statement of another database wants.
  ///
  /// - Returns: whether a command here does it.
  func perform(_ habit: SQLHabit) throws -> Bool {
    func input(_ text: String?) -> DotCommand.Input {
      DotCommand.Input(words: text.map { [ShellWord(text: $0)] } ?? [], rest: text ?? "")
    }
    switch habit {
    case .tables: try tables(input(nil))
    case .databases: try databases()
    case .columns(let table): try columns(input(table))
    case .definition(let name): try schema(input(name))
    case .indexes(let table): try indexes(input(table))
    case .summary(let text): try DotCommand.perform(".summarize \(text)", with: self)
    case .use(let name): try use(input(name))
    case .plan(let sql): try plan(DotCommand.Input(words: [], rest: sql))
    case .copy, .from, .truncate, .show: return false
    }
    return true
  }
}
