import Testing

@testable import ExportFormat

/// Where faults are skipped, a faulty record takes no good one along.
struct SkippingTests {
  private static let good = SampleRecord().text

  private static func record(_ id: Int) -> String { SampleRecord().with("id", "\"\(id)\"").text }

  private static func indented(_ id: Int) -> String {
    record(id).replacing(",\"", with: ",\n    \"").replacing("{\"id\"", with: "{\n    \"id\"")
  }

  /// Records that are refused, with the text in them that is to be found in what is kept of them.
  static let faulty: [(name: String, text: String)] = [
    (
      "nested too deep",
      SampleRecord().adding("x", String(repeating: "[", count: 600) + String(repeating: "]", count: 600)).text
    ),
    (
      "objects too deep",
      SampleRecord().adding("x", String(repeating: "{\"a\":", count: 5000) + "1" + String(repeating: "}", count: 5000))
        .text
    ),
    ("a control character in a string", SampleRecord().with("author_name", "\"A\u{1}n\"").text),
    ("a tab in a string", SampleRecord().with("author_name", "\"A\tn\"").text),
    ("a line break in a string", SampleRecord().with("author_name", "\"Ann\nBell\"").text),
    ("a bad escape", SampleRecord().with("author_name", "\"\\x\"").text),
    ("half a surrogate pair", SampleRecord().with("author_name", "\"\\ud800\"").text),
    ("a word that is none", SampleRecord().with("rebound", "nil").text),
    ("no comma", SampleRecord().text.replacing(",\"status\"", with: "\"status\"")),
    ("a colon too many", SampleRecord().text.replacing("\"status\":", with: "\"status\"::")),
    ("a key without quotes", SampleRecord().text.replacing("\"status\"", with: "status")),
    ("a key twice", SampleRecord().text.replacing("\"status\"", with: "\"y\":1,\"y\":2,\"status\"")),
    ("brackets in a string", SampleRecord().with("status", "7").with("author_name", "\"]}{[\"").text),
    ("a quote in a string", SampleRecord().with("status", "7").with("author_name", "\"a\\\"]}\"").text),
    ("a number", "12"), ("a string", "\"}\""), ("null", "null"), ("an array", "[1,[2]]"), ("nothing known", "{}"),
    ("a number that is none", "01"), ("a word", "nil"),
  ]

  @Test(arguments: faulty.indices) func `in an array`(index: Int) {
    let (name, text) = Self.faulty[index]
    for separator in [",", ",\n  ", " , "] {
      let bytes = Array(
        "[\([Self.record(1), text, Self.record(2), text, Self.record(3)].joined(separator: separator))]".utf8)
      let reading = Reading([bytes], policy: .skip)
      #expect(reading.records.map(\.id) == ["1", "2", "3"], "\(name)")
      #expect(reading.rejected.map { String(decoding: $0.raw, as: UTF8.self) } == [text, text], "\(name)")
      #expect(Reading([bytes], policy: .skip, chunk: 64, step: 5).verdict == reading.verdict, "\(name)")
      #expect(Reading([bytes]).error != nil)
    }
  }

  @Test func `with bytes that are not UTF-8`() {
    let text = Array(SampleRecord().with("author_name", "\"#\"").text.utf8).map { $0 == 0x23 ? 0xE9 : $0 }
    let bytes = Array("[".utf8) + text + Array(",\(Self.record(1))]".utf8)
    let reading = Reading([bytes], policy: .skip)
    #expect(reading.records.map(\.id) == ["1"])
    #expect(reading.rejected.map(\.raw) == [text])
  }

