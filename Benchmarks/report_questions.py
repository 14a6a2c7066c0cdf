"""The section of docs/performance.md about questions, from what Benchmarks/questions/run.py measured."""

import re
import statistics

EQUAL = 15  # What SQLite answers within so many milliseconds counts as equal.
MEDIAN, COMPARISON = 1.5, 3  # What the median, and a saved comparison, may take in times of DuckDB's time.
TITLE = "## Questions"

INTRODUCTION = """{title}

{count} questions: the {saved} saved queries with their default parameters, and {written} that `Benchmarks/questions.sql`
asks in plain SQL. Milliseconds on a catalog of two exports, all rows fetched, by the modules of Python in one process,
each question in turn in both, with 2 % of the files changed between the exports. *Cold* is the first answer on a new
connection, all others the best of {warm} on connections of their own. SQLite {sqlite} has its defaults ({options}) and
no pragma: the same holds in any other tool. DuckDB {duckdb} has 2 threads, its own format, the tables that
`pressmark dump` writes, no index, and `label_counts` as a table, as a catalog keeps it: both read the same rows, and
neither is paid for work done before. Where DuckDB needs other words they stand beside the question or in
`Benchmarks/duckdb`; all answers were compared. In *shuffled* exports the records come in no order.

The ratio is SQLite's warm time over DuckDB's. What takes SQLite less than {equal} ms counts as equal, written *=*.

"""


def milliseconds(value):
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def ratio(one):
    """What counts: 1 where SQLite takes next to nothing."""
    mine, other = one["sqlite"]["warm"], one["duckdb"]["warm"]
    return 1.0 if mine < EQUAL else mine / other


def shown(one):
    return "=" if one["sqlite"]["warm"] < EQUAL else f"{ratio(one):.2f}"


def asked_in(results, order):
    return results["orders"].get(order, {}).get("questions", {})


def cells(one):
    if one is None:
        return ["", "", ""]
    return [milliseconds(one["sqlite"]["warm"]), milliseconds(one["duckdb"]["warm"]), shown(one)]


def table(results):
    orders = list(results["orders"])
    first, second = asked_in(results, orders[0]), asked_in(results, orders[-1]) if len(orders) > 1 else {}
    worst = lambda key: max(ratio(one) for one in (first[key], second.get(key, first[key])))
    lines = ["| question | rows | cold | SQLite | DuckDB | ratio |" + " shuffled: SQLite | DuckDB | ratio |" * bool(second)]
    lines.append("|---|---:|---:|---:|---:|---:|" + "---:|---:|---:|" * bool(second))
    for key in sorted(first, key=lambda key: (-worst(key), -first[key]["sqlite"]["warm"])):
        one = first[key]
        name = f"`{key}`" if one["is_saved"] else key
        row = [name, f"{one['rows']:,}", milliseconds(one["sqlite"]["cold"]), *cells(one)]
        lines.append("| " + " | ".join(row + (cells(second.get(key)) if second else [])) + " |")
    return "\n".join(lines) + "\n"


def summary(results):
    """Median and outliers, a line for each order."""
    lines = ["| | questions | median ratio | over 1.5 | over 4 | largest | median of saved | of written |",
             "|---|---:|---:|---:|---:|---:|---:|---:|"]  # fmt: skip
    for order in results["orders"]:
        found = asked_in(results, order).values()
        ratios = [ratio(one) for one in found]
        parts = [[ratio(one) for one in found if one["is_saved"] == kind] for kind in (True, False)]
        medians = [f"{statistics.median(part):.2f}" if part else "" for part in parts]
        over = [str(sum(value > limit for value in ratios)) for limit in (1.5, 4)]
        row = [order, str(len(ratios)), f"{statistics.median(ratios):.2f}", *over, f"{max(ratios):.1f}", *medians]
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def slow(results):
    """Questions over four times DuckDB's time in some order, each with its reason."""
    found = {}
    for order in results["orders"]:
        for key, one in asked_in(results, order).items():
            if ratio(one) > 4:
                found.setdefault(key, []).append((order, one))
    return found


def slow_list(results):
    found = slow(results)
    if not found:
        return "\nNone takes more than four times DuckDB's time.\n"
    text = "\nOver four times DuckDB's time:\n\n"
    for key, times in sorted(found.items(), key=lambda item: -max(ratio(one) for _, one in item[1])):
        said = ", ".join(f"{ratio(one):.1f} {order}" for order, one in times)
        text += f"- {key} ({said}): {times[0][1]['slow'] or '**no reason is known**'}.\n"
    return text


