import Catalogs
import Foundation
import SQLite
import Testing

/// Saved queries about labels, against counts over the records.
@Suite struct LabelQueryTests {
  let catalog: SavedQueryCatalog
  init() throws { catalog = try SavedQueryCatalog() }

  @Test(arguments: SavedQueryCatalog.exports)
  func `the counts kept at import are those of the uses`(export: String) throws {
    let sql = """
      SELECT ga.attribute_key, f.status, f.file_type, count(*), count(DISTINCT ga.file_key)
      FROM group_attributes ga JOIN files f USING (file_key) JOIN exports e USING (export_id)
      WHERE e.name = :export GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """
    let kept = """
      SELECT c.* FROM label_counts c JOIN attributes a USING (attribute_key) JOIN exports e USING (export_id)
      WHERE e.name = :export ORDER BY 1, 2, 3
      """
    let expected = try catalog.catalog.rows(sql, parameters: ["export": .text(export)])
    #expect(expected.count > 50)
    #expect(try catalog.catalog.rows(kept, parameters: ["export": .text(export)]) == expected)
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `label-counts counts groups and files`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    var uses: [Int: Int] = [:]
    var files: [Int: Int] = [:]
    for (id, count) in records.flatMap(\.uses) {
      uses[id, default: 0] += count
      files[id, default: 0] += 1
    }
    let rows = try catalog.lines("label-counts", ["export": .text(export)], columns: ["attribute_id", "uses", "files"])
    #expect(rows.sorted() == uses.map { "\($0.key) \($0.value) \(files[$0.key] ?? 0)" }.sorted())
  }

  @Test(arguments: [("small", 1), ("spring", 1), ("summer", 25)])
  func `label-cooccurrence counts groups with both labels`(export: String, atLeast: Int) throws {
    var pairs: [String: Int] = [:]
    for group in try ReferenceRecord.all(of: export).flatMap(\.attributes) {
      let ids = group.ids.sorted()
      for (index, first) in ids.enumerated() {
        for second in ids[(index + 1)...] { pairs["\(first) \(second)", default: 0] += 1 }
      }
    }
    let rows = try catalog.run(
      "label-cooccurrence", ["export": .text(export), "at_least": .integer(Int64(atLeast))])
    let found = rows.map { row in
      let ids = [row.integer("attribute_id") ?? 0, row.integer("with_attribute_id") ?? 0].sorted()
      return "\(ids[0]) \(ids[1]) \(row.integer("groups") ?? 0)"
    }
    #expect(found.sorted() == pairs.filter { $0.value >= atLeast }.map { "\($0.key) \($0.value)" }.sorted())
  }

  @Test(arguments: [
    ("small", "10"), ("spring", "10"), ("summer", "white"), ("summer", "other"), ("small", "0"), ("small", "NULL"),
    ("small", "Robert'); DROP TABLE files;--"), ("small", "line1\nline2"),
  ])
  func `files-with-label finds a label by id or name`(export: String, label: String) throws {
    let expected = try ReferenceRecord.all(of: export).compactMap { record in
      let times = record.attributes.reduce(0) { count, group in
        count + (group.attributes.contains { $0.name == label || String($0.id) == label } ? 1 : 0)
      }
      return times > 0 ? "\(record.id) \(times)" : nil
    }
    let rows = try catalog.lines(
      "files-with-label", ["export": .text(export), "label": QueryValue(typed: label)], columns: ["file_id", "groups"])
    #expect(rows == expected)
    #expect(!expected.isEmpty)
  }

  @Test(
    arguments: ["10,30", "white , car", " 10", "10,10,car", ",10,,", "30,31,32"], ["group", "anywhere"])
  func `files-with-labels wants all of them`(labels: String, place: String) throws {
    let wanted = Set(labels.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    func hasAll(_ labels: [ReferenceRecord.Label]) -> Bool {
      !wanted.isEmpty && wanted.allSatisfy { want in labels.contains { $0.name == want || String($0.id) == want } }
    }
    let expected = try ReferenceRecord.all(of: "spring").filter { record in
      place == "group"
        ? record.attributes.contains { hasAll($0.attributes) } : hasAll(record.attributes.flatMap(\.attributes))
    }
    let rows = try catalog.lines(
      "files-with-labels", ["export": "spring", "labels": QueryValue(typed: labels), "where": .text(place)],
      columns: ["file_id"])
    #expect(rows == expected.map(\.id))
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `label-paths joins the labels of a tree in their order`(export: String) throws {
    var groups: [String: Int] = [:]
    var files: [String: Set<String>] = [:]
    for record in try ReferenceRecord.all(of: export) {
      for group in record.attributes {
        for (level, labels) in Dictionary(grouping: group.attributes, by: \.level) {
          let path = Self.escaped("\(level) \(labels.map(\.name).joined(separator: " > "))")
          groups[path, default: 0] += 1
          files[path, default: []].insert(record.id)
        }
      }
    }
    let rows = try catalog.lines(
      "label-paths", ["export": .text(export)], columns: ["level_order", "path", "groups", "files"])
    #expect(
      rows.map(Self.escaped).sorted() == groups.map { "\($0.key) \($0.value) \(files[$0.key]?.count ?? 0)" }.sorted())
    #expect(export != "spring" || groups.keys.contains { $0.contains("car > sedan > A4") })
  }

  /// Text by its code points: names that differ only in their normal form are different labels.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }
}
