"""Any screenplay brought into the shape Fountain has words for; what has none is listed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.convert.tidy import tidied
from lastlook.script.model import (
    SILENT_KINDS,
    SPEECH_KINDS,
    Alignment,
    Column,
    Kind,
    Paragraph,
    ParagraphStyle,
    Run,
    Style,
)
from lastlook.script.pages.layout import DEFAULT_STYLES, effective_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import Screenplay

CENTRED = ParagraphStyle(alignment=Alignment.CENTER)
"""The one thing a Fountain paragraph can change of its layout."""

_FOREIGN = frozenset({Kind.SHOT, Kind.CAST_LIST, Kind.NEW_ACT, Kind.END_OF_ACT, Kind.GENERAL})
_ONE_LINE = frozenset(
    {Kind.SCENE_HEADING, Kind.CHARACTER, Kind.TRANSITION, Kind.SECTION, Kind.SYNOPSIS}
)
_CAPITALS = frozenset(kind for kind, style in DEFAULT_STYLES.items() if style.all_caps)


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile(r"\r\n|[\r\v\u2028\u2029]")
_UNCLEAN = re.compile(f"{_CONTROLS.pattern}|{_BREAKS.pattern}")


def clean(text: str) -> str:
    r"""Return `text` without control characters, its line breaks as `\n`."""
    return _BREAKS.sub("\n", _CONTROLS.sub("", text))


def in_fountain_terms(
    screenplay: Screenplay, losses: Losses, base: Mapping[str, Style]
) -> list[Paragraph]:
    """Return the paragraphs with nothing left in them that Fountain has no words for.

    `base` is the style that each kind or custom type has by the file's own settings: words set
    so are set as their kind is, and need no mark.
    """
    former = _Former(screenplay, losses, base)
    found = [
        made
        for _, paragraph in tidied(screenplay.paragraphs)
        for made in former.formed(former.cleaned(paragraph))
    ]
    return _paired(_spoken(found, losses), losses)


class _Former:
    def __init__(self, screenplay: Screenplay, losses: Losses, base: Mapping[str, Style]) -> None:
        self.screenplay = screenplay
        self.losses = losses
        self.base = base
        self.told: set[str] = set()
        self.broken = False
        self.begun = False

    def formed(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        """Give what the paragraph becomes: itself, and its synopsis below it."""
        kind = self.kind(paragraph)
        if self.starts_page(paragraph):
            yield Paragraph(kind=Kind.PAGE_BREAK, runs=(Run(""),), line=paragraph.line)
        layout = self.layout(paragraph, kind)
        number = paragraph.number
        if number and kind is not Kind.SCENE_HEADING:
            self.losses.add("Only scene headings have numbers in Fountain.", paragraph.line)
            number = ""
        runs = tuple(self.runs(paragraph, kind))
        synopsis = paragraph.synopsis
        plain = replace(
            paragraph,
            kind=kind,
            layout=layout,
            number=number,
            runs=runs,
            style_name="",
            synopsis="",
            stated_page="",
            stated_eighths=0,
            deletions=(),
        )
        if paragraph.deletions:
            self.losses.add("Fountain has no revision marks.", paragraph.line)
        if kind is Kind.LYRICS and any("\n" in run.text for run in runs):
            yield from self.lyric_lines(plain)
        elif kind in _ONE_LINE and any("\n" in run.text for run in runs):
            self.losses.add(
                f"A {kind.value} is one line in Fountain; its lines were joined.", paragraph.line
            )
            yield replace(plain, runs=tuple(Run(r.text.replace("\n", " "), r.style) for r in runs))
        else:
            yield plain
        for row in filter(str.strip, synopsis.split("\n")):
            yield Paragraph(kind=Kind.SYNOPSIS, runs=(Run(row),), line=paragraph.line)

    def cleaned(self, paragraph: Paragraph) -> Paragraph:
        """Leave out what no text file holds, and make every line break one that is read."""
        texts = [run.text for run in paragraph.runs]
        texts += [note.text for note in paragraph.notes]
        texts += [paragraph.number, paragraph.synopsis, paragraph.page_label]
        if not any(map(_UNCLEAN.search, texts)):
            return paragraph
        if any(map(_CONTROLS.search, texts)):
            self.losses.add("Control characters that no text holds were left out.", paragraph.line)
        return replace(
            paragraph,
            runs=tuple(replace(run, text=clean(run.text)) for run in paragraph.runs),
            notes=tuple(replace(note, text=clean(note.text)) for note in paragraph.notes),
            number=clean(paragraph.number),
            synopsis=clean(paragraph.synopsis),
            page_label=clean(paragraph.page_label),
        )

    def kind(self, paragraph: Paragraph) -> Kind:
        kind = paragraph.kind
        if paragraph.style_name:
            name = paragraph.style_name
            self.losses.add(
                f"Fountain has no {name!r} paragraphs; they became {_plain(kind)}.", paragraph.line
            )
        elif kind in _FOREIGN:
            self.losses.add(
                f"Fountain has no {kind.value} paragraphs; they became action.", paragraph.line
            )
        return Kind.ACTION if kind in _FOREIGN else kind

    def starts_page(self, paragraph: Paragraph) -> bool:
        """Whether a page break must be written above, for layout asks for it and none is there."""
        kind = paragraph.kind
        if kind in SILENT_KINDS:
            self.broken = self.broken or kind is Kind.PAGE_BREAK
            return False
        broken, begun = self.broken, self.begun
        self.broken, self.begun = False, True
        own = paragraph.layout is not None and paragraph.layout.starts_page is not None
        set_by_kind = paragraph.style_name or kind is Kind.NEW_ACT
        if broken or not (own or (begun and (set_by_kind or kind.value in self.screenplay.styles))):
            return False
        if not effective_style(self.screenplay, paragraph).starts_page:
            return False
        if kind in SPEECH_KINDS - {Kind.CHARACTER}:
            self.losses.add("A page cannot start inside a speech in Fountain.", paragraph.line)
            return False
        return True

    def layout(self, paragraph: Paragraph, kind: Kind) -> ParagraphStyle | None:
        """Keep centring, which Fountain has for action; the rest is lost."""
        if kind in SILENT_KINDS:
            return None
        own = paragraph.layout
        centred = False
        if own is not None or paragraph.kind in _FOREIGN or paragraph.style_name:
            centred = effective_style(self.screenplay, paragraph).alignment is Alignment.CENTER
        kept = CENTRED if centred and kind is Kind.ACTION else None
        if own is not None:
            rest = replace(own, starts_page=None, alignment=None)
            if rest != ParagraphStyle() or (own.alignment is not None and self.moved(paragraph)):
                self.losses.add(
                    "Fountain has no indents, spacing or alignment of single paragraphs.",
                    paragraph.line,
                )
        return kept

    def moved(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph's own alignment is one that Fountain cannot give it."""
        asked = paragraph.layout.alignment if paragraph.layout else None
        kind = Kind.ACTION if paragraph.kind in _FOREIGN else paragraph.kind
        if kind is Kind.ACTION and asked is Alignment.CENTER:
            return False
        return asked is not DEFAULT_STYLES[kind].alignment

    def runs(self, paragraph: Paragraph, kind: Kind) -> Iterator[Run]:
        """Give the runs with Fountain's three styles; capitals that are meant are typed."""
        base = self.base.get(paragraph.style_name or paragraph.kind.value, Style.PLAIN)
        self.tell_base(paragraph.style_name or paragraph.kind.value, base, paragraph.line)
        line = paragraph.line
        for run in paragraph.runs:
            text = run.text
            style = run.style
            if run.tags:
                self.losses.add("Fountain has no breakdown tags.", line)
            if run.revision:
                self.losses.add("Fountain has no revision marks.", line)
            if Style.STRIKEOUT in style & ~base:
                self.losses.add("Fountain cannot strike words out.", line)
            if Style.ALL_CAPS in style and kind not in _CAPITALS and text.upper() != text:
                self.losses.add("Words shown in capitals were typed in capitals.", line)
                text = text.upper()
            marks = style & (Style.BOLD | Style.ITALIC | Style.UNDERLINE)
            common = marks & base
            lifted = base & ~style & (Style.BOLD | Style.ITALIC | Style.UNDERLINE)
            if lifted:
                self.losses.add("Words set apart from their kind's own style lost that.", line)
            yield Run(text, marks & ~common)

    def tell_base(self, name: str, base: Style, line: int) -> None:
        look = base & ~Style.ALL_CAPS
        if look and name not in self.told:
            self.told.add(name)
            words = ", ".join(str(flag.name).lower() for flag in look)
            self.losses.add(
                f"{name} is {words} throughout the script; Fountain has no such settings.", line
            )

    def lyric_lines(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        from lastlook.script.drafts.same import split_lines

        self.losses.add("Each line of lyrics is a paragraph in Fountain.", paragraph.line)
        for number, row in enumerate(split_lines(paragraph.runs)):
            notes = () if number else paragraph.notes
            yield replace(paragraph, runs=tuple(row) or (Run(""),), notes=notes)


def _spoken(paragraphs: Sequence[Paragraph], losses: Losses) -> list[Paragraph]:
    """Make speech without a cue action, and leave out cues that name nobody."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        before = found[-1] if found else None
        kind = paragraph.kind
        spoken = kind in {Kind.DIALOGUE, Kind.PARENTHETICAL}
        if kind is Kind.CHARACTER and not paragraph.text.strip():
            losses.add("A cue without a name cannot be written in Fountain.", paragraph.line)
            found += [
                Paragraph(kind=Kind.NOTE, runs=(Run(note.text),), line=paragraph.line)
                for note in paragraph.notes
            ]
        elif spoken and (before is None or before.kind not in SPEECH_KINDS or _is_song(found)):
            losses.add(
                f"A {kind.value} needs a cue above it in Fountain; it became action.",
                paragraph.line,
            )
            found.append(replace(paragraph, kind=Kind.ACTION, dual=None))
        else:
            found.append(paragraph)
    return found


def _is_song(found: Sequence[Paragraph]) -> bool:
    """Whether the lyrics at the end have no cue above them."""
    for paragraph in reversed(found):
        if paragraph.kind is not Kind.LYRICS:
            return paragraph.kind not in SPEECH_KINDS
    return True


def _paired(paragraphs: Sequence[Paragraph], losses: Losses) -> list[Paragraph]:
    """Keep two speeches side by side where one stands left and the next one right."""
    found = list(paragraphs)
    at = 0
    while at < len(found):
        if found[at].dual is None:
            at += 1
            continue
        end = at
        while end < len(found) and found[end].dual is not None:
            end += 1
        _keep_pairs(found, at, end, losses)
        at = end
    return found


def _keep_pairs(found: list[Paragraph], at: int, end: int, losses: Losses) -> None:
    while at < end:
        middle = at
        while middle < end and found[middle].dual is Column.LEFT:
            middle += 1
        stop = middle
        while stop < end and found[stop].dual is Column.RIGHT:
            stop += 1
        if not (_one_speech(found[at:middle]) and _one_speech(found[middle:stop], alone=True)):
            losses.add(
                "Fountain sets one speech beside one other; these now follow each other.",
                found[at].line,
            )
            for index in range(at, stop):
                found[index] = replace(found[index], dual=None)
        at = stop


def _one_speech(column: Sequence[Paragraph], *, alone: bool = False) -> bool:
    """Whether a column is a cue and its speech; only notes may stand behind the left one."""
    if not column or column[0].kind is not Kind.CHARACTER:
        return False
    rest = [p.kind for p in column[1:]]
    silent = {Kind.NOTE, Kind.BONEYARD}
    spoken = [kind in SPEECH_KINDS - {Kind.CHARACTER} for kind in rest]
    tail = spoken.index(False) if False in spoken else len(spoken)
    after = rest[tail:]
    return not after if alone else all(kind in silent for kind in after)


def _plain(kind: Kind) -> str:
    return "action" if kind in _FOREIGN else kind.value.lower()
