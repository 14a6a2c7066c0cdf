import ExportFormat
import SQLite

/// A scan of one of the tables over the batch at hand.
///
/// The pointers are those of the batch, which does not change while a statement runs.
final class BatchCursor: VirtualCursor {
  private let table: BatchTable
  private let feed: BatchFeed
  private var row = 0
  private var rowCount = 0
  private var records: UnsafePointer<Record>
  private var groups: UnsafePointer<Group>
  private var labels: UnsafePointer<LabelUse>
  private var firstFileKey: Int64 = 0
  private var firstAttributeKey: Int64 = 0
  /// Whether some records are passed over.
  private var hasSkipped = false
  private var ids: FileIDReader?
  private var entries: LabelEntryReader?
  private let fieldCount = Int32(RecordField.count)
  private let integerField = Int32(RecordField.relatedDuplicates.rawValue)

  init(table: BatchTable, feed: BatchFeed) {
    self.table = table
    self.feed = feed
    let batch = feed.batch
    records = batch.decoded.records.start
    groups = batch.decoded.groups.start
    labels = batch.decoded.labels.start
  }

  override func start() {
    let batch = feed.batch
    records = batch.decoded.records.start
    groups = batch.decoded.groups.start
    labels = batch.decoded.labels.start
    firstFileKey = feed.firstFileKey
    firstAttributeKey = feed.firstAttributeKey
    hasSkipped = feed.skippedInBatch > 0 || feed.only != nil
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
      ids = feed.fileIDs
      rowCount = .max
      nextID()
      return
    case .labelIndex:
      hasSkipped = !feed.skipped.isEmpty
      firstFileKey = feed.startFileKey
      entries = feed.labelEntries
      rowCount = .max
      nextEntry()
      return
    }
    settle()
  }

  override func next() {
    row &+= 1
    switch table {
    case .fileIndex: nextID()
    case .labelIndex: nextEntry()
    default: settle()
    }
  }

  /// Settles on the first row from here that the table has.
  @inline(__always)
  private func settle() {
    switch table {
    case .fileIndex, .labelIndex: return
    case .files: if hasSkipped { while row < rowCount, isSkipped(row) { row &+= 1 } }
    case .groups: if hasSkipped { while row < rowCount, isSkipped(groups[row].record) { row &+= 1 } }
    case .labels: if hasSkipped { while row < rowCount, isSkipped(Int(labels[row].record)) { row &+= 1 } }
    case .duplicates: while row < rowCount, records[row][.rebound].isNull || isSkipped(row) { row &+= 1 }
    case .transfers: while row < rowCount, !records[row].hasReboundProject || isSkipped(row) { row &+= 1 }
    }
    isAtEnd = row >= rowCount
    if !isAtEnd { rowID = firstFileKey &+ Int64(record) }
  }

  /// The record that the current row belongs to.
  @inline(__always)
  private var record: Int {
    switch table {
    case .groups: groups[row].record
    case .labels: Int(labels[row].record)
    default: row
    }
  }

  private func isSkipped(_ record: Int) -> Bool { hasSkipped && feed.isSkipped(record) }

  /// Moves to the next entry of the files' index; there is none behind one that could not be read.
  private func nextID() {
    do {
      isAtEnd = try ids?.next() != true
      if let ids, !isAtEnd { rowID = firstFileKey &+ Int64(ids.record) }
    } catch {
      feed.failure = error
      isAtEnd = true
    }
  }

  /// Moves to the label's next entry in the labels' index; there is none behind one that could not be read.
  @inline(__always)
  private func nextEntry() {
    isAtEnd = true
    guard let entries else { return }
    do {
      while try entries.next() {
        rowID = firstFileKey &+ Int64(entries.record)
        if !hasSkipped || !feed.skipped.contains(rowID) {
          isAtEnd = false
          return
        }
      }
    } catch {
      feed.failure = error
    }
  }

  override func value(_ column: Int32, into result: VirtualResult) {
    switch table {
    case .files: file(column, result)
    case .groups:
      let group = groups + row
      switch column {
      case 0: result.integer(Int64(group.pointee.number))
      case 1: text(group.pointee.uid, result)
      default: text(group.pointee.extra, result)
      }
    case .labels:
      let label = labels + row
      switch column {
      case 0: result.integer(Int64(label.pointee.group))
      case 1: result.integer(Int64(label.pointee.position))
      default: result.integer(firstAttributeKey &+ Int64(label.pointee.definition))
      }
    case .duplicates: text(records[row][.rebound], result)
    case .transfers: result.integer(records[row].reboundProject)
    case .fileIndex: if let ids { result.text(ids.id) }
    case .labelIndex:
      if let entries { result.integer(Int64(column == 0 ? entries.group : entries.position)) }
    }
  }

  @inline(__always)
  private func file(_ column: Int32, _ result: VirtualResult) {
    let record = records + row
    if column < fieldCount {
      if column == integerField { return result.integer(record.pointee.relatedDuplicates) }
      return text(record.pointee.text(Int(column)), result)
    }
    if column == fieldCount { return result.integer(Int64(bitPattern: record.pointee.digest)) }
    text(record.pointee.extra, result)
  }

  @inline(__always)
  private func text(_ slice: ByteSlice, _ result: VirtualResult) {
    if slice.isNull { result.null() } else { result.text(slice.bytes) }
  }
}
