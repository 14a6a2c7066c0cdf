import Foundation
import Testing

@testable import ExportFormat

@Suite("Fuzz: exports")
struct ExportFuzzTests {
  @Test("Mutated exports are refused, or give the records that a slow decoder finds")
  func records() throws {
    var mutator = Mutator(seed: FuzzDocuments.seed &+ 1, documents: try FuzzDocuments.exports())
    var accepted = 0
    var unread = 0
    for index in 0..<FuzzDocuments.count / 2 {
      let bytes = mutator.next()
      let reading = Reading([bytes], chunk: index % 2 == 0 ? 1 << 14 : 64 + index % 97)
      guard case .success = Result(catching: { () throws(ScanFault) in try JSONTree(bytes) }) else {
        // What is no JSON can only be records on lines, an envelope, or refused.
        let isArray = bytes.first { $0 > 0x20 } == 0x5B
        #expect(!isArray || reading.error != nil, "\(JSONFuzzTests.show(bytes))")
        continue
      }
      guard let document = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed),
        bytes.first(where: { $0 > 0x20 }) == 0x5B, !bytes.contains([0xEF, 0xBB, 0xBF])
      else {
        unread += 1
        continue
      }
      let reference = try? ReferenceDecoder(document)
      #expect((reading.error == nil) == (reference != nil), "\(reading.error as Any) \(JSONFuzzTests.show(bytes))")
      guard let reference, reading.error == nil else { continue }
      accepted += 1
      #expect(reading.records.map(\.canonical) == reference.records, "\(JSONFuzzTests.show(bytes))")
    }
    print("\(FuzzDocuments.count / 2) exports, \(accepted) of them good, \(unread) that Foundation does not read")
    #expect(accepted > FuzzDocuments.count / 50)
  }

  @Test(
    "Mutated exports of every form get one verdict, however their bytes come",
    arguments: [
      ExportReader.FaultPolicy.stop, .skip,
    ])
  func pieces(policy: ExportReader.FaultPolicy) throws {
    let records = try FuzzDocuments.records()
    let lines = records.indices.map { Array(records[$0] + [0x0A] + records[($0 * 3 + 1) % records.count]) }
    let envelopes = records.enumerated().map { index, record in
      let page = Array(#"{"page":1,"data":["#.utf8) + record + Array(#"],"per_page":1,"total_pages":2}"#.utf8)
      return page + Array("\(index % 2 == 0 ? "" : "\n"){\"data\":[".utf8) + record
        + Array(#"],"page":2,"per_page":1,"total_pages":2}"#.utf8)
    }
    var mutator = Mutator(seed: FuzzDocuments.seed &+ 2, documents: try FuzzDocuments.exports() + lines + envelopes)
    for index in 0..<FuzzDocuments.count / 4 {
      let bytes = mutator.next()
      let whole = Reading([bytes], policy: policy)
      let pieces = Reading([bytes], policy: policy, chunk: 64 + index % 131, step: 1 + index % 50)
      #expect(pieces.verdict == whole.verdict, "\(JSONFuzzTests.show(bytes))")
      if whole.error == nil, whole.pageError == nil {
        #expect(pieces.records == whole.records)
        #expect(whole.recordCount == whole.records.count + whole.rejected.count)
        #expect(pieces.digest == whole.digest)
      }
    }
  }
}
