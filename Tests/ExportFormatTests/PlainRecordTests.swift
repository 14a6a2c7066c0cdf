import Testing

@testable import ExportFormat

/// The route for users of the library: records as plain values, read and written.
@Suite("Plain records")
struct PlainRecordTests {
  private static let groups =
    #"[{"uid":"u1","attributes":[[1,0,"caf\#u{E9}","p"],[2,1,"b",{"k":[1.50,null]}]],"x":1},{"uid":"u2","attributes":[]}]"#

  private static let records = [
    SampleRecord(),
    SampleRecord().with("attributes", groups).with("author_name", "\"cafe\u{301}\"").adding("n", #"{"k":"é"}"#),
    SampleRecord().with("id", "\"2\"").with("attributes", groups).with("rebound", "\"1\"").with("rebound_project", "7"),
    SampleRecord().with("id", "\"3\"").with("rebound", "\"\"").with("rebound_project", "0"),
  ]

  @Test("come out of the encoder as they were read", arguments: records)
  func roundTrip(record: SampleRecord) throws {
    var encoder = ExportEncoder()
    try ExportReader(sources: [MemorySource(record.export.utf8)]).forEachRecord { encoder.append($0) }
    encoder.finish()
    let again = Reading([encoder.bytes])
    #expect(again.error == nil)
    #expect(again.records == Reading(record.export).records)
    let text = String(decoding: encoder.bytes, as: UTF8.self)
    let names = RecordField.allCases.map { "\"\($0.name)\":" }
    let places = names.compactMap { text.utf8.firstRange(of: $0.utf8)?.lowerBound }
    #expect(places.count == names.count)
    #expect(places == places.sorted())
  }

  @Test("have the definitions of all batches, and skipped records come apart")
  func manyBatches() throws {
    let good = (0..<20_000).map { SampleRecord().with("id", "\"\($0)\"").with("attributes", Self.groups).text }
    let bad = SampleRecord().with("status", "7").text
    let source = MemorySource("[\(good.joined(separator: ",")),\(bad)]".utf8, name: "export.json")
    var ids: [String?] = []
    var skipped: [String] = []
    try ExportReader(sources: [source], policy: .skip).forEachRecord { record in
      ids.append(record[.id])
      #expect(record.groups.first?.labels.map(\.attributeID) == [1, 2])
    } skipped: {
      skipped.append($0.error.path)
    }
    #expect(ids == (0..<20_000).map { "\($0)" })
    #expect(skipped == ["$[20000].status"])
  }
}

/// What the declaration of a record's fields says.
@Suite("Declared fields")
struct RecordFieldTests {
  @Test("are compared in the order in which changes are listed")
  func compared() {
    #expect(
      RecordField.compared.filter { !$0.declaration.mayBeAbsent } == [
        .status, .authorName, .validatorName, .fileName, .fileType, .uploadDate, .updateDate, .relatedDuplicates,
      ])
  }

  @Test("have names and columns of their own, and kinds of change of their own")
  func unique() {
    let declarations = RecordField.allCases.map(\.declaration)
    #expect(Set(declarations.map(\.name)).count == RecordField.count)
    #expect(Set(declarations.compactMap(\.column)).count == RecordField.stored.count)
    #expect(Set(declarations.compactMap(\.change?.kind)).count == RecordField.compared.count)
  }

  @Test("that came later can be null and absent, and leave older digests as they are")
  func later() {
    for field in RecordField.allCases where field.declaration.mayBeAbsent {
      #expect(field.declaration.isNullable, "\(field.name)")
      #expect(field.declaration.digest == .member, "\(field.name)")
      #expect(RecordField.keptInExtra.contains(field), "\(field.name)")
    }
  }
}
