"""The main job: script, pages, breakdown, schedule, book, each as far as it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.breakdown.journeys import journeys_to_print
from lastlook.errors import Problem, ProblemsError
from lastlook.language.inflect import how_many
from lastlook.paperwork import FILES, PALETTES, print_book
from lastlook.plan.boards import BOARD_FILE, Choice, Origin, choose_board, noticed, put_aside
from lastlook.plan.film import Film, load
from lastlook.plan.fresh import is_fresh, key_of, set_mark
from lastlook.plan.rehearsing import rehearse_takes
from lastlook.plan.takes import keep
from lastlook.production import write_atomic
from lastlook.schedule import build_shoot, cost, day_out_of_days, write_board
from lastlook.script.ledger import FILE as LEDGER_FILE
from lastlook.script.ledger import ledger_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lastlook.paperwork.take_report import TakeReport
    from lastlook.schedule import Board, CostReport, DayOutOfDays, Shoot

BOOK = "book"


class Stage(StrEnum):
    """Parts of the job, in order."""

    READ = "Script, pages, breakdown"
    SCHEDULE = "Schedule"
    TAKES = "Takes"
    BOOK = "Book"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A film planned: everything the book shows, and where the book is."""

    film: Film
    shoot: Shoot
    board: Board
    choice: Choice
    report: CostReport
    grid: DayOutOfDays
    problems: tuple[Problem, ...]
    """Warnings of every stage."""
    book: Path
    """The book as one PDF."""
    files: tuple[Path, ...]
    """Every file of the book."""
    aside: Path | None
    """Where a person's arrangement was put when the board had to be solved again."""
    takes: tuple[TakeReport, ...]
    """How each take of the production stands."""
    printed: bool
    """False where the book on disk already said all this."""


def plan(
    path: Path | str,
    *,
    seconds: float = 5.0,
    seed: int | None = None,
    again: bool = False,
    progress: Callable[[Stage, float, str], None] = lambda _stage, _share, _note: None,
) -> Plan:
    """Plan the production in a folder, and print its book.

    What is up to date is not made again. Files of people are written only at the end of the
    stage that changes them: `scenes.toml` and `board.toml`, and never if the schedule fails.

    Parameters
    ----------
    seconds
        Work given to the solver, in its own reproducible measure of about a second on one core.
    seed
        The same seed gives the same board; None is 1, and content with a board of any seed.
    again
        Solve although a person arranged the board; locks are kept.
    progress
        Told the stage, the share of it that is done (0 to 1) and a few words.

    Raises
    ------
    ProblemsError
        The production has errors; all of them, and nothing was written.
    ImpossibleError, NoBoardFoundError
        There is no legal board, or none was found; nothing was written.
    ChangedUnderneathError
        A file was changed by someone else meanwhile; it was left alone.
    """
    progress(Stage.READ, 0.0, "")
    film, problems = load(path)
    if film is None:
        raise ProblemsError(problems)
    pages = len(film.pages.pages)
    scenes = how_many(len(film.scenes), "scene")
    progress(Stage.READ, 1.0, f"{scenes} on {how_many(pages, 'page')}")

    progress(Stage.SCHEDULE, 0.0, "")
    shoot = build_shoot(film.production, film.sheets, film.clearances)
    choice = choose_board(
        film,
        shoot,
        seconds=seconds,
        seed=seed,
        again=again,
        progress=lambda share, best, bound: progress(
            Stage.SCHEDULE, share, f"cost {best:,.0f}, bound {bound:,.0f}"
        ),
    )
    board = choice.board
    progress(Stage.SCHEDULE, 1.0, choice.origin)
    _write_ledger(film)
    keep(film.takes, film.set_ups, film.production.root)
    aside = _write_board(film, shoot, choice)

    out = film.production.root / BOOK
    reports = rehearse_takes(
        film.takes,
        film.production.root,
        out,
        lambda done, count, name: progress(Stage.TAKES, done / count, name),
    )
    progress(Stage.TAKES, 1.0, how_many(len(reports), "take") if reports else "none")

    report = cost(board, shoot)
    grid = day_out_of_days(board, shoot, film.production)
    problems = (
        *problems,
        *(choice.on_disk.problems if choice.on_disk else ()),
        *noticed(board, shoot),
    )
    journeys = journeys_to_print(
        film.sheets,
        film.screenplay,
        film.scenes,
        film.decisions,
        cast=film.production.cast,
    )
    key = key_of(
        film.production,
        film.sheets,
        shoot,
        board,
        report,
        grid,
        pages,
        problems,
        journeys,
        reports,
    )
    fresh = is_fresh(out, key)
    files = tuple(out / name for name in FILES)
    if not fresh:
        progress(Stage.BOOK, 0.0, "")
        files = print_book(
            film.production,
            film.sheets,
            board,
            shoot,
            report,
            grid,
            out,
            page_count=pages,
            palette=PALETTES[film.production.palette],
            problems=problems,
            journeys=journeys,
            takes=reports,
            progress=lambda done, count, name: progress(Stage.BOOK, done / count, name),
        )
        set_mark(out, key, files)
    progress(Stage.BOOK, 1.0, "up to date" if fresh else f"{len(files)} files")
    return Plan(
        film=film,
        shoot=shoot,
        board=board,
        choice=choice,
        report=report,
        grid=grid,
        problems=problems,
        book=out / FILES[0],
        files=files,
        aside=aside,
        takes=reports,
        printed=not fresh,
    )


def _write_ledger(film: Film) -> None:
    data = ledger_text(film.ledger).encode()
    if film.ledger_file is None or film.ledger_file.data != data:
        write_atomic(film.production.root / LEDGER_FILE, data, expected=film.ledger_file)


def _write_board(film: Film, shoot: Shoot, choice: Choice) -> Path | None:
    """Write the board if it is new; return where a person's arrangement was put aside."""
    if choice.origin not in {Origin.SOLVED, Origin.COMPLETED}:
        return None
    root = film.production.root
    on_disk = choice.on_disk
    aside = None
    if choice.origin is Origin.SOLVED and on_disk is not None and on_disk.by_hand:
        aside = put_aside(root, on_disk)
    snapshot = on_disk.snapshot if on_disk else None
    write_board(root / BOARD_FILE, choice.board, shoot, expected=snapshot)
    return aside
