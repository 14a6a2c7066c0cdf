import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// A removal comes to the same as that of any other SQLite client with foreign keys, whatever the catalog holds.
@Suite struct `Forgetting an export` {
  /// Changes between the imports and the removal.
  static let changes: [(String, String)] = [
    ("nothing", ""),
    ("keys of two exports by turns", "UPDATE files SET file_key = file_key * 10 WHERE export_id = 2"),
    ("gaps", "PRAGMA foreign_keys = ON; DELETE FROM files WHERE file_key % 3 = 0"),
    ("keys below zero", "UPDATE files SET file_key = -file_key WHERE export_id = 1"),
    ("an index", "CREATE INDEX mine ON group_attributes (position)"),
    ("no index", "DROP INDEX group_attributes_by_attribute"),
    ("a column", "ALTER TABLE attribute_groups ADD COLUMN mine"),
    (
      "orphans among the keys",
      "INSERT INTO attribute_groups VALUES (15000, 0, 'u', NULL); UPDATE files SET file_key = file_key + 14990 WHERE file_key = 40"
    ),
    (
      "a table that follows",
      "CREATE TABLE note (file_key INTEGER REFERENCES files ON DELETE CASCADE); INSERT INTO note SELECT file_key FROM files"
    ),
    (
      "triggers",
      """
      CREATE TABLE log (what);
      CREATE TRIGGER t1 BEFORE DELETE ON files BEGIN
        INSERT INTO log SELECT count(*) FROM attribute_groups WHERE file_key = old.file_key;
      END;
      CREATE TRIGGER t2 AFTER DELETE ON group_attributes BEGIN INSERT INTO log VALUES (old.position); END
      """
    ),
  ]

  @Test(arguments: changes) func `comes to what the foreign keys do`(name: String, sql: String) throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    for number in 0..<3 {
      _ = try catalog.importExport(
        [ForeignExport.Archive(number)], options: ImportOptions(name: "\(number)", policy: .skip))
    }
    try catalog.withConnection { connection in
      _ = try connection.rows("PRAGMA foreign_keys = OFF")
      try connection.forEachStatement(in: sql) { try $0.forEachRow { _ in } }
      for table in ["attribute_groups", "group_attributes", "duplicates", "transfers"]
      where sql.contains("SET file_key") {
        // The children go with their files.
        let (factor, condition) =
          sql.contains("* 10")
          ? ("file_key * 10", "file_key BETWEEN 41 AND 80")
          : sql.contains("-file_key") ? ("-file_key", "file_key <= 40") : ("file_key + 14990", "file_key = 40")
        _ = try connection.rows("UPDATE \(table) SET file_key = \(factor) WHERE \(condition)")
      }
      _ = try connection.rows("PRAGMA foreign_keys = ON")
    }
    let copy = scratch.folder.appending(path: "copy.db").path
    try FileManager.default.copyItem(atPath: scratch.path, toPath: copy)
    let reference = try Catalog(path: copy, access: .readWrite)
    for export in ["1", "0"] {
      _ = try reference.rows("DELETE FROM exports WHERE name = '\(export)'")
      try catalog.forget(export)
      #expect(try catalog.ownTables() == reference.ownTables())
      for table in ["note", "log"] where sql.contains("TABLE \(table) ") {
        #expect(try catalog.rows("SELECT * FROM \(table)") == reference.rows("SELECT * FROM \(table)"))
      }
      #expect(try catalog.rows("PRAGMA integrity_check") == [[.text("ok")]])
      #expect(try catalog.rows("PRAGMA foreign_key_check") == reference.rows("PRAGMA foreign_key_check"))
    }
  }

  @Test(arguments: [
    "CREATE TABLE note (file_key INTEGER REFERENCES files ON DELETE RESTRICT); INSERT INTO note SELECT file_key FROM files",
    "CREATE TABLE note (attribute_key INTEGER REFERENCES attributes); INSERT INTO note SELECT attribute_key FROM attributes",
    "UPDATE group_attributes SET attribute_key = 1 WHERE file_key > 40",
  ])
  func `is refused where something needs it`(sql: String) throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    for number in 0..<2 {
      _ = try catalog.importExport(
        [ForeignExport.Archive(number)], options: ImportOptions(name: "\(number)", policy: .skip))
    }
    try catalog.apply(sql)
    let before = try catalog.ownTables()
    let tables = sql.contains("note") ? ["note"] : []
    #expect(throws: CatalogError.refused(table: nil, record: nil, id: nil, .foreignKey(tables: tables))) {
      try catalog.forget("0")
    }
    #expect(try catalog.ownTables() == before)
    #expect(try catalog.faults().isEmpty)
  }
}
