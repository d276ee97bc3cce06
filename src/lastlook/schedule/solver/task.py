"""The problem as the solver takes it: what is free to move, and what a kept board fixes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Unit
from lastlook.schedule.pay import Pay
from lastlook.schedule.shoot import Sun
from lastlook.schedule.solver.clock import by_the_clock
from lastlook.schedule.solver.slots import in_slots, may_go, turnaround_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay, Slot
    from lastlook.schedule.shoot import Place, SceneNeed, Shoot

DAY, NIGHT, EITHER = 1, 2, 3
"""Units that may shoot something, as bits."""
UNITS = (Unit.DAY, Unit.NIGHT)
NO_SLOT = -1
"""Slot of a scene that is held on a date, or with a unit, that the shoot does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """A role, a rental or a location: what is paid by the dates on which its scenes are shot."""

    pay: Pay
    scenes: frozenset[int]
    once: int = 0
    waits: bool = True

    @property
    def plain(self) -> bool:
        """Whether every paid day costs the day rate and no break is unpaid."""
        pay = self.pay
        return pay.week is None and not pay.least_days and pay.drop_gap is None and not self.once

    @property
    def costs(self) -> bool:
        """Whether it costs anything."""
        return bool(self.pay.day or self.once)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Scenes by number, dates by position. What is fixed shows only as fewer options.

    Where there are second units a date stands once for each unit (see slots.py), and "date" means
    such a slot wherever nothing else is said.
    """

    shoot: Shoot
    """With every unit's dates side by side."""
    whole: Shoot
    """As it was asked for."""
    scenes: tuple[SceneNeed, ...]
    """Scenes to place: all but those in the boneyard."""
    options: tuple[dict[int, int], ...]
    """For each scene the dates it may go to, each with the units (bits) that may shoot it."""
    place_of: tuple[int, ...]
    """For each scene the position of its place in `shoot.places`."""
    cast_of: tuple[tuple[int, ...], ...]
    """For each scene the positions of its roles in `shoot.players`."""
    extra: tuple[int, ...]
    """Minutes of each date that banners, and detours of locked days, take if it is shot on."""
    banners: tuple[int, ...] = ()
    """The share of `extra` that people's banners take."""
    detours: int = 0
    """Company moves of locked days beyond the fewest their locations need."""
    units: dict[int, int] = field(default_factory=dict)
    """Units (bits) allowed on a date, where a locked day says so."""
    locked_days: dict[int, ShootDay] = field(default_factory=dict)
    old: tuple[int | None, ...] = ()
    """For each scene the date it has on the kept board."""
    detour_cents: int = 0
    """What locked days' moves cost beyond the fewest at the usual price."""
    payees: tuple[Payee, ...] = ()
    """Everyone and everything paid by the dates it works: first the players, in their order."""
    orders: tuple[tuple[int, int, int], ...] = ()
    """Scenes before others: first, then, least days between."""
    apart: tuple[frozenset[int], ...] = ()
    """Scenes of which no two share a date."""
    together: tuple[frozenset[int], ...] = ()
    """Scenes that share a date."""
    kept: dict[int, ShootDay] = field(default_factory=dict)
    """Days of the kept board by position of their date."""
    by_the_clock: bool = False
    """Whether hours of locations or of minors, or meals between strips, decide beside the light."""
    earlier_is_better: bool = True
    """Whether of two orders of the same strips the one that ends earlier is never worse."""
    stay: int = 0
    """Cents that a strip's move to another date counts for between boards; in no cost."""
    shoots: tuple[Shoot, ...] = field(init=False, repr=False, compare=False)
    """`shoot` by the terms of each unit, the main one's first."""

    commuters: frozenset[int] = field(init=False, repr=False, compare=False)
    """Roles (by position) that might work with several units on one date."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "commuters", _commuters(self))
        ids = ["", *(unit.id for unit in self.shoot.second_units)]
        object.__setattr__(self, "shoots", tuple(map(self.shoot.terms_of, ids)))

    def shoot_of(self, slot: int) -> Shoot:
        """Give `shoot` by the terms of a slot's unit: its calls, hours, meals and moves."""
        return self.shoots[slot // self.base]

    @property
    def dates(self) -> int:
        """How many dates there are, each as often as there are units."""
        return len(self.shoot.dates)

    @property
    def base(self) -> int:
        """How many dates the calendar has."""
        return len(self.whole.dates)

    @property
    def crews(self) -> int:
        """How many units there are."""
        return len(self.shoot.second_units) + 1

    def crew_of(self, slot: int) -> int:
        """Position of a slot's unit; the main one is 0."""
        return slot // self.base

    def date_of(self, slot: int) -> int:
        """Position of a slot's date in the calendar."""
        return slot % self.base

    def slots_of(self, date: int) -> range:
        """Slots of all units on a date of the calendar."""
        return range(date, self.dates, self.base)

    def name_of(self, slot: int) -> str:
        """Give what stands for a slot's day in the keys of rules (see `day_name`)."""
        crew = self.crew_of(slot)
        unit = self.shoot.second_units[crew - 1].id if crew else ""
        return day_name(self.shoot.dates[slot], unit)

    @property
    def ordered(self) -> bool:
        """Whether the order of strips within a day decides what is legal or what it costs."""
        shoot = self.shoot
        return bool(
            shoot.roads
            or self.by_the_clock
            or any(not gap for _, _, gap in self.orders)
            or self.by_the_sun
            or self.chooses_orders
        )

    @property
    def by_the_sun(self) -> bool:
        """Whether scenes have to lie in their light."""
        return bool(self.shoot.daylight) and any(s.sun is not Sun.ANY for s in self.scenes)

    @property
    def rests_by_role(self) -> bool:
        """Whether roles rest for longer than the company."""
        return self.shoot.rests_by_role

    @property
    def chooses_orders(self) -> bool:
        """Whether which order of a day is best hangs on other days: for rest, or between units."""
        return self.rests_by_role or bool(self.commuters)

    @property
    def least_move(self) -> tuple[int, int]:
        """Minutes and cents that any company move of any unit takes at least."""
        every = [self.least_move_of(crew * self.base) for crew in range(self.crews)]
        return min(minutes for minutes, _ in every), min(cents for _, cents in every)

    def least_move_of(self, slot: int) -> tuple[int, int]:
        """Minutes and cents that a company move of a slot's unit takes at least."""
        shoot = self.shoot_of(slot)
        near = [road for road in shoot.roads if not road.days]
        return (
            min([shoot.company_move, *(road.minutes for road in near)]),
            min([shoot.move_cost, *(road.cost for road in near)]),
        )

    @property
    def most_work(self) -> int:
        """Longest working minutes of any unit's day."""
        return max(shoot.work for shoot in self.shoots)

    @property
    def most_moves(self) -> int:
        """Most company moves in any unit's day."""
        return max(shoot.max_moves for shoot in self.shoots)

    @property
    def scale(self) -> int:
        """Parts of a cent in which boards are compared: less than one decides between equals."""
        return self.dates * self.dates * (len(self.scenes) + 2)

    @property
    def rank_of_move(self) -> int:
        """What a strip on another date counts for between boards, in parts of a cent.

        At equal cost fewer strips moved count before all positions of dates together.
        """
        return self.dates * self.dates + self.stay * self.scale

    def limit(
        self, slots: tuple[int, int], units: tuple[int, int], turnaround: int | None = None
    ) -> int:
        """Most working minutes of a slot's day, by day or night, before the call of another's.

        From rest = next call - (call + work + meal) >= turnaround, the shoot's unless stated.
        """
        one, two = map(self.shoot_of, slots)
        first, then = (self.shoot.dates[slot] for slot in slots)
        between = (then - first).days * 24 * 60 + two.calls[units[1]] - one.calls[units[0]]
        return between - one.meal - (one.turnaround if turnaround is None else turnaround)

    def rests(self) -> dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]:
        """Pairs of dates so near that some units leave less rest than a full day's work needs.

        For each pair the limits of `limit` for units [one][two].
        """
        near = {}
        for one in range(self.dates):
            crew, shoot = self.crew_of(one), self.shoot_of(one)
            meals = shoot.work // shoot.meals.within if shoot.meals else 0
            longest = shoot.work + meals * shoot.meal
            turnaround = turnaround_of(shoot, crew)
            for two in range(one + 1, (crew + 1) * self.base):
                (a, b), (c, d) = (
                    tuple(self.limit((one, two), (u, v), turnaround) for v in (0, 1))
                    for u in (0, 1)
                )
                if min(a, b, c, d) >= longest:
                    break
                near[one, two] = ((a, b), (c, d))
        return near


