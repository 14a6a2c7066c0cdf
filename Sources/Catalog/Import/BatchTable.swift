import ExportFormat
import GRDBSQLite

/// The tables that a batch is inserted from: virtual tables of the batch, see ``BatchModule``.
enum BatchTable: Int32, CaseIterable {
  case files, groups, labels, duplicates, transfers, fileIndex, labelIndex

  /// The name of the virtual table.
  var name: String { "pressmark_batch_\(self)" }

  /// The table that its rows go into, or into whose index.
  var target: CatalogTable {
    switch self {
    case .files, .fileIndex: .files
    case .groups: .attributeGroups
    case .labels, .labelIndex: .groupAttributes
    case .duplicates: .duplicates
    case .transfers: .transfers
    }
  }

  /// The columns of the virtual table, as ``BatchCursor/value(_:_:)`` numbers them: those of the files are all fields of
  /// a record, by their raw values, and two more.
  var ownColumns: [String] {
    switch self {
    case .files:
      RecordField.allCases.map { $0.declaration.column ?? $0.name } + ["digest", "extra"]
    case .groups: ["group_no", "uid", "extra"]
    case .labels: ["group_no", "position", "attribute_key"]
    case .duplicates: ["original_id"]
    case .transfers: ["storage_project_id"]
    case .fileIndex: ["file_id"]
    case .labelIndex: ["group_no", "position"]
    }
  }

  /// What gives a column its value: a row's number and a parameter take SQLite a fraction of the time of a column.
  private func source(of column: String) -> String {
    switch (self, column) {
    case (_, "file_key"): "rowid"
    case (_, "export_id"): ":export"
    case (.labelIndex, "attribute_key"): ":attribute"
    default: column
    }
  }

  /// The statement that inserts all its rows.
  ///
  /// - Parameters:
  ///   - imposter: where to, instead of the table itself.
  ///   - keepsRowsBefore: whether a conflict leaves the rows before as inserted, so that the statement needs no journal
  ///     of its own and the scan can go on behind the row. Triggers would take over that way to deal with conflicts,
  ///     whatever they say themselves.
  func insertion(into imposter: Imposter? = nil, keepsRowsBefore: Bool) -> String {
    let columns = imposter?.columns ?? target.columns
    return """
      INSERT\(keepsRowsBefore ? " OR FAIL" : "") INTO main.\(imposter?.name ?? target.name) (\(columns.joined(separator: ", ")))
      SELECT \(columns.map(source).joined(separator: ", ")) FROM temp.\(name)
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
  /// Whether some records are passed over.
  private var hasLeft = false
  private let fieldCount = Int32(RecordField.count)
  private let integerField = Int32(RecordField.relatedDuplicates.rawValue)
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
    hasLeft = feed.leftInBatch > 0 || feed.only != nil
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
    case .fileIndex: nextID()
    case .labelIndex: nextEntry()
    default: passSkipped()
    }
  }

  /// Moves to the next row that the table has.
  @inline(__always)
  private mutating func passSkipped() {
    switch table {
    case .fileIndex, .labelIndex: break
    case .files:
      guard hasLeft else { return }
      while row < rowCount, isLeft(row) { row &+= 1 }
    case .groups:
      guard hasLeft else { return }
      while row < rowCount, isLeft(groups[row].record) { row &+= 1 }
    case .labels:
      guard hasLeft else { return }
      while row < rowCount, isLeft(Int(labels[row].record)) { row &+= 1 }
    case .duplicates: while row < rowCount, records[row][.rebound].isNull || isLeft(row) { row &+= 1 }
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
    case .duplicates: text(records[row][.rebound], context)
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
    if column < fieldCount {
      if column == integerField { return sqlite3_result_int64(context, record.pointee.relatedDuplicates) }
      return text(record.pointee.text(Int(column)), context)
    }
    if column == fieldCount { return sqlite3_result_int64(context, Int64(bitPattern: record.pointee.digest)) }
    text(record.pointee.extra, context)
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
