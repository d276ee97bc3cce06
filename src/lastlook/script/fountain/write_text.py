r"""Styled text and notes as Fountain types them: `*`, `**`, `_`, `\*` and `[[ ]]`.

Nothing here knows the rules of reading: what is typed is read again, and the plainest spelling
that reads back as it should is taken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from lastlook.script.drafts.same import plain_runs, split_lines
from lastlook.script.fountain.emphasis import parse_emphasis
from lastlook.script.fountain.hidden import hidden_spans
from lastlook.script.model import Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Note

MARKED = Style.BOLD | Style.ITALIC | Style.UNDERLINE
"""The styles Fountain has marks for."""

_SPECIAL = re.compile(r"[*_\\]")
_STARS = {
    Style.PLAIN: "",
    Style.ITALIC: "*",
    Style.BOLD: "**",
    Style.BOLD | Style.ITALIC: "***",
}
_ORDERS = tuple(permutations((Style.UNDERLINE, Style.BOLD, Style.ITALIC)))
"""Which style stands around which; underline around bold around italic is what people type."""


def typed_lines(runs: Sequence[Run], notes: Sequence[Note], losses: Losses, line: int) -> list[str]:
    """Return the lines of a paragraph as typed, notes in place.

    `line` is where the paragraph was read, for what is lost.
    """
    typed = []
    start = 0
    waiting = sorted(notes, key=lambda note: note.offset)
    rows = split_lines(runs)
    for number, row in enumerate(rows):
        end = start + sum(len(run.text) for run in row)
        last = number == len(rows) - 1
        here = [n for n in waiting if n.offset <= end or last]
        waiting = waiting[len(here) :]
        places = [(min(max(n.offset - start, 0), end - start), n.text) for n in here]
        typed.append(_line(tuple(row), tuple(places), losses, line))
        start = end + 1
    return typed


def typed_note(text: str, losses: Losses, line: int) -> str:
    """Return a note in its brackets. An empty line inside gets the two spaces it needs."""
    if text.startswith("[") or text.endswith("]"):
        text = f" {text} "
    if "]]" in text and not _closes_once(f"[[{text}]]"):
        losses.add("A note holds ]], which ends a note in Fountain; it was written as ] ].", line)
        text = re.sub(r"\](?=\])", "] ", text)
    rows = text.split("\n")
    return "[[" + "\n".join(row or "  " for row in rows) + "]]"


def _closes_once(typed: str) -> bool:
    """Whether a note in its brackets is one note to the reader; notes may stand in notes."""
    spans, _ = hidden_spans(typed)
    return len(spans) == 1 and spans[0].end == len(typed)


def typed_boneyard(text: str, losses: Losses, line: int) -> str:
    """Return cut text between `/*` and `*/`."""
    if "*/" in text:
        losses.add("Cut text holds */, which ends it in Fountain; it was written as * /.", line)
        text = text.replace("*/", "* /")
    around = "\n" if "\n" in text else " "
    return f"/*{around}{text}{around}*/"


def _line(
    row: tuple[Run, ...], places: tuple[tuple[int, str], ...], losses: Losses, line: int
) -> str:
    spelling = _spelling(row)
    if spelling is None:
        losses.add(
            "Fountain cannot mark this change of style, such as an underline inside a word; "
            "the words were kept plain.",
            line,
        )
        spelling = _escaped(row)
    if not places:
        return "".join(spelling)
    return _with_notes(spelling, row, places, losses, line)


@lru_cache(maxsize=4096)
def _spelling(row: tuple[Run, ...]) -> tuple[str, ...] | None:
    """Return the plainest marks and texts that read back as `row`; None where none do."""
    wanted = plain_runs(row)
    for candidate in _candidates(row):
        text = "".join(candidate)
        # A slash before a star would open a boneyard.
        if "/*" not in text and plain_runs(parse_emphasis(text)) == wanted:
            return candidate
    # Spaces at the ends of marked words stand outside the marks; nobody sees the difference.
    trimmed = tuple(_spaces_apart(row))
    return _spelling(trimmed) if trimmed != row else None


def _spaces_apart(row: Sequence[Run]) -> Iterator[Run]:
    for run in row:
        core = run.text.strip()
        if run.style == Style.PLAIN or len(core) == len(run.text):
            yield run
            continue
        start = run.text.index(core) if core else len(run.text)
        pieces = (run.text[:start], Style.PLAIN), (core, run.style)
        for text, style in (*pieces, (run.text[start + len(core) :], Style.PLAIN)):
            if text:
                yield Run(text, style)


def _candidates(row: tuple[Run, ...]) -> Iterator[tuple[str, ...]]:
    """Return spellings from the plainest to the most careful."""
    if all(run.style == Style.PLAIN for run in row):
        text = "".join(run.text for run in row)
        yield (text,)
        # One star alone is most often enough: 5 \* 3.
        yield (_escape(text, "*"),)
        yield (_escape(text),)
        return
    for escape in (False, True):
        for order in _ORDERS:
            yield tuple(_shell(row, order, escape=escape))
        yield tuple(_flat(row, escape=escape))


def _escaped(row: tuple[Run, ...]) -> tuple[str, ...]:
    return (_escape("".join(run.text for run in row)),)


def _escape(text: str, signs: str = "*_\\") -> str:
    return _SPECIAL.sub(lambda m: "\\" + m[0] if m[0] in signs else m[0], text)


def _flat(row: Iterable[Run], *, escape: bool) -> Iterator[str]:
    """Mark every run for itself."""
    for run in row:
        stars = _STARS[run.style & ~Style.UNDERLINE]
        under = "_" if Style.UNDERLINE in run.style else ""
        yield from filter(
            None,
            (under + stars, _escape(run.text) if escape else run.text, stars + under),
        )


def _shell(row: Sequence[Run], styles: tuple[Style, ...], *, escape: bool) -> Iterator[str]:
    """Mark stretches of the first style, within them those of the next."""
    if not styles:
        for run in row:
            yield _escape(run.text) if escape else run.text
        return
    mark = {Style.UNDERLINE: "_", Style.BOLD: "**", Style.ITALIC: "*"}[styles[0]]
    at = 0
    while at < len(row):
        on = styles[0] in row[at].style
        end = at
        while end < len(row) and (styles[0] in row[end].style) is on:
            end += 1
        inner = _shell(row[at:end], styles[1:], escape=escape)
        yield from (mark, *inner, mark) if on else inner
        at = end


def _with_notes(
    spelling: tuple[str, ...],
    row: tuple[Run, ...],
    places: tuple[tuple[int, str], ...],
    losses: Losses,
    line: int,
) -> str:
    """Put notes into a spelled line, each before the character at its place.

    Reading takes one of two spaces around a note away, so a note after a space gets one more.
    """
    text = "".join(run.text for run in row)
    typed = "".join(spelling)
    spots = typed_offsets(typed, text)
    out: list[str] = []
    done = 0
    for place, note in places:
        spot = spots[place]
        out.append(typed[done:spot])
        done = spot
        shown = typed_note(note, losses, line)
        before, after = typed[spot - 1 : spot], typed[spot:].strip()
        if not after:
            # At a line's end the space is for the eye; the reader drops it.
            shown = shown if before.isspace() or not typed.strip() else " " + shown
            out.append(shown)
        elif before.isspace():
            out.append(shown + " ")
        else:
            out.append(shown)
    out.append(typed[done:])
    return "".join(out)


def typed_offsets(typed: str, text: str) -> list[int]:
    """Return, for each place in `text` and its end, where that stands in its spelling.

    Marks and backslashes are what `typed` has more; a place before a mark is put before it when
    the mark opens and after it when it closes, which is the same to the reader.
    """
    spots = []
    at = 0
    for letter in text:
        while at < len(typed) and typed[at] != letter:
            at += 1
        # The letter that a backslash guards is the second one.
        if letter == "\\" and typed[at + 1 : at + 2] == "\\" and not text.startswith("\\\\"):
            spots.append(at)
            at += 2
            continue
        spots.append(at)
        at += 1
    spots.append(len(typed))
    return spots
