import Catalogs
import ControlText
import Interruption
import SQLite

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
      try connection.forEachStatement(in: sql) { statement in
        try Interruption.check()
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
          try Interruption.check()
          if showsTimes { outputTime += clock.now - before }
        }
      }
    } catch OutputFailure.closed where destination.isPaged {
    } catch {
      failure = error
    }
    progress.clear()
    let before = clock.now
    if givesRows {
      if rowCount < limit { writer.end(to: destination.writer) }
      if let spool { last = spool }
      do {
        try finish(destination, isWhole: failure == nil)
      } catch {
        failure = failure ?? error
      }
    }
    if showsTimes { outputTime += clock.now - before }
    if givesRows, destination.isScreen, configuration.isInteractive, failure == nil || rowCount > 0 {
      note(Messages.footer(rows: rowCount, shown: writer.shown ?? min(rowCount, limit), isInterrupted: failure != nil))
    }
    if showsTimes { note(Messages.times(total: clock.now - start, output: outputTime)) }
    if let failure { throw failure }
  }

  /// Ends a result. A file that takes results keeps it where it is whole, and takes its place where it takes only one.
  private func finish(_ destination: ResultDestination, isWhole: Bool = true) throws {
    guard let redirect = destination.redirect else {
      destination.finish()
      // Who leaves the pager has seen enough.
      return destination.isPaged ? () : try destination.writer.check()
    }
    do {
      if isWhole { try redirect.keepResult() } else { try redirect.dropResult() }
    } catch {
      // A file that can't be written takes no more results.
      self.redirect = nil
      throw error
    }
    if isWhole, redirect.isForOne { try takeRedirect()?.finish(sparing: openFiles()) }
  }

  /// Shows the last result again.
  func showLast(as format: OutputFormat) throws {
    guard let last else { throw ShellError.noResult }
    guard last.isWhole || last.rowCount > 0 else { throw ShellError.resultNotKept }
    let destination = ResultDestination(of: self, showsAll: true)
    var writer = format.make(destination.options)
    writer.begin(last.columns, to: destination.writer)
    do {
      try last.forEachRow { row in
        writer.row(row, to: destination.writer)
        try destination.writer.check()
        try Interruption.check()
      }
    } catch {
      try? finish(destination, isWhole: false)
      throw error
    }
    writer.end(to: destination.writer)
    try finish(destination)
    if !last.isWhole { note(Messages.keptRows(last.rowCount)) }
  }

  /// Lends a writer for a result that a command makes.
  func showResult(_ body: (ByteWriter, FormatOptions) throws -> Void) throws {
    let destination = ResultDestination(of: self, showsAll: true)
    do {
      try body(destination.writer, destination.options)
    } catch {
      try? finish(destination, isWhole: false)
      throw error
    }
    try finish(destination)
  }

  /// Shows a small result that a command made.
  func show(_ result: QueryResult) throws {
    try showResult { writer, options in format.write(result, options: options, to: writer) }
  }

  /// Shows text, through the pager where it is long.
  func show(_ text: String) throws {
    try showResult { writer, options in
      writer.text(options.escapesControls ? ControlText.visible(text, .lines) : text)
    }
  }

  func takeRedirect() -> Redirect? {
    defer { redirect = nil }
    return redirect
  }

  /// Puts the file that took results in its place, where all was read.
  func closeRedirect() {
    guard let redirect = takeRedirect(), !isCutShort else { return }
    do {
      try redirect.finish(sparing: try openFiles())
    } catch {
      hasFailed = true
      say(error)
    }
  }
}
