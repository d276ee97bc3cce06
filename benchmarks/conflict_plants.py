"""Small productions with a legal board, and contradictions to be planted in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from lastlook.schedule.board import Banner, Board, ShootDay, Strip, Unit
from lastlook.schedule.hours import Meals
from lastlook.schedule.minors import MinorLimit, MinorPresence
from lastlook.schedule.shoot import (
    Apart,
    Daylight,
    Order,
    Place,
    Player,
    Road,
    SceneNeed,
    Shoot,
    Sun,
    Together,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Planted = tuple[Shoot, Board | None]

MONDAY = date(2027, 1, 18)
WORK = 600
DATES = 7
PLACES = ("garage", "hall", "lot")


def production(dice: Random) -> Shoot:
    """Make a production whose scenes fit loosely into a week, with nobody away."""
    scenes = tuple(
        SceneNeed(
            id=f"s{number:03}",
            label=f"scene {number}",
            minutes=dice.choice((45, 60, 90, 120)),
            cast=frozenset(dice.sample(range(1, 6), dice.randint(1, 3))),
            location=dice.choice(PLACES),
            units=frozenset({Unit.DAY}),
            order=number,
        )
        for number in range(dice.randint(8, 14))
    )
    return Shoot(
        dates=tuple(MONDAY + timedelta(days=at) for at in range(DATES)),
        max_days=None,
        scenes=scenes,
        players=tuple(
            Player(id=who, label=f"ROLE {who}", rate=10_000 * who, dates=frozenset(range(DATES)))
            for who in range(1, 6)
        ),
        places=tuple(
            Place(id=name, label=name.title(), fee=5_000, minutes=((WORK, WORK),) * DATES)
            for name in PLACES
        ),
        work=WORK,
        meal=60,
        calls=(7 * 60, 17 * 60),
        turnaround=11 * 60,
        company_move=60,
        max_moves=2,
        day_cost=100_000,
        move_cost=20_000,
        hold_paid=True,
        currency="USD",
    )


def _scene(shoot: Shoot, at: int, **fields: Any) -> Shoot:
    scenes = list(shoot.scenes)
    scenes[at] = replace(scenes[at], **fields)
    return replace(shoot, scenes=tuple(scenes))


def _free(shoot: Shoot, who: int, *dates: int) -> Shoot:
    players = (replace(p, dates=frozenset(dates)) if p.id == who else p for p in shoot.players)
    return replace(shoot, players=tuple(players))


def _open(shoot: Shoot, name: str, *dates: int, minutes: int = WORK) -> Shoot:
    opened = tuple((minutes, minutes) if at in dates else (0, 0) for at in range(DATES))
    places = (replace(p, minutes=opened) if p.id == name else p for p in shoot.places)
    return replace(shoot, places=tuple(places))


def _some(shoot: Shoot, dice: Random, count: int) -> list[int]:
    return sorted(dice.sample(range(len(shoot.scenes)), count))


def actor_against_location(shoot: Shoot, dice: Random) -> Planted:
    """Leave an actor and the location of a scene no date in common."""
    scene = dice.choice(shoot.scenes)
    cut = dice.randint(1, DATES - 2)
    shoot = _open(shoot, scene.location, *range(cut))
    return _free(shoot, dice.choice(sorted(scene.cast)), *range(cut, DATES)), None


def actor_too_short(shoot: Shoot, dice: Random) -> Planted:
    """Give an actor more to do than fits into the dates it is free."""
    three = _some(shoot, dice, 3)
    for at in three:
        shoot = _scene(shoot, at, cast=shoot.scenes[at].cast | {5}, minutes=310)
    first = dice.randint(0, DATES - 2)
    return _free(shoot, 5, first, first + 1), None


def location_too_short(shoot: Shoot, dice: Random) -> Planted:
    """Open a location for fewer hours than its scenes take."""
    for at in _some(shoot, dice, 3):
        shoot = _scene(shoot, at, location="hall", minutes=190)
    first = dice.randint(0, DATES - 2)
    return _open(shoot, "hall", first, first + 1, minutes=300), None


def too_few_days(shoot: Shoot, dice: Random) -> Planted:
    """Allow fewer days than the work takes."""
    for at in _some(shoot, dice, 4):
        shoot = _scene(shoot, at, minutes=330)
    return replace(shoot, max_days=3), None


def orders_in_a_circle(shoot: Shoot, dice: Random) -> Planted:
    """Let three scenes each come before the next, with a day between."""
    ids = [shoot.scenes[at].id for at in dice.sample(range(len(shoot.scenes)), 3)]
    circle = zip(ids, [*ids[1:], ids[0]], strict=True)
    orders = tuple(Order(first=one, then=two, gap=1) for one, two in circle)
    return replace(shoot, orders=orders), None


def order_against_windows(shoot: Shoot, dice: Random) -> Planted:
    """Let a scene that comes first be possible late only, and the other early only."""
    one, two = _some(shoot, dice, 2)
    cut = dice.randint(2, DATES - 2)
    shoot = _scene(shoot, one, dates=frozenset(range(cut, DATES)), why_not=("late",))
    shoot = _scene(shoot, two, dates=frozenset(range(cut)), why_not=("early",))
    first, then = shoot.scenes[one].id, shoot.scenes[two].id
    return replace(shoot, orders=(Order(first=first, then=then, gap=1),)), None


def order_too_long(shoot: Shoot, dice: Random) -> Planted:
    """Ask for more days between scenes than the calendar has."""
    one, two, three = (shoot.scenes[at].id for at in _some(shoot, dice, 3))
    gap = dice.randint(4, 5)
    orders = (Order(first=one, then=two, gap=gap), Order(first=two, then=three, gap=4))
    return replace(shoot, orders=orders), None


def apart_in_few_dates(shoot: Shoot, dice: Random) -> Planted:
    """Keep more scenes apart than there are dates on which they may be shot."""
    three = _some(shoot, dice, 3)
    first = dice.randint(0, DATES - 2)
    for at in three:
        shoot = _scene(shoot, at, dates=frozenset({first, first + 1}), why_not=("two days",))
    group = frozenset(shoot.scenes[at].id for at in three)
    return replace(shoot, apart=(Apart(scenes=group, why="make-up"),)), None


def together_too_long(shoot: Shoot, dice: Random) -> Planted:
    """Ask for scenes on one day that take longer than a day."""
    three = _some(shoot, dice, 3)
    for at in three:
        shoot = _scene(shoot, at, minutes=250)
    group = frozenset(shoot.scenes[at].id for at in three)
    return replace(shoot, together=(Together(scenes=group, why="snow"),)), None


def together_and_apart(shoot: Shoot, dice: Random) -> Planted:
    """Ask for two scenes together and apart."""
    ids = [shoot.scenes[at].id for at in _some(shoot, dice, 4)]
    return replace(
        shoot,
        together=(Together(scenes=frozenset(ids[:3]), why="snow"),),
        apart=(Apart(scenes=frozenset(ids[1:]), why="make-up"),),
    ), None


def must_not_wait(shoot: Shoot, dice: Random) -> Planted:
    """Let a role that must not wait work on both sides of dates that it has no work on."""
    one, two = _some(shoot, dice, 2)
    for at, free in ((one, 0), (two, 4)):
        cast = shoot.scenes[at].cast | {5}
        shoot = _scene(shoot, at, cast=cast, dates=frozenset({free}), why_not=("promised",))
    players = (replace(p, waits=p.id != 5) for p in shoot.players)
    return _free(replace(shoot, players=tuple(players)), 5, 0, 1, 3, 4), None


def minor_too_long(shoot: Shoot, dice: Random) -> Planted:
    """Let a minor work for less than a scene takes, or than two scenes of the only date."""
    hours = tuple((240, 0) for _ in range(DATES))
    limit = MinorLimit(role=5, label="ROLE 5", minutes=hours, cited="a law")
    one, two = _some(shoot, dice, 2)
    only = dice.randint(0, DATES - 1)
    for at in (one, two):
        cast = shoot.scenes[at].cast | {5}
        shoot = _scene(shoot, at, cast=cast, minutes=dice.choice((150, 180, 250)))
    return _free(replace(shoot, minors=(limit,)), 5, only), None


def moves_forbidden(shoot: Shoot, dice: Random) -> Planted:
    """Open two locations on one date only, and allow no move."""
    one, two = _some(shoot, dice, 2)
    shoot = _scene(_scene(shoot, one, location="hall"), two, location="lot")
    only = dice.randint(0, DATES - 1)
    shoot = _open(_open(shoot, "hall", only), "lot", only)
    return replace(shoot, max_moves=0), None


def move_too_long(shoot: Shoot, dice: Random) -> Planted:
    """Fill two locations' only date, so that the move between does not fit."""
    one, two = _some(shoot, dice, 2)
    shoot = _scene(shoot, one, location="hall", minutes=290)
    shoot = _scene(shoot, two, location="lot", minutes=290)
    only = dice.randint(0, DATES - 1)
    keep_here = {shoot.scenes[one].id, shoot.scenes[two].id}
    shoot = replace(
        shoot,
        scenes=tuple(
            s if s.id in keep_here else replace(s, location="garage") for s in shoot.scenes
        ),
    )
    return _open(_open(shoot, "hall", only), "lot", only), None


