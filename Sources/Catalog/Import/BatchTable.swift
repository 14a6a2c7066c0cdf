import ExportFormat
import GRDBSQLite

/// The tables that a batch is inserted from; one line and one case of `value` for each.
enum BatchTable: Int32, CaseIterable {
  case files, groups, labels, duplicates, transfers, fileIndex, labelIndex

  /// The name of the virtual table.
  var name: String { "batch_\(self)" }

  /// The columns that it fills, in the order of the stored table's.
  private var columns: [String] {
    switch self {
    case .files:
      [
        "file_key", "export_id", "file_id", "file_name", "file_type", "status", "author_name", "validator_name",
        "upload_date", "update_date", "related_duplicates", "digest", "extra",
      ]
    case .groups: ["file_key", "group_no", "uid", "extra"]
    case .labels: ["file_key", "group_no", "position", "attribute_key"]
    case .duplicates: ["file_key", "original_id"]
    case .transfers: ["file_key", "storage_project_id"]
    case .fileIndex: ["export_id", "file_id", "file_key"]
    case .labelIndex: ["attribute_key", "file_key", "group_no", "position"]
    }
  }

  /// What stands for a column that the virtual table need not give: a row's number and a parameter take SQLite a fraction
  /// of the time of a column.
  private func substitute(for column: String) -> String? {
    switch (self, column) {
    case (_, "file_key"): "rowid"
    case (_, "export_id"): ":export"
    case (.labelIndex, "attribute_key"): ":attribute"
    default: nil
    }
  }

  /// The columns of the virtual table.
  var ownColumns: String { columns.filter { substitute(for: $0) == nil }.joined(separator: ", ") }

  /// The statement that inserts all its rows into a table. A conflict ends it and leaves the rows before as inserted, so
  /// that it needs no journal of its own and the scan can go on behind the row.
  func insertion(into table: String) -> String {
    """
    INSERT OR FAIL INTO main.\(table) (\(columns.joined(separator: ", ")))
    SELECT \(columns.map { substitute(for: $0) ?? $0 }.joined(separator: ", ")) FROM temp.\(name)
    """
  }
}

/// A scan of one of the tables over the batch at hand.
///
/// SQLite sees the first member and hands the whole back to the methods of ``BatchModule``. The pointers are those of
/// the batch, which does not change while a statement runs.
struct BatchCursor {
  var base = sqlite3_vtab_cursor()
  let table: BatchTable
  let feed: Unmanaged<BatchFeed>
  private var row = 0
  private var rowCount = 0
  private var records: UnsafePointer<Record>
  private var groups: UnsafePointer<Group>
  private var labels: UnsafePointer<LabelUse>
  private var firstFileKey: Int64 = 0
  private var firstAttributeKey: Int64 = 0
  private var hasLeft = false
  private var ids: Unmanaged<FileIDReader>?
  private var entries: Unmanaged<LabelEntryReader>?

  init(table: BatchTable, feed: Unmanaged<BatchFeed>) {
    self.table = table
    self.feed = feed
    let batch = feed.takeUnretainedValue().batch
    records = batch.decoded.records.start
    groups = batch.decoded.groups.start
    labels = batch.decoded.labels.start
  }

  var isAtEnd: Bool { row >= rowCount }

  /// The key of the file that the current row belongs to.
  @inline(__always)
  var rowID: Int64 {
    let record =
      switch table {
      case .files, .duplicates, .transfers: row
      case .groups: groups[row].record
      case .labels: Int(labels[row].record)
      case .fileIndex: ids?._withUnsafeGuaranteedRef { $0.record } ?? 0
      case .labelIndex: entries?._withUnsafeGuaranteedRef { $0.record } ?? 0
      }
    return firstFileKey &+ Int64(record)
  }

  mutating func start() {
    let feed = feed.takeUnretainedValue()
    let batch = feed.batch
    records = batch.decoded.records.start
    groups = batch.decoded.groups.start
    labels = batch.decoded.labels.start
    firstFileKey = feed.firstFileKey
    firstAttributeKey = feed.firstAttributeKey
    hasLeft = feed.leftInBatch > 0
    row = 0
    switch table {
    case .files:
      row = feed.firstRecord
      rowCount = batch.decoded.records.count
    case .groups: rowCount = batch.decoded.groups.count
    case .labels: rowCount = batch.decoded.labels.count
    case .duplicates, .transfers: rowCount = batch.decoded.records.count
    case .fileIndex:
      firstFileKey = feed.startFileKey
      ids = feed.fileIDs.map { Unmanaged.passUnretained($0) }
      rowCount = .max
      nextID()
    case .labelIndex:
      hasLeft = !feed.left.isEmpty
      firstFileKey = feed.startFileKey
      entries = feed.labelEntries.map { Unmanaged.passUnretained($0) }
      rowCount = .max
      nextEntry()
    }
    passSkipped()
  }

