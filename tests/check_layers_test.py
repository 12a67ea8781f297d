#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants one fault at a time in a copy of the project: check_layers.py names each, and no other."""

import shutil
import tempfile
import unittest
from pathlib import Path

import check_layers

ROOT = Path(__file__).parent.parent
OPENING = "// SPDX-License-Identifier: Apache-2.0\n#pragma once\n/// @file\n/// Something for a test.\n\n"
LIBRARY_HEADERS = """
    tbb/parallel_for.h thread Random123/philox.h boost/random/mersenne_twister.hpp random
    boost/math/constants/constants.hpp boost/program_options.hpp boost/asio.hpp
    hdf5.h H5Fpublic.h hdf5_hl.h toml++/toml.h sodium.h iostream
    """.split()


def first_of(house, layer, ending):
    return next(file for file in house.order if file.startswith(f"{layer}/") and file.endswith(ending))


class Planted(unittest.TestCase):
    before = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        for part in ("sim", "tests", "analysis"):
            shutil.copytree(ROOT / part, self.root / part, ignore=shutil.ignore_patterns("__pycache__"))
        self.house = check_layers.House(self.root / "sim")
        if Planted.before is None:
            Planted.before = self.found()

    def tearDown(self):
        self.folder.cleanup()

    def found(self):
        return {(file, fault) for file, line, fault in check_layers.faults(self.root)}

    def new_file(self, layer, name, text):
        """A file of its own at the end of a layer, listed."""
        (self.root / "sim" / layer).mkdir(exist_ok=True)
        (self.root / "sim" / layer / name).write_text(text)
        lists = self.root / "sim/CMakeLists.txt"
        head, mark, tail = lists.read_text().partition(f"mercato_layer({layer}\n")
        before, links, after = tail.partition("    LINKS")
        lists.write_text(f"{head}{mark}{before}        {name}\n{links}{after}")

    def new_header(self, layer, name, text=""):
        self.new_file(layer, name, OPENING + text)

    def add_line(self, file, line):
        path = self.root / "sim" / file
        path.write_text(f"{path.read_text()}{line}\n")

    def assert_seen(self, file, words):
        new = self.found() - self.before
        seen = any(file in where and words in fault for where, fault in new)
        self.assertTrue(seen, f"{file}: {words} not in {new}")

    def assert_nothing_new(self):
        new = self.found() - self.before
        self.assertEqual({(file, fault) for file, fault in new if "headers (a folder" not in fault}, set())


class Layers(Planted):
    def test_an_include_of_a_higher_layer_is_seen(self):
        law = first_of(self.house, "laws", ".hpp")
        self.add_line(first_of(self.house, "core", ".hpp"), f'#include "{law}"')
        self.assert_seen("sim/core/", "layer core may use core")

    def test_laws_and_world_do_not_know_each_other(self):
        self.new_header("world", "planted.hpp", f'#include "{first_of(self.house, "laws", ".hpp")}"\n')
        self.assert_seen("world/planted.hpp", "layer world may use core, world")

    def test_an_include_against_the_reading_order_is_seen(self):
        self.new_header("core", "planted.hpp")
        self.add_line(first_of(self.house, "core", ".hpp"), '#include "core/planted.hpp"')
        self.assert_seen("sim/core/", "comes after it in the reading order")

    def test_an_include_of_something_unlisted_is_seen(self):
        self.new_header("core", "planted.hpp", '#include "planted_too.hpp"\n')
        self.assert_seen("core/planted.hpp", "not listed in sim/CMakeLists.txt")

    def test_acts_do_not_know_each_other(self):
        if "acts/common/act.hpp" not in self.house.place:
            self.new_header("acts", "act.hpp")
        self.new_header("acts", "planted.hpp", '#include "acts/common/act.hpp"\n')
        self.assert_nothing_new()
        self.new_header("acts", "planted_too.hpp", '#include "acts/planted.hpp"\n')
        self.assert_seen("acts/planted_too.hpp", "never know each other")

    def test_a_file_above_may_be_included(self):
        self.new_header("cli", "planted.hpp", f'#include "{first_of(self.house, "core", ".hpp")}"\n')
        self.assert_nothing_new()


class Doors(Planted):
    def test_each_library_has_one_door(self):
        for header in LIBRARY_HEADERS:
            with self.subTest(header=header):
                name = "planted.hpp"
                self.new_header("world", name, f"#include <{header}>\n")
                self.assert_seen("world/planted.hpp", f"includes <{header}>")

    def test_behind_its_door_a_library_may_be_included(self):
        includes = "#include <boost/math/distributions.hpp>\n#include <fmt/format.h>\n"
        self.new_header("laws", "planted.hpp", includes)
        self.assert_nothing_new()

    def test_what_is_inside_a_door_stays_there(self):
        self.new_header("io", "planted_inside.hpp")
        self.new_header("io", "planted_writing.hpp", '#include "io/planted_inside.hpp"\n')
        self.assert_nothing_new()
        self.new_header("io", "other.hpp", '#include "io/planted_inside.hpp"\n')
        self.assert_seen("io/other.hpp", "which is for io/planted_* alone")

    def test_only_the_command_line_prints(self):
        self.new_header("io", "planted.hpp", 'inline void f() { fmt::print("x"); }\n')
        self.assert_seen("io/planted.hpp", "only the command line")


