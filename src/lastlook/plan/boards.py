"""Which board a plan stands on: the one on disk, or a new one solved around what people fixed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.production.files import write_atomic
from lastlook.production.toml_text import parse
from lastlook.schedule import (
    BoardFile,
    ImpossibleError,
    NoBoardFoundError,
    Strip,
    build_shoot,
    notices,
    read_board,
    solve,
    summarise,
    violations,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from pathlib import Path

    from lastlook.plan.film import Film
    from lastlook.schedule import Board, Proof, Shoot, Solved, Violation

BOARD_FILE = "board.toml"
BEFORE_FILE = "board-before{}.toml"
"""Where a board that a person arranged goes when it had to be solved again; never twice."""

LAW = "minor"
"""How the rules begin whose breach is more than a board to be solved again."""


class Origin(StrEnum):
    """Where the board of a plan comes from."""

    SOLVED = "solved"
    """Solved now."""
    UP_TO_DATE = "up to date"
    """Solved earlier; nothing it rests on has changed."""
    BY_HAND = "arranged by hand"
    """A person moved strips, and it keeps every rule: it stays as it is."""
    COMPLETED = "arranged by hand, and completed"
    """A person moved strips; scenes that were missing were placed around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The board a plan stands on."""

    board: Board
    origin: Origin
    on_disk: BoardFile | None
    """What board.toml held."""
    solved: Solved | None = None
    broken: tuple[Violation, ...] = ()
    """Rules that the board on disk broke, which is why it was solved again."""


def choose_board(
    film: Film,
    shoot: Shoot,
    *,
    seconds: float,
    seed: int | None,
    again: bool,
    progress: Callable[[float, Decimal, Decimal], None] | None = None,
) -> Choice:
    """Keep the board on disk where it still stands, else solve with its locks.

    A board that a person arranged is kept as long as it is complete and legal; scenes that it
    lacks are placed around what is there. `again` solves it all the same. `seed` None is any.

    Raises
    ------
    ProblemsError
        board.toml cannot be read as a board.
    ImpossibleError, NoBoardFoundError
        There is no legal board, or none was found in time.
    """
    path = film.production.root / BOARD_FILE
    on_disk = read_board(path, shoot) if path.is_file() else None
    run = partial(
        solve,
        shoot,
        seconds=seconds,
        seed=1 if seed is None else seed,
        progress=progress,
        stoppable=True,
    )
    if on_disk is None:
        solved = run()
        return Choice(board=solved.board, origin=Origin.SOLVED, on_disk=None, solved=solved)
    board = on_disk.board
    broken = violations(board, shoot)
    if not broken and not again:
        if on_disk.by_hand:
            return Choice(board=board, origin=Origin.BY_HAND, on_disk=on_disk)
        if _proved_enough(board.proof, seconds, seed):
            return Choice(board=board, origin=Origin.UP_TO_DATE, on_disk=on_disk)
    if on_disk.by_hand and not again and {one.rule for one in broken} <= _ONLY_SCENES:
        with suppress(ImpossibleError, NoBoardFoundError):
            solved = run(keep=_relocked(board, lambda _: True))
            locked = {strip.scene for day in board.days for strip in day.strips if strip.locked}
            completed = _relocked(solved.board, lambda strip: strip.scene in locked)
            return Choice(
                # Its proof rests on locks that nobody set.
                board=replace(completed, proof=None),
                origin=Origin.COMPLETED,
                on_disk=on_disk,
                solved=solved,
                broken=broken,
            )
    solved = run(keep=board)
    return Choice(
        board=solved.board, origin=Origin.SOLVED, on_disk=on_disk, solved=solved, broken=broken
    )


def put_aside(root: Path, file: BoardFile) -> Path:
    """Keep a board as it was read beside board.toml; return where. Nothing is written over."""
    names = (BEFORE_FILE.format(f"-{n}" if n > 1 else "") for n in count(1))
    aside = next(root / name for name in names if not (root / name).exists())
    write_atomic(aside, file.snapshot.data, expected=None)
    return aside


_ONLY_SCENES = frozenset({"missing", "unknown scene", "held"})
"""Rules that a board breaks only because there are other scenes to shoot now."""


def _proved_enough(proof: Proof | None, seconds: float, seed: int | None) -> bool:
    """Whether solving again, with this much work and this seed, would tell nothing new."""
    if proof is None:
        return False
    return proof.optimal or (proof.seconds >= seconds and seed in {None, proof.seed})


def _relocked(board: Board, is_locked: Callable[[Strip], bool]) -> Board:
    """Return the board with just those strips locked to their dates that are to be."""
    days = tuple(
        replace(
            day,
            work=tuple(
                replace(item, locked=is_locked(item)) if isinstance(item, Strip) else item
                for item in day.work
            ),
        )
        for day in board.days
    )
    return replace(board, days=days)


def check_board(film: Film) -> tuple[Problem, ...]:
    """Report what is wrong with board.toml, rule by rule; nothing where there is none yet."""
    try:
        shoot = build_shoot(film.production, film.sheets, film.clearances)
        path = film.production.root / BOARD_FILE
        if not path.is_file():
            return ()
        on_disk = read_board(path, shoot)
    except ProblemsError as error:
        return error.problems
    broken = violations(on_disk.board, shoot)
    law = [one for one in broken if one.rule.startswith(LAW)]
    house = [one for one in broken if not one.rule.startswith(LAW)]
    return (
        *on_disk.problems,
        *(replace(broken_rule(text), severity=Severity.ERROR) for text in summarise(law)),
        *(broken_rule(text) for text in summarise(house)),
        *noticed(on_disk.board, shoot),
    )


def check_board_text(root: Path) -> tuple[Problem, ...]:
    """Report what is wrong with board.toml as TOML, where the film cannot be read to check more."""
    path = root / BOARD_FILE
    if not path.is_file():
        return ()
    return tuple(parse(path.read_bytes(), BOARD_FILE)[1])


def noticed(board: Board, shoot: Shoot) -> tuple[Problem, ...]:
    """Say as problems of board.toml what a legal board still waits for."""
    return tuple(
        Problem(
            file=BOARD_FILE,
            what=notice.text,
            severity=Severity.ERROR if notice.blocks else Severity.WARNING,
        )
        for notice in notices(board, shoot)
    )


def broken_rule(text: str) -> Problem:
    """Say as a problem of board.toml which rule a board breaks."""
    return Problem(
        file=BOARD_FILE,
        what=text,
        fix="Move a strip, or let `lastlook plan --solve` find a board that keeps every rule.",
        severity=Severity.WARNING,
    )
