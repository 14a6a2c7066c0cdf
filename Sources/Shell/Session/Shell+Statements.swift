import Catalog
import ControlText

extension Shell {
  /// Runs statements of SQL with the session's parameters.
  func runStatement(_ sql: String) throws {
    lastStatement = sql
    try runSQL(sql) { connection in
      try parameters.resolvingExports(on: connection, chosen: chosenExport)
    }
  }

  /// Runs the statements of a text, and shows their results.
  ///
  /// - Parameter values: gives the parameters' values.
  func runSQL(_ sql: String, values: (Connection) throws -> [String: QueryValue]) throws {
    try withConnection { connection in
      let values = try values(connection)
      try Interrupt.during(connection.interruptHandle) {
        try connection.forEachStatement(in: sql) { statement in
          var values = values
          // :export, :old and :new mean something without being set.
          for name in statement.parameterNames where values[name] == nil && ExportWord.parameterNames.contains(name) {
            let word = name == "old" ? ExportWord.previous : .latest
            values[name] = .text(try word.name(on: connection, chosen: chosenExport))
          }
          try statement.bind(values)
          try show(statement, on: connection)
        }
      }
    }
  }

  private func show(_ statement: borrowing Statement, on connection: Connection) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let destination = ResultDestination(of: self)
    let progress = ProgressLine(shell: self, start: start)
    let spool =
      configuration.isInteractive || destination.isScreen
      ? ResultSpool(
        columns: statement.columnNames, statement: statement.sql, usesFile: configuration.isInteractive) : nil
    let limit = destination.rowLimit
    var writer = format.make(destination.options)
    var rowCount = 0
    var outputTime = Duration.zero
    let givesRows = statement.columnCount > 0
    if givesRows { writer.begin(statement.columnNames, to: destination.writer) }
    var failure: (any Error)?
    do {
      _ = try connection.withProgress(progress.tick) {
        try statement.forEachRow { row in
          let before = showsTimes ? clock.now : start
          rowCount += 1
          progress.rowCount = rowCount
          if rowCount <= limit { writer.row(row, to: destination.writer) }
          if rowCount == limit {
            writer.end(to: destination.writer)
            destination.writer.flush()
          }
          spool?.append(row)
          try destination.writer.check()
          if showsTimes { outputTime += clock.now - before }
        }
      }
    } catch {
      failure = error
    }
    progress.clear()
    let before = clock.now
    if givesRows {
      if rowCount < limit { writer.end(to: destination.writer) }
      destination.finish()
      if let spool { last = spool }
    }
    if showsTimes { outputTime += clock.now - before }
    if givesRows, destination.isScreen, configuration.isInteractive, failure == nil || rowCount > 0 {
      note(Messages.footer(rows: rowCount, shown: writer.shown ?? min(rowCount, limit), isInterrupted: failure != nil))
    }
    if showsTimes { note(Messages.times(total: clock.now - start, output: outputTime)) }
    if let failure { throw failure }
    try destination.writer.check()
    if redirect?.isForOne == true, givesRows { try takeRedirect()?.finish() }
  }

  /// Shows the last result again.
  func showLast(as format: OutputFormat) throws {
    guard let last else { throw ShellError.noResult }
    guard last.isWhole || last.rowCount > 0 else { throw ShellError.resultNotKept }
    let destination = ResultDestination(of: self, showsAll: true)
    var writer = format.make(destination.options)
    writer.begin(last.columns, to: destination.writer)
    try last.forEachRow { row in
      writer.row(row, to: destination.writer)
      try destination.writer.check()
    }
    writer.end(to: destination.writer)
    destination.finish()
    if !last.isWhole { note(Messages.keptRows(last.rowCount)) }
    if redirect?.isForOne == true { try takeRedirect()?.finish() }
  }

  /// Shows a small result that a command made.
  func show(_ result: QueryResult) {
    let destination = ResultDestination(of: self, showsAll: true)
    format.write(result, options: destination.options, to: destination.writer)
    destination.finish()
  }

  /// Shows text, through the pager where it is long.
  func show(_ text: String) {
    let destination = ResultDestination(of: self, showsAll: true)
    destination.writer.text(destination.options.escapesControls ? ControlText.visible(text, .lines) : text)
    destination.finish()
  }

  func takeRedirect() -> Redirect? {
    defer { redirect = nil }
    return redirect
  }

  func closeRedirect() {
    do {
      try takeRedirect()?.finish()
    } catch {
      hasFailed = true
      say(error)
    }
  }
}
