import Catalogs
import Testing

/// Something that people do to a catalog with their own tools, and that leaves it one that can be written.
struct ForeignChange: CustomTestStringConvertible, Sendable {
  let name: String
  let sql: String
  /// A full-text table that was made.
  var fullText: String?
  /// A query that counts what was made of the files, one for each.
  var followsFiles: String?

  var testDescription: String { name }

  private static let allTables = [
    "exports", "files", "attribute_groups", "attributes", "group_attributes", "label_counts", "duplicates", "transfers",
    "media", "rejects",
  ]

  /// The columns of a table that indexes are made on: one, and then another.
  private static let indexed: [String: (String, String)] = [
    "exports": ("source", "imported_at"), "files": ("author_name", "status"), "attribute_groups": ("uid", "file_key"),
    "attributes": ("name", "level_order"), "group_attributes": ("position", "file_key"),
    "label_counts": ("status", "uses"), "duplicates": ("original_id", "file_key"),
    "transfers": ("storage_project_id", "file_key"), "media": ("name", "crc32"), "rejects": ("line", "reason"),
  ]

  private static func index(_ kind: String, _ definition: (String, String, String) -> String) -> [ForeignChange] {
    allTables.map { table in
      let (first, second) = indexed[table] ?? ("", "")
      return ForeignChange(name: "\(kind) index on \(table)", sql: definition(table, first, second))
    }
  }

  static let indexes: [ForeignChange] =
    index("plain") { table, first, _ in "CREATE INDEX mine ON \(table) (\(first))" }
    + index("several columns,") { "CREATE INDEX mine ON \($0) (\($2), \($1))" }
    + index("unique") { table, first, _ in
      let key = [
        "exports": "name, source", "files": "file_name, export_id", "attribute_groups": "uid, file_key",
        "attributes": "export_id, attribute_id, name", "group_attributes": "attribute_key, file_key, group_no",
        "label_counts": "status, attribute_key, file_type", "duplicates": "original_id, file_key",
        "transfers": "file_key, storage_project_id", "media": "name, media_key", "rejects": "record_no, export_id",
      ]
      return "CREATE UNIQUE INDEX mine ON \(table) (\(key[table] ?? first))"
    }
    + index("partial") { "CREATE INDEX mine ON \($0) (\($1)) WHERE \($2) > 1" }
    + index("expression") { "CREATE INDEX mine ON \($0) (lower(\($1)) || 'x', \($2))" }
    + index("descending") { "CREATE INDEX mine ON \($0) (\($1) DESC, \($2))" }
    + index("collated") { table, first, _ in "CREATE INDEX mine ON \(table) (\(first) COLLATE NOCASE)" }

  static let addedColumns: [ForeignChange] =
    allTables.map { ForeignChange(name: "column of \($0)", sql: "ALTER TABLE \($0) ADD COLUMN mine TEXT") }
    + allTables.map {
      ForeignChange(
        name: "column of \($0) with a default", sql: "ALTER TABLE \($0) ADD COLUMN mine NOT NULL DEFAULT 'x'")
    }

  static let idIndexes: [ForeignChange] = [
    ForeignChange(name: "files_by_id missing", sql: "DROP INDEX files_by_id"),
    ForeignChange(
      name: "files_by_id not unique",
      sql: "DROP INDEX files_by_id; CREATE INDEX files_by_id ON files (export_id, file_id)"),
    ForeignChange(
      name: "files_by_id with its columns swapped",
      sql: "DROP INDEX files_by_id; CREATE UNIQUE INDEX files_by_id ON files (file_id, export_id)"),
    ForeignChange(
      name: "files_by_id descending",
      sql: "DROP INDEX files_by_id; CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id DESC)"),
    ForeignChange(
      name: "files_by_id of some files",
      sql: "DROP INDEX files_by_id; CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id) WHERE status = 'a'"),
    ForeignChange(
      name: "files_by_id as another name",
      sql: "DROP INDEX files_by_id; CREATE UNIQUE INDEX x ON files (export_id, file_id)"),
    ForeignChange(
      name: "files_by_id on an expression",
      sql: "DROP INDEX files_by_id; CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id || '')"),
    ForeignChange(name: "group_attributes_by_attribute missing", sql: "DROP INDEX group_attributes_by_attribute"),
    ForeignChange(
      name: "group_attributes_by_attribute with more columns",
      sql: """
        DROP INDEX group_attributes_by_attribute;
        CREATE INDEX group_attributes_by_attribute ON group_attributes (attribute_key, position)
        """),
    ForeignChange(
      name: "files_by_id swapped with another index's name",
      sql: """
        DROP INDEX files_by_id; DROP INDEX attributes_by_id;
        CREATE INDEX attributes_by_id ON files (export_id, file_id);
        CREATE INDEX files_by_id ON attributes (export_id, attribute_id)
        """),
  ]

