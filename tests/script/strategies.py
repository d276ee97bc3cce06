"""Screenplays for hypothesis: any model at all, and those that every format can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lastlook.script.model import (
    SPEECH_KINDS,
    Alignment,
    Column,
    Kind,
    Note,
    Paragraph,
    ParagraphStyle,
    Run,
    Screenplay,
    Style,
    TitleField,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = (
    "snow glass RING Mara 12A café Иван 你好 שלום a-b won't -- … “no” (beat) 5*3 file_name "
    "under_score * ** _ \\ \\* ! !x @home #4 #4# > < ~ ~la = == === . .. .x [note] [[ ]] /* */ "
    "INT. EXT. INT EST. I/E CUT TO: TO: MARA JON ^ MARA^ (V.O.) ( ) TITLE: Title: & < &amp; 😀 "
    "FADE OUT."
).split()
"""Words that mean something to one format or another, and some that mean nothing."""
_PLAIN_WORDS = (
    "snow glass wipers Mara café Иван 你好 won't “no” 5*3 file_name & < 😀 the ring falls".split()
)
_MARKS = [
    Style.PLAIN,
    Style.PLAIN,
    Style.ITALIC,
    Style.BOLD,
    Style.BOLD | Style.ITALIC,
    Style.UNDERLINE,
    Style.UNDERLINE | Style.BOLD,
]
CENTRED = ParagraphStyle(alignment=Alignment.CENTER)

hazardous_texts = st.one_of(
    st.lists(st.sampled_from([*_WORDS, "\n", "  ", "\t"]), max_size=8).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=4).map("".join),
    st.text(max_size=12),
)
"""Text that tries to be taken for something else."""

LAYOUTS = st.one_of(
    st.none(),
    st.none(),
    st.just(CENTRED),
    st.builds(
        ParagraphStyle,
        left=st.sampled_from([None, 2.0, 1.38]),
        space_before=st.sampled_from([None, 0.0, 1.0, 3.0]),
        alignment=st.sampled_from([None, *Alignment]),
        starts_page=st.sampled_from([None, True]),
    ).filter(lambda layout: layout != ParagraphStyle()),
)
_RUNS = st.lists(
    st.builds(
        Run,
        hazardous_texts,
        st.integers(0, 31).map(Style),
        st.sampled_from([(), (), (1,), (3, 4)]),
        st.sampled_from([0, 0, 1, 2]),
    ),
    max_size=3,
).map(tuple)
_NOTES = st.lists(st.builds(Note, text=hazardous_texts, offset=st.integers(0, 20)), max_size=2).map(
    tuple
)

any_paragraphs = st.builds(
    Paragraph,
    kind=st.sampled_from(list(Kind)),
    runs=_RUNS,
    line=st.integers(1, 500),
    number=st.sampled_from(["", "", "", "1", "12A", "#", "a b"]),
    dual=st.sampled_from([None, None, None, Column.LEFT, Column.RIGHT]),
    depth=st.integers(0, 7),
    style_name=st.sampled_from(["", "", "", "Cold Opening"]),
    layout=LAYOUTS,
    notes=st.one_of(st.just(()), _NOTES),
    synopsis=st.one_of(st.just(""), hazardous_texts),
    page_label=st.sampled_from(["", "", "12A"]),
)
"""Anything the model can say, sensible or not."""

any_titles = st.lists(
    st.builds(
        TitleField,
        key=st.sampled_from(["Title", "Author", "Authors", "Contact", "Copyright", "x:y", ""]),
        values=st.lists(hazardous_texts, max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda field: field.key,
).map(tuple)

any_screenplays = st.builds(
    Screenplay,
    name=st.just("any.pdf"),
    format=st.sampled_from(["pdf", "fdx"]),
    title_page=any_titles,
    paragraphs=st.lists(any_paragraphs, max_size=8).map(tuple),
)
"""Screenplays of any shape, as an import or a program might make them."""


# Screenplays that Fountain and Final Draft can both hold whole.


def _sentence(words: st.SearchStrategy[str], most: int = 6) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=most).map(" ".join)


_words = st.sampled_from(_PLAIN_WORDS)
_sentences = _sentence(_words)
_names = st.sampled_from(["MARA", "JON (V.O.)", "R2D2", "ИВАН", "Mara", "McCLANE", "ÉLODIE"])
_headings = st.sampled_from(
    ["INT. CAR - NIGHT", "EXT. BRIDGE - DAY", "int. hall", "THE FERRY", "I/E. CAR - DUSK", "2 AM"]
)


@st.composite
def styled_runs(draw: st.DrawFn, *, lines: bool = False) -> tuple[Run, ...]:
    """Draw words in runs of Fountain's three styles; a mark never starts inside a word."""
    runs: list[Run] = []
    for number in range(draw(st.integers(1, 4))):
        text = draw(_sentences)
        style = draw(st.sampled_from(_MARKS))
        if number:
            between = draw(st.sampled_from([" ", " ", "\n"] if lines else [" "]))
            runs.append(Run(between))
        runs.append(Run(text, style))
    return tuple(runs)


