#!/usr/bin/env python3
"""Asks a catalog and DuckDB the same questions: those of Benchmarks/questions.sql, and the saved queries.

    run.py --work FOLDER --pressmark PROGRAM --records 200000       makes the databases; prints a table in Markdown
    run.py --work FOLDER --catalogs sorted.db shuffled.db           asks catalogs that are there ("before", "after")
    run.py … --only status,days --orders sorted                     some of the questions, one of the orders
    run.py … --into docs/performance.md                             puts the table in the place of the one there

Every question runs in turn in both, from fresh connections, in a catalog whose records come as the platform sorts them
and in one where they are shuffled. DuckDB has 2 threads, and the tables of a dump.
"""

import argparse
import json
import os
import sqlite3
import sys

import duckdb

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import asked  # noqa: E402
import databases  # noqa: E402
import report_questions  # noqa: E402
import timing  # noqa: E402

SHELL = ("status", "authors", "days", "accepted-per-label", "transitions")


def say(text):
    print(text, file=sys.stderr, flush=True)


def ask_all(catalog, database, options):
    found, left_out = {}, {}
    connection = timing.sqlite(catalog)
    questions = asked.questions(connection)
    connection.close()
    for question in questions:
        if options.only and question.name not in options.only and f"run {question.name}" not in options.only:
            continue
        key = ("run " if question.is_saved else "") + question.name
        facts = {"is_saved": question.is_saved, "limit": question.limit, "slow": question.slow, "name": question.name}
        try:
            found[key] = {**facts, **timing.ask(question, catalog, database, options.rounds)}
        except timing.NotCompared as reason:
            left_out[key] = {**facts, "reason": str(reason), **timing.ask_sqlite(question, catalog)}
    shell = {q.name: timing.in_the_shell(q, catalog) for q in questions if q.name in SHELL and not q.is_saved}
    return {"questions": found, "left_out": left_out, "shell": shell}


def versions():
    """Both programs, and those of SQLite's compile options that its speed depends on."""
    telling = ("DEFAULT_CACHE_SIZE", "DEFAULT_MMAP_SIZE", "DEFAULT_PAGE_SIZE", "TEMP_STORE", "THREADSAFE",
               "DEFAULT_WORKER_THREADS", "OMIT_LOOKASIDE", "ENABLE_STAT4", "DEBUG")  # fmt: skip
    options = [row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")]
    kept = [option for option in options if option.split("=")[0] in telling]
    return {"sqlite": sqlite3.sqlite_version, "options": kept, "duckdb": duckdb.__version__}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default=os.path.join(os.path.dirname(asked.BENCHMARKS), ".build-bench"))
    parser.add_argument("--pressmark", default=os.path.join(os.path.dirname(asked.BENCHMARKS), ".build/release/pressmark"))
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--catalogs", nargs="+", help="catalogs in the orders of --orders, instead of new ones")
    parser.add_argument("--orders", default="sorted,shuffled", type=lambda text: text.split(","))
    parser.add_argument("--only", default=[], type=lambda text: text.split(","), help="names of questions")
    parser.add_argument("--rounds", type=int, default=3, help="fresh connections; each answers three times")
    parser.add_argument("--json", action="store_true", help="print what was measured instead of the table")
    parser.add_argument("--into", help="page whose section of questions is written anew")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    results = {"versions": versions(), "warm": 2 * options.rounds, "orders": {}}
    for place, order in enumerate(options.orders):
        if options.catalogs:
            catalog = options.catalogs[place]
        else:
            catalog = databases.made_catalog(options.pressmark, options.work, options.records, order)
        database = os.path.join(options.work, os.path.splitext(os.path.basename(catalog))[0] + ".duckdb")
        made = os.path.exists(database) and os.path.getmtime(database) > os.path.getmtime(catalog)
        if not (options.catalogs and made):
            databases.made_duckdb(options.pressmark, catalog, database)
        say(f"questions, {order}")
        results["orders"][order] = ask_all(catalog, database, options)
    with open(os.path.join(options.work, "questions.json"), "w") as file:
        json.dump(results, file)
    if options.json:
        print(json.dumps(results))
        return
    text = report_questions.section(results)
    if options.into:
        report_questions.put_into(options.into, text)
    else:
        print(text)
    for line in report_questions.complaints(results):
        say(line)


if __name__ == "__main__":
    main()
