"""Dumps of texts that loaders are known to take for something else, loaded and compared."""

import json
import sqlite3
import subprocess

import duckdb
import pytest

from conftest import PROGRAM, run

# By the case's name: what a label's payload, a file's name and its extension field hold.
TEXTS = {
    "end-marker": "a\n\\.\nb",
    "end-marker-crlf": "a\r\n\\.\r\nb",
    "end-marker-first": "\\.\nb",
    "end-marker-last": "b\n\\.",
    "end-marker-twice": "\n\\.\n\\.\n",
    "end-marker-longer": "a\n\\.x\nb",
    "null-word": "\\N",
    "backslashes": "\\\\ \\n \\",
    "quotes": "\"\"'\"",
    "commands": "a\n\\! touch owned\n.shell touch owned\n\\q\n.quit\n;",
    "comment": "--\n/*",
    "returns": "a\rb\r\nc",
    "comma-and-tab": ",\t;|\x1f",
    "formula": "=1+1",
}


def record(index, **changes):
    return {
        "id": f"{index:024x}", "related_duplicates": 0,
        "attributes": [{"uid": f"00000000-0000-4000-8000-{index:012x}", "attributes": [[1, 0, "car", ""]]}],
        "author_name": "Ann", "validator_name": None, "file_name": f"f{index}.png", "file_type": "image",
        "status": "a", "upload_date": "2025-01-01 10:00", "update_date": None, "rebound_project": None,
        "rebound": None, **changes,
    }


def dumped(tmp_path, form, records, name="a"):
    (tmp_path / "a.json").write_text(json.dumps(records))
    catalog = tmp_path / "c.db"
    run(PROGRAM, "import", tmp_path / "a.json", "--as", name, "--project", "7", "-c", catalog)
    folder = tmp_path / "dump"
    run(PROGRAM, "dump", name, folder, "--format", form, "-c", catalog)
    return catalog, folder


def texts(tmp_path, form):
    """A dump with every text as an author, as a name of a file, as a validator and as a payload; and the rows."""
    records = []
    for index, text in enumerate(TEXTS.values()):
        group = {"uid": f"00000000-0000-4000-8000-{index:012x}", "attributes": [[index + 1, 0, text, text]]}
        records.append(record(index, author_name=text, file_name=text, validator_name=text, attributes=[group]))
    records.append(record(1000, validator_name="", attributes=[]))
    records.append(record(1001, validator_name=None, attributes=[]))
    catalog, folder = dumped(tmp_path, form, records)
    return folder, sqlite3.connect(catalog).execute(ROWS).fetchall()


ROWS = """SELECT f.file_id, f.author_name, f.file_name, f.validator_name, a.name, a.payload
  FROM files f LEFT JOIN group_attributes g ON g.file_key = f.file_key
  LEFT JOIN attributes a ON a.attribute_key = g.attribute_key ORDER BY f.file_id"""


