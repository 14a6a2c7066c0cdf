import SQLite

/// Moves what an image has into the b-trees of ``RowImposters``: one statement for a batch, or for many entries of an
/// index.
final class BatchTransfer {
  private let images: ImageDatabase
  private let connection: Connection
  private let statement: Statement

  /// - Returns: nil where this SQLite would not move the rows as they stand.
  init?(_ images: ImageDatabase?, on connection: Connection) throws {
    guard let images,
      let statement = try connection.transfer(into: RowImposters.name, indexCount: RowImposters.indexCount)
    else { return nil }
    self.images = images
    self.connection = connection
    self.statement = statement
  }

  /// Moves the content of an image.
  ///
  /// - Parameter fileCount: how many files it has; at least one, without which SQLite would not look at the indexes.
  func run(_ image: TreeImage, fileCount: Int) throws {
    images.show(image.pages, count: image.count)
    let inserted = try statement.insertedRows()
    try images.checkRead()
    guard inserted == fileCount else {
      throw CatalogError.refused(
        table: CatalogTable.files.name, record: nil, id: nil, .removed(count: fileCount - inserted))
    }
  }
}
