"""A PDF of a screenplay read back into its elements, by where its words stand.

PDFium gives characters and positions (`pdf_child`, in a process of its own); `pdf_rows` makes rows
of them; `pdf_furniture` takes off what belongs to the page; `pdf_dual` parts speeches that stand
side by side; `classify` tells what each line is and joins paragraphs over the ends of pages.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.script.imports.classify import lines_to_elements
from lastlook.script.imports.lines import Line
from lastlook.script.imports.pdf_dual import dual_at
from lastlook.script.imports.pdf_furniture import clear, frame_of, pages_where
from lastlook.script.imports.pdf_process import extract
from lastlook.script.imports.pdf_rows import CHARACTER, is_from_right, leaves_of, mirror
from lastlook.script.imports.titles import title_page_of
from lastlook.script.imports.words import split_number, starts_heading
from lastlook.script.model import PageSetup, Run, Screenplay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.imports.pdf_rows import Leaf, Piece, Row
    from lastlook.script.model import Paragraph, TitleField


def read_pdf(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a PDF.

    A paragraph's `line` is the running line of the document, page numbers and the like not
    counted; messages name the page. The paper's size is kept; margins are Final Draft's.

    Raises
    ------
    ProblemsError
        The PDF is locked, damaged, a scan, or holds nothing that looks like a script.
    """
    leaves = leaves_of(extract(data, name))
    problems = _refuse_what_is_no_text(leaves, name)
    problems += _from_right(leaves, name)
    titles, leaves = _title_page(leaves)
    mirror(leaves)
    frame = frame_of(leaves)
    clear(leaves, frame)
    problems += _dropped(leaves, name)
    lines = _lines([row for leaf in leaves for row in leaf.rows])
    paragraphs, doubts = lines_to_elements(lines, name)
    return Screenplay(
        name=name,
        format="pdf",
        title_page=titles,
        paragraphs=paragraphs,
        page_setup=_paper(leaves),
        problems=(*problems, *doubts, *_no_scene(paragraphs, name)),
        source=data,
    )


def _refuse_what_is_no_text(leaves: Sequence[Leaf], name: str) -> list[Problem]:
    """Refuse scans and letters without meaning; tell of pages that are only partly so."""
    shown = sum(leaf.shown for leaf in leaves)
    unknown = sum(leaf.unknown for leaf in leaves)
    pictures = [leaf for leaf in leaves if leaf.image > 0.5 and leaf.shown < 40]
    if shown < 5 * len(leaves) + 5 or len(pictures) > 0.5 * len(leaves):
        scanned = bool(pictures)
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what="This PDF is a scan: its pages are pictures without text."
                    if scanned
                    else "This PDF holds no text.",
                    why="lastlook reads words and their places, and does not recognise pictures.",
                    fix="Run text recognition over it first (for example: ocrmypdf in.pdf out.pdf),"
                    " or ask for the PDF exported from the writing program.",
                )
            ]
        )
    if unknown > shown:
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what="The PDF does not tell which letters its shapes stand for.",
                    why="Its fonts are embedded without that table, so no program can read it.",
                    fix="Export it again with another PDF printer, or run text recognition on it.",
                )
            ]
        )
    found = []
    if pictures:
        pages = pages_where(leaves, lambda leaf: leaf.image > 0.5 and leaf.shown < 40)
        found.append(
            _warning(
                name,
                f"Page {pages} is a picture without text and was left out.",
                "Words in pictures are not recognised.",
                "Type in what stands there, or run text recognition over the PDF.",
            )
        )
    if any(leaf.unknown > 0.02 * (leaf.shown + 1) for leaf in leaves):
        pages = pages_where(leaves, lambda leaf: leaf.unknown > 0.02 * (leaf.shown + 1))
        found.append(
            _warning(
                name,
                f"On page {pages} some letters could not be read.",
                "The PDF does not tell which letters these shapes stand for.",
                "Compare the page with the imported script.",
            )
        )
    if sum(leaf.hidden for leaf in leaves) > 0.5 * shown:
        found.append(
            _warning(
                name,
                "The text of this PDF came from text recognition over a scan.",
                "Recognition mistakes letters, and places words only roughly.",
                "Read the imported script against the scan.",
            )
        )
    return found


