import ExportFormat

/// What the virtual tables show: the batch at hand and the keys that its rows get.
///
/// It is owned by the import, which outlives the virtual tables.
final class BatchFeed {
  var batch: RecordBatch
  let exportID: Int64
  /// The key of the batch's first record.
  var firstFileKey: Int64
  /// The key of the import's first label definition.
  let firstAttributeKey: Int64
  /// Where a scan of the records starts: behind one that could not be inserted.
  var firstRecord = 0
  /// The record that a scan was last at.
  var currentRecord = 0
  /// Records of the batch that are not stored, for they stand in the export already.
  var left: Set<Int> = []

  init(batch: RecordBatch, exportID: Int64, firstFileKey: Int64, firstAttributeKey: Int64) {
    self.batch = batch
    self.exportID = exportID
    self.firstFileKey = firstFileKey
    self.firstAttributeKey = firstAttributeKey
  }
}
