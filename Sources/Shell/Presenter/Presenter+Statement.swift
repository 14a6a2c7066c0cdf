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
  /// - Returns: how many rows there were.
  @discardableResult
  func show(
    _ statement: borrowing Statement, on connection: Connection, chart: Result<ChartRequest, ChartFault>? = nil
  ) throws -> Int {
    let clock = ContinuousClock()
    let start = clock.now
    let destination = ResultDestination(of: self)
    let progress = ProgressLine(on: isInteractive ? errors : nil, start: start)
    let watch = ReaderWatch(of: destination)
    destination.beforePager { progress.clear() }
    let spool =
      isInteractive || destination.isScreen
      ? ResultSpool(columns: statement.columnNames, chart: chart, usesFile: isInteractive) : nil
    let limit = destination.rowLimit
    var options = destination.options
    options.setChart(nil, header: chart)
    var writer = ResultWriter(
      nextFormat.make(options), columns: statement.columnNames, to: destination.writer)
    var rowCount = 0
    var outputTime = Duration.zero
    let givesRows = statement.columnCount > 0
    var failure: (any Error)?
    var endedEarly = false
    do {
      let tick = {
        if watch.sawReaderLeave() { return connection.interrupt() }
        // What a slow statement has given is shown meanwhile.
        if destination.isPaged, progress.isDue { destination.writer.flush() }
        if !destination.isCovered { progress.tick { ShellMessages.progress(rows: rowCount, seconds: $0) } }
      }
      _ = try connection.withProgress(tick) {
        try statement.forEachRow { row in
          let before = showsTimes ? clock.now : start
          rowCount += 1
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
    } catch OutputFailure.closed(_?) {
      // Who leaves the pager, or reads no more, has seen enough.
      endedEarly = true
    } catch let stop as SQLFailure where stop.reason == .interrupted && watch.sawReaderLeave() {
      endedEarly = !Interruption.isRequested
      if !endedEarly { failure = stop }
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
      spool?.endedEarly = endedEarly || failure != nil
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
        endedEarly
          ? ShellMessages.leftFooter(rows: rowCount)
          : ShellMessages.footer(
            rows: rowCount, shown: min(rowCount, limit), columns: statement.columnCount,
            shownColumns: writer.shownColumns, failure: failure))
    }
    if showsTimes { note(ShellMessages.times(total: clock.now - start, output: outputTime)) }
    if let failure { throw failure }
    return rowCount
  }
}