def make_task(shoot: Shoot, keep: Board | None = None) -> Task:
    """State what the solver may move, given a board whose locks, banners and boneyard hold."""
    whole, shoot = shoot, in_slots(shoot)
    slots = slot_numbers(whole)
    days = {slots[day.slot]: day for day in keep.days if day.slot in slots} if keep else {}
    away = {strip.scene for strip in keep.boneyard} if keep else set()
    scenes = tuple(scene for scene in shoot.scenes if scene.id not in away)
    known = {scene.id: scene for scene in scenes}
    locked_days = {position: day for position, day in days.items() if day.locked}
    numbers = {scene.id: number for number, scene in enumerate(scenes)}
    extra, banners, detours, detour_cents = _fixed_minutes(shoot, days, known)
    old = {strip.scene: at for at, day in days.items() for strip in day.strips}
    places = {place.id: position for position, place in enumerate(shoot.places)}
    players = {player.id: position for position, player in enumerate(shoot.players)}
    task = Task(
        shoot=shoot,
        whole=whole,
        scenes=scenes,
        options=tuple(
            _options(scene, shoot, extra, fixed_slot(scene.id, keep, slots), locked_days)
            for scene in scenes
        ),
        place_of=tuple(places[scene.location] for scene in scenes),
        cast_of=tuple(tuple(sorted(players[who] for who in scene.cast)) for scene in scenes),
        extra=tuple(extra),
        banners=tuple(banners),
        detours=detours,
        units={at: 1 << UNITS.index(day.unit) for at, day in locked_days.items()},
        locked_days=locked_days,
        old=tuple(old.get(scene.id) for scene in scenes),
        detour_cents=detour_cents,
        payees=_payees(shoot, numbers),
        orders=tuple(
            (numbers[order.first], numbers[order.then], order.gap)
            for order in shoot.orders
            if order.first in numbers and order.then in numbers
        ),
        apart=tuple(_numbered(one.scenes, numbers) for one in shoot.apart),
        together=tuple(_numbered(one.scenes, numbers) for one in shoot.together),
        kept=days,
    )
    timed = by_the_clock(shoot, scenes)
    if timed:
        cast = {role for scene in scenes for role in scene.cast}
        minors = any(limit.presence and limit.role in cast for limit in shoot.minors)
        any_end = minors or any(one.meals is not None for one in task.shoots)
        task = replace(task, by_the_clock=True, earlier_is_better=not any_end)
    if task.by_the_sun or timed:
        return replace(task, options=in_their_time(task))
    return task


