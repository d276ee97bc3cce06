"""What if: cost against days, a location's date, an actor's window, a set's location, a unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from lastlook.schedule.conflict import ImpossibleError
from lastlook.schedule.explain.scenario import Best, best_of, judged
from lastlook.schedule.hours import ALWAYS
from lastlook.schedule.shoot import Opening, Place
from lastlook.schedule.solver.solve import NoBoardFoundError
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Choice, Player, Shoot

    Progress = Callable[[int, int, str], None]

T = TypeVar("T")
HasHours = TypeVar("HasHours", Place, Opening)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One supposition and what it comes to."""

    key: str
    """The number, or the date as YYYY-MM-DD; `now` for the production as it stands."""
    says: str
    best: Best | None
    """The best board found; None where there is none, or none was found."""
    why_not: tuple[str, ...] = ()
    """Where it was proved that there is none: the conflicts, in words."""

    @property
    def days(self) -> int | None:
        """Shooting days of the board, those of the main unit."""
        if self.best is None:
            return None
        return sum(bool(day.strips) for day in self.best.board.days if not day.crew)


def _nothing(_done: int, _count: int, _says: str) -> None:
    """Tell nobody."""


def days_frontier(
    shoot: Shoot,
    keep: Board | None,
    days: Sequence[int],
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Progress = _nothing,
) -> tuple[Case, ...]:
    """Find the cost under each limit of shooting days.

    A board of few days is legal under every higher limit, and a bound under a high limit holds
    under every lower one, so costs never rise with the limit, nor do bounds.
    """
    cases = [
        (str(most), f"at most {most} shooting days", replace(shoot, max_days=most))
        for most in sorted(set(days))
    ]
    return _nested(cases, keep, seconds=seconds, seed=seed, progress=progress)


def actor_leaves(
    shoot: Shoot,
    keep: Board | None,
    who: int,
    first: date,
    last: date,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Progress = _nothing,
) -> tuple[Case, ...]:
    """Find the cost if a role is free only from `first`, for each date it may leave after.

    The last case is the whole window. Windows that the role has now are set aside.
    """
    player = next(one for one in shoot.players if one.id == who)
    ends = [day for day in shoot.dates if first <= day <= last]
    cases = []
    for end in ends:
        free = frozenset(at for at, day in enumerate(shoot.dates) if first <= day <= end)
        says = f"{player.label} free {say_date(first)} to {say_date(end)}"
        cases.append((end.isoformat(), says, _free(shoot, who, free)))
    return _nested(cases, keep, seconds=seconds, seed=seed, progress=progress)


def without_window(
    shoot: Shoot,
    keep: Board | None,
    who: int,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Progress = _nothing,
) -> tuple[Case, ...]:
    """Find the cost as it stands, and if a role were free on every date."""
    player = next(one for one in shoot.players if one.id == who)
    every = frozenset(range(len(shoot.dates)))
    cases = [
        ("now", "as it stands", shoot),
        ("free", f"{player.label} free on every date", _free(shoot, who, every)),
    ]
    return _nested(cases, keep, seconds=seconds, seed=seed, progress=progress)


def location_dates(
    shoot: Shoot,
    keep: Board | None,
    place: str,
    first: date,
    last: date,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Progress = _nothing,
) -> tuple[Case, ...]:
    """Find the cost for each date from which a location might be had.

    The location keeps its pattern: the working dates for which it is open now, with their hours
    and gaps, begin on each date of the span in turn. What would fall beyond the calendar is lost.
    """
    stated = next(one for one in shoot.places if one.id == place)
    starts = [at for at, day in enumerate(shoot.dates) if first <= day <= last]
    found: list[Case] = []
    boards: list[Board] = []
    for number, start in enumerate(starts):
        changed = _shifted(shoot, stated, start)
        day = shoot.dates[start]
        says = f"{stated.label} from {say_date(day)}"
        progress(number, len(starts), says)
        case = _case(day.isoformat(), says, changed, keep, boards, seconds=seconds, seed=seed)
        boards += [case.best.board] if case.best else []
        found.append(case)
    return tuple(found)


