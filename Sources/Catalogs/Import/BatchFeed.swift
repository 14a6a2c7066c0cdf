import ExportFormat

/// What the virtual tables show: the batch at hand and the keys that its rows get.
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
  /// Where a scan of the records starts: behind one that could not be inserted.
  var firstRecord = 0
  /// The only record that scans of the batch show; nil for all.
  var only: Int?
  /// Records that are not stored, for they stand in the export already, and how many of them are in the batch.
  var left = LeftRecords()
  var leftInBatch = 0
  /// The content of the two large indexes, once all batches were stored.
  var fileIDs: FileIDReader?
  var labelEntries: LabelEntryReader?
  /// What reading them met; a scan ends there.
  var failure: (any Error)?

  init(batch: RecordBatch, exportID: Int64, firstFileKey: Int64, firstAttributeKey: Int64) {
    self.batch = batch
    self.exportID = exportID
    startFileKey = firstFileKey
    self.firstFileKey = firstFileKey
    self.firstAttributeKey = firstAttributeKey
  }

  /// Throws what reading the entries met.
  func checkReading() throws { if let failure { throw failure } }

  /// Whether a record of the batch is not stored, or not shown.
  func isLeft(_ record: Int) -> Bool {
    if let only, only != record { return true }
    return leftInBatch > 0 && left.contains(firstFileKey + Int64(record))
  }
}
