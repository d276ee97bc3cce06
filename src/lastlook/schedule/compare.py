"""Two boards held against each other: strip by strip, day by day, term by term, rule by rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.schedule.check import violations
from lastlook.schedule.choices import settled
from lastlook.schedule.cost import cost, money
from lastlook.schedule.presence import work_minutes
from lastlook.schedule.rules.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from lastlook.schedule.board import Board, ShootDay, Slot, Unit
    from lastlook.schedule.check import Violation
    from lastlook.schedule.cost import CostReport
    from lastlook.schedule.shoot import Shoot


class Fate(StrEnum):
    """What became of a strip from one board to the other."""

    SAME = "same"
    MOVED = "moved"
    """It stands on another date."""
    ORDER = "other order"
    """Same date, but other strips of that day were passed."""
    UNIT = "other unit"
    """Same date, by day instead of by night or the other way round, or shot by another crew."""
    PLACED = "placed"
    """From nowhere, or from the boneyard, onto a day."""
    TAKEN_OFF = "taken off"
    """From a day to the boneyard, or away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a strip is on a board."""

    date: date
    unit: Unit
    place: int
    """Its place among the day's strips, from 1."""
    crew: str = ""
    """Id of the second unit that shoots it; empty for the main unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripChange:
    """One strip on two boards."""

    scene: str
    number: str
    """The scene's number; its id where no scene of the script has it."""
    fate: Fate
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """One date on two boards. Units are None where nothing is shot."""

    date: date
    before: Unit | None
    after: Unit | None
    minutes_before: int
    minutes_after: int
    gone: tuple[str, ...]
    """Ids of scenes that leave the date."""
    come: tuple[str, ...]
    crew: str = ""
    """Id of the second unit whose day it is; empty for the main unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChange:
    """A set that leaves a choice, at another location on the other board."""

    label: str
    before: str
    """Name of the location."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One term of the cost on two boards."""

    name: str
    before: Decimal
    after: Decimal

    @property
    def added(self) -> Decimal:
        """What the other board costs more; less where it is negative."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is otherwise on another board."""

    strips: tuple[StripChange, ...]
    """Every strip of either board in the order of the script; strips without a scene last."""
    days: tuple[DayChange, ...]
    """Every date that is shot on on either board."""
    sets: tuple[SetChange, ...]
    """Sets that are shot at another location."""
    terms: tuple[TermChange, ...]
    total: TermChange
    broken_before: tuple[Violation, ...]
    broken_after: tuple[Violation, ...]

    @property
    def moved(self) -> tuple[StripChange, ...]:
        """Strips that stand on another date."""
        return tuple(strip for strip in self.strips if strip.fate is Fate.MOVED)


def compare(one: Board, other: Board, shoot: Shoot) -> Comparison:
    """Hold a board against another of the same shoot; both may break rules."""
    before, after = _standings(one), _standings(other)
    passed = _passed(one, other, after)
    known = Known(board=one, shoot=shoot)
    order = [scene.id for scene in sorted(shoot.scenes, key=lambda scene: scene.order)]
    others = sorted({*before, *after}.difference(order))
    strips = tuple(
        StripChange(
            scene=scene,
            number=known.number(scene),
            fate=_fate(before.get(scene), after.get(scene), in_order=scene not in passed),
            before=before.get(scene),
            after=after.get(scene),
        )
        for scene in [*order, *others]
        if scene in before or scene in after
    )
    reports = cost(one, shoot), cost(other, shoot)
    return Comparison(
        strips=strips,
        days=_days(one, other, shoot),
        sets=tuple(_sets(one, other, shoot)),
        terms=term_changes(*reports),
        total=TermChange(name="Total", before=reports[0].total, after=reports[1].total),
        broken_before=violations(one, shoot),
        broken_after=violations(other, shoot),
    )


