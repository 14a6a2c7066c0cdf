import CatalogFixture
import Catalogs
import Foundation
import SQLite
import Testing

@Suite struct SavedQueryTests {
  @Test(arguments: [
    (":export = latest   Name of the export", "export", QueryValue.text("latest"), "Name of the export"),
    (":days = 30  How old, in days", "days", 30, "How old, in days"),
    (":rate=0.5", "rate", 0.5, ""),
    (":label   Name of the label", "label", nil, "Name of the label"),
    (":labels = a, b  Both of them", "labels", "a, b", "Both of them"),
    (":author = ''   Empty: anybody", "author", "", "Empty: anybody"),
    (":author =    Empty: anybody", "author", "", "Empty: anybody"),
    (":code = '007'   Text that looks like a number", "code", "007", "Text that looks like a number"),
    (":quote = 'it''s  two'  Text", "quote", "it's  two", "Text"),
    (":since = NULL  Any day", "since", .null, "Any day"),
  ]) func headerLinesDescribeParameters(line: String, name: String, value: QueryValue?, description: String) {
    let query = SavedQuery(name: "q", text: "-- Title\n-- \(line)\nSELECT 1")
    // A nil literal in the table is "no default", and reads as a null value for want of a better word.
    let expected = name == "label" ? nil : value
    #expect(query.parameters == [.init(name: name, defaultValue: expected, description: description)])
  }

  @Test(
    arguments: [
      (":since : date = 2025-01-01   Since when", "since", ParameterType.date, "2025-01-01", "Since when"),
      (":only : choice(all|gone) = all   Which", "only", .choice(["all", "gone"]), "all", "Which"),
      (":only:choice(a | b)   Which", "only", .choice(["a", "b"]), nil, "Which"),
      (":days:days=7", "days", .days, 7, ""),
      (":label : label = 25", "label", .label, "25", ""), (":label : label   Id", "label", .label, nil, "Id"),
      (":x : dat = 1   A slip", "x", .unknown("dat"), "1", "A slip"), (":x : date", "x", .date, nil, ""),
      (":x : choice(a|b", "x", .unknown("choice(a|b"), nil, ""), (":x : number = 1.5   N", "x", .number, 1.5, "N"),
      (":x : dates are text", "x", nil, nil, ": dates are text"), (":x = a : date", "x", nil, "a : date", ""),
      (":x : label = NULL   L", "x", .label, .null, "L"), (":x : text = '7'   T", "x", .text, "7", "T"),
    ] as [(String, String, ParameterType?, QueryValue?, String)])
  func headerLinesGiveTypes(line: String, name: String, type: ParameterType?, value: QueryValue?, description: String) {
    let query = SavedQuery(name: "q", text: "-- Title\n-- \(line)\nSELECT 1")
    #expect(query.parameters == [.init(name: name, defaultValue: value, description: description, type: type)])
  }

  @Test func theHeaderEndsWhereTheSQLBegins() {
    let query = SavedQuery(
      name: "q",
      text: "-- Title\n-- One line.\n--\n-- Another.\n-- :a   A\n\nSELECT 1 -- :b  no parameter\n-- nor this\n")
    #expect(query.title == "Title")
    #expect(query.description == "One line.\n\nAnother.")
    #expect(query.parameters.map(\.name) == ["a"])
  }

  @Test(arguments: [
    ("7", QueryValue.integer(7)), ("-7", -7), ("0", 0), ("-0", "-0"), ("007", "007"), ("+7", "+7"), ("7.50", 7.5),
    ("1e3", "1e3"), (".5", ".5"), ("5.", "5."), ("", ""), ("9223372036854775808", "9223372036854775808"),
    ("0x10", "0x10"), (" 7", " 7"), ("2025-06-10", "2025-06-10"), ("1.2.3", "1.2.3"), ("inf", "inf"),
  ]) func typedValuesAreNumbersOnlyInTheirCanonicalForm(text: String, value: QueryValue) {
    #expect(QueryValue(typed: text) == value)
  }

  @Test func wordsForExportsAreResolved() throws {
    let test = try TestCatalog()
    let catalog = try test.open()
    let text = "-- Q\n-- :old = previous  O\n-- :new = latest  N\nSELECT :old, :new, :export"
    let query = SavedQuery(name: "q", text: text)
    try catalog.withConnection { connection in
      let given: [String: QueryValue] = ["export": "latest"]
      let values = try query.values(given: given, on: connection)
      #expect(values == ["old": "2025-05-01", "new": "2025-06-10", "export": "2025-06-10"])
      #expect(throws: CatalogError.noExport(name: "previous", known: ["2025-06-10", "2025-05-01"])) {
        try query.values(given: given, on: connection, chosen: "2025-05-01")
      }
      #expect(throws: CatalogError.noExport(name: "x", known: ["2025-06-10", "2025-05-01"])) {
        try query.values(given: ["export": "x"], on: connection)
      }
    }
  }

  @Test func unknownAndMissingParametersAreErrors() throws {
    let test = try TestCatalog()
    let catalog = try test.open()
    let query = SavedQuery(name: "q", text: "-- Q\n-- :label   Name of the label\nSELECT :label")
    try catalog.withConnection { connection in
      #expect(throws: SavedQueryError.missingParameters(query.parameters, query: query)) {
        try query.values(given: [:], on: connection)
      }
      #expect(throws: SavedQueryError.unknownParameter(name: "lable", query: query, nearest: ["label"])) {
        try query.values(given: ["lable": "x"], on: connection)
      }
    }
  }

  @Test func aFolderAddsAndOverrides() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "queries-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "-- Mine\nSELECT 1".write(to: folder.appending(path: "mine.sql"), atomically: true, encoding: .utf8)
    try "-- Other\nSELECT 2".write(to: folder.appending(path: "files-by-status.sql"), atomically: true, encoding: .utf8)
    let queries = try SavedQueries(folder: folder.path)
    #expect(try queries.query("mine").title == "Mine")
    #expect(try queries.query("files-by-status").title == "Other")
    #expect(try SavedQueries().query("files-by-status").title == "Files by status")
    #expect(throws: SavedQueryError.noQuery(name: "mein", nearest: ["mine"])) { try queries.query("mein") }
  }
}
