import Catalogs
import Foundation
import SQLite
import Testing

/// Labels that share a name, and labels that one export defines in two ways, for their name or payload was changed while
/// its pages were fetched: everything is counted by id.
@Suite struct RedefinedLabelTests {
  /// A use of a label: its id, and which of its definitions.
  struct Use: Hashable {
    let id: Int
    let version: Int

    init(_ id: Int, _ version: Int = 0) { (self.id, self.version) = (id, version) }

    /// Labels 1 and 2 have one name at first; 3 changes only its payload, 4 its tree, the others their name.
    var json: String {
      switch id {
      case 1, 2: "[\(id),0,\"\(version == 0 ? "bus" : "coach \(version)")\",null]"
      case 3: "[3,1,\"red\",\(version)]"
      case 4: "[4,\(2 + version),\"tree\",null]"
      default: "[\(id),0,\"label \(id).\(version)\",null]"
      }
    }
  }

  struct File {
    let id: String
    var groups: [[Use]]
    var status = "a"
    var type = "image"
    var update = "2025-03-01 00:00"

    var json: String {
      let groups = groups.enumerated().map { number, labels in
        "{\"uid\":\"\(id)-\(number)\",\"attributes\":[\(labels.map(\.json).joined(separator: ","))]}"
      }
      return """
        {"id":"\(id)","related_duplicates":0,"attributes":[\(groups.joined(separator: ","))],"author_name":"ann",\
        "validator_name":null,"file_name":"\(id).jpg","file_type":"\(type)","status":"\(status)",\
        "upload_date":"2025-01-01 00:00","update_date":"\(update)","rebound_project":null,"rebound":null}
        """
    }

    func groups(with id: Int) -> Int { groups.count { group in group.contains { $0.id == id } } }
  }

  private static func catalog(_ exports: [[File]]) throws -> SavedQueryCatalog {
    let scratch = try ScratchCatalog()
    for (number, files) in exports.enumerated() {
      try scratch.import("[\(files.map(\.json).joined(separator: ","))]".utf8, as: "e\(number + 1)")
    }
    return SavedQueryCatalog(try scratch.open())
  }

  private static let files = [
    File(id: "a", groups: [[Use(1), Use(2)], [Use(5)]]),
    File(id: "b", groups: [[Use(1, 1)], [Use(1), Use(5)]]),
    File(id: "c", groups: [[Use(2)], [Use(1), Use(1, 1), Use(2)]], status: "v"),
    File(id: "d", groups: [[Use(3, 1), Use(5, 1)], [Use(3), Use(3, 1), Use(5)]], update: "2025-01-01 00:00"),
    File(id: "e", groups: [[Use(4, 1), Use(4)], [Use(4)], [Use(4)]], type: "video"),
    File(id: "f", groups: []),
  ]

  @Test(arguments: [
    ("bus", ["a 1", "b 2", "c 2"]), ("1", ["a 1", "b 2", "c 1"]), ("2", ["a 1", "c 2"]),
    ("coach 1", ["a 1", "b 2", "c 1"]), ("red", ["d 2"]), ("tree", ["e 3"]), ("label 5.1", ["a 1", "b 1", "d 2"]),
  ]) func `files-with-label counts a group once`(label: String, expected: [String]) throws {
    let rows = try Self.catalog([Self.files]).lines(
      "files-with-label", ["label": .text(label)], columns: ["file_id", "groups"])
    #expect(rows == expected)
  }

  @Test(arguments: [
    ("bus", "group", ["a 1", "b 2", "c 2"]), ("1,2", "group", ["a 1", "c 1"]), ("coach 1, 5", "group", ["b 1"]),
    ("coach 1, label 5.1", "anywhere", ["a 1", "b 1"]), ("red,3", "group", ["d 2"]),
  ]) func `files-with-labels finds a label by each of its names`(labels: String, place: String, expected: [String])
    throws
  {
    let rows = try Self.catalog([Self.files]).lines(
      "files-with-labels", ["labels": .text(labels), "where": .text(place)], columns: ["file_id", "times"])
    #expect(rows == expected)
  }