  static let others: [ForeignChange] = [
    ForeignChange(
      name: "table with cascading references",
      sql: """
        CREATE TABLE note (file_key INTEGER REFERENCES files (file_key) ON DELETE CASCADE, text TEXT);
        INSERT INTO note SELECT file_key, 'x' FROM files
        """),
    ForeignChange(
      name: "table with references that are set to NULL",
      sql: """
        CREATE TABLE note (attribute_key INTEGER REFERENCES attributes ON DELETE SET NULL, text TEXT);
        INSERT INTO note SELECT attribute_key, 'x' FROM attributes
        """),
    ForeignChange(
      name: "table with references that restrict, to nothing of the exports",
      sql: "CREATE TABLE note (export_id INTEGER REFERENCES exports ON DELETE RESTRICT, text TEXT)"),
    ForeignChange(name: "view", sql: "CREATE VIEW mine AS SELECT file_id, author_name FROM files"),
    ForeignChange(
      name: "view with a trigger",
      sql: """
        CREATE VIEW mine AS SELECT file_key, file_id FROM files;
        CREATE TRIGGER mine_insert INSTEAD OF INSERT ON mine BEGIN SELECT 1; END
        """),
    ForeignChange(
      name: "table with the name of an imposter",
      sql: "CREATE TABLE pressmark_files (x); INSERT INTO pressmark_files VALUES (7)"),
    ForeignChange(name: "statistics of another kind", sql: "ANALYZE; UPDATE sqlite_stat1 SET stat = '9 9 9'"),
  ]

  static let all = indexes + addedColumns + idIndexes + others + triggers + rebuilt
}

extension ForeignChange {
  static let triggers: [ForeignChange] = [
    ForeignChange(
      name: "trigger that logs files",
      sql: """
        CREATE TABLE log (file_key INTEGER, row INTEGER);
        INSERT INTO log SELECT file_key, file_key FROM files;
        CREATE TRIGGER log_file AFTER INSERT ON files BEGIN INSERT INTO log VALUES (new.file_key, last_insert_rowid()); END;
        CREATE TRIGGER unlog_file AFTER DELETE ON files BEGIN DELETE FROM log WHERE file_key = old.file_key; END
        """, followsFiles: "SELECT count(*) FROM log WHERE file_key = row"),
    ForeignChange(
      name: "trigger with a way of its own to deal with conflicts",
      sql: """
        CREATE TABLE person (name TEXT PRIMARY KEY, files INTEGER DEFAULT 0);
        CREATE TRIGGER add_person AFTER INSERT ON files BEGIN
          INSERT OR IGNORE INTO person (name) VALUES (new.author_name);
          UPDATE person SET files = files + 1 WHERE name = new.author_name;
        END;
        CREATE TRIGGER take_person AFTER DELETE ON files BEGIN
          UPDATE person SET files = files - 1 WHERE name = old.author_name;
        END;
        INSERT INTO person SELECT author_name, count(*) FROM files GROUP BY author_name
        """, followsFiles: "SELECT sum(files) FROM person"),
    ForeignChange(
      name: "trigger on label uses that counts through their index",
      sql: """
        CREATE TABLE seen (attribute_key INTEGER, uses INTEGER);
        CREATE TRIGGER count_uses BEFORE INSERT ON group_attributes BEGIN
          INSERT INTO seen SELECT new.attribute_key, count(*)
          FROM group_attributes INDEXED BY group_attributes_by_attribute WHERE attribute_key = new.attribute_key;
        END
        """),
    ForeignChange(
      name: "triggers on exports, groups, labels and counts",
      sql: """
        CREATE TABLE log (what TEXT);
        CREATE TRIGGER log1 AFTER INSERT ON exports BEGIN INSERT INTO log VALUES (new.name); END;
        CREATE TRIGGER log2 AFTER UPDATE OF name ON exports BEGIN INSERT INTO log VALUES (new.name); END;
        CREATE TRIGGER log3 BEFORE INSERT ON attribute_groups BEGIN INSERT INTO log VALUES (new.uid); END;
        CREATE TRIGGER log4 AFTER INSERT ON attributes BEGIN INSERT INTO log VALUES (new.name); END;
        CREATE TRIGGER log5 AFTER INSERT ON label_counts BEGIN INSERT INTO log VALUES (new.uses); END;
        CREATE TRIGGER log6 AFTER DELETE ON group_attributes BEGIN INSERT INTO log VALUES (old.position); END
        """),
    ForeignChange(
      name: "FTS5 with triggers",
      sql: """
        CREATE VIRTUAL TABLE files_fts USING fts5 (file_name, author_name, content = files, content_rowid = file_key);
        INSERT INTO files_fts (files_fts) VALUES ('rebuild');
        CREATE TRIGGER files_ai AFTER INSERT ON files BEGIN
          INSERT INTO files_fts (rowid, file_name, author_name) VALUES (new.rowid, new.file_name, new.author_name);
        END;
        CREATE TRIGGER files_ad AFTER DELETE ON files BEGIN
          INSERT INTO files_fts (files_fts, rowid, file_name, author_name)
          VALUES ('delete', old.rowid, old.file_name, old.author_name);
        END
        """, fullText: "files_fts", followsFiles: "SELECT count(*) FROM files_fts WHERE files_fts MATCH 'Ann'"),
  ]

