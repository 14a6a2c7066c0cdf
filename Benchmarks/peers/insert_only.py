"""What SQLite alone needs to store the rows of an import, when nothing has to be read or decoded.

The rows come from a finished catalog, in a transaction like the import's. Prints seconds as JSON, one figure for each
place where the indexes can be built.

    insert_only.py finished.db new.db schema.sql
"""

import json
import os
import sqlite3
import sys
import time

finished, new, schema = sys.argv[1:4]
INDEX = "CREATE INDEX group_attributes_by_attribute ON group_attributes (attribute_key)"


def insert(index_last):
    for ending in ("", "-journal"):
        if os.path.exists(new + ending):
            os.remove(new + ending)
    db = sqlite3.connect(new, isolation_level=None)
    db.execute("PRAGMA page_size = 16384")
    db.executescript(open(schema).read())
    db.execute("PRAGMA cache_size = -16000")
    db.execute("PRAGMA secure_delete = OFF")
    db.execute(f"ATTACH '{finished}' AS finished")
    tables = [name for (name,) in db.execute("SELECT name FROM finished.sqlite_schema WHERE type = 'table'")]
    start = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    if index_last:
        db.execute("DROP INDEX group_attributes_by_attribute")
    for table in tables:
        if table.startswith("sqlite_"):
            continue
        columns = [row[1] for row in db.execute(f"PRAGMA finished.table_info({table})")]
        # A condition keeps SQLite from copying whole b-trees.
        db.execute(f"INSERT INTO main.{table} SELECT {', '.join(columns)} FROM finished.{table} WHERE {columns[0]} >= 0")
    if index_last:
        db.execute("PRAGMA threads = 2")
        db.execute("PRAGMA cache_size = -2000")
        db.execute(INDEX)
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE main")
    db.execute("COMMIT")
    return time.perf_counter() - start


best = {"every index in place": [], "label index after the rows": []}
for _ in range(3):
    best["every index in place"].append(insert(False))
    best["label index after the rows"].append(insert(True))
print(json.dumps({name: min(times) for name, times in best.items()}))