def night_before_day(shoot: Shoot, dice: Random) -> Planted:
    """Put a night scene on one date and a day scene on the next."""
    one, two = _some(shoot, dice, 2)
    first = dice.randint(0, DATES - 2)
    night = frozenset({Unit.NIGHT})
    shoot = _scene(
        shoot, one, units=night, minutes=300, dates=frozenset({first}), why_not=("once",)
    )
    return _scene(shoot, two, dates=frozenset({first + 1}), why_not=("once",)), None


def day_and_night_at_once(shoot: Shoot, dice: Random) -> Planted:
    """Give an actor who has a single date a night scene and a day scene."""
    one, two = _some(shoot, dice, 2)
    cast = shoot.scenes[one].cast | {5}
    shoot = _scene(shoot, one, units=frozenset({Unit.NIGHT}), cast=cast)
    shoot = _scene(shoot, two, cast=shoot.scenes[two].cast | {5})
    return _free(shoot, 5, dice.randint(0, DATES - 1)), None


def road_too_far(shoot: Shoot, dice: Random) -> Planted:
    """Put a road that takes days between locations that are open one after the other."""
    one, two = _some(shoot, dice, 2)
    shoot = _scene(_scene(shoot, one, location="hall"), two, location="lot")
    first = dice.randint(0, DATES - 2)
    shoot = _open(_open(shoot, "hall", first), "lot", first + 1)
    shoot = replace(
        shoot,
        scenes=tuple(
            s if at in (one, two) else replace(s, location="garage")
            for at, s in enumerate(shoot.scenes)
        ),
    )
    road = Road(places=frozenset({"hall", "lot"}), minutes=300, cost=5_000, days=1)
    return replace(shoot, roads=(road,)), None