def in_their_time(task: Task) -> tuple[dict[int, int], ...]:
    """Give each scene's options without the dates and units on which it cannot stand even alone.

    Its light, its location or minors in it are open too late or early, or not for long enough.
    """
    from lastlook.schedule.solver.walk import stands_alone  # it stands on this module

    return tuple(
        {
            date: bits
            for date, units in options.items()
            if (
                bits := sum(
                    1 << unit
                    for unit in (0, 1)
                    if units >> unit & 1 and stands_alone(task, date, unit, scene)
                )
            )
        }
        for scene, options in enumerate(task.options)
    )


def _commuters(task: Task) -> frozenset[int]:
    """Find the roles with scenes that two units could shoot on one date."""
    shoot = task.shoot
    if shoot.commute is None or task.crews == 1:
        return frozenset()
    minors = {limit.role for limit in shoot.minors}
    found = set()
    for who, player in enumerate(shoot.players):
        if player.id in minors:
            continue
        by_date: dict[int, tuple[set[int], set[int]]] = {}
        for scene in (n for n, cast in enumerate(task.cast_of) if who in cast):
            for slot in task.options[scene]:
                scenes, crews = by_date.setdefault(task.date_of(slot), (set(), set()))
                scenes.add(scene)
                crews.add(task.crew_of(slot))
        if any(len(scenes) > 1 < len(crews) for scenes, crews in by_date.values()):
            found.add(who)
    return frozenset(found)


def _numbered(scenes: Iterable[str], numbers: dict[str, int]) -> frozenset[int]:
    return frozenset(numbers[scene] for scene in scenes if scene in numbers)


def _payees(shoot: Shoot, numbers: dict[str, int]) -> tuple[Payee, ...]:
    """Give roles, rentals, and locations that cost something while they are kept."""
    scenes = [scene for scene in shoot.scenes if scene.id in numbers]
    roles = [
        Payee(
            pay=shoot.pay_of(who),
            scenes=frozenset(numbers[scene.id] for scene in scenes if who.id in scene.cast),
            waits=who.waits,
        )
        for who in shoot.players
    ]
    rentals = [
        Payee(pay=one.pay, scenes=_numbered(one.scenes, numbers), once=one.once)
        for one in shoot.rentals
    ]
    places = [
        # A date it is shot at costs the fee, of which the hold is a part: see `fee_of`.
        Payee(
            pay=Pay(day=place.hold),
            scenes=frozenset(numbers[scene.id] for scene in scenes if scene.location == place.id),
            once=place.once,
        )
        for place in shoot.places
        if place.hold or place.once
    ]
    return (*roles, *rentals, *places)


