import Foundation
import Testing

@testable import ExportFormat

@Suite("Valid exports")
struct ValidExportTests {
  private let sample = SampleRecord()

  @Test("Every field is read, in the platform's order and in any")
  func fieldsInAnyOrder() throws {
    let expected = try #require(Reading(sample.export).records.first)
    #expect(expected.id == "6848a6709aeaf5eb62cf01a8")
    #expect(expected.authorName == "Ann")
    #expect(expected.validatorName == nil)
    #expect(expected.fileName == "photo.jpg")
    #expect(expected.fileType == "image")
    #expect(expected.status == "a")
    #expect(expected.uploadDate == "2025-06-10 21:41")
    #expect(expected.updateDate == "2025-06-11 08:00")
    #expect(expected.reboundProject == nil)
    #expect(expected.rebound == nil)
    #expect(expected.extra == nil)
    #expect(expected.groups.map(\.uid) == ["u1"])
    #expect(
      expected.groups.first?.labels == [
        LabelDefinition(attributeID: 1, levelOrder: 0, name: Array("type_1".utf8), payload: nil, payloadType: "null"),
        LabelDefinition(
          attributeID: 2, levelOrder: 1, name: Array("type_2".utf8), payload: Array(#"{"a":[1,2.50]}"#.utf8),
          payloadType: "object"),
      ])
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      var shuffled = sample
      shuffled.fields.shuffle(using: &generator)
      #expect(Reading(shuffled.export).records == [expected], "\(shuffled.text)")
    }
  }

  /// The same two records in every form that an export has.
  static let forms: [(String, [String])] = {
    let one = SampleRecord().text
    let two = SampleRecord().with("id", "\"2\"").text
    let indented = one.replacing(",\"", with: ",\r\n    \"")
    return [
      ("array", ["[\(one),\(two)]"]),
      ("array with white space", [" \n[\t\(one) ,\r\n \(two)\n ]\r\n\n"]),
      ("array with a byte order mark", ["\u{FEFF}[\(one),\(two)]"]),
      ("lines", ["\(one)\n\(two)\n"]),
      ("lines, the last one open", ["\(one)\r\n\(two)"]),
      ("lines with empty ones and a byte order mark", ["\u{FEFF}\n\(one)\n\n  \n\(two)\n\n"]),
      ("lines with a record over several", ["\(indented)\n\(two)"]),
      ("envelope", [#"{"data":[\#(one),\#(two)],"page":1,"per_page":25,"total_pages":1}"#]),
      ("envelope, data last", ["\u{FEFF} {\"total_pages\" : 1 , \"page\":1,\n\"data\" : [ \(one) , \(two) ] } \n"]),
      ("envelope with more in it", [#"{"page":1,"next":{"a":[1,"]"]},"data":[\#(one),\#(two)],"x":null}"#]),
      ("envelope, a key in escapes", [#"{"p\u0061ge":1,"d\u0061ta":[\#(one),\#(two)]}"#]),
      ("two arrays", ["[\(one)]", "[\(two)]"]),
      ("an array, nothing in the middle, and a line", ["[\(one)]", "[]", "{\"data\":[]}", two]),
    ]
  }()

  @Test("The same records come out of every form, however the bytes come", arguments: forms)
  func isReadAlike(name: String, sources: [String]) {
    let expected = Reading("[\(SampleRecord().text),\(SampleRecord().with("id", "\"2\"").text)]")
    #expect(expected.records.count == 2)
    for chunk in [64, 67, 100, 1 << 16] {
      for step in [1, 5, .max] {
        let reading = Reading(sources.map { Array($0.utf8) }, chunk: chunk, step: step)
        #expect(reading.error == nil)
        #expect(reading.records == expected.records)
        #expect(reading.byteCount == sources.map(\.utf8.count).reduce(0, +))
        #expect(reading.newestDate == "2025-06-11")
      }
    }
  }

  @Test(
    "An empty export has no records and no dates", arguments: ["[]", "[ ]\n", "\u{FEFF}[\n]", #"{"data":[],"page":9}"#])
  func empty(text: String) {
    let reading = Reading(text)
    #expect(reading.error == nil)
    #expect(reading.recordCount == 0)
    #expect(reading.newestDate == nil)
  }

  @Test("Real exports are read alike in any pieces", arguments: RealExports.paths)
  func realExports(path: String) throws {
    let bytes = try RealExports.bytes(path)
    let whole = Reading([bytes])
    #expect(whole.error == nil)
    #expect(whole.records.isEmpty == false)
    for (chunk, step) in [(64, 4096), (1000, 7), (4096, 1)] {
      let pieces = Reading([bytes], chunk: chunk, step: step)
      #expect(pieces.records == whole.records)
      #expect(pieces.definitions == whole.definitions)
      #expect(pieces.digest == whole.digest)
    }
  }

  @Test(
    "Strings are decoded",
    arguments: [
      (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u0041\u00e9\u20AC\uFFFF""#, "A\u{E9}\u{20AC}\u{FFFF}"),
      (#""\ud83d\ude00 \uD800\uDC00 \udbff\udfff""#, "\u{1F600} \u{10000} \u{10FFFF}"), (#""\u0000x""#, "\u{0}x"),
      (
        "\"\u{7F}\u{80}\u{7FF}\u{800}\u{FFFD}\u{10000}\u{10FFFF}\"",
        "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFD}\u{10000}\u{10FFFF}"
      ),
      ("\"日本語 e\u{301} 👩‍🚀 \u{2028}\"", "日本語 e\u{301} 👩‍🚀 \u{2028}"), (#""ends in an escape\\""#, "ends in an escape\\"),
      (#""1234567\"""#, "1234567\""), (#""12345678\\""#, "12345678\\"),
    ])
  func strings(text: String, expected: String) {
    for name in ["file_name", "author_name", "validator_name", "rebound"] {
      let record = Reading(sample.with(name, text).export).records.first
      let values = [
        "file_name": record?.fileName, "author_name": record?.authorName, "validator_name": record?.validatorName,
        "rebound": record?.rebound,
      ]
      // An empty link is none, and stands with the fields that are not known.
      if name == "rebound", expected.isEmpty {
        #expect(values[name] == .some(nil) && record?.extra == "{\"rebound\":\"\"}")
        continue
      }
      #expect(values[name]??.utf8.elementsEqual(expected.utf8) == true, "\(name)")
    }
  }

  @Test(
    "Payloads are kept in the convention of json_each",
    arguments: [
      ("null", nil, "null"), ("true", "1", "true"), ("false", "0", "false"), ("12", "12", "integer"),
      ("-0", "-0", "integer"),
      ("1.50", "1.50", "real"), ("1E+2", "1E+2", "real"),
      ("123456789012345678901234567890", "123456789012345678901234567890", "integer"),
      (#""a\u0062\/""#, "ab/", "text"), (#""""#, "", "text"), ("[ ]", "[]", "array"), ("{ }", "{}", "object"),
      (
        #"[ 1 , "\u0061\u000a" , { "b" : [ true , null ] , "a" : 1.0 } ]"#, #"[1,"a\n",{"b":[true,null],"a":1.0}]"#,
        "array"
      ),
      (#"{"\u006b":"\ud83d\ude00\u0001\""}"#, "{\"k\":\"\u{1F600}\\u0001\\\"\"}", "object"),
    ] as [(String, String?, String)])
  func payloads(text: String, value: String?, type: String) {
    let definition = Reading(sample.payload(text).export).definitions.first
    #expect(definition?.payload == value.map { Array($0.utf8) })
    #expect(definition?.payloadType == type)
  }

  @Test("A definition is one, however it is written; another value is another definition")
  func definitions() {
    func labels(_ texts: String...) -> Reading {
      Reading("[" + texts.map { sample.payload($0).text }.joined(separator: ",") + "]")
    }
    #expect(labels(#"{"a": "é"}"#, #"{"a":"\u00e9"}"#, #"{ "\u0061" : "\u00E9" }"#).definitions.count == 1)
    #expect(labels("1", "1.0", "1e0", #""1""#, "true", "null", #""null""#).definitions.count == 7)
    #expect(labels("[1,2]", "[2,1]", #""[1,2]""#).definitions.count == 3)
    let spelt = sample.with("attributes", #"[{"uid":"u1","attributes":[ [ 1 , 0 , "type_\u0031" , null ] ]}]"#)
    #expect(Reading("[\(spelt.text),\(sample.payload("null").text)]").definitions.count == 1)
    #expect(
      labels("1", "2", "1", "2", "1").records.map { $0.groups[0].labels[0].payload } == [
        [0x31], [0x32], [0x31], [0x32], [0x31],
      ])
  }

  @Test("Fields that are not known are kept, in records and in groups")
  func extra() {
    let group =
      #"[{"new":[1, {"a" : null}],"uid":"u1","x\u0079":"\u00e9","attributes":[]},{"uid":"u2","attributes":[]}]"#
    let record = SampleRecord(
      fields: [("first", "{ }")] + sample.with("attributes", group).fields + [("la\\\"st", "1.0")])
    let reading = Reading("[\(record.text),\(sample.text),\(sample.adding("z", "0").text)]")
    #expect(reading.records.map(\.extra) == [#"{"first":{},"la\"st":1.0}"#, nil, #"{"z":0}"#])
    #expect(reading.records.first?.groups.map(\.extra) == [#"{"new":[1,{"a":null}],"xy":"é"}"#, nil])
  }

  @Test("A record is read alike whatever white space the records before it had")
  func changingLayout() {
    let groups =
      ##"[{"uid":"u1","attributes":[[1,0,"a",""],[2,0,"b",1]]},{"uid":"u2","attributes":[[1,0,"a",""]]}]"##
    let compact = sample.with("attributes", groups).text
    let layouts = ["", " ", "\n", "\n  ", "\r\n\t", "\n          "].flatMap { white in
      ["[", "]", "{", "}", ",", "\":"].map { mark in
        (mark, mark == "]" || mark == "}" ? white + mark : mark + white)
      }
    }
    let records = layouts.map { compact.replacing($0.0, with: $0.1) }
    let expected = Reading("[\(compact)]").records
    for first in records {
      for second in records {
        let reading = Reading("[\(first),\(second),\(first)]")
        #expect(reading.error == nil)
        #expect(reading.records.map(\.groups) == Array(repeating: expected[0].groups, count: 3))
        #expect(reading.records.map(\.id) == Array(repeating: expected[0].id, count: 3))
      }
    }
  }

  @Test("A batch grows for a long record and stays small for white space")
  func buffers() {
    let long = sample.with("file_name", "\"" + String(repeating: "x\\n", count: 100_000) + "\"")
    for chunk in [64, 1000] {
      let reading = Reading(
        [Array("[\(sample.text),\(long.text),\(sample.text),\(long.text),\(sample.text)]".utf8)], chunk: chunk)
      #expect(reading.records.count == 5)
      #expect(reading.records[1].fileName?.utf8.count == 200_000)
      #expect(reading.records[3].fileName == reading.records[1].fileName)
      #expect(
        reading.records[4]
          == Reading("[\(sample.text)]").records.first.map { record in
            var record = record
            record.number = 5
            return record
          })
    }
    for white in [" ", "\n", "\r\n", "\t \n    "] {
      let flood = String(repeating: white, count: 100_000)
      let text = flood + "[" + flood + sample.text + flood + "," + flood + sample.text + flood + "]" + flood
      let reading = Reading([Array(text.utf8)], chunk: 4096)
      #expect(reading.records.count == 2)
      #expect(reading.bufferSize == 4096)
      let lines = flood + sample.text + "\n" + flood + sample.text + flood
      let inLines = Reading([Array(lines.utf8)], chunk: 4096)
      #expect(inLines.records.count == 2)
      #expect(inLines.bufferSize == 4096)
    }
  }

  @Test("The digest of the source is that of its bytes, in any pieces and over several sources")
  func sourceDigest() {
    let text = Array(sample.export.utf8)
    #expect(Reading("[]").digest.count == 32)
    #expect(Reading([text], chunk: 64, step: 1).digest == Reading([text]).digest)
    #expect(Reading([text]).digest != Reading([text + [0x0A]]).digest)
  }
}
