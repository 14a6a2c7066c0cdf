"""orjson and sqlite3.executemany: the script one would write. Same tables and indexes, one transaction, ANALYZE.

    orjson_import.py annotation.json catalog.db schema.sql
"""

import sqlite3
import sys

import orjson

source, catalog, schema = sys.argv[1:4]
with open(source, "rb") as file:
    records = orjson.loads(file.read())
db = sqlite3.connect(catalog, isolation_level=None)
db.executescript(open(schema).read())
files, groups, uses, duplicates, transfers, definitions = [], [], [], [], [], {}
TYPES = {str: "text", int: "integer", float: "real", dict: "object", list: "array", type(None): "null"}
for key, r in enumerate(records, 1):
    files.append((
        key, r["id"], r["file_name"], r["file_type"], r["status"], r["author_name"], r["validator_name"],
        r["upload_date"], r["update_date"], r["related_duplicates"], hash(r["id"]),
    ))  # fmt: skip
    if r["rebound"]:
        duplicates.append((key, r["rebound"]))
    if r["rebound_project"]:
        transfers.append((key, r["rebound_project"]))
    for number, group in enumerate(r["attributes"]):
        groups.append((key, number, group["uid"]))
        for position, (label, level, name, payload) in enumerate(group["attributes"]):
            kind = TYPES.get(type(payload)) or str(payload).lower()
            text = payload if isinstance(payload, str) else orjson.dumps(payload).decode()
            definition = (label, level, name, text, kind)
            uses.append((key, number, position, definitions.setdefault(definition, len(definitions) + 1)))
db.execute("BEGIN")
db.execute(
    """INSERT INTO exports (export_id, name, source, source_digest, byte_count, record_count, imported_at, tool_version)
    VALUES (1, 'export', ?, '', 0, ?, '', '')""",
    (source, len(records)),
)
db.executemany(
    """INSERT INTO files (file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name,
    upload_date, update_date, related_duplicates, digest) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    files,
)
db.executemany("INSERT INTO attribute_groups (file_key, group_no, uid) VALUES (?, ?, ?)", groups)
db.executemany(
    """INSERT INTO attributes (attribute_key, export_id, attribute_id, level_order, name, payload, payload_type)
    VALUES (?, 1, ?, ?, ?, ?, ?)""",
    [(key, *row) for row, key in definitions.items()],
)
db.executemany("INSERT INTO group_attributes (file_key, group_no, position, attribute_key) VALUES (?, ?, ?, ?)", uses)
db.executemany("INSERT INTO duplicates (file_key, original_id) VALUES (?, ?)", duplicates)
db.executemany("INSERT INTO transfers (file_key, storage_project_id) VALUES (?, ?)", transfers)
db.execute("ANALYZE")
db.execute("COMMIT")
db.close()
