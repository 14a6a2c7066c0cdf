import Catalogs
import Foundation
import SQLite
import Testing

/// `fold`, `regexp` and `LIKE` as SQL calls them.
@Suite struct TextFunctionTests {
  /// A catalog, whose connection has our functions.
  private final class OurCatalog {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-text-\(UUID().uuidString)")
    let catalog: Catalog

    init(_ sql: String = "") throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      catalog = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
      if !sql.isEmpty {
        try catalog.withConnection { connection in
          try connection.forEachStatement(in: sql) { statement in try statement.forEachRow { _ in } }
        }
      }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func value(_ expression: String, _ parameters: [String: QueryValue] = [:]) throws -> QueryValue {
      try catalog.rows("SELECT \(expression)", parameters: parameters)[0][0]
    }
  }

  @Test(
    arguments: [
      ("fold(NULL)", nil), ("fold(12)", "12"), ("fold(1e20)", "1.0e+20"), ("fold(x'C389')", "\u{E9}"), ("fold('')", ""),
      ("typeof(fold(5))", "text"), ("hex(fold('É' || char(0) || 'B'))", "C3A90062"), ("regexp(NULL, 'a')", nil),
      ("regexp('a', NULL)", nil), ("NULL REGEXP 'a'", nil), ("12 REGEXP '^1'", 1), ("'a' NOT REGEXP 'b'", 1),
      ("x'D096' REGEXP '(?i)ж'", 1), ("'Привет' LIKE 'привет'", 1), ("'Привет' NOT LIKE 'привет'", 0),
      ("like('привет', 'Привет')", 1), ("like('П!%', 'п%', '!')", 1), ("NULL LIKE 'a'", nil), ("'a' LIKE NULL", nil),
      ("'a' LIKE 'a' ESCAPE NULL", nil), ("NULL LIKE 'a' ESCAPE '!'", nil), ("12 LIKE '1_'", 1), ("1.5 LIKE '1.5'", 1),
      ("'a' LIKE x'61'", 0), ("x'61' LIKE 'a'", 0), ("x'61' LIKE NULL", 0), ("CAST(x'61' AS TEXT) LIKE 'A'", 1),
      ("'A' GLOB 'a'", 0), ("'Ж' GLOB '[а-яЖ]'", 1), ("'100%' LIKE '100\\%' ESCAPE '\\'", 1),
      ("CAST(x'61FF' AS TEXT) LIKE 'A' || char(0xFFFD)", 1), ("CAST(x'61FF' AS TEXT) REGEXP '^a.$'", 1),
    ] as [(String, QueryValue)]) func `values of all types`(expression: String, expected: QueryValue) throws
  {
    #expect(try OurCatalog().value(expression) == expected)
  }

  @Test(arguments: [
    ("regexp('a(', 'x')", "regexp: the regular expression is wrong at its end: a ( without its )"),
    (
      "'x' REGEXP 'жж)'",
      "regexp: the regular expression is wrong at character 3: a ) without its (; \\) stands for the character itself"
    ),
    (
      "(printf('%.60c', 'a') || '!') REGEXP '(a+)+$'",
      "regexp: the regular expression takes too many steps on a text: a repeat within a repeat, such as (a+)+, is often the reason"
    ),
    ("'a' LIKE 'b' ESCAPE ''", "LIKE: the text after ESCAPE must be one character"),
    ("'a' LIKE 'b' ESCAPE 'xy'", "LIKE: the text after ESCAPE must be one character"),
    ("'a' LIKE printf('%.50001c', 'x')", "LIKE: the pattern has 50001 bytes, 50000 are the most"),
    ("like('a')", "usage: like(pattern, text [, escape])"),
    ("like(1, 2, 3, 4)", "usage: like(pattern, text [, escape])"),
    ("regexp('a')", "usage: regexp(pattern, text)"), ("fold()", "usage: fold(text)"),
  ]) func `errors are ours`(expression: String, message: String) throws {
    let catalog = try OurCatalog()
    let failure = #expect(throws: SQLFailure.self) { try catalog.value(expression) }
    #expect(failure?.message == message)
  }

  @Test func `a pattern of the greatest length is compared`() throws {
    #expect(try OurCatalog().value("printf('%.50000c', 'x') LIKE printf('%.50000c', 'X')") == 1)
  }

  @Test func `patterns and escapes can come from columns`() throws {
    let sql = """
      SELECT text LIKE pattern ESCAPE e, text REGEXP replace(pattern, '%', '.*'), text LIKE 'п!%' ESCAPE e
      FROM (
        SELECT 'Поезд' AS text, 'п%' AS pattern, '!' AS e UNION ALL SELECT 'Поезд', 'П%', 'П' UNION ALL
        SELECT 'п%', 'п!%', '!' UNION ALL SELECT 'П%', 'п!%', 'x' UNION ALL SELECT NULL, 'a', '!')
      """
    #expect(
      try OurCatalog().catalog.rows(sql)
        == [[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 0, 0], [nil, nil, nil]])
  }

  /// SQLite's own LIKE beside ours.
  @Test(arguments: 1...10) func `ASCII is compared as SQLite compares it`(seed: UInt64) throws {
    var random = Seeded(seed)
    func some(_ alphabet: [Character], _ count: Int) -> QueryValue {
      .text(
        String(
          (0..<Int.random(in: 0...count, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" }))
    }
    let cases: [[String: QueryValue]] = (0..<400).map { _ in
      [
        "text": some(["a", "A", "b", "%", "_", "\\", "[", "{", "@", "`", "Z", "z"], 8),
        "pattern": some(["a", "B", "%", "%", "_", "\\", "{", "`", "z"], 6),
        "escape": ["\\", "%", "_", "a", "A"].randomElement(using: &random) ?? "\\",
      ]
    }
    let sql = "SELECT :text LIKE :pattern, :text LIKE :pattern ESCAPE :escape"
    let ours = try OurCatalog().catalog
    let plain = try Database(inMemory: { _ in })
    for values in cases {
      let theirs = try plain.withConnection { try $0.rows(sql, parameters: values) }
      #expect(try ours.rows(sql, parameters: values) == theirs, "\(values)")
    }
  }

  @Test func `can be used in indexes and views`() throws {
    let catalog = try OurCatalog(
      """
      PRAGMA trusted_schema = OFF;
      CREATE TABLE t (name TEXT);
      CREATE INDEX t_folded ON t (fold(name));
      INSERT INTO t VALUES ('Автобус'), ('трамвай'), ('STRASSE');
      CREATE VIEW found AS SELECT name FROM t WHERE name LIKE 'а%' OR name REGEXP '^т';
      """)
    #expect(try catalog.catalog.rows("SELECT name FROM found ORDER BY name") == [["Автобус"], ["трамвай"]])
    #expect(
      try catalog.catalog.rows("SELECT name FROM t INDEXED BY t_folded WHERE fold(name) = fold('straße')")
        == [["STRASSE"]])
  }

  @Test func `the pragma for LIKE is respected, and undone`() throws {
    let catalog = try OurCatalog()
    func like() throws -> [QueryValue] { try catalog.catalog.rows("SELECT 'Ж' LIKE 'ж', 'A' LIKE 'a'")[0] }
    #expect(try like() == [1, 1])
    for (value, expected) in [("ON", [0, 0]), ("OFF", [1, 1]), ("1", [0, 0]), ("0", [1, 1]), ("false", [1, 1])]
      as [(String, [QueryValue])]
    {
      _ = try catalog.catalog.rows("PRAGMA case_sensitive_like = \(value)")
      #expect(try like() == expected, "\(value)")
    }
  }
}
