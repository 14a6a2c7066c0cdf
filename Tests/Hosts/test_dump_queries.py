"""The saved queries and the views that a dump brings to DuckDB and PostgreSQL: the same rows, in the same order."""

import decimal
import json
import re
import sqlite3
import subprocess

import duckdb
import pytest

from conftest import PROGRAM, ROOT, VIEWS, run

NAMES = sorted(path.stem for path in (ROOT / "queries").glob("*.sql"))
GIVEN = {"label": "car", "labels": "car", "without": "sedan", "status": "a", "in": "group", "amount": "100",
         "since": "2025-01-10", "file_id": None, "as_of": None}


def record(index, rebound):
    labels = [[1, 0, "car", None], [2, 0, "sedan", "x"], [3, 1, "red", {"a": 1}], [4, 2, "Ärger", 5], [6, 0, "zz", True]]
    groups = [
        {"uid": f"00000000-0000-4000-8000-{index * 10 + number:012x}",
         "attributes": [label for place, label in enumerate(labels) if (index + number + place) % 3 == 0]}
        for number in range(index % 4)]
    return {
        "id": f"{index:024x}", "related_duplicates": 0, "attributes": groups,
        "author_name": ["Ann", "bob", "Ökel", "_x"][index % 4], "validator_name": [None, "vic", "Val"][index % 3],
        "file_name": f"f{index}.png", "file_type": ["image", "image", "video", "file", ""][index % 5],
        "status": "aaadvup"[index % 7], "upload_date": f"2025-01-{1 + index % 28:02} 10:{index % 60:02}",
        "update_date": None if index % 3 == 0 else f"2025-02-{1 + index % 28:02} 11:00", "rebound_project": None,
        "rebound": None if rebound is None else f"{rebound:024x}",
    }


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    """A dump with chains, stars, rings and links that lead out of the export; and the same export alone in a catalog."""
    folder = tmp_path_factory.mktemp("queries")
    links = {2: 1, 3: 2, 4: 3, 11: 10, 12: 10, 13: 10, 20: 21, 21: 22, 22: 20, 23: 20, 24: 23, 30: 30, 40: 999, 41: 40,
             50: 51, 51: 50, 52: 998, 53: 998}
    (folder / "edge.json").write_text(json.dumps([record(index, links.get(index)) for index in range(90)]))
    catalog = folder / "catalog.db"
    run(PROGRAM, "import", folder / "edge.json", "--as", "edge", "--project", "7", "-c", catalog)
    run(PROGRAM, "dump", "edge", folder / "dump", "-c", catalog)
    return folder / "dump", catalog


def values(text):
    """The parameters of a query by their names, as its header gives them or as GIVEN does."""
    found = {}
    for name, default in re.findall(r"^-- :(\w+)(?: : [^ ]+)?(?: = (\S+))?", text, re.M):
        default = {"": None, "NULL": None, "latest": "edge", "previous": "edge"}.get(default, default)
        found[name] = GIVEN.get(name, "edge" if name in ("old", "new") else default)
    return found


def plain(value):
    return round(float(value), 6) if isinstance(value, (bool, int, float, decimal.Decimal)) else value


def as_elsewhere(rows, expected):
    """A column with numbers and texts has texts elsewhere."""
    return [
        [plain(float(value)) if isinstance(value, str) and isinstance(here, float) else value
         for value, here in zip(row, other)]
        for row, other in zip(rows, expected, strict=True)]


def expected(name, catalog, given):
    arguments = [f"{key}={value}" for key, value in given.items() if value is not None]
    text = run(PROGRAM, "run", name, *arguments, "-c", catalog, "-f", "json")
    return [[plain(value) for value in row.values()] for row in json.loads(text)]


@pytest.fixture(scope="module")
def in_duckdb(dump):
    db = duckdb.connect()
    db.execute(f"SET file_search_path = '{dump[0]}'")
    db.execute((dump[0] / "load-duckdb.sql").read_text())
    return db


@pytest.fixture(scope="module")
def in_postgresql(dump, postgres):
    command = ["psql", "-X", "-q", "-h", postgres, "-U", "postgres"]
    # Its own order is not that of bytes; the tables say theirs.
    run(*command, "-c", "CREATE DATABASE queries TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'")
    command += ["-d", "queries"]
    run(*command, "-f", "load-postgresql.sql", cwd=dump[0])

    def rows(sql, variables={}):
        words = [word for key, value in variables.items() for word in ("-v", f"{key}={value or ''}")]
        text = run(*command, "-A", "-t", "-v", "ON_ERROR_STOP=1", *words, "-f", "-",
                   input=f"SELECT coalesce(json_agg(q), '[]') FROM (\n{sql.strip().rstrip(';')}\n) q;")
        return [list(row.values()) for row in json.loads(text)]

    return rows


