"""Dumps, loaded into the databases they are for, and compared with the catalog row by row."""

import csv
import hashlib
import json
import pathlib
import sqlite3
import subprocess

import duckdb
import duckdb_extension_sqlite_scanner
import pytest

from conftest import EXAMPLES, PROGRAM, TABLES, VIEWS, literal, run

DUMPED = ["exports", "files", "attributes", "label_counts", "attribute_groups", "group_attributes", "duplicates",
          "transfers", "media"]
# What the loading scripts define beside the tables.
LOADED_EXAMPLES = [(call, result) for call, result in EXAMPLES if call.startswith(("resolve_key(", "media_name(", "status_name("))]


def test_every_table_is_dumped_but_the_log_of_rejects():
    assert sorted(DUMPED + ["rejects"]) == sorted(TABLES)


def checksum(rows):
    """Of a table's rows, whatever their order."""
    digest = hashlib.sha256()
    for row in sorted(repr(tuple(row)) for row in rows):
        digest.update(row.encode())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def expected(catalog_file):
    """Columns, and rows by table, of the export named before."""
    db = sqlite3.connect(catalog_file)
    key = db.execute("SELECT export_id FROM exports WHERE name = 'before'").fetchone()[0]
    tables = {}
    for table in DUMPED:
        cursor = db.execute(f"SELECT * FROM {table}")
        names = [c[0] for c in cursor.description]
        own = {
            "export_id": "export_id = ?",
            "file_key": "file_key IN (SELECT file_key FROM files WHERE export_id = ?)",
            "attribute_key": "attribute_key IN (SELECT attribute_key FROM attributes WHERE export_id = ?)",
        }[next(name for name in ("export_id", "file_key", "attribute_key") if name in names)]
        tables[table] = (names, db.execute(f"SELECT * FROM {table} WHERE {own}", [key]).fetchall())
    tables["objects"] = (
        ["file_id", "storage_key", "bucket", "object_id"],
        db.execute("SELECT file_id, storage_key, bucket, object_id FROM objects WHERE export = 'before'").fetchall(),
    )
    assert len(tables["files"][1]) == 82
    return tables


@pytest.fixture(scope="module", params=["csv", "jsonl"])
def dump(request, catalog_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dump") / request.param
    run(PROGRAM, "dump", "before", folder, "--format", request.param, "-c", catalog_file)
    return folder


def check(expected, query):
    for table, (names, rows) in expected.items():
        columns = ", ".join(f'"{name}"' for name in names)
        got = query(f"SELECT {columns} FROM {table}")
        assert len(got) == len(rows), table
        assert checksum(got) == checksum(rows), table
    assert query("SELECT count(*) FROM annotations")[0][0] == len(expected["group_attributes"][1])


def test_manifest(dump, expected):
    manifest = json.loads((dump / "manifest.json").read_text())
    assert [t["table"]["name"] for t in manifest["tables"]] == DUMPED
    for table in manifest["tables"]:
        assert table["rows"] == len(expected[table["table"]["name"]][1])
        assert table["bytes"] == (dump / table["file"]).stat().st_size
        assert [c["name"] for c in table["table"]["columns"]] == expected[table["table"]["name"]][0]


def test_a_folder_that_is_not_empty_is_left_alone(dump, catalog_file):
    done = subprocess.run([PROGRAM, "dump", "before", dump, "-c", catalog_file], capture_output=True, text=True)
    assert done.returncode == 2 and "is not empty" in done.stderr


def test_sqlite(dump, expected, tmp_path):
    path = tmp_path / "loaded.db"
    run("sqlite3", path, cwd=dump, input=(dump / "load-sqlite.sql").read_text())
    db = sqlite3.connect(path)
    check(expected, lambda sql: db.execute(sql).fetchall())
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    # It is a catalog again.
    assert run(PROGRAM, "sql", "-c", path, "SELECT count(*) AS n FROM files") == "n\n82\n"


def test_duckdb(dump, expected, monkeypatch):
    monkeypatch.chdir(dump)
    db = duckdb.connect()
    db.execute((dump / "load-duckdb.sql").read_text())
    check(expected, lambda sql: db.execute(sql).fetchall())
    for call, result in LOADED_EXAMPLES:
        assert db.execute(f"SELECT {call}").fetchone()[0] == result, call
    assert db.execute("SELECT media_name('a', 'b', file_name) FROM files WHERE file_name LIKE '%.mp4'").fetchone()


def test_postgresql(dump, expected, postgres):
    psql = ["psql", "-X", "-q", "-h", postgres, "-U", "postgres"]
    name = "loaded_" + dump.name
    run(*psql, "-c", f"CREATE DATABASE {name}")
    psql += ["-d", name]
    run(*psql, "-f", "load-postgresql.sql", cwd=dump)

    def values(sql):
        text = run(*psql, "-A", "-t", "-c", f"SELECT coalesce(json_agg(q), '[]') FROM ({sql}) q")
        return [list(row.values()) for row in json.loads(text)]

    check(expected, values)
    for call, result in LOADED_EXAMPLES:
        if call == "resolve_key(7, 'a', '0')":
            # PostgreSQL picks one function for all arguments: a literal beside a number is a number there.
            call = "resolve_key('7', 'a', '0')"
        assert values(f"SELECT {call} AS answer")[0][0] == result, call


def test_duckdb_reads_a_catalog(catalog_file):
    """DuckDB's own SQLite reader: each table and view, with types, and the macros beside it."""
    extension = next(pathlib.Path(duckdb_extension_sqlite_scanner.__file__).parent.rglob("*.duckdb_extension"))
    db = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    db.execute(f"LOAD {literal(str(extension))}")
    db.execute(f"ATTACH {literal(str(catalog_file))} AS catalog (TYPE sqlite, READ_ONLY)")
    source = sqlite3.connect(catalog_file)
    for table in TABLES + VIEWS:
        count = source.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        # sqlite_query hands SQL over as it stands. Through ATTACH, DuckDB writes a view's SQL anew, with parentheses
        # around the parts of a UNION, which SQLite refuses: of our views, duplicate_clusters has one.
        handed = db.execute(f"SELECT * FROM sqlite_query('catalog', 'SELECT * FROM {table}')").fetchall()
        assert len(handed) == count, table
        if table != "duplicate_clusters":
            assert len(db.execute(f"SELECT * FROM catalog.{table}").fetchall()) == count, table
    types = dict(db.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'catalog' AND table_name = 'files'"
    ).fetchall())
    assert types["file_key"] == types["digest"] == "BIGINT"
    assert types["file_id"] == types["update_date"] == "VARCHAR"
    assert db.execute("SELECT digest FROM catalog.files ORDER BY file_key").fetchall() == source.execute(
        "SELECT digest FROM files ORDER BY file_key").fetchall()
