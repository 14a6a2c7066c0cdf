/// Reads rows from a buffer.
protocol RowParser: AnyObject {
  /// The cells of the row that was read last.
  var cells: UnsafeMutablePointer<Cell> { get }
  var cellCount: Int { get }
  /// The line where that row begins.
  var rowLine: Int { get }

  /// Reads a row.
  func parseRow(in buffer: ByteBuffer) throws(TableFault) -> RowStep
}

/// What a ``RowParser`` met.
enum RowStep {
  case row
  /// A line with nothing in it.
  case blank
  /// The content ends within a row.
  case more
  case end
}
