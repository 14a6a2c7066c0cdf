#!/usr/bin/env python3
"""Measures `pressmark diff` on two exports of which 1 % changed, and on two that say the same, beside DuckDB.

    Benchmarks/diff/run.py --records 200000 --pressmark .build/release/pressmark [--folder DIR] [--rounds 5]

Needs the packages of Benchmarks/requirements.txt for DuckDB; without it only Pressmark is measured. Files are made once
in the folder and used again. Prints a table; the best of all rounds counts, for other work on the machine only adds.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measured(command):
    """Wall seconds, CPU seconds and the resident set's peak in megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, output.decode()


def best(command, rounds):
    runs = [measured(command) for _ in range(rounds)]
    return [min(run[index] for run in runs) for index in range(3)] + [runs[0][3]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--pressmark", default=".build/release/pressmark")
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "pressmark-diff-benchmark"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    path = lambda name: os.path.join(options.folder, f"{options.records}-{name}")

    generate = [sys.executable, os.path.join(BENCHMARKS, "generate.py")]
    arguments = ["--records", options.records, "--style", "api"]
    if not os.path.exists(path("old.json")):
        run(*generate, path("old.json"), *arguments)
    if not os.path.exists(path("new.json")):
        run(*generate, path("new.json"), *arguments, "--edit", 0.01)
    catalog = path("catalog.db")
    if not os.path.exists(catalog):
        for name in ("old", "new"):
            run(options.pressmark, "import", "-c", catalog, "--as", name, "--project", 7, path(f"{name}.json"))
        shutil.copyfile(path("old.json"), path("same.json"))
        run(options.pressmark, "import", "-c", catalog, "--as", "same", "--project", 7, path("same.json"))

    rows = []
    for title, new in (("1 % changed", "new"), ("the same", "same")):
        command = [options.pressmark, "diff", "-c", catalog, "old", new, "-f", "json"]
        seconds, processor, memory, output = best(command, options.rounds)
        rows.append((f"pressmark diff, {title}", seconds, processor, memory))
        print(json.loads(output)["summary"], file=sys.stderr)

    try:
        import duckdb  # noqa: F401
    except ImportError:
        print("duckdb is not installed: skipped", file=sys.stderr)
    else:
        for name in ("old", "new"):
            if not os.path.exists(path(f"{name}.duckdb")):
                importer = os.path.join(BENCHMARKS, "peers", "duckdb_import.py")
                run(sys.executable, importer, path(f"{name}.json"), path(f"{name}.duckdb"))
        command = [sys.executable, os.path.join(HERE, "duckdb_diff.py"), path("old.duckdb"), path("new.duckdb")]
        runs = [measured(command) for _ in range(options.rounds)]
        inner = min(json.loads(run[3])["seconds"] for run in runs)
        memory = min(run[2] for run in runs)
        rows.append(("DuckDB, all columns joined, queries alone", inner, min(run[1] for run in runs), memory))
        rows.append(("DuckDB, the same with its start", min(run[0] for run in runs), min(run[1] for run in runs), memory))
        print(runs[0][3].strip(), file=sys.stderr)

    print(f"| {options.records:,} records | seconds | CPU seconds | MB |\n|---|---:|---:|---:|")
    for title, seconds, processor, memory in rows:
        print(f"| {title} | {seconds:.2f} | {processor:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
