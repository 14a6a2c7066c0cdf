import Catalogs
import Foundation
import SQLite
import Testing

/// The view `duplicate_clusters` on links of any shape.
@Suite struct DuplicateClusterTests {
  typealias Link = (id: String, original: String?)

  /// A cluster's members, found by joining sets.
  private static func expected(_ links: [Link]) -> Set<String> {
    var parents: [String: String] = [:]
    func root(_ id: String) -> String {
      var id = id
      while let parent = parents[id], parent != id { id = parent }
      return id
    }
    for link in links {
      guard let original = link.original else { continue }
      for id in [link.id, original] where parents[id] == nil { parents[id] = id }
      parents[root(link.id)] = root(original)
    }
    let originals = Dictionary(links.map { ($0.id, $0.original) }) { first, _ in first }
    var rows: Set<String> = []
    for (_, members) in Dictionary(grouping: parents.keys, by: root) {
      let end = members.first { (originals[$0] ?? nil) == nil }
      let name = end ?? members.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } ?? ""
      for id in members {
        var depth = 0
        var current = id
        while end != nil, let next = originals[current] ?? nil { (current, depth) = (next, depth + 1) }
        let link = (originals[id] ?? nil) ?? "NULL"
        let held = originals.keys.contains(id) ? 1 : 0
        rows.insert(
          "\(name) \(id) \(link == "NULL" ? "original" : "duplicate") \(link) \(end == nil ? "NULL" : "\(depth)") "
            + "\(held) \(members.count)")
      }
    }
    return rows
  }

  private static let columns = ["cluster_id", "file_id", "role", "original_id", "depth", "in_export", "cluster_size"]

  @Test(arguments: 1...60)
  func `clusters are the connected sets, whatever the links`(seed: UInt64) throws {
    var random = Seeded(seed)
    let scratch = try ScratchCatalog()
    var exports: [[Link]] = []
    for number in 0..<2 {
      let ids = (0..<Int.random(in: 1...14, using: &random)).map { "f\($0)" }.shuffled(using: &random)
      let links = ids.map { id -> Link in
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<3: (id, nil)
        case 3..<5: (id, "out\(Int.random(in: 0...1, using: &random))")
        case 5: (id, id)
        default: (id, ids.randomElement(using: &random))
        }
      }
      exports.append(links)
      try scratch.import(LinkQueryTests.export(links).utf8, as: "e\(number)")
    }
    let catalog = SavedQueryCatalog(try scratch.open())
    for (number, links) in exports.enumerated() {
      let rows = try catalog.lines("duplicate-clusters", ["export": .text("e\(number)")], columns: Self.columns)
      #expect(Set(rows) == Self.expected(links))
      #expect(rows.count == Set(rows).count)
    }
  }

  /// Shapes on which a walk from many starts never ends.
  static let large: [(String, Int, @Sendable (Int, [String]) -> [Link])] = [
    ("a ring", 1, { count, ids in (0..<count).map { (ids[$0], ids[($0 + 1) % count]) } }),
    (
      "a ring, sorted", 1,
      { count, ids in
        let ids = ids.sorted()
        return (0..<count).map { (ids[$0], ids[($0 + 1) % count]) }
      }
    ),
    ("a star on a self-link", 1, { count, ids in (0..<count).map { (ids[$0], ids[0]) } }),
    ("rings of three", 10_000, { count, ids in (0..<count).map { (ids[$0], ids[$0 - $0 % 3 + ($0 + 1) % 3]) } }),
    (
      "a long tail on a ring", 1,
      { count, ids in
        (0..<count).map { (ids[$0], ids[$0 == 0 ? 2 : $0 - 1]) }
      }
    ),
    (
      "a broom on a self-link", 1,
      { count, ids in
        let ids = ids.sorted()
        return (0..<count).map { (ids[$0], ids[$0 == 0 ? 0 : min($0, count / 2) - 1]) }
      }
    ),
  ]

  @Test(arguments: 0..<6)
  func `large rings are walked once`(number: Int) throws {
    let (_, clusters, links) = Self.large[number]
    var random = Seeded(UInt64(number))
    let ids = (0..<30_000).map { String($0 * 7 + 100_000, radix: 16) }.shuffled(using: &random)
    let scratch = try ScratchCatalog()
    try scratch.import(LinkQueryTests.export(links(30_000, ids).shuffled(using: &random)).utf8, as: "large")
    let rows = try SavedQueryCatalog(scratch.open()).run("duplicate-clusters")
    #expect(rows.count == 30_000)
    #expect(Set(rows.map { $0.text("cluster_id") }).count == clusters)
    #expect(rows.allSatisfy { $0.integer("cluster_size") == 30_000 / clusters && $0["depth"] == .null })
  }
}
