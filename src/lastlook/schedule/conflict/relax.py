"""The same problem without one of its rules, and the smallest set of rules that still clash."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from lastlook.schedule.board import Banner, Board, Strip, Unit
from lastlook.schedule.hours import Meals
from lastlook.schedule.shoot import Apart, Sun, Together
from lastlook.schedule.solver.task import day_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.shoot import Shoot

T = TypeVar("T", Apart, Together)
ENDLESS = 100_000
"""Minutes that no shoot has."""


def without(rule: str, shoot: Shoot, keep: Board | None) -> tuple[Shoot, Board | None]:
    """Give the problem without a rule; its keys are those of `Conflict.rules`."""
    if rule == "work":
        return replace(_as_main(shoot, "work"), work=ENDLESS), keep
    if rule == "moves":
        return replace(_as_main(shoot, "max_moves"), max_moves=len(shoot.places)), keep
    if rule == "company move":
        return replace(_as_main(shoot, "company_move"), company_move=0), keep
    if rule == "turnaround":
        units = (replace(unit, turnaround=-ENDLESS) for unit in shoot.second_units)
        return replace(shoot, turnaround=-ENDLESS, second_units=tuple(units)), keep
    if rule == "meals":
        # Nobody eats: less time than any meal takes.
        return replace(_as_main(shoot, "meals"), meals=Meals(within=ENDLESS)), keep
    if rule == "max_days":
        return replace(shoot, max_days=None), keep
    if rule == "light":
        scenes = tuple(replace(scene, units=frozenset(Unit)) for scene in shoot.scenes)
        return replace(shoot, scenes=scenes), keep
    if rule.startswith("minor "):
        minors = tuple(limit for limit in shoot.minors if rule != f"minor {limit.role}")
        return replace(shoot, minors=minors), keep
    if rule.startswith("clear "):
        scenes = tuple(
            replace(scene, clear_from=None) if rule == f"clear {scene.id}" else scene
            for scene in shoot.scenes
        )
        return replace(shoot, scenes=scenes), keep
    if rule == "two units" or rule.startswith(("one rental ", "one place ", "unit days ")):
        return _without_units(rule, shoot), keep
    if rule.partition(" ")[0] in _OF_TERMS or rule.startswith("cast rest "):
        return _without_term(rule, shoot), keep
    if rule.startswith(("cast ", "place ")):
        return _without_window(rule, shoot), keep
    return shoot, _without_note(rule, keep) if keep else None


def _as_main(shoot: Shoot, term: str) -> Shoot:
    """Give a shoot whose second units have no such term of their own."""
    own: dict[str, Any] = {term: None}
    return replace(shoot, second_units=tuple(replace(one, **own) for one in shoot.second_units))


_OF_TERMS = ("order", "apart", "together", "waits", "road", "dates", "sun")


def _without_term(rule: str, shoot: Shoot) -> Shoot:
    """Take away an order, a distance, a person's terms, or a scene's dates or light."""
    kind, _, name = rule.partition(" ")
    if kind == "cast":
        return replace(shoot, cast_turnaround=0)
    if kind == "order":
        kept = tuple(one for one in shoot.orders if f"{one.first} {one.then}" != name)
        return replace(shoot, orders=kept)
    if kind == "apart":
        return replace(shoot, apart=_but(shoot.apart, int(name)))
    if kind == "together":
        return replace(shoot, together=_but(shoot.together, int(name)))
    if kind == "road":
        roads = (
            replace(road, days=0) if road.places == set(name.split()) else road
            for road in shoot.roads
        )
        return replace(shoot, roads=tuple(roads))
    if kind == "waits":
        players = (replace(w, waits=True) if str(w.id) == name else w for w in shoot.players)
        return replace(shoot, players=tuple(players))
    if kind == "dates":
        scenes = [replace(s, dates=None) if s.id == name else s for s in shoot.scenes]
    else:
        scenes = [replace(s, sun=Sun.ANY) if s.id == name else s for s in shoot.scenes]
    return replace(shoot, scenes=tuple(scenes))


def _without_units(rule: str, shoot: Shoot) -> Shoot:
    """Take away what binds units that shoot side by side."""
    if rule == "two units":
        return replace(shoot, commute=-ENDLESS)
    units, rentals, places = shoot.second_units, shoot.rentals, shoot.places
    return replace(
        shoot,
        second_units=tuple(
            replace(one, max_days=None) if rule == f"unit days {one.id}" else one for one in units
        ),
        rentals=tuple(
            replace(one, count=len(units) + 1) if rule == f"one rental {one.id}" else one
            for one in rentals
        ),
        places=tuple(
            replace(one, shared=True) if rule == f"one place {one.id}" else one for one in places
        ),
    )


def _but(items: tuple[T, ...], number: int) -> tuple[T, ...]:
    """Give items without one; numbers of the others must not change, so it is emptied."""
    return tuple(
        replace(item, scenes=frozenset()) if at == number else item for at, item in enumerate(items)
    )


def _without_window(rule: str, shoot: Shoot) -> Shoot:
    everything = frozenset(range(len(shoot.dates)))
    opened = ((ENDLESS, ENDLESS),) * len(shoot.dates)
    return replace(
        shoot,
        players=tuple(
            replace(who, dates=everything) if rule == f"cast {who.id}" else who
            for who in shoot.players
        ),
        places=tuple(
            replace(place, minutes=opened, hours=(), openings=())
            if rule == f"place {place.id}"
            else place
            for place in shoot.places
        ),
    )


def _without_note(rule: str, keep: Board) -> Board:
    """Take a lock or a day's banners off a board."""

    def day_without(day: ShootDay) -> ShootDay:
        if rule == f"locked day {day_name(*day.slot)}":
            return replace(day, locked=False)
        if rule == f"banner {day_name(*day.slot)}":
            return with_banner(day, 0)
        return replace(
            day,
            work=tuple(
                replace(item, locked=False)
                if isinstance(item, Strip) and rule == f"lock {item.scene}"
                else item
                for item in day.work
            ),
        )

    return replace(keep, days=tuple(day_without(day) for day in keep.days))


def with_banner(day: ShootDay, minutes: int) -> ShootDay:
    """Let a day's banners take some minutes together; 0 removes them."""
    work = [item for item in day.work if not isinstance(item, Banner) or item.move]
    noted = (Banner(text="", minutes=minutes),) if minutes else ()
    return replace(day, work=(*noted, *work))


def shrink(core: list[str], contradict: Callable[[list[str]], bool]) -> list[str]:
    """Leave out halves, quarters and at last single rules while the rest still contradict."""
    chunk = max(1, len(core) // 2)
    while True:
        start = 0
        while start < len(core):
            rest = core[:start] + core[start + chunk :]
            if rest and contradict(rest):
                core = rest
            else:
                start += chunk
        if chunk == 1:
            return core
        chunk //= 2