def _title_page(leaves: list[Leaf]) -> tuple[tuple[TitleField, ...], list[Leaf]]:
    """Take the title page off, if the first page is one: few lines, far apart, no heading."""
    if len(leaves) < 2:
        return (), leaves
    first = leaves[0]
    rows = first.rows
    if not rows or len(rows) > 40 or any(starts_heading(p.text) for r in rows for p in r.pieces):
        return (), leaves
    centre = first.width / 2
    entries = []
    centred = 0
    for index, row in enumerate(rows):
        for piece in row.pieces:
            middle = (piece.left + piece.right) / 2
            # Scripts are bound at the left, so their middle lies a little right of the paper's.
            is_centred = -8 < middle - centre < 40 and piece.left > 0.2 * first.width
            centred += is_centred
            entries.append((piece.text, is_centred, index + 1))
    blank = max((below.y - above.y for above, below in pairwise(rows)), default=0.0)
    low_start = rows[0].y > 0.2 * first.height
    if not centred or not (low_start or blank > 0.12 * first.height):
        return (), leaves
    return title_page_of(entries), leaves[1:]


def _lines(rows: Sequence[Row]) -> list[Line]:
    """Turn rows into lines for the classifier."""
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        spoken, end = dual_at(rows, at)
        if spoken:
            column = None
            for line in spoken:
                made = _line(line.row, line.piece, len(lines) + 1)
                starts = line.column is not column
                column = line.column
                gap = 1.0 if starts else 0.0
                lines.append(replace(made, gap=gap, known=line.kind, dual=line.column, turns=False))
            at = end
            continue
        row = rows[at]
        for index, piece in enumerate(row.pieces):
            made = _line(row, piece, len(lines) + 1)
            if lines and lines[-1].dual is not None:
                made = replace(made, gap=max(made.gap, 1.0))
            lines.append(made if index == 0 else replace(made, gap=0.0, turns=False))
        at += 1
    return lines


def _line(row: Row, piece: Piece, number: int) -> Line:
    runs, scene_number = piece.runs, row.number
    if not scene_number:
        scene_number, text = split_number(piece.text)
        if scene_number:
            runs = _part(runs, piece.text.index(text), len(text))
    return Line(
        runs=runs,
        number=number,
        page=row.page,
        left=piece.left / CHARACTER,
        right=piece.right / CHARACTER,
        gap=row.gap,
        turns=row.first,
        goes_on=row.goes_on,
        scene_number=scene_number,
    )


def _part(runs: Sequence[Run], start: int, length: int) -> tuple[Run, ...]:
    found = []
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(start + length - at, 0)]
        at += len(run.text)
        if text:
            found.append(replace(run, text=text))
    return tuple(found)


def _paper(leaves: Sequence[Leaf]) -> PageSetup:
    if not leaves:
        return PageSetup()
    width, height = leaves[0].width / 72, leaves[0].height / 72
    return PageSetup(width=round(width, 2), height=round(height, 2))


def _from_right(leaves: Sequence[Leaf], name: str) -> list[Problem]:
    """Say where text runs from right to left, whose order a PDF does not tell."""

    def runs_so(leaf: Leaf) -> bool:
        return any(is_from_right(g) for row in leaf.rows for p in row.pieces for g in p.glyphs)

    if not any(map(runs_so, leaves)):
        return []
    return [
        _warning(
            name,
            f"Page {pages_where(leaves, runs_so)}: words run from right to left.",
            "A PDF keeps their shapes and places, not their order; joined letters may be wrong.",
            "Compare them with the imported script, or import the script's own file.",
        )
    ]


def _dropped(leaves: Sequence[Leaf], name: str) -> list[Problem]:
    words = sorted({text for leaf in leaves for text in leaf.dropped if text})
    if not words:
        return []
    shown = "; ".join(text[:40] for text in words[:3])
    return [
        _warning(
            name,
            f"Page {pages_where(leaves, lambda leaf: bool(leaf.dropped))}: “{shown}” "
            "was left out as a watermark.",
            "It is turned, pale, or stands in the same place on most pages.",
            "Nothing is to be done, unless it belongs to the script.",
        )
    ]


def _no_scene(paragraphs: Sequence[Paragraph], name: str) -> list[Problem]:
    if any(paragraph.kind == "Scene Heading" for paragraph in paragraphs):
        return []
    return [
        _warning(
            name,
            "No scene heading was found.",
            "Headings are known by INT. or EXT., a scene number, or the blank lines above them.",
            "Put headings into the imported script, or check that this PDF is a screenplay.",
        )
    ]


def _warning(name: str, what: str, why: str, fix: str) -> Problem:
    return Problem(file=name, what=what, why=why, fix=fix, severity=Severity.WARNING)
