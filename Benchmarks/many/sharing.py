#!/usr/bin/env python3
"""What a catalog would save and cost that keeps a file which says the same in several exports once.

    sharing.py catalog.db shared.db        the catalog of run.py, or any other; makes the second file anew

Copies the files with their groups and labels into tables of versions, each stored once for all exports that hold it, and
a table that says which version an export holds at which place. Labels are kept by id, for a definition belongs to one
export. Prints the bytes of both, what is the same from one export to the next, and how long some questions take on the
tables of the catalog and on a view of the same columns over the versions.
"""

import os
import sqlite3
import sys
import time

COLUMNS = (
    "file_id, file_name, file_type, status, author_name, validator_name, upload_date, update_date, related_duplicates, "
    "digest, extra"
)
SHARED = f"""
CREATE TABLE versions (version_key INTEGER PRIMARY KEY, {COLUMNS}, original_id TEXT, storage_project_id INTEGER);
CREATE TABLE members (export_id INTEGER, file_no INTEGER, version_key INTEGER, PRIMARY KEY (export_id, file_no))
WITHOUT ROWID;
CREATE TABLE version_groups (version_key INTEGER, group_no INTEGER, uid TEXT, PRIMARY KEY (version_key, group_no))
WITHOUT ROWID;
CREATE TABLE version_labels (
  version_key INTEGER, group_no INTEGER, position INTEGER, attribute_id INTEGER,
  PRIMARY KEY (version_key, group_no, position)) WITHOUT ROWID;
CREATE TABLE keys (file_key INTEGER PRIMARY KEY, version_key INTEGER);

-- A version is what an export says of a file; the first export that says so gives its key. The digest stands for
-- everything but validator, update date and count of duplicates.
INSERT INTO keys
SELECT file_key, min(file_key) OVER (
  PARTITION BY file_id, digest, validator_name, update_date, related_duplicates, extra)
FROM old.files;
INSERT INTO versions
SELECT f.file_key, {COLUMNS}, d.original_id, t.storage_project_id
FROM keys k JOIN old.files f USING (file_key)
LEFT JOIN old.duplicates d ON d.file_key = f.file_key LEFT JOIN old.transfers t ON t.file_key = f.file_key
WHERE k.file_key = k.version_key ORDER BY f.file_key;
INSERT INTO members
SELECT f.export_id, row_number() OVER (PARTITION BY f.export_id ORDER BY f.file_key), k.version_key
FROM old.files f JOIN keys k USING (file_key) ORDER BY 1, 2;
INSERT INTO version_groups
SELECT g.file_key, g.group_no, g.uid FROM old.attribute_groups g JOIN keys k USING (file_key)
WHERE k.file_key = k.version_key ORDER BY 1, 2;
INSERT INTO version_labels
SELECT ga.file_key, ga.group_no, ga.position, a.attribute_id
FROM keys k CROSS JOIN old.group_attributes ga USING (file_key) CROSS JOIN old.attributes a USING (attribute_key)
WHERE k.file_key = k.version_key ORDER BY 1, 2, 3;
DROP TABLE keys;

-- The way back: which exports hold a version, which versions a file has, which of them carry a label.
CREATE UNIQUE INDEX members_by_version ON members (version_key, export_id);
CREATE INDEX versions_by_id ON versions (file_id);
CREATE INDEX versions_by_status ON versions (status, file_type);
CREATE INDEX versions_by_author ON versions (author_name, status, file_type);
CREATE INDEX versions_by_validator ON versions (validator_name, status);
CREATE INDEX versions_by_upload_date ON versions (upload_date);
CREATE INDEX versions_by_label ON version_labels (attribute_id);
CREATE VIEW shared_files AS
SELECT m.export_id, m.file_no, v.* FROM members m JOIN versions v ON v.version_key = m.version_key;
ANALYZE;
"""
QUESTIONS = {
    "status of one export": "SELECT status, count(*) FROM {files} WHERE export_id = :new GROUP BY status",
    "authors of one export": "SELECT author_name, count(*) FROM {files} WHERE export_id = :new GROUP BY author_name",
    "declined in a week": "SELECT count(*) FROM {files} WHERE export_id = :new AND status = 'd' "
    "AND upload_date BETWEEN '2025-03-01' AND '2025-03-08'",
    "one file": "SELECT * FROM {files} WHERE export_id = :new AND file_id = :file_id",
    "status transitions": "SELECT o.status, n.status, count(*) FROM {files} o JOIN {files} n ON n.file_id = o.file_id "
    "WHERE o.export_id = :old AND n.export_id = :new GROUP BY 1, 2",
}


def best(db, sql, values):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        answer = sorted(db.execute(sql, {name: values[name] for name in values if ":" + name in sql}), key=str)
        times.append((time.perf_counter() - start) * 1000)
    return min(times), answer


def main():
    catalog, shared = sys.argv[1:3]
    if os.path.exists(shared):
        os.remove(shared)
    db = sqlite3.connect(shared, isolation_level=None)
    db.execute("PRAGMA page_size = 16384")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA default_cache_size = 4096")
    db.execute("ATTACH ? AS old", [catalog])
    db.executescript(SHARED)
    exports = [row[0] for row in db.execute("SELECT export_id FROM old.exports ORDER BY export_id")]
    rows = db.execute("SELECT (SELECT count(*) FROM old.files), (SELECT count(*) FROM versions)").fetchone()
    same = db.execute(
        """SELECT 100.0 * count(*) / (SELECT count(*) FROM members WHERE export_id > 1)
        FROM members o JOIN members n ON n.version_key = o.version_key AND n.export_id = o.export_id + 1"""
    ).fetchone()[0]
    print(f"{len(exports)} exports, {rows[0]:,} files, {rows[1]:,} versions; {same:.2f} % are as in the export before")
    print(f"catalog {os.path.getsize(catalog) / 1e6:,.0f} MB, shared {os.path.getsize(shared) / 1e6:,.0f} MB")
    members = db.execute("SELECT sum(pgsize) / 1e6 FROM dbstat WHERE name LIKE 'members%'").fetchone()[0]
    print(f"of these which version an export holds: {members:,.1f} MB, {members / len(exports):.1f} MB for each export")
    values = {"new": exports[-1], "old": exports[-2]}
    values["file_id"] = db.execute("SELECT max(file_id) FROM old.files WHERE export_id = ?", [exports[-1]]).fetchone()[0]
    print("| question, ms | catalog | shared | ratio |\n|---|---:|---:|---:|")
    for name, sql in QUESTIONS.items():
        mine, answer = best(db, sql.format(files="old.files"), values)
        other, shared_answer = best(db, sql.format(files="shared_files"), values)
        if name != "one file" and answer != shared_answer:
            raise SystemExit(f"{name}: other rows")
        print(f"| {name} | {mine:.2f} | {other:.2f} | {other / mine:.1f} |")


if __name__ == "__main__":
    main()
