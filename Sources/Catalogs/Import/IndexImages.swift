import SQLite

/// Fills images with the entries of an index, in their order.
final class IndexImages {
  /// How many entries an image has: about a megabyte.
  private static let size = 1 << 14

  private let root: Int
  private let fileKey: Int64
  private let next: (inout RecordEncoder) throws -> Bool

  /// - Parameters:
  ///   - root: the number of the index's tree.
  ///   - fileKey: the key of the file that each image has.
  ///   - next: writes the next entry as a record; false after the last.
  init(root: Int, fileKey: Int64, _ next: @escaping (inout RecordEncoder) throws -> Bool) {
    self.root = root
    self.fileKey = fileKey
    self.next = next
  }

  /// Fills an image with the next entries; with none after the last, and where one is longer than a page holds.
  func fill(_ image: TreeImage) throws -> ImageRelay.Filling {
    var encoder = RecordEncoder()
    image.begin(treeCount: RowImposters.treeCount)
    var tree = TreeBuilder(image, root: root, isTable: false)
    var count = 0
    var isLast = false
    while count < Self.size {
      encoder.begin()
      guard try next(&encoder) else {
        isLast = true
        break
      }
      encoder.end()
      tree.append(encoder)
      count += 1
    }
    guard count > 0, tree.finish() else { return ImageRelay.Filling(count: 0, isLast: true) }
    TreeBuilder.makeEmpty(RowImposters.trees(besides: [0, root]), in: image)
    addFile(to: image, &encoder)
    return ImageRelay.Filling(count: count, isLast: isLast)
  }

  private func addFile(to image: TreeImage, _ encoder: inout RecordEncoder) {
    encoder.begin()
    for _ in CatalogTable.files.columns { encoder.null() }
    encoder.end()
    var tree = TreeBuilder(image, root: 0, isTable: true)
    tree.append(encoder, rowID: fileKey)
    _ = tree.finish()
  }
}