class Budgets(Planted):
    def test_a_file_of_301_lines_is_seen(self):
        self.new_header("core", "planted.hpp", "\n" * 295)
        self.assert_nothing_new()
        self.add_line("core/planted.hpp", "")
        self.assert_seen("core/planted.hpp", "has 301 lines")

    def test_a_function_of_41_lines_is_seen(self):
        body = "    work();\n"
        self.new_header("core", "planted.hpp", f"inline int f(int a = 0) noexcept\n{{\n{body * 38}}}\n")
        self.assert_nothing_new()
        self.new_header("core", "planted_too.hpp", f"inline int f(int a = 0) noexcept\n{{\n{body * 39}}}\n")
        self.assert_seen("core/planted_too.hpp", "f() has 41 lines")

    def test_the_table_of_parameters_has_no_budget(self):
        self.new_header("core", "planted.hpp", f"struct P\n{{\n auto fields()\n {{\n{'//' * 60}\n }}\n}};\n")
        self.assert_nothing_new()

    def test_a_folder_of_16_headers_is_seen(self):
        for number in range(16):
            self.new_header("study", f"planted{number}.hpp")
        self.assert_seen("sim/study", "headers (a folder has at most 15)")

    def test_a_python_function_of_41_lines_is_seen(self):
        lines = "    work()\n" * 40
        text = f"# SPDX-License-Identifier: Apache-2.0\ndef f():\n{lines}"
        (self.root / "analysis/planted.py").write_text(text)
        self.assert_seen("analysis/planted.py", "f() has 41 lines")


class Openings(Planted):
    def test_a_header_opens_with_licence_guard_and_sentence(self):
        self.new_file("core", "planted.hpp", OPENING.replace("// SPDX-License-Identifier:", "// Licence:"))
        self.assert_seen("core/planted.hpp", "does not begin with")
        self.new_file("core", "planted_too.hpp", OPENING.replace("/// Something", "// Something"))
        self.assert_seen("core/planted_too.hpp", "a header opens with")

    def test_names_are_snake_case(self):
        self.new_header("core", "PlantedFile.hpp")
        self.assert_seen("core/PlantedFile.hpp", "snake_case")


class Lists(Planted):
    def test_a_file_that_is_not_listed_is_seen(self):
        (self.root / "sim/core/planted.cpp").write_text(OPENING)
        self.assert_seen("core/planted.cpp", "not listed in sim/CMakeLists.txt")

    def test_a_listed_file_that_is_not_there_is_seen(self):
        self.new_header("core", "planted.hpp")
        (self.root / "sim/core/planted.hpp").unlink()
        self.assert_seen("sim/CMakeLists.txt", "lists core/planted.hpp")

    def test_a_test_that_is_not_listed_is_seen(self):
        (self.root / "tests/core").mkdir(exist_ok=True)
        (self.root / "tests/core/planted_test.cpp").write_text(OPENING)
        self.assert_seen("tests/core/planted_test.cpp", "not listed in tests/CMakeLists.txt")


class Functions(unittest.TestCase):
    """The scan for functions finds bodies, and nothing else, in the forms that the house uses."""

    def lengths(self, code):
        return [(name, length) for name, line, length in check_layers.functions(code)]

    def test_bodies_are_found_in_classes_and_namespaces(self):
        code = "namespace a\n{\nclass B : public C\n{\n int f() const\n {\n  if (x) { y(); }\n }\n};\n}\n"
        self.assertEqual(self.lengths(code), [("f", 3)])

    def test_initialisers_are_not_bodies(self):
        code = "A::A(int b) : b_{b}, c_(b), d_{1, {2}}\n{\n f();\n}\nint x{f(3)};\nauto t = A{g(1), g(2)};\n"
        self.assertEqual(self.lengths(code), [("A", 3)])

    def test_braces_in_text_and_comments_do_not_count(self):
        code = 'void f()\n{\n    g("{", \'{\', R"x({)x"); // {\n    /* { */ int n = 1\'000;\n}\nvoid h() {}\n'
        self.assertEqual(self.lengths(code), [("f", 4), ("h", 1)])

    def test_lambdas_belong_to_their_function(self):
        code = "void f()\n{\n    auto l = [&](int i) {\n        return i;\n    };\n}\n"
        self.assertEqual(self.lengths(code), [("f", 5)])

    def test_trailing_types_and_constraints_are_no_obstacle(self):
        code = "template <class T>\n requires C<T>\nauto f(T t) -> std::vector<T>\n{\n return {};\n}\n"
        self.assertEqual(self.lengths(code), [("f", 3)])


if __name__ == "__main__":
    unittest.main()