def dusk_too_short(shoot: Shoot, dice: Random) -> Planted:
    """Let a scene at dusk take longer than dusk lasts."""
    at = dice.randrange(len(shoot.scenes))
    shoot = _scene(shoot, at, sun=Sun.DUSK, minutes=150)
    return replace(shoot, daylight=(LIGHT,) * DATES), None


LIGHT = Daylight(dawn=6 * 60 + 20, rise=6 * 60 + 50, set=16 * 60 + 30, dusk=17 * 60)


def two_dusks(shoot: Shoot, dice: Random) -> Planted:
    """Put two scenes at dusk on one date whose dusk does not hold both."""
    only = dice.randint(0, DATES - 1)
    for at in _some(shoot, dice, 2):
        cast = shoot.scenes[at].cast | {5}
        shoot = _scene(shoot, at, sun=Sun.DUSK, minutes=60, cast=cast)
    return _free(replace(shoot, daylight=(LIGHT,) * DATES), 5, only), None


def dawn_after_dusk(shoot: Shoot, dice: Random) -> Planted:
    """Put a scene at dusk before one at dawn on the only date of both."""
    one, two = _some(shoot, dice, 2)
    for at, sun in ((one, Sun.DUSK), (two, Sun.DAWN)):
        cast = shoot.scenes[at].cast | {5}
        shoot = _scene(shoot, at, sun=sun, minutes=30, cast=cast)
    order = Order(first=shoot.scenes[one].id, then=shoot.scenes[two].id)
    shoot = replace(shoot, daylight=(LIGHT,) * DATES, orders=(order,), calls=(6 * 60, 17 * 60))
    return _free(shoot, 5, dice.randint(0, DATES - 1)), None


def role_without_rest(shoot: Shoot, dice: Random) -> Planted:
    """Let a role rest for longer than two full days leave it."""
    one, two = _some(shoot, dice, 2)
    first = dice.randint(0, DATES - 2)
    for at, day in ((one, first), (two, first + 1)):
        cast = frozenset({5})
        shoot = _scene(shoot, at, cast=cast, minutes=590, dates=frozenset({day}), why_not=("once",))
    return replace(shoot, cast_turnaround=14 * 60), None


def lock_against_actor(shoot: Shoot, dice: Random) -> Planted:
    """Lock a strip on a date on which its actor is away."""
    scene = dice.choice(shoot.scenes)
    at = dice.randint(0, DATES - 1)
    shoot = _free(shoot, dice.choice(sorted(scene.cast)), *(set(range(DATES)) - {at}))
    day = ShootDay(date=shoot.dates[at], work=(Strip(scene=scene.id, locked=True),))
    return shoot, Board(days=(day,))


def locks_too_long(shoot: Shoot, dice: Random) -> Planted:
    """Lock strips on one date that take longer than its work beside a banner."""
    one, two = _some(shoot, dice, 2)
    shoot = _scene(_scene(shoot, one, minutes=200), two, minutes=200)
    work: tuple[Strip | Banner, ...] = (
        *(Strip(scene=shoot.scenes[at].id, locked=True) for at in (one, two)),
        Banner(text="Stunt rehearsal", minutes=240),
    )
    return shoot, Board(days=(ShootDay(date=shoot.dates[dice.randrange(DATES)], work=work),))