  @Test func `a string that lost its quote takes its line along, where there are lines`() {
    let lost = Self.indented(2).replacing("\"status\":\"a\"", with: "\"status\":\"a")
    #expect(lost != Self.indented(2))
    let text = "[\n\([Self.indented(1), lost, Self.indented(3)].joined(separator: ",\n"))\n]\n"
    let reading = Reading(text, policy: .skip)
    #expect(reading.error == nil)
    #expect(reading.records.map(\.id) == ["1", "3"])
    #expect(reading.rejected.map { String(decoding: $0.raw, as: UTF8.self) } == [lost])
    #expect(Reading([Array(text.utf8)], policy: .skip, chunk: 64, step: 9).verdict == reading.verdict)
  }

  @Test(arguments: [
    "{\"id\":\"2\",\"x\":[1}", "{\"id\":\"2\"]", "{\"id\":\"2", "{\"id\":\"2}", "", "]", "}", "{\"id\":1} {\"id\":2}",
  ])
  func `where the end of a record can't be told, the import stops`(text: String) {
    let reading = Reading("[\(Self.record(1)),\(text),\(Self.record(3))]", policy: .skip)
    #expect(reading.error != nil)
  }

  /// Lines that are refused, with how many records they take.
  static let lines: [String] = [
    good + " text", good + "}", good + ",", good + good, good + " " + good, good + "\t\"", good + "\u{1}",
    good + " \u{0}", "text", "{", "\"", "[" + good + "]",
    SampleRecord().adding("x", String(repeating: "[", count: 600) + String(repeating: "]", count: 600)).text,
    SampleRecord().with("status", "7").text + " {", SampleRecord().text.replacing(",\"status\"", with: "\"status\""),
  ]

  @Test(arguments: lines.indices) func `on a line`(index: Int) {
    let line = Self.lines[index]
    for lineBreak in ["\n", "\r\n", " \n\n"] {
      for end in ["", lineBreak] {
        let text = [Self.record(1), line, Self.record(2), line].joined(separator: lineBreak) + end
        let reading = Reading(text, policy: .skip)
        #expect(reading.records.map(\.id) == ["1", "2"], "\(line)")
        #expect(reading.rejected.count == 2, "\(line)")
        #expect(reading.rejected.allSatisfy { String(decoding: $0.raw, as: UTF8.self).hasPrefix(line) }, "\(line)")
        #expect(Reading([Array(text.utf8)], policy: .skip, chunk: 64, step: 5).verdict == reading.verdict)
      }
    }
  }

  @Test func `a line that is rejected leaves nothing behind`() {
    let late = SampleRecord().with("id", "\"9\"").with("upload_date", "\"2099-01-01 00:00\"").text + " text"
    let reading = Reading(Self.record(1) + "\n" + late, policy: .skip)
    #expect(reading.newestDate != "2099-01-01")
    #expect(reading.rejected.map(\.error.expected) == [.lineBreak])
  }

  /// The place of each fault is counted on from the one before; what a hundred cost must not be quadratic.
  @Test func `places of many faults are right`() {
    let bad = SampleRecord().with("status", "7").text
    for separator in [",", ",\n", ",\n\n "] {
      let text = "[" + Array(repeating: bad, count: 300).joined(separator: separator) + "]"
      let whole = Reading(text, policy: .skip)
      #expect(whole.rejected.count == 300)
      var offset = 1
      for (index, rejected) in whole.rejected.enumerated() {
        let before = text.utf8.prefix(offset + (bad.utf8.count - bad.utf8Suffix(from: "7,")))
        let line = before.count { $0 == 0x0A } + 1
        #expect(rejected.error.line == line, "\(index)")
        #expect(rejected.error.column == before.reversed().prefix { $0 != 0x0A }.count + 1, "\(index)")
        offset += bad.utf8.count + separator.utf8.count
      }
      #expect(Reading([Array(text.utf8)], policy: .skip, chunk: 100).verdict == whole.verdict)
    }
  }
}

extension String {
  /// The bytes from a text that it holds to its end.
  fileprivate func utf8Suffix(from text: String) -> Int {
    range(of: text).map { self[$0.lowerBound...].utf8.count } ?? 0
  }

  private func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
