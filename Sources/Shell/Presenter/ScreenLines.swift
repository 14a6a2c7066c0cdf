/// Counts the lines of a window that output takes: those that are longer than the window take several.
struct ScreenLines {
  private let columns: Int
  /// The lines so far, with the one that is being written.
  private(set) var count = 0
  private var column = 0
  private var isInSequence = false

  /// - Parameter columns: the width of the window.
  init(columns: Int) { self.columns = max(columns, 1) }

  /// Counts a piece of output. Each character counts for one column, and colours for none.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      switch byte {
      case 0x0A:
        count += column == 0 ? 1 : 0
        column = 0
      case 0x1B: isInSequence = true
      case _ where isInSequence: isInSequence = byte == 0x5B || !(0x40...0x7E).contains(byte)
      // The first byte of a character stands for it.
      case _ where byte & 0xC0 != 0x80:
        if column % columns == 0 { count += 1 }
        column += 1
      default: break
      }
    }
  }
}
