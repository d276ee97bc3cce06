"""When two paragraphs say the same, wherever they stand in their files."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from lastlook.script.model import Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.script.model import (
        Column,
        Deletion,
        Kind,
        Paragraph,
        ParagraphStyle,
        TitleField,
    )


class Key(NamedTuple):
    """Everything a paragraph says, without where it stood; equal keys mean equal paragraphs."""

    kind: Kind
    runs: tuple[Run, ...]
    number: str
    dual: Column | None
    depth: int
    style_name: str
    layout: ParagraphStyle | None
    notes: tuple[tuple[str, int], ...]
    synopsis: str
    page_label: str
    stated: tuple[str, int]
    deletions: tuple[Deletion, ...] = ()


def key_of(paragraph: Paragraph) -> Key:
    """Return what `paragraph` says."""
    return Key(
        paragraph.kind,
        plain_runs(paragraph.runs),
        paragraph.number,
        paragraph.dual,
        paragraph.depth,
        paragraph.style_name,
        paragraph.layout,
        tuple((note.text, note.offset) for note in paragraph.notes),
        paragraph.synopsis,
        paragraph.page_label,
        (paragraph.stated_page, paragraph.stated_eighths),
        paragraph.deletions,
    )


def keys_of(paragraphs: Iterable[Paragraph]) -> list[Key]:
    """Return what each paragraph says."""
    return [key_of(paragraph) for paragraph in paragraphs]


def title_key(fields: Iterable[TitleField]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a title page says, styles aside."""
    return [(field.key, field.values) for field in fields]


def title_styles(fields: Iterable[TitleField]) -> list[tuple[tuple[Run, ...], ...]]:
    """Return a title page's lines with their styles."""
    return [field.runs or tuple((Run(v),) for v in field.values) for field in fields]


def matched(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Return for each item of `new` that is in `old`, in the same order, its index there."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    found = {i: i for i in range(start)}
    found |= {len(new) - i: len(old) - i for i in range(1, tail + 1)}
    middle_old, middle_new = old[start : len(old) - tail], new[start : len(new) - tail]
    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            found[start + block.b + i] = start + block.a + i
    return found


def plain_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    r"""Join what is set alike, so that the same words always come as the same runs.

    A line break takes the style of what stands before it, as when Fountain is read.
    """
    if len(runs) == 1 and "\n" not in runs[0].text:
        return tuple(runs) if runs[0].text else ()
    found: list[Run] = []
    for run in runs:
        for number, piece in enumerate(run.text.split("\n")):
            if number and found:
                found[-1] = _longer(found[-1], "\n")
            elif number:
                found.append(Run("\n"))
            if not piece:
                continue
            if found and _alike(found[-1], run):
                found[-1] = _longer(found[-1], piece)
            elif found and not found[-1].text.strip("\n"):
                # Line breaks alone have no style of their own.
                found[-1] = Run(found[-1].text + piece, run.style, run.tags, run.revision)
            else:
                found.append(Run(piece, run.style, run.tags, run.revision))
    return tuple(found)


def split_lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs of each line of a paragraph, line breaks left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, run.style, run.tags, run.revision))
    return lines


def cut_runs(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return what the runs have of the text from `start` up to `end`."""
    found = []
    at = 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if piece:
            found.append(Run(piece, run.style, run.tags, run.revision))
    return tuple(found)


def styled(runs: Iterable[Run], allowed: Style) -> tuple[Run, ...]:
    """Return the runs with no style but the allowed ones, and with neither tag nor revision."""
    return tuple(Run(run.text, run.style & allowed) for run in runs)


def _alike(one: Run, other: Run) -> bool:
    return (one.style, one.tags, one.revision) == (other.style, other.tags, other.revision)


def _longer(run: Run, text: str) -> Run:
    return Run(run.text + text, run.style, run.tags, run.revision)
