import Catalogs
import ExportFormat
import SQLite
import Testing

/// The view `objects` gives the bucket since version 3; versions 1 and 2 made it alike.
@Suite struct `The view objects of older catalogs` {
  private static let records = [
    MadeUp.record("1"), MadeUp.record("2").replacing("\"rebound_project\":null", with: "\"rebound_project\":5"),
  ]

  /// What somebody may have added.
  private static let changes = """
    CREATE TABLE log (text);
    CREATE TRIGGER put INSTEAD OF INSERT ON objects BEGIN INSERT INTO log VALUES (new.storage_key); END;
    CREATE VIEW mine AS SELECT storage_key, object_id FROM objects WHERE status = 'a';
    """

  private let scratch: ScratchCatalog

  /// A catalog of today, made one of version 2.
  init() throws {
    scratch = try ScratchCatalog()
    try scratch.import("[\(Self.records.joined(separator: ","))]".utf8, as: "a", project: 7)
    let view = try #require(OlderCatalog.versionOneSchema.firstRange(of: "CREATE VIEW objects AS"))
    let rest = OlderCatalog.versionOneSchema[view.lowerBound...]
    let end = try #require(rest.firstIndex(of: ";"))
    try SQLiteShell.run("DROP VIEW objects; \(rest[...end]) PRAGMA user_version = 2; \(Self.changes)", on: scratch.path)
  }

  private static let buckets: [[QueryValue]] = [["1", "project_7", "1"], ["2", "project_5", "2"]]

  @Test func `gives the bucket to those who only read`() throws {
    let catalog = try scratch.open()
    #expect(try catalog.rows("SELECT file_id, bucket, object_id FROM objects ORDER BY file_id") == Self.buckets)
    #expect(
      try catalog.rows("SELECT count(*) FROM mine") == catalog.rows("SELECT count(*) FROM files WHERE status = 'a'"))
    #expect(try catalog.rows("PRAGMA main.user_version") == [[2]])
    #expect(throws: SQLFailure.self) { try catalog.rows("SELECT bucket FROM main.objects") }
  }

  @Test func `is made anew, with what was made on it`() throws {
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgradedFrom == 2)
    #expect(try catalog.rows("SELECT file_id, bucket, object_id FROM main.objects ORDER BY file_id") == Self.buckets)
    _ = try catalog.rows("INSERT INTO objects (storage_key) VALUES ('put')")
    #expect(try catalog.rows("SELECT text FROM log") == [["put"]])
    #expect(
      try catalog.rows("SELECT count(*) FROM mine") == catalog.rows("SELECT count(*) FROM files WHERE status = 'a'"))
    #expect(
      try SQLiteShell.run("SELECT bucket || '/' || object_id = storage_key FROM objects", on: scratch.path) == "1\n1\n")
  }

  @Test func `stays if somebody has changed it`() throws {
    try SQLiteShell.run(
      "DROP VIEW objects; CREATE VIEW objects AS SELECT file_id, 'mine' AS bucket FROM files", on: scratch.path)
    for access in [Catalog.Access.readOnly, .readWrite] {
      #expect(try Catalog(path: scratch.path, access: access).rows("SELECT DISTINCT bucket FROM objects") == [["mine"]])
    }
  }

  @Test func `has no bucket where the project is not known`() throws {
    let unknown = try ScratchCatalog()
    try unknown.import("[\(Self.records.joined(separator: ","))]".utf8)
    let rows = try unknown.open().rows("SELECT bucket, storage_key FROM objects ORDER BY file_key")
    #expect(rows == [[nil, nil], ["project_5", "project_5/2"]])
  }
}
