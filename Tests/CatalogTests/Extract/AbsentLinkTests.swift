import Catalogs
import Foundation
import SQLite
import Testing

/// Links that the platform takes for none: `rebound` of "", `rebound_project` of 0 or of the export's own project.
@Suite struct AbsentLinkTests {
  private static func record(_ id: String, project: String = "null", rebound: String = "null", extra: String = "")
    -> String
  {
    TestRecord(id: id, labels: [1]).json
      .replacingOccurrences(of: "\"rebound_project\":null", with: "\(extra)\"rebound_project\":\(project)")
      .replacingOccurrences(of: "\"rebound\":null", with: "\"rebound\":\(rebound)")
  }

  private static let unusual = [
    record("a", project: "0", rebound: "\"\"", extra: "\"new\":{\"rebound\":\"\",\"n\":1.50},"),
    record("b", project: "7"),
    record("c", project: "3", rebound: "\"a\""), record("d", rebound: "\"\""), record("e", project: "-7"),
    record("f", project: "0", rebound: "\"f\""), record("g", project: "-0"), record("h"),
    record("i", extra: "\"rebounds\":\"\",\"x\":\"\\\"rebound\\\":\","),
  ]
  private static let plain = [
    record("a", extra: "\"new\":{\"rebound\":\"\",\"n\":1.50},"), record("b"),
    record("c", project: "3", rebound: "\"a\""),
    record("d"), record("e", project: "-7"), record("f", rebound: "\"f\""), record("g"), record("h"),
    record("i", extra: "\"rebounds\":\"\",\"x\":\"\\\"rebound\\\":\","),
  ]

  private static func export(_ records: [String]) -> String { "[" + records.joined(separator: ",") + "]" }

  /// Compares digits too, of which JSON values know nothing.
  private static func lines(_ json: String) -> [Substring] { json.split(whereSeparator: \.isNewline) }