def shut_by_locked_days(shoot: Shoot, dice: Random) -> Planted:
    """Let an actor be free only on dates that are locked as they stand."""
    scene = dice.choice(shoot.scenes)
    shut = sorted(dice.sample(range(DATES), 2))
    shoot = _free(shoot, dice.choice(sorted(scene.cast)), *shut)
    days = tuple(
        ShootDay(date=shoot.dates[at], locked=True, work=(Banner(text="Rest"),)) for at in shut
    )
    return shoot, Board(days=days)


def _hours(shoot: Shoot, name: str, *spans: tuple[int, int]) -> Shoot:
    """Open a location within some hours of each date."""
    hours = ((spans, spans),) * DATES
    places = tuple(replace(p, hours=hours) if p.id == name else p for p in shoot.places)
    return replace(shoot, places=places)


def street_held_too_briefly(shoot: Shoot, dice: Random) -> Planted:
    """Open a location for less by the clock than one of its scenes takes."""
    at = _some(shoot, dice, 1)[0]
    shoot = _scene(shoot, at, minutes=dice.choice((190, 240)), units=frozenset({Unit.DAY}))
    return _hours(shoot, shoot.scenes[at].location, (480, 660)), None


def street_opens_after_sunset(shoot: Shoot, dice: Random) -> Planted:
    """Open the location of a scene that needs daylight only when that is nearly gone."""
    at = _some(shoot, dice, 1)[0]
    shoot = _scene(shoot, at, minutes=90, sun=Sun.DAY, units=frozenset({Unit.DAY}))
    light = Daylight(dawn=390, rise=420, set=1020, dusk=1050)
    shoot = replace(shoot, daylight=(light,) * DATES)
    return _hours(shoot, shoot.scenes[at].location, (960, 1200)), None


def two_in_one_window(shoot: Shoot, dice: Random) -> Planted:
    """Shoot two scenes together whose location is open long enough for one of them."""
    one, two = _some(shoot, dice, 2)
    for at in (one, two):
        shoot = _scene(
            shoot, at, minutes=120, location="hall", units=frozenset({Unit.DAY}), cast=frozenset()
        )
    pair = frozenset({shoot.scenes[one].id, shoot.scenes[two].id})
    shoot = replace(shoot, together=(Together(scenes=pair),))
    return _hours(shoot, "hall", (480, 660)), None


def strip_without_a_break(shoot: Shoot, dice: Random) -> Planted:
    """Ask for a meal sooner than one strip leaves time for."""
    at = _some(shoot, dice, 1)[0]
    return replace(_scene(shoot, at, minutes=250), meals=Meals(within=240)), None


def minor_too_long_on_set(shoot: Shoot, dice: Random) -> Planted:
    """Give a minor two scenes on the only date, longer than the law lets it be on set."""
    law = MinorPresence(on_set=200, meal=60, earliest=300, latest=1380)
    limit = MinorLimit(
        role=5,
        label="ROLE 5",
        minutes=((600, 600),) * DATES,
        presence=(law,) * DATES,
        cited="a law",
    )
    for at in range(len(shoot.scenes)):
        shoot = _scene(shoot, at, cast=shoot.scenes[at].cast - {5})
    for at in _some(shoot, dice, 2):
        cast = shoot.scenes[at].cast | {5}
        shoot = _scene(shoot, at, cast=cast, minutes=120, units=frozenset({Unit.DAY}))
    only = dice.randint(0, DATES - 1)
    return _free(replace(shoot, minors=(limit,)), 5, only), None


PLANTS: dict[str, Callable[[Shoot, Random], Planted]] = {
    plant.__name__.replace("_", " "): plant
    for plant in (
        actor_against_location,
        actor_too_short,
        location_too_short,
        too_few_days,
        orders_in_a_circle,
        order_against_windows,
        order_too_long,
        apart_in_few_dates,
        together_too_long,
        together_and_apart,
        must_not_wait,
        minor_too_long,
        moves_forbidden,
        move_too_long,
        night_before_day,
        day_and_night_at_once,
        road_too_far,
        dusk_too_short,
        two_dusks,
        dawn_after_dusk,
        role_without_rest,
        lock_against_actor,
        locks_too_long,
        shut_by_locked_days,
        street_held_too_briefly,
        street_opens_after_sunset,
        two_in_one_window,
        strip_without_a_break,
        minor_too_long_on_set,
    )
}
"""Contradictions by name; each makes a legal production impossible."""
