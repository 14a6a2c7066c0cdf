import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// A change that makes a catalog one that can't be read or written rightly is refused by its name, whatever is asked.
@Suite struct `A catalog that lacks something` {
  private static let changes: [(String, TableFault)] =
    [
      "exports", "files", "attribute_groups", "attributes", "group_attributes", "label_counts", "duplicates",
      "transfers",
      "media", "rejects",
    ].map { ("PRAGMA legacy_alter_table = ON; ALTER TABLE \($0) RENAME TO gone", .noTable($0)) } + [
      (
        "PRAGMA legacy_alter_table = ON; ALTER TABLE files RENAME COLUMN author_name TO author",
        .noColumn(table: "files", column: "author_name")
      ),
      (
        "PRAGMA legacy_alter_table = ON; ALTER TABLE exports RENAME COLUMN source TO origin",
        .noColumn(table: "exports", column: "source")
      ),
      (
        "PRAGMA legacy_alter_table = ON; ALTER TABLE attributes RENAME COLUMN payload_type TO kind",
        .noColumn(table: "attributes", column: "payload_type")
      ),
      ("ALTER TABLE rejects DROP COLUMN reason", .noColumn(table: "rejects", column: "reason")),
      ("ALTER TABLE media RENAME TO m; CREATE VIEW media AS SELECT * FROM m", .notATable("media", .view)),
      ("DROP TABLE media; CREATE VIRTUAL TABLE media USING fts5 (export_id, name)", .notATable("media", .virtualTable)),
      (
        """
        DROP TABLE transfers;
        CREATE TABLE transfers (file_key INTEGER PRIMARY KEY, storage_project_id INTEGER AS (7) STORED)
        """, .generatedColumn(table: "transfers", column: "storage_project_id")
      ),
      (
        """
        DROP TABLE duplicates; CREATE TABLE duplicates (file_key INTEGER PRIMARY KEY, original_id NUMERIC)
        """, .columnType(table: "duplicates", column: "original_id", type: "NUMERIC", expected: "TEXT")
      ),
      (
        """
        DROP TABLE transfers; CREATE TABLE transfers (file_key TEXT PRIMARY KEY, storage_project_id INTEGER)
        """, .columnType(table: "transfers", column: "file_key", type: "TEXT", expected: "INTEGER")
      ),
      (
        """
        PRAGMA legacy_alter_table = ON; CREATE TABLE made AS SELECT * FROM attributes; DROP TABLE attributes;
        ALTER TABLE made RENAME TO attributes
        """, .notUnique(table: "attributes", columns: ["attribute_key"], referringTable: "group_attributes")
      ),
    ]

  @Test(arguments: changes.indices) func `is refused`(index: Int) throws {
    let (sql, fault) = Self.changes[index]
    let scratch = try ScratchCatalog()
    try scratch.import(ForeignExport.bytes(0), as: "old", policy: .skip)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    try catalog.apply(sql)
    let before = try scratch.bytes()
    func refuses(_ body: () throws -> Void) {
      let error = #expect(throws: CatalogError.self, performing: body)
      guard case .changed(let path, let found) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(path.hasSuffix("catalog.db"))
      if case .notUnique = fault, case .notUnique(let table, _, _) = found {
        #expect(table == "attributes")
      } else {
        #expect(found == fault)
      }
    }
    refuses {
      _ = try catalog.importExport([MemorySource(ForeignExport.bytes(1))], options: ImportOptions(name: "new"))
    }
    refuses { try catalog.forget("old") }
    refuses { try catalog.setProject("old", to: 3) }
    refuses { _ = try catalog.extract("old") { _ in } }
    refuses { try catalog.dump("old", as: .csv, to: scratch.folder.appending(path: "dump").path) }
    refuses { try catalog.diff(old: "old", new: "latest") }
    #expect(try scratch.bytes() == before)
  }
}
