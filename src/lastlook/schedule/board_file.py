"""Read and write `board.toml`. See docs/formats/board.md."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.production.files import BOM, read_snapshot, write_atomic
from lastlook.production.schema import Reader
from lastlook.production.toml_marks import locate
from lastlook.production.toml_text import parse
from lastlook.production.values import Key, shown
from lastlook.schedule.board import Banner, Board, Proof, SetAt, ShootDay, Strip, Unit
from lastlook.schedule.board_text import board_text
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastlook.production.files import Snapshot
    from lastlook.production.toml_text import Toml
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFile:
    """A board as it was read."""

    board: Board
    """`proof` is None if the shoot or the board is not the one that was proved. A lock more
    takes nothing from a proof, for it leaves fewer boards to choose from; a lock less does."""
    by_hand: bool
    """A person placed something since lastlook last wrote the board, locks apart."""
    problems: tuple[Problem, ...]
    """Warnings only: strips of scenes that are gone, shooting days that are off."""
    snapshot: Snapshot
    """The file as it was, for `write_board`."""


def read_board(
    path: Path, shoot: Shoot, *, file: str = "board.toml", to_check: bool = False
) -> BoardFile:
    """Read a board and hold it against the shoot it is for.

    A strip whose scene is gone is kept, with a warning, so that solving again can report it. With
    `to_check`, scenes that stand twice and days out of order are warnings too: the checker names
    them, and everything else that is wrong.

    Raises
    ------
    ProblemsError
        The text is not a board: all mistakes, with line and column.
    OSError
        The file could not be read.

    """
    snapshot = read_snapshot(path)
    toml, problems = parse(snapshot.data, file)
    if toml is None:
        raise ProblemsError(problems)
    reader = _BoardReader(toml, file, shoot, Severity.WARNING if to_check else Severity.ERROR)
    board = reader.board()
    found = sorted(reader.reader.problems)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise ProblemsError(found)
    now = fingerprint(board, shoot)
    if reader.fingerprint != now or not set(reader.proved_under) <= set(locks(board)):
        board = replace(board, proof=None)
    by_hand = reader.fingerprint.rpartition("-")[2] != now.rpartition("-")[2]
    return BoardFile(board=board, by_hand=by_hand, problems=tuple(found), snapshot=snapshot)


def write_board(path: Path, board: Board, shoot: Shoot, *, expected: Snapshot | None) -> Snapshot:
    """Write a board, keeping what people wrote in the file that is there.

    Parameters
    ----------
    expected
        The file as it was read; None where there must be none yet.

    Returns
    -------
    Snapshot
        The file as it now is.

    Raises
    ------
    ChangedUnderneathError
        The file is not the one that was read; it is left as it is.

    """
    before = expected.text.replace("\r\n", "\n") if expected else ""
    old = None
    if expected and (toml := parse(expected.data, path.name)[0]):
        old = (toml, _BoardReader(toml, path.name, shoot).board())
    text = board_text(
        board,
        shoot,
        fingerprint=fingerprint(board, shoot),
        locks=locks(board),
        before=before,
        old=old,
    )
    newline = expected.newline if expected else ""
    data = text.replace("\n", newline or "\n").encode()
    return write_atomic(path, BOM + data if expected and expected.bom else data, expected=expected)


def locks(board: Board) -> tuple[str, ...]:
    """Everything that is locked: days, ids of scenes, and sets."""
    days = [" ".join(filter(None, map(str, day.slot))) for day in board.days if day.locked]
    strips = [strip.scene for day in board.days for strip in day.strips if strip.locked]
    places = [f"set {one.of}" for one in board.places if one.locked]
    return (*days, *sorted(strips), *sorted(places))


def fingerprint(board: Board, shoot: Shoot) -> str:
    """Hash what a proof rests on: the shoot without its words, a dash, and what stands where."""
    # What of the clearances binds the board stands with the scenes and in `minors`.
    words = {
        "label",
        "strip",
        "why",
        "why_not",
        "unknown",
        "cited",
        "clearances",
        "sources",
        "asks",
    }
    return f"{_hash(_stated(shoot, words))}-{_hash(_stated(board, {'locked', 'proof'}))}"


def _stated(value: Any, without: set[str]) -> Any:
    """Give a value as JSON has it; fields that are as by default are left out.

    So a proof outlives a lastlook that knows more rules than the one it was made by.
    """
    if is_dataclass(value):
        return {
            field.name: _stated(getattr(value, field.name), without)
            for field in fields(value)
            if field.name not in without and getattr(value, field.name) != field.default
        }
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_stated(item, without) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _hash(value: Any) -> str:
    text = json.dumps(value, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class _DayRow:
    date: date
    unit: Unit = Unit.DAY
    crew: Annotated[str, Key(is_a="the id of a second unit", such='"second"')] = ""
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlaceRow:
    location: Annotated[str, Key(is_a="the id of a location", such='"garage"', filled=True)]
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _StripRow:
    scene: Annotated[str, Key(filled=True)]
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _BannerRow:
    banner: str
    minutes: Annotated[int, Key(least=0, most=1440)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _MoveRow:
    move: str
    minutes: Annotated[int, Key(least=0, most=1440)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _ProofRow:
    cost: Decimal
    bound: Decimal
    optimal: bool
    seconds: Annotated[Decimal, Key(least=0)]
    seed: int
    fingerprint: str
    locks: tuple[str, ...] = ()
    """What was locked when it was proved: without one of them a cheaper board may be legal."""
    gap: Decimal = Decimal(0)
    """For people; worked out anew from cost and bound."""


class _BoardReader:
    """Turns a parsed file into a board, noting every problem on the way."""

    def __init__(
        self, toml: Toml, file: str, shoot: Shoot, broken: Severity = Severity.ERROR
    ) -> None:
        self.reader = Reader(toml.marks, file)
        self.broken = broken
        """How grave it is if a scene stands twice, or days do not rise."""
        self.table = toml.table
        self.shoot = shoot
        self.scenes = {scene.id for scene in (*shoot.scenes, *shoot.held)}
        self.fingerprint = ""
        self.proved_under: tuple[str, ...] = ()
        self.lines: dict[str, int] = {}
        """Line on which each scene was first seen."""

    def board(self) -> Board:
        for name in self.table:
            if name not in ("boneyard", "day", "places", "proof"):
                self.reader.problem(
                    (name,),
                    f"`{name}` is not known at the top of a board.",
                    "Known here: `boneyard`, `[[day]]`, `[places]` and `[proof]`.",
                    why="It would have no effect.",
                )
        boneyard = [
            item
            for n, strip in enumerate(self._list("boneyard", (), self.table))
            if isinstance(item := self._item(strip, ("boneyard", n), boneyard=True), Strip)
        ]
        tables = self._list("day", (), self.table)
        days = {n: day for n, table in enumerate(tables) if (day := self._day(table, ("day", n)))}
        self._dates_rise(days)
        return Board(
            days=tuple(days.values()),
            boneyard=tuple(boneyard),
            proof=self._proof(),
            places=tuple(self._places()),
        )

    def _places(self) -> Iterator[SetAt]:
        table = self.table.get("places", {})
        if not isinstance(table, dict):
            fix = 'Write [places], and below it "CAR" = "garage".'
            self.reader.problem(("places",), "`places` is a table.", fix)
            return
        choices = {one.of: one for one in self.shoot.choices}
        for name, value in table.items():
            path = ("places", name)
            stated = {"location": value} if isinstance(value, str) else value
            if not isinstance(stated, dict):
                self.reader.problem(
                    path,
                    f"{shown(value)} is no location.",
                    'Write "garage", or { location = "garage", locked = true }.',
                )
                continue
            row = self.reader.table(_PlaceRow, stated, path)
            if row is None:
                continue
            if name not in choices:
                self.reader.problem(
                    path,
                    f"No [[set]] of production.toml leaves a choice for {name}.",
                    "Take the line out, or solve again.",
                    why="It has no effect.",
                    severity=Severity.WARNING,
                )
                continue
            yield SetAt(of=name, location=row.location, locked=row.locked)

    def _list(self, name: str, path: tuple[str | int, ...], table: dict[str, Any]) -> list[Any]:
        value = table.get(name, [])
        if isinstance(value, list):
            return value
        such = "[[day]] before each day" if name == "day" else f'{name} = ["s001", "s002"]'
        self.reader.problem(
            (*path, name), f"`{name}` is a list, not {shown(value)}.", f"Write it as {such}."
        )
        return []

    def _day(self, table: Any, path: tuple[str | int, ...]) -> ShootDay | None:
        if not isinstance(table, dict):
            self.reader.problem(path, "A day is a table.", "Begin each day with [[day]].")
            return None
        row = self.reader.table(_DayRow, table, path, also=("strips",))
        items = [
            self._item(value, (*path, "strips", n))
            for n, value in enumerate(self._list("strips", path, table))
        ]
        if row is None:
            return None
        work = tuple(item for item in items if item)
        day = ShootDay(date=row.date, unit=row.unit, locked=row.locked, work=work, crew=row.crew)
        if row.crew and self.shoot.crew(row.crew) is None:
            known = ", ".join(unit.id for unit in self.shoot.second_units) or "none"
            self.reader.problem(
                (*path, "crew"),
                f'There is no second unit "{row.crew}".',
                f"The [[second_unit]] tables of production.toml have {known}; the main unit's "
                "days have no `crew`.",
                severity=Severity.WARNING,
            )
        if day.strips and day.date not in self.shoot.dates:
            self.reader.problem(
                (*path, "date"),
                f"{say_date(day.date)} is not a date that may be shot on.",
                "Solve again, move its strips, or make it a work day under [calendar].",
                why="Strips stand on it.",
                severity=Severity.WARNING,
            )
        return day

    def _item(
        self, value: Any, path: tuple[str | int, ...], *, boneyard: bool = False
    ) -> Strip | Banner | None:
        if isinstance(value, str):
            value = {"scene": value}
        if not isinstance(value, dict):
            self.reader.problem(
                path,
                f"{shown(value)} is neither a strip nor a banner.",
                'Write "s012", { scene = "s012", locked = true } or { banner = "Lunch" }.',
            )
            return None
        if not boneyard and "banner" in value:
            banner = self.reader.table(_BannerRow, value, path)
            return Banner(text=banner.banner, minutes=banner.minutes) if banner else None
        if not boneyard and "move" in value:
            move = self.reader.table(_MoveRow, value, path)
            return Banner(text=move.move, minutes=move.minutes, move=True) if move else None
        strip = self.reader.table(_StripRow, value, path)
        if strip is None:
            return None
        self._seen(strip.scene, path, boneyard=boneyard)
        return Strip(scene=strip.scene, locked=strip.locked)

    def _seen(self, scene: str, path: tuple[str | int, ...], *, boneyard: bool) -> None:
        line = locate(self.reader.positions, path).line
        if scene in self.lines:
            self.reader.problem(
                path,
                f'Scene "{scene}" stands here and on line {self.lines[scene]}.',
                "Delete one of the two.",
                why="A scene has one strip.",
                severity=self.broken,
            )
        self.lines.setdefault(scene, line)
        if scene not in self.scenes and not boneyard:
            self.reader.problem(
                path,
                f'No scene of the script has the id "{scene}".',
                "If it was cut, solve again and it goes to the boneyard; else mend the id.",
                severity=Severity.WARNING,
            )

    def _dates_rise(self, days: dict[int, ShootDay]) -> None:
        crews = ["", *(unit.id for unit in self.shoot.second_units)]

        def place(day: ShootDay) -> tuple[date, int, str]:
            crew = crews.index(day.crew) if day.crew in crews else len(crews)
            return day.date, crew, day.crew

        for (_, one), (number, day) in pairwise(days.items()):
            if place(day) > place(one):
                continue
            same, same_date = day.slot == one.slot, day.date == one.date
            before = "another unit's of that date" if same_date else say_date(one.date)
            self.reader.problem(
                ("day", number, "date"),
                f"{say_date(day.date)} {'stands twice' if same else f'comes after {before}'}.",
                "Put both days' strips under one [[day]], or give one of them a `crew`."
                if same and self.shoot.second_units
                else "Put both days' strips under one [[day]]."
                if same
                else "Change one of the dates, or put the [[day]] tables in order.",
                why="Each date has one day of each unit, in order, the main unit's first."
                if self.shoot.second_units
                else "Each date has one day, in order.",
                severity=self.broken,
            )

    def _proof(self) -> Proof | None:
        if "proof" not in self.table:
            return None
        if not isinstance(self.table["proof"], dict):
            self.reader.problem(("proof",), "`proof` is a table.", "Delete it and solve again.")
            return None
        row = self.reader.table(_ProofRow, self.table["proof"], ("proof",))
        if row is None:
            return None
        self.fingerprint = row.fingerprint
        self.proved_under = row.locks
        return Proof(
            cost=row.cost,
            bound=row.bound,
            optimal=row.optimal,
            seconds=float(row.seconds),
            seed=row.seed,
        )
