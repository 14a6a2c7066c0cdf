import Catalogs
import Foundation
import SQLite
import Testing

/// Parameters with types: what they take, what they make of it, and what they refuse.
@Suite struct ParameterTests {
  private func values(_ line: String, _ text: String) throws -> QueryValue? {
    let query = SavedQuery(name: "q", text: "-- Q\n-- \(line)\nSELECT 1")
    let name = query.parameters[0].name
    return try SavedQueryCatalog().catalog.withConnection { connection in
      try query.values(given: [name: query.value(of: name, text)], on: connection)[name]
    }
  }

  @Test(
    arguments: [
      (":x : date", "2025-04-01", "2025-04-01"), (":x : date", "2025-04-01 10:00", "2025-04-01 10:00"),
      (":x : date", "2025-04-01T23:59", "2025-04-01 23:59"), (":x : date", "2024-02-29", "2024-02-29"),
      (":x : date = NULL", "", nil), (":x : count", "0", 0), (":x : count", "9223372036854775807", .integer(.max)),
      (":x : count", "007", 7), (":x : days = 7", "30", 30), (":x : number", "-1.50", -1.5), (":x : number", "12", 12),
      (":x : text", "7.50", "7.50"), (":x : text = NULL", "", nil), (":x : text", "", ""),
      (":x : choice(all|gone)", "gone", "gone"), (":x : label", "10", "10"), (":x : label", "white", "white"),
      (":x : label = NULL", "", nil), (":x : labels", "10, white", "10, white"), (":x : person", "анна", "анна"),
      (":x : person", "admin", "admin"), (":x : id", "67655d46b5cb68ffdc573d93", "67655d46b5cb68ffdc573d93"),
      (":x : export", "latest", "summer"), (":x : export", "previous", "spring"), (":x : export", "small", "small"),
      (":x", "2025-4-1", "2025-4-1"), (":x", "7.50", 7.5), (":x = NULL", "", ""), (":export", "latest", "summer"),
    ] as [(String, String, QueryValue?)])
  func `are read as their type`(line: String, text: String, value: QueryValue?) throws {
    #expect(try values(line, text) == value ?? .null)
  }

  @Test(
    arguments: [
      (":x : date", "2025-4-1", .notADate), (":x : date", "01.04.2025", .notADate),
      (":x : date", "yesterday", .notADate),
      (":x : date", "2025-04-01 10:00:00", .notADate), (":x : date", "2025-04-01T10:00Z", .notADate),
      (":x : date", "2025-04-01 ", .notADate), (":x : date", "2025/04/01", .notADate), (":x : date", "", .notADate),
      (":x : date", "20250401", .notADate), (":x : date", "٢٠٢٥-04-01", .notADate),
      (":x : date", "2025-02-30", .noSuchDate), (":x : date", "2025-13-01", .noSuchDate),
      (":x : date", "2025-00-01", .noSuchDate), (":x : date", "2023-02-29", .noSuchDate),
      (":x : date", "1900-02-29", .noSuchDate), (":x : date", "2025-04-01 24:00", .noSuchDate),
      (":x : date", "2025-04-01T10:60", .noSuchDate), (":x : date = NULL", "2025-1-1", .notADate),
      (":x : count", "-1", .notACount), (":x : count", "1e3", .notACount), (":x : count", "0x10", .notACount),
      (":x : count", "٣", .notACount), (":x : count", "7.0", .notACount), (":x : count", " 7", .notACount),
      (":x : count", "", .notACount), (":x : count", "many", .notACount), (":x : days", "+7", .notACount),
      (":x : count", "9223372036854775808", .tooLarge), (":x : number", "1e3", .notANumber),
      (":x : number", "1,5", .notANumber), (":x : number", ".5", .notANumber), (":x : number", "5.", .notANumber),
      (":x : number", "nan", .notANumber), (":x : number", "--1", .notANumber),
      (":x : number", "9223372036854775808", .tooLarge),
      (":x : choice(all|gone)", "Gone", .notAChoice(["all", "gone"], nearest: ["gone"])),
      (":x : choice(all|gone)", "", .notAChoice(["all", "gone"], nearest: [])),
      (":x : label", "whtie", .noLabel(nearest: ["white"])), (":x : label", "White ", .noLabel(nearest: ["White"])),
      (":x : label", "no such label", .noLabel(nearest: [])), (":x : labels", " , ", .noLabels),
      (":x : labels", "", .noLabels),
      (":x : person", "admni", .noPerson(nearest: ["admin"])), (":x : id", "67655d46b5cb68ffdc573d9", .noFile),
      (":x : dat", "2025-04-01", .unknownType("dat")), (":x : choice()", "a", .unknownType("choice()")),
    ] as [(String, String, ParameterFault.Reason)])
  func `refuse what is none`(line: String, text: String, reason: ParameterFault.Reason) throws {
    let fault = #expect(throws: ParameterFault.self) { try values(line, text) }
    switch (fault?.reason, reason) {
    // Which names come near is a matter of the real exports.
    case (.noLabel(let found), .noLabel(let wanted)), (.noPerson(let found), .noPerson(let wanted)):
      #expect(wanted.allSatisfy { name in found.contains { $0.lowercased() == name.lowercased() } })
    default: #expect(fault?.reason == reason)
    }
    #expect("\(try #require(fault))".contains("x"))
  }

