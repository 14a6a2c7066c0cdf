"""The databases that are asked: a catalog of two exports, and the same rows in DuckDB, as a dump loads them."""

import os
import re
import shutil
import subprocess
import sys

import duckdb

from asked import BENCHMARKS

SCHEMA = os.path.join(os.path.dirname(BENCHMARKS), "schema.sql")
ORDERS = ("sorted", "shuffled")
VIEWS = ("objects", "annotations", "label_paths", "duplicate_clusters")
LATEST = ("files", "objects", "annotations", "attributes", "label_paths", "duplicate_clusters")


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def made_catalog(pressmark, work, records, order):
    """Imports "before" and "after" into a new catalog; the exports are generated once."""
    catalog = os.path.join(work, f"questions-{order}.db")
    if os.path.exists(catalog):
        os.remove(catalog)
    for name, options in (("before", []), ("after", ["--edit", "0.02"])):
        options = options + ["--order", order] * (order != "sorted")
        source = os.path.join(work, "-".join([str(records), *(part.strip("-") for part in options)]) + ".json")
        if not os.path.exists(source):
            generate = [sys.executable, os.path.join(BENCHMARKS, "generate.py"), source + ".part"]
            run(*generate, "--records", records, *options)
            os.rename(source + ".part", source)
        run(pressmark, "import", source, "--catalog", catalog, "--as", name, "--project", 7)
    return catalog


def made_duckdb(pressmark, catalog, database):
    """The tables that `pressmark dump` gives to DuckDB, label_counts among them; no index, as DuckDB needs none to scan."""
    if os.path.exists(database):
        os.remove(database)
    db = duckdb.connect(database, config={"threads": 2})
    for place, name in enumerate(("before", "after")):
        folder = f"{database}-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        run(pressmark, "dump", name, folder, "--catalog", catalog)
        script = open(os.path.join(folder, "load-duckdb.sql")).read()
        for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", script, re.S):
            columns = [line.strip().rstrip(",") for line in body.split("\n") if line.strip().startswith('"')]
            if place == 0:
                db.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        for insert in re.findall(r"^INSERT INTO .*?;", script, re.S | re.M):
            db.execute(re.sub(r"read_csv\('", f"read_csv('{folder}/", insert))
        shutil.rmtree(folder)
    make_views(db)
    db.close()


def make_views(db):
    """Those of schema.sql, of which DuckDB takes the SQL, and those of the latest export in words of its own."""
    schema = open(SCHEMA).read()
    for view in VIEWS:
        statement = re.search(rf"CREATE VIEW {view} AS.*?;", re.sub(r"--.*", "", schema), re.S).group()
        try:
            db.execute(statement.replace(" MATERIALIZED", ""))
        except duckdb.Error as error:
            print(f"DuckDB takes no view {view}: {str(error).splitlines()[0]}", file=sys.stderr)
    newest = "SELECT export_id FROM exports ORDER BY newest_date DESC, export_id DESC LIMIT 1"
    for view in LATEST:
        try:
            db.execute(f"CREATE VIEW latest_{view} AS SELECT * FROM {view} WHERE export_id = ({newest})")
        except duckdb.Error:
            pass  # The view that it is of was named above.
