"""The rules of a conflict in words, and the ways out that were tried and work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Unit
from lastlook.schedule.conflict.relax import with_banner, without
from lastlook.schedule.conflict.terms import leave_terms, say_terms
from lastlook.schedule.conflict.units import unit_rules
from lastlook.schedule.conflict.values import because, free, is_limited, joined
from lastlook.schedule.hours import ALWAYS
from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.task import day_name, fixed_date, person_banners
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import SceneNeed, Shoot

    Holds = Callable[[Shoot, Board | None], bool]
    Problem = tuple[Shoot, Board | None]

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
        *(["meals"] if shoot.meals is not None and shoot.meals.late is None else []),
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
        *(f"banner {day_name(*day.slot)}" for day in days if _minutes(day)),
        *(["company move"] if shoot.company_move else []),
        *unit_rules(shoot),
    ]


def say_rules(rules: Collection[str], shoot: Shoot, keep: Board | None) -> list[str]:
    """Say each rule as the end of a sentence that starts with `if`."""
    limits = {
        "work": f"a day holds {shoot.work} min of work",
        "company move": f"a move to another location takes {shoot.company_move} min",
        "moves": f"a day has at most {shoot.max_moves} company moves",
        "light": "a date has one unit, by day or by night",
        "meals": f"a meal falls between strips, within {_meals(shoot)} of call and meal",
        "turnaround": f"the turnaround is {shoot.turnaround / 60:g} h",
        "max_days": f"there are at most {shoot.max_days} shooting days",
    }
    says = [text for rule, text in limits.items() if rule in rules]
    says += [say_banners(day) for day in _bannered(rules, keep)]
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


def say_banners(day: ShootDay) -> str:
    """Say a day's banners and the minutes that they take together."""
    named = _named(day)
    verb = "take" if len(named) > 1 else "takes"
    return f"{_banners(day)} of {say_date(day.date)} {verb} {_minutes(day)} min"


def ways_out(
    rules: Collection[str],
    scenes: Sequence[SceneNeed],
    shoot: Shoot,
    keep: Board | None,
    holds: Holds,
    *,
    possible: Holds,
    needed: bool,
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
        *_limits(rules, shoot, keep, gone, holds=holds, possible=possible),
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


def _limits(
    rules: Collection[str],
    shoot: Shoot,
    keep: Board | None,
    gone: Callable[[str], bool],
    *,
    holds: Holds,
    possible: Holds,
) -> Iterator[str]:
    """Find how far each number must give way."""

    def least(values: Sequence[int], change: Callable[[int], Problem], *, sure: bool) -> int | None:
        """First value, from the mildest, that removes the conflict."""
        if not values:
            return None
        works = possible if possible(*change(values[-1])) else holds
        if works is holds and not (sure or holds(*change(values[-1]))):
            return None
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if works(*change(values[middle])) else (middle + 1, high)
        return values[high]

    if "work" in rules:
        # Work, meal and rest have to fit into 24 hours, or production.toml is refused.
        longest = 24 * 60 - shoot.meal - shoot.turnaround
        steps: Sequence[int] = range(shoot.work + 15, longest + 1, 15)
        to = least(steps, lambda n: (replace(shoot, work=n), keep), sure=False)
        if to is not None:
            yield f"Raise hours.work to {to / 60:g} at least."
    if gone("max_days"):
        steps = range((shoot.max_days or 0) + 1, len(shoot.dates) + 1)
        to = least(steps, lambda n: (replace(shoot, max_days=n), keep), sure=True)
        if to is not None:
            yield f"Raise calendar.max_days to {to} at least."
    for day in _bannered(rules, keep):
        if gone(f"banner {day_name(*day.slot)}"):
            steps = range(_minutes(day) - 5, -5, -5) if _minutes(day) % 5 == 0 else (0,)
            to = least(steps, _noting(shoot, keep, day), sure=True) or 0
            room = f"to {to} min at most, or remove it" if to else ""
            many = len(_named(day)) > 1
            verb = "Shorten" if room else "Remove"
            room = room.replace(" it", " them") if many else room
            yield f"{verb} {_banners(day)} of {say_date(day.date)} {room}".rstrip() + "."
    if gone("company move"):
        steps = [*range(shoot.company_move - 5, 0, -5), 0]
        to = least(steps, lambda n: (replace(shoot, company_move=n), keep), sure=True)
        hours = f"{(to or 0) / 60:.2f}".rstrip("0").rstrip(".")
        yield f"Lower hours.company_move to {hours} ({to or 0} min){' at most' if to else ''}."
    if gone("moves"):
        steps = range(shoot.max_moves + 1, len(shoot.places) + 1)
        to = least(steps, lambda n: (replace(shoot, max_moves=n), keep), sure=False)
        if to is not None:
            yield f"Raise hours.max_moves to {to} at least."
    if gone("meals"):
        yield (
            "State what a late meal costs (costs.late_meal), or take hours.meal_within out and let "
            "meals fall within strips."
        )
    if "turnaround" in rules:
        steps = [*range(shoot.turnaround - 15, 0, -15), 0]
        to = least(steps, lambda n: (replace(shoot, turnaround=n), keep), sure=False)
        if to is not None:
            yield f"Shorten the turnaround to {to / 60:g} h at most, if its rule allows."


def _noting(shoot: Shoot, keep: Board | None, at: ShootDay) -> Callable[[int], Problem]:
    """Give the problem with some minutes of banners on a day."""

    def change(minutes: int) -> Problem:
        days = keep.days if keep else ()
        changed = tuple(with_banner(day, minutes) if day is at else day for day in days)
        return shoot, replace(keep, days=changed) if keep else None

    return change


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
    opened = ((shoot.work, shoot.work),) * len(shoot.dates)
    places = (
        replace(one, minutes=opened, hours=()) if one.id == place else one for one in shoot.places
    )
    return replace(shoot, places=tuple(places))


def _longer(shoot: Shoot, rules: Collection[str], scenes: int) -> Shoot:
    """Add dates, on which nobody and nothing that the conflict names is free."""
    more = min(10, max(3, scenes))
    first = len(shoot.dates)
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
                + (((0, 0) if f"place {place.id}" in rules else (shoot.work, shoot.work)),) * more,
            )
            for place in shoot.places
        ),
        minors=tuple(
            replace(
                limit,
                presence=limit.presence and limit.presence + (None,) * more,
                minutes=limit.minutes
                + (((0, 0) if f"minor {limit.role}" in rules else (shoot.work, shoot.work)),)
                * more,
            )
            for limit in shoot.minors
        ),
    )


def _meals(shoot: Shoot) -> str:
    return f"{shoot.meals.within / 60:g} h" if shoot.meals else "any time"


def _bannered(rules: Collection[str], keep: Board | None) -> list[ShootDay]:
    days = keep.days if keep else ()
    return [day for day in days if f"banner {day_name(*day.slot)}" in rules]


def _minutes(day: ShootDay) -> int:
    return sum(banner.minutes for banner in person_banners(day.work))


def _named(day: ShootDay) -> list[Banner]:
    """Those of a day's banners that take time."""
    return [banner for banner in person_banners(day.work) if banner.minutes]


def _banners(day: ShootDay) -> str:
    named = _named(day)
    texts = joined([f"“{banner.text}”" for banner in named])
    return f"the banner{'s' if len(named) > 1 else ''} {texts}"
