"""The rules of a conflict in words, and the ways out that were tried and work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lastlook.language.inflect import how_many
from lastlook.schedule.board import Unit
from lastlook.schedule.conflict.banners import bannered, minutes_of, say_banners
from lastlook.schedule.conflict.numbers import limits
from lastlook.schedule.conflict.relax import without
from lastlook.schedule.conflict.terms import leave_terms, say_terms
from lastlook.schedule.conflict.units import unit_rules
from lastlook.schedule.conflict.values import because, free, is_limited, joined, most_work
from lastlook.schedule.hours import ALWAYS
from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.task import day_name, fixed_date
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.conflict.fits import Fits
    from lastlook.schedule.shoot import SceneNeed, SecondUnit, Shoot

    Holds = Callable[[Shoot, Board | None], bool]

FEW = 12
"""Changes of one scene, or of one location, that are tried."""
SOME = 3
"""A location with more scenes than this is not proposed to be left."""


def all_rules(shoot: Shoot, keep: Board | None) -> list[str]:
    """Give the keys of every rule that could be without effect; scenes are no rules."""
    dates = set(shoot.dates)
    days = [day for day in keep.days if day.date in dates] if keep else []
    return [
        "work",
        "moves",
        "light",
        "turnaround",
        *(["meals"] if any(one.late is None for one in shoot.every_meals) else []),
        *(["max_days"] if shoot.max_days is not None else []),
        *(f"cast {who.id}" for who in shoot.players if len(who.dates) < len(shoot.dates)),
        *(f"place {place.id}" for place in shoot.places if is_limited(shoot, place)),
        *(f"minor {limit.role}" for limit in shoot.minors),
        *(f"clear {s.id}" for s in shoot.scenes if s.clear_from is not None),
        *(f"order {one.first} {one.then}" for one in shoot.orders),
        *(f"apart {number}" for number in range(len(shoot.apart))),
        *(f"together {number}" for number in range(len(shoot.together))),
        *(f"waits {who.id}" for who in shoot.players if not who.waits),
        *(f"road {' '.join(sorted(road.places))}" for road in shoot.roads if road.days),
        *(f"dates {s.id}" for s in shoot.scenes if s.dates is not None),
        *(f"sun {s.id}" for s in shoot.scenes if s.sun is not Sun.ANY and shoot.daylight),
        *(f"cast rest {who.id}" for who in shoot.players if shoot.cast_turnaround),
        *(f"lock {s.id}" for s in shoot.scenes if fixed_date(s.id, keep) is not None),
        *(f"locked day {day_name(*day.slot)}" for day in days if day.locked),
        *(f"banner {day_name(*day.slot)}" for day in days if minutes_of(day)),
        *(["company move"] if shoot.company_move or _own(shoot, "company_move") else []),
        *unit_rules(shoot),
    ]


def say_rules(rules: Collection[str], shoot: Shoot, keep: Board | None) -> list[str]:
    """Say each rule as the end of a sentence that starts with `if`."""
    stated = {
        "work": f"a day holds {shoot.work} min of work{_says(shoot, 'work', ' min')}",
        "company move": f"a move to another location takes {shoot.company_move} min"
        + _says(shoot, "company_move", " min"),
        "moves": f"a day has at most {how_many(shoot.max_moves, 'company move')}"
        + _says(shoot, "max_moves", ""),
        "light": "a date has one unit, by day or by night",
        "meals": f"a meal falls between strips, within {_meals(shoot)} of call and meal",
        "turnaround": f"the turnaround is {shoot.turnaround / 60:g} h",
        "max_days": f"there are at most {how_many(shoot.max_days or 0, 'shooting day')}",
    }
    says = [text for rule, text in stated.items() if rule in rules]
    says += [say_banners(day) for day in bannered(rules, keep)]
    says += [
        f"{who.label} is {free(who.dates, shoot, 'free')}"
        for who in shoot.players
        if f"cast {who.id}" in rules
    ]
    for place in shoot.places:
        if f"place {place.id}" in rules:
            opened = frozenset(at for at, pair in enumerate(place.minutes) if max(pair))
            hours = f" ({'; '.join(place.why_not)})" if place.why_not else ""
            says.append(f"{place.label} is {free(opened, shoot, 'open')}{hours}")
    says += [
        f"{limit.label} may work for {max(max(pair) for pair in limit.minutes)} min a day at most"
        f"{', and be on set as the law has it' if limit.presence else ''} ({limit.cited})"
        for limit in shoot.minors
        if f"minor {limit.role}" in rules
    ]
    says += [
        f"{scene.label} is not cleared before {say_date(scene.clear_from.date())}, "
        f"{scene.clear_from:%H:%M}"
        for scene in shoot.scenes
        if scene.clear_from is not None and f"clear {scene.id}" in rules
    ]
    says += say_terms(rules, shoot)
    for scene in shoot.scenes:
        fixed = fixed_date(scene.id, keep)
        if fixed is not None and f"lock {scene.id}" in rules:
            says.append(f"{scene.label} is locked on {say_date(fixed)}")
    says += [
        f"{say_day(day, shoot)} is locked and takes no other scenes"
        for day in (keep.days if keep else ())
        if f"locked day {day_name(*day.slot)}" in rules
    ]
    return says


def say_day(day: ShootDay, shoot: Shoot) -> str:
    """Say a day: its date, and its second unit if it has one."""
    unit = shoot.crew(day.crew)
    crew = unit.label if unit else day.crew
    return f"{say_date(day.date)} ({crew})" if crew else say_date(day.date)


def ways_out(
    rules: Collection[str],
    scenes: Sequence[SceneNeed],
    shoot: Shoot,
    keep: Board | None,
    holds: Holds,
    *,
    possible: Holds,
    needed: bool,
    days: Fits | None = None,
) -> list[str]:
    """Say what removes a conflict, each thing taken alone.

    `holds` says whether the conflict is gone from a changed problem, `possible` whether the
    whole shoot has been shown to have a schedule then; numbers are chosen for the latter where
    some number reaches it. `needed` says that every
    rule was shown to be needed, so that leaving one out need not be tried again.
    """

    def gone(rule: str) -> bool:
        return rule in rules and (needed or holds(*without(rule, shoot, keep)))

    ways = [
        *limits(rules, shoot, keep, gone, holds=holds, possible=possible, days=days),
        *_other_places(rules, scenes, shoot, keep, holds),
    ]
    if gone("light"):
        ways.append(_other_light(scenes, shoot, keep, holds))
    removed = [
        *(
            (f"cast {who.id}", f"Agree on other dates with {who.label}{because(who.why_not)}.")
            for who in shoot.players
        ),
        *(
            (
                f"minor {limit.role}",
                f"Give {limit.label} less to do in these scenes, or let a photo double stand in.",
            )
            for limit in shoot.minors
        ),
        *leave_terms(shoot),
        *((f"lock {scene.id}", f"Unlock {scene.label} in board.toml.") for scene in scenes),
        *(
            (f"locked day {day_name(*day.slot)}", f"Unlock {say_day(day, shoot)} in board.toml.")
            for day in (keep.days if keep else ())
        ),
    ]
    ways += [way for rule, way in removed if gone(rule)]
    ways += [
        f"Get other dates or longer hours at {place.label}."
        for place in shoot.places
        if f"place {place.id}" in rules and holds(_open_all_day(shoot, place.id), keep)
    ]
    if holds(_longer(shoot, rules, len(scenes)), keep):
        ways.append("Give [calendar] a later end.")
    return ways


def _other_places(
    rules: Collection[str],
    scenes: Sequence[SceneNeed],
    shoot: Shoot,
    keep: Board | None,
    holds: Holds,
) -> Iterator[str]:
    """Find a location whose scenes could be shot at another one, the fewest scenes first."""
    if not {"moves", "company move"}.intersection(rules):
        return
    here: dict[str, list[SceneNeed]] = {}
    for scene in scenes:
        here.setdefault(scene.location, []).append(scene)
    labels = {place.id: place.label for place in shoot.places}
    leaving = sorted((at for at in here if len(here[at]) <= SOME), key=lambda at: len(here[at]))
    for leave, to in [(leave, to) for leave in leaving for to in here if to != leave][:FEW]:
        ids = {scene.id for scene in here[leave]}
        elsewhere = tuple(
            replace(scene, location=to) if scene.id in ids else scene for scene in shoot.scenes
        )
        if holds(replace(shoot, scenes=elsewhere), keep):
            what = joined([scene.label for scene in here[leave]])
            yield f"Shoot {what} at {labels[to]} instead of {labels[leave]}."
            return


def _other_light(
    scenes: Sequence[SceneNeed], shoot: Shoot, keep: Board | None, holds: Holds
) -> str:
    """Name a scene that another time of day would help, where one alone is enough."""
    for one in scenes[:FEW]:
        if len(one.units) > 1:
            continue
        changed = tuple(
            replace(scene, units=frozenset(Unit)) if scene.id == one.id else scene
            for scene in shoot.scenes
        )
        if holds(replace(shoot, scenes=changed), keep):
            return f"Let either unit shoot {one.label}: another time of day in the script."
    return "Let either unit shoot some of these scenes: another time of day in the script."


def _open_all_day(shoot: Shoot, place: str) -> Shoot:
    """Open a place on every date for as long as a day's work is."""
    opened = ((most_work(shoot),) * 2,) * len(shoot.dates)
    places = (
        replace(one, minutes=opened, hours=(), openings=()) if one.id == place else one
        for one in shoot.places
    )
    return replace(shoot, places=tuple(places))