  @Test func `one wrong label of a list is named`() throws {
    let fault = #expect(throws: ParameterFault.self) { try values(":x : labels", "white,whtie , car") }
    #expect(fault?.value == "whtie")
  }

  @Test func `labels are told apart by their bytes`() throws {
    let scratch = try ScratchCatalog()
    let record = TestRecord(id: "a", labels: [1]).json.replacingOccurrences(of: "label 1", with: "caf\u{E9}")
    try scratch.import("[\(record)]".utf8)
    let catalog = SavedQueryCatalog(try scratch.open())
    #expect(try catalog.run("files-with-label", ["label": "caf\u{E9}"]).count == 1)
    #expect(throws: ParameterFault.self) { try catalog.run("files-with-label", ["label": "cafe\u{301}"]) }
  }

  @Test func `a label of another export is a right answer without rows`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[\(TestRecord(id: "a", labels: [1]).json)]".utf8, as: "one")
    try scratch.import("[\(TestRecord(id: "a", labels: [2]).json)]".utf8, as: "two")
    #expect(try SavedQueryCatalog(scratch.open()).run("files-with-label", ["label": "label 1"]).isEmpty)
  }

  @Test(arguments: SavedQueryHeaderTests.queries.map(\.name))
  func `every built-in parameter has a type, and every query says that the catalog is empty`(name: String) throws {
    let query = try SavedQueries().query(name)
    for parameter in query.parameters {
      #expect(parameter.type != nil)
      if case .unknown? = parameter.type { Issue.record("no such type: \(parameter.declaration)") }
    }
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8, as: "gone")
    try Catalog(path: scratch.path, access: .readWrite).forget("gone")
    let given = Dictionary(uniqueKeysWithValues: query.parameters.map { ($0.name, QueryValue.text("1")) })
    #expect(throws: CatalogError.noExports) { try SavedQueryCatalog(scratch.open()).run(name, given) }
  }

  @Test func `a header's default is checked as well, and shown as it was written`() throws {
    let query = SavedQuery(name: "q", text: "-- Q\n-- :x : date = 2025-1-1   Since\nSELECT :x")
    #expect(query.parameters[0].declaration == ":x : date = 2025-1-1")
    #expect(throws: ParameterFault(parameter: "x", value: "2025-1-1", reason: .notADate)) {
      try SavedQueryCatalog().catalog.withConnection { try query.values(given: [:], on: $0) }
    }
  }
}
