import Foundation
import SQLite
import Testing

@testable import Catalogs

@Suite struct `Writing a catalog's file anew` {
  private let scratch: ScratchCatalog

  init() throws {
    scratch = try ScratchCatalog()
    for name in ["one", "two"] { try scratch.import(MadeUp.export(MadeUp.many), as: name) }
  }

  @Test(arguments: [512, 1024, 4096, 65536]) func `gives it pages of today's size`(pageSize: Int) throws {
    let tables = try scratch.open().ownTables()
    try SQLiteShell.run(
      Downgrade.sql + "PRAGMA default_cache_size = 0; PRAGMA page_size = \(pageSize); VACUUM;", on: scratch.path)
    // It suggests a cache of as many bytes, whatever its pages are.
    try Catalog.upgrade(scratch.path)
    #expect(try cacheSize() == Schema.cacheSize * Schema.pageSize / pageSize)
    let plan = try Catalog.plannedUpgrade(of: scratch.path, compacts: true)
    #expect(plan.isNeeded && plan.compacts && !plan.changesSchema && plan.before.pageSize == pageSize)
    // It is done only if it is asked for.
    #expect(try !Catalog.upgrade(scratch.path).isNeeded)
    let done = try Catalog.upgrade(scratch.path, compacts: true)
    #expect(done.compacts && done.after.pageSize == CatalogLayout.newPageSize && done.after.freePageCount == 0)
    #expect(try scratch.bytes().count == done.after.byteCount)
    #expect(try cacheSize() == Schema.cacheSize)
    #expect(try scratch.open().ownTables() == tables)
    #expect(try scratch.open().faults() == [])
    #expect(try !Catalog.upgrade(scratch.path, compacts: true).isNeeded)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["catalog.db"])
  }

  /// The size that other tools take.
  private func cacheSize() throws -> Int? {
    Int(try SQLiteShell.run("PRAGMA cache_size;", on: scratch.path).dropLast())
  }

  @Test func `leaves the size of the cache that somebody has chosen`() throws {
    try SQLiteShell.run("PRAGMA default_cache_size = 77; PRAGMA page_size = 4096; VACUUM;", on: scratch.path)
    try Catalog.upgrade(scratch.path, compacts: true)
    #expect(try cacheSize() == 77)
  }

  @Test func `gives the space of a forgotten export back`() throws {
    try Catalog(path: scratch.path, access: .readWrite).forget("one")
    let done = try Catalog.upgrade(scratch.path, compacts: true)
    #expect(done.before.freePageCount > 0 && done.after.freePageCount == 0)
    #expect(done.after.byteCount < done.before.byteCount)
    #expect(try scratch.open().exports().map(\.name) == ["two"])
  }

  @Test func `is refused while another program has it open in WAL mode`() throws {
    try SQLiteShell.run("PRAGMA page_size = 4096; VACUUM; PRAGMA journal_mode = WAL;", on: scratch.path)
    let reader = try scratch.open()
    _ = try reader.rows("SELECT count(*) FROM files")
    #expect { try Catalog.upgrade(scratch.path, compacts: true, busyTimeout: 0.1) } throws: { error in
      if case DatabaseFault.held(_, isWriting: false) = error { true } else { false }
    }
    // An upgrade alone has nothing to do.
    #expect(try !Catalog.upgrade(scratch.path).isNeeded)
    #expect(try reader.rows("PRAGMA page_size") == [[4096]])
  }

  @Test(arguments: [
    // the devices, what is free there, and the folder that is too small
    (1, 1, 209_000_000, 0, nil), (1, 1, 100_000_000, 0, "/data"), (1, 2, 120_000_000, 120_000_000, nil),
    (1, 2, 120_000_000, 80_000_000, "/tmp"), (1, 2, 90_000_000, 90_000_000, "/data"),
    (1, 2, 120_000_000, 95_000_000, nil),
  ]) func `takes free space`(catalog: Int, temporary: Int, free: Int, freeTemporary: Int, short: String?) {
    // 100 MB, of which 10 are free pages.
    let layout = CatalogLayout(pageSize: 10_000, pageCount: 10_000, freePageCount: 1000)
    let room = CompactionRoom(
      layout: layout, catalog: .init(folder: "/data", device: catalog, free: free),
      temporary: .init(folder: "/tmp", device: temporary, free: freeTemporary))
    var found: String?
    do {
      try room.check("x.db")
    } catch {
      if case .noRoom("x.db", let folder, let needed, let free) = error {
        found = folder
        #expect(needed > free && error.description.contains("of free space in \(folder)"))
      }
    }
    #expect(found == short)
  }

  @Test func `knows what is free beside the catalog`() throws {
    let layout = try Catalog.plannedUpgrade(of: scratch.path).before
    let room = try #require(CompactionRoom(layout, path: scratch.path))
    #expect(room.catalog.free > 0 && room.temporary.free > 0)
    #expect(room.catalog.folder.hasPrefix("/"))
  }
}
