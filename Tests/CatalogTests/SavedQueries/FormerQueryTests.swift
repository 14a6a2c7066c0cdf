import Catalogs
import Foundation
import SQLite
import Testing

/// Saved queries that were written anew to be fast answer what their former text in FormerQueries/ answers.
@Suite struct FormerQueryTests {
  /// Indexes that some of them make use of, where a catalog has them.
  private static let indexes = [
    "files_by_export": "export_id", "files_by_status": "export_id, status, file_type",
    "files_by_author": "export_id, author_name, status, file_type, upload_date",
    "files_by_validator": "export_id, validator_name, status", "files_by_upload_date": "export_id, upload_date",
  ]

  /// How a catalog is left by its makers.
  enum State: String, CaseIterable {
    case indexed, analyzed, older

    var sql: String {
      switch self {
      case .older: FormerQueryTests.indexes.keys.map { "DROP INDEX IF EXISTS \($0);" }.joined()
      case .indexed, .analyzed:
        FormerQueryTests.indexes.map { "CREATE INDEX IF NOT EXISTS \($0) ON files (\($1));" }.joined()
          + (self == .analyzed ? "ANALYZE;" : "")
      }
    }
  }

  /// What is given for the parameters of a query, one run for each.
  private static func given(_ query: SavedQuery, exports: [String], labels: [QueryValue]) -> [[String: QueryValue]] {
    let names = Set(query.parameters.map(\.name))
    var runs: [[String: QueryValue]] = [[:]]
    func vary(_ name: String, _ values: [QueryValue]) {
      guard names.contains(name) else { return }
      runs = runs.flatMap { run in values.map { value in run.merging([name: value]) { $1 } } }
    }
    vary("export", exports.map { .text($0) })
    vary("old", exports.map { .text($0) })
    vary("new", exports.map { .text($0) })
    vary("at_least", [0, 2])
    vary("changes", [0, 2, 3])
    vary("only", ["all", "gone", "returned"])
    vary("since", ["2025-01-02", "2025-02-01 00:00", "2030-01-01"])
    vary("days", [0, 7])
    vary("as_of", [.null, "2025-03-01"])
    vary("label", labels + (query.name == "label-drift" ? [.null] : []))
    vary("amount", [0, 3])
    vary("image_weight", [1, -1.5])
    vary("video_weight", [2.25])
    return runs
  }

  private static func former() throws -> [(now: SavedQuery, former: SavedQuery)] {
    let folder = try #require(Bundle.module.resourceURL).appending(path: "FormerQueries")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let queries = try SavedQueries(folder: nil)
    return try files.filter { $0.pathExtension == "sql" }.map { file in
      let name = file.deletingPathExtension().lastPathComponent
      return (try queries.query(name), SavedQuery(name: name, text: try String(contentsOf: file, encoding: .utf8)))
    }
  }

