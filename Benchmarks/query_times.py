"""Times the saved queries on a catalog against DuckDB doing the same work on its own tables, in one process.

Every query runs in turn on both, from a fresh connection for the first (cold) time and then again and again (warm).
DuckDB gets the text of the saved query with its parameter marks rewritten; its optimizer
orders the joins as it likes. Queries it cannot run, or answers differently, are skipped and named.

    query_times.py catalog.db first.duckdb second.duckdb queries/ ROUNDS      prints JSON
"""

import json
import os
import re
import sqlite3
import statistics
import sys
import time

import duckdb

catalog, first, second, folder, rounds = sys.argv[1:6]
rounds = int(rounds)
TABLES = ("files", "attribute_groups", "group_attributes", "attributes", "duplicates", "transfers")


def merged_database(path):
    """Both exports in one DuckDB file, with the keys that a catalog would give them."""
    if os.path.exists(path):
        os.remove(path)
    db = duckdb.connect(path, config={"threads": 2})
    db.execute(f"ATTACH '{first}' AS one (READ_ONLY)")
    db.execute(f"ATTACH '{second}' AS two (READ_ONLY)")
    files, labels = db.execute("SELECT (SELECT count(*) FROM one.files), (SELECT count(*) FROM one.attributes)").fetchone()
    shift = {"file_key": f"file_key + {files} AS file_key", "attribute_key": f"attribute_key + {labels} AS attribute_key"}
    shift["export_id"] = "2 AS export_id"
    for table in TABLES:
        columns = [row[0] for row in db.execute(f"DESCRIBE one.{table}").fetchall()]
        moved = ", ".join(shift.get(column, column) for column in columns)
        db.execute(f"CREATE TABLE {table} AS SELECT * FROM one.{table} UNION ALL SELECT {moved} FROM two.{table}")
    db.execute("DETACH one")
    db.execute("DETACH two")
    db.execute("CREATE TABLE exports AS SELECT 1 AS export_id, 'before' AS name, 7 AS project_id UNION ALL SELECT 2, 'after', 7")
    schema = open(os.path.join(os.path.dirname(__file__), "..", "schema.sql")).read()
    # A catalog keeps these counts; DuckDB counts them.
    db.execute(
        """CREATE VIEW label_counts AS
        SELECT ga.attribute_key, f.status, f.file_type, count(*) AS uses, count(DISTINCT ga.file_key) AS files
        FROM group_attributes ga JOIN files f ON f.file_key = ga.file_key GROUP BY ALL"""
    )
    db.execute(re.search(r"CREATE VIEW objects AS.*?;", schema, re.S).group())
    db.close()


def translated(sql):
    return re.sub(r":([a-z_]+)\b", r"$\1", re.sub(r"--.*", "", sql))


def parameters(sql):
    """The values that every query gets; label and file from the middle of the export."""
    db = sqlite3.connect(catalog)
    label = db.execute("SELECT attribute_id FROM attributes WHERE export_id = 2 ORDER BY 1 LIMIT 1 OFFSET 20").fetchone()[0]
    file_id = db.execute("SELECT file_id FROM files WHERE export_id = 2 LIMIT 1 OFFSET 1000").fetchone()[0]
    values = {"export": "after", "new": "after", "old": "before", "label": str(label), "file_id": file_id}
    body = re.sub(r"--.*", "", sql)
    names = set(re.findall(r":([a-z_]+)\b", body))
    for name, default in re.findall(r"^-- :(\w+)(?: : [^=]*?)? = (.+?)(?:   .*)?$", sql, re.M):
        values.setdefault(name, None if default == "NULL" else int(default) if default.isdigit() else default)
    return {name: values[name] for name in names}


def timed(db, sql, values):
    start = time.perf_counter()
    rows = db.execute(sql, values).fetchall()
    return time.perf_counter() - start, rows


def compare(sql):
    values = parameters(sql)
    there = translated(sql)
    times = {"sqlite": ([], []), "duckdb": ([], [])}
    for _ in range(3):
        for name in times:
            if name == "sqlite":
                db = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
            else:
                db = duckdb.connect(merged, read_only=True, config={"threads": 2})
            text = sql if name == "sqlite" else there
            spent, rows = timed(db, text, values)
            times[name][0].append(spent)
            times[name][1].extend(timed(db, text, values)[0] for _ in range(rounds))
            times[name] = (*times[name][:2], len(rows))
            db.close()
    result = {"rows": times["sqlite"][2], "same": times["sqlite"][2] == times["duckdb"][2]}
    for name, (cold, warm, _) in times.items():
        result[name] = {"cold": statistics.median(cold), "warm": statistics.median(warm)}
    return result


merged = os.path.join(os.path.dirname(catalog), "queries.duckdb")
merged_database(merged)
results, left_out = {}, {}
for name in sorted(os.listdir(folder)):
    if not name.endswith(".sql"):
        continue
    sql = open(os.path.join(folder, name)).read()
    try:
        result = compare(sql)
    except (duckdb.Error, sqlite3.Error, KeyError) as error:
        left_out[name[:-4]] = str(error).split("\n")[0][:200]
        continue
    if result["same"]:
        results[name[:-4]] = result
    else:
        left_out[name[:-4]] = "another number of rows"
print(json.dumps({"queries": results, "left_out": left_out}))
