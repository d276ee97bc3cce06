"""What a production asks for and might give up: each demand in words, and the shoot without it.

Minors' hours and clearances are no demands: they are the law, or somebody's consent, and have no
price.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from lastlook.schedule.conflict.relax import without
from lastlook.schedule.conflict.terms import each_term
from lastlook.schedule.conflict.units import unit_rules
from lastlook.schedule.conflict.values import free, is_limited, most_work
from lastlook.schedule.conflict.ways import say_day
from lastlook.schedule.hours import ALWAYS
from lastlook.schedule.shoot import Opening, Place
from lastlook.schedule.solver.task import day_name, fixed_date
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Order, Shoot

    Problem = tuple[Shoot, Board]

HOUR = 60
T = TypeVar("T", Place, Opening)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something asked for that a schedule would be cheaper without, perhaps."""

    key: str
    """As `Conflict.rules` has it; limits that are eased by one step end in ` +1`."""
    says: str
    """What is asked."""
    instead: str
    """What the price is measured against: `free on every date`, `6 days`."""
    source: str
    """Who says so, where the production tells; empty otherwise."""
    give_up: Callable[[Shoot, Board], tuple[Shoot, Board]]
    """Give the shoot, and the board with its locks, without it."""


def demands(shoot: Shoot, board: Board) -> tuple[Demand, ...]:
    """List everything that could be given up, in the order in which people talk about it.

    Windows of roles and locations, permits' hours, limits of the day (each by one step), orders
    and distances that the story asks for, and the locks of a board.
    """
    return (
        *_windows(shoot),
        *_limits(shoot),
        *_orders(shoot),
        *(_plain(key, says, "not asked", why) for key, says, why in _story(shoot)),
        *_locks(shoot, board),
    )


def _windows(shoot: Shoot) -> Iterator[Demand]:
    for who in shoot.players:
        if len(who.dates) < len(shoot.dates):
            says = f"{who.label} is {free(who.dates, shoot, 'free')}"
            yield _plain(f"cast {who.id}", says, "free on every date", "; ".join(who.why_not))
    for place in shoot.places:
        if not is_limited(shoot, place):
            continue
        opened = frozenset(at for at, pair in enumerate(place.minutes) if max(pair))
        source = "; ".join(place.why_not)
        if len(opened) < len(shoot.dates):
            says = f"{place.label} is {free(opened, shoot, 'open')}"
            yield Demand(
                key=f"place {place.id}",
                says=says,
                instead="open all day and night on every date",
                source=source,
                give_up=_opening(place, frozenset(range(len(shoot.dates)))),
            )
        if place.hours or any(min(place.minutes[at]) < shoot.work for at in opened):
            yield Demand(
                key=f"hours {place.id}",
                says=f"{place.label} has hours on the dates it is open",
                instead="the same dates, by day and by night, without hours",
                source=source,
                give_up=_opening(place, opened),
            )


def _opening(place: Place, dates: frozenset[int]) -> Callable[[Shoot, Board], Problem]:
    """Open a place on some dates for as long as a day's work is."""

    def change(shoot: Shoot, board: Board) -> Problem:
        work = most_work(shoot)

        def opened(one: T) -> T:
            minutes = tuple(
                (work, work) if at in dates else pair for at, pair in enumerate(one.minutes)
            )
            hours = tuple(
                (ALWAYS, ALWAYS) if at in dates else pair for at, pair in enumerate(one.hours)
            )
            return replace(one, minutes=minutes, hours=hours)

        found = replace(opened(place), openings=tuple(map(opened, place.openings)))
        places = tuple(found if one.id == place.id else one for one in shoot.places)
        return replace(shoot, places=places), board

    return change


def _limits(shoot: Shoot) -> Iterator[Demand]:
    """Numbers of production.toml, each eased by one step."""
    if shoot.max_days is not None and shoot.max_days < len(shoot.dates):
        days = shoot.max_days
        eased = replace(shoot, max_days=days + 1)
        yield _step(shoot, eased, "calendar.max_days", f"{days} days", f"{days + 1} days")
    longest = 24 * HOUR - shoot.meal - shoot.turnaround
    if shoot.work < longest:
        to = min(shoot.work + HOUR, longest)
        yield _step(shoot, _longer(shoot, to), "hours.work", _hours(shoot.work), _hours(to))
    if shoot.max_moves < len(shoot.places) - 1:
        moves = shoot.max_moves
        eased = replace(shoot, max_moves=moves + 1)
        yield _step(shoot, eased, "hours.max_moves", f"{moves}", f"{moves + 1}")
    if shoot.turnaround > 0:
        to = max(0, shoot.turnaround - HOUR)
        eased = replace(shoot, turnaround=to)
        yield _step(shoot, eased, "turnaround", _hours(shoot.turnaround), _hours(to))
    if shoot.rests_by_role:
        to = max(0, shoot.cast_turnaround - HOUR)
        eased = replace(shoot, cast_turnaround=to)
        now = _hours(shoot.cast_turnaround)
        yield _step(shoot, eased, "hours.cast_turnaround", now, _hours(to))

    if shoot.meals:
        within = shoot.meals.within
        eased = replace(shoot, meals=replace(shoot.meals, within=within + HOUR))
        yield _step(shoot, eased, "hours.meal_within", _hours(within), _hours(within + HOUR))


