"""Turns the measurements into docs/performance.md and docs/performance.svg."""

import math
import os
import statistics

import report_questions

COLOURS = {
    "Pressmark": "#c0392b", "DuckDB": "#b8860b", "orjson + executemany": "#2471a3",
    "sqlite3 shell": "#1e8449", "sqlite-utils": "#7d3c98",
}  # fmt: skip

INTRODUCTION = """# Performance

Written by `make bench` (Benchmarks/run.py); the words are Benchmarks/report.py's.
Machine: {machine}.
{date}, {rounds} rounds, load average {load:.1f} at the start and {load_after:.1f} at the end{busy}.

The exports come from Benchmarks/generate.py: seeded, shaped as the platform writes them, about 1.45 KB, 1.22 groups and
4.9 labels per record, 120 labels. Every program runs in turn on the same file (A B C A B C …), as a process of its own,
from start to exit; seconds are medians. A ratio is taken within a round, between neighbours in time, and is given as the
median with the smallest and the largest beside it. *Processor* is user and system time of all threads, which other
work on the machine disturbs less. Memory is the peak that the kernel saw. Before each run its input is read once and the
disk is synchronized.
"""

IMPORT = """
## Import

{main:,} records, {megabytes:.0f} MB of indented JSON. What each one does:

- **Pressmark**: reads, checks, normalizes, digests, builds every index, gathers statistics, commits with fsync.
- **DuckDB**: `read_json` with a declared shape, normalized into the same tables in one transaction, 2 threads, no index,
  no digest.
- **orjson + executemany**: the script that one would write in Python; the same tables and indexes, ANALYZE.
- **sqlite3 shell**: `json_each` over `readfile`, normalized, primary keys only.
- **sqlite-utils**: `sqlite-utils insert`, one table, not normalized, groups and labels left as JSON text.

"""

GROWTH = """
## Growth

Seconds per import against the number of records. The peers that hold the whole document in memory stop at 200,000.

![Seconds against records](performance.svg)

"""

DECISIONS = """
## Decisions behind the import

Measured once in a C program that fed decoded rows to SQLite 3.40 (200,000 records, 986,000 label uses). Each block is one
sweep with its variants in turn, minima of three or four runs. Other work ran beside it and repeated runs differed by a
quarter: compare within a block only, and ignore differences below that.

| what | seconds |
|---|---:|
| **First sweep**, cache of 64 MB: every index in place | 1.49 |
| label index after the rows | 1.52 |
| label index after the rows, `temp_store = MEMORY` | 1.82 |
| pages of 16 KB, every index in place | 1.21 |
| `ANALYZE` of everything, that step alone | 0.17 |
| `ANALYZE` with `analysis_limit = 1000`, that step alone | 0.002 |
| **Second sweep**, every index in place, cache of 16 MB | 1.31 |
| label index after the rows, `PRAGMA threads = 2`, cache of 2 MB | 1.28 |
| batches of 500, 2,000, 8,000 records | 1.66, 1.31, 1.28 |
| **Third sweep**, pages of 16 KB, every index in place, cache of 16 MB | 1.41 |
| unique index of files after the rows | 1.26 |
| that, and the label index after the rows, `threads = 2`, cache of 2 MB | 0.95 |
| the same with a cache of 4 MB, 8 MB | 0.99, 1.14 |

- These were the choices among what SQL alone offers. Since then rows and index entries are written apart, each in its own
  order, through [imposter tables](https://sqlite.org/imposter.html): every b-tree is only appended to, in a first import
  and in a later one alike. In sweeps in the program itself (minima of five or six runs in turn, seconds) that took 1.02
  against 1.13, counting and sorting on the decoding thread 0.89 against 1.00; batches of 1 MB instead of 2 MB took 0.74
  against 0.76.
  The number of a row instead of a column for the key of its file, and a parameter for what is the same in all rows,
  took 0.78 against 0.86 (medians of nine).
- Rows are moved as records: the decoding thread writes the pages of three b-trees, and SQLite's transfer from one table
  into another of the same form appends their records, into indexes as fast as into tables. That took 0.71 against 0.88
  (medians of five by turns; minima 0.66 and 0.78), 732 instead of 925 million instructions of the
  SQLite thread for 20,000 records; the catalog is 4 % smaller. A good part of the gain is balancing, 111 instead of 200
  million: an index that is appended to row by row evens out its last three pages again and again, except where SQLite
  knows that it is filled in bulk, as in a transfer. In a C program 977,000 label uses took 0.13 this way and 0.26 by
  `INSERT ... SELECT` with columns (minima of five).
- Once all records are read, a thread fills the next image of an index while SQLite moves the one before: 0.79 against 0.84
  (medians of nine, one series after the other). SQLite's account of its memory took a lock for each piece; without it
  0.84 against 0.90 (medians of fifteen by turns). Then the date came into the index by author, 3.4 MB more.
- Looked at and left: `INSERT OR REPLACE` through an imposter still looks for the row first, in Debian's build (its hook
  before updates keeps the search, and adds two instructions for each row of a table without rowid). A transfer straight
  into a table without rowid runs only while that is empty, so the first import alone would gain. `sqlite_dbpage` is not
  in Debian's build, and the backup interface copies all pages of a catalog. Pages of b-trees that are written into the
  file beside SQLite would need a journal and a b-tree writer of our own for what else the transaction changes.
- The entries of the label index need no sorting: uses come in the order of the files, so a list for each label is
  the index. Lists are packed into some three bytes for each use, and spilled to a file from 8 MB on.
- Ids come in a few falling runs, one for each status, which are merged at the end. What finds a repeated record meanwhile
  is a filter of 16 MB and, for the few ids that it does not know to be new, a search in the runs. Ids in any other order
  go into their index at once.
- Journal mode, locking mode, memory mapping and mutexes made no difference beyond the noise.
- Counts by label, status and file type are kept at import: reading them back takes no time, counting them in SQL takes
  a look-up in `files` for every label use.
"""


