"""Asks a catalog until there is a file "stop" beside it, and prints the results as JSON.

    reader.py shell|connection short|long catalog.db

`shell` starts the sqlite3 shell for each question, `connection` keeps one connection, as Datasette does. Neither waits
for a lock.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time

# Short ones take milliseconds; among the long ones is one of a tenth of a second.
QUESTIONS = {
    "short": [
        "SELECT count(*) FROM exports",
        "SELECT group_concat(record_count) FROM exports",
        "SELECT count(*) FROM files",
        "SELECT name, uses FROM attributes a JOIN label_counts c USING (attribute_key) WHERE a.export_id = 1 LIMIT 20",
    ],
    "long": [
        "SELECT group_concat(record_count) FROM exports",
        "SELECT count(*) FROM files",
        "SELECT status, count(*) FROM files WHERE export_id = 1 GROUP BY status",
    ],
}


def text(rows):
    return "\n".join("|".join(map(str, row)) for row in rows)


def by_shell(catalog):
    def answer(question):
        run = subprocess.run(["sqlite3", catalog, question], capture_output=True, text=True)
        return run.stdout.strip() if run.returncode == 0 else None

    return answer


def by_connection(catalog):
    connection = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True, timeout=0)

    def answer(question):
        try:
            return text(connection.execute(question).fetchall())
        except sqlite3.OperationalError:
            return None

    return answer


def main(kind, length, catalog):
    questions = QUESTIONS[length]
    answer = {"shell": by_shell, "connection": by_connection}[kind](catalog)
    stop = os.path.join(os.path.dirname(catalog), "stop")
    asked = refused = 0
    answers = {question: [] for question in questions}
    deadline = time.monotonic() + 120
    while not os.path.exists(stop) and time.monotonic() < deadline:
        question = questions[asked % len(questions)]
        found = answer(question)
        asked += 1
        if found is None:
            refused += 1
        elif found not in answers[question]:
            answers[question].append(found)
        time.sleep(0.005)
    print(json.dumps({"asked": asked, "refused": refused, "answers": answers}))


if __name__ == "__main__":
    main(*sys.argv[1:])