def _step(shoot: Shoot, eased: Shoot, about: str, now: str, to: str) -> Demand:
    return Demand(
        key=f"{about.rpartition('.')[2]} +1",
        says=f"{about} is {now}",
        instead=to,
        source=dict(shoot.sources).get(about, ""),
        give_up=lambda _, board: (eased, board),
    )


def _longer(shoot: Shoot, work: int) -> Shoot:
    """Give longer days; a place that is open all day stays open for the whole of them."""
    most = max(work, most_work(shoot))
    places = tuple(
        place
        if is_limited(shoot, place)
        else replace(place, minutes=((most, most),) * len(shoot.dates), openings=())
        for place in shoot.places
    )
    return replace(shoot, work=work, places=places)


def _hours(minutes: int) -> str:
    return f"{minutes / HOUR:g} h"


def _orders(shoot: Shoot) -> Iterator[Demand]:
    """Scenes before others; those before one scene for one reason are one demand."""
    labels = {scene.id: scene.label for scene in shoot.scenes}
    groups: dict[tuple[str, str], list[Order]] = {}
    for order in shoot.orders:
        if order.first in labels and order.then in labels:
            groups.setdefault((order.then, order.why), []).append(order)
    for (then, why), orders in groups.items():
        one = orders[0]
        gap = f" by {one.gap} days" if len(orders) == 1 and one.gap else ""
        first = labels[one.first] if len(orders) == 1 else f"{len(orders)} scenes"
        comes = "comes" if len(orders) == 1 else "come"
        yield Demand(
            key=f"order {one.first} {then}" if len(orders) == 1 else f"orders {then}",
            says=f"{first} {comes} before {labels[then]}{gap}",
            instead="in any order",
            source=why,
            give_up=_without_orders(frozenset((order.first, order.then) for order in orders)),
        )


def _without_orders(pairs: frozenset[tuple[str, str]]) -> Callable[[Shoot, Board], Problem]:
    def change(shoot: Shoot, board: Board) -> Problem:
        kept = tuple(one for one in shoot.orders if (one.first, one.then) not in pairs)
        return replace(shoot, orders=kept), board

    return change


def _story(shoot: Shoot) -> Iterator[tuple[str, str, str]]:
    """Other demands of the story and of people: the key, what is asked, and why."""
    reasons = {f"apart {number}": one.why for number, one in enumerate(shoot.apart)}
    reasons |= {f"together {number}": one.why for number, one in enumerate(shoot.together)}
    reasons |= {f"dates {one.id}": "; ".join(one.why_not) for one in shoot.scenes}
    asked = {*reasons, *(f"waits {who.id}" for who in shoot.players if not who.waits)}
    asked |= {f"road {' '.join(sorted(road.places))}" for road in shoot.roads if road.days}
    asked |= {f"sun {one.id}" for one in shoot.scenes if shoot.daylight}
    asked |= set(unit_rules(shoot))
    for key, says in each_term(shoot):
        if key in asked:
            yield key, says, reasons.get(key, "")


def _locks(shoot: Shoot, board: Board) -> Iterator[Demand]:
    for scene in shoot.scenes:
        fixed = fixed_date(scene.id, board)
        locked = any(s.locked and s.scene == scene.id for d in board.days for s in d.strips)
        if fixed is not None and locked:
            says = f"{scene.label} is locked on {say_date(fixed)}"
            yield _plain(f"lock {scene.id}", says, "not locked", "board.toml")
    for day in board.days:
        if day.locked:
            says = f"{say_day(day, shoot)} is locked as it stands"
            yield _plain(f"locked day {day_name(*day.slot)}", says, "not locked", "board.toml")


def _plain(key: str, says: str, instead: str, source: str) -> Demand:
    """Give a demand that the same problem can be without."""

    def change(shoot: Shoot, board: Board) -> Problem:
        changed, kept = without(key, shoot, board)
        return changed, kept or board

    return Demand(key=key, says=says, instead=instead, source=source, give_up=change)
