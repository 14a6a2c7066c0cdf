import ExportFormat
import SQLite

/// A scan of one of the tables over the current batch.
///
/// SQLite sees the first member; see ``VirtualCursor``. The pointers are those of the batch, which does not change while
/// a statement runs.
struct BatchCursor {
  private var position = VirtualPosition()
  private let table: BatchTable
  // The import owns it and what it refers to, and they outlive every scan. Only scans of the indexes, and those that
  // skip records, take a reference for a row.
  private let unownedFeed: Unmanaged<BatchFeed>
  private var row = 0
  private var rowCount = 0
  private var records: UnsafePointer<Record>
  private var groups: UnsafePointer<Group>
  private var labels: UnsafePointer<LabelUse>
  private var firstFileKey: Int64 = 0
  private var firstAttributeKey: Int64 = 0
  /// Whether some records are skipped.
  private var hasSkipped = false
  private var ids: Unmanaged<FileIDReader>?
  private var entries: Unmanaged<LabelEntryReader>?
  /// The current entry of the labels' index.
  private var entry = (group: 0, position: 0)
  private let fieldCount = Int32(RecordField.count)
  private let integerField = Int32(RecordField.relatedDuplicates.rawValue)
  private let linkField = RecordField.rebound.rawValue

  private init(_ table: BatchTable, _ feed: BatchFeed) {
    self.table = table
    unownedFeed = Unmanaged.passUnretained(feed)
    let batch = feed.batch
    records = batch.decoded.records.start
    groups = batch.decoded.groups.start
    labels = batch.decoded.labels.start
  }

  /// Makes a cursor for a scan of a table.
  static func make(_ table: BatchTable, over feed: BatchFeed) -> VirtualCursor {
    let memory = UnsafeMutablePointer<BatchCursor>.allocate(capacity: 1)
    memory.initialize(to: BatchCursor(table, feed))
    return VirtualCursor(
      state: memory,
      start: { BatchCursor.at($0).pointee.start() },
      next: { BatchCursor.at($0).pointee.next() },
      value: { BatchCursor.at($0).pointee.value($1, into: $2) },
      close: { BatchCursor.at($0).deallocate() })
  }

  /// The cursor in the memory of its state.
  @inline(__always)
  private static func at(_ state: UnsafeMutableRawPointer) -> UnsafeMutablePointer<BatchCursor> {
    state.assumingMemoryBound(to: BatchCursor.self)
  }

  private var feed: BatchFeed { unownedFeed.takeUnretainedValue() }

  private mutating func start() {
    let feed = feed
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
      ids = feed.fileIDs.map { Unmanaged.passUnretained($0) }
      rowCount = .max
      nextID()
      return
    case .labelIndex:
      hasSkipped = !feed.skipped.isEmpty
      firstFileKey = feed.startFileKey
      entries = feed.labelEntries.map { Unmanaged.passUnretained($0) }
      rowCount = .max
      nextEntry()
      return
    }
    settle()
  }

  private mutating func next() {
    row &+= 1
    switch table {
    case .fileIndex: nextID()
    case .labelIndex: nextEntry()
    default: settle()
    }
  }

  /// Moves to the next row that the table has, which can be the current one.
  @inline(__always)
  private mutating func settle() {
    switch table {
    case .fileIndex, .labelIndex: return
    case .files: if hasSkipped { while row < rowCount, isSkipped(row) { row &+= 1 } }
    case .groups: if hasSkipped { while row < rowCount, isSkipped(groups[row].record) { row &+= 1 } }
    case .labels: if hasSkipped { while row < rowCount, isSkipped(Int(labels[row].record)) { row &+= 1 } }
    case .duplicates:
      while row < rowCount, !records[row].text(ofField: linkField).isText || isSkipped(row) { row &+= 1 }
    case .transfers: while row < rowCount, !records[row].hasReboundProject || isSkipped(row) { row &+= 1 }
    }
    position.isAtEnd = row >= rowCount
    if !position.isAtEnd { position.rowID = firstFileKey &+ Int64(record) }
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

  /// Moves to the next entry of the files' index; there is none after one that could not be read.
  private mutating func nextID() {
    position.isAtEnd = true
    guard let ids = ids?.takeUnretainedValue() else { return }
    do {
      guard try ids.next() else { return }
      position.isAtEnd = false
      position.rowID = firstFileKey &+ Int64(ids.record)
    } catch {
      feed.failure = error
    }
  }

  /// Moves to the label's next entry in the labels' index; there is none after one that could not be read.
  @inline(__always)
  private mutating func nextEntry() {
    position.isAtEnd = true
    guard let entries = entries?.takeUnretainedValue() else { return }
    do {
      while try entries.next() {
        position.rowID = firstFileKey &+ Int64(entries.record)
        if !hasSkipped || !feed.skipped.contains(position.rowID) {
          position.isAtEnd = false
          entry = (entries.group, entries.position)
          return
        }
      }
    } catch {
      feed.failure = error
    }
  }

  @inline(__always)
  private func value(_ column: Int32, into result: OpaquePointer?) {
    switch table {
    case .files: file(column, result)
    case .groups:
      let group = groups + row
      switch column {
      case 0: VirtualResult.integer(Int64(group.pointee.number), into: result)
      case 1: text(group.pointee.uid, result)
      default: text(group.pointee.extra, result)
      }
    case .labels:
      let label = labels + row
      switch column {
      case 0: VirtualResult.integer(Int64(label.pointee.group), into: result)
      case 1: VirtualResult.integer(Int64(label.pointee.position), into: result)
      default: VirtualResult.integer(firstAttributeKey &+ Int64(label.pointee.definition), into: result)
      }
    case .duplicates: text(records[row].text(ofField: linkField), result)
    case .transfers: VirtualResult.integer(records[row].reboundProject, into: result)
    case .fileIndex:
      if let id = ids?.takeUnretainedValue().id { VirtualResult.text(id.baseAddress, id.count, into: result) }
    case .labelIndex: VirtualResult.integer(Int64(column == 0 ? entry.group : entry.position), into: result)
    }
  }

  @inline(__always)
  private func file(_ column: Int32, _ result: OpaquePointer?) {
    let record = records + row
    if column < fieldCount {
      if column == integerField { return VirtualResult.integer(record.pointee.relatedDuplicates, into: result) }
      return text(record.pointee.text(ofField: Int(column)), result)
    }
    if column == fieldCount { return VirtualResult.integer(Int64(bitPattern: record.pointee.digest), into: result) }
    text(record.pointee.extra, result)
  }

  @inline(__always)
  private func text(_ slice: ByteSlice, _ result: OpaquePointer?) {
    VirtualResult.text(slice.start, slice.count, into: result)
  }
}
