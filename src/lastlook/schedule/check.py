"""The checker: every rule a board breaks, in words. Shares nothing with the solver."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Unit
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One rule that a board breaks, and who and what is concerned."""

    rule: str
    """Short name of the rule: `capacity`, `turnaround`, `cast` ..."""
    text: str
    """What is wrong, with scenes, people, dates and the rule, as a sentence."""
    scenes: tuple[str, ...] = ()
    """Ids of the strips concerned."""
    people: tuple[int, ...] = ()
    """Board ids of the roles concerned."""
    dates: tuple[date, ...] = ()
    numbers: tuple[str, ...] = ()
    """Scene numbers of `scenes`, as printed; the id where no scene has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The shoot, looked up by name."""

    shoot: Shoot
    scenes: dict[str, SceneNeed] = field(init=False)
    players: dict[int, Player] = field(init=False)
    places: dict[str, Place] = field(init=False)
    positions: dict[date, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scenes", {scene.id: scene for scene in self.shoot.scenes})
        object.__setattr__(self, "players", {who.id: who for who in self.shoot.players})
        object.__setattr__(self, "places", {place.id: place for place in self.shoot.places})
        object.__setattr__(
            self, "positions", {day: place for place, day in enumerate(self.shoot.dates)}
        )

    def number(self, scene: str) -> str:
        """Take a scene's number from its label: what stands before the heading."""
        need = self.scenes.get(scene)
        return need.label.partition(" (")[0].removeprefix("scene ") if need else scene

    def work_of(self, day: ShootDay) -> list[SceneNeed]:
        return [self.scenes[strip.scene] for strip in day.strips if strip.scene in self.scenes]

    def moves_of(self, day: ShootDay) -> int:
        return sum(one.location != two.location for one, two in pairwise(self.work_of(day)))

    def minutes_of(self, day: ShootDay) -> int:
        """Actual work: strips, moves and banners. A move's own banner is the move itself."""
        banners = [item for item in day.work if isinstance(item, Banner)]
        stated = sum(banner.minutes for banner in banners if banner.move)
        moving = max(stated, self.moves_of(day) * self.shoot.company_move)
        others = sum(banner.minutes for banner in banners if not banner.move)
        return sum(scene.minutes for scene in self.work_of(day)) + moving + others


def violations(board: Board, shoot: Shoot) -> tuple[Violation, ...]:
    """Find every rule that a board breaks; empty for a legal board."""
    known = _Known(shoot=shoot)
    shot = [day for day in board.days if day.strips]
    found = [*_every_scene_once(board, known), *_dates_rise(board), *_day_count(shot, shoot)]
    for day in shot:
        found += _date_is_worked(day, known)
        found += _fits_the_day(day, known)
        found += _moves(day, known)
        found += _light(day, known)
        found += _cast_is_free(day, known)
        found += _locations_are_open(day, known)
    found += _rest(shot, known)
    return tuple(replace(one, numbers=tuple(map(known.number, one.scenes))) for one in found)


def _every_scene_once(board: Board, known: _Known) -> Iterator[Violation]:
    """Check that every scene stands once, on a day or in the boneyard."""
    where: dict[str, list[str]] = {}
    dates: dict[str, list[date]] = {}
    for day in board.days:
        for strip in day.strips:
            where.setdefault(strip.scene, []).append(f"on {say_date(day.date)}")
            dates.setdefault(strip.scene, []).append(day.date)
    for strip in board.boneyard:
        if strip.scene in known.scenes or strip.scene in where:
            where.setdefault(strip.scene, []).append("in the boneyard")
    for scene in known.shoot.scenes:
        if scene.id not in where:
            yield Violation(
                rule="missing",
                text=f"{_start(scene.label)} is neither on a day nor in the boneyard.",
                scenes=(scene.id,),
            )
    for name, places in where.items():
        label = known.scenes[name].label if name in known.scenes else f"scene id {name}"
        on = tuple(dates.get(name, ()))
        if len(places) > 1:
            text = f"{_start(label)} stands {len(places)} times: {', '.join(places)}."
            yield Violation(rule="twice", text=text, scenes=(name,), dates=on)
        if name not in known.scenes:
            text = f"{_start(label)} is {places[0]}, but no scene of the script has this id."
            yield Violation(rule="unknown scene", text=text, scenes=(name,), dates=on)


def _dates_rise(board: Board) -> Iterator[Violation]:
    """Check that the board's days have one unit each and follow each other."""
    for one, two in pairwise(board.days):
        if two.date <= one.date:
            what = "stands twice" if two.date == one.date else f"comes after {say_date(one.date)}"
            text = f"{say_date(two.date)} {what} on the board; each date has one day, in order."
            yield Violation(rule="order of days", text=text, dates=(one.date, two.date))


def _day_count(shot: list[ShootDay], shoot: Shoot) -> Iterator[Violation]:
    """Check that there are no more shooting days than calendar.max_days."""
    if shoot.max_days is not None and len(shot) > shoot.max_days:
        text = f"The board has {len(shot)} shooting days; calendar.max_days is {shoot.max_days}."
        yield Violation(rule="max_days", text=text, dates=tuple(day.date for day in shot))


def _date_is_worked(day: ShootDay, known: _Known) -> Iterator[Violation]:
    """Check that nobody shoots on a day off or outside the calendar."""
    if day.date not in known.positions:
        yield Violation(
            rule="calendar",
            text=f"{say_date(day.date)} is not a date that may be shot on (see [calendar]).",
            scenes=tuple(strip.scene for strip in day.strips),
            dates=(day.date,),
        )


def _fits_the_day(day: ShootDay, known: _Known) -> Iterator[Violation]:
    """Check that a day's scenes, moves and banners fit into hours.work."""
    minutes, work = known.minutes_of(day), known.shoot.work
    if minutes > work:
        yield Violation(
            rule="capacity",
            text=f"{say_date(day.date)} holds {minutes} min of work, moves and banners; "
            f"hours.work is {work} min.",
            scenes=tuple(strip.scene for strip in day.strips),
            dates=(day.date,),
        )


def _moves(day: ShootDay, known: _Known) -> Iterator[Violation]:
    """Check that no day has more company moves than hours.max_moves."""
    moves, most = known.moves_of(day), known.shoot.max_moves
    if moves > most:
        yield Violation(
            rule="max_moves",
            text=f"{say_date(day.date)} has {moves} company moves; hours.max_moves is {most}.",
            scenes=tuple(strip.scene for strip in day.strips),
            dates=(day.date,),
        )


def _light(day: ShootDay, known: _Known) -> Iterator[Violation]:
    """Check that a unit shoots only scenes of its light."""
    for scene in known.work_of(day):
        if day.unit not in scene.units:
            other = Unit.NIGHT if day.unit is Unit.DAY else Unit.DAY
            yield Violation(
                rule="light",
                text=f"{_start(scene.label)} is on {say_date(day.date)} with a {day.unit} unit; "
                f"it needs a {other} unit.",
                scenes=(scene.id,),
                dates=(day.date,),
            )


def _cast_is_free(day: ShootDay, known: _Known) -> Iterator[Violation]:
    """Check that a role works only on dates on which it is free."""
    position = known.positions.get(day.date)
    for scene in known.work_of(day):
        for number in sorted(scene.cast):
            who = known.players[number]
            if position is not None and position not in who.dates:
                yield Violation(
                    rule="cast",
                    text=f"{who.label} is not free on {say_date(day.date)} for {scene.label}"
                    + _reasons(who.why_not),
                    scenes=(scene.id,),
                    people=(number,),
                    dates=(day.date,),
                )


def _locations_are_open(day: ShootDay, known: _Known) -> Iterator[Violation]:
    """Check that a location is open long enough to the unit for a day's scenes there."""
    position = known.positions.get(day.date)
    if position is None:
        return
    scenes: dict[str, list[SceneNeed]] = {}
    for scene in known.work_of(day):
        scenes.setdefault(scene.location, []).append(scene)
    for name, here in scenes.items():
        place = known.places[name]
        opened = place.minutes[position][0 if day.unit is Unit.DAY else 1]
        needed = sum(scene.minutes for scene in here)
        if needed > opened:
            state = f"open to a {day.unit} unit for {opened} min" if opened else "shut"
            yield Violation(
                rule="location",
                text=f"{place.label} is {state} on {say_date(day.date)}; "
                f"{', '.join(scene.label for scene in here)} need {needed} min there"
                + _reasons(place.why_not),
                scenes=tuple(scene.id for scene in here),
                dates=(day.date,),
            )


def _rest(shot: list[ShootDay], known: _Known) -> Iterator[Violation]:
    """Check that the turnaround lies between one day's wrap and the next day's call."""
    shoot = known.shoot
    for one, two in pairwise(sorted(shot, key=lambda day: day.date)):
        wrap = _call(one, shoot) + known.minutes_of(one) + shoot.meal
        call = (two.date - one.date).days * 24 * 60 + _call(two, shoot)
        if call - wrap < shoot.turnaround:
            yield Violation(
                rule="turnaround",
                text=f"Between the {one.unit} unit's wrap of {say_date(one.date)} and the "
                f"{two.unit} unit's call on {say_date(two.date)} there is {_hours(call - wrap)} "
                f"of rest; the turnaround is {_hours(shoot.turnaround)}.",
                scenes=tuple(strip.scene for day in (one, two) for strip in day.strips),
                dates=(one.date, two.date),
            )


def _call(day: ShootDay, shoot: Shoot) -> int:
    return shoot.calls[0 if day.unit is Unit.DAY else 1]


def _hours(minutes: int) -> str:
    if minutes <= 0:
        return "no time"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if rest else f"{hours} h"


def _reasons(why_not: tuple[str, ...]) -> str:
    return f" ({'; '.join(why_not)})." if why_not else "."


def _start(label: str) -> str:
    return label[0].upper() + label[1:]
