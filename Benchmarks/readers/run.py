#!/usr/bin/env python3
"""How many questions others get answered while an import runs, beside a plain SQLite transaction of the same rows.

    run.py --pressmark .build/release/pressmark --records 200000 --rounds 5

Four readers without any patience (no busy timeout) ask a catalog of one export while a second one comes in: two start
the sqlite3 shell for each question, two keep a connection, as Datasette does. An answer is wrong where it is neither
that of the catalog before nor that of the catalog after. Prints a table.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import measure  # noqa: E402
from reader import QUESTIONS, text  # noqa: E402



class Readers:
    """Four processes that ask until they are told to end."""

    def __init__(self, length, catalog):
        self.stop = os.path.join(os.path.dirname(catalog), "stop")
        command = [sys.executable, os.path.join(HERE, "reader.py")]
        self.commands = [[*command, kind, length, catalog] for kind in ("shell", "shell", "connection", "connection")]
        self.asked = self.refused = 0
        self.answers = {question: set() for question in QUESTIONS[length]}

    def __enter__(self):
        if os.path.exists(self.stop):
            os.remove(self.stop)
        self.processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for command in self.commands]
        time.sleep(0.5)
        return self

    def __exit__(self, *_):
        open(self.stop, "w").close()
        for process in self.processes:
            found = json.loads(process.communicate(timeout=150)[0])
            self.asked += found["asked"]
            self.refused += found["refused"]
            for question, answers in found["answers"].items():
                self.answers[question].update(answers)


def state(length, catalog):
    connection = sqlite3.connect(catalog)
    try:
        return {question: text(connection.execute(question).fetchall()) for question in QUESTIONS[length]}
    finally:
        connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pressmark", default=".build/release/pressmark")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default=".build-bench/readers")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    path = lambda name: os.path.join(os.path.abspath(options.work), name)  # noqa: E731
    pressmark = os.path.abspath(options.pressmark)
    generate = [sys.executable, os.path.join(os.path.dirname(HERE), "generate.py"), "--records", str(options.records)]
    for name, extra in (("first.json", []), ("second.json", ["--edit", "0.02"])):
        subprocess.run([*generate, *extra, path(name)], check=True)
    for name in ("first", "second"):
        if os.path.exists(path(name + ".db")):
            os.remove(path(name + ".db"))
        measure.run([pressmark, "import", path(name + ".json"), "--as", name, "-c", path(name + ".db")])

    ways = {
        "pressmark import": [pressmark, "import", path("second.json"), "--as", "second", "-c", path("catalog.db")],
        "plain transaction": [sys.executable, os.path.join(HERE, "plain_import.py"), path("second.db"), path("catalog.db")],
    }
    results = {}
    for _ in range(options.rounds):
        for name, command in ways.items():
            shutil.copyfile(path("first.db"), path("catalog.db"))
            alone = measure.run(command)
            for length in QUESTIONS:
                shutil.copyfile(path("first.db"), path("catalog.db"))
                before = state(length, path("catalog.db"))
                with Readers(length, path("catalog.db")) as readers:
                    beside = measure.run(command)
                after = state(length, path("catalog.db"))
                wrong = sum(
                    len(answers - {before[question], after[question]}) for question, answers in readers.answers.items())
                results.setdefault((name, length), []).append(
                    (alone.seconds, beside.seconds, readers.asked, readers.refused, wrong, beside.peak_megabytes))
    print("| way | questions | alone, s | beside readers, s | asked | answered, % (worst round) | wrong | peak MB |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for (name, length), rounds in results.items():
        alone, beside, asked, refused, wrong, peak = zip(*rounds)
        share = 100 * (1 - sum(refused) / sum(asked))
        worst = min(100 * (1 - r / a) for r, a in zip(refused, asked))
        print(f"| {name} | {length} | {statistics.median(alone):.2f} | {statistics.median(beside):.2f} | {sum(asked)} "
              f"| {share:.2f} ({worst:.2f}) | {sum(wrong)} | {max(peak):.0f} |")


main()
