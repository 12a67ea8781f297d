# SPDX-License-Identifier: Apache-2.0
"""Tables that a page of the docs takes from runs: each stands between two marks and is written anew in place.

    <!-- begin NAME: made by COMMAND -->
    ...
    <!-- end NAME -->
"""

import re
from pathlib import Path


class NoSuchPlace(Exception):
    """The page has no marks of that name."""


def put(page, name, text):
    """The page with the text between the marks of that name."""
    mark = re.escape(name)
    pattern = re.compile(rf"(<!-- begin {mark}(?::[^>]*)? -->\n).*?(<!-- end {mark} -->)", re.S)
    if not pattern.search(page):
        raise NoSuchPlace(name)
    return pattern.sub(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", page)


def write_into(path, parts):
    """Writes each (name, text) into its place of the page, all or nothing."""
    page = Path(path).read_text(encoding="utf-8")
    for name, text in parts:
        page = put(page, name, text)
    Path(path).write_text(page, encoding="utf-8")


def table(heads, rows):
    """Markdown of a table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])
