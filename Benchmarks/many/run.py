#!/usr/bin/env python3
"""A year of weekly exports in one catalog: what imports, comparisons and questions take as their number grows.

    run.py --pressmark .build/release/pressmark                      52 exports of 20,000 records, a minute or two
    run.py --pressmark … --records 200000 --folder DIR               52 of 200,000, about half an hour, 5 GB

Each export is the one of the week before, 1 % changed, by generate.py --edit --repeat; it is made, imported and deleted.
At some of the weeks everything is measured: the import, `pressmark diff` of the last two, `pressmark history`, and saved
queries by Python's module on new connections. Figures are seconds of processor time, which other work on the machine
disturbs less. Prints a table in Markdown; the catalog stays in the folder, for sharing.py.
"""

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
sys.path.insert(0, BENCHMARKS)
import measure  # noqa: E402

WEEKS = (1, 2, 5, 10, 20, 35, 52)
# A second run is left out where the first took so many seconds.
PATIENCE = 3
QUERIES = {
    "files-by-status": {"export": None},
    "diff-status": {"old": None, "new": None},
    "label-drift": {"label": None},
    "first-and-last-seen": {"only": "all"},
    "flip-flops": {"changes": 2},
}
LATEST = "SELECT status, count(*) FROM latest_files WHERE status = 'v' GROUP BY status"


def say(text):
    print(text, file=sys.stderr, flush=True)


def seconds(catalog, sql, values):
    """The better of two runs on one new connection with its defaults."""
    db = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        rows = db.execute(sql, values)
        while rows.fetchmany(10_000):
            pass
        best = min(best, time.process_time() - start)
        if best > PATIENCE:
            break
    db.close()
    return best


def measured(program, catalog, week):
    """Processor seconds of what people ask, with `week` exports in the catalog."""
    db = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
    file_id = db.execute("SELECT file_id FROM files WHERE export_id = 1 ORDER BY file_id LIMIT 1 OFFSET 1000").fetchone()[0]
    db.close()
    last, before = f"week-{week}", f"week-{max(1, week - 1)}"
    found = {"latest": seconds(catalog, LATEST, {})}
    run = lambda *arguments: min(measure.run([program, *arguments, "--catalog", catalog]).cpu for _ in range(2))
    found["history of a file"] = run("history", file_id)
    if week > 1:
        found["diff of the last two"] = run("diff", before, last, "--format", "json")
    for name, values in QUERIES.items():
        given = {"export": last, "new": last, "old": before}
        values = {key: given.get(key, value) for key, value in values.items()}
        if name == "diff-status" and week == 1:
            continue
        sql = open(os.path.join(os.path.dirname(BENCHMARKS), "queries", name + ".sql")).read()
        found[name] = seconds(catalog, sql, values)
    return found


def table(results):
    names = list(dict.fromkeys(name for one in results.values() for name in one))
    lines = ["| exports |" + "".join(f" {week} |" for week in results), "|---|" + "---:|" * len(results)]
    for name in names:
        cells = [f"{one[name]:,.3g}" if one.get(name, 100) < 100 else f"{one[name]:,.0f}" if name in one else ""
                 for one in results.values()]  # fmt: skip
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--changed", default="0.01", help="share of the records that change each week (0.01)")
    parser.add_argument("--pressmark", default=os.path.join(os.path.dirname(BENCHMARKS), ".build/release/pressmark"))
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "pressmark-many-benchmark"))
    parser.add_argument("--exports", help="folder for the one export that is being imported, such as /dev/shm")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    catalog = os.path.join(options.folder, f"{options.records}.db")
    export = os.path.join(options.exports or options.folder, f"{options.records}.json")
    if os.path.exists(catalog):
        os.remove(catalog)
    results, imports = {}, []
    for week in range(1, options.weeks + 1):
        edits = ["--edit", options.changed, "--repeat", week - 1, "--days", 7] if week > 1 else []
        measure.run([sys.executable, os.path.join(BENCHMARKS, "generate.py"), export, "--records", options.records, *edits])
        command = [options.pressmark, "import", export, "--as", f"week-{week}", "--project", 7, "--catalog", catalog]
        imports.append(measure.run(command))
        os.remove(export)
        say(f"week {week}: imported in {imports[-1].seconds:.2f} s")
        if week in WEEKS or week == options.weeks:
            results[week] = {
                "import": statistics.median(run.cpu for run in imports[-3:]),
                "import, by the clock": statistics.median(run.seconds for run in imports[-3:]),
                "MB": os.path.getsize(catalog) / 1e6,
                **measured(options.pressmark, catalog, week),
            }
            say(table(results))
    print(table(results))


if __name__ == "__main__":
    main()
