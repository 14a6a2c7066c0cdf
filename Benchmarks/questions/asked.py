"""What is asked: the blocks of questions.sql and the saved queries, with DuckDB's wording and the parameters' values."""

import os
import re
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
QUESTIONS = os.path.join(BENCHMARKS, "questions.sql")
WORDINGS = os.path.join(BENCHMARKS, "duckdb")
SAVED = os.path.join(os.path.dirname(BENCHMARKS), "queries")
TITLE = re.compile(r"-- ([a-z0-9-]+): (\S.*)")
MARK = re.compile(r"-- (duckdb|limit|slow):\s*(.*)")
PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)\b")


@dataclass
class Question:
    name: str
    sql: str
    duckdb: str
    is_saved: bool = False
    limit: float | None = None  # milliseconds that a look-up may take
    slow: str = ""  # why it takes more than four times DuckDB's time
    values: dict = field(default_factory=dict)

    def parameters(self, sql, mark):
        return {name: self.values[name] for name in re.findall(mark + r"([a-z_]+)\b", re.sub(r"--.*", "", sql))}

    @property
    def for_sqlite(self):
        return self.sql, self.parameters(self.sql, r"(?<![:\w]):")

    @property
    def for_duckdb(self):
        return self.duckdb, self.parameters(self.duckdb, r"\$")


def in_duckdbs_words(sql):
    """What DuckDB writes otherwise in any statement: parameters, and hints of how to join and what to compute once."""
    sql = PARAMETER.sub(r"$\1", re.sub(r"--.*", "", sql))
    sql = re.sub(r"\bAS (NOT )?MATERIALIZED\b", "AS", sql)
    sql = re.sub(r"\bINDEXED BY \w+|\bNOT INDEXED\b", "", sql)
    return re.sub(r"\+(?=[a-z]\w*\.\w+ (=|IN|IS)\b)", "", sql)


def written_questions():
    """The blocks of questions.sql, which blank lines part."""
    found, reasons = [], {}
    for block in open(QUESTIONS).read().split("\n\n"):
        lines = block.strip().split("\n")
        if lines[0] == "-- SAVED QUERIES":
            reasons.update(TITLE.match(line).groups() for line in lines[1:] if TITLE.match(line))
        title = TITLE.match(lines[0])
        if title and any(not line.startswith("--") for line in lines):
            found.append(question_of(title[1], lines[1:]))
    return found, reasons


def question_of(name, lines):
    sql, marks, open_mark = [], {}, None
    for line in lines:
        mark = MARK.match(line)
        if mark:
            open_mark = mark[1]
            marks[open_mark] = [mark[2]]
        elif line.startswith("--") and open_mark:
            marks[open_mark].append(line[2:].removeprefix(" "))
        elif not line.startswith("--"):
            sql.append(line)
    text = {key: "\n".join(lines).strip() for key, lines in marks.items()}
    statement = "\n".join(sql)
    return Question(
        name, statement, PARAMETER.sub(r"$\1", text.get("duckdb", "")) or in_duckdbs_words(statement),
        limit=float(text["limit"]) if "limit" in text else None, slow=" ".join(text.get("slow", "").split()),
    )  # fmt: skip


def saved_queries(reasons):
    """The files of queries/; where DuckDB needs other words, Benchmarks/duckdb has a file of the same name."""
    found = []
    for file in sorted(os.listdir(SAVED)):
        if not file.endswith(".sql"):
            continue
        name, sql = file[:-4], open(os.path.join(SAVED, file)).read()
        wording = os.path.join(WORDINGS, file)
        other = open(wording).read() if os.path.exists(wording) else sql
        defaults = re.findall(r"^-- :(\w+)(?: : [^=\n]*?)? = (.+?)(?:   .*)?$", sql, re.M)
        values = {key: None if text == "NULL" else int(text) if text.isdigit() else text for key, text in defaults}
        found.append(
            Question(name, sql, in_duckdbs_words(other), is_saved=True, slow=reasons.get(name, ""), values=values))
    return found


def questions(catalog):
    """All of them, with values of their parameters from the middle of the newer export."""
    written, reasons = written_questions()
    one = lambda sql: catalog.execute(sql).fetchone()[0]
    values = {
        "export": "after", "new": "after", "old": "before", "since": "2025-03-01", "amount": 10_000,
        "label": str(one("SELECT attribute_id FROM attributes WHERE export_id = 2 ORDER BY 1 LIMIT 1 OFFSET 20")),
        "labels": "10, 13",
        "file_id": one("SELECT min(file_id) FROM files WHERE export_id = 2 AND file_id > '6787'"),
        "original_id": one(
            "SELECT min(original_id) FROM duplicates JOIN files USING (file_key) "
            "WHERE export_id = 2 AND original_id > '6787'"),
    }  # fmt: skip
    found = saved_queries(reasons) + written
    for question in found:
        kept = {name: value for name, value in question.values.items() if value not in ("latest", "previous")}
        question.values = {**values, **kept}
    names = [(question.is_saved, question.name) for question in found]
    assert len(set(names)) == len(names), "two questions have one name"
    return found
