"""Programs that people browse databases with."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request

import pytest

from conftest import BIN, EXAMPLES, HOSTS, PROGRAM, TABLES, VIEWS, as_text, check_answers, run


def test_sqlite_utils(catalog, extension):
    tool = BIN / "sqlite-utils"

    def query(sql):
        rows = json.loads(run(tool, "query", catalog, sql, "--load-extension", extension))
        return [list(row.values()) for row in rows]

    check_answers(query, with_functions=True)
    assert {t["table"] for t in json.loads(run(tool, "tables", catalog, "--counts"))} >= set(TABLES)
    assert {v["view"] for v in json.loads(run(tool, "views", catalog))} == set(VIEWS)
    run(tool, "vacuum", catalog)
    run(tool, "schema", catalog)


def test_litecli(catalog):
    # It has a .load command, but takes only one statement with -e; without the functions nothing is missing.
    config = {"HOME": str(catalog.parent), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def query(sql):
        lines = run(BIN / "litecli", catalog, "-e", sql, env=config).splitlines()[1:]
        return [line.split("\t") for line in lines]

    check_answers(query, with_functions=False)


def test_litecli_loads_the_extension(catalog, extension):
    import pexpect

    shell = pexpect.spawn(
        str(BIN / "litecli"), [str(catalog)], encoding="utf-8", timeout=30, dimensions=(40, 160),
        env={"HOME": str(catalog.parent), "PATH": os.environ["PATH"], "TERM": "dumb", "LANG": "C.UTF-8"},
    )
    shell.expect("catalog.db>")
    shell.sendline(f".load {extension}")
    time.sleep(1)
    shell.sendline("select resolve_key(7, 'abc', 3) as k;")
    shell.expect("project_3/abc")
    shell.sendline("exit")
    shell.close()


class Server:
    """Datasette over a catalog, with the metadata and the extension."""

    def __init__(self, catalog, extension, folder):
        metadata = folder / "metadata.yaml"
        metadata.write_text(run(PROGRAM, "datasette-metadata", "-c", catalog))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [BIN / "datasette", catalog, "-m", metadata, "--load-extension", extension, "--port", str(port),
             "--setting", "sql_time_limit_ms", "20000"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(200):
            assert self.process.poll() is None, self.process.stderr.read()
            try:
                urllib.request.urlopen(self.base + "/-/versions.json", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("Datasette did not start")

    def get(self, path, **parameters):
        url = self.base + path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")
        with urllib.request.urlopen(url, timeout=60) as response:
            return response.read().decode()


@pytest.fixture(scope="module")
def datasette(catalog_file, tmp_path_factory):
    extension = run(PROGRAM, "extension").strip()
    server = Server(catalog_file, extension, tmp_path_factory.mktemp("datasette"))
    yield server
    server.process.terminate()
    server.process.wait()


def test_datasette_pages(datasette):
    front = datasette.get("/catalog")
    for name in TABLES + VIEWS:
        assert f'href="/catalog/{name}"' in front, name
        assert "<h1" in datasette.get(f"/catalog/{name}")
    files = datasette.get("/catalog/files")
    assert "One row per file of an export" in files and "who uploaded it" in files
    assert 'href="/catalog/exports/1"' in files, "foreign keys lead to their rows"
    assert "before" in files, "and show their label"


def test_datasette_functions(datasette):
    def query(sql):
        return json.loads(datasette.get("/catalog.json", sql=sql, _shape="arrays"))["rows"]

    for call, result in EXAMPLES:
        assert as_text(query(f"SELECT {call}")[0][0]) == result, call


def saved_queries():
    return [line.split("\t")[0] for line in run(PROGRAM, "queries", "-f", "tsv").splitlines()[1:]]


# What parameters without default need.
GIVEN = {
    "files-with-label": {"label": "car"}, "files-with-labels": {"labels": "car"},
    "goal-progress": {"label": "car", "amount": "10"}, "stats-since": {"since": "2025-01-01"},
}


def test_datasette_canned_queries(datasette, catalog_file):
    """Each saved query, its parameters left empty, answers as the program does with its defaults."""
    names = saved_queries()
    assert len(names) > 20
    for name in names:
        given = GIVEN.get(name, {})
        answer = json.loads(datasette.get(f"/catalog/{name}.json", _shape="objects", **given))
        assert answer.get("ok", True) and not answer.get("error"), (name, answer.get("error"))
        done = subprocess.run(
            [PROGRAM, "run", name, "-c", catalog_file, "-f", "json"] + [f"{k}={v}" for k, v in given.items()],
            capture_output=True, text=True)
        assert done.returncode == 0, (name, done.stderr)
        expected = json.loads(done.stdout or "[]")
        assert len(answer["rows"]) == min(len(expected), 1000), name
        assert answer["rows"][:20] == expected[:20], name


def test_datasette_in_a_browser(datasette):
    """A person picks a saved query, fills its form, and reads the answer."""
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1200,900"]:
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium")
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        browser.get(datasette.base + "/catalog")
        browser.find_element(By.CSS_SELECTOR, 'a[href="/catalog/files-by-status"]').click()
        assert "Files by status" in browser.find_element(By.TAG_NAME, "h1").text
        field = browser.find_element(By.NAME, "export")
        field.clear()
        field.send_keys("before")
        browser.find_element(By.CSS_SELECTOR, "input[type=submit]").click()
        WebDriverWait(browser, 20).until(lambda b: "export=before" in b.current_url)
        rows = [r.text for r in browser.find_elements(By.CSS_SELECTOR, "table.rows-and-columns tbody tr")]
        assert any(row.startswith("a image") for row in rows), rows
        browser.save_screenshot(str(HOSTS / "datasette.png"))
    finally:
        browser.quit()


def test_db_browser(catalog):
    """DB Browser for SQLite, in a virtual display: it opens the catalog and shows a view; see the screenshot."""
    picture = HOSTS / "sqlitebrowser.png"
    script = """
      sqlitebrowser -t annotations "$1" & pid=$!
      for i in $(seq 60); do
        sleep 0.5
        window=$(xdotool search --onlyvisible --name 'catalog.db' 2>/dev/null | head -n 1)
        [ -n "$window" ] && break
      done
      sleep 3
      xdotool getwindowname "$window"
      import -window root "$2"
      kill -0 $pid && kill $pid
      """
    environment = dict(os.environ, HOME=str(catalog.parent), XDG_RUNTIME_DIR=str(catalog.parent))
    title = run("xvfb-run", "-a", "-s", "-screen 0 1280x900x24", "bash", "-c", script, "-", catalog, picture,
                env=environment)
    assert "catalog.db" in title
    assert picture.stat().st_size > 20_000
