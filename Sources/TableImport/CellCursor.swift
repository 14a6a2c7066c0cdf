import SQLite
import TableInput

/// What a scan of cells reads from.
final class CellFeed {
  /// The rows to insert now.
  var batch: CellBatch?
  /// What the columns take.
  var kinds: [TableColumn.Kind] = []
  /// Whether a cell was not what its column takes: the file is another one now.
  var hasMismatch = false
}

/// A scan of the rows of a batch; SQLite sees the first member, see `VirtualCursor`.
struct CellCursor {
  private var position = VirtualPosition()
  // The import owns it, and it outlives every scan.
  private let feed: Unmanaged<CellFeed>
  private var cells: UnsafePointer<Cell>?
  private var base: UnsafePointer<UInt8>?
  private let kinds: UnsafeMutablePointer<TableColumn.Kind>
  private let columnCount: Int
  private var row = 0
  private var rowCount = 0

  private init(_ feed: CellFeed) {
    self.feed = Unmanaged.passUnretained(feed)
    columnCount = feed.kinds.count
    kinds = .allocate(capacity: max(columnCount, 1))
    for (index, kind) in feed.kinds.enumerated() { (kinds + index).initialize(to: kind) }
  }

  static func make(over feed: CellFeed) -> VirtualCursor {
    let memory = UnsafeMutablePointer<CellCursor>.allocate(capacity: 1)
    memory.initialize(to: CellCursor(feed))
    return VirtualCursor(
      state: memory,
      start: { CellCursor.at($0).pointee.start() },
      next: { CellCursor.at($0).pointee.next() },
      value: { CellCursor.at($0).pointee.value($1, into: $2) },
      close: {
        CellCursor.at($0).pointee.kinds.deallocate()
        CellCursor.at($0).deallocate()
      })
  }

  @inline(__always)
  private static func at(_ state: UnsafeMutableRawPointer) -> UnsafeMutablePointer<CellCursor> {
    state.assumingMemoryBound(to: CellCursor.self)
  }

  private mutating func start() {
    let batch = feed.takeUnretainedValue().batch
    cells = batch.map { UnsafePointer($0.cells) }
    base = batch?.base
    row = 0
    rowCount = batch?.rowCount ?? 0
    position.isAtEnd = rowCount == 0
  }

  private mutating func next() {
    row += 1
    if let cells { self.cells = cells + columnCount }
    position.isAtEnd = row >= rowCount
  }

  private func value(_ column: Int32, into result: OpaquePointer?) {
    let column = Int(column)
    guard let cells, let base, column < columnCount else { return VirtualResult.null(into: result) }
    let cell = cells[column]
    let bytes = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
    switch (kinds[column], cell.kind) {
    case (_, .null): VirtualResult.null(into: result)
    case (.text, .true): Self.word("true", into: result)
    case (.text, .false): Self.word("false", into: result)
    case (.text, _): VirtualResult.text(bytes.baseAddress, bytes.count, into: result)
    case (.integer, .true): VirtualResult.integer(1, into: result)
    case (.integer, .false): VirtualResult.integer(0, into: result)
    case (.integer, .bare), (.integer, .quoted), (.integer, .number):
      if let number = NumberText.integer(bytes) { return VirtualResult.integer(number, into: result) }
      mismatch(result)
    case (.real, .bare), (.real, .quoted), (.real, .number):
      if let number = NumberText.real(bytes) { return VirtualResult.real(number, into: result) }
      mismatch(result)
    default: mismatch(result)
    }
  }

  private static func word(_ word: StaticString, into result: OpaquePointer?) {
    VirtualResult.text(word.utf8Start, word.utf8CodeUnitCount, into: result)
  }

  private func mismatch(_ result: OpaquePointer?) {
    feed.takeUnretainedValue().hasMismatch = true
    VirtualResult.null(into: result)
  }
}