def _longer(shoot: Shoot, rules: Collection[str], scenes: int) -> Shoot:
    """Add dates, on which nobody and nothing that the conflict names is free."""
    more = min(10, max(3, scenes))
    first, work = len(shoot.dates), most_work(shoot)
    later = frozenset(range(first, first + more))
    return replace(
        shoot,
        # Days grow no longer, and no dearer, for being later.
        daylight=shoot.daylight + shoot.daylight[-1:] * more,
        day_costs=shoot.day_costs + shoot.day_costs[-1:] * more,
        week_count=shoot.week_count and shoot.week_count.longer(more),
        second_units=tuple(
            replace(
                unit,
                dates=unit.dates | later,
                day_costs=unit.day_costs + unit.day_costs[-1:] * more,
            )
            for unit in shoot.second_units
        ),
        dates=(*shoot.dates, *(shoot.dates[-1] + timedelta(days=n + 1) for n in range(more))),
        players=tuple(
            who if f"cast {who.id}" in rules else replace(who, dates=who.dates | later)
            for who in shoot.players
        ),
        places=tuple(
            replace(
                place,
                hours=place.hours and place.hours + ((ALWAYS, ALWAYS),) * more,
                minutes=place.minutes
                + (((0, 0) if f"place {place.id}" in rules else (work, work)),) * more,
                openings=tuple(
                    replace(
                        one,
                        hours=one.hours and one.hours + ((ALWAYS, ALWAYS),) * more,
                        minutes=one.minutes
                        + (((0, 0) if f"place {place.id}" in rules else (work, work)),) * more,
                    )
                    for one in place.openings
                ),
            )
            for place in shoot.places
        ),
        minors=tuple(
            replace(
                limit,
                presence=limit.presence and limit.presence + (None,) * more,
                minutes=limit.minutes
                + (((0, 0) if f"minor {limit.role}" in rules else (work, work)),) * more,
                for_units=tuple(
                    (
                        unit,
                        rows
                        + (((0, 0) if f"minor {limit.role}" in rules else (work, work)),) * more,
                    )
                    for unit, rows in limit.for_units
                ),
            )
            for limit in shoot.minors
        ),
    )


def _meals(shoot: Shoot) -> str:
    hours = dict.fromkeys(f"{one.within / 60:g} h" for one in shoot.every_meals)
    return " or ".join(hours) or "any time"


def _own(shoot: Shoot, term: str) -> list[SecondUnit]:
    """Give the second units that have a term of their own."""
    return [unit for unit in shoot.second_units if getattr(unit, term) is not None]


def _says(shoot: Shoot, term: str, unit: str) -> str:
    """Say what a term is for second units that have one of their own: ` (Second unit 540 min)`."""
    own = [f"{one.label} {getattr(one, term)}{unit}" for one in _own(shoot, term)]
    return f" ({'; '.join(own)})" if own else ""
