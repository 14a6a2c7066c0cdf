import Catalogs
import Foundation
import SQLite
import Testing

/// Saved queries about duplicates, transfers, storage keys and media.
@Suite struct LinkQueryTests {
  struct Lookup: Decodable {
    struct File: Decodable {
      let id, bucket, object: String
      let entry: String?
    }
    let files: [File]

    static func of(_ export: String) throws -> [File] {
      try JSONDecoder.ofExports.decode(Lookup.self, from: SampleExports.data("\(export)/lookup.json")).files
    }
  }

  let catalog: SavedQueryCatalog
  init() throws { catalog = try SavedQueryCatalog() }

  @Test(arguments: SavedQueryCatalog.exports)
  func `object-keys are the platform's own lookups`(export: String) throws {
    let files = try Lookup.of(export)
    let rows = try catalog.lines(
      "object-keys", ["export": .text(export)], columns: ["file_id", "storage_key", "object_id"])
    #expect(rows.sorted() == files.map { "\($0.id) \($0.bucket)/\($0.object) \($0.object)" }.sorted())
    for file in files.prefix(20) {
      let one = try catalog.lines(
        "object-keys", ["export": .text(export), "file_id": .text(file.id)], columns: ["file_id", "storage_key"])
      #expect(one == ["\(file.id) \(file.bucket)/\(file.object)"])
    }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `duplicate-clusters are the connected sets`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    var neighbours: [String: Set<String>] = [:]
    for record in records {
      guard let original = record.rebound else { continue }
      neighbours[record.id, default: []].insert(original)
      neighbours[original, default: []].insert(record.id)
    }
    var expected: Set<Set<String>> = []
    for start in neighbours.keys {
      var members: Set<String> = [start]
      var ends = [start]
      while let end = ends.popLast() {
        for next in neighbours[end] ?? [] where members.insert(next).inserted { ends.append(next) }
      }
      expected.insert(members)
    }
    let rows = try catalog.run("duplicate-clusters", ["export": .text(export)])
    let found = Dictionary(grouping: rows) { $0.text("cluster_id") ?? "" }
    #expect(Set(found.values.map { Set($0.compactMap { $0.text("file_id") }) }) == expected)
    let links = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0.rebound) })
    for (cluster, members) in found {
      #expect(members.allSatisfy { $0.integer("cluster_size") == members.count })
      for member in members {
        let id = member.text("file_id") ?? ""
        #expect(member.text("original_id") == links[id] ?? nil)
        #expect(member.integer("in_export") == (links.keys.contains(id) ? 1 : 0))
        #expect(member.text("role") == (id == cluster ? "original" : "duplicate"))
      }
    }
  }

  @Test func `duplicate-clusters follow chains and end at rings`() throws {
    let links =
      [("a", nil), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "z"), ("f", "e"), ("g", nil)] as [(String, String?)]
    let rings =
      [("m", "k"), ("k", "l"), ("l", "m"), ("n", "m"), ("o", "n"), ("b2", "n"), ("s", "s")] as [(String, String?)]
    let scratch = try ScratchCatalog()
    try scratch.import(Self.export(links + rings).utf8, as: "rings")
    let found = try SavedQueryCatalog(scratch.open()).lines(
      "duplicate-clusters", columns: ["cluster_id", "file_id", "depth", "in_export", "cluster_size"])
    #expect(
      Set(found) == [
        "a a 0 1 4", "a b 1 1 4", "a c 2 1 4", "a d 3 1 4", "z z 0 0 3", "z e 1 1 3", "z f 2 1 3",
        "b2 m NULL 1 6", "b2 k NULL 1 6", "b2 l NULL 1 6", "b2 n NULL 1 6", "b2 o NULL 1 6", "b2 b2 NULL 1 6",
        "s s NULL 1 1",
      ])
    #expect(found.count == Set(found).count)
  }

  @Test func `long chains and stars of duplicates are walked once`() throws {
    let chain = (0..<20_000).map { ("c\($0)", $0 == 0 ? nil : "c\($0 - 1)") }
    let star = (0..<20_000).map { ("s\($0)", "c19999") as (String, String?) }
    let scratch = try ScratchCatalog()
    try scratch.import(Self.export(chain + star).utf8, as: "long")
    let rows = try SavedQueryCatalog(scratch.open()).run("duplicate-clusters")
    #expect(rows.count == 40_000)
    #expect(rows.allSatisfy { $0.text("cluster_id") == "c0" && $0.integer("cluster_size") == 40_000 })
    #expect(rows.last?.integer("depth") == 20_000)
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `missing-originals lie outside the export`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    let ids = Set(records.map(\.id))
    let expected = records.compactMap { record in
      record.rebound.flatMap { ids.contains($0) ? nil : "\($0) \(record.id)" }
    }
    let rows = try catalog.lines("missing-originals", ["export": .text(export)], columns: ["original_id", "file_id"])
    #expect(rows.sorted() == expected.sorted())
    #expect(!expected.isEmpty)
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `transfers name the project that holds the bytes`(export: String) throws {
    let expected = try ReferenceRecord.all(of: export).compactMap { record in
      record.reboundProject.map { "\($0) \(record.id) project_\($0)/\(record.rebound ?? record.id)" }
    }
    let rows = try catalog.lines(
      "transfers", ["export": .text(export)], columns: ["storage_project_id", "file_id", "storage_key"])
    #expect(rows.sorted() == expected.sorted())
    #expect(!expected.isEmpty)
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `missing-media and unclaimed-media agree with the platform's archive`(export: String) throws {
    let files = try Lookup.of(export)
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("\(export)/annotation.api.json"), as: export, project: 7)
    #expect(try SavedQueryCatalog(scratch.open()).run("missing-media").isEmpty)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    for entry in Set(files.compactMap(\.entry)).union(["nobody.jpeg"]) {
      let parts = entry.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      _ = try catalog.rows(
        "INSERT INTO media (export_id, name, object_id, extension) VALUES (1, :name, :object, :extension)",
        parameters: [
          "name": .text(entry), "object": .text(String(parts[0])),
          "extension": .text(String(parts.dropFirst().first ?? "")),
        ])
    }
    let queries = SavedQueryCatalog(catalog)
    let missing = files.filter { $0.entry == nil }.map(\.id)
    #expect(!missing.isEmpty)
    #expect(try queries.lines("missing-media", columns: ["file_id"]) == missing)
    #expect(try queries.lines("unclaimed-media", columns: ["name"]) == ["nobody.jpeg"])
  }

  /// An export of files with the links.
  static func export(_ links: [(id: String, original: String?)]) -> String {
    let records = links.map { id, rebound in
      TestRecord(id: id, rebound: rebound).json
    }
    return "[" + records.joined(separator: ",") + "]"
  }
}
