"""Why a scene is where it is: what every other date would cost, or which rules shut it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.schedule.choices import fixed_places
from lastlook.schedule.compare import Comparison, TermChange, compare, term_changes
from lastlook.schedule.conflict import ImpossibleError
from lastlook.schedule.conflict.direct import needs_of
from lastlook.schedule.cost import cost
from lastlook.schedule.explain.locks import stand_on
from lastlook.schedule.explain.resolve import resolve
from lastlook.schedule.explain.trial import tried
from lastlook.schedule.solver.solve import NoBoardFoundError
from lastlook.schedule.solver.task import make_task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from lastlook.schedule.board import Board, Unit
    from lastlook.schedule.check import Violation
    from lastlook.schedule.shoot import Shoot


class NoSuchSceneError(LastlookError):
    """The scene asked for is on no day of the board, or in no script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDate:
    """A date on which a scene might stand."""

    date: dt.date
    unit: Unit | None
    """Of the day as it would be; None where rules shut it."""
    crew: str
    """Id of the second unit that would shoot it; empty for the main unit."""
    added: Decimal | None
    """What the board costs more with the strip there and all others where they are; None where
    rules shut it."""
    terms: tuple[TermChange, ...]
    """The terms of the cost that change."""
    broken: tuple[Violation, ...]
    """The rules that shut the date while all other strips stay."""
    own: tuple[str, ...]
    """Of the scene's own needs those that shut it, whatever else is moved."""
    change: Comparison | None = None
    """The board against the cheapest one found with the strip there, others moved as well."""
    at_least: Decimal | None = None
    """What any board with the strip there costs more at least, as far as is proved."""
    impossible: bool = False
    """It was proved that no legal board has the scene there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a scene is where it is."""

    scene: str
    label: str
    date: dt.date
    unit: Unit
    crew: str
    """Id of the second unit that shoots it; empty for the main unit."""
    locked: bool
    needs: tuple[tuple[str, frozenset[dt.date]], ...]
    """Each need of the scene in words, with the dates that it leaves open."""
    dates: tuple[OtherDate, ...]
    """Every other date of the calendar, rising."""

    @property
    def open(self) -> tuple[OtherDate, ...]:
        """Dates that would be legal with all other strips where they are, the cheapest first."""
        found = [
            (other.added, other.date, other) for other in self.dates if other.added is not None
        ]
        return tuple(other for *_, other in sorted(found, key=lambda one: one[:2]))


def why(shoot: Shoot, board: Board, scene: str, *, nearest: int = 3, seconds: float = 2.0) -> Why:
    """Explain where a scene stands.

    For each other date of the calendar: its cost with all else fixed, or the rules that shut it.
    For the `nearest` dates that the scene's own needs leave open, the cheapest first and then by
    distance, the board is solved again around the scene, with `seconds` of work each.

    Raises
    ------
    NoSuchSceneError
        The scene is on no day of the board.
    """
    # Where the sets are is no part of the question.
    shoot = fixed_places(shoot, board)
    needs = {need.id: need for need in shoot.scenes}
    day = next((d for d in board.days if any(s.scene == scene for s in d.strips)), None)
    if day is None or scene not in needs:
        raise NoSuchSceneError(f"Scene {scene} is on no day of the board.")
    need = needs[scene]
    task = make_task(shoot)
    own = needs_of(need, shoot, None, task)
    report = cost(board, shoot)
    found: list[OtherDate] = []
    for at, other in enumerate(shoot.dates):
        if other == day.date:
            continue
        shut = tuple(one.says for one in own if at not in one.dates)
        trial = tried(board, shoot, need, other)
        legal = not trial.broken
        there = next(d for d in trial.board.days if any(s.scene == scene for s in d.strips))
        terms = term_changes(report, trial.report)
        found.append(
            OtherDate(
                date=other,
                unit=there.unit if legal else None,
                crew=there.crew if legal else "",
                added=trial.report.total - report.total if legal else None,
                terms=tuple(term for term in terms if term.added) if legal else (),
                broken=trial.broken,
                own=shut,
            )
        )
    for number in _worth_solving(found, day.date)[:nearest]:
        found[number] = _solved(found[number], shoot, board, scene, seconds)
    return Why(
        scene=scene,
        label=need.label,
        date=day.date,
        unit=day.unit,
        crew=day.crew,
        locked=day.locked or any(s.scene == scene and s.locked for s in day.strips),
        needs=tuple(
            (one.says, frozenset(shoot.dates[at] for at in sorted(one.dates))) for one in own
        ),
        dates=tuple(found),
    )


def _worth_solving(dates: Sequence[OtherDate], stands: dt.date) -> list[int]:
    """Give the dates that no need of the scene shuts: legal ones by price, then the nearest."""

    def key(number: int) -> tuple[bool, Decimal | int, int]:
        other = dates[number]
        return other.added is None, other.added or 0, abs((other.date - stands).days)

    return sorted((n for n, other in enumerate(dates) if not other.own), key=key)


def _solved(other: OtherDate, shoot: Shoot, board: Board, scene: str, seconds: float) -> OtherDate:
    try:
        found = resolve(shoot, stand_on(board, scene, other.date, other.crew), seconds=seconds)
    except ImpossibleError:
        return replace(other, impossible=True)
    except NoBoardFoundError:
        return other
    change = compare(board, found.board, shoot)
    return replace(other, change=change, at_least=found.bound - change.total.before)
