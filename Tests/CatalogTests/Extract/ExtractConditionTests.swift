import Catalogs
import Foundation
import SQLText
import SQLite
import Testing

/// The condition of an extract is one expression over one export.
@Suite struct ExtractConditionTests {
  let scratch: ScratchCatalog

  init() throws {
    scratch = try ScratchCatalog()
    for (name, ids) in [("one", ["a", "b"]), ("two", ["a", "b", "c"])] {
      try scratch.import(TestRecord.export(ids.map { TestRecord(id: $0) }).utf8, as: name)
    }
  }

  private func count(_ condition: String, _ parameters: [String: QueryValue] = [:]) throws -> Int {
    var bytes: [UInt8] = []
    let count = try scratch.open().extract("one", where: condition, parameters: parameters) { bytes += $0 }
    #expect(try (JSONSerialization.jsonObject(with: Data(bytes)) as? [Any])?.count == count)
    return count
  }

  @Test(
    arguments: [
      ("1) OR (1", .closesTooMuch, 1), ("1) --", .closesTooMuch, 1), ("f.status = 'a') OR 1 OR (0", .closesTooMuch, 14),
      ("(1", .unclosedParenthesis, 0), ("f.status IN ('a'", .unclosedParenthesis, 12), ("1;", .semicolon, 1),
      ("1; DROP TABLE files", .semicolon, 1), ("'a", .unclosed(.string), 0), ("\"a", .unclosed(.quotedName), 0),
      ("[a", .unclosed(.quotedName), 0), ("1 /* all", .unclosed(.comment), 2), ("", .empty, nil),
      (" -- nothing", .empty, nil), ("/* nothing */", .empty, nil), ("SELECT 1", .statement("SELECT"), 0),
      ("/* c */ values (1)", .statement("VALUES"), 8), ("WITH t AS (SELECT 1) SELECT 1", .statement("WITH"), 0),
      ("count(*) > 0", .aggregate("count"), 0), ("1 AND max(f.file_key) > 1", .aggregate("max"), 6),
      ("row_number() OVER () < 2", .aggregate("row_number"), 0), ("f.status =", .incomplete, 10),
      ("f.status = -- which?", .incomplete, 10), ("1\0", .nul, 1), (":who = 'ann'", .missingParameter("who"), 0),
    ] as [(String, ConditionFault.Reason, Int?)])
  func `refuses what is no expression`(condition: String, reason: ConditionFault.Reason, offset: Int?) throws {
    let fault = #expect(throws: ConditionFault.self) { try count(condition) }
    #expect(fault?.reason == reason)
    #expect(fault?.offset == offset)
    #expect(fault?.condition == condition)
  }

  @Test(arguments: [
    ("1 LIMIT 100", 2), ("1 ORDER BY 1", 2), ("1 UNION SELECT 1", 2), ("1 GROUP BY f.status", 2), ("1 AS x", 2),
    ("*", 0),
    ("f.staus = 'a'", 0), ("f.status = 'a'\n  AND f.nme = 1", 21), ("d.original_id IS NULL", 0), ("1 = = 2", 4),
  ]) func `points at the fault in its own text`(condition: String, offset: Int) throws {
    let failure = #expect(throws: SQLFailure.self) { try count(condition) }
    #expect(failure?.sql == condition)
    #expect(failure?.offset == offset)
  }

  @Test func `takes parameters, and no others than its own`() throws {
    #expect(try count("f.file_id = :id OR f.file_id = @other", ["id": "a", "other": "b"]) == 2)
    #expect(try count("f.export_id = (SELECT export_id FROM exports WHERE name = :export)", ["export": "latest"]) == 0)
    #expect(try count("f.export_id < (SELECT export_id FROM exports WHERE name = :export)", ["export": "latest"]) == 2)
    let fault = #expect(throws: ConditionFault.self) { try count("f.file_id = :id", ["id": "a", "idd": "b"]) }
    #expect(fault?.reason == .noParameter("idd", known: ["id"]))
  }

  @Test func `does not end before a row that fails`() throws {
    #expect(throws: SQLFailure.self) {
      try count("CASE f.file_id WHEN 'b' THEN abs(-9223372036854775807 - 1) ELSE 1 END")
    }
  }
}
