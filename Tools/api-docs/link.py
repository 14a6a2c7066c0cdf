#!/usr/bin/env python3
"""Copies the symbol graphs of modules, with links from a doc comment of one module to a symbol of another made absolute.

    link.py FROM TO MODULE...      FROM holds what `swift package dump-symbol-graph` wrote

In the source a link is ``Name``, whatever module the name is of; DocC finds it as ``/Module/Name``.
"""

import json
import pathlib
import re
import sys

source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
modules = sys.argv[3:]
graphs = {}
home = {}
for module in modules:
    for path in [source / f"{module}.symbols.json", *source.glob(f"{module}@*.symbols.json")]:
        graph = json.loads(path.read_text())
        # Members that a module gives to a type of another one have their page there.
        graphs[path] = (path.name.split(".")[0].split("@")[-1], graph)
        for symbol in graph["symbols"]:
            if len(symbol["pathComponents"]) == 1:
                home.setdefault(symbol["pathComponents"][0], set()).add(module)

for path, (module, graph) in graphs.items():
    # Names of members of this module come first.
    own = {component for symbol in graph["symbols"] for component in symbol["pathComponents"]}

    def absolute(match):
        name = match.group(1)
        others = home.get(name, set()) - {module}
        return match.group(0) if name in own or len(others) != 1 else f"``/{others.pop()}/{name}"

    for symbol in graph["symbols"]:
        for line in symbol.get("docComment", {}).get("lines", []):
            line["text"] = re.sub(r"``([A-Za-z]\w*)", absolute, line["text"])
    (target / path.name).write_text(json.dumps(graph))
