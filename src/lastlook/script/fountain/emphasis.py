r"""Fountain's emphasis: `*italic*`, `**bold**`, `***both***`, `_underline_`, `\*` for a star."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from lastlook.script.model import Run, Style

_TOKEN = re.compile(r"\\[*_\\]|\*+|_+")
_STARS = {1: Style.ITALIC, 2: Style.BOLD, 3: Style.BOLD | Style.ITALIC}

LONGEST_LINE = 100_000
"""Characters; a longer line is left as typed, for it is no prose."""


def parse_emphasis(text: str) -> tuple[Run, ...]:
    """Return `text` as runs; marks that find no partner on their line stay as typed.

    Emphasis never crosses a line break (Fountain 1.1).
    """
    if "*" not in text and "_" not in text and "\\" not in text:
        return (Run(text),)
    pieces: list[tuple[str, Style]] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            # A line break takes the style before it, so that a run does not split for nothing.
            pieces.append(("\n", pieces[-1][1] if pieces else Style.PLAIN))
        pieces += _Line().read(line) if len(line) <= LONGEST_LINE else [(line, Style.PLAIN)]
    runs = tuple(
        Run("".join(piece for piece, _ in group), style)
        for style, group in groupby(pieces, key=lambda piece: piece[1])
    )
    return runs or (Run(""),)


def unwrapped(text: str) -> str:
    """Return what stands inside emphasis marks that hold the whole text, or the text itself.

    >>> unwrapped("_**INT. CAR**_")
    'INT. CAR'
    """
    inner = text.lstrip("*_")
    marks = len(text) - len(inner)
    if 0 < marks <= 4 and len(inner) > marks and text.endswith(text[:marks][::-1]):
        return inner[:-marks]
    return text


def places_without_marks(typed: str, plain: str, offsets: list[int]) -> list[int]:
    """Carry rising places in the text as typed over to the text without its emphasis marks."""
    if len(typed) == len(plain):
        return offsets
    places = []
    at = done = 0
    for offset in offsets:
        for letter in typed[done:offset]:
            at += at < len(plain) and letter == plain[at]
        done = max(done, offset)
        places.append(at)
    return places


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its closing one."""

    piece: int
    size: int


class _Line:
    """One line cut into pieces of text and marks; a mark toggles its style once it has both ends.

    Each mark is opened once and closed or forgotten once, so time grows with the line alone.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.toggles: list[Style] = []
        self.waiting: dict[str, list[_Open]] = {"*": [], "_": []}

    def read(self, line: str) -> list[tuple[str, Style]]:
        at = 0
        for token in _TOKEN.finditer(line):
            start = token.start()
            self.add(line[at:start])
            at = token.end()
            mark = token.group()
            if mark[0] == "\\":
                self.add(mark[1])
            elif mark[:2] == "__":
                self.add(mark)  # a line to fill in
            else:
                self.read_mark(mark, line[start - 1] if start else "", line[at : at + 1])
        self.add(line[at:])
        return self.styled()

    def add(self, text: str, style: Style = Style.PLAIN) -> None:
        self.pieces.append(text)
        self.toggles.append(style)

    def read_mark(self, mark: str, before: str, after: str) -> None:
        sign = mark[0]
        size = len(mark)
        # An underscore inside a word is part of it, as in file_name; stars may mark half a word.
        inside = sign == "_" and before.isalnum() and after.isalnum()
        if before.strip() and not inside:
            size = self.close(sign, size)
        if size and after.strip() and size <= 3 and not (sign == "_" and before.isalnum()):
            self.waiting[sign].append(_Open(len(self.pieces), size))
        if size:
            self.add(sign * size)

    def close(self, sign: str, size: int) -> int:
        """Close as many waiting marks as `size` signs reach; return what is left of them."""
        stack = self.waiting[sign]
        other = self.waiting["_" if sign == "*" else "*"]
        while size and stack:
            match = stack[-1]
            if match.piece == len(self.pieces) - 2 and not self.pieces[-1]:
                break  # nothing stands between the two
            # Marks opened after the partner never close: they stay as typed.
            while other and other[-1].piece > match.piece:
                other.pop()
            used = min(size, match.size)
            style = Style.UNDERLINE if sign == "_" else _STARS[used]
            self.toggles[match.piece] ^= style
            self.pieces[match.piece] = sign * (match.size - used)
            self.add("", style)
            match.size -= used
            size -= used
            if not match.size:
                stack.pop()
        return size

    def styled(self) -> list[tuple[str, Style]]:
        style = Style.PLAIN
        runs = []
        for text, toggle in zip(self.pieces, self.toggles, strict=True):
            # What is left of an opening mark stands outside the style that the rest of it opens.
            if text:
                runs.append((text, style))
            style ^= toggle
        return runs
