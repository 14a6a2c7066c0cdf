"""Adds the rows of a finished catalog to another one in a transaction, as any program that uses SQLite would.

    plain_import.py finished.db catalog.db

Nothing has to be read or decoded: this is less work than an import.
"""

import sqlite3
import sys

finished, catalog = sys.argv[1:3]
db = sqlite3.connect(catalog, isolation_level=None, timeout=60)
db.execute("PRAGMA cache_size = -8000")
db.execute("ATTACH ? AS finished", (finished,))
db.execute("BEGIN IMMEDIATE")
first = {
    key: db.execute(f"SELECT coalesce(max({key}), 0) FROM main.{table}").fetchone()[0]
    for key, table in (("export_id", "exports"), ("file_key", "files"), ("attribute_key", "attributes"))
}
for table in ("exports", "files", "attribute_groups", "attributes", "group_attributes", "duplicates", "transfers"):
    columns = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
    values = ", ".join(f"{name} + {first[name]}" if name in first else name for name in columns)
    if table == "exports":
        values = values.replace("name", "name || '-2'", 1)
    db.execute(f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {values} FROM finished.{table}")
db.execute("COMMIT")