def psql(postgres, name, *arguments, **options):
    command = ["psql", "-X", "-q", "-h", postgres, "-U", "postgres", *arguments]
    return run(*command, *(["-d", name] if name else []), **options)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_postgresql(form, tmp_path, postgres):
    folder, rows = texts(tmp_path, form)
    name = f"texts_{form}"
    psql(postgres, None, "-c", f"CREATE DATABASE {name}")
    psql(postgres, name, "-f", "load-postgresql.sql", cwd=folder)
    got = psql(postgres, name, "-A", "-t", "-c", f"SELECT coalesce(json_agg(q), '[]') FROM ({ROWS}) q")
    assert [tuple(row.values()) for row in json.loads(got)] == rows
    assert not (folder / "owned").exists()


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_duckdb(form, tmp_path, monkeypatch):
    folder, rows = texts(tmp_path, form)
    monkeypatch.chdir(folder)
    db = duckdb.connect()
    db.execute((folder / "load-duckdb.sql").read_text())
    assert db.execute(ROWS).fetchall() == rows


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_sqlite(form, tmp_path):
    folder, rows = texts(tmp_path, form)
    run("sqlite3", tmp_path / "loaded.db", cwd=folder, input=(folder / "load-sqlite.sql").read_text())
    assert sqlite3.connect(tmp_path / "loaded.db").execute(ROWS).fetchall() == rows
    assert not (folder / "owned").exists()


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("length", [2_100_000, 60_000_000])
def test_a_long_text(form, length, tmp_path, monkeypatch):
    attributes = [{"uid": "00000000-0000-4000-8000-000000000000", "attributes": [[1, 0, "L", "x" * length]]}]
    _, folder = dumped(tmp_path, form, [record(1, attributes=attributes), record(2)])
    monkeypatch.chdir(folder)
    db = duckdb.connect()
    db.execute((folder / "load-duckdb.sql").read_text())
    assert db.execute("SELECT count(*), max(length(payload)) FROM files, attributes").fetchone() == (4, length)
    run("sqlite3", tmp_path / "loaded.db", cwd=folder, input=(folder / "load-sqlite.sql").read_text())
    loaded = sqlite3.connect(tmp_path / "loaded.db")
    assert loaded.execute("SELECT max(length(payload)) FROM attributes").fetchone() == (length,)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_nul_is_loaded_or_refused(form, tmp_path, monkeypatch, postgres):
    (tmp_path / "a.json").write_text(json.dumps([record(1, author_name="a\0b")]))
    catalog = tmp_path / "c.db"
    run(PROGRAM, "import", tmp_path / "a.json", "--as", "a", "-c", catalog)
    folder = tmp_path / "dump"
    done = subprocess.run(
        [PROGRAM, "dump", "a", folder, "-f", form, "-c", catalog], capture_output=True, text=True)
    assert done.returncode == 0
    assert "a text in files has a NUL character; neither PostgreSQL nor SQLite's shell can load this" in done.stderr
    done = subprocess.run(
        ["sqlite3", tmp_path / "loaded.db"], cwd=folder, input=(folder / "load-sqlite.sql").read_bytes(),
        capture_output=True)
    assert done.returncode != 0 and b"texts of files have NUL characters" in done.stderr
    psql(postgres, None, "-c", "DROP DATABASE IF EXISTS nul")
    psql(postgres, None, "-c", "CREATE DATABASE nul")
    done = subprocess.run(
        ["psql", "-X", "-q", "-h", postgres, "-U", "postgres", "-d", "nul", "-f", "load-postgresql.sql"], cwd=folder,
        capture_output=True)
    assert done.returncode != 0
    monkeypatch.chdir(folder)
    db = duckdb.connect()
    db.execute((folder / "load-duckdb.sql").read_text())
    assert db.execute("SELECT author_name FROM files").fetchall() == [("a\0b",)]


@pytest.mark.parametrize("name", ["a\n\\! touch owned", "a\r.shell touch owned", "a\u2028\\! touch owned", "*/ --"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_names_stay_in_their_comment(form, name, tmp_path, postgres):
    _, folder = dumped(tmp_path, form, [record(1)], name=name)
    for script in folder.glob("load-*.sql"):
        assert not [line for line in script.read_bytes().splitlines() if b"touch owned" in line and line[:2] != b"--"]
    assert json.loads((folder / "manifest.json").read_text())["export"] == name
    run("sqlite3", tmp_path / "loaded.db", cwd=folder, input=(folder / "load-sqlite.sql").read_text())
    psql(postgres, None, "-c", "DROP DATABASE IF EXISTS names")
    psql(postgres, None, "-c", "CREATE DATABASE names")
    psql(postgres, "names", "-f", "load-postgresql.sql", cwd=folder)
    assert not (folder / "owned").exists()


def test_columns_of_other_hands_stay_in_the_catalog(tmp_path, postgres):
    catalog, _ = dumped(tmp_path, "csv", [record(1)])
    db = sqlite3.connect(catalog)
    column = "x\" text);\n\\! touch owned\n.shell touch owned\n--"
    quoted = '"' + column.replace('"', '""') + '"'
    for table in ("media", "files", "exports"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN {quoted} TEXT")
    db.commit()
    for form in ("csv", "jsonl"):
        folder = tmp_path / f"hostile-{form}"
        run(PROGRAM, "dump", "a", folder, "--format", form, "-c", catalog)
        for path in folder.rglob("*.*"):
            assert b"owned" not in path.read_bytes(), path
        psql(postgres, None, "-c", "DROP DATABASE IF EXISTS hostile")
        psql(postgres, None, "-c", "CREATE DATABASE hostile")
        psql(postgres, "hostile", "-f", "load-postgresql.sql", cwd=folder)
        run("sqlite3", tmp_path / f"{form}.db", cwd=folder, input=(folder / "load-sqlite.sql").read_text())


def test_a_word_for_an_export_is_not_its_name(tmp_path):
    catalog, _ = dumped(tmp_path, "csv", [record(1)], name="spring")
    folder = tmp_path / "latest"
    run(PROGRAM, "dump", "latest", folder, "-c", catalog)
    assert json.loads((folder / "manifest.json").read_text())["export"] == "spring"
    for script in folder.glob("load-*.sql"):
        assert "the export spring," in script.read_text().splitlines()[0]
