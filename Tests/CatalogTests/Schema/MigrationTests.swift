import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

@Suite struct `Catalogs of version 1` {
  /// The older content is imported last.
  private static let exports: [(name: String, bytes: [UInt8])] = [
    ("summer", MadeUp.export([MadeUp.record("1", update: #""2025-07-01 10:00""#), MadeUp.record("2")])),
    ("spring", MadeUp.export([MadeUp.record("1")])), ("nothing", Array("[]".utf8)),
  ]
  private static let dates: [QueryValue] = ["2025-07-01 10:00", "2025-06-10 21:41", nil]

  /// What somebody may have added.
  private static let changes = """
    ALTER TABLE exports ADD COLUMN mine TEXT DEFAULT 'x';
    ALTER TABLE files ADD COLUMN score REAL DEFAULT 0.5;
    CREATE INDEX files_by_author ON files (author_name);
    CREATE TABLE log (text);
    CREATE TRIGGER logs AFTER DELETE ON files BEGIN INSERT INTO log VALUES (old.file_id); END;
    CREATE TRIGGER put INSTEAD OF INSERT ON objects BEGIN INSERT INTO log VALUES (new.file_id); END;
    DROP VIEW label_paths;
    CREATE VIEW label_paths AS SELECT 'mine' AS path;
    CREATE VIEW of_mine AS SELECT file_id FROM objects;
    """

  @Test func `have views that are known`() {
    let views = SchemaText(OlderCatalog.versionOneSchema).entries.filter { $0.kind == .view }
    #expect(views.count == 4)
    for view in views {
      let digest = SchemaView.digest(of: view.sql)
      #expect(SchemaView.older[view.name]?.contains(digest) == true, "\(view.name): \(digest)")
    }
  }

  @Test func `can be read, and are not changed by it`() throws {
    let older = try OlderCatalog(Self.exports, changes: Self.changes)
    let before = try older.bytes()
    let catalog = try older.open()
    #expect(try catalog.exports().map { $0.newestDate.map(QueryValue.text) ?? .null } == Self.dates)
    #expect(try catalog.rows("SELECT newest_date FROM exports ORDER BY export_id") == Self.dates.map { [$0] })
    #expect(try catalog.export(named: "latest").name == "summer")
    #expect(try catalog.export(named: "previous").name == "spring")
    #expect(try catalog.diff(old: "previous", new: "latest").files.added == 1)
    #expect(try catalog.history(of: "1").rows.map { $0[0] } == ["nothing", "spring", "summer"])
    #expect(try catalog.rows("SELECT * FROM label_paths") == [["mine"]])
    let folder = older.scratch.folder.appending(path: "dump")
    #expect(try catalog.dump("latest", as: .csv, to: folder.path).rows.first { $0.table == "files" }?.count == 2)
    #expect(try catalog.rows("PRAGMA main.user_version") == [[1]])
    #expect(try older.bytes() == before)
  }

  @Test func `are brought up to date when they are opened to be changed`() throws {
    let older = try OlderCatalog(Self.exports, changes: Self.changes)
    let catalog = try older.open(.readWrite)
    #expect(try catalog.rows("PRAGMA user_version") == [[5]])
    #expect(try catalog.rows("SELECT newest_date FROM main.exports ORDER BY export_id") == Self.dates.map { [$0] })
    #expect(try catalog.rows("PRAGMA integrity_check") == [["ok"]])
    // What was added is still there, and works.
    #expect(
      try catalog.rows("SELECT DISTINCT mine, score FROM exports e JOIN files f USING (export_id)") == [["x", 0.5]])
    #expect(try catalog.rows("SELECT * FROM label_paths") == [["mine"]])
    #expect(try catalog.rows("SELECT count(*) FROM of_mine") == [[3]])
    #expect(
      try catalog.rows("SELECT count(*) FROM files INDEXED BY files_by_author WHERE author_name = 'Ann'") == [[3]])
    try catalog.rename("nothing", to: "empty one")
    try catalog.forget("spring")
    #expect(try catalog.rows("SELECT text FROM log") == [["1"]])
    _ = try catalog.rows("INSERT INTO objects (file_id) VALUES ('put')")
    #expect(try catalog.rows("SELECT count(*) FROM log") == [[2]])
    // And an import into it.
    let summary = try Catalog.importExport(
      [MemorySource(MadeUp.export([MadeUp.record("9", update: #""2026-01-01 00:00""#)]))], into: older.path,
      options: ImportOptions())
    #expect(try older.open().export(named: "latest").name == summary.export)
  }

  @Test func `are compared with those of today`() throws {
    let older = try OlderCatalog(Self.exports)
    let scratch = try ScratchCatalog()
    try scratch.import(MadeUp.export([MadeUp.record("1"), MadeUp.record("3")]), as: "now")
    let summary = try scratch.open().diff(old: "\(older.path):previous", new: "now")
    #expect((summary.old.name, summary.files.added) == ("spring", 1))
    #expect(try older.open().diff(old: "latest", new: "\(scratch.path):now").files.removed == 1)
  }

  /// A view that has changed since, which these have not yet.
  private static let changedView = SchemaView(
    name: "annotations", sql: "CREATE VIEW annotations AS SELECT 'today' AS file_id", digest: 1)
  private static let newView = SchemaView(
    name: "brand_new", sql: "CREATE VIEW brand_new AS SELECT 1 AS one", digest: 2)

  @Test func `have today's views for those who read`() throws {
    let older = try OlderCatalog(Self.exports, changes: "CREATE TABLE taken (x)")
    let before = try older.bytes()
    try older.open().withConnection { connection in
      let found = try SchemaFound(in: "main", on: connection)
      let taken = SchemaView(name: "taken", sql: "CREATE VIEW taken AS SELECT 1", digest: 3)
      let schema = try OlderSchema(
        found, in: "main", on: connection, current: [Self.changedView, Self.newView, taken])
      #expect(schema.views.map(\.name) == ["annotations", "brand_new"])
      for view in schema.views { try connection.run("CREATE TEMP " + view.sql.dropFirst("CREATE ".count)) }
      #expect(try connection.rows("SELECT * FROM annotations") == [["today"]])
      #expect(try connection.rows("SELECT * FROM brand_new") == [[1]])
      #expect(try connection.rows("SELECT count(*) FROM main.annotations") == [[0]])
    }
    #expect(try older.bytes() == before)
  }

  @Test func `get today's views, unless somebody changed them`() throws {
    let changed = "DROP VIEW annotations; CREATE VIEW annotations AS SELECT 'mine' AS file_id;"
    for (changes, expected) in [("", "today"), (changed, "mine")] {
      let older = try OlderCatalog(Self.exports, changes: changes)
      let catalog = try older.open(.readWrite)
      try catalog.withConnection { connection throws in
        // As if it had not been brought up to date just now.
        try connection.run("PRAGMA user_version = 1")
        try Migration.run(on: connection, current: [Self.changedView, Self.newView])
        #expect(try connection.rows("SELECT DISTINCT file_id FROM annotations") == [[.text(expected)]])
        #expect(try connection.rows("SELECT * FROM brand_new") == [[1]])
        #expect(try connection.rows("PRAGMA user_version") == [[5]])
      }
    }
  }

  @Test func `that lost their marks say how to get them back`() throws {
    let older = try OlderCatalog(Self.exports)
    for (path, version) in [(older.path, 1), (older.scratch.path, 5)] {
      let copy = path + " o'copy.db"
      try SQLiteShell.run(try SQLiteShell.run(".dump", on: path), on: copy)
      #expect(throws: CatalogError.lostMark(path: copy, version: version)) { try Catalog(path: copy) }
      #expect(throws: CatalogError.lostMark(path: copy, version: version)) { try Catalog(path: copy, access: .create) }
      let pragmas = "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)"
      let message = CatalogError.lostMark(path: copy, version: version).description
      #expect(message.contains("'\(pragmas)'") && message.contains("o'\\''copy.db'"))
      try SQLiteShell.run(pragmas, on: copy)
      #expect(try Catalog(path: copy).export(named: "latest").name == "summer")
    }
    // A database of something else does not get the advice.
    let other = older.scratch.folder.appending(path: "other.db").path
    try SQLiteShell.run("CREATE TABLE exports (x); CREATE TABLE files (y);", on: other)
    #expect(throws: CatalogError.notACatalog(path: other, found: .otherDatabase)) { try Catalog(path: other) }
  }
}
