import Foundation
import Testing

@testable import ExportFormat

/// What was learnt between values is valid where it stands, or not taken.
struct GapFuzzTests {
  /// Texts that stand between values somewhere, and the pieces that they are made of.
  private static let gaps: [String] =
    RecordField.allCases.flatMap { ["{\"\($0.name)\":", ",\"\($0.name)\":", "\"\($0.name)\":", "{ \"\($0.name)\" : "] }
    + [
      "}", "]", ",", "{", "[", "]}", "}]", "],", "},", "}}", "]]", "{}", "[]", ",{", ",[", "[{\"uid\":\"",
      ",{\"uid\":\"",
      "[{ \"uid\": \"", "\",\"attributes\":[[", ",\"attributes\":[[", ",\"attributes\":[]", "]]}", "]}]", ",[7,",
      "],[7,",
      "]]},{\"uid\":\"", ",\"x\":1", "\"x\":1,", "{\"x\":1", "\"", ":", " ", "null", "1",
    ]

  @Test func `texts put between values are taken where a slow decoder takes them`() throws {
    // In other orders too: a text is learnt where the record says it first.
    let plain = SampleRecord().text
    let fields = try #require(JSONSerialization.jsonObject(with: Data(plain.utf8)) as? [String: Any]).keys.sorted()
    #expect(fields.count == RecordField.allCases.count)
    let documents = [
      plain, String(plain.dropLast()) + ",\"x\":1}", "{\"x\":1," + String(plain.dropFirst()),
      SampleRecord().with("attributes", Self.groups).text,
      "{\"attributes\":\(Self.groups)," + String(SampleRecord().without("attributes").text.dropFirst()),
    ]
    var generator = SeededGenerator(seed: FuzzDocuments.seed)
    var checked = 0
    var accepted = 0
    for document in documents {
      let bytes = Array(document.utf8)
      for place in Self.places(in: bytes) {
        for gap in Self.gaps {
          // Inserted, and written over what is there.
          for end in [place, Self.endOfGap(bytes, from: place)] where generator.next() % 80_000 < FuzzDocuments.count {
            let changed = Array(bytes[..<place]) + Array(gap.utf8) + Array(bytes[end...])
            accepted += try Self.check(Array("[\(document),".utf8) + changed + [0x5D]) ? 1 : 0
            checked += 1
          }
        }
      }
    }
    print("\(checked) texts, \(accepted) taken")
    #expect(checked > FuzzDocuments.count / 3)
    #expect(accepted > FuzzDocuments.count / 400)
  }

  private static let groups = """
    [{"uid":"a","attributes":[[1,0,"n",null],[2,1,"m","p"]]},{"uid":"b","attributes":[]},{"attributes":[[3,0,"o",1]],\
    "uid":"c"},{"uid":"d","attributes":[[1,0,"n",null]],"y":2}]
    """

  @Test(arguments: [
    ("{\"x\":1{\"id\":\"2\",", "a record's start behind an unknown field"),
    ("{,\"id\":\"2\",", "a separator at the start"), ("{{\"id\":\"2\",", "two starts"),
    ("{\"x\":\"\"{\"id\":\"2\",", "a start behind a string"), ("{\"x\":[]{\"id\":\"2\",", "a start behind an array"),
  ])
  func `a start is none behind a value`(start: String, name: String) {
    let record = SampleRecord().with("id", "\"1\"").text
    let faulty = start + record.dropFirst("{\"id\":\"1\",".count)
    #expect(Reading("[\(record),\(faulty)]").error?.record == 2, "\(name)")
    #expect(Reading("\(record)\n\(faulty)").error?.record == 2, "\(name)")
    #expect(Reading("[\(record),\(faulty),\(record)]", policy: .skip).rejected.count <= 1)
  }

  /// Compares with the slow decoder.
  ///
  /// - Returns: whether the bytes were taken.
  private static func check(_ bytes: [UInt8]) throws -> Bool {
    let reading = Reading([bytes])
    let isJSON = (try? JSONTree(bytes)) != nil
    let document = isJSON ? try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) : nil
    let reference = document.flatMap { try? ReferenceDecoder($0) }
    #expect((reading.error == nil) == (reference != nil), "\(JSONFuzzTests.show(bytes))")
    guard let reference, reading.error == nil else { return false }
    #expect(reading.records.map(\.canonical) == reference.records, "\(JSONFuzzTests.show(bytes))")
    return true
  }

  /// Where a value ends or a bracket stands, outside of strings.
  private static func places(in bytes: [UInt8]) -> [Int] {
    var isInString = false
    return bytes.indices.filter { index in
      if bytes[index] == 0x22 { isInString.toggle() }
      return !isInString && [0x7B, 0x7D, 0x5B, 0x5D, 0x2C].contains(bytes[index])
    }
  }

  /// Where the text between two values ends that starts at a place.
  private static func endOfGap(_ bytes: [UInt8], from place: Int) -> Int {
    var index = place
    while index < bytes.count, bytes[index] != 0x3A, bytes[index] != 0x5B { index += 1 }
    return min(index + 1, bytes.count)
  }
}
