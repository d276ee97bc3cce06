r"""Fountain's emphasis: `*italic*`, `**bold**`, `***both***`, `_underline_`, `\*` for a star."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lastlook.script.model import Run, Style

_TOKEN = re.compile(r"\\[*_\\]|\*+|_")
_STARS = {1: Style.ITALIC, 2: Style.BOLD, 3: Style.BOLD | Style.ITALIC}


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its closing one."""

    piece: int
    mark: str
    size: int


def parse_emphasis(text: str) -> tuple[Run, ...]:
    """Return `text` as runs; marks that find no partner on their line stay as typed.

    Emphasis never crosses a line break (Fountain 1.1).
    """
    if "*" not in text and "_" not in text and "\\" not in text:
        return (Run(text),)
    runs: list[Run] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            runs.append(Run("\n"))
        runs.extend(_line_runs(line))
    return _merge(runs)


def _line_runs(line: str) -> list[Run]:
    # A piece is text or a mark; a mark toggles its style once both ends are known.
    pieces: list[str] = []
    toggles: list[Style] = []
    waiting: list[_Open] = []

    def add(text: str, style: Style = Style.PLAIN) -> None:
        pieces.append(text)
        toggles.append(style)

    at = 0
    for token in _TOKEN.finditer(line):
        add(line[at : token.start()])
        at = token.end()
        mark = token.group()
        if mark[0] == "\\":
            add(mark[1])
            continue
        before, after = line[: token.start()][-1:], line[at : at + 1]
        # An underscore inside a word is part of it, as in file_name; stars may mark half a word.
        inside = mark == "_" and before.isalnum() and after.isalnum()
        size = len(mark)
        if before.strip() and not inside:
            size = _close(waiting, mark[0], size, pieces, toggles)
        if size and after.strip() and size <= 3 and not (mark == "_" and before.isalnum()):
            waiting.append(_Open(len(pieces), mark[0], size))
            size = 0
            add(mark[0] * waiting[-1].size)
        elif size:
            add(mark[0] * size)
    add(line[at:])
    return _apply(pieces, toggles)


def _close(
    waiting: list[_Open], mark: str, size: int, pieces: list[str], toggles: list[Style]
) -> int:
    """Close as many waiting marks as `size` stars or underscores reach; return what is left."""
    while size:
        match = next((o for o in reversed(waiting) if o.mark == mark), None)
        if match is None or (match.piece == len(pieces) - 2 and not pieces[-1]):
            return size
        # Marks opened after the partner never close: they stay as typed.
        del waiting[waiting.index(match) + 1 :]
        used = min(size, match.size)
        style = Style.UNDERLINE if mark == "_" else _STARS[used]
        toggles[match.piece] ^= style
        pieces[match.piece] = mark * (match.size - used)
        pieces.append("")
        toggles.append(style)
        match.size -= used
        size -= used
        if not match.size:
            waiting.remove(match)
    return 0


def _apply(pieces: list[str], toggles: list[Style]) -> list[Run]:
    style = Style.PLAIN
    runs = []
    for text, toggle in zip(pieces, toggles, strict=True):
        # What is left of an opening mark stands outside the style that the rest of it opens.
        if text and toggle:
            runs.append(Run(text, style))
            text = ""  # noqa: PLW2901
        style ^= toggle
        if text:
            runs.append(Run(text, style))
    return runs


def _merge(runs: list[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    for run in runs:
        # A line break takes the style before it, so that a run does not split for nothing.
        if merged and (run.style == merged[-1].style or run.text == "\n"):
            merged[-1] = Run(merged[-1].text + run.text, merged[-1].style)
        else:
            merged.append(run)
    return tuple(merged) or (Run(""),)
