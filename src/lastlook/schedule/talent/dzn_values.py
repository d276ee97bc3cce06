"""The items of a MiniZinc data file, with places: numbers, lists, sets, two dimensions."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lastlook.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

TOKEN = re.compile(
    r"(?P<space>\s+|%[^\n]*|/\*.*?\*/)"
    r"|(?P<number>[+-]?\d+(?!\.\d|[eE]))"
    r"|(?P<name>[A-Za-z_]\w*)"
    r'|(?P<text>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<real>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<mark>\[\||\|\]|\.\.|[][(){}=;,|:])"
    r"|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the text and where it stands."""

    kind: str
    text: str
    line: int
    column: int

    @property
    def shown(self) -> str:
        """The token as a message names it."""
        return self.text or "the end of the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number in a file; `true` is 1 and `false` 0."""

    number: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an item is given: a number, a list, or, where neither, something else."""

    line: int
    column: int
    number: int | None = None
    items: tuple[Number, ...] | None = None
    sets: tuple[tuple[Number, ...], ...] | None = None
    """A list of sets of numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Value):
    """An array of two dimensions."""

    rows: tuple[tuple[Number, ...], ...] = ()


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """A place from which the item cannot be read on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse_items(
    text: str, file: str, names: Collection[str]
) -> tuple[dict[str, Value], list[Problem]]:
    """Return the items of a data file by name, and what could not be read.

    Items of other names than `names` may have any value; they are passed over. After an item that
    cannot be read, reading goes on behind its semicolon.
    """
    return _Parser(text, file, names).items()


class _Parser:
    def __init__(self, text: str, file: str, names: Collection[str]) -> None:
        self.file = file
        self.names = names
        self.tokens = list(_tokens(text))
        self.at = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def items(self) -> tuple[dict[str, Value], list[Problem]]:
        found: dict[str, Value] = {}
        problems: list[Problem] = []
        while self.here.kind != "end":
            name = self.here
            try:
                self._expect_kind("name", "the name of an item")
                self._expect("=")
                value = self._value() if name.text in self.names else self._skip()
                if self.here.kind != "end":
                    self._expect(";")
                if name.text in found:
                    fix = "Keep one of them."
                    raise self._error(name, f"{name.text} is given a second time.", fix)
                found[name.text] = value
            except _Unreadable as error:
                problems.append(error.problem)
                while self.here.kind != "end" and self.tokens[self.at - 1].text != ";":
                    self.at += 1
        return found, problems

    def _value(self) -> Value:
        start = self.here
        place: dict[str, Any] = {"line": start.line, "column": start.column}
        if start.text == "[":
            if self.tokens[self.at + 1].text == "{":
                return Value(sets=tuple(self._sets()), **place)
            return Value(items=tuple(self._list()), **place)
        if start.text == "[|":
            return Matrix(rows=tuple(self._rows()), **place)
        if start.text in {"array1d", "array2d"}:
            return self._call(start)
        if start.kind == "number" or start.text in {"true", "false"}:
            return Value(number=self._number().number, **place)
        return self._skip()

    def _skip(self) -> Value:
        """Pass over a value of another kind, or of an item that is not asked for."""
        start = self.here
        while self.here.text != ";" and self.here.kind != "end":
            if self.here.text == "=":
                raise self._error(self.here, "= stands within a value.", "End items by ;.")
            self.at += 1
        if self.here is start:
            raise self._error(start, f"A value is missing before {start.shown}.")
        return Value(line=start.line, column=start.column)

    def _list(self, begin: str = "[", end: str = "]") -> Iterator[Number]:
        self._expect(begin)
        while self.here.text != end:
            yield self._number()
            if self.here.text != end:
                self._expect(",")
        self._expect(end)

    def _sets(self) -> Iterator[tuple[Number, ...]]:
        """Yield the sets of `[{1,3}, {2}]`."""
        self._expect("[")
        while self.here.text != "]":
            yield tuple(self._list("{", "}"))
            if self.here.text != "]":
                self._expect(",")
        self._expect("]")

    def _rows(self) -> Iterator[tuple[Number, ...]]:
        """Yield the rows of `[| 1,0 | 0,1 |]`; a bar or comma before the end is allowed."""
        self._expect("[|")
        row: list[Number] = []
        while self.here.text != "|]":
            if self.here.text == "|":
                self.at += 1
                yield tuple(row)
                row = []
                continue
            row.append(self._number())
            if self.here.text not in {"|", "|]"}:
                self._expect(",")
        self._expect("|]")
        if row:
            yield tuple(row)

    def _call(self, start: Token) -> Value:
        """Read `array1d(1..2, [...])` or `array2d(1..2, 1..3, [...])`.

        Where names stand for the sizes, what is read is the list alone.
        """
        self.at += 1
        self._expect("(")
        count = 1 if start.text == "array1d" else 2
        lengths = [size for _ in range(count) if (size := self._range()) is not None]
        cells = tuple(self._list())
        self._expect(")")
        place: dict[str, Any] = {"line": start.line, "column": start.column}
        if len(lengths) < count:
            return Value(items=cells, **place)
        size = lengths[0] * lengths[-1] if len(lengths) == 2 else lengths[0]
        if size != len(cells):
            what = f"{start.text} has room for {size} numbers, but there are {len(cells)}."
            raise self._error(start, what)
        if len(lengths) == 1:
            return Value(items=cells, **place)
        width = lengths[1]
        rows = tuple(cells[at * width : (at + 1) * width] for at in range(lengths[0]))
        return Matrix(rows=rows, **place)

    def _range(self) -> int | None:
        """Read the indices of an array: how many there are, unless a name says it."""
        if self.here.kind == "name":
            self.at += 1
            self._expect(",")
            return None
        low = self._number()
        self._expect("..")
        high = None if self.here.kind == "name" else self._number()
        self.at += high is None
        self._expect(",")
        return max(0, high.number - low.number + 1) if high else None

    def _number(self) -> Number:
        token = self.here
        if token.text in {"true", "false"}:
            number = int(token.text == "true")
        elif token.kind == "number" and len(token.text) > 18:
            raise self._error(token, "A number here has more than 18 digits.")
        elif token.kind == "number":
            number = int(token.text)
        elif token.kind == "real":
            raise self._error(token, f"{token.text} is not a whole number.", "Count in cents.")
        else:
            raise self._error(token, f"A number should stand where {token.shown} does.")
        self.at += 1
        return Number(number=number, line=token.line, column=token.column)

    def _expect(self, text: str) -> None:
        if self.here.text != text:
            raise self._error(self.here, f"{text} should stand before {self.here.shown}.")
        self.at += 1

    def _expect_kind(self, kind: str, what: str) -> None:
        if self.here.kind != kind:
            self.at += 1
            token = self.tokens[self.at - 1]
            raise self._error(token, f"{what.capitalize()} should stand where {token.shown} does.")
        self.at += 1

    def _error(self, token: Token, what: str, fix: str = "") -> _Unreadable:
        return _Unreadable(
            Problem(file=self.file, line=token.line, column=token.column, what=what, fix=fix)
        )


def _tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, the last one of kind `end`."""
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]

    def token(kind: str, piece: str, at: int) -> Token:
        line = bisect_right(starts, at)
        return Token(kind=kind, text=piece, line=line, column=at - starts[line - 1] + 1)

    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "space":
            yield token(kind, match.group(), match.start())
    yield token("end", "", len(text))
