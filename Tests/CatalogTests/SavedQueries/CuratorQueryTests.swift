import Catalogs
import SQLite
import Testing

/// Saved queries that answer a curator's questions in one line, against counts over the records.
@Suite struct CuratorQueryTests {
  let catalog: SavedQueryCatalog
  init() throws { catalog = try SavedQueryCatalog() }

  /// A percentage as SQL rounds it.
  private static func percent(_ part: Int, of whole: Int) -> Double {
    (1000 * Double(part) / Double(whole)).rounded() / 10
  }

  private static func isNear(_ value: QueryValue?, _ expected: Double) -> Bool {
    if case .real(let found)? = value { abs(found - expected) < 0.11 } else { false }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `accepted-per-label counts accepted files once for each label`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    let accepted = records.filter { $0.status == "a" }
    let rows = try catalog.run("accepted-per-label", ["export": .text(export)])
    let labels = Set(records.flatMap(\.uses.keys))
    #expect(Set(rows.compactMap { $0.integer("attribute_id") }) == labels)
    let unlabelled = accepted.filter(\.uses.isEmpty)
    #expect(rows.count == labels.count + (unlabelled.isEmpty ? 0 : 1))
    for row in rows {
      let holders = row.integer("attribute_id").map { id in accepted.filter { $0.uses[id] != nil } } ?? unlabelled
      #expect(row.integer("images") == holders.count { $0.fileType == "image" })
      #expect(row.integer("videos") == holders.count { $0.fileType == "video" })
      #expect(row.integer("files") == holders.count)
      #expect(row.integer("other") == holders.count { !["image", "video"].contains($0.fileType) })
      #expect(Self.isNear(row["share_percent"], Self.percent(holders.count, of: accepted.count)))
    }
    // Every pair of an accepted file and one of its labels is in one row, and every file without labels.
    #expect(
      rows.reduce(0) { $0 + ($1.integer("files") ?? 0) }
        == accepted.reduce(0) { $0 + $1.uses.count } + unlabelled.count)
    let counts = rows.filter { $0.integer("attribute_id") != nil }.compactMap { $0.integer("files") }
    #expect(counts == counts.sorted(by: >))
    #expect(rows.dropLast().allSatisfy { $0.integer("attribute_id") != nil })
  }

  @Test func `accepted-per-label of an export without accepted files has no share`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(TestRecord.export([TestRecord(id: "1", status: "d", labels: [1])]).utf8)
    let rows = try SavedQueryCatalog(scratch.open()).lines(
      "accepted-per-label", columns: ["attribute_id", "name", "images", "videos", "other", "files", "share_percent"])
    #expect(rows == ["1 label 1 0 0 0 0 NULL"])
  }

  @Test(arguments: SavedQueryCatalog.exports, [nil, "a", "v", "all"] as [String?])
  func `class-balance compares the labels of a tree`(export: String, status: String?) throws {
    let records = try ReferenceRecord.all(of: export)
    let wanted = records.filter { status == "all" || $0.status == status ?? "a" }
    var given: [String: QueryValue] = ["export": .text(export)]
    if let status { given["status"] = .text(status) }
    let rows = try catalog.run("class-balance", given)
    #expect(Set(rows.compactMap { $0.integer("attribute_id") }) == Set(records.flatMap(\.uses.keys)))
    for row in rows {
      #expect(row.integer("groups") == wanted.reduce(0) { $0 + ($1.uses[row.integer("attribute_id") ?? 0] ?? 0) })
    }
    for tree in Dictionary(grouping: rows, by: { $0.integer("level_order") ?? -1 }).values {
      let groups = tree.compactMap { $0.integer("groups") }
      #expect(groups == groups.sorted(by: >))
      let (sum, largest) = (groups.reduce(0, +), groups.max() ?? 0)
      for row in tree {
        let count = row.integer("groups") ?? 0
        if sum == 0 {
          #expect(row["percent_of_tree"] == .null && row["percent_of_largest"] == .null)
        } else {
          #expect(Self.isNear(row["percent_of_tree"], Self.percent(count, of: sum)))
          #expect(Self.isNear(row["percent_of_largest"], Self.percent(count, of: largest)))
        }
      }
    }
  }

  @Test(arguments: SavedQueryCatalog.exports, [1, 40])
  func `decline-rate-by-validator is of decided files`(export: String, atLeast: Int) throws {
    let decided = try ReferenceRecord.all(of: export).filter { "ad".contains($0.status) }
    let rows = try catalog.run(
      "decline-rate-by-validator", ["export": .text(export), "at_least": .integer(Int64(atLeast))])
    let people = Dictionary(grouping: decided, by: \.validatorName).filter { $0.value.count >= atLeast }
    #expect(rows.count == people.count)
    let allDeclined = decided.count { $0.status == "d" }
    for row in rows {
      let files = people[row.text("validator_name")] ?? []
      let declined = files.count { $0.status == "d" }
      #expect(row.integer("declined") == declined && row.integer("accepted") == files.count - declined)
      #expect(row.integer("decided") == files.count)
      #expect(Self.isNear(row["declined_percent"], Self.percent(declined, of: files.count)))
      #expect(Self.isNear(row["percent_of_declined"], Self.percent(declined, of: allDeclined)))
    }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `validator-throughput gives shares`(export: String) throws {
    let decided = try ReferenceRecord.all(of: export).filter { "ad".contains($0.status) }
    let people = Dictionary(grouping: decided, by: \.validatorName)
    for row in try catalog.run("validator-throughput", ["export": .text(export)]) {
      guard let files = people[row.text("validator_name")] else {
        #expect(row["accepted_percent"] == .null)
        continue
      }
      #expect(Self.isNear(row["accepted_percent"], Self.percent(files.count { $0.status == "a" }, of: files.count)))
      #expect(Self.isNear(row["percent_of_decisions"], Self.percent(files.count, of: decided.count)))
    }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `uploads-per-month counts each file in its month`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    let months = Dictionary(grouping: records) { String($0.uploadDate.prefix(7)) }
    let rows = try catalog.run("uploads-per-month", ["export": .text(export)])
    #expect(rows.map { $0.text("month") } == months.keys.sorted())
    for row in rows {
      let files = months[row.text("month") ?? ""] ?? []
      #expect(row.integer("files") == files.count)
      #expect(row.integer("images") == files.count { $0.fileType == "image" })
      #expect(row.integer("videos") == files.count { $0.fileType == "video" })
      #expect(row.integer("other") == files.count { !["image", "video"].contains($0.fileType) })
    }
    #expect(rows.last?.integer("files_so_far") == records.count)
  }
}

