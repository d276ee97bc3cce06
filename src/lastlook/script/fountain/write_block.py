"""Paragraphs typed as Fountain's lines, with a forcing mark only where reading needs one.

What stands between two blank lines is a block: a heading, an action, a whole speech. A block reads
the same wherever it stands, so each is typed the plain way first, read again, and typed with marks
only if it reads as something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.script.drafts.same import key_of
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.fountain.write_form import CENTRED
from lastlook.script.fountain.write_text import typed_boneyard, typed_lines, typed_note
from lastlook.script.model import SPEECH_KINDS, Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.drafts.same import Key
    from lastlook.script.model import Paragraph

_IN_SPEECH = SPEECH_KINDS - {Kind.CHARACTER}
_NOTHING: Mapping[int, list[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that stand together, and the lines they are typed in."""

    paragraphs: tuple[Paragraph, ...]
    lines: tuple[tuple[str, ...], ...]
    """The lines of each paragraph; a note over lines is one of them."""

    @property
    def text(self) -> str:
        """The block as typed, without a line break at its end."""
        return "\n".join(line for rows in self.lines for line in rows)


def blocks_of(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, ...]]:
    """Group paragraphs into blocks: a cue and its speech together, all else for itself."""
    at = 0
    while at < len(paragraphs):
        end = at + 1
        if paragraphs[at].kind is Kind.CHARACTER:
            while end < len(paragraphs) and paragraphs[end].kind in _IN_SPEECH:
                end += 1
        yield tuple(paragraphs[at:end])
        at = end


def typed_block(
    paragraphs: tuple[Paragraph, ...], losses: Losses, *, kept: Mapping[int, list[str]] = _NOTHING
) -> Block:
    """Type one block; where no way of typing it reads back right, take the nearest.

    `kept` gives lines that are to stay as they were, by index in `paragraphs`.
    """
    wanted = keys_without_columns(paragraphs)
    ways = [(kept, False), (kept, True)] if kept else []
    for staying, force in (*ways, (_NOTHING, False), (_NOTHING, True)):
        attempt = losses.attempt()
        block = _block(paragraphs, attempt, staying, force=force)
        if read_back(block.text) == wanted:
            losses.take(attempt)
            return block
    return _nearest(paragraphs, losses)


def _block(
    paragraphs: tuple[Paragraph, ...],
    losses: Losses,
    kept: Mapping[int, list[str]],
    *,
    force: bool,
) -> Block:
    return Block(
        paragraphs,
        tuple(
            tuple(kept[i] if i in kept else _typed(p, losses, force=force))
            for i, p in enumerate(paragraphs)
        ),
    )


def _nearest(paragraphs: tuple[Paragraph, ...], losses: Losses) -> Block:
    """Type a block that cannot be read back exactly: no word lost first, then kinds, then text."""
    best: tuple[bool, bool, bool] = (False, False, False)
    found: tuple[Block, Losses] | None = None
    words = _letters("".join(p.text + p.number for p in paragraphs))
    for open_brackets in (False, True):
        for force in (False, True):
            attempt = losses.attempt()
            block = _block(paragraphs, attempt, _NOTHING, force=force)
            if open_brackets:
                # Brackets and slashes that would hide words.
                rows = tuple(tuple(_unhidden(row) for row in lines) for lines in block.lines)
                block = Block(paragraphs, rows)
            read = read_fountain(_guarded(block.text), "")
            said = [p for p in read.paragraphs[1:] if not read.title_page]
            score = (
                _letters("".join(p.text + p.number + p.page_label for p in said)) == words,
                [p.kind for p in said] == [p.kind for p in paragraphs],
                [p.text for p in said] == [p.text for p in paragraphs],
            )
            if found is None or score > best:
                best, found = score, (block, attempt)
    assert found is not None
    losses.take(found[1])
    return found[0]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _unhidden(row: str) -> str:
    return row.replace("[[", "[ [").replace("/*", "/ *")


def read_back(text: str) -> list[Key]:
    """Return what a block says when it is read, columns of dual dialogue aside."""
    return list(_read_back(text))


@lru_cache(maxsize=8192)
def _read_back(text: str) -> tuple[Key, ...]:
    read = read_fountain(_guarded(text), "")
    return tuple(keys_without_columns(read.paragraphs[1:])) if not read.title_page else ()


def _guarded(text: str) -> bytes:
    # An empty action above keeps the block from being read as a title page.
    return f"!\n\n{text}\n".encode("utf-8", "replace")


def keys_without_columns(paragraphs: Iterable[Paragraph]) -> list[Key]:
    """Return what paragraphs say, whatever column of a dual dialogue they stand in."""
    return [key_of(p)._replace(dual=None, stated=("", 0)) for p in paragraphs]


def _typed(paragraph: Paragraph, losses: Losses, *, force: bool) -> list[str]:
    """Return the lines of one paragraph; `force` asks for the mark that leaves no doubt."""
    kind = paragraph.kind
    line = paragraph.line
    if kind in {Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK}:
        return [typed_silent(paragraph, losses)]
    rows = typed_lines(paragraph.runs, paragraph.notes, losses, line)
    if kind is Kind.ACTION:
        return _typed_action(rows, force=force, centred=paragraph.layout == CENTRED)
    if kind in {Kind.DIALOGUE, Kind.PARENTHETICAL}:
        return _typed_speech(rows, bare=kind is Kind.PARENTHETICAL and not _in_brackets(paragraph))
    row = " ".join(rows)
    if kind is Kind.SCENE_HEADING:
        row = f".{row}" if force else row
        return [f"{row} #{paragraph.number}#" if paragraph.number else row]
    if kind is Kind.CHARACTER:
        row = f"@{row}" if force else row
        return [f"{row} ^" if paragraph.dual is Column.RIGHT else row]
    if kind is Kind.TRANSITION:
        return [f"> {row}" if force else row]
    if kind is Kind.LYRICS:
        return [f"~{row}"]
    mark = "#" * max(1, min(paragraph.depth, 6)) if kind is Kind.SECTION else "="
    return [f"{mark} {row}".rstrip()]


def typed_silent(paragraph: Paragraph, losses: Losses) -> str:
    """Return a note, a boneyard or a page break as typed."""
    if paragraph.kind is Kind.NOTE:
        return typed_note(paragraph.text, losses, paragraph.line)
    if paragraph.kind is Kind.BONEYARD:
        return typed_boneyard(paragraph.text, losses, paragraph.line)
    return f"=== {paragraph.page_label} ===" if paragraph.page_label else "==="


def _typed_action(rows: list[str], *, force: bool, centred: bool) -> list[str]:
    if centred:
        return [f"> {row} <" if row else "> <" for row in rows]
    typed = []
    for number, row in enumerate(rows):
        text = row.strip()
        # A blank line would end the paragraph; these signs would start another one.
        needed = not text or text[0] in "!=>~#"
        typed.append("!" + row if needed or (force and not number) else row)
    return typed


def _in_brackets(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return text.startswith("(") and text.endswith(")")


def _typed_speech(rows: list[str], *, bare: bool) -> list[str]:
    """Type a parenthetical or dialogue; a `bare` parenthetical gets its brackets."""
    if bare:
        rows = [f"({rows[0]}", *rows[1:]]
        rows[-1] += ")"
    # An empty line would end the speech; two spaces keep it open.
    return [row if row.strip() else "  " for row in rows]
