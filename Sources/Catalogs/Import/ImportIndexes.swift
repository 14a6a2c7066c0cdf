import ExportFormat

/// What the decoding thread gathers from an import's records: the content of the large indexes in their order, and
/// the counts of labels.
///
/// Unchecked because only one thread has it at a time: the decoding thread fills it, then hands it over.
final class ImportIndexes: @unchecked Sendable {
  let fileIDs = FileIDs()
  let fileEntries = FileEntries()
  let labelEntries = LabelEntries()
  var labelCounter = LabelCounter()

  /// Adds the next batch.
  ///
  /// - Returns: whether its ids are new.
  /// - Throws: ``DatabaseFault`` where it can't be spilled.
  func add(_ batch: RecordBatch) throws -> FileIDs.Verdict {
    labelCounter.add(batch)
    try labelEntries.add(batch)
    try fileEntries.add(batch)
    return try fileIDs.add(batch)
  }

  /// Ends the gathering, after the last batch.
  ///
  /// - Throws: ``DatabaseFault`` where it can't be spilled.
  func finish() throws { try fileEntries.finish() }
}
