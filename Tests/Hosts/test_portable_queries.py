"""Saved queries keep to the forms of docs/portable-sql.md: each gives in DuckDB, over dumps, the rows that it gives in
SQLite, in the same order. DuckDB puts NULL last unless a query says where, and takes no boolean for a number; the rows
of its tables are shuffled, so that an order which is not asked for is another one."""

import decimal
import itertools
import json
import random
import re
import sqlite3

import duckdb
import pytest

from conftest import EXPORTS, PROGRAM, ROOT, literal, run

QUERIES = {path.stem: path.read_text() for path in sorted((ROOT / "queries").glob("*.sql"))}
DUMPED = ["exports", "files", "attributes", "label_counts", "attribute_groups", "group_attributes", "duplicates",
          "transfers", "media"]

# Where SQLite has a faster way of its own, the lines from "-- SQLite:" to "-- Other engines:" are it; those from there
# to "-- End." hold the portable way, as comments.
OWN_WAY = re.compile(r"^ *-- SQLite:.*?^ *-- Other engines:[^\n]*\n(.*?)^ *-- End\.\n", re.M | re.S)

# Texts, quoted names and comments are left alone.
TOKEN = re.compile(r"""--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|:(?P<name>[a-z_]+)""")


def without_own_way(sql):
    return OWN_WAY.sub(lambda match: re.sub(r"^( *)-- ?", r"\1", match[1], flags=re.M), sql)


def in_duckdb(name):
    return run(PROGRAM, "queries", name, "--dialect", "duckdb")


def parameters(sql):
    return {match["name"] for match in TOKEN.finditer(sql) if match["name"]}


# The views of a load script, once more over the shuffled tables.
VIEWS = (ROOT / "Sources/Catalogs/Dump/Prelude/engine-views.sql").read_text().replace(
    "CREATE VIEW", "CREATE OR REPLACE VIEW")


