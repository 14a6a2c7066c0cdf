import Testing

@testable import ExportFormat

/// Pages are the whole of one list, each once and in order, or it is said why not.
struct PageTests {
  /// A page of a list, with its records.
  static func page(
    _ number: Int, of total: Int? = 3, per size: Int? = 2, count: Int? = nil, isDataFirst: Bool = true
  ) -> String {
    let count = count ?? (number == total ? 1 : size ?? 1)
    let records = (0..<count).map { SampleRecord().with("id", "\"\(number)-\($0)\"").text }.joined(separator: ",")
    let numbers = [("page", number), ("per_page", size), ("total_pages", total)]
      .compactMap { key, value in value.map { "\"\(key)\":\($0)" } }.joined(separator: ",")
    return isDataFirst ? "{\"data\":[\(records)],\(numbers)}" : "{\(numbers),\"data\":[\(records)]}"
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let pages: [String]
    let faults: [PageFault]
    var testDescription: String { name }
  }

  static func name(_ index: Int) -> String { "part-\(index).json" }

  static let cases: [Case] = [
    Case(name: "all of them", pages: [page(1), page(2), page(3)], faults: []),
    Case(name: "data last", pages: (1...3).map { page($0, isDataFirst: false) }, faults: []),
    Case(name: "without a number of pages", pages: (1...3).map { page($0, of: nil, per: nil) }, faults: []),
    Case(name: "one out of range, empty", pages: [page(1), page(2), page(3), page(4, count: 0)], faults: []),
    Case(name: "of an empty list", pages: [page(1, of: 0, count: 0)], faults: []),
    Case(name: "of an empty list, otherwise", pages: [page(1, of: 1, count: 0)], faults: []),
    Case(name: "the middle one missing", pages: [page(1), page(3)], faults: [.missing(2...2, of: 3, list: name(1))]),
    Case(
      name: "all but one missing", pages: [page(4, of: 9)],
      faults: [.missing(1...3, of: 9, list: "export.json"), .missing(5...9, of: 9, list: "export.json")]),
    Case(name: "the last one missing", pages: [page(1), page(2)], faults: [.missing(3...3, of: 3, list: name(1))]),
    Case(
      name: "a gap where no number of pages is said", pages: [page(1, of: nil, per: nil), page(4, of: nil, per: nil)],
      faults: [.missing(2...3, of: 4, list: name(1))]),
    Case(
      name: "of a list without end", pages: [page(1, of: .max)],
      faults: [.missing(2 ... .max, of: .max, list: "export.json")]),
    Case(
      name: "one twice", pages: [page(1), page(2), page(2), page(3)],
      faults: [.repeated(page: 2, source: name(3), first: name(2))]),
    Case(
      name: "in another order", pages: [page(2), page(1), page(3)],
      faults: [.outOfOrder(page: 1, source: name(2), after: 2)]),
    Case(
      name: "of lists of different lengths", pages: [page(1), page(2, of: 4), page(3)],
      faults: [
        .otherList(.totalPages, 4, source: name(2), expected: 3, first: name(1)), .missing(4...4, of: 4, list: name(1)),
      ]),
    Case(
      name: "of lists of different widths", pages: [page(1), page(2, per: 5), page(3)],
      faults: [.otherList(.perPage, 5, source: name(2), expected: 2, first: name(1))]),
    Case(
      name: "a short one", pages: [page(1), page(2, count: 1), page(3)],
      faults: [.recordCount(page: 2, source: name(2), count: 1, expected: 2)]),
    Case(
      name: "a long one", pages: [page(1), page(2), page(3, count: 3)],
      faults: [.recordCount(page: 3, source: name(3), count: 3, expected: 2)]),
    Case(
      name: "an empty last one", pages: [page(1), page(2), page(3, count: 0)],
      faults: [.recordCount(page: 3, source: name(3), count: 0, expected: 2)]),
    Case(
      name: "one behind the last", pages: [page(1), page(2), page(3), page(4)],
      faults: [.beyond(page: 4, of: 3, source: name(4))]),
    Case(
      name: "beside an array", pages: [page(1, of: 1, count: 1), "[]"],
      faults: [.unnumbered(source: name(2), numbered: name(1))]),
    Case(
      name: "behind one without a number", pages: ["{\"data\":[]}", page(1, of: 1, count: 1)],
      faults: [.unnumbered(source: name(1), numbered: name(2))]),
    Case(
      name: "one of several that does not say which", pages: ["{\"data\":[],\"total_pages\":2}"],
      faults: [.anonymous(source: "export.json", of: 2)]),
  ]