  private static func compare(_ path: String, _ state: State, exports: [String]) throws {
    try SQLiteShell.run(state.sql, on: path)
    let queries = try former()
    #expect(queries.count >= 22)
    try Catalog(path: path).withConnection { connection throws in
      let labels = try connection.result(
        of: """
          SELECT * FROM (SELECT DISTINCT name FROM attributes ORDER BY name LIMIT 3)
          UNION ALL SELECT * FROM (SELECT DISTINCT CAST(attribute_id AS TEXT) FROM attributes ORDER BY 1 LIMIT 2)
          """
      ).rows.map { $0[0] }
      for (now, former) in queries {
        for given in Self.given(now, exports: exports, labels: labels) {
          let parameters = try now.values(given: given, on: connection)
          let expected = try connection.result(of: former.sql, parameters: parameters)
          let found = try connection.result(of: now.sql, parameters: parameters)
          #expect(found.columns == expected.columns, "\(now.name)")
          #expect(
            found.rows == expected.rows,
            "\(now.name) \(given) \(state): \(found.rows.prefix(3)) and not \(expected.rows.prefix(3))")
        }
      }
    }
  }

  @Test(arguments: State.allCases) func `real exports`(state: State) throws {
    let scratch = try ScratchCatalog()
    for name in SavedQueryCatalog.exports {
      try scratch.import(SampleExports.data("\(name)/annotation.api.json"), as: name, project: 7)
    }
    try Self.compare(scratch.path, state, exports: SavedQueryCatalog.exports)
  }

  @Test(arguments: 1...8) func `odd exports`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let catalog = try DiffCatalog()
    let names = ["one", "two", "three", "four", "none"]
    for name in names {
      try catalog.add(name, Self.records(name, &random), labels: Self.labels(&random))
    }
    // What no import writes, but another tool may: dates of another form, and the keys of exports among each other.
    var odd = """
      UPDATE files SET upload_date = substr(upload_date, 1, 10) || char(1114111) || 'z' WHERE file_id LIKE '%7';
      UPDATE files SET upload_date = substr(upload_date, 1, 4) WHERE file_id LIKE '%8';
      UPDATE files SET upload_date = substr(upload_date, 1, 8) WHERE file_id LIKE '%9';
      INSERT INTO media (export_id, name, object_id, extension)
      SELECT export_id, file_id || '.jpg', file_id, 'jpg' FROM files WHERE export_id = 1 AND file_id NOT LIKE '%3';
      """
    if seed % 2 == 0 { odd += Self.interleave }
    try SQLiteShell.run(odd, on: catalog.path)
    for state in State.allCases { try Self.compare(catalog.path, state, exports: names) }
  }

  private static let interleave =
    """
    CREATE TEMP TABLE keys AS
    SELECT file_key, 1000000 + row_number() OVER (PARTITION BY export_id ORDER BY file_key) * 10 + export_id AS new_key
    FROM files;
    """
    + ["files", "attribute_groups", "group_attributes", "duplicates", "transfers"].map {
      "UPDATE \($0) SET file_key = (SELECT new_key FROM keys WHERE keys.file_key = \($0).file_key);"
    }.joined()

  private static func records(_ export: String, _ random: inout SeededGenerator) -> [SampleRecord] {
    guard export != "none" else { return [] }
    return (0..<40).filter { _ in Int.random(in: 0..<4, using: &random) > 0 }.shuffled(using: &random).map { number in
      SampleRecord("f\(number)") {
        $0.status =
          ["a", "a", "d", "v", "p", "u", "x", "caf\u{E9}", "cafe\u{301}"].randomElement(using: &random) ?? "a"
        $0.fileType = ["image", "image", "video", "file", "", "Image"].randomElement(using: &random) ?? ""
        $0.author = ["ann", "Ann", "an\u{303}a", "a\u{F1}a"].randomElement(using: &random) ?? ""
        $0.validator = [nil, "", "v1", "v2"].randomElement(using: &random) ?? nil
        $0.uploadDate =
          "2025-0\(Int.random(in: 1...2, using: &random))-0\(Int.random(in: 1...3, using: &random)) 0\(number % 5):00"
        $0.updateDate =
          [nil, "2025-01-01 00:00", "2025-02-01 00:00", "2025-02-02 09:30"].randomElement(using: &random) ?? nil
        $0.rebound = [nil, nil, "", "f1", "f2", "x"].randomElement(using: &random) ?? nil
        $0.reboundProject = [nil, 0, 3, 7].randomElement(using: &random) ?? nil
        $0.groups = (0..<Int.random(in: 0..<4, using: &random)).map { group in
          .init(
            uid: "u\(number).\(group)",
            labels: Array((1...6).shuffled(using: &random).prefix(Int.random(in: 0..<5, using: &random))))
        }
      }
    }
  }

  private static func labels(_ random: inout SeededGenerator) -> [Int: SampleLabel] {
    var labels: [Int: SampleLabel] = [:]
    for id in 1...6 {
      labels[id] = SampleLabel(
        level: Int.random(in: 0...1, using: &random), name: ["bus", "car", "tree"].randomElement(using: &random) ?? "")
    }
    return labels
  }
}
