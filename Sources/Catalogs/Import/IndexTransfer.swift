import Interruption
import SQLite

/// Moves the entries of an index into its b-tree by images, in their order.
///
/// SQLite looks at the indexes of a table only where the table has a row. So each image has a file that does not exist,
/// which is removed again.
struct IndexTransfer {
  /// How many entries an image has: some megabytes.
  private static let imageSize = 1 << 15

  private let transfer: BatchTransfer
  private let connection: Connection
  private let image = TreeImage()
  /// The key of the file that does not exist.
  private let freeKey: Int64

  /// - Parameter freeKey: a key that no file has, above those of all files.
  init(_ transfer: BatchTransfer, freeKey: Int64, on connection: Connection) {
    self.transfer = transfer
    self.connection = connection
    self.freeKey = freeKey
  }

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
      TreeBuilder.makeEmpty((1..<RowImposters.treeCount).filter { $0 != root }, in: image)
      addFile(&encoder)
      try transfer.run(image, fileCount: 1)
      _ = try connection.rows("DELETE FROM main.\(Imposter.files.name) WHERE file_key = \(freeKey)")
      moved += count
    }
  }

  private func addFile(_ encoder: inout RecordEncoder) {
    encoder.begin()
    for _ in CatalogTable.files.columns { encoder.null() }
    encoder.end()
    var tree = TreeBuilder(image, root: 0, isTable: true)
    tree.append(encoder, rowID: freeKey)
    _ = tree.finish()
  }
}
