import Interruption
import SQLite

/// Moves the entries of an index into its b-tree by images, in their order.
///
/// SQLite looks at the indexes of a table only where the table has a row. So each image has a file that does not exist,
/// which is removed again.
struct IndexTransfer {
  let exportID: Int64
  /// The key of the import's first record.
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

  /// Whether the record of a key is not stored, and so has no entry.
  @inline(__always)
  func isSkipped(_ key: Int64) -> Bool { hasSkipped && skipped.contains(key) }

  /// Moves the entries of an index.
  ///
  /// - Parameter next: writes the next entry as a record; false after the last. It is called on another thread, which has
  ///   ended when this returns.
  /// - Returns: how many were moved: fewer than there are, where one is longer than a page holds.
  func move(into index: Imposter, _ next: (inout RecordEncoder) throws -> Bool) throws -> Int {
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