  /// Tables that were made anew.
  static let rebuilt: [ForeignChange] = [
    rebuilding(
      "files in another order of columns", "files",
      """
      (file_key INTEGER PRIMARY KEY, file_id TEXT NOT NULL, status TEXT NOT NULL, file_type TEXT NOT NULL,
       export_id INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE, file_name TEXT NOT NULL,
       extra TEXT, digest INTEGER NOT NULL, related_duplicates INTEGER NOT NULL, update_date TEXT,
       upload_date TEXT NOT NULL, validator_name TEXT, author_name TEXT NOT NULL)
      """, index: "CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id)"),
    rebuilding(
      "files without row numbers", "files", filesColumns + " WITHOUT ROWID",
      index: "CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id)"),
    rebuilding(
      "files with a check", "files", filesColumns.dropLast() + ", CHECK (status <> ''))",
      index: "CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id)"),
    rebuilding(
      "files with ids that ignore case", "files",
      filesColumns.replacing("file_id TEXT NOT NULL", with: "file_id TEXT NOT NULL COLLATE NOCASE"),
      index: "CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id)"),
    rebuilding(
      "files with a unique constraint", "files", filesColumns.dropLast() + ", UNIQUE (export_id, file_name))",
      index: "CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id)"),
    rebuilding(
      "label uses with row numbers and columns in another order", "group_attributes",
      """
      (attribute_key INTEGER NOT NULL REFERENCES attributes (attribute_key), position INTEGER NOT NULL,
       group_no INTEGER NOT NULL, file_key INTEGER NOT NULL, PRIMARY KEY (file_key, group_no, position),
       FOREIGN KEY (file_key, group_no) REFERENCES attribute_groups (file_key, group_no) ON DELETE CASCADE)
      """, index: "CREATE INDEX group_attributes_by_attribute ON group_attributes (attribute_key)"),
    rebuilding(
      "media without row numbers", "media",
      """
      (media_key INTEGER PRIMARY KEY, export_id INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE,
       name TEXT NOT NULL, object_id TEXT NOT NULL, extension TEXT NOT NULL, byte_count INTEGER, crc32 INTEGER)
       WITHOUT ROWID
      """, index: "CREATE INDEX media_by_object ON media (export_id, object_id)"),
    ForeignChange(
      name: "label counts without types, keys and constraints",
      sql: """
        CREATE TABLE made AS SELECT * FROM label_counts;
        DROP TABLE label_counts;
        ALTER TABLE made RENAME TO label_counts
        """),
  ]

  private static let filesColumns = """
    (file_key INTEGER PRIMARY KEY, export_id INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE, \
    file_id TEXT NOT NULL, file_name TEXT NOT NULL, file_type TEXT NOT NULL, status TEXT NOT NULL, \
    author_name TEXT NOT NULL, validator_name TEXT, upload_date TEXT NOT NULL, update_date TEXT, \
    related_duplicates INTEGER NOT NULL, digest INTEGER NOT NULL, extra TEXT)
    """

  private static let columns = [
    "files": """
    file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name, upload_date, update_date, \
    related_duplicates, digest, extra
    """,
    "group_attributes": "file_key, group_no, position, attribute_key",
    "media": "media_key, export_id, name, object_id, extension, byte_count, crc32",
  ]

  private static func rebuilding(
    _ name: String, _ table: String, _ definition: some StringProtocol, index: String
  ) -> ForeignChange {
    let columns = columns[table] ?? ""
    return ForeignChange(
      name: name,
      sql: """
        PRAGMA legacy_alter_table = ON;
        CREATE TABLE made \(definition);
        INSERT INTO made (\(columns)) SELECT \(columns) FROM \(table);
        DROP TABLE \(table);
        ALTER TABLE made RENAME TO \(table);
        \(index)
        """)
  }
}
