#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the house together: reading order, layers, doors, siblings, budgets, openings.

Usage: check_layers.py [ROOT]. The architecture is the list of files in sim/CMakeLists.txt, read top to
bottom. Prints each fault as file:line: what is wrong (what is allowed), and ends with 1 if there is one.
"""

import ast
import functools
import re
import sys
from pathlib import Path

LINES_PER_FILE = 300
LINES_PER_FUNCTION = 40
HEADERS_PER_FOLDER = 15

# An include that matches stands only in files that match: one library, one door.
DOORS = [
    (r"(oneapi/)?tbb/", r"core/parallel\.", "oneTBB has its door at core/parallel"),
    (r"(thread|mutex|condition_variable|future|execution|stop_token|omp\.h|pthread\.h)$", r"core/parallel\.",
     "threads have their door at core/parallel"),
    (r"Random123/", r"core/draws\.", "Random123 has its door at core/draws"),
    (r"boost/random", r"(core/draws|study/designing/designs)\.",
     "Boost.Random has its door at core/draws and, for designs, in study/designing/designs"),
    (r"random$", r"$^", "the standard distributions differ between libraries: draw through core/draws"),
    (r"boost/math/", r"(laws/|study/(comparing/paired|designing/solving)\.)",
            "Boost.Math is for the laws, for intervals in study/comparing/paired and for roots in "
            "study/designing/solving"),
    (r"boost/program_options", r"cli/", "Boost.Program_options is for the command line"),
    (r"boost/(?!random|math/|program_options)", r"$^", "this part of Boost has no door yet"),
    (r"(hdf5(_hl)?|H5\w+)\.h$", r"io/hdf5_\w+\.", "HDF5 has its door at io/hdf5_file"),
    (r"libdeflate\.h$", r"io/hdf5_packing\.", "libdeflate has its door at io/hdf5_packing"),
    (r"sodium", r"core/digest\.", "libsodium has its door at core/digest"),
    (r"mpi\.h$", r"study/sharing/ranks\.", "MPI has its door at study/sharing/ranks"),
    (r"toml\+\+/", r"io/toml_document\.", "toml++ has its door at io/toml_document"),
    (r"(iostream|sstream|iomanip)$", r"$^", "text is made with fmt"),
]

# What only the command line may do: the library neither prints nor ends the program.
OF_THE_COMMAND_LINE = re.compile(
    r"\b(std::cout|std::cerr|fmt::print|std::exit|std::quick_exit|std::abort|getenv)\b")

# What acts have in common; none of it is an act.
SHARED_BY_ACTS = "acts/common/"

# Generated while building; sim/CMakeLists.txt says by what.
GENERATED = {"build_stamp.hpp"}


class House:
    """sim/CMakeLists.txt, understood: layers, what each may use, files in reading order."""

    def __init__(self, sim):
        text = re.sub(r"#.*", "", (sim / "CMakeLists.txt").read_text())
        self.layers, self.order, uses = [], [], {}
        for name, body in re.findall(r"^mercato_layer\((\w+)(.*?)\)", text, re.S | re.M):
            files, _, links = body.partition("LINKS")
            links = links.partition("PRECOMPILED")[0]
            self.layers.append(name)
            self.order += [f"{name}/{file}" for file in re.findall(r"(?:\w+/)?\w+\.[ch]pp", files)]
            uses[name] = re.findall(r"\bmercato_(\w+)", links)
        self.order += [file for file in ["cli/main.cpp"] if (sim / file).exists()]
        self.place = {file: number for number, file in enumerate(self.order)}
        self.below = {name: self.reach(name, uses) for name in self.layers}

    @staticmethod
    def reach(name, uses):
        found, left = set(), [name]
        while left:
            layer = left.pop()
            if layer not in found:
                found.add(layer)
                left += uses.get(layer, [])
        return found


@functools.cache
def without_comments_and_text(code):
    """The same code, line by line, with comments and what stands in quotes blanked."""
    pattern = r'R"(\w*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\''
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), code, flags=re.S)


def kind_of_brace(head):
    """What a brace opens at namespace or class level, told by the text before it since the last statement."""
    head = re.sub(r"^\s*#.*$", "", head, flags=re.M).strip()
    if re.match(r"(inline\s+)?namespace\b|extern\b", head):
        return "scope"
    if re.match(r"(template\s*<.*>\s*)?(requires\b.*)?(class|struct|union|enum)\b[^()]*$", head, re.S):
        return "scope"
    if head.count("(") > head.count(")") or ")" not in head:
        return "value"
    # In a list of initialisers, a brace right after a name belongs to that member, not to the body
    after = head[head.rindex(")"):]
    in_list = re.search(r"\)[^:()]*(?<!:):(?!:)", head) is not None
    is_member = re.search(r"[\w>]$", after) and not re.search(r"\b(const|noexcept|override|final)$", after)
    if in_list and is_member:
        return "value"
    return "value" if re.search(r"[=,({]\s*$", head) else "function"


def name_of_function(head):
    found = re.findall(r"(operator\s*(?:\(\)|[^\s(]+)|[~\w]+)\s*\(", head)
    return found[0] if found else "?"


@functools.cache
def functions(code):
    """(name, line of its opening brace, lines of its body) for each function of C++ text."""
    return list(scan(code))


def scan(code):
    code = without_comments_and_text(code)
    open_braces, head_from = [], 0
    for match in re.finditer(r"[{};]", code):
        at, sign = match.start(), match[0]
        inside = bool(open_braces) and open_braces[-1][0] != "scope"
        if sign == "{":
            kind = "value" if inside else kind_of_brace(code[head_from:at])
            open_braces.append((kind, at, head_from))
        elif sign == "}" and open_braces:
            kind, begin, head = open_braces.pop()
            if kind == "function":
                yield (name_of_function(code[head:begin]), code.count("\n", 0, begin) + 1,
                       code.count("\n", begin, at) + 1)
            elif kind == "value" and not (open_braces and open_braces[-1][0] != "scope"):
                continue  # the statement goes on after its braces
        if not (open_braces and open_braces[-1][0] != "scope"):
            head_from = at + 1


def check_includes(house, file, lines):
    layer = file.split("/")[0]
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if not match:
            continue
        target = match[2]
        if match[1] == '"':
            for fault in check_project_include(house, file, layer, target):
                yield number, fault
            continue
        for library, door, why in DOORS:
            if re.match(library, target) and not re.match(door, file):
                yield number, f"includes <{target}> ({why})"


def check_project_include(house, file, layer, target):
    if target in GENERATED:
        return
    if target not in house.place:
        yield f'includes "{target}", which is not listed in sim/CMakeLists.txt (write folder/file.hpp)'
        return
    below = target.split("/")[0]
    if below not in house.below[layer]:
        yield f'includes "{target}" (layer {layer} may use {", ".join(sorted(house.below[layer]))})'
    elif house.place[target] > house.place[file]:
        yield f'includes "{target}", which comes after it in the reading order of sim/CMakeLists.txt'
    own = file.rsplit(".", 1)[0] + ".hpp"
    if layer == below == "acts" and target != own and not target.startswith(SHARED_BY_ACTS):
        yield f'includes "{target}" (acts share {SHARED_BY_ACTS}, and never know each other)'
    if target.endswith("_inside.hpp") and not file.startswith(target.removesuffix("inside.hpp")):
        yield f'includes "{target}", which is for {target.removesuffix("inside.hpp")}* alone'


def check_opening(file, lines):
    if not lines or lines[0] != "// SPDX-License-Identifier: Apache-2.0":
        yield 1, "does not begin with // SPDX-License-Identifier: Apache-2.0"
    if file.endswith(".hpp"):
        opening = lines[1:4]
        if opening[:2] != ["#pragma once", "/// @file"] or not re.match(r"/// \S", "".join(opening[2:])):
            yield 2, "a header opens with #pragma once, /// @file and a sentence that says what it is"


def check_text(file, text):
    lines = text.splitlines()
    yield from check_opening(file, lines)
    if len(lines) > LINES_PER_FILE:
        yield LINES_PER_FILE + 1, f"has {len(lines)} lines (a file has at most {LINES_PER_FILE})"
    # The tables of a struct's parameters and of a record's columns are data, one entry each
    for name, line, length in functions(text):
        if length > LINES_PER_FUNCTION and name not in ("fields", "own_fields", "columns"):
            yield line, f"{name}() has {length} lines (a function has at most {LINES_PER_FUNCTION})"
    if not file.startswith("cli/"):
        for number, line in enumerate(without_comments_and_text(text).splitlines(), 1):
            if match := OF_THE_COMMAND_LINE.search(line):
                yield number, f"{match[0]} (only the command line prints, ends and asks the environment)"


def check_lists(root, house):
    """Files and lists agree, in sim and in tests; no folder silts up."""
    sim = root / "sim"
    there = {str(path.relative_to(sim)) for path in [*sim.glob("*/*"), *sim.glob("*/*/*")] if path.is_file()}
    for file in sorted(there - set(house.order)):
        yield f"sim/{file}", 1, "is not listed in sim/CMakeLists.txt"
    for file in sorted(set(house.order) - there):
        yield "sim/CMakeLists.txt", 1, f"lists {file}, which is not there"
    for folder in sorted({file.rpartition("/")[0] for file in there}):
        count = sum(file.rpartition("/")[0] == folder and file.endswith(".hpp") for file in there)
        if count > HEADERS_PER_FOLDER:
            yield f"sim/{folder}", 1, f"has {count} headers (a folder has at most {HEADERS_PER_FOLDER})"
    listed = (root / "tests/CMakeLists.txt").read_text()
    for path in sorted((root / "tests").glob("*/*.cpp")):
        if not re.search(rf"\b{re.escape(path.name)}\b", listed):
            yield str(path.relative_to(root)), 1, "is not listed in tests/CMakeLists.txt"


def check_names(root):
    patterns = ("sim/**/*.?pp", "tests/**/*.?pp", "analysis/**/*.py")
    for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
        if path.is_file() and not re.fullmatch(r"[a-z0-9_]+(_test)?\.\w+", path.name):
            yield str(path.relative_to(root)), 1, "a file's name is snake_case"


def check_python(root):
    for path in sorted([*root.glob("analysis/**/*.py"), *root.glob("tests/**/*.py")]):
        text = path.read_text()
        name = str(path.relative_to(root))
        if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text.splitlines()[:2]):
            yield name, 1, "does not begin with # SPDX-License-Identifier: Apache-2.0"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = node.end_lineno - node.lineno + 1
                if length > LINES_PER_FUNCTION:
                    fault = f"{node.name}() has {length} lines (a function has at most {LINES_PER_FUNCTION})"
                    yield name, node.lineno, fault


def faults(root):
    house = House(root / "sim")
    yield from check_lists(root, house)
    yield from check_names(root)
    yield from check_python(root)
    for file in house.order:
        path = root / "sim" / file
        if path.exists():
            text = path.read_text()
            for line, fault in [*check_includes(house, file, text.splitlines()), *check_text(file, text)]:
                yield f"sim/{file}", line, fault


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent)
    found = [f"{file}:{line}: {fault}" for file, line, fault in faults(root)]
    print("\n".join(found) if found else "the house is in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
