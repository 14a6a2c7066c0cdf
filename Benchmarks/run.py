#!/usr/bin/env python3
"""Times Pressmark and its peers in turn on the same files, and writes docs/performance.md with a plot.

    run.py --pressmark .build/release/pressmark --decode .build/release/decode-benchmark
    run.py --sizes 20000,200000,2000000 --rounds 5        the long run behind docs/performance.md

Everything is made under --work (a few GB at 2,000,000 records) and kept there between runs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from datetime import date

import measure
import report
import report_questions

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
# Records up to which a contender takes part in the growth: those that hold everything in memory, or are slow.
LIMITS = {"orjson + executemany": 200_000, "sqlite3 shell": 200_000, "sqlite-utils": 200_000}


def say(text):
    print(text, file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = os.path.abspath(options.work)
        os.makedirs(self.work, exist_ok=True)
        self.bin = os.path.dirname(sys.executable)

    def path(self, *parts):
        return os.path.join(self.work, *parts)

    def export(self, records, extension="json", *extra):
        """A generated export, made once."""
        name = "-".join([str(records), *(part.strip("-") for part in extra)]) + "." + extension
        if not os.path.exists(self.path(name)):
            say(f"generating {name}")
            part = self.path("part-" + name)
            generator = [sys.executable, os.path.join(HERE, "generate.py")]
            subprocess.run([*generator, part, "--records", str(records), *extra], check=True)
            os.rename(part, self.path(name))
        return self.path(name)

    def fresh(self, name):
        """The path of a catalog that does not exist."""
        for ending in ("", "-journal", ".wal"):
            if os.path.exists(self.path(name) + ending):
                os.remove(self.path(name) + ending)
        return self.path(name)

    def pressmark(self, source, catalog, name="export"):
        arguments = ["import", source, "--catalog", catalog, "--as", name, "--project", "7"]
        return measure.run([self.options.pressmark, *arguments])

    def contenders(self, source, records):
        """Name to a callable that imports the file into a fresh database."""
        peers = os.path.join(HERE, "peers")
        python = sys.executable
        schema = os.path.join(ROOT, "schema.sql")
        commands = {
            "DuckDB": lambda: [python, f"{peers}/duckdb_import.py", source, self.fresh("peer.duckdb")],
            "orjson + executemany": lambda: [python, f"{peers}/orjson_import.py", source, self.fresh("o.db"), schema],
            "sqlite3 shell": lambda: [f"{peers}/sqlite_shell_import.sh", source, self.fresh("s.db")],
            "sqlite-utils": lambda: [f"{self.bin}/sqlite-utils", "insert", self.fresh("u.db"), "files", source],
        }
        found = {"Pressmark": lambda: self.pressmark(source, self.fresh("p.db"))}
        for name, command in commands.items():
            if records <= LIMITS.get(name, records):
                found[name] = lambda command=command: measure.run(command())
        return found

    def imports(self):
        results = {}
        for records in self.options.sizes:
            say(f"import of {records:,} records")
            source = self.export(records)
            rounds = self.options.rounds if records <= 200_000 else min(2, self.options.rounds)
            results[records] = measure.in_turn(self.contenders(source, records), rounds, say)
            if records == self.options.main:
                self.disk = self.sizes_on_disk(records)
        return results

    def sizes_on_disk(self, records):
        """Bytes of what the contenders left."""
        names = {"Pressmark": "p.db", "DuckDB": "peer.duckdb", "orjson + executemany": "o.db", "sqlite-utils": "u.db"}
        names["indented JSON"] = os.path.basename(self.export(records))
        return {n: os.path.getsize(self.path(p)) for n, p in names.items() if os.path.exists(self.path(p))}

    def decode(self):
        """Decoding alone: each program reports the best of its rounds; the whole is repeated in turn."""
        source, found = self.export(self.options.main), {"Pressmark": [], "simdjson on demand": []}
        if not self.options.decode:
            return {}
        peer = self.path("simdjson_decode")
        build = ["g++", "-O3", "-march=native", "-std=c++17", f"{HERE}/peers/simdjson_decode.cpp", "-o", peer, "-lsimdjson"]
        if shutil.which("g++") is None or subprocess.run(build, stderr=subprocess.DEVNULL).returncode != 0:
            say("no simdjson: apt-get install g++ libsimdjson-dev")
            del found["simdjson on demand"]
        for _ in range(self.options.rounds):
            for name in found:
                command = self.options.decode if name == "Pressmark" else peer
                found[name].append(json.loads(measure.run([command, source, 3]).output)["gigabytes_per_second"])
        return found

    def insert(self):
        """The rows alone, by SQLite from a finished catalog."""
        catalog = self.fresh("finished.db")
        whole = measure.in_turn({"": lambda: self.pressmark(self.export(self.options.main), self.fresh("finished.db"))}, 3, say)
        script = os.path.join(HERE, "peers", "insert_only.py")
        schema = os.path.join(ROOT, "schema.sql")
        found = json.loads(measure.run([sys.executable, script, catalog, self.fresh("rows.db"), schema]).output)
        return {**found, "Pressmark, reading and decoding too": min(run.seconds for run in whole[""].runs)}

    def inputs(self):
        """The same records as they are downloaded."""
        records = self.options.main
        variants = {
            "indented JSON": self.export(records),
            "one line (API)": self.export(records, "json", "--style", "api"),
            "indented, .gz": self.export(records, "json.gz"),
            "media archive, .zip": self.export(records, "zip"),
        }
        calls = {name: (lambda f=f: self.pressmark(f, self.fresh("i.db"))) for name, f in variants.items()}
        return measure.in_turn(calls, max(1, self.options.rounds - 1), say)

    def repeated(self):
        """Ten different exports into one catalog, next to first imports into an empty one."""
        records, catalog, first, later = self.options.main, self.fresh("ten.db"), [], []
        for number in range(1, 11):
            source = self.export(records, "json", "--seed", str(number))
            later.append(self.pressmark(source, catalog, f"export-{number}"))
            first.append(self.pressmark(source, self.fresh("first.db"), "export"))
            say(f"  export {number} of ten: {later[-1].seconds:.2f} s, into an empty catalog {first[-1].seconds:.2f} s")
        return {"first": measure.Series(first), "later": measure.Series(later)}

    def questions(self):
        """The saved queries and Benchmarks/questions.sql, beside DuckDB."""
        script = [sys.executable, os.path.join(HERE, "questions", "run.py"), "--json", "--work", self.work]
        options = ["--pressmark", self.options.pressmark, "--records", self.options.main]
        return json.loads(measure.run([*script, *options]).output)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pressmark", default=os.path.join(ROOT, ".build/release/pressmark"))
    parser.add_argument("--decode", default=os.path.join(ROOT, ".build/release/decode-benchmark"))
    parser.add_argument("--work", default=os.path.join(ROOT, ".build-bench"), help="folder for generated files")
    parser.add_argument("--sizes", default="20000,60000,200000", help="records of the growth, smallest first")
    parser.add_argument("--main", type=int, default=200_000, help="records of all other comparisons")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything runs in turn")
    parser.add_argument("--skip", default="", help="sections to leave out: decode,insert,inputs,repeated,questions")
    parser.add_argument("--output", default=os.path.join(ROOT, "docs"), help="folder of performance.md")
    options = parser.parse_args()
    options.sizes = sorted({*map(int, options.sizes.split(",")), options.main})
    bench = Bench(options)
    results = {
        "date": date.today().isoformat(), "machine": measure.machine(), "load": os.getloadavg()[0],
        "main": options.main, "rounds": options.rounds,
        "json_bytes": {records: os.path.getsize(bench.export(records)) for records in options.sizes},
    }  # fmt: skip
    results["imports"] = bench.imports()
    results["disk"] = bench.disk
    for section in ("decode", "insert", "inputs", "repeated", "questions"):
        if section not in options.skip.split(","):
            say(section)
            results[section] = getattr(bench, section)()
    results["load_after"] = os.getloadavg()[0]
    report.write(results, options.output)
    for line in report_questions.complaints(results["questions"]) if "questions" in results else ():
        say(line)


if __name__ == "__main__":
    main()
