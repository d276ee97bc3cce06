"""Items put into and taken out of one list of a TOML text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\n?")
_COMMA = re.compile(r"(?:[ \t\n]|#[^\n]*)*,")
_BLANK = re.compile(r"[ \t]*")
_INDENT = "    "
_ROW = 80
"""Characters of a list of words that may stand on one line."""


class Cut(NamedTuple):
    """A stretch of a text and what stands in its place afterwards."""

    start: int
    end: int
    rank: int
    """Among cuts at one place: keys before headers."""
    new: str


def list_text(items: Sequence[str], remarks: Sequence[str]) -> str:
    """Write a new list: words on one line where they fit, else an item on each."""
    row = f"[{', '.join(items)}]"
    if "{" not in row and len(row) <= _ROW and not any(remarks):
        return row
    return _opened(_lines(items, remarks))


def change_list(
    text: str,
    span: tuple[int, int],
    items: Sequence[tuple[int, int]],
    *,
    removed: Mapping[int, bool],
    added: Sequence[str],
    remarks: Sequence[str],
    inside: Iterable[Cut],
) -> tuple[list[Cut], bool]:
    """Return the cuts that take items out of a list and put others at its end.

    Parameters
    ----------
    span, items
        Where the list and each of its items begin and end.
    removed
        Places of items that go, with whether the remark on their line stays.
    inside
        Cuts within the list's items, made at the same time.

    Returns
    -------
    tuple
        The cuts, and whether they include those of `inside`.
    """
    start, end = span
    if "\n" in text[start:end]:
        cuts = [_taken_out(text, items[place], keep=removed[place]) for place in sorted(removed)]
        kept = [item for place, item in enumerate(items) if place not in removed]
        return [*cuts, *_put_in(text, span, items, kept, _lines(added, remarks))], False
    whole = list(inside)
    kept_texts = [
        rendered(text, *item, whole) for place, item in enumerate(items) if place not in removed
    ]
    row = f"[{', '.join((*kept_texts, *added))}]"
    fits = "{" not in row and len(row) <= _ROW and not any(remarks)
    if not added or fits:
        return [Cut(start, end, 0, row)], True
    lines = [*_lines(kept_texts, ()), *_lines(added, remarks)]
    return [Cut(start, end, 0, _opened(lines))], True


def rendered(text: str, start: int, end: int, cuts: Iterable[Cut]) -> str:
    """Return a stretch of a text with the cuts that lie within it."""
    parts, at = [], start
    for cut in sorted(cut for cut in cuts if start <= cut.start and cut.end <= end):
        parts += [text[at : cut.start], cut.new]
        at = cut.end
    return "".join([*parts, text[at:end]])


def _taken_out(text: str, item: tuple[int, int], *, keep: bool) -> Cut:
    start, end = item
    comma = _COMMA.match(text, end)
    stop = comma.end() if comma else end
    line = text.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(text, stop)
    alone = not text[line:start].strip() and "\n" not in text[end:stop]
    if alone and rest and rest[0].endswith("\n"):
        remark = rest[0].strip()
        return Cut(line, rest.end(), 0, f"{text[line:start]}{remark}\n" if keep and remark else "")
    blank = _BLANK.match(text, stop)
    return Cut(start, blank.end() if comma and blank else stop, 0, "")


def _put_in(
    text: str,
    span: tuple[int, int],
    items: Sequence[tuple[int, int]],
    kept: Sequence[tuple[int, int]],
    lines: Sequence[str],
) -> list[Cut]:
    if not lines:
        return []
    end = span[1]
    cuts = []
    if kept and not _COMMA.match(text, kept[-1][1]):
        cuts.append(Cut(kept[-1][1], kept[-1][1], 0, ","))
    indent = _INDENT
    if items:
        first = items[0][0]
        head = text[text.rfind("\n", 0, first) + 1 : first]
        indent = head if not head.strip() else _INDENT
    added = "".join(f"{indent}{line}\n" for line in lines)
    close = text.rfind("\n", 0, end - 1) + 1
    if text[close : end - 1].strip():  # something stands before the bracket on its line
        return [*cuts, Cut(end - 1, end - 1, 0, f"\n{added}")]
    return [*cuts, Cut(close, close, 0, added)]


def _lines(items: Sequence[str], remarks: Sequence[str]) -> list[str]:
    beside = [*remarks, *[""] * len(items)]
    return [f"{item},{'  ' * bool(note)}{note}" for item, note in zip(items, beside, strict=False)]


def _opened(lines: Iterable[str]) -> str:
    return "[\n" + "".join(f"{_INDENT}{line}\n" for line in lines) + "]"
