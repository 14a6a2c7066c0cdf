import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

/// Rules that people added to a catalog stand: what breaks one is refused with the rule and the record, and nothing is
/// changed.
@Suite struct `Rules that people added` {
  typealias Rule = (name: String, sql: String, table: String?, record: Int?, refusal: Refusal)

  private static let rules: [Rule] = [
    (
      "unique index", "CREATE UNIQUE INDEX mine ON files (file_name)", "files", 3,
      .unique("files.file_name")
    ),
    (
      "unique index on an expression", "CREATE UNIQUE INDEX mine ON files (upper(file_name))", "files", 3,
      .unique("index 'mine'")
    ),
    (
      "unique index on groups", "CREATE UNIQUE INDEX mine ON attribute_groups (uid)", "attribute_groups", 3,
      .unique("attribute_groups.uid")
    ),
    (
      "unique index on label uses", "CREATE UNIQUE INDEX mine ON group_attributes (file_key, attribute_key)",
      "group_attributes", 2, .unique("group_attributes.file_key, group_attributes.attribute_key")
    ),
    (
      "trigger that refuses",
      """
      CREATE TRIGGER mine BEFORE INSERT ON files WHEN new.file_id = 'c' BEGIN SELECT RAISE(ABORT, 'no c here'); END
      """, "files", 3, .trigger("no c here")
    ),
    (
      "trigger that ends the statement",
      """
      CREATE TRIGGER mine AFTER INSERT ON duplicates BEGIN SELECT RAISE(FAIL, 'no duplicates'); END
      """, "duplicates", 2, .trigger("no duplicates")
    ),
    (
      "trigger that passes over a row",
      "CREATE TRIGGER mine BEFORE INSERT ON files WHEN new.file_id = 'b' BEGIN SELECT RAISE(IGNORE); END",
      "files", 2, .ignored
    ),
    (
      "trigger that passes over an export",
      "CREATE TRIGGER mine BEFORE INSERT ON exports BEGIN SELECT RAISE(IGNORE); END",
      "exports", nil, .ignored
    ),
    (
      "trigger that ends the transaction",
      "CREATE TRIGGER mine BEFORE INSERT ON files BEGIN SELECT RAISE(ROLLBACK, 'nothing at all'); END",
      "files", nil, .trigger("nothing at all")
    ),
    (
      "trigger that removes files of the import",
      "CREATE TRIGGER mine AFTER INSERT ON transfers BEGIN DELETE FROM duplicates; END", "duplicates", nil,
      .removed(count: 1)
    ),
    (
      "trigger with a broken statement",
      "CREATE TRIGGER mine AFTER INSERT ON files BEGIN INSERT INTO gone VALUES (1); END",
      "files", nil, .failed("no such table: main.gone")
    ),
    (
      "unique in a trigger's own table",
      """
      CREATE TABLE person (name TEXT UNIQUE);
      CREATE TRIGGER mine AFTER INSERT ON files BEGIN INSERT INTO person VALUES (new.author_name); END
      """, "files", 2, .unique("person.name")
    ),
    (
      "column without a default", rebuilding("mine TEXT NOT NULL"), "files", 1, .notNull(column: "files.mine")
    ),
    ("check", rebuilding("CHECK (file_id < 'c')"), "files", 3, .check("file_id < 'c'")),
    (
      "foreign key",
      "CREATE TABLE person (name TEXT PRIMARY KEY); INSERT INTO person VALUES ('Ann');"
        + rebuilding("FOREIGN KEY (author_name) REFERENCES person (name)"), "files", 1, .foreignKey(tables: [])
    ),
    (
      "deferred foreign key",
      "CREATE TABLE person (name TEXT PRIMARY KEY); INSERT INTO person VALUES ('Ann');"
        + rebuilding("FOREIGN KEY (author_name) REFERENCES person (name) DEFERRABLE INITIALLY DEFERRED"), nil, nil,
      .foreignKey(tables: [])
    ),
    (
      "constraint that passes over rows", rebuilding("UNIQUE (file_name) ON CONFLICT IGNORE"), "files", 3, .ignored
    ),
    (
      "constraint that replaces rows of the import", rebuilding("UNIQUE (file_name) ON CONFLICT REPLACE"),
      "attribute_groups", 1,
      .foreignKey(tables: [])
    ),
    (
      "constraint that replaces rows of another export",
      rebuilding("UNIQUE (upload_date, file_id) ON CONFLICT REPLACE"), "files", nil, .removed(count: 1)
    ),
  ]

  private static func rebuilding(_ addition: String) -> String {
    """
    PRAGMA legacy_alter_table = ON;
    CREATE TABLE made (file_key INTEGER PRIMARY KEY,
      export_id INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE, file_id TEXT NOT NULL,
      file_name TEXT NOT NULL, file_type TEXT NOT NULL, status TEXT NOT NULL, author_name TEXT NOT NULL,
      validator_name TEXT, upload_date TEXT NOT NULL, update_date TEXT, related_duplicates INTEGER NOT NULL,
      digest INTEGER NOT NULL, extra TEXT, \(addition.hasPrefix("mine") ? addition + " DEFAULT 'x'" : addition));
    INSERT INTO made (file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name,
      upload_date, update_date, related_duplicates, digest, extra)
    SELECT file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name, upload_date,
      update_date, related_duplicates, digest, extra FROM files;
    DROP TABLE files;
    ALTER TABLE made RENAME TO files;
    CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id);
    \(addition.hasPrefix("mine") ? "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, ' DEFAULT ''x''', ''); PRAGMA writable_schema = RESET" : "")
    """
  }

  private static let old = MadeUp.export([MadeUp.record("a").replacing("a.jpg", with: "old.jpg")])
  private static let new = [
    SampleRecord("a") {
      $0.fileName = "1"
      $0.groups = [.init(uid: "u1", labels: [1])]
      $0.reboundProject = 3
    },
    SampleRecord("b") {
      $0.fileName = "2"
      $0.groups = [.init(uid: "u2", labels: [1, 2, 1])]
      $0.rebound = "a"
    },
    SampleRecord("c") {
      $0.fileName = "1"
      $0.groups = [.init(uid: "u1", labels: [])]
      $0.reboundProject = 3
    },
  ]

  @Test(arguments: rules.indices) func stand(index: Int) throws {
    let rule = Self.rules[index]
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    _ = try catalog.importExport([MemorySource(Self.old)], options: ImportOptions(name: "old"))
    if rule.name.hasPrefix("constraint that replaces rows of another") {
      try catalog.apply("UPDATE files SET upload_date = '2025-01-02 03:04'")
    }
    try catalog.apply(rule.sql)
    let before = try catalog.ownTables()
    let json = "[" + Self.new.map { $0.json() }.joined(separator: ",") + "]"
    #expect(
      throws: CatalogError.refused(
        table: rule.table, record: rule.record, id: rule.record.map { ["a", "b", "c"][$0 - 1] }, rule.refusal),
      "\(rule.name)"
    ) {
      try catalog.importExport([MemorySource(json.utf8)], options: ImportOptions(name: "new"))
    }
    #expect(try catalog.ownTables() == before)
    #expect(try catalog.faults().isEmpty)
  }
}