def number(value, digits=3):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{max(0, digits - 1 - max(0, math.floor(math.log10(value)) if value > 0 else 0))}f}"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" + "---:|" * (len(header) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def spread(ratios):
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"


def import_section(results):
    series = results["imports"][results["main"]]
    base = series["Pressmark"]
    rows = []
    for name, one in series.items():
        disk = results["disk"].get(name)
        rows.append([
            name, number(one.seconds), "1" if one is base else spread(one.ratios(base)), number(one.cpu),
            "1" if one is base else f"{one.cpu / base.cpu:.2f}", f"{one.peak:,.0f}", f"{disk / 1e6:.0f}" if disk else "",
        ])  # fmt: skip
    size = results["json_bytes"][results["main"]]
    text = IMPORT.format(main=results["main"], megabytes=size / 1e6)
    text += table(["", "seconds", "times Pressmark's", "processor, s", "times Pressmark's", "peak MB", "database MB"], rows)
    share = results["disk"]["Pressmark"] / size
    return text + f"\nThe catalog, indexes and statistics included, takes {share:.0%} of the indented JSON.\n"


def growth_section(results):
    rows = []
    names = list(results["imports"][min(results["imports"])])
    for records, series in results["imports"].items():
        cells = [f"{series[name].seconds:.2f}" if name in series else "" for name in names]
        base = series["Pressmark"]
        rows.append([f"{records:,}", *cells, f"{base.seconds / records * 1e6:.1f}", f"{base.peak:,.0f}"])
    return GROWTH + table(["records", *names, "Pressmark µs per record", "Pressmark peak MB"], rows)


def decode_section(found):
    if not found:
        return ""
    rows = [[name, f"{statistics.median(v):.2f} ({min(v):.2f}–{max(v):.2f})"] for name, v in found.items()]
    return (
        "\n## Decoding alone\n\nIndented JSON from memory into flat arrays on one core, nothing stored: UTF-8, escapes, "
        "numbers, types and\nrepeated fields are checked by both; Pressmark also digests every record and the whole "
        "source. simdjson is compiled\nwith `-O3 -march=native` and holds the whole document in memory.\n\n"
        + table(["", "GB/s"], rows)
    )


def insert_section(found):
    rows = [[name, number(seconds)] for name, seconds in found.items()]
    return (
        "\n## Inserting alone\n\nWhat SQLite needs for the same rows when it copies them from a finished catalog, one thread, "
        "best of three; below it\nwhat the whole import takes.\n\n" + table(["", "seconds"], rows)
    )


def inputs_section(series):
    rows = [[name, number(one.seconds), number(one.cpu), f"{one.peak:,.0f}"] for name, one in series.items()]
    return "\n## The same records in other wrappings\n\n" + table(["", "seconds", "processor, s", "peak MB"], rows)


def repeated_section(found):
    rows = [
        [str(place + 1), number(later.seconds), number(first.seconds), f"{later.seconds / first.seconds:.2f}"]
        for place, (first, later) in enumerate(zip(found["first"].runs, found["later"].runs))
    ]
    return (
        "\n## Into a catalog that already holds exports\n\nTen different exports of the same size into one catalog, each "
        "next to its import into an empty catalog.\n\n"
        + table(["export", "seconds", "into an empty catalog", "ratio"], rows)
    )


def plot(results):
    """Both axes logarithmic, by hand: no library for a handful of lines."""
    width, height, left, top, right, bottom = 720, 420, 60, 20, 190, 50
    points = {}
    for records, series in results["imports"].items():
        for name, one in series.items():
            points.setdefault(name, []).append((records, one.seconds))
    xs = [math.log10(x) for line in points.values() for x, _ in line]
    ys = [math.log10(y) for line in points.values() for _, y in line]
    x0, x1, y0, y1 = min(xs), max(xs) + 1e-9, math.floor(min(ys)), math.ceil(max(ys))

    def place(x, y):
        px = left + (math.log10(x) - x0) / (x1 - x0) * (width - left - right)
        py = height - bottom - (math.log10(y) - y0) / (y1 - y0) * (height - top - bottom)
        return f"{px:.1f}", f"{py:.1f}"

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        "<title>Seconds of an import against the number of records</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for exponent in range(y0, y1 + 1):
        _, y = place(10**x0, 10**exponent)
        out.append(f'<line x1="{left}" x2="{width - right}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 6}" y="{y}" dy="4" text-anchor="end">{10.0**exponent:g} s</text>')
    for records in results["imports"]:
        x, _ = place(records, 10**y0)
        out.append(f'<line x1="{x}" x2="{x}" y1="{top}" y2="{height - bottom}" stroke="#eee"/>')
        out.append(f'<text x="{x}" y="{height - bottom + 18}" text-anchor="middle">{records:,}</text>')
    middle = left + (width - left - right) / 2
    out.append(f'<text x="{middle}" y="{height - 10}" text-anchor="middle">records</text>')
    lowest = float("inf")
    for name, line in sorted(points.items(), key=lambda item: item[1][-1][1]):
        colour = COLOURS.get(name, "#555")
        coordinates = [place(x, y) for x, y in line]
        path = " ".join(",".join(c) for c in coordinates)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in coordinates]
        x, y = map(float, coordinates[-1])
        lowest = min(y, lowest - 15) if x > middle else y
        out.append(f'<text x="{x + 8}" y="{lowest}" dy="4" fill="{colour}">{name}</text>')
    return "\n".join([*out, "</svg>", ""])


def write(results, folder):
    busy = ": other work ran beside it" if max(results["load"], results["load_after"]) > 2.5 else ""
    text = INTRODUCTION.format(busy=busy, **results)
    text += import_section(results) + growth_section(results)
    for section, make in (
        ("decode", decode_section), ("insert", insert_section), ("inputs", inputs_section),
        ("repeated", repeated_section), ("questions", report_questions.section),
    ):  # fmt: skip
        if results.get(section):
            text += make(results[section])
    text += DECISIONS
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "performance.md"), "w") as file:
        file.write(text)
    with open(os.path.join(folder, "performance.svg"), "w") as file:
        file.write(plot(results))
