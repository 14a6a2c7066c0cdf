#!/usr/bin/env python3
"""Lists the public symbols of modules that have no doc comment, from their symbol graphs; exits with 1 if there are any.

    undocumented.py FOLDER MODULE...      FOLDER holds what `swift package dump-symbol-graph` wrote
"""

import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
count = 0
missing = []
for module in sys.argv[2:]:
    graphs = [folder / f"{module}.symbols.json", *folder.glob(f"{module}@*.symbols.json")]
    for path in graphs:
        graph = json.loads(path.read_text())
        # What a protocol of another module documents: ==, encode(to:), makeIterator.
        inherited = {r["source"] for r in graph["relationships"] if "sourceOrigin" in r}
        for symbol in graph["symbols"]:
            location = symbol.get("location")
            # The compiler's own, such as a memberwise case count, have no place in the source.
            if location is None or symbol["identifier"]["precise"] in inherited:
                continue
            if symbol["accessLevel"] not in ("public", "open"):
                continue
            count += 1
            if not symbol.get("docComment", {}).get("lines"):
                file = location["uri"].split("/Sources/")[-1]
                name = ".".join(symbol["pathComponents"])
                missing.append((file, location["position"]["line"] + 1, module, symbol["kind"]["displayName"], name))

for file, line, module, kind, name in sorted(set(missing)):
    print(f"Sources/{file}:{line}: {kind.lower()} {name} of {module} has no doc comment")
print(f"{count} public symbols, {len(set(missing))} without a doc comment")
sys.exit(1 if missing else 0)