def odd_export(number):
    """Records that differ from export to export: links in rings, chains and stars, labels defined in several ways, odd
    payloads, statuses, types and people."""
    payloads = ["", "A4", 0, 1, 2.50, -1e3, 12345678901234567890, True, False, None, {"b": [1, "\u00e9"]}, [], "\u00e9",
                "e\u0301"]
    # By the id of a file, the one it points to.
    links = {1: 2, 2: 3, 3: 1, 4: 3, 5: 6, 6: 7, 7: 8, 9: 8, 10: "x", 11: 11, 12: 11, 13: "", 14: 15, 15: 14, 16: 10}
    records = []
    for index in range(60):
        kind = (index * 7 + number * (index % 3)) % 60
        if (index + number) % 9 == 0:
            continue
        groups = []
        for group in range(kind % 4):
            count = (kind + group) % 4
            labels = [(kind * 5 + group * 3 + place * 7) % 12 for place in range(count)]
            groups.append({
                "uid": f"00000000-0000-4000-8000-{index * 10 + group:012x}",
                "attributes": [
                    [label, label % 3, definition(label, index, number), payloads[label % len(payloads)]]
                    for label in dict.fromkeys(labels)]})
        target = links.get((index + 17 * (number % 2)) % 60)
        records.append({
            "id": f"f{index:02}", "related_duplicates": kind % 3, "attributes": groups,
            "author_name": ["Ann", "ann", "\u00e9mile", "e\u0301mile", "O'Hara"][kind % 5],
            "validator_name": [None, "", "Val", "val", "\u65e5"][(index + number // 2) % 5],
            "file_name": ["a.jpg", "b.", "c;d.tar.gz", "e/../f.png"][kind % 4],
            "file_type": ["image", "image", "video", "file", ""][kind % 5],
            "status": "aaddvvpux"[(index * (1 + (number - 1) % 2 * (index % 4 == 0)) + number * (index % 2)) % 9],
            "upload_date": f"2025-{1 + kind % 3:02}-{1 + kind % 28:02} {kind % 24:02}:{kind % 60:02}",
            "update_date": None if kind % 6 == 0 else f"2025-0{3 + number}-{1 + kind % 28:02} 0{kind % 10}:30",
            "rebound_project": [None, None, 0, 3, 7][kind % 5],
            "rebound": target if target in (None, "", "x") else f"f{target:02}",
        })
    return records


def definition(label, index, number):
    """The name of a label: some share one, and some were renamed while an export was read."""
    if label == 4 and number > 1:
        return "van" if index % 3 else "car, old"
    return ["car", "bus", "tree", "car", "van", " car ", "5", "stra\u00dfe", "'", "wet", "dry", "12"][label]


def empty_export(_):
    return []


def real_exports():
    return {name: EXPORTS / name / "annotation.api.json" for name in ("small", "spring", "summer")}


# By the name of a catalog, the files of its exports by their names.
CATALOGS = {
    "real": lambda folder: real_exports(),
    "archive": lambda folder: {
        "bare": EXPORTS / "small/annotation.api.json", "filtered": EXPORTS / "small/filtered/no-filter.json",
        "media": EXPORTS / "small/project_7_dataset.zip"},
    "odd": lambda folder: {
        name: written(folder / f"{name}.json", make(number))
        for number, (name, make) in enumerate(
            {"one": odd_export, "none": empty_export, "two": odd_export, "three": odd_export,
             "four": odd_export}.items())},
}


def written(path, records):
    path.write_text(json.dumps(records))
    return path


# Where each row says its export, as in a folder of many exports: the tables that have no such column here, and where
# they get it from.
PARENTS = {
    "label_counts": ("attributes", "attribute_key"), "attribute_groups": ("files", "file_key"),
    "group_attributes": ("files", "file_key"), "duplicates": ("files", "file_key"), "transfers": ("files", "file_key"),
}


class Engines:
    """One catalog in SQLite, and its dumps in DuckDB."""

    def __init__(self, exports, folder, form, with_export_id):
        catalog = folder / "catalog.db"
        self.exports = list(exports)
        self.sqlite = sqlite3.connect(catalog)
        self.duckdb = duckdb.connect()
        for number, (name, path) in enumerate(exports.items()):
            # One without a project.
            project = [] if name == "two" else ["--project", "7"]
            dump = folder / f"dump{number}"
            run(PROGRAM, "import", path, "--as", name, *project, "-c", catalog)
            run(PROGRAM, "dump", name, dump, "-c", catalog, "--format", form)
            script = (dump / "load-duckdb.sql").read_text()
            script = re.sub(rf"'(\w+\.{form})'", lambda match: literal(str(dump / match[1])), script)
            self.duckdb.execute(f"CREATE SCHEMA dump{number}; SET schema = 'dump{number}'; {script}")
            if number == 0:
                self.duckdb.execute(f"SET schema = 'main'; {script}")
                continue
            for table in DUMPED:
                self.duckdb.execute(f"INSERT INTO main.{table} SELECT * FROM dump{number}.{table}")
        self.duckdb.execute("SET schema = 'main'")
        for table in DUMPED:
            parent = PARENTS.get(table) if with_export_id else None
            columns, join = "t.*", ""
            if parent:
                columns, join = "t.*, p.export_id", f"JOIN main.{parent[0]} p USING ({parent[1]})"
            self.duckdb.execute(
                f"CREATE TEMPORARY TABLE {table} AS SELECT {columns} FROM main.{table} t {join} ORDER BY hash(t)")
        self.duckdb.execute(VIEWS)

    def rows(self, sql, adapted, given):
        values = {name: given.get(name) for name in parameters(sql)}
        return self.sqlite.execute(sql, values).fetchall(), self.duckdb.execute(adapted, values).fetchall()


@pytest.fixture(scope="module", params=CATALOGS)
def engines(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    form = "csv" if request.param == "real" else "jsonl"
    return Engines(CATALOGS[request.param](folder), folder, form, with_export_id=request.param == "odd")


def given(name, exports):
    """What is given for the parameters of a query, one run for each."""
    pairs = [(old, new) for old in exports for new in exports]
    values = {
        "export": [*exports, "nobody"],
        ("old", "new"): [*pairs, ("nobody", exports[0]), (exports[0], "nobody")],
        "label": ["car", "3", "van", "5", "none such"] + [None] * (name == "label-drift"),
        "labels": ["car", " car ,3", "van,bus", "4", ""],
        "without": [None, "tree, bus"],
        "status": ["a", "v"] + (["all"] if name == "class-balance" else [None]),
        ("in", "where"): [("file", "anywhere"), ("group", "anywhere"), ("file", "group")],
        "file_id": [None, "f03"],
        "amount": [0, 7, 100000],
        "image_weight": [1, 0.5, -1.5],
        "video_weight": [1, 2.25],
        "since": ["2025-01-02", "2025-05-11 04:30", "2030-01-01"],
        "only": ["all", "gone", "returned"],
        "days": [0, 7, 40],
        "as_of": [None, "2025-03-01", "2025-03-02 11:30"],
        "at_least": [0, 1, 3],
        "changes": [0, 2, 3],
    }
    names = parameters(QUERIES[name])
    known = {one for key in values for one in (key if isinstance(key, tuple) else (key,))}
    assert names <= known, f"{name}: no values for {names - known}"
    used = [(key, of) for key, of in values.items() if (names & {*key} if isinstance(key, tuple) else key in names)]
    runs = list(itertools.product(*(of for _, of in used)))
    for chosen in random.Random(name).sample(runs, min(len(runs), 150)):
        values = {}
        for (key, _), value in zip(used, chosen):
            values.update(zip(key, value) if isinstance(key, tuple) else {key: value})
        yield values


def plain(value):
    if isinstance(value, bool):
        return ("boolean", value)
    return float(value) if isinstance(value, (int, float, decimal.Decimal)) else value


def same(found, expected):
    if isinstance(found, str) and isinstance(expected, int):
        # What a cast to ANY leaves as it is in SQLite is a text elsewhere.
        return found == str(expected)
    return plain(found) == plain(expected)


@pytest.mark.parametrize("name", QUERIES)
def test_the_same_rows_in_duckdb(name, engines):
    rows = 0
    adapted = in_duckdb(name)
    for values in given(name, engines.exports):
        expected, found = engines.rows(QUERIES[name], adapted, values)
        rows += len(expected)
        assert len(found) == len(expected), values
        for number, (there, here) in enumerate(zip(found, expected)):
            assert all(map(same, there, here)), f"{values}, row {number}: {there} and not {here}"
    # The odd exports have something to say on every question, except of archives.
    assert rows or "four" not in engines.exports or name.endswith("-media")


@pytest.mark.parametrize("view", ["objects", "annotations", "label_paths", "duplicate_clusters"])
def test_the_same_views_in_duckdb(view, engines):
    names = [column[0] for column in engines.sqlite.execute(f"SELECT * FROM {view}").description]
    sql = f"SELECT {', '.join(names)} FROM {view}"
    expected, found = (sorted(rows, key=repr) for rows in engines.rows(sql, sql, {}))
    assert expected and found == expected


@pytest.mark.parametrize("name", QUERIES)
def test_what_lexical_adapters_rely_on(name):
    sql = QUERIES[name]
    assert sql.count("-- SQLite:") == sql.count("-- Other engines:") == sql.count("-- End.")
    plain = TOKEN.sub(lambda match: "" if match[0].startswith("--") else match[0], without_own_way(sql))
    assert not re.search(r"\bIS NOT (?!NULL\b)|sqlite_master|\bjson_|\bchar\(|\bdate\(|\bstrftime\(|::", plain)
    assert set(re.findall(r"\bAS\s+([A-Z]+)\s*\)", plain)) <= {"TEXT", "ANY", "INTEGER", "NUMERIC", "REAL"}
    # The last thing is the order of the rows.
    assert re.search(r"\nORDER BY [^()]*(\([^()]*\)[^()]*)*;\s*$", plain)
