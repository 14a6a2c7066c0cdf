import Catalogs
import Foundation
import SQLFunctions
import SQLite
import Testing

/// `compare(old, new)` as SQL reads it.
@Suite struct CompareTableTests {
  /// A catalog whose rows are written by SQL, as another tool could write them.
  private final class Written {
    let scratch: ScratchCatalog
    let catalog: Catalog

    init(_ sql: String) throws {
      scratch = try ScratchCatalog()
      try Catalog(path: scratch.path, access: .create).withConnection { connection in try Self.run(sql, on: connection)
      }
      catalog = try Catalog(path: scratch.path)
    }

    static func run(_ sql: String, on connection: Connection) throws {
      try connection.forEachStatement(in: sql) { statement in try statement.forEachRow { _ in } }
    }

    func rows(_ sql: String, _ parameters: [String: QueryValue] = [:]) throws -> [[QueryValue]] {
      try catalog.rows(sql, parameters: parameters)
    }

    /// The rows, each as one line.
    func lines(_ sql: String, _ parameters: [String: QueryValue] = [:]) throws -> [String] {
      try rows(sql, parameters).map { row in row.map(\.description).joined(separator: " ") }
    }

    func message(_ sql: String, _ parameters: [String: QueryValue] = [:]) throws -> String? {
      let failure = #expect(throws: SQLFailure.self) { try rows(sql, parameters) }
      return failure?.message
    }
  }

  private static func export(_ id: Int, _ name: String, newest: String? = nil, count: Int = 10) -> String {
    """
    INSERT INTO exports (export_id, name, source, source_digest, byte_count, record_count, imported_at, tool_version,
      newest_date) VALUES (\(id), '\(name)', '-', '', 0, \(count), '', '', \(newest.map { "'\($0)'" } ?? "NULL"));
    """
  }

  private static func file(
    _ export: Int, _ id: String, _ status: String = "a", digest: Int = 1, author: String = "ann",
    validator: String? = nil, name: String = "x.jpg"
  ) -> String {
    """
    INSERT INTO files (export_id, file_id, file_name, file_type, status, author_name, validator_name, upload_date,
      related_duplicates, digest) VALUES (\(export), '\(id)', '\(name)', 'image', '\(status)', '\(author)',
      \(validator.map { "'\($0)'" } ?? "NULL"), '2025-01-0\(export) 10:00', 0, \(digest));
    """
  }

  private static let two =
    export(1, "spring", newest: "2025-04-01 10:00") + export(2, "summer", newest: "2025-07-01 10:00")
    + file(1, "b", "v", digest: 2) + file(1, "a") + file(1, "c", "d", author: "bob")
    + file(2, "d", "v", name: "new.jpg") + file(2, "a", validator: "vic") + file(2, "b", "a", digest: 3)

  private static let all = [
    "changed b 1 6 v a 2 3", "gone c 3 NULL d NULL 1 NULL", "same a 2 5 a a 1 1", "added d NULL 4 NULL v NULL 1",
  ]

