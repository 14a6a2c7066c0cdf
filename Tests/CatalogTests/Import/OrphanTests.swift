import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

/// Most tools delete with foreign keys off, and leave rows behind whose export or file is gone. They must not come to
/// belong to what is imported next.
@Suite struct `Rows that outlived their export or file` {
  @Test(
    arguments: [
      "DELETE FROM exports WHERE name = 'second'", "DELETE FROM exports", "DELETE FROM files WHERE export_id = 2",
      "DELETE FROM files", "DELETE FROM attributes WHERE export_id = 2", "DELETE FROM attributes",
      "DELETE FROM attribute_groups", "DELETE FROM exports; DELETE FROM files",
      "INSERT INTO attribute_groups SELECT max(file_key) + 2, 0, 'x', NULL FROM files",
      "INSERT INTO duplicates SELECT max(file_key) + 2, 'x' FROM files",
      "INSERT INTO transfers SELECT max(file_key) + 3, 5 FROM files",
      "INSERT INTO label_counts SELECT max(attribute_key) + 1, 'a', 'image', 1, 1 FROM attributes",
      "INSERT INTO media SELECT 100, 3, 'x.jpg', 'x', 'jpg', NULL, NULL",
    ], [true, false]) func `stay apart`(change: String, usesImposters: Bool) throws
  {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    let spring = try SampleExports.data("spring/annotation.api.json")
    let summer = try SampleExports.data("summer/annotation.api.json")
    var options = ImportOptions(name: "first")
    options.usesImposters = usesImposters
    _ = try catalog.importExport([MemorySource(Array(spring))], options: options)
    options.name = "second"
    _ = try catalog.importExport([MemorySource(Array(summer))], options: options)
    try SQLiteShell.run(change + ";", on: scratch.path)
    options.name = "third"
    let small = try SampleExports.data("small/annotation.api.json")
    let summary = try catalog.importExport([MemorySource(Array(small))], options: options)

    let alone = try ScratchCatalog()
    let other = try Catalog(path: alone.path, access: .create)
    let expected = try other.importExport([MemorySource(Array(small))], options: ImportOptions(name: "third"))
    #expect(summary.stored == expected.stored)
    for query in [
      "SELECT count(*) FROM files f JOIN exports e ON e.export_id = f.export_id WHERE e.name = 'third'",
      "SELECT file_id, group_no, uid, position, name FROM annotations WHERE export = 'third' ORDER BY 1, 2, 4",
      "SELECT file_id, storage_key FROM objects WHERE export = 'third' ORDER BY 1",
      """
      SELECT a.attribute_id, c.status, c.file_type, c.uses, c.files
      FROM label_counts c JOIN attributes a ON a.attribute_key = c.attribute_key
      JOIN exports e ON e.export_id = a.export_id WHERE e.name = 'third' ORDER BY 1, 2, 3
      """, "SELECT count(*) FROM media m JOIN exports e ON e.export_id = m.export_id WHERE e.name = 'third'",
    ] {
      #expect(try catalog.rows(query) == other.rows(query), "\(query)")
    }
    #expect(try catalog.rows("PRAGMA integrity_check") == [["ok"]])
  }

  @Test(arguments: ["UTF-8", "UTF-16le", "UTF-16be"]) func `a catalog may have any encoding`(encoding: String) throws {
    let scratch = try ScratchCatalog()
    let pattern = try ScratchCatalog()
    let made = try Catalog(path: pattern.path, access: .create)
    let statements = try made.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'")
    let version = try made.rows("PRAGMA user_version")[0][0]
    try SQLiteShell.run(
      """
      PRAGMA encoding = '\(encoding)'; PRAGMA application_id = 1347571019; PRAGMA user_version = \(version);
      \(statements.compactMap { $0[0].text }.joined(separator: ";\n"));
      """, on: scratch.path)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    let spring = try SampleExports.data("spring/annotation.api.json")
    let summary = try catalog.importExport([MemorySource(Array(spring))], options: ImportOptions(name: "spring"))
    #expect(summary.stored == 1898)
    #expect(try catalog.faults().isEmpty)
    #expect(try catalog.rows("SELECT count(*) FROM files WHERE author_name = 'анна'") != [[0]])
  }
}
