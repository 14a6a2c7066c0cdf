import ExportFormat

/// The ids of an import's files: added in the order of the files, then read in the order of their index.
///
/// The platform sorts by status and then by age, so ids come in a few *runs* that fall or rise steadily, and merging the
/// runs sorts them. Ids in another order are not gathered, nor are those of an export in which an id occurs twice: the
/// index of the table has to find such a record before it is stored.
///
/// Unchecked because only one thread has it at a time: the decoding thread fills it, then hands it over.
final class FileIDs: @unchecked Sendable {
  /// What the ids of a batch are.
  enum Verdict: Sendable {
    /// All are new.
    case new
    /// Some records may have ids that came before: in the batch, or in the runs, which include the batch.
    case perhapsRepeated(records: [Int], runs: [Run])
    /// Ids are no longer gathered.
    case unordered

    var isUnordered: Bool { if case .unordered = self { true } else { false } }
  }

  /// Ids that follow each other, are of one length, and fall or rise.
  struct Run: Sendable {
    /// Its first record, from 0.
    let start: Int
    var count = 1
    let idLength: Int
    /// Where its ids are in the spill.
    let offset: Int
    /// Nil while there is only one id.
    var isFalling: Bool?
  }

  private static let mostRuns = 64
  private static let mostSuspects = 10_000

  private var filter = IDFilter()
  private let spill = Spill()
  private var runs: [Run] = []
  private var last: [UInt8] = []
  private var recordCount = 0
  private var suspectCount = 0
  private var isGathering = true

  /// Adds the ids of the next batch.
  ///
  /// - Throws: ``DatabaseFault`` where they can't be spilled.
  func add(_ batch: RecordBatch) throws -> Verdict {
    let count = batch.decoded.records.count
    guard isGathering else { return .unordered }
    guard count > 0 else { return .new }
    let records = batch.decoded.records.start
    var suspects: [Int] = []
    var bytes: [UInt8] = []
    for index in 0..<count {
      let id = records[index].idBytes
      if !filter.insert(id) { suspects.append(index) }
      if index > 0 {
        add(id, after: records[index - 1].idBytes, at: spill.count + bytes.count)
      } else {
        last.withUnsafeBufferPointer { add(id, after: $0, at: spill.count) }
      }
      bytes += id
    }
    last = Array(records[count - 1].idBytes)
    try bytes.withUnsafeBytes(spill.append)
    suspectCount += suspects.count
    isGathering = runs.count <= Self.mostRuns && suspectCount <= Self.mostSuspects
    guard isGathering else { return .unordered }
    return suspects.isEmpty ? .new : .perhapsRepeated(records: suspects, runs: runs)
  }

  /// Everything that was added, to be read once.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func reader() throws -> FileIDReader { try FileIDReader(spill, runs: runs) }

  private func add(_ id: UnsafeBufferPointer<UInt8>, after previous: UnsafeBufferPointer<UInt8>, at offset: Int) {
    defer { recordCount += 1 }
    if let run = runs.last, run.idLength == id.count {
      let isFalling = id.lexicographicallyPrecedes(previous)
      if run.isFalling == nil || run.isFalling == isFalling {
        runs[runs.count - 1].isFalling = isFalling
        runs[runs.count - 1].count += 1
        return
      }
    }
    runs.append(Run(start: recordCount, idLength: id.count, offset: offset))
  }
}
