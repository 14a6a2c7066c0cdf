"""What the hosts' tests share: a catalog of real exports, and the examples of docs/functions.md."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/pressmark"
EXPORTS = ROOT / "Tests/CatalogTests/Exports"
HOSTS = ROOT / ".build/hosts"
BIN = pathlib.Path(sys.executable).parent


def run(*command, **options):
    """Runs a command, and gives its output; a failure shows all it said."""
    options.setdefault("timeout", 120)
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def literal(text):
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="session")
def extension():
    return run(PROGRAM, "extension").strip()


@pytest.fixture(scope="session")
def catalog_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("catalog") / "catalog.db"
    for name, export in [("before", "small/annotation.api.json"), ("after", "small/filtered/no-filter.json")]:
        run(PROGRAM, "import", "-c", path, EXPORTS / export, "--as", name, "--project", "7")
    return path


@pytest.fixture
def catalog(catalog_file, tmp_path):
    """A copy that a test may change."""
    return pathlib.Path(shutil.copy(catalog_file, tmp_path / "catalog.db"))


@pytest.fixture(scope="session")
def postgres():
    """A server of our own, on a socket in a temporary folder, as a user that is not root."""
    programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL's server is not installed")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pressmark-pg-", dir="/tmp"))
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    run(*user, programs[-1], "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
        cwd="/")
    control = programs[-1].with_name("pg_ctl")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    run(*user, control, "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start", cwd="/")
    yield folder
    run(*user, control, "-D", folder / "data", "-m", "immediate", "stop", cwd="/")
    shutil.rmtree(folder)


def schema(kind):
    text = (ROOT / "schema.sql").read_text()
    return re.findall(rf"^CREATE {kind} (\w+)", text, re.M)


TABLES = schema("TABLE")
VIEWS = schema("VIEW")


def examples():
    """(call, result) of every example on the functions' page; None is NULL."""
    lines = (ROOT / "docs/functions.md").read_text().splitlines()
    found = [re.fullmatch(r"\| `(.+)` \| `(.*)` \|", line) for line in lines]
    return [(m[1], None if m[2] == "NULL" else m[2]) for m in found if m]


EXAMPLES = examples()
assert len(EXAMPLES) > 40


def as_text(value):
    """A value as the functions' page writes it; some hosts have texts only."""
    return None if value is None else str(value)


def check_answers(query, with_functions):
    """What every host must do: `query` runs a statement and gives its rows as lists."""
    assert query("PRAGMA integrity_check")[0][0] == "ok"
    assert query("PRAGMA foreign_key_check") == []
    for name in TABLES + VIEWS:
        count = int(query(f"SELECT count(*) FROM {name}")[0][0])
        assert count > 0 or name in ("media", "rejects"), name
    assert len(query("SELECT name, sql FROM sqlite_master")) > 10
    if with_functions:
        for call, result in EXAMPLES:
            assert as_text(query(f"SELECT {call} AS answer")[0][0]) == result, call
        assert query(
            "SELECT count(*) FROM objects o JOIN files f USING (file_key) JOIN exports e ON e.export_id = f.export_id "
            "LEFT JOIN transfers t USING (file_key) LEFT JOIN duplicates d USING (file_key) WHERE o.storage_key IS NOT "
            "resolve_key(e.project_id, f.file_id, t.storage_project_id, d.original_id)"
        )[0][0] in (0, "0")
