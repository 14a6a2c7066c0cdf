"""Times one question in both programs, in turn, on fresh connections with their defaults; compares the answers."""

import re
import sqlite3
import statistics
import subprocess
import time
from decimal import Decimal

import duckdb


class NotCompared(Exception):
    pass


def sqlite(path):
    """As anyone opens a catalog: no pragma, the page cache that the file suggests."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def duck(path):
    return duckdb.connect(path, read_only=True, config={"threads": 2})


def timed(db, sql, values):
    start = time.perf_counter()
    rows = db.execute(sql, values).fetchall()
    return (time.perf_counter() - start) * 1000, rows


def plain(value):
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (float, Decimal)):
        return f"{float(value):.6g}"
    return str(value)


def same(mine, other):
    """Whether two answers hold the same rows, in whatever order; numbers to six digits."""
    return sorted(tuple(map(plain, row)) for row in mine) == sorted(tuple(map(plain, row)) for row in other)


def ask(question, catalog, database, rounds):
    """Milliseconds: `cold` is the median of first answers on a new connection, `warm` the best of all others."""
    times = {"sqlite": ([], []), "duckdb": ([], [])}
    answers = {}
    for _ in range(rounds):
        for name in times:
            db = sqlite(catalog) if name == "sqlite" else duck(database)
            try:
                sql, values = question.for_sqlite if name == "sqlite" else question.for_duckdb
                spent, answers[name] = timed(db, sql, values)
                times[name][0].append(spent)
                times[name][1].extend(timed(db, sql, values)[0] for _ in range(2))
            except duckdb.Error as error:
                raise NotCompared(str(error).split("\n")[0][:160]) from error
            finally:
                db.close()
    if len(answers["sqlite"]) != len(answers["duckdb"]):
        raise NotCompared(f"{len(answers['sqlite']):,} rows, DuckDB {len(answers['duckdb']):,}")
    result = {name: {"cold": statistics.median(cold), "warm": min(warm)} for name, (cold, warm) in times.items()}
    return {**result, "rows": len(answers["sqlite"]), "same": same(answers["sqlite"], answers["duckdb"])}


def ask_sqlite(question, catalog):
    """What SQLite takes for a question that DuckDB's wording is missing for."""
    db = sqlite(catalog)
    runs = [timed(db, *question.for_sqlite) for _ in range(3)]
    db.close()
    return {"sqlite": {"cold": runs[0][0], "warm": min(spent for spent, _ in runs[1:])}, "rows": len(runs[0][1])}


def in_the_shell(question, catalog):
    """The best of three by the clock of the sqlite3 shell, for a question without parameters."""
    script = f".output /dev/null\n.timer on\n{question.sql}\n{question.sql}\n{question.sql}\n"
    done = subprocess.run(["sqlite3", catalog], input=script, capture_output=True, text=True, check=True)
    return min(float(seconds) * 1000 for seconds in re.findall(r"real ([\d.]+)", done.stdout))
