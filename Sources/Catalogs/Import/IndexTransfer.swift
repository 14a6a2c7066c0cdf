import Interruption
import SQLite

/// Moves the entries of an index into its b-tree by images, in their order.
///
/// SQLite looks at the indexes of a table only where the table has a row. So each image has a file that does not exist,
/// which is removed again.
struct IndexTransfer {
  let exportID: Int64
  /// The key of the import's first record, from which the keys of the others are counted.
  let firstFileKey: Int64
  /// The key behind that of its last record: no file has it.
  let endFileKey: Int64

  private let transfer: BatchTransfer
  private let connection: Connection
  private let relay = ImageRelay()
  private let skipped: RangeSet<Int64>
  private let hasSkipped: Bool

  /// - Parameter feed: what is known of the import, once all batches are stored.
  init(_ transfer: BatchTransfer, _ feed: BatchFeed, on connection: Connection) {
    self.transfer = transfer
    self.connection = connection
    exportID = feed.exportID
    firstFileKey = feed.startFileKey
    endFileKey = feed.firstFileKey
    skipped = feed.skipped
    hasSkipped = !feed.skipped.isEmpty
  }

  /// Moves the entries of an index; those of records that are not stored are left out.
  ///
  /// - Parameters:
  ///   - record: moves to the next entry, and gives its record's number in the import; nil after the last.
  ///   - write: writes the entry as a record; receives the file's key. Both are called on another thread, which has ended
  ///     when this returns.
  /// - Returns: how many were moved: fewer than there are, where one is longer than a page holds.
  @inline(__always)
  func move(
    into index: Imposter, nextRecord record: () throws -> Int?, write: (inout RecordEncoder, Int64) -> Void
  ) throws -> Int {
    try move(into: index) { entry in
      while let number = try record() {
        let key = firstFileKey &+ Int64(number)
        if hasSkipped, skipped.contains(key) { continue }
        write(&entry, key)
        return true
      }
      return false
    }
  }

  /// - Parameter next: writes the next entry as a record; false after the last.
  private func move(into index: Imposter, _ next: (inout RecordEncoder) throws -> Bool) throws -> Int {
    guard let root = RowImposters.number(of: index) else { return 0 }
    return try withoutActuallyEscaping(next) { next in
      let images = IndexImages(root: root, fileKey: endFileKey, next)
      var moved = 0
      try relay.run(images.fill) { image, count in
        try Interruption.check()
        try transfer.run(image, fileCount: 1)
        _ = try connection.rows("DELETE FROM main.\(Imposter.files.name) WHERE file_key = \(endFileKey)")
        moved += count
      }
      return moved
    }
  }
}