def orders_compared(results):
    """How much the order of the records matters to SQLite."""
    orders = list(results["orders"])
    if len(orders) < 2:
        return ""
    first, second = (asked_in(results, order) for order in orders[:2])
    times = {key: (first[key]["sqlite"]["warm"], second[key]["sqlite"]["warm"]) for key in first if key in second}
    both = {key: two / one for key, (one, two) in times.items() if max(one, two) >= EQUAL}
    if not both:
        return ""
    worst = max(both, key=both.get)
    whole = sum(two for _, two in times.values()) / sum(one for one, _ in times.values())
    return (f"\nShuffled exports take SQLite {whole:.2f} times what sorted ones take over all questions, in the median "
            f"{statistics.median(both.values()):.2f} times, at most {both[worst]:.1f} times (`{worst}`), of those of "
            f"{EQUAL} ms or more.\n")  # fmt: skip


def look_ups(results):
    orders = list(results["orders"])
    rows = [(key, one) for key, one in asked_in(results, orders[0]).items() if one["limit"]]
    if not rows:
        return ""
    head = "| look-up | rows | at most, ms |" + "".join(f" {order} | cold |" for order in orders)
    lines = ["\n### Look-ups\n", head, "|---|---:|---:|" + "---:|---:|" * len(orders)]
    for key, one in rows:
        row = [key, f"{one['rows']:,}", f"{one['limit']:g}"]
        for order in orders:
            other = asked_in(results, order).get(key)
            row += [milliseconds(other["sqlite"][kind]) if other else "" for kind in ("warm", "cold")]
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def shell(results):
    order = next(iter(results["orders"]))
    module = asked_in(results, order)
    said = [f"{name} {milliseconds(spent)} ({milliseconds(module[name]['sqlite']['warm'])})"
            for name, spent in results["orders"][order]["shell"].items() if name in module]  # fmt: skip
    if not said:
        return ""
    return "\nBy the `.timer` of the sqlite3 shell, in brackets by Python's module: " + ", ".join(said) + ".\n"


def not_compared(results):
    found = next(iter(results["orders"].values()))["left_out"]
    if not found:
        return ""
    said = [f"{key} ({milliseconds(one['sqlite']['warm'])} ms; {one['reason']})" for key, one in found.items()]
    return "\nNot compared: " + "; ".join(said) + ".\n"


def by_number(results):
    """Answers of which only the number of rows is the same: ties at a LIMIT, or figures rounded otherwise."""
    first = next(iter(results["orders"]))
    found = [key for key, one in asked_in(results, first).items() if not one["same"]]
    return "\nCompared by the number of rows alone, for figures are rounded otherwise or a LIMIT cuts ties: " + ", ".join(found) + ".\n" if found else ""


def section(results):
    order = next(iter(results["orders"]))
    found = list(asked_in(results, order).values())
    saved = sum(one["is_saved"] for one in found)
    text = INTRODUCTION.format(
        title=TITLE, count=len(found), saved=saved, written=len(found) - saved, warm=results.get("warm", 6), equal=EQUAL,
        sqlite=results["versions"]["sqlite"], duckdb=results["versions"]["duckdb"],
        options=", ".join(results["versions"]["options"]),
    )  # fmt: skip
    text += summary(results) + slow_list(results) + orders_compared(results) + shell(results)
    text += by_number(results) + not_compared(results)
    return text + look_ups(results) + "\n### All questions, the worst ratio first\n\n" + table(results)


def complaints(results):
    """What somebody must look at: a question too slow without a reason, a comparison or look-up over its limit."""
    for order in results["orders"]:
        median = statistics.median(map(ratio, asked_in(results, order).values()))
        if median > MEDIAN:
            yield f"the median in {order} exports is {median:.2f} times DuckDB's time, over {MEDIAN}"
        for key, one in asked_in(results, order).items():
            if key.startswith("run diff-") and ratio(one) > COMPARISON:
                yield f"{key}, {order}, takes {ratio(one):.1f} times DuckDB's time, over {COMPARISON}"
    for key, times in slow(results).items():
        if not times[0][1]["slow"]:
            yield f"{key} takes {max(ratio(one) for _, one in times):.1f} times DuckDB's time, and no reason is given"
    for order in results["orders"]:
        for key, one in asked_in(results, order).items():
            if one["limit"] and one["sqlite"]["warm"] > one["limit"]:
                yield f"{key}, {order}: {one['sqlite']['warm']:.2f} ms, over {one['limit']:g}"


def put_into(path, text):
    """Writes the section in the place of the one in the page."""
    page = open(path).read()
    pattern = re.compile(rf"{re.escape(TITLE)}\n.*?(?=^## |\Z)", re.S | re.M)
    if not pattern.search(page):
        raise SystemExit(f"{path} has no section {TITLE}")
    with open(path, "w") as file:
        file.write(pattern.sub(lambda _: text + "\n", page))