def fee_of(place: Place) -> int:
    """Cents for a date a place is shot at, beyond what it costs to keep it."""
    return place.fee - place.hold


def slot_numbers(shoot: Shoot) -> dict[Slot, int]:
    """Give the number of each slot of a shoot, by date and unit."""
    crews = ["", *(unit.id for unit in shoot.second_units)]
    every = [(day, crew) for crew in crews for day in shoot.dates]
    return {slot: at for at, slot in enumerate(every)}


def day_name(day: date, crew: str) -> str:
    """Give what stands for a day in the keys of rules: its date, and its second unit if any."""
    return f"{day} {crew}" if crew else f"{day}"


def fixed_day(scene: str, keep: Board | None) -> ShootDay | None:
    """Give the day that a locked strip or its own lock holds a scene on."""
    for day in keep.days if keep else ():
        for strip in day.strips:
            if strip.scene == scene and (strip.locked or day.locked):
                return day
    return None


def fixed_date(scene: str, keep: Board | None) -> date | None:
    """Give the date that a locked strip or a locked day holds a scene on."""
    day = fixed_day(scene, keep)
    return day.date if day else None


def fixed_slot(scene: str, keep: Board | None, slots: dict[Slot, int]) -> int | None:
    """Give the slot that a scene is held on; NO_SLOT where that is none of the shoot."""
    day = fixed_day(scene, keep)
    return slots.get(day.slot, NO_SLOT) if day else None


def is_clear(scene: SceneNeed, day: date, call: int) -> bool:
    """Whether a scene is cleared for a call (minutes after midnight) on a date."""
    if scene.clear_from is None:
        return True
    return datetime.combine(day, time()) + timedelta(minutes=call) >= scene.clear_from


def _options(
    scene: SceneNeed,
    shoot: Shoot,
    extra: list[int],
    fixed: int | None,
    locked_days: dict[int, ShootDay],
) -> dict[int, int]:
    place = next(place for place in shoot.places if place.id == scene.location)
    cast = [player.dates for player in shoot.players if player.id in scene.cast]
    minors = [limit.minutes for limit in shoot.minors if limit.role in scene.cast]
    options = {}
    base = len(shoot.dates) // (len(shoot.second_units) + 1)
    terms = [shoot.terms_of(unit) for unit in ("", *(one.id for one in shoot.second_units))]
    for position, day in enumerate(shoot.dates):
        own = terms[position // base]
        if fixed is not None and position != fixed:
            continue
        if not may_go(shoot, scene.id, position, base):
            continue
        if fixed is None and position in locked_days:
            continue
        if scene.dates is not None and position not in scene.dates:
            continue
        if extra[position] + scene.minutes > own.work:
            continue
        if not all(position in free for free in cast):
            continue
        bits = sum(
            1 << unit
            for unit in (0, 1)
            if UNITS[unit] in scene.units
            and scene.minutes <= place.minutes[position][unit]
            and all(scene.minutes <= minutes[position][unit] for minutes in minors)
            and is_clear(scene, day, own.calls[unit])
        )
        if position in locked_days:
            bits &= 1 << UNITS.index(locked_days[position].unit)
        if bits:
            options[position] = bits
    return options


def _fixed_minutes(
    shoot: Shoot, days: dict[int, ShootDay], known: dict[str, SceneNeed]
) -> tuple[list[int], list[int], int, int]:
    """Minutes of each date taken by banners and a locked day's order, by banners; detours.

    Detours come as moves beyond the fewest, and as cents beyond the usual price of the fewest.
    """
    extra, noted, detours, cents = [0] * len(shoot.dates), [0] * len(shoot.dates), 0, 0
    for position, day in days.items():
        terms = shoot.terms_of(day.crew)
        banners = [item for item in day.work if isinstance(item, Banner)]
        noted[position] = sum(banner.minutes for banner in banners if not banner.move)
        extra[position] = noted[position]
        if day.locked:
            here = [known[strip.scene].location for strip in day.strips if strip.scene in known]
            roads = [terms.road(one, two) for one, two in pairwise(here) if one != two]
            fewest = max(0, len(set(here)) - 1)
            stated = sum(banner.minutes for banner in banners if banner.move)
            taken = max(stated, sum(road.minutes for road in roads))
            extra[position] += taken - fewest * terms.company_move
            detours += len(roads) - fewest
            cents += sum(road.cost for road in roads) - fewest * terms.move_cost
    return extra, noted, detours, cents


def person_banners(work: Iterable[object]) -> list[Banner]:
    """Banners that people made; company moves are written anew."""
    return [item for item in work if isinstance(item, Banner) and not item.move]