  @Test func `has a row for each file of either export`() throws {
    let catalog = try Written(Self.two)
    let sql = """
      SELECT change, file_id, old_key, new_key, old_status, new_status, old_digest, new_digest
      FROM compare('spring', 'summer')
      """
    #expect(try catalog.lines(sql).sorted() == Self.all.sorted())
    #expect(try catalog.lines(sql + " ORDER BY file_id").map { $0.split(separator: " ")[1] } == ["a", "b", "c", "d"])
    #expect(
      try catalog.lines("SELECT file_id FROM compare('spring', 'summer') ORDER BY file_id DESC") == [
        "d", "c", "b", "a",
      ])
    #expect(try catalog.rows("SELECT count(*) FROM compare('spring', 'summer')") == [[4]])
    #expect(try catalog.rows("SELECT count(*) FROM compare('spring', 'spring') WHERE change = 'same'") == [[3]])
  }

  @Test(
    arguments: [
      ("change = 'changed'", ["b"]), ("change = 'added'", ["d"]), ("change = 'gone'", ["c"]),
      ("change = 'same'", ["a"]),
      ("change IN ('same', 'changed')", ["a", "b"]), ("change IN ('changed', 'added', 'nothing')", ["b", "d"]),
      ("change <> 'same'", ["b", "c", "d"]), ("change = 'CHANGED'", []), ("change = 'CHANGED' COLLATE NOCASE", ["b"]),
      ("change IS NULL", []), ("change = NULL", []), ("change = 1", []), ("NOT change = 'same'", ["b", "c", "d"]),
      ("change IN (SELECT 'gone' UNION ALL SELECT 'same')", ["a", "c"]), ("old_status = 'v'", ["b"]),
      ("change = 'same' OR new_status = 'v'", ["a", "d"]), ("new_validator_name = 'vic'", ["a"]),
      ("old_author_name = 'bob'", ["c"]), ("new_file_name LIKE 'NEW%'", ["d"]),
      ("old_upload_date >= '2025'", ["a", "b", "c"]),
      ("new_update_date IS NULL", ["a", "b", "c", "d"]), ("old_file_type = 'image'", ["a", "b", "c"]),
      ("file_id > 'b'", ["c", "d"]), ("old_digest IS NOT new_digest", ["b", "c", "d"]),
    ] as [(String, [String])]) func `rows are chosen as by any condition`(condition: String, ids: [String]) throws
  {
    let catalog = try Written(Self.two)
    #expect(
      try catalog.lines("SELECT file_id FROM compare('spring', 'summer') WHERE \(condition) ORDER BY file_id") == ids)
    #expect(
      try catalog.rows("SELECT count(*) FROM compare('spring', 'summer') WHERE \(condition)") == [
        [.integer(Int64(ids.count))]
      ])
  }

  @Test func `groups and orders without sorting`() throws {
    let catalog = try Written(Self.two)
    for columns in [
      "change", "old_status, new_status", "change, file_id", "new_author_name DESC, change DESC", "old_validator_name",
      "change, old_status, new_status, file_id DESC",
    ] {
      let plan = try catalog.lines("EXPLAIN QUERY PLAN SELECT 1 FROM compare('spring', 'summer') ORDER BY \(columns)")
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(columns)")
      let shown = "SELECT \(columns.replacing(" DESC", with: ""))"
      let sorted = "\(shown) FROM (SELECT * FROM compare('spring', 'summer') LIMIT -1) ORDER BY \(columns)"
      #expect(
        try catalog.lines("\(shown) FROM compare('spring', 'summer') ORDER BY \(columns)") == catalog.lines(sorted),
        "\(columns)")
    }
    #expect(
      try catalog.lines("SELECT change, count(*) FROM compare('spring', 'summer') GROUP BY change") == [
        "added 1", "changed 1", "gone 1", "same 1",
      ])
    #expect(
      try catalog.lines("SELECT DISTINCT new_status FROM compare('spring', 'summer') ORDER BY 1") == ["NULL", "a", "v"])
    #expect(
      try catalog.lines("SELECT old_status, new_status, count(*) FROM compare('spring', 'summer') GROUP BY 1, 2") == [
        "NULL v 1", "a a 1", "d NULL 1", "v a 1",
      ])
    // The change is asked for by a condition that does not need the digests, and then all the same.
    #expect(
      try catalog.lines(
        "SELECT change || '' FROM compare('spring', 'summer') WHERE change IN ('same', 'changed') ORDER BY file_id")
        == ["same", "changed"])
  }

  @Test func `joins, and takes parameters and words`() throws {
    let catalog = try Written(Self.two)
    let join = """
      SELECT c.file_id, f.file_name FROM compare(:old, :new) c JOIN files f ON f.file_key = c.new_key
      WHERE c.change = 'added'
      """
    #expect(try catalog.lines(join, ["old": "spring", "new": "summer"]) == ["d new.jpg"])
    #expect(try catalog.lines(join, ["old": "previous", "new": "latest"]) == ["d new.jpg"])
    let pairs = """
      SELECT o.name, n.name, count(*) FROM exports o JOIN exports n JOIN compare(o.name, n.name) c
      WHERE c.change = 'added' GROUP BY 1, 2 ORDER BY 1, 2
      """
    #expect(try catalog.lines(pairs) == ["spring summer 1", "summer spring 1"])
    #expect(
      try catalog.rows(
        "SELECT count(*) FROM compare('spring', 'summer') a JOIN compare('summer', 'spring') b USING (file_id)")
        == [[4]])
    #expect(try catalog.lines("SELECT old, new FROM compare('spring', 'latest') LIMIT 1") == ["spring latest"])
  }

  @Test func `reads an attached catalog, and older ones`() throws {
    let catalog = try Written(Self.two)
    let other = try Written(Self.export(7, "x") + Self.export(8, "y") + Self.file(8, "q"))
    try other.catalog.withConnection { (connection: Connection) throws -> Void in
      try Written.run("ATTACH '\(catalog.scratch.path)' AS \"the other\"", on: connection)
      #expect(try connection.rows("SELECT change, file_id FROM compare('x', 'y')") == [["added", "q"]])
      #expect(try connection.rows("SELECT count(*) FROM compare('spring', 'summer', 'the other')") == [[4]])
    }
    for (name, first, second) in [
      ("catalog-0.1.0.db", "before", "after"), ("catalog-schema-2.db", "label-one", "status-a"),
    ] {
      let scratch = try ScratchCatalog()
      try SampleExports.data(name).write(to: URL(filePath: scratch.path))
      let old = try Catalog(path: scratch.path)
      #expect(try Self.joined(old, first, second) == Self.compared(old, first, second), "\(name)")
      #expect(try Self.joined(old, second, first) == Self.compared(old, second, first), "\(name)")
      let words = try old.withConnection { (connection: Connection) throws -> [String] in
        [try ExportWord.previous.name(on: connection), try ExportWord.latest.name(on: connection)]
      }
      #expect(
        try Self.joined(old, words[0], words[1]) == Self.compared(old, "previous", "latest"), "\(name)")
    }
  }

  /// Every row is found again by its id, in whatever way it is asked for.
  @Test(arguments: [
    "SELECT count(*) FROM files f LEFT JOIN compare('spring', 'summer') c ON c.file_id = f.file_id WHERE c.change > ''",
    "SELECT count(*) FROM files f WHERE EXISTS (SELECT 1 FROM compare('spring', 'summer') c WHERE c.file_id = f.file_id)",
    """
    SELECT count(*) FROM files f LEFT JOIN compare('spring', 'summer') c
    ON c.file_id = f.file_id AND c.change IN ('added', 'gone', 'changed', 'same') WHERE c.file_id > ''
    """,
    """
    SELECT count(*) FROM files f LEFT JOIN (SELECT * FROM compare('spring', 'summer')) c ON c.file_id = f.file_id
    WHERE c.file_id = f.file_id
    """,
  ]) func `looks files up`(sql: String) throws {
    // In the order of their ids, and in another.
    for change in ["", "UPDATE files SET file_key = file_key + 1000 WHERE file_id = 'a';"] {
      let catalog = try Written(Self.two + change)
      #expect(try catalog.rows(sql) == catalog.rows("SELECT count(*) FROM files"))
    }
  }

  @Test(arguments: [
    ("file_id = 'a'", 1), ("file_id = 'd' AND change = 'added'", 1), ("file_id = 'd' AND change = 'gone'", 0),
    ("file_id = 'nowhere'", 0), ("file_id IN ('a', 'd', 'x', NULL)", 2), ("file_id = NULL", 0), ("file_id = x'61'", 0),
    ("file_id = 'A'", 0), ("file_id = 'A' COLLATE NOCASE", 1), ("file_id = 5", 1), ("file_id = 5.0", 0),
    ("file_id = '5'", 1), ("file_id = :id", 1), ("file_id = 'a' AND change IN ('same', 'changed')", 1),
    ("file_id IN (SELECT file_id FROM files) AND old_status = 'v'", 1), ("change = x'73616d65'", 0),
    ("change IN (x'6164646564', 'gone')", 1), ("file_id = 'a' OR file_id = 'd'", 2),
  ]) func `takes a condition on the id or the change as SQL has it`(condition: String, count: Int) throws {
    let catalog = try Written(Self.two + Self.file(1, "5") + Self.file(2, "5"))
    let parameters: [String: QueryValue] = condition.contains(":id") ? ["id": "b"] : [:]
    for source in ["compare('spring', 'summer')", "(SELECT * FROM compare('spring', 'summer') LIMIT -1 OFFSET 0)"] {
      let found = try catalog.rows("SELECT count(*) FROM \(source) WHERE \(condition)", parameters)
      #expect(found == [[.integer(Int64(count))]], "\(source)")
    }
    let ordered = "SELECT file_id FROM compare('spring', 'summer') WHERE \(condition) ORDER BY file_id DESC"
    let ids = try catalog.lines(ordered, parameters)
    #expect(ids == ids.sorted(by: >))
  }

  @Test(
    arguments: [
      ("compare", "usage: compare(old, new [, database])"),
      ("compare('spring')", "usage: compare(old, new [, database])"),
      ("compare('spring', NULL)", "compare: the name of an export is NULL; usage: compare(old, new [, database])"),
      (
        "compare('spring', 'summer', NULL)",
        "compare: the name of the database is NULL; usage: compare(old, new [, database])"
      ),
      ("compare('', 'summer')", "compare: there is no export ''; there are spring, summer"),
      ("compare('spring', 'sumer')", "compare: there is no export sumer; did you mean summer?"),
      ("compare('autumn', 'summer')", "compare: there is no export autumn; there are spring, summer"),
      ("compare(1, 'summer')", "compare: there is no export 1; there are spring, summer"),
      (
        "compare('spring', 'summer', 'b')",
        "compare: the database b has no tables exports and files as a catalog has them"
      ),
    ]) func `errors are ours`(call: String, message: String) throws
  {
    #expect(try Written(Self.two).message("SELECT count(*) FROM \(call)") == message)
  }

  @Test func `is not misled by what other tools did`() throws {
    let ours = try Written(Self.two)
    #expect(
      try Written("").message("SELECT * FROM compare('a', 'b')")
        == "compare: there is no export a: the catalog is empty")
    let word = try Written(Self.two + "UPDATE exports SET name = 'latest' WHERE export_id = 1;")
    #expect(
      try word.message("SELECT * FROM compare('latest', 'summer')")
        == "compare: latest stands for an export, but there is one of that name; rename it first")
    let none = try Written(Self.two + "ALTER TABLE files RENAME COLUMN digest TO hash;")
    #expect(
      try none.message("SELECT change FROM compare('spring', 'summer')")
        == "compare: the database main has no tables exports and files as a catalog has them")
    #expect(try none.rows("SELECT count(*) FROM compare('spring', 'summer') WHERE change = 'added'") == [[1]])
    let text = try Written(Self.two + "UPDATE files SET digest = 'x' WHERE file_id = 'd';")
    #expect(
      try text.message("SELECT change FROM compare('spring', 'summer')")
        == "compare: the catalog holds a value in files.digest that no import stores, in the file d")
    for change in [
      "ALTER TABLE files ADD COLUMN mine TEXT", "DROP INDEX files_by_id", "CREATE INDEX mine ON files (status)",
      "CREATE TEMP TABLE files (x)", "UPDATE files SET file_key = file_key * 1000000007 + 5 WHERE export_id = 2",
      "UPDATE files SET file_key = -file_key", "UPDATE exports SET record_count = 0",
      "UPDATE files SET file_key = 9223372036854775807 WHERE file_key = 1",
    ] {
      let changed = try Written("PRAGMA foreign_keys = OFF;" + Self.two + change + ";")
      let sql = "SELECT change, file_id, old_status, new_status FROM compare('spring', 'summer') ORDER BY file_id"
      #expect(try changed.lines(sql) == ours.lines(sql), "\(change)")
    }
    let twice = try Written(
      "DROP INDEX files_by_id;" + Self.two + Self.file(1, "c"))
    #expect(try twice.message("SELECT * FROM compare('spring', 'summer')") == "compare: an export has the file c twice")
  }

  @Test func `the function that it reads by does nothing for others`() throws {
    let catalog = try Written(Self.two)
    #expect(try catalog.rows("SELECT pressmark_collect(file_id) FROM files") == [[.null]])
    #expect(try catalog.rows("SELECT pressmark_collect()") == [[.null]])
  }

  @Test func `is interrupted`() throws {
    let catalog = try Written(Self.two)
    try catalog.catalog.withConnection { (connection: Connection) throws -> Void in
      let failure = #expect(throws: SQLFailure.self) {
        try connection.withProgress(every: 10) {
          connection.interrupt()
        } during: {
          try connection.rows("SELECT * FROM compare('spring', 'summer')")
        }
      }
      #expect(failure?.reason == .interrupted)
      #expect(try connection.rows("SELECT count(*) FROM compare('spring', 'summer')") == [[4]])
    }
  }

  @Test func `counts as diff does`() throws {
    let seasons = try DiffTruthTests.twoSeasons()
    let summary = try seasons.compare().summary
    func count(_ condition: String) throws -> QueryValue {
      try seasons.catalog.rows("SELECT count(*) FROM compare('old', 'new') WHERE \(condition)")[0][0]
    }
    #expect(try count("change = 'added'") == .integer(Int64(summary.files.added)))
    #expect(try count("change = 'gone'") == .integer(Int64(summary.files.removed)))
    #expect(try count("change IN ('same', 'changed')") == .integer(Int64(summary.files.old - summary.files.removed)))
    #expect(try count("change IN ('gone', 'same', 'changed')") == .integer(Int64(summary.files.old)))
    // Here a person's new name changes all their files, which diff counts apart.
    let changed = try seasons.catalog.rows("SELECT count(*) FROM compare('old', 'new') WHERE change = 'changed'")
    #expect(changed[0][0].integer ?? 0 >= Int64(summary.files.changed))
    let transitions = try seasons.catalog.rows(
      """
      SELECT old_status, new_status, count(*) FROM compare('old', 'new')
      WHERE change = 'changed' AND old_status <> new_status GROUP BY 1, 2
      """)
    let ours: [String] = transitions.map { row in row.map(\.description).joined(separator: " ") }
    let theirs: [String] = summary.transitions.map { transition in
      "\(transition.from) \(transition.to) \(transition.files)"
    }
    #expect(ours.sorted() == theirs.sorted())
    #expect(try Self.joined(seasons.catalog, "old", "new") == Self.compared(seasons.catalog, "old", "new"))
  }

  /// Ids of one to three pieces, in the order of their bytes or in any other.
  @Test(arguments: 1...40) func `equals a join of all`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = ["a", "é", "e\u{301}", "Ж", "\u{1F600}", "0", "z", "\u{7F}"]
    func ids() -> [String] {
      let made = Set(
        (0..<Int.random(in: 0...60, using: &random)).map { _ in
          ByteKey(
            (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "a" }
              .joined())
        })
      let texts = made.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return seed % 3 == 0 ? texts : texts.shuffled(using: &random)
    }
    let shared = ids()
    var sql = Self.export(1, "one", count: 5) + Self.export(2, "two", count: 500) + Self.export(3, "three")
    for export in 1...2 {
      var own = Set(shared.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }.map(ByteKey.init))
      own.formUnion(ids().map(ByteKey.init))
      var texts = own.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      if seed % 3 != 0 { texts.shuffle(using: &random) }
      for id in texts {
        sql += Self.file(
          export, id, ["a", "v", "d", "", "Жд"].randomElement(using: &random) ?? "a",
          digest: Int.random(in: -1...1, using: &random),
          author: ["ann", "Zoë", ""].randomElement(using: &random) ?? "",
          validator: [nil, "vic"].randomElement(using: &random) ?? nil)
        if seed % 4 == 0, export == 1, Bool.random(using: &random) { sql += Self.file(3, "x" + id) }
      }
    }
    if seed % 5 == 0 { sql += "DROP INDEX files_by_id; UPDATE files SET file_key = file_key * 100000;" }
    let catalog = try Written(sql).catalog
    for (old, new) in [("one", "two"), ("two", "one"), ("one", "one"), ("one", "three")] {
      let expected = try Self.joined(catalog, old, new)
      #expect(try Self.compared(catalog, old, new) == expected)
      #expect(try Self.compared(catalog, old, new, order: "file_id") == expected)
      #expect(try Self.compared(catalog, old, new, order: "change, new_author_name, file_id") == expected)
    }
  }

  private struct ByteKey: Hashable {
    let text: String
    init(_ text: String) { self.text = text }
    static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
    func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
  }

  /// Every column, by plain SQL.
  private static func joined(_ catalog: Catalog, _ old: String, _ new: String) throws -> [[QueryValue]] {
    let fields = ["key", "status", "digest", "file_type", "author_name", "validator_name", "file_name", "upload_date"]
    func columns(_ old: String?, _ new: String?) -> String {
      var columns: [String] = []
      for field in fields {
        let name = field == "key" ? "file_key" : field
        columns.append(old.map { "\($0).\(name)" } ?? "NULL")
        columns.append(new.map { "\($0).\(name)" } ?? "NULL")
      }
      return columns.joined(separator: ", ")
    }
    return try catalog.rows(
      """
      WITH o AS (SELECT f.* FROM files f JOIN exports USING (export_id) WHERE name = :old),
        n AS (SELECT f.* FROM files f JOIN exports USING (export_id) WHERE name = :new)
      SELECT CASE WHEN o.digest IS n.digest THEN 'same' ELSE 'changed' END, o.file_id, \(columns("o", "n"))
      FROM o JOIN n ON n.file_id = o.file_id
      UNION ALL SELECT 'gone', o.file_id, \(columns("o", nil)) FROM o WHERE file_id NOT IN (SELECT file_id FROM n)
      UNION ALL SELECT 'added', n.file_id, \(columns(nil, "n")) FROM n WHERE file_id NOT IN (SELECT file_id FROM o)
      ORDER BY 2
      """, parameters: ["old": .text(old), "new": .text(new)])
  }

  /// Every column, by `compare`.
  private static func compared(
    _ catalog: Catalog, _ old: String, _ new: String, order: String? = nil
  ) throws -> [[QueryValue]] {
    let rows = try catalog.rows(
      """
      SELECT change, file_id, old_key, new_key, old_status, new_status, old_digest, new_digest, old_file_type,
        new_file_type, old_author_name, new_author_name, old_validator_name, new_validator_name, old_file_name,
        new_file_name, old_upload_date, new_upload_date
      FROM compare(:old, :new) \(order.map { "ORDER BY \($0)" } ?? "")
      """, parameters: ["old": .text(old), "new": .text(new)])
    if order == "file_id" { return rows }
    return rows.sorted { $0[1].description.utf8.lexicographicallyPrecedes($1[1].description.utf8) }
  }
}