  @Test func `the name is that of the definition used most, of two used alike the later`() throws {
    let catalog = try Self.catalog([Self.files])
    let columns = ["attribute_id", "name", "level_order", "payload", "uses", "files"]
    // Label 1 is "bus" in three groups and "coach 1" in two; 3 has two groups with payload 1 and one with 0;
    // 4 stands three times in tree 2; 5.0 is in three groups, 5.1 in one.
    #expect(
      try catalog.lines("label-counts", columns: columns) == [
        "1 bus 0 NULL 4 3", "5 label 5.0 0 NULL 4 3", "2 bus 0 NULL 3 2", "4 tree 2 NULL 3 1", "3 red 1 1 2 1",
      ])
    let tie = try Self.catalog([[File(id: "a", groups: [[Use(1)]]), File(id: "b", groups: [[Use(1, 1)]])]])
    #expect(try tie.lines("label-counts", columns: columns) == ["1 coach 1 0 NULL 2 2"])
  }

  @Test func `label-drift knows a label by its id`() throws {
    let renamed = [File(id: "a", groups: [[Use(1, 2)]]), File(id: "b", groups: [])]
    let catalog = try Self.catalog([Self.files, renamed])
    let columns = ["attribute_id", "name", "export", "uses", "files", "percent_of_files", "points_moved"]
    let one = ["1 bus e1 4 3 50.0 NULL", "1 coach 2 e2 1 1 50.0 0.0"]
    for label in ["coach 2", "coach 1", "1"] {
      #expect(try catalog.lines("label-drift", ["label": .text(label)], columns: columns) == one)
    }
    #expect(
      try catalog.lines("label-drift", ["label": "bus"], columns: columns) == one + ["2 bus e1 3 2 33.33 NULL"])
    for empty in [QueryValue.null, ""] {
      #expect(try catalog.run("label-drift", ["label": empty]).count == 6)
    }
  }

  @Test func `label-cooccurrence has one pair for two labels`() throws {
    let rows = try Self.catalog([Self.files]).lines(
      "label-cooccurrence",
      columns: ["attribute_id", "name", "with_attribute_id", "with_name", "groups", "percent_of_first"])
    #expect(
      Set(rows) == [
        "1 bus 2 bus 2 50.0", "1 bus 5 label 5.0 1 25.0", "5 label 5.0 3 red 2 50.0",
      ])
    #expect(rows.count == 3)
  }

  @Test func `label-paths join what is one path`() throws {
    let rows = try Self.catalog([Self.files]).lines("label-paths", columns: ["level_order", "path", "groups", "files"])
    #expect(
      rows
        == [
          "0 label 5.0 3 2", "0 bus > bus 2 2", "0 bus 2 2", "0 bus > label 5.0 1 1", "1 red 2 1", "2 tree 3 1",
        ].sorted(by: Self.asListed))
  }

  /// By tree, then the most frequent, then by path.
  private static func asListed(_ left: String, _ right: String) -> Bool {
    func key(_ row: String) -> (String, Int, String) {
      let words = row.split(separator: " ")
      return (
        String(words[0]), -(Int(words[words.count - 2]) ?? 0), words.dropFirst().dropLast(2).joined(separator: " ")
      )
    }
    return key(left) < key(right)
  }

  @Test func `diff-labels counts groups, whatever the definitions`() throws {
    var after = Self.files
    after[1].groups = [[Use(1, 1)], [Use(1, 1), Use(1), Use(5, 1)]]
    after[2].groups = [[Use(2)], [Use(2, 2)]]
    let rows = try Self.catalog([Self.files, after]).lines(
      "diff-labels", columns: ["change", "file_id", "attribute_id", "name", "old_groups", "new_groups"])
    #expect(rows == ["taken off c 1 coach 1 1 0"])
  }

  @Test func `goal-progress has a row for a label, by any of its names`() throws {
    let catalog = try Self.catalog([Self.files])
    let columns = ["attribute_id", "name", "accepted_images", "waiting_images", "complete", "progress"]
    for label in ["1", "coach 1"] {
      let rows = try catalog.lines("goal-progress", ["label": .text(label), "amount": 6], columns: columns)
      #expect(rows == ["1 bus 3 1 3 50"])
    }
    #expect(
      try catalog.lines("goal-progress", ["label": "bus", "amount": 6], columns: columns)
        == ["1 bus 3 1 3 50", "2 bus 1 2 1 16"])
  }

  @Test func `statistics and overview count a group once`() throws {
    let catalog = try Self.catalog([Self.files])
    let columns = ["attribute_id", "name", "accepted_images", "accepted_videos", "waiting_images", "total"]
    #expect(
      try catalog.lines("stats-by-attribute", columns: columns) == [
        "1 bus 3 0 1 4", "2 bus 1 0 2 3", "5 label 5.0 4 0 0 4", "3 red 2 0 0 2", "4 tree 0 3 0 3",
        "NULL (no group) 1 0 0 1",
      ])
    #expect(
      try catalog.lines("stats-since", ["since": "2025-02-01"], columns: columns) == [
        "1 bus 3 0 1 4", "2 bus 1 0 2 3", "5 label 5.0 2 0 0 2", "4 tree 0 3 0 3", "NULL (no label) 1 0 0 1",
      ])
    let overview = try catalog.lines("overview", columns: ["measure", "value"])
    #expect(overview.contains("label uses 16"))
    #expect(overview.contains("labels in use 5"))
  }

  @Test(arguments: 1...30)
  func `any export is counted by id`(seed: UInt64) throws {
    var random = Seeded(seed)
    func some() -> [File] {
      (0..<Int.random(in: 1...12, using: &random)).map { number in
        let groups = (0..<Int.random(in: 0...4, using: &random)).map { _ in
          var uses: Set<Use> = []
          for _ in 0..<Int.random(in: 0...4, using: &random) {
            uses.insert(Use(Int.random(in: 1...6, using: &random), Int.random(in: 0...2, using: &random)))
          }
          return Array(uses)
        }
        return File(
          id: "f\(number)", groups: groups, status: ["a", "v", "d"].randomElement(using: &random) ?? "a",
          update: "2025-0\(Int.random(in: 1...3, using: &random))-01 00:00")
      }
    }
    let files = some()
    let catalog = try Self.catalog([files])
    let ids = (1...6).filter { id in files.contains { $0.groups(with: id) > 0 } }
    func uses(_ id: Int, _ isCounted: (File) -> Bool = { _ in true }) -> Int {
      files.filter(isCounted).reduce(0) { $0 + $1.groups(with: id) }
    }
    func holders(_ id: Int) -> Int { files.count { $0.groups(with: id) > 0 } }
    let counts = Set(ids.map { "\($0) \(uses($0)) \(holders($0))" })
    #expect(try Set(catalog.lines("label-counts", columns: ["attribute_id", "uses", "files"])) == counts)
    #expect(try Set(catalog.lines("label-drift", columns: ["attribute_id", "uses", "files"])) == counts)
    let accepted = files.filter { $0.status == "a" }
    #expect(
      try Set(
        catalog.lines("accepted-per-label", columns: ["attribute_id", "images", "files"]).filter {
          !$0.hasPrefix("NULL")
        })
        == Set(
          ids.map { id in
            let count = accepted.count { $0.groups(with: id) > 0 }
            return "\(id) \(count) \(count)"
          }))
    #expect(
      try Set(catalog.lines("class-balance", columns: ["attribute_id", "groups"]))
        == Set(ids.map { id in "\(id) \(uses(id) { $0.status == "a" })" }))
    #expect(
      try Set(
        catalog.lines("stats-by-attribute", columns: ["attribute_id", "accepted_images", "total"]).filter {
          !$0.hasPrefix("NULL")
        })
        == Set(ids.map { id in "\(id) \(uses(id) { $0.status == "a" }) \(uses(id))" }))
    let since = ids.map { id in "\(id) \(uses(id) { $0.update >= "2025-02-01" })" }.filter { !$0.hasSuffix(" 0") }
    #expect(
      try Set(
        catalog.lines("stats-since", ["since": "2025-02-01"], columns: ["attribute_id", "total"])
          .filter { !$0.hasPrefix("NULL") }) == Set(since))
    var pairs: Set<String> = []
    for (index, first) in ids.enumerated() {
      for second in ids[(index + 1)...] {
        let groups = files.flatMap(\.groups).count { group in
          group.contains { $0.id == first } && group.contains { $0.id == second }
        }
        if groups > 0 { pairs.insert("\(first) \(second) \(groups)") }
      }
    }
    let found = try catalog.run("label-cooccurrence").map { row in
      let pair = [row.integer("attribute_id") ?? 0, row.integer("with_attribute_id") ?? 0].sorted()
      return "\(pair[0]) \(pair[1]) \(row.integer("groups") ?? 0)"
    }
    #expect(found.sorted() == pairs.sorted())
    for id in ids {
      #expect(
        try catalog.lines("files-with-label", ["label": .text("\(id)")], columns: ["file_id", "groups"])
          == files.filter { $0.groups(with: id) > 0 }.map { "\($0.id) \($0.groups(with: id))" })
    }
  }

  @Test func `validator-throughput knows only decisions`() throws {
    func record(_ id: String, _ status: String, _ update: String) -> String {
      TestRecord(id: id, status: status, validator: "vic").json
        .replacingOccurrences(of: "\"update_date\":null", with: "\"update_date\":\"\(update)\"")
    }
    let records = [
      record("a", "a", "2025-02-01 10:00"), record("b", "d", "2025-02-01 11:00"), record("c", "v", "2025-01-01 10:00"),
      record("d", "p", "2025-03-01 10:00"), record("e", "a", "2025-02-02 09:00"), record("f", "u", "2025-02-03 09:00"),
    ]
    let scratch = try ScratchCatalog()
    try scratch.import("[\(records.joined(separator: ","))]".utf8)
    let rows = try SavedQueryCatalog(scratch.open()).lines(
      "validator-throughput",
      columns: [
        "validator_name", "accepted", "declined", "undecided", "files", "first_save", "last_save", "active_days",
        "decided_per_active_day",
      ])
    #expect(rows == ["vic 2 1 3 6 2025-02-01 10:00 2025-02-02 09:00 2 1.5"])
    let undecided = try ScratchCatalog()
    try undecided.import("[\(records[2]),\(records[3])]".utf8)
    let none = try SavedQueryCatalog(undecided.open()).lines(
      "validator-throughput", columns: ["undecided", "first_save", "active_days", "decided_per_active_day"])
    #expect(none == ["2 NULL 0 NULL"])
  }
}
