#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each header of sim compiles alone, without a warning.

Usage: check_headers.py BUILD [HEADER...]. BUILD is a configured build folder, which says how the sources of
each layer are compiled. Nothing is generated, so that it takes a fraction of a build.
"""

import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALONE = ["-fsyntax-only", "-Werror", "-x", "c++"]
# A header is the main file here; what only a program that is linked would need has no use
CLANG_ONLY = ["-Wno-pragma-once-outside-header", "-Wno-unused-command-line-argument"]


def layer_of(path):
    return Path(path).relative_to(ROOT / "sim").parts[0]


def without_outputs(line):
    """How a source is compiled, less the source, what is made of it and headers that were precompiled."""
    words = shlex.split(line)
    kept, at = [], 0
    while at < len(words):
        if words[at] in ("-o", "-c", "-include"):
            at += 2
        elif words[at] == "-Xclang":  # -Xclang -include-pch -Xclang FILE
            at += 4 if words[at + 1].startswith("-include") else 2
        else:
            kept.append(words[at])
            at += 1
    return kept


def lines_by_layer(build):
    lines = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if Path(entry["file"]).is_relative_to(ROOT / "sim"):
            lines.setdefault(layer_of(entry["file"]), without_outputs(entry["command"]))
    return lines


def main():
    if len(sys.argv) < 2 or not (Path(sys.argv[1]) / "compile_commands.json").is_file():
        print("check_headers: BUILD must be a configured build folder (cmake --preset debug)",
              file=sys.stderr)
        return 2
    build = Path(sys.argv[1]).resolve()
    lines = lines_by_layer(build)
    headers = [Path(name).resolve() for name in sys.argv[2:]] or sorted((ROOT / "sim").rglob("*.hpp"))

    def complaints(header):
        line = lines[layer_of(header)]
        more = CLANG_ONLY if "clang" in Path(line[0]).name else []
        return subprocess.run([*line, *ALONE, *more, header], cwd=build, capture_output=True, text=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(complaints, headers))
    for result in made:
        if result.returncode != 0:
            print(result.stderr, end="", file=sys.stderr)
    failed = sum(result.returncode != 0 for result in made)
    print(f"{len(headers)} headers, {failed} of which do not compile alone" if failed else
          f"{len(headers)} headers compile alone")
    return 1 if failed or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