/// `files-with-labels`, `files-with-label` and `object-keys`: which objects, in which bucket.
@Suite struct FilesWithLabelsTests {
  let catalog: SavedQueryCatalog
  init() throws { catalog = try SavedQueryCatalog() }

  private static func parts(_ labels: String) -> Set<String> {
    Set(
      labels.split(separator: ",").map { String($0.trimmingPrefix(" ").reversed().drop { $0 == " " }.reversed()) }
        .filter { !$0.isEmpty })
  }

  private static func isOne(_ label: ReferenceRecord.Label, of parts: Set<String>) -> Bool {
    parts.contains(label.name) || parts.contains(String(label.id))
  }

  private static func hasAll(_ labels: [ReferenceRecord.Label], _ parts: Set<String>) -> Bool {
    parts.allSatisfy { part in labels.contains { isOne($0, of: [part]) } }
  }

  @Test(
    arguments: [
      ("car,white", "sedan"), ("10", "30, 31"), ("white , car", ""), ("car", "car"), ("car", "white,black,сумерки"),
      ("car", "43"),
    ], ["a", "d", nil] as [String?])
  func `takes files with all of some labels and none of others`(
    labels: (with: String, without: String), status: String?
  ) throws {
    let (wanted, unwanted) = (Self.parts(labels.with), Self.parts(labels.without))
    let lookups = Dictionary(uniqueKeysWithValues: try LinkQueryTests.Lookup.of("spring").map { ($0.id, $0) })
    for place in ["file", "group"] {
      var expected: [String] = []
      for record in try ReferenceRecord.all(of: "spring") where status == nil || record.status == status {
        let all = record.attributes.flatMap(\.attributes)
        let times =
          place == "group"
          ? record.attributes.count { group in
            Self.hasAll(group.attributes, wanted) && !group.attributes.contains { Self.isOne($0, of: unwanted) }
          } : Self.hasAll(all, wanted) && !all.contains { Self.isOne($0, of: unwanted) } ? 1 : 0
        if times > 0, let file = lookups[record.id] {
          expected.append(
            "\(record.id) \(record.status) \(times) \(file.bucket) \(file.object) \(file.bucket)/\(file.object)")
        }
      }
      var given: [String: QueryValue] = [
        "export": "spring", "labels": .text(labels.with), "without": .text(labels.without), "in": .text(place),
      ]
      if let status { given["status"] = .text(status) }
      let rows = try catalog.lines(
        "files-with-labels", given,
        columns: ["file_id", "status", "times", "bucket", "object_id", "storage_key"])
      #expect(rows == expected)
      #expect(labels.with == labels.without || status == "d" || !expected.isEmpty)
    }
  }