def set_places(
    shoot: Shoot,
    keep: Board | None,
    name: str,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Progress = _nothing,
) -> tuple[Case, ...]:
    """Find the cost for each location that a set may be shot at; all of it there.

    `name` is that of a set that leaves a choice.
    """
    of_set = [one for one in shoot.choices if set_of(one) == name]
    labels = {place.id: place.label for place in shoot.places}
    places = dict.fromkeys(place for one in of_set for place in one.places)
    found: list[Case] = []
    for number, place in enumerate(places):
        choices = tuple(
            replace(one, places=(place,)) if one in of_set else one for one in shoot.choices
        )
        says = f"{name} at {labels[place]}"
        progress(number, len(places), says)
        changed = replace(shoot, choices=choices)
        found.append(_case(place, says, changed, keep, [], seconds=seconds, seed=seed))
    return tuple(found)


def set_of(choice: Choice) -> str:
    """Give the set that a choice is about, also where it is about one scene of it."""
    return choice.label.removesuffix(f" ({choice.label.rpartition(' (')[2]}")


def without_unit(
    shoot: Shoot,
    keep: Board | None,
    unit: str,
    *,
    seconds: float = 5.0,
    seed: int = 1,
    progress: Progress = _nothing,
) -> tuple[Case, ...]:
    """Find the cost without a second unit (by its id), and as it stands."""
    label = next(one.label for one in shoot.second_units if one.id == unit)
    fewer = tuple(one for one in shoot.second_units if one.id != unit)
    cases = [
        ("without", f"without {label}", replace(shoot, second_units=fewer)),
        ("now", f"with {label}", shoot),
    ]
    return _nested(cases, keep, seconds=seconds, seed=seed, progress=progress)


def _nested(
    cases: Sequence[tuple[str, str, Shoot]],
    keep: Board | None,
    *,
    seconds: float,
    seed: int,
    progress: Progress,
) -> tuple[Case, ...]:
    """Solve shoots of which each allows all that the one before allows."""
    found: list[Case] = []
    boards: list[Board] = []
    for number, (key, says, shoot) in enumerate(cases):
        progress(number, len(cases), says)
        found.append(_case(key, says, shoot, keep, boards, seconds=seconds, seed=seed))
        boards += [found[-1].best.board] if found[-1].best else []
    for at in range(len(found) - 2, -1, -1):
        one, wider = found[at].best, found[at + 1].best
        if one is None or wider is None:
            continue
        better = judged(cases[at][2], keep, one, wider.board)
        found[at] = replace(found[at], best=replace(better, bound=max(better.bound, wider.bound)))
    return tuple(found)


def _case(
    key: str,
    says: str,
    shoot: Shoot,
    keep: Board | None,
    known: Sequence[Board],
    *,
    seconds: float,
    seed: int,
) -> Case:
    try:
        best = best_of(shoot, keep, known=known, seconds=seconds, seed=seed)
    except ImpossibleError as error:
        return Case(
            key=key, says=says, best=None, why_not=tuple(one.text for one in error.conflicts)
        )
    except NoBoardFoundError:
        return Case(key=key, says=says, best=None)
    return Case(key=key, says=says, best=best)


def _free(shoot: Shoot, who: int, dates: frozenset[int]) -> Shoot:
    def change(one: Player) -> Player:
        return replace(one, dates=dates, why_not=()) if one.id == who else one

    return replace(shoot, players=tuple(change(one) for one in shoot.players))


def _shifted(shoot: Shoot, place: Place, start: int) -> Shoot:
    """Let a place's first open date be another, with what follows it."""
    opened = sorted(
        {at for one in place.every_opening for at, pair in enumerate(one.minutes) if max(pair)}
    )
    first = opened[0] if opened else 0
    last = opened[-1] + 1 if opened else 0

    def rows(items: tuple[T, ...], shut: T) -> tuple[T, ...]:
        part = items[first:last]
        return tuple(
            part[at - start] if start <= at < start + len(part) else shut
            for at in range(len(shoot.dates))
        )

    def shifted(one: HasHours) -> HasHours:
        hours = rows(one.hours, (ALWAYS, ALWAYS)) if one.hours else ()
        return replace(one, minutes=rows(one.minutes, (0, 0)), hours=hours)

    moved = replace(
        shifted(place), openings=tuple(map(shifted, place.openings)), why_not=(), asks=()
    )
    places = tuple(moved if one.id == place.id else one for one in shoot.places)
    return replace(shoot, places=places)


def cheapest(cases: Sequence[Case]) -> Case | None:
    """Give the first of the cases that cost least; None where there is no board at all."""
    costs: list[Decimal] = [case.best.cost for case in cases if case.best]
    return next((c for c in cases if c.best and c.best.cost == min(costs)), None)
