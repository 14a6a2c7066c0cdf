import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

@Suite struct `Bringing a catalog up to date` {
  private static let older = [
    (1, "catalog-0.1.0.db"), (2, "catalog-schema-2.db"), (3, "catalog-schema-3.db"),
    (4, "catalog-schema-4.db"),
  ]

  @Test(arguments: older) func `does what was planned, once`(version: Int, name: String) throws {
    let scratch = try ScratchCatalog(older: name)
    let before = try scratch.bytes()
    let plan = try Catalog.plannedUpgrade(of: scratch.path)
    #expect(plan.isNeeded && plan.changesSchema && !plan.compacts)
    #expect(plan.from == version && plan.to == Catalog.schemaVersion)
    #expect(plan.additions.views.contains("latest_files") == (version < 3))
    let behind = SchemaIndex.later.map(\.name).drop { version == 4 && $0 != "files_by_author" }
    #expect(plan.additions.indexes == Array(behind))
    #expect(plan.additions.columns == (version == 1 ? ["exports.newest_date"] : []))
    #expect(try scratch.bytes() == before, "a plan changes nothing")

    var done = try Catalog.upgrade(scratch.path)
    #expect(done.before.byteCount == before.count)
    let size = try scratch.bytes().count
    #expect(done.after.byteCount == size)
    done.after = plan.after
    done.seconds = plan.seconds
    #expect(done == plan)
    let after = try scratch.bytes()
    let again = try Catalog.upgrade(scratch.path)
    #expect(!again.isNeeded && again.additions == SchemaAdditions())
    #expect(try !Catalog.plannedUpgrade(of: scratch.path).isNeeded)
    #expect(try scratch.bytes() == after)
  }

  @Test(arguments: older) func `does the same as opening it to be changed`(version: Int, name: String) throws {
    let scratch = try ScratchCatalog(older: name)
    let other = try ScratchCatalog(older: name)
    try Catalog.upgrade(scratch.path)
    #expect(try Catalog(path: other.path, access: .readWrite).upgrade?.from == version)
    #expect(try scratch.bytes() == other.bytes())
  }

  @Test func `says which names somebody has given to something else`() throws {
    let scratch = try ScratchCatalog(older: "catalog-schema-2.db")
    try SQLiteShell.run("CREATE TABLE latest_files AS SELECT 'mine' AS mine;", on: scratch.path)
    #expect(try Catalog.plannedUpgrade(of: scratch.path).additions.takenNames == ["latest_files"])
    let done = try Catalog.upgrade(scratch.path)
    #expect(done.additions.takenNames == ["latest_files"] && !done.additions.views.contains("latest_files"))
    #expect(try scratch.open().rows("SELECT * FROM latest_files") == [["mine"]])
  }

  @Test(arguments: older) func `refuses tables that lack what they always had, before it changes anything`(
    version: Int, name: String
  ) throws {
    let scratch = try ScratchCatalog(older: name)
    try SQLiteShell.run(
      "ALTER TABLE files RENAME COLUMN extra TO other; PRAGMA page_size = 4096; VACUUM;", on: scratch.path)
    let before = try scratch.bytes()
    let fault = CatalogError.changed(path: scratch.path, .noColumn(table: "files", column: "extra"))
    #expect(throws: fault) { try Catalog.upgrade(scratch.path, compacts: true) }
    #expect(throws: fault) { try Catalog.plannedUpgrade(of: scratch.path) }
    #expect(throws: fault) { try Catalog(path: scratch.path, access: .readWrite) }
    #expect(try scratch.bytes() == before)
  }

  @Test func `completes what a catalog of today's version lost`() throws {
    let scratch = try ScratchCatalog(older: "catalog-0.1.0.db")
    try SQLiteShell.run("PRAGMA user_version = \(Catalog.schemaVersion);", on: scratch.path)
    let done = try Catalog.upgrade(scratch.path)
    #expect(done.changesSchema && done.from == done.to && done.additions.columns == ["exports.newest_date"])
    #expect(try scratch.open().exports().allSatisfy { $0.newestDate != nil })
  }

  @Test func `tells each step in its order`() throws {
    let scratch = try ScratchCatalog(older: "catalog-0.1.0.db")
    var steps: [UpgradeProgress] = []
    try SQLiteShell.run("PRAGMA page_size = 4096; VACUUM;", on: scratch.path)
    try Catalog.upgrade(scratch.path, compacts: true) { if steps.last != $0 { steps.append($0) } }
    let indexes = SchemaIndex.later.map(\.name)
    var expected: [UpgradeProgress] = [.compacting, .compacted, .changing]
    for (number, name) in indexes.enumerated() {
      expected.append(.indexing(name: name, number: number + 1, of: indexes.count))
    }
    expected += [.analysing, .committing]
    #expect(steps == expected)
  }

