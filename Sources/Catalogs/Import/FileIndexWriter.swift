import SQLite

/// Writes the indexes of files that are not by id, each in its own order.
struct FileIndexWriter {
  let connection: Connection
  let exportID: Int64
  /// The key of the import's first record.
  let firstFileKey: Int64
  /// How many files are stored: each has one entry in each index.
  let storedCount: Int
  /// What moves entries as records; nil where something keeps it from doing so.
  let transfer: IndexTransfer?

  private typealias Written = (count: Int, prefixCounts: [Int])

  /// Moves the entries that were gathered; what was not, or can't be moved, is read from the table and sorted by SQLite.
  ///
  /// - Returns: how many values there are of the columns of each index that was moved.
  /// - Throws: ``DatabaseFault`` where what was gathered can't be read, ``SQLFailure``.
  func write(_ entries: FileEntries) throws -> PrefixCounts {
    var counts = PrefixCounts()
    for index in Imposter.fileIndexes {
      let found = try transfer.flatMap { try move(index, entries, by: $0) }
      counts[index] = found?.prefixCounts
      if found?.count != storedCount { try sort(index, isEmpty: found == nil) }
    }
    return counts
  }

  private func move(_ index: Imposter, _ entries: FileEntries, by transfer: IndexTransfer) throws -> Written? {
    switch index {
    case .byExport: return (try transfer.moveKeys(), [])
    case .byUploadDate:
      guard let dates = try entries.dateReader() else { return nil }
      return (try transfer.moveDates(dates), [dates.dateCount])
    case .byAuthor:
      guard let content = entries.lists(of: index) else { return nil }
      let moved = try transfer.moveDated(content, into: index)
      return (moved.count, content.prefixCounts + [moved.dateCount])
    default:
      guard let content = entries.lists(of: index) else { return nil }
      return (try transfer.move(content, into: index), content.prefixCounts)
    }
  }

  /// Lets SQLite sort the entries of the files that are stored.
  ///
  /// - Parameter isEmpty: whether the index has no entry of the export yet.
  private func sort(_ index: Imposter, isEmpty: Bool) throws {
    if !isEmpty { _ = try connection.rows("DELETE FROM main.\(index.name) WHERE export_id = \(exportID)") }
    let columns = index.columns.joined(separator: ", ")
    _ = try connection.rows(
      """
      INSERT INTO main.\(index.name) (\(columns))
      SELECT \(columns) FROM main.\(Imposter.files.name) WHERE file_key >= \(firstFileKey) ORDER BY \(columns)
      """)
  }
}
