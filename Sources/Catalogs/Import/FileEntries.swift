import ExportFormat

/// The entries of the indexes of files that are not by id: gathered in the order of the files, then read in the order of
/// each index.
///
/// Statuses, types and people are few, so that lists of records by their values, one after the other, are the index. Dates
/// are sorted as numbers. Where that is not so, the index is not gathered.
///
/// Unchecked because only one thread has it at a time: the decoding thread fills it, then hands it over.
final class FileEntries: @unchecked Sendable {
  private let spill = Spill(memorySize: 6 << 20)
  private var gathered: GatheredFiles

  /// - Parameter chunkSize: how many records are gathered before they are spilled.
  init(chunkSize: Int = 1 << 18) { gathered = GatheredFiles(chunkSize: chunkSize) }

  /// Adds the records of the next batch.
  ///
  /// - Throws: ``DatabaseFault`` where they can't be spilled.
  func add(_ batch: RecordBatch) throws { try gathered.add(batch, spill) }

  /// Ends the gathering.
  ///
  /// - Throws: ``DatabaseFault`` where it can't be spilled.
  func finish() throws { try gathered.writeRuns(to: spill) }

  /// The content of an index that has a list for each value of its columns, in the order of the index; nil where it was
  /// not gathered.
  func lists(of index: Imposter) -> FileListContent? { gathered.content(of: index, spill) }

  /// The entries of the index by date; nil where they were not gathered.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func dateReader() throws -> FileDateReader? {
    gathered.dates.isComplete ? try FileDateReader(spill, gathered.dates.runs) : nil
  }
}

/// The content of an index that has a list of files for each value of its columns.
struct FileListContent {
  /// The values of each list, by its number; nil for NULL.
  let values: [[[UInt8]?]]
  /// How many different values there are of the first column, of the first two, and so on.
  let prefixCounts: [Int]
  /// The lists; those of an index that ends with a date are sorted by it.
  let reader: FileListReader
}