  mutating func next() {
    row &+= 1
    switch table {
    case .files: break
    case .fileIndex: nextID()
    case .labelIndex: nextEntry()
    default: passSkipped()
    }
  }

  /// Moves to the next row that the table has.
  @inline(__always)
  private mutating func passSkipped() {
    switch table {
    case .files, .fileIndex, .labelIndex: break
    case .groups:
      guard hasLeft else { return }
      while row < rowCount, isLeft(groups[row].record) { row &+= 1 }
    case .labels:
      guard hasLeft else { return }
      while row < rowCount, isLeft(Int(labels[row].record)) { row &+= 1 }
    case .duplicates: while row < rowCount, records[row].rebound.isNull || isLeft(row) { row &+= 1 }
    case .transfers: while row < rowCount, !records[row].hasReboundProject || isLeft(row) { row &+= 1 }
    }
  }

  private func isLeft(_ record: Int) -> Bool { hasLeft && feed.takeUnretainedValue().isLeft(record) }

  /// Moves to the next entry of the files' index; there is none behind one that could not be read.
  private mutating func nextID() {
    let isFound = ids?._withUnsafeGuaranteedRef { ids in
      do {
        return try ids.next()
      } catch {
        feed.takeUnretainedValue().failure = error
        return false
      }
    }
    if isFound != true { rowCount = 0 }
  }

  /// Moves to the label's next entry in the labels' index; there is none behind one that could not be read.
  @inline(__always)
  private mutating func nextEntry() {
    let isFound = entries?._withUnsafeGuaranteedRef { entries in
      do {
        while try entries.next() {
          let fileKey = firstFileKey &+ Int64(entries.record)
          if !hasLeft || !feed.takeUnretainedValue().left.contains(fileKey) { return true }
        }
      } catch {
        feed.takeUnretainedValue().failure = error
      }
      return false
    }
    if isFound != true { rowCount = 0 }
  }

  /// Gives SQLite the value of a column of the current row.
  @inline(__always)
  func value(_ column: Int32, _ context: OpaquePointer?) {
    switch table {
    case .files: file(column, context)
    case .groups:
      let group = groups + row
      switch column {
      case 0: sqlite3_result_int64(context, Int64(group.pointee.number))
      case 1: text(group.pointee.uid, context)
      default: text(group.pointee.extra, context)
      }
    case .labels:
      let label = labels + row
      switch column {
      case 0: sqlite3_result_int64(context, Int64(label.pointee.group))
      case 1: sqlite3_result_int64(context, Int64(label.pointee.position))
      default: sqlite3_result_int64(context, firstAttributeKey &+ Int64(label.pointee.definition))
      }
    case .duplicates: text(records[row].rebound, context)
    case .transfers: sqlite3_result_int64(context, records[row].reboundProject)
    case .fileIndex: ids?._withUnsafeGuaranteedRef { text($0.id, context) }
    case .labelIndex:
      entries?._withUnsafeGuaranteedRef { entries in
        sqlite3_result_int64(context, Int64(column == 0 ? entries.group : entries.position))
      }
    }
  }

  @inline(__always)
  private func file(_ column: Int32, _ context: OpaquePointer?) {
    let record = records + row
    switch column {
    case 0: text(record.pointee.id, context)
    case 1: text(record.pointee.fileName, context)
    case 2: text(record.pointee.fileType, context)
    case 3: text(record.pointee.status, context)
    case 4: text(record.pointee.authorName, context)
    case 5: text(record.pointee.validatorName, context)
    case 6: text(record.pointee.uploadDate, context)
    case 7: text(record.pointee.updateDate, context)
    case 8: sqlite3_result_int64(context, record.pointee.relatedDuplicates)
    case 9: sqlite3_result_int64(context, Int64(bitPattern: record.pointee.digest))
    default: text(record.pointee.extra, context)
    }
  }

  /// Hands over text without a copy: the batch keeps the bytes until the statement is done.
  @inline(__always)
  private func text(_ slice: ByteSlice, _ context: OpaquePointer?) {
    if slice.isNull { sqlite3_result_null(context) } else { text(slice.bytes, context) }
  }

  @inline(__always)
  private func text(_ bytes: UnsafeBufferPointer<UInt8>, _ context: OpaquePointer?) {
    guard let start = bytes.baseAddress else { return sqlite3_result_null(context) }
    // No destructor is SQLITE_STATIC. The bytes are UTF-8, which SQLite takes as plain characters.
    let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    sqlite3_result_text64(context, characters, sqlite3_uint64(bytes.count), nil, UInt8(SQLITE_UTF8))
  }
}