@st.composite
def noted(draw: st.DrawFn, paragraph: Paragraph) -> Paragraph:
    """Draw a paragraph with or without a note in it."""
    if not draw(st.booleans()) or not paragraph.text:
        return paragraph
    count = draw(st.integers(1, 2))
    length = len(paragraph.text)
    offsets = sorted(draw(st.integers(0, length)) for _ in range(count))
    texts = [draw(_sentence(_words, 3)) for _ in range(count)]
    notes = [Note(text=t, offset=o) for t, o in zip(texts, offsets, strict=True)]
    return replace(paragraph, notes=tuple(notes))


def _paragraph(kind: Kind, runs: Sequence[Run], **more: object) -> Paragraph:
    return Paragraph(kind=kind, runs=tuple(runs), line=1, **more)  # type: ignore[arg-type]


@st.composite
def speeches(draw: st.DrawFn, dual: Column | None = None) -> list[Paragraph]:
    """Draw a cue and what is said under it."""
    found = [_paragraph(Kind.CHARACTER, [Run(draw(_names))])]
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([Kind.DIALOGUE, Kind.PARENTHETICAL, Kind.LYRICS]))
        if kind is Kind.PARENTHETICAL:
            made = _paragraph(kind, [Run(f"({draw(_sentences)})")])
        else:
            made = _paragraph(kind, draw(styled_runs(lines=kind is Kind.DIALOGUE)))
        if not (kind is Kind.DIALOGUE and found[-1].kind is kind):
            found.append(draw(noted(made)))
    return [replace(p, dual=dual) for p in found]


@st.composite
def _blocks(draw: st.DrawFn) -> list[Paragraph]:
    """Draw one element, or one speech, or two side by side."""
    what = draw(
        st.sampled_from(
            [
                *("action", "action", "speech", "speech", "heading", "heading", "dual"),
                *("centred", "transition", "section", "synopsis", "note", "boneyard", "break"),
            ]
        )
    )
    if what == "speech":
        return draw(speeches())
    if what == "dual":
        return [*draw(speeches(Column.LEFT)), *draw(speeches(Column.RIGHT))]
    if what == "heading":
        number = draw(st.sampled_from(["", "1", "12A", "A-3"]))
        return [_paragraph(Kind.SCENE_HEADING, [Run(draw(_headings))], number=number)]
    if what == "transition":
        return [_paragraph(Kind.TRANSITION, [Run(draw(st.sampled_from(["CUT TO:", "Later"])))])]
    if what == "section":
        depth = draw(st.integers(1, 4))
        return [_paragraph(Kind.SECTION, draw(styled_runs()), depth=depth)]
    if what == "break":
        label = draw(st.sampled_from(["", "", "12A"]))
        return [_paragraph(Kind.PAGE_BREAK, [Run("")], page_label=label)]
    if what in {"note", "boneyard"}:
        text = "\n\n".join(draw(st.lists(_sentences, min_size=1, max_size=2)))
        kind = Kind.NOTE if what == "note" else Kind.BONEYARD
        return [_paragraph(kind, [Run(text.replace("\n\n", "\n") if kind is Kind.NOTE else text)])]
    if what == "synopsis":
        return [draw(noted(_paragraph(Kind.SYNOPSIS, draw(styled_runs()))))]
    layout = CENTRED if what == "centred" else None
    made = _paragraph(Kind.ACTION, draw(styled_runs(lines=True)), layout=layout)
    return [draw(noted(made))]


_TITLES = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(_sentences, min_size=1, max_size=2).map(tuple)
        for key in ("Title", "Credit", "Author", "Source", "Draft date", "Contact", "Copyright")
    },
).map(
    lambda found: tuple(
        TitleField(key=key, values=values, runs=tuple((Run(v),) for v in values))
        for key, values in found.items()
    )
)

common_screenplays = st.builds(
    lambda title, blocks: Screenplay(
        name="common.test",
        format="",
        title_page=title if any(field.key == "Title" for field in title) else (),
        paragraphs=tuple(p for block in blocks for p in block),
    ),
    _TITLES,
    st.lists(_blocks(), max_size=8),
)
"""Screenplays of what Fountain and Final Draft both hold, to be read back without a loss."""

__all__ = [
    "SPEECH_KINDS",
    "any_screenplays",
    "common_screenplays",
    "hazardous_texts",
    "noted",
    "speeches",
    "styled_runs",
]
