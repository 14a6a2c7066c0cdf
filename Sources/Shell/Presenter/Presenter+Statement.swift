import Catalogs
import Interruption
import Output
import SQLite

extension Presenter {
  /// Runs a statement, shows its rows, and keeps them.
  ///
  /// - Parameters:
  ///   - connection: the statement's.
  ///   - chart: how the saved query says that its result is drawn.
  func show(
    _ statement: borrowing Statement, on connection: Connection, chart: Result<ChartRequest, ChartFault>? = nil
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let destination = ResultDestination(of: self)
    let progress = ProgressLine(on: isInteractive ? errors : nil, start: start)
    let spool =
      isInteractive || destination.isScreen
      ? ResultSpool(columns: statement.columnNames, chart: chart, usesFile: isInteractive) : nil
    let limit = destination.rowLimit
    var options = destination.options
    options.setChart(nil, header: chart)
    var writer = ResultWriter(
      format.make(options), columns: statement.columnNames, to: destination.writer)
    var rowCount = 0
    var outputTime = Duration.zero
    let givesRows = statement.columnCount > 0
    var failure: (any Error)?
    do {
      _ = try connection.withProgress(progress.tick) {
        try statement.forEachRow { row in
          let before = showsTimes ? clock.now : start
          rowCount += 1
          progress.rowCount = rowCount
          if rowCount <= limit { try writer.row(row) }
          if rowCount == limit {
            try writer.end()
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
      do {
        if failure == nil { try writer.end() } else { writer.stop() }
      } catch {
        failure = error
      }
      if let spool { keep(spool) }
      do {
        try finish(destination, isWhole: failure == nil)
      } catch {
        failure = failure ?? error
      }
    }
    if showsTimes { outputTime += clock.now - before }
    if givesRows, destination.isScreen, isInteractive, failure == nil || rowCount > 0 {
      note(
        ShellMessages.footer(
          rows: rowCount, shown: min(rowCount, limit), columns: statement.columnCount,
          shownColumns: writer.shownColumns, isInterrupted: failure != nil))
    }
    if showsTimes { note(ShellMessages.times(total: clock.now - start, output: outputTime)) }
    if let failure { throw failure }
  }
}
