import Interruption
import SQLite

/// Moves the entries of an index into its b-tree by images, in their order.
///
/// SQLite looks at the indexes of a table only where the table has a row. So each image has a file that does not exist,
/// which is removed again.
struct IndexTransfer {
  /// How many entries an image has: some megabytes.
  private static let imageSize = 1 << 15

  let exportID: Int64
  /// The key of the import's first record.
  let firstFileKey: Int64
  /// The key behind that of its last record: no file has it.
  let endFileKey: Int64

  private let transfer: BatchTransfer
  private let connection: Connection
  private let image = TreeImage()
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
  /// - Parameter next: writes the next entry as a record; false after the last.
  /// - Returns: how many were moved: fewer than there are, where one is longer than a page holds.
  func move(into index: Imposter, _ next: (inout RecordEncoder) throws -> Bool) throws -> Int {
    guard let root = RowImposters.number(of: index) else { return 0 }
    var encoder = RecordEncoder()
    var moved = 0
    while true {
      try Interruption.check()
      image.begin(treeCount: RowImposters.treeCount)
      var tree = TreeBuilder(image, root: root, isTable: false)
      var count = 0
      while count < Self.imageSize {
        encoder.begin()
        guard try next(&encoder) else { break }
        encoder.end()
        tree.append(encoder)
        count += 1
      }
      guard count > 0, tree.finish() else { return moved }
      TreeBuilder.makeEmpty(RowImposters.trees(besides: [0, root]), in: image)
      addFile(&encoder)
      try transfer.run(image, fileCount: 1)
      _ = try connection.rows("DELETE FROM main.\(Imposter.files.name) WHERE file_key = \(endFileKey)")
      moved += count
    }
  }

  private func addFile(_ encoder: inout RecordEncoder) {
    encoder.begin()
    for _ in CatalogTable.files.columns { encoder.null() }
    encoder.end()
    var tree = TreeBuilder(image, root: 0, isTable: true)
    tree.append(encoder, rowID: endFileKey)
    _ = tree.finish()
  }
}
