"""Which board a plan stands on: the one on disk, or a new one solved around what people fixed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.schedule import (
    BoardFile,
    build_shoot,
    read_board,
    solve,
    violations,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from lastlook.plan.film import Film
    from lastlook.schedule import Board, Shoot, Solved, Violation

BOARD_FILE = "board.toml"
BEFORE_FILE = "board-before.toml"
"""Where a board that a person arranged goes when it had to be solved again."""


class Origin(StrEnum):
    """Where the board of a plan comes from."""

    SOLVED = "solved"
    """Solved now."""
    UP_TO_DATE = "up to date"
    """Solved earlier; nothing it rests on has changed."""
    BY_HAND = "arranged by hand"
    """A person moved strips, and it keeps every rule: it stays as it is."""


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
    seed: int,
    again: bool,
    progress: Callable[[float, Decimal, Decimal], None] | None = None,
) -> Choice:
    """Keep the board on disk where it still stands, else solve with its locks.

    A board that a person arranged is kept as long as it is complete and legal; `again` solves
    it all the same.

    Raises
    ------
    ProblemsError
        board.toml cannot be read as a board.
    ImpossibleError, NoBoardFoundError
        There is no legal board, or none was found in time.
    """
    path = film.production.root / BOARD_FILE
    on_disk = read_board(path, shoot) if path.is_file() else None
    broken: tuple[Violation, ...] = ()
    if on_disk is not None:
        broken = violations(on_disk.board, shoot)
        proof = on_disk.board.proof
        same = not broken and not again
        if same and on_disk.by_hand:
            return Choice(board=on_disk.board, origin=Origin.BY_HAND, on_disk=on_disk)
        enough = proof is not None and (proof.optimal or proof.seconds >= seconds)
        if same and enough:
            return Choice(board=on_disk.board, origin=Origin.UP_TO_DATE, on_disk=on_disk)
    solved = solve(
        shoot,
        seconds=seconds,
        seed=seed,
        keep=on_disk.board if on_disk else None,
        progress=progress,
    )
    return Choice(
        board=solved.board, origin=Origin.SOLVED, on_disk=on_disk, solved=solved, broken=broken
    )


def check_board(film: Film) -> tuple[Problem, ...]:
    """Report what is wrong with board.toml, rule by rule; nothing where there is none yet."""
    try:
        shoot = build_shoot(film.production, film.sheets)
        path = film.production.root / BOARD_FILE
        if not path.is_file():
            return ()
        on_disk = read_board(path, shoot)
    except ProblemsError as error:
        return error.problems
    return (*on_disk.problems, *(broken_rule(one) for one in violations(on_disk.board, shoot)))


def broken_rule(violation: Violation) -> Problem:
    """Say as a problem of board.toml which rule a board breaks."""
    return Problem(
        file=BOARD_FILE,
        what=violation.text,
        fix="Move a strip, or let `lastlook plan --solve` find a board that keeps every rule.",
        severity=Severity.WARNING,
    )
