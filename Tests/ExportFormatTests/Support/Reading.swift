@testable import ExportFormat

/// A record as a plain value.
struct ReadRecord: Equatable {
  var number: Int
  var id: String?
  var relatedDuplicates: Int64
  var authorName: String?
  var validatorName: String?
  var fileName: String?
  var fileType: String?
  var status: String?
  var uploadDate: String?
  var updateDate: String?
  var reboundProject: Int64?
  var rebound: String?
  var extra: String?
  var groups: [ReadGroup]
  var digest: UInt64
}

struct ReadGroup: Equatable {
  var uid: String?
  var extra: String?
  var labels: [LabelDefinition]
}

/// What ``ExportReader`` makes of an export: all its batches as plain values, and the error that ended it.
struct Reading {
  private(set) var records: [ReadRecord] = []
  private(set) var rejected: [RejectedRecord] = []
  private(set) var definitions: [LabelDefinition] = []
  private(set) var error: ExportError?
  /// What is wrong with the pages: what ended the reading, or was skipped.
  private(set) var pageError: PageError?
  private(set) var pageFaults: [PageFault] = []
  private(set) var recordCount = 0
  private(set) var byteCount = 0
  private(set) var newestDate: String?
  private(set) var digest = ""
  /// The largest input buffer that a batch came to have.
  private(set) var bufferSize = 0

  /// - Parameters:
  ///   - sources: the bytes of each source.
  ///   - chunk: bytes that a batch holds.
  ///   - step: bytes that one read gives at most.
  ///   - batchCount: how many batches take turns, as they do in an import.
  init(
    _ sources: [[UInt8]], policy: ExportReader.FaultPolicy = .stop, chunk: Int = 1 << 16, step: Int = .max,
    batchCount: Int = 2
  ) {
    let names = sources.indices.map { sources.count == 1 ? "export.json" : "part-\($0 + 1).json" }
    let reader = ExportReader(
      sources: zip(sources, names).map { MemorySource($0, name: $1, step: step) }, policy: policy)
    let batches = (0..<batchCount).map { _ in RecordBatch(byteCount: chunk) }
    var turn = 0
    do {
      while try reader.fill(batches[turn % batchCount]) {
        add(batches[turn % batchCount])
        turn += 1
      }
    } catch let error as ExportError {
      self.error = error
    } catch let error as PageError {
      pageError = error
    } catch {
      preconditionFailure("a source in memory throws nothing: \(error)")
    }
    recordCount = reader.recordCount
    byteCount = reader.byteCount
    newestDate = reader.newestDate
    pageFaults = reader.pageFaults
    digest = reader.digest
    bufferSize = batches.map { $0.input.capacity }.max() ?? 0
  }

  init(_ text: String, policy: ExportReader.FaultPolicy = .stop) { self.init([Array(text.utf8)], policy: policy) }

  private mutating func add(_ batch: RecordBatch) {
    definitions += batch.decoded.newDefinitions
    rejected += batch.rejected
    for index in 0..<batch.decoded.records.count {
      let record = batch.decoded.records[index]
      let groups = (record.firstGroup..<record.firstGroup + record.groupCount).map { batch.decoded.groups[$0] }
      records.append(
        ReadRecord(
          number: record.number, id: record.id.string, relatedDuplicates: record.relatedDuplicates,
          authorName: record[.authorName].string, validatorName: record[.validatorName].string,
          fileName: record[.fileName].string, fileType: record[.fileType].string, status: record[.status].string,
          uploadDate: record[.uploadDate].string, updateDate: record[.updateDate].string,
          reboundProject: record.hasReboundProject ? record.reboundProject : nil, rebound: record[.rebound].string,
          extra: record.extra.string,
          groups: groups.map { group in
            ReadGroup(
              uid: group.uid.string, extra: group.extra.string,
              labels: (group.firstLabel..<group.firstLabel + group.labelCount).map {
                definitions[Int(batch.decoded.labels[$0].definition)]
              })
          },
          digest: record.digest))
    }
  }

  /// The records, the rejected ones and the error: what must not depend on how the bytes come. An excerpt may, for
  /// it shows what is at hand. An error ends it all, so that the batches before it don't count.
  var verdict: String {
    if let error { return error.place }
    if let pageError { return "\(pageError)" }
    let rejects = rejected.map { $0.error.place + " " + String(decoding: $0.raw, as: UTF8.self) + "\n" }.joined()
    return "\(records.count) records, \(records.map(\.digest))\n" + rejects
      + pageFaults.map { "\($0)\n" }.joined()
  }
}

extension ExportError {
  /// The message without the excerpt.
  var place: String { location + ": " + reason }
}
