"""DuckDB: compares two exports, each normalized by peers/duckdb_import.py, by joins on all columns.

    duckdb_diff.py old.duckdb new.duckdb

Prints one JSON object: what differs, and the seconds of the queries alone (the process's start not counted). It answers
less than `pressmark diff`: nothing is paired, named or summed up.
"""

import json
import sys
import time

import duckdb

old, new = sys.argv[1:3]
db = duckdb.connect(config={"threads": 2})
db.execute(f"ATTACH '{old}' AS old (READ_ONLY)")
db.execute(f"ATTACH '{new}' AS new (READ_ONLY)")

FILE_COLUMNS = "file_name file_type status author_name validator_name upload_date update_date related_duplicates"
COLUMNS = FILE_COLUMNS.split() + ["original_id", "storage_project_id"]


def files(side):
    return f"""SELECT f.file_id, {", ".join(COLUMNS)} FROM {side}.files f
        LEFT JOIN {side}.duplicates USING (file_key) LEFT JOIN {side}.transfers USING (file_key)"""


def labels(side):
    return f"""SELECT f.file_id, g.uid, a.attribute_id, a.level_order, a.name, a.payload, a.payload_type
        FROM {side}.files f JOIN {side}.attribute_groups g USING (file_key)
        LEFT JOIN {side}.group_attributes ga USING (file_key, group_no) LEFT JOIN {side}.attributes a USING (attribute_key)"""


differs = " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in COLUMNS)
queries = {
    "added_removed_changed": f"""SELECT count(*) FILTER (WHERE o.file_id IS NULL), count(*) FILTER (WHERE n.file_id IS NULL),
        count(*) FROM ({files("old")}) o FULL JOIN ({files("new")}) n ON o.file_id = n.file_id
        WHERE o.file_id IS NULL OR n.file_id IS NULL OR {differs}""",
    "labels_off": f"SELECT count(*) FROM ({labels('old')} EXCEPT ALL {labels('new')})",
    "labels_on": f"SELECT count(*) FROM ({labels('new')} EXCEPT ALL {labels('old')})",
}

result = {}
start = time.perf_counter()
for name, query in queries.items():
    row = db.execute(query).fetchone()
    result[name] = row[0] if len(row) == 1 else list(row)
result["seconds"] = round(time.perf_counter() - start, 3)
print(json.dumps(result))