  @Test(arguments: ForeignChange.all) func `keeps what people did to it`(change: ForeignChange) throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    for (number, name) in ["first", "second"].enumerated() {
      _ = try catalog.importExport(
        [ForeignExport.Archive(number)], options: ImportOptions(name: name, projectID: 7, policy: .skip))
    }
    try SQLiteShell.run(Downgrade.sql, on: scratch.path)
    try SQLiteShell.run("PRAGMA legacy_alter_table = ON; \(change.sql);", on: scratch.path)
    let (tables, schema) = try (scratch.open().ownTables(), Self.schema(of: scratch.path))
    for compacts in [false, true] {
      if compacts { try SQLiteShell.run("PRAGMA page_size = 1024; VACUUM;", on: scratch.path) }
      let done = try Catalog.upgrade(scratch.path, compacts: compacts)
      #expect(done.compacts == compacts && done.changesSchema != compacts)
      let catalog = try scratch.open()
      #expect(try catalog.ownTables() == tables)
      #expect(try Catalog(path: scratch.path, access: .readWrite).foreignFaults(change) == [])
      #expect(try schema.subtracting(Self.schema(of: scratch.path)) == [])
    }
  }

  /// The tables, indexes, triggers and views.
  private static func schema(of path: String) throws -> Set<String> {
    let rows = try SQLiteShell.run(
      "SELECT quote(type || ' ' || name || ' ' || ifnull(sql, '')) FROM sqlite_master;", on: path)
    return Set(rows.split(separator: "'\n").map(String.init))
  }

  @Test func `refuses what other commands refuse`() throws {
    let scratch = try ScratchCatalog(older: "catalog-schema-2.db")
    func check(_ error: some Error & Equatable, _ path: String) {
      #expect(throws: error) { try Catalog.upgrade(path) }
      #expect(throws: error) { try Catalog.plannedUpgrade(of: path) }
    }
    let none = scratch.folder.appending(path: "none.db").path
    check(DatabaseFault.missing(path: none), none)
    check(DatabaseFault.notADatabase(path: scratch.folder.path, found: .folder), scratch.folder.path)
    let text = scratch.folder.appending(path: "text.db").path
    try Data("[]".utf8).write(to: URL(filePath: text))
    check(DatabaseFault.notADatabase(path: text, found: .otherFile), text)
    let empty = scratch.folder.appending(path: "empty.db").path
    try Data().write(to: URL(filePath: empty))
    check(CatalogError.notACatalog(path: empty, found: .emptyFile), empty)
    try SQLiteShell.run("ALTER TABLE files RENAME COLUMN status TO state;", on: scratch.path)
    check(
      CatalogError.changed(path: scratch.path, .noColumn(table: "files", column: "status")), scratch.path)
    try SQLiteShell.run("PRAGMA user_version = 99;", on: scratch.path)
    check(
      CatalogError.newerCatalog(path: scratch.path, version: 99, supported: Catalog.schemaVersion), scratch.path)
  }

  @Test func `lets others read meanwhile, and leaves it as it was where they read too long`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(`Reading during an import`.large, as: "large")
    // Free pages are written before the end.
    try SQLiteShell.run(Downgrade.sql + "VACUUM;", on: scratch.path)
    let before = try scratch.bytes()
    let reader = try scratch.open()
    try reader.withConnection { connection in
      for statement in ["BEGIN", "SELECT count(*) FROM files"] { _ = try connection.rows(statement) }
      #expect(throws: DatabaseFault.self) { try Catalog.upgrade(scratch.path, busyTimeout: 0.2) }
      #expect(throws: DatabaseFault.self) { try Catalog.upgrade(scratch.path, compacts: true, busyTimeout: 0.2) }
      _ = try connection.rows("COMMIT")
    }
    #expect(try scratch.bytes() == before)
    var reads = 0
    try Catalog.upgrade(scratch.path) { _ in
      let other = try? Catalog(path: scratch.path, busyTimeout: 0)
      #expect((try? other?.rows("SELECT count(*) FROM files NOT INDEXED")) == [[20_000]])
      reads += 1
    }
    #expect(reads > 0)
    #expect(try scratch.open().faults() == [])
  }
}
