#!/usr/bin/env python3
"""Prints the line coverage of each target from a report of `llvm-cov export`; Tools/coverage/run makes one."""

import json
import pathlib
import sys

report = json.loads(pathlib.Path(sys.argv[1]).read_text())
targets = {}
for file in report["data"][0]["files"]:
    parts = pathlib.PurePath(file["filename"]).parts
    if "Sources" not in parts or ".build" in str(file["filename"]):
        continue
    lines = file["summary"]["lines"]
    target = targets.setdefault(parts[parts.index("Sources") + 1], [0, 0])
    target[0] += lines["covered"]
    target[1] += lines["count"]
targets = {name: counts for name, counts in targets.items() if counts[1] > 0}

total = [sum(counts[index] for counts in targets.values()) for index in (0, 1)]
for name, (covered, count) in [*sorted(targets.items()), ("total", total)]:
    print(f"{name:22} {covered:6} of {count:6} lines  {100 * covered / count:5.1f} %")
