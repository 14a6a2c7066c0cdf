import SQLite

/// Writes the indexes of files that are not by id, each in its own order, through imposters.
struct FileIndexWriter {
  let connection: Connection
  let exportID: Int64
  /// The key of the import's first record.
  let firstFileKey: Int64
  /// The keys of records that are not stored.
  let skipped: RangeSet<Int64>
  /// How many files are stored: each has one entry in each index.
  let storedCount: Int
  /// What moves entries as records; nil where something keeps it from doing so.
  let transfer: IndexTransfer?

  /// Writes the entries that were gathered; what was not is read from the table and sorted by SQLite.
  ///
  /// - Returns: how many values there are of the columns of each index that was gathered.
  /// - Throws: ``DatabaseFault`` where what was gathered can't be read, ``SQLFailure``.
  func write(_ entries: FileEntries) throws -> PrefixCounts {
    let feed = FileEntryFeed(firstFileKey: firstFileKey, skipped: skipped)
    var counts = PrefixCounts()
    try connection.withVirtualTables(
      FileEntryTable.allCases.map { $0.virtualTable(over: feed) }, module: "pressmark_file_entries"
    ) {
      for index in Imposter.fileIndexes {
        let found = try write(index, entries, feed)
        if let failure = feed.failure { throw failure }
        counts[index] = found?.prefixCounts
        if found?.count != storedCount { try sort(index, isEmpty: found == nil) }
      }
    }
    return counts
  }

  private typealias Written = (count: Int, prefixCounts: [Int])

  private func write(_ index: Imposter, _ entries: FileEntries, _ feed: FileEntryFeed) throws -> Written? {
    if index == .byExport { return (try writeExport(), []) }
    if index == .byUploadDate {
      guard let dates = try entries.dateReader() else { return nil }
      if let transfer { return (try transfer.moveDates(dates, exportID, firstFileKey), [dates.dateCount]) }
      feed.dates = dates
      let insertion = try insertion(into: index, from: .dates, bound: [])
      try insertion.bind(["export": .integer(exportID)])
      return (try insertion.insertedRows(), [dates.dateCount])
    }
    guard let content = entries.lists(of: index) else { return nil }
    if let transfer {
      return (try transfer.move(content, into: index, exportID, firstFileKey), content.prefixCounts)
    }
    feed.lists = content.reader
    let insertion = try insertion(into: index, from: .list, bound: content.columns)
    var count = 0
    while content.reader.nextList() {
      var values: [String: QueryValue] = ["export": .integer(exportID)]
      for (column, bytes) in zip(content.columns, content.values[content.reader.list]) {
        values[column] = bytes.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .null
      }
      try insertion.bind(values)
      count += try insertion.insertedRows()
    }
    return (count, content.prefixCounts)
  }

  /// Writes the index whose order is that of the table itself.
  ///
  /// - Returns: how many entries it got.
  private func writeExport() throws -> Int {
    if let transfer { return try transfer.moveKeys(firstFileKey..<firstFileKey + Int64(storedCount), exportID) }
    let statement = try connection.statement(
      """
      INSERT OR FAIL INTO main.\(Imposter.byExport.name) (export_id, file_key)
      SELECT :export, file_key FROM main.\(Imposter.files.name) WHERE file_key >= \(firstFileKey)
      """)
    try statement.bind(["export": .integer(exportID)])
    return try statement.insertedRows()
  }

  /// The statement that inserts the rows of a virtual table into an index.
  ///
  /// - Parameter bound: the columns whose values are parameters.
  private func insertion(into index: Imposter, from table: FileEntryTable, bound: [String]) throws -> Statement {
    let values = index.columns.map { column in
      switch column {
      case "export_id": ":export"
      case "file_key": "rowid"
      default: bound.contains(column) ? ":\(column)" : column
      }
    }
    // An entry is never there already. OR FAIL spares the statement a journal of its own.
    return try connection.statement(
      """
      INSERT OR FAIL INTO main.\(index.name) (\(index.columns.joined(separator: ", ")))
      SELECT \(values.joined(separator: ", ")) FROM temp.\(table.name)
      """)
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