  @Test func `what in was called still works`() throws {
    func ids(_ given: [String: QueryValue]) throws -> [String] {
      try catalog.lines(
        "files-with-labels", given.merging(["export": "spring", "labels": "car,white"]) { $1 },
        columns: ["file_id", "times"])
    }
    #expect(try ids(["where": "group"]) == ids(["in": "group"]))
    #expect(try ids(["where": "anywhere"]) == ids(["in": "file"]))
    #expect(try ids([:]) == ids(["in": "file"]))
    #expect(try ids(["in": "group"]) != ids(["in": "file"]))
  }

  @Test(
    arguments: [
      ("in", "grup", ParameterFault.Reason.notAChoice(["file", "group"], nearest: ["group"])),
      ("status", "x", .notAChoice(["a", "d", "p", "u", "v"], nearest: [])),
      ("without", "caar", .noLabel(nearest: ["car", "Camry", "café"])),
    ] as [(String, String, ParameterFault.Reason)])
  func `an unknown value is an error`(name: String, value: String, reason: ParameterFault.Reason) throws {
    let fault = #expect(throws: ParameterFault.self) {
      try catalog.run("files-with-labels", ["labels": "car", name: .text(value)])
    }
    if case .notAChoice(let words, _)? = fault?.reason, case .notAChoice(let expected, _) = reason {
      #expect(words == expected)
    } else {
      #expect(fault?.reason == reason)
    }
  }

  @Test(arguments: SavedQueryCatalog.exports, ["a", "d", nil] as [String?])
  func `files-with-label and object-keys say where the bytes lie`(export: String, status: String?) throws {
    var given: [String: QueryValue] = ["export": .text(export)]
    if let status { given["status"] = .text(status) }
    let records = try ReferenceRecord.all(of: export).filter { status == nil || $0.status == status }
    let files = Dictionary(uniqueKeysWithValues: try LinkQueryTests.Lookup.of(export).map { ($0.id, $0) })
    func line(_ id: String) -> String {
      files[id].map { "\(id) \($0.bucket) \($0.object) \($0.bucket)/\($0.object)" } ?? id
    }
    let columns = ["file_id", "bucket", "object_id", "storage_key"]
    #expect(
      try catalog.lines("object-keys", given, columns: columns).sorted() == records.map { line($0.id) }.sorted())
    given["label"] = "10"
    #expect(
      try catalog.lines("files-with-label", given, columns: columns)
        == records.filter { $0.uses[10] != nil }.map { line($0.id) })
  }
}
