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
  private var hasLeft = false
  private var ids: FileIDReader?
  private var entries: LabelEntryReader?

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
      ids = feed.fileIDs
      rowCount = .max
      nextID()
      return
    case .labelIndex:
      hasLeft = !feed.left.isEmpty
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
    case .files: if hasLeft { while row < rowCount, isLeft(row) { row &+= 1 } }
    case .groups: if hasLeft { while row < rowCount, isLeft(groups[row].record) { row &+= 1 } }
    case .labels: if hasLeft { while row < rowCount, isLeft(Int(labels[row].record)) { row &+= 1 } }
    case .duplicates: while row < rowCount, records[row].rebound.isNull || isLeft(row) { row &+= 1 }
    case .transfers: while row < rowCount, !records[row].hasReboundProject || isLeft(row) { row &+= 1 }
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

  private func isLeft(_ record: Int) -> Bool { hasLeft && feed.isLeft(record) }

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
        if !hasLeft || !feed.left.contains(rowID) {
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
    case .duplicates: text(records[row].rebound, result)
    case .transfers: result.integer(records[row].reboundProject)
    case .fileIndex: if let ids { result.text(ids.id) }
    case .labelIndex:
      if let entries { result.integer(Int64(column == 0 ? entries.group : entries.position)) }
    }
  }

  @inline(__always)
  private func file(_ column: Int32, _ result: VirtualResult) {
    let record = records + row
    switch column {
    case 0: text(record.pointee.id, result)
    case 1: text(record.pointee.fileName, result)
    case 2: text(record.pointee.fileType, result)
    case 3: text(record.pointee.status, result)
    case 4: text(record.pointee.authorName, result)
    case 5: text(record.pointee.validatorName, result)
    case 6: text(record.pointee.uploadDate, result)
    case 7: text(record.pointee.updateDate, result)
    case 8: result.integer(record.pointee.relatedDuplicates)
    case 9: result.integer(Int64(bitPattern: record.pointee.digest))
    default: text(record.pointee.extra, result)
    }
  }

  @inline(__always)
  private func text(_ slice: ByteSlice, _ result: VirtualResult) {
    if slice.isNull { result.null() } else { result.text(slice.bytes) }
  }
}
