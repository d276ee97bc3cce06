"""Print the book: every file of `book/`, worked out first and only then written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.paperwork import tables
from lastlook.paperwork.book import Book, Paper
from lastlook.paperwork.gather import gather
from lastlook.paperwork.glyphs import unprintable
from lastlook.paperwork.page import PRINTS, index_page
from lastlook.paperwork.palette import TRADE, Palette
from lastlook.paperwork.typeset import page_data, set_pdf
from lastlook.production.files import read_snapshot, write_atomic
from lastlook.schedule.choices import at_locations, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lastlook.breakdown.journey_model import Journey
    from lastlook.breakdown.model import Sheet
    from lastlook.errors import Problem
    from lastlook.paperwork.take_report import TakeReport
    from lastlook.production.model import Production
    from lastlook.schedule.board import Board
    from lastlook.schedule.cost import CostReport
    from lastlook.schedule.dood import DayOutOfDays
    from lastlook.schedule.shoot import Shoot

FILES = (
    *(name for name, _ in PRINTS),
    "scenes.csv", "elements.csv", "cast.csv", "board.csv", "dood.csv", "index.html",
)  # fmt: skip
"""Every file of a book, in the order they are made."""


def print_book(  # noqa: PLR0917 - the rooms in their order, as each hands on to the next
    film: Production,
    sheets: tuple[Sheet, ...],
    board: Board,
    shoot: Shoot,
    report: CostReport,
    grid: DayOutOfDays,
    out: Path,
    *,
    page_count: int,
    problems: tuple[Problem, ...] = (),
    paper: Paper = Paper.LETTER,
    palette: Palette = TRADE,
    journeys: tuple[Journey, ...] = (),
    takes: tuple[TakeReport, ...] = (),
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Path, ...]:
    """Print the book into the folder `out` and return the paths of its files, `FILES` in order.

    Everything is derived: files of an earlier print are replaced, others in the folder are left
    alone, and nothing is written before all of it could be made. The same input gives the same
    bytes. `progress` is told files done, files in all, and the name of the next.

    Raises
    ------
    TypesettingError
        If a page could not be set; the folder is as it was.
    """
    shoot = settled(shoot, board)
    book = Book(
        film=film,
        sheets=at_locations(sheets, shoot),
        board=board,
        shoot=shoot,
        report=report,
        grid=grid,
        page_count=page_count,
        problems=tuple(problems),
        paper=paper,
        palette=palette,
        journeys=tuple(journeys),
        takes=tuple(takes),
    )
    made: dict[str, bytes] = {}
    for name, data in make_files(book):
        made[name] = data
        if progress is not None and len(made) < len(FILES):
            progress(len(made), len(FILES), FILES[len(made)])
    out.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        _replace(out / name, data)
    if progress is not None:
        progress(len(FILES), len(FILES), "")
    return tuple(out / name for name in made)


def make_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Make the book's files in memory, one by one; names and order are `FILES`."""
    book = replace(book, problems=(*book.problems, *unprintable(book)))
    view = gather(book)
    data = page_data(view)
    for name, _ in PRINTS:
        yield name, set_pdf(name.removesuffix(".pdf"), data)
    yield "scenes.csv", tables.scenes(view)
    yield "elements.csv", tables.elements(book)
    yield "cast.csv", tables.cast(view)
    yield "board.csv", tables.board(view)
    yield "dood.csv", tables.dood(view)
    yield "index.html", index_page(view)


def _replace(path: Path, data: bytes) -> None:
    """Write a derived file, unless it already says just that."""
    old = read_snapshot(path) if path.exists() else None
    if old is None or old.data != data:
        write_atomic(path, data, expected=old)