  private static func extract(_ name: String, from catalog: Catalog) throws -> String {
    var bytes: [UInt8] = []
    _ = try catalog.extract(name) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func stored(_ name: String, in catalog: Catalog) throws -> [[QueryValue]] {
    try catalog.rows(
      """
      SELECT f.file_id, f.extra, f.digest, t.storage_project_id, d.original_id
      FROM exports e JOIN files f USING (export_id) LEFT JOIN transfers t USING (file_key)
      LEFT JOIN duplicates d USING (file_key)
      WHERE e.name = :name ORDER BY 1
      """, parameters: ["name": .text(name)])
  }

  private func catalog() throws -> ScratchCatalog {
    let scratch = try ScratchCatalog()
    try scratch.import(Self.export(Self.unusual).utf8, as: "unusual", project: 7)
    try scratch.import(Self.export(Self.plain).utf8, as: "plain", project: 7)
    return scratch
  }

  @Test func `count as absent, and are given back as they stood`() throws {
    let scratch = try catalog()
    let catalog = try scratch.open()
    let unusual = try Self.stored("unusual", in: catalog)
    let plain = try Self.stored("plain", in: catalog)
    #expect(unusual.map { [$0[0], $0[2], $0[3], $0[4]] } == plain.map { [$0[0], $0[2], $0[3], $0[4]] })
    #expect(unusual.map { $0[3] }.filter { $0 != .null } == [3, -7])
    #expect(unusual.map { $0[1] }[1] == "{\"rebound_project\":7}")
    let text = try Self.extract("unusual", from: catalog)
    for (name, records) in [("unusual", Self.unusual), ("plain", Self.plain)] {
      let expected = try JSONSerialization.jsonObject(with: Data(Self.export(records).utf8)) as? NSArray
      let found = try JSONSerialization.jsonObject(with: Data(Self.extract(name, from: catalog).utf8)) as? NSArray
      #expect(found == expected)
    }
    #expect(text.contains("\"rebound_project\": -0,"))
    #expect(text.components(separatedBy: "\"rebound\":").count == Self.unusual.count + 2)  // and in a record's "new"
    #expect(Self.lines(text).filter { $0.contains("1.50") }.count == 1)
    // An extract can be imported, and is then the same again.
    let again = try ScratchCatalog()
    try again.import(text.utf8, as: "again", project: 7)
    #expect(try Self.extract("again", from: again.open()) == text)
    #expect(try Self.stored("again", in: again.open()) == unusual)
  }

  @Test func `make no change, no cluster, no transfer`() throws {
    let scratch = try catalog()
    try scratch.import(Self.export(Self.unusual).utf8, as: "unknown project")
    let catalog = try scratch.open()
    for (old, new) in [
      ("unusual", "plain"), ("plain", "unusual"), ("unknown project", "plain"), ("plain", "unknown project"),
    ] {
      let summary = try catalog.diff(old: old, new: new)
      #expect(summary.counts.isEmpty, "\(old), \(new)")
      #expect(summary.keys.changed == 0)
    }
    let queries = SavedQueryCatalog(catalog)
    #expect(try queries.run("diff-files", ["old": "unusual", "new": "plain"]).isEmpty)
    #expect(
      try queries.lines("duplicate-clusters", ["export": "unusual"], columns: ["cluster_id", "file_id"])
        == ["a a", "a c", "f f"])
    #expect(
      try queries.lines("transfers", ["export": "unusual"], columns: ["file_id", "storage_project_id"]) == [
        "e -7", "c 3",
      ])
    #expect(try queries.run("missing-originals", ["export": "unusual"]).isEmpty)
  }

  @Test func `follow the project that is set`() throws {
    let scratch = try catalog()
    try scratch.import(Self.export(Self.unusual).utf8, as: "late")
    let known = try Self.stored("unusual", in: scratch.open())
    let unknown = try Self.stored("late", in: scratch.open())
    let text = try Self.extract("unusual", from: scratch.open())
    #expect(unknown[1][3] == 7)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    try catalog.setProject("late", to: 7)
    #expect(try Self.stored("late", in: catalog) == known)
    try catalog.setProject("late", to: 3)
    let other = try Self.stored("late", in: catalog)
    #expect(other[1][3] == 7 && other[2][3] == .null && other[2][1] == "{\"rebound_project\":3}")
    #expect(try Self.extract("late", from: catalog) == text)
    try catalog.setProject("late", to: 8)
    #expect(try Self.stored("late", in: catalog).map { $0[2] } == unknown.map { $0[2] })
    try catalog.setProject("late", to: 7)
    #expect(try Self.stored("late", in: catalog) == known)
    #expect(try Self.extract("late", from: catalog) == text)
  }

  /// Older versions stored them as links.
  @Test func `of an older catalog are settled with its project`() throws {
    let scratch = try catalog()
    let known = try Self.stored("unusual", in: scratch.open())
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    for sql in [
      "INSERT INTO duplicates SELECT file_key, '' FROM files WHERE export_id = 1 AND extra LIKE '%\"rebound\":\"\"}'",
      "INSERT INTO transfers SELECT file_key, 0 FROM files WHERE export_id = 1 AND extra LIKE '%\"rebound_project\":0%'",
      "INSERT INTO transfers SELECT file_key, 7 FROM files WHERE export_id = 1 AND extra LIKE '%\"rebound_project\":7%'",
      """
      UPDATE files SET digest = 1, extra = nullif(json_remove(extra, '$.rebound', '$.rebound_project'), '{}')
      WHERE export_id = 1 AND file_id IN ('a', 'b', 'd', 'f')
      """,
    ] { _ = try catalog.rows(sql) }
    let text = try Self.extract("unusual", from: catalog)
    #expect(try SavedQueryCatalog(catalog).run("duplicate-clusters", ["export": "unusual"]).count == 3)
    try catalog.setProject("unusual", to: 7)
    #expect(try Self.stored("unusual", in: catalog) == known)
    #expect(try Self.extract("unusual", from: catalog) == text)
  }
}
