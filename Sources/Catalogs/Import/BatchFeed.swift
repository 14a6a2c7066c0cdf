import ExportFormat

/// What the virtual tables show: the current batch and the keys of its rows.
///
/// It is owned by the import, which outlives the virtual tables.
final class BatchFeed {
  var batch: RecordBatch
  let exportID: Int64
  /// The keys of the import's first record and of the batch's.
  let startFileKey: Int64
  var firstFileKey: Int64
  /// The key of the import's first label definition.
  let firstAttributeKey: Int64
  /// Where a scan of the records starts: after one that could not be inserted.
  var firstRecord = 0
  /// The only record that scans of the batch show; nil for all.
  var only: Int?
  /// Records that are not stored, because the export has their ids already: by the keys that their files would have.
  private(set) var skipped = RangeSet<Int64>()
  /// How many of them are in the batch.
  var skippedInBatch = 0
  /// The content of the two large indexes, once all batches are stored.
  var fileIDs: FileIDReader?
  var labelEntries: LabelEntryReader?
  /// The error that ended reading that content; a scan ends there.
  var failure: (any Error)?

  init(batch: RecordBatch, exportID: Int64, firstFileKey: Int64, firstAttributeKey: Int64) {
    self.batch = batch
    self.exportID = exportID
    startFileKey = firstFileKey
    self.firstFileKey = firstFileKey
    self.firstAttributeKey = firstAttributeKey
  }

  /// Notes that a record of the batch is not stored.
  func skip(_ record: Int) {
    let key = firstFileKey + Int64(record)
    skipped.insert(contentsOf: key..<key + 1)
    skippedInBatch += 1
  }

  /// Throws the error that ended reading the content of an index.
  func checkReading() throws { if let failure { throw failure } }

  /// Whether a record of the batch is not stored, or not shown.
  func isSkipped(_ record: Int) -> Bool {
    if let only, only != record { return true }
    return skippedInBatch > 0 && skipped.contains(firstFileKey + Int64(record))
  }
}