  @Test(arguments: cases) func pages(_ example: Case) {
    let sources = example.pages.map { Array($0.utf8) }
    let reading = Reading(sources)
    #expect(reading.error == nil)
    // The first fault stops; missing pages are told together.
    let first = example.faults.first.map { fault in
      if case .missing = fault { example.faults } else { [fault] }
    }
    #expect(reading.pageError?.faults == first)
    let skipping = Reading(sources, policy: .skip)
    #expect(skipping.pageFaults == example.faults)
    #expect(skipping.pageError == nil)
    #expect(skipping.recordCount == example.pages.joined().split(separator: "\"related_duplicates\"").count - 1)
    for chunk in [64, 1000] {
      #expect(Reading(sources, chunk: chunk, step: 7).verdict == reading.verdict)
      #expect(Reading(sources, policy: .skip, chunk: chunk, step: 7).verdict == skipping.verdict)
    }
  }

  @Test(arguments: ["", "\n", " \r\n\n"]) func `pages behind each other are one list`(separator: String) throws {
    let text = (1...3).map { Self.page($0) }.joined(separator: separator) + separator
    let reading = Reading(text)
    #expect(reading.verdict == Reading(text, policy: .skip).verdict)
    #expect(reading.records.map(\.id) == ["1-0", "1-1", "2-0", "2-1", "3-0"])
    #expect(reading.pageFaults.isEmpty)
    #expect(Reading(Self.page(1) + separator + Self.page(3)).pageError != nil)
    #expect(Reading(Self.page(2) + separator + Self.page(1) + separator + Self.page(3)).pageError != nil)
    #expect(Reading(text + "[]").error != nil)
    #expect(Reading(text + SampleRecord().text).error != nil)
  }

  @Test func `a fault in a page behind another is placed in its own list`() throws {
    let bad = Self.page(2).replacing("\"2-1\"", with: "7")
    let error = try #require(Reading(Self.page(1) + "\n" + bad).error)
    #expect(error.path == "$.data[1].id")
    #expect(error.line == 2)
    #expect(error.record == 4)
    let rejected = Reading(Self.page(1) + "\n" + bad + "\n" + Self.page(3), policy: .skip)
    #expect(rejected.rejected.map(\.error.path) == ["$.data[1].id"])
    #expect(rejected.pageFaults.isEmpty)
  }

  @Test(arguments: ["\"1\"", "null", "0", "-1", "1.5", "1e3", "99999999999999999999", "[1]", "true"])
  func `a number of another kind is refused`(value: String) throws {
    for key in ["page", "per_page", "total_pages"] where key != "total_pages" || value != "0" {
      for text in ["{\"\(key)\":\(value),\"data\":[]}", "{\"data\":[],\"\(key)\":\(value)}"] {
        let error = try #require(Reading(text).error, "\(text)")
        #expect(error.path == "$.\(key)")
        #expect(Reading(text, policy: .skip).error != nil)
      }
    }
  }

  @Test func `keys that differ in their Unicode form alone are two`() {
    #expect(Reading("{\"\u{E9}\":1,\"e\u{301}\":2,\"data\":[],\"page\":1}").error != nil)
    #expect(Reading("{\"data\":[],\"\u{E9}\":1,\"e\u{301}\":2,\"page\":1}").error == nil)
    #expect(Reading("{\"data\":[],\"\u{E9}\":1,\"\u{E9}\":2,\"page\":1}").error != nil)
  }

  @Test func `messages name files and pages`() {
    #expect(
      "\(PageFault.missing(2...2, of: 3, list: "p1.json"))"
        == "page 2 of 3 is missing from the list that p1.json is of")
    #expect("\(PageFault.repeated(page: 2, source: "b", first: "a"))" == "b: page 2 was given already, as a")
    let many = PageError(faults: (1...12).map { .beyond(page: $0 + 1, of: 1, source: "a") })
    #expect("\(many)".hasSuffix("… 12 faults in all"))
  }
}
