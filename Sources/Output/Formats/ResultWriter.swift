package import SQLite

/// Writes one result in a format: names, rows, end.
///
/// The names are written with the first row, or at the end: of a statement that fails before its first row there is
/// nothing, neither an empty box nor an opening bracket.
package struct ResultWriter {
  private var format: any ResultFormat
  private let columns: [String]
  private let out: ByteWriter
  private var state = State.waiting

  private enum State {
    case waiting, open, ended
  }

  /// - Parameters:
  ///   - format: made for this result.
  ///   - columns: the names of its columns.
  ///   - out: where to.
  package init(_ format: any ResultFormat, columns: [String], to out: ByteWriter) {
    self.format = format
    self.columns = columns
    self.out = out
  }

  /// How many of the columns were shown; nil for all.
  package var shownColumns: Int? { format.shownColumns }

  /// Writes a row.
  ///
  /// - Throws: what keeps the format from showing such columns.
  package mutating func row(_ row: ResultRow) throws {
    try begin()
    format.row(row, to: out)
  }

  /// Writes the end, once.
  ///
  /// - Throws: what keeps the format from showing the result.
  package mutating func end() throws {
    guard state != .ended else { return }
    try begin()
    state = .ended
    format.end(to: out)
    try format.check()
  }

  /// Ends a result that failed: the rows until then form a whole.
  package mutating func stop() {
    if state == .open { format.end(to: out) }
    state = .ended
  }

  private mutating func begin() throws {
    guard state == .waiting else { return }
    state = .open
    format.begin(columns, to: out)
    do { try format.check() } catch {
      state = .ended
      throw error
    }
  }
}
