"""Where each key of a TOML text stands: tomllib gives values, this gives their places."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Way to a value: keys, and positions in lists, such as `("cast", 0, "rate")`."""


class Mark(NamedTuple):
    """A place in a text."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""


Marks = dict[Path, Mark]

_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?""""{0,2}'
    r"|'''.*?''''{0,2}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")


def marks(text: str) -> Marks:
    """Find every key and list item of a text that `tomllib.loads` accepts.

    A key's place is where it is first written, in a header or before `=`; a list item's place
    is its value, or the `[[` of its header. The result has a mark for every path of the
    parsed value except the empty one. Text that tomllib refuses gives an arbitrary result or
    an IndexError.
    """
    scanner = Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.found


def locate(marks: Marks, path: Path) -> Mark:
    """Place of a path, or of the nearest thing around it that has one; else the whole file."""
    for length in range(len(path), 0, -1):
        if (mark := marks.get(path[:length])) is not None:
            return mark
    return Mark(0, 0)


class Scanner:
    """One pass over the text, see `marks`. Relies on its being valid, so it asks few questions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: Marks = {}
        self.tables: dict[Path, int] = {}
        """How many `[[…]]` headers each list of tables has had so far."""
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def document(self) -> None:
        """Read the whole text."""
        inside: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                inside = self.header()
            else:
                self.pair(inside)
            self.skip(_BLANK)

    def header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]`: the table that it opens."""
        start = self.at
        double = self.text.startswith("[[", start)
        self.at += 2 if double else 1
        path: Path = ()
        parts = self.dotted_key()
        for name, offset in parts[:-1]:
            path = self.newest(self.mark((*path, name), offset))
        name, offset = parts[-1]
        path = self.mark((*path, name), offset)
        if double:
            count = self.tables.get(path, 0)
            self.tables[path] = count + 1
            path = self.mark((*path, count), start)
        self.at += 2 if double else 1
        return path

    def pair(self, inside: Path) -> Path:
        """Read `key = value` in a table: the path of its value."""
        path = inside
        for name, offset in self.dotted_key():
            path = self.mark((*path, name), offset)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)
        return path

    def value(self, path: Path) -> None:
        """Read a value."""
        first = self.text[self.at]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            self.skip(_STRING if first in "\"'" else _BARE_VALUE)

    def array(self, path: Path) -> None:
        """Read a list."""
        self.at += 1
        index = 0
        self.skip(_BLANK)
        while self.text[self.at] != "]":
            self.value(self.mark((*path, index), self.at))
            index += 1
            self.skip_comma()
        self.at += 1

    def inline_table(self, path: Path) -> None:
        """Read a table in braces."""
        self.at += 1
        self.skip(_BLANK)
        while self.text[self.at] != "}":
            self.pair(path)
            self.skip_comma()
        self.at += 1

    def dotted_key(self) -> list[tuple[str, int]]:
        """Read `a."b c".d` with the blanks around it: names and where each begins."""
        parts = []
        while True:
            self.skip(_SPACE)
            start = self.at
            if self.text[start] in "\"'":
                self.skip(_STRING)
                parts.append((_unquoted(self.text[start : self.at]), start))
            else:
                self.skip(_BARE_KEY)
                parts.append((self.text[start : self.at], start))
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def newest(self, path: Path) -> Path:
        """Step into the last table of a list of tables, as a header below it means."""
        count = self.tables.get(path)
        return path if count is None else (*path, count - 1)

    def mark(self, path: Path, offset: int) -> Path:
        """Note where a path is first written."""
        line = bisect_right(self.line_starts, offset)
        self.found.setdefault(path, Mark(line, offset - self.line_starts[line - 1] + 1))
        return path

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go past what the pattern matches here, if it does."""
        if match := pattern.match(self.text, self.at):
            self.at = match.end()

    def skip_comma(self) -> None:
        """Go past a comma and the blanks around it."""
        self.skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_BLANK)


def _unquoted(raw: str) -> str:
    if raw[0] == '"' and "\\" in raw:
        return str(tomllib.loads(f"key = {raw}")["key"])
    return raw[1:-1]