def test_each_query_has_a_text_for_each_engine(dump):
    for dialect in ["duckdb", "postgresql", "spark"]:
        files = sorted((dump[0] / "queries" / dialect).iterdir())
        assert [file.stem for file in files] == NAMES
        for file in files:
            assert file.read_text() == run(PROGRAM, "queries", file.stem, "--dialect", dialect)


@pytest.mark.parametrize("name", NAMES)
def test_duckdb(name, dump, in_duckdb):
    sql = (dump[0] / f"queries/duckdb/{name}.sql").read_text()
    given = values(sql)
    used = {key: given[key] for key in re.findall(r"\$(\w+)", re.sub(r"--.*", "", sql))}
    got = [[plain(value) for value in row] for row in in_duckdb.execute(sql, used).fetchall()]
    rows = expected(name, dump[1], given)
    assert as_elsewhere(got, rows) == rows


@pytest.fixture(scope="module")
def with_export_ids(dump):
    """DuckDB in Spark's place: every table has the number of the export, and NULL stands where it does in Spark."""
    db = duckdb.connect()
    db.execute(f"SET file_search_path = '{dump[0]}'; SET default_null_order = 'nulls_first_on_asc_last_on_desc'")
    db.execute((dump[0] / "load-duckdb.sql").read_text())
    for table, owner, key in [
            ("label_counts", "attributes", "attribute_key"), ("attribute_groups", "files", "file_key"),
            ("group_attributes", "files", "file_key"), ("duplicates", "files", "file_key"),
            ("transfers", "files", "file_key")]:
        db.execute(f"CREATE TEMPORARY TABLE {table} AS SELECT t.*, o.export_id FROM main.{table} t "
                   f"JOIN main.{owner} o ON o.{key} = t.{key}")
    return db


@pytest.mark.parametrize("name", NAMES)
def test_joins_over_the_export_change_no_row(name, dump, with_export_ids):
    """The text for Spark: DuckDB knows its types and functions, but not its parameters."""
    sql = re.sub(r"--.*", "", (dump[0] / f"queries/spark/{name}.sql").read_text())
    sql = re.sub(r":(\w+)", r"$\1", sql)
    given = values((dump[0] / f"queries/duckdb/{name}.sql").read_text())
    used = {key: given[key] for key in re.findall(r"\$(\w+)", sql)}
    got = [[plain(value) for value in row] for row in with_export_ids.execute(sql, used).fetchall()]
    rows = expected(name, dump[1], given)
    assert as_elsewhere(got, rows) == rows


@pytest.mark.parametrize("name", NAMES)
def test_postgresql(name, dump, in_postgresql):
    sql = (dump[0] / f"queries/postgresql/{name}.sql").read_text()
    given = values(sql)
    got = [[plain(value) for value in row] for row in in_postgresql(sql, given)]
    rows = expected(name, dump[1], given)
    assert as_elsewhere(got, rows) == rows


@pytest.mark.parametrize("view", VIEWS)
def test_views(view, dump, in_duckdb, in_postgresql):
    cursor = sqlite3.connect(dump[1]).execute(f"SELECT * FROM {view}")
    columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
    rows = sorted(repr([plain(value) for value in row]) for row in cursor)
    assert rows
    for query in (lambda sql: in_duckdb.execute(sql).fetchall(), in_postgresql):
        got = query(f"SELECT {columns} FROM {view}")
        assert sorted(repr([plain(value) for value in row]) for row in got) == rows


@pytest.mark.parametrize("moment", [
    "2025-01-01", "2025-01-01 10:07", "2025-06-10T23:59:33", "2024-02-30 10:00", "1969-12-31 00:01", "2025-13-01", "",
    "2025-01-01 24:00:61", "x", None])
def test_julianday_is_that_of_sqlite(moment, in_duckdb, in_postgresql):
    day = sqlite3.connect(":memory:").execute("SELECT julianday(?)", [moment]).fetchone()[0]
    text = "NULL" if moment is None else f"'{moment}'"
    assert in_duckdb.execute(f"SELECT julianday({text})").fetchone()[0] == day
    assert in_postgresql(f"SELECT julianday({text}) AS day")[0][0] == day