def term_changes(one: CostReport, other: CostReport) -> tuple[TermChange, ...]:
    """Hold two costs against each other, term by term; those of either in order."""
    before = {term.name: term.amount for term in one.terms}
    after = {term.name: term.amount for term in other.terms}
    return tuple(
        TermChange(name=name, before=before.get(name, money(0)), after=after.get(name, money(0)))
        for name in dict.fromkeys([*before, *after])
    )


def _standings(board: Board) -> dict[str, Standing]:
    return {
        strip.scene: Standing(date=day.date, unit=day.unit, place=place, crew=day.crew)
        for day in board.days
        for place, strip in enumerate(day.strips, 1)
    }


def _fate(before: Standing | None, after: Standing | None, *, in_order: bool) -> Fate:
    if after is None:
        return Fate.TAKEN_OFF
    if before is None:
        return Fate.PLACED
    if before.date != after.date:
        return Fate.MOVED
    if (before.unit, before.crew) != (after.unit, after.crew):
        return Fate.UNIT
    return Fate.SAME if in_order else Fate.ORDER


def _passed(one: Board, other: Board, after: dict[str, Standing]) -> set[str]:
    """Find the fewest strips of each day whose going elsewhere explains its other order."""
    found: set[str] = set()
    then = {day.slot: day for day in other.days}
    for day in one.days:
        if day.slot not in then:
            continue
        stay = [s.scene for s in day.strips if s.scene in after]
        stay = [scene for scene in stay if (after[scene].date, after[scene].crew) == day.slot]
        places = [after[scene].place for scene in stay]
        found |= {stay[at] for at in set(range(len(stay))) - _longest_rise(places)}
    return found


def _longest_rise(values: Sequence[int]) -> set[int]:
    """Give the positions of a longest rising subsequence."""
    ends: list[int] = []
    tops: list[int] = []
    came: list[int | None] = []
    for at, value in enumerate(values):
        length = bisect_left(tops, value)
        came.append(ends[length - 1] if length else None)
        tops[length : length + 1] = [value]
        ends[length : length + 1] = [at]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = came[last]
    return found


def _sets(one: Board, other: Board, shoot: Shoot) -> Iterator[SetChange]:
    labels = {place.id: place.label for place in shoot.places}
    before, after = ({at.of: at.location for at in board.places} for board in (one, other))
    for choice in shoot.choices:
        was, now = (
            at.get(choice.of) if at.get(choice.of) in choice.places else choice.places[0]
            for at in (before, after)
        )
        if was != now:
            yield SetChange(
                label=choice.label,
                before=labels.get(was or "", was or ""),
                after=labels.get(now or "", now or ""),
            )


def _days(one: Board, other: Board, shoot: Shoot) -> tuple[DayChange, ...]:
    crews = ["", *(unit.id for unit in shoot.second_units)]
    before = {day.slot: day for day in one.days if day.strips}
    after = {day.slot: day for day in other.days if day.strips}
    shoots = settled(shoot, one), settled(shoot, other)

    def place(slot: Slot) -> tuple[date, int, str]:
        return slot[0], crews.index(slot[1]) if slot[1] in crews else len(crews), slot[1]

    return tuple(
        _day(slot, before.get(slot), after.get(slot), shoots)
        for slot in sorted({*before, *after}, key=place)
    )


def _day(
    at: Slot, before: ShootDay | None, after: ShootDay | None, shoots: tuple[Shoot, Shoot]
) -> DayChange:
    were = [strip.scene for strip in before.strips] if before else []
    are = [strip.scene for strip in after.strips] if after else []
    return DayChange(
        date=at[0],
        crew=at[1],
        before=before.unit if before else None,
        after=after.unit if after else None,
        minutes_before=work_minutes(before, shoots[0]) if before else 0,
        minutes_after=work_minutes(after, shoots[1]) if after else 0,
        gone=tuple(scene for scene in were if scene not in are),
        come=tuple(scene for scene in are if scene not in were),
    )
