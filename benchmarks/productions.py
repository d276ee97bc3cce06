"""Productions like real ones, drawn from a seed, each with a legal board: that is drawn first.

A story runs over scenes in order: leads are in most of it, supporting roles in stretches of it,
day players in one to three scenes. One or two main locations hold many scenes, the others few. A
hidden board is packed location by location, nights at the end of each week; then everything that
restricts (windows, stop dates, story order, rests) is drawn so that the hidden board keeps it.

    python benchmarks/productions.py    prints what each of the published productions is like
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from lastlook.schedule.board import Board, ShootDay, Strip, Unit
from lastlook.schedule.pay import Pay
from lastlook.schedule.shoot import (
    Apart,
    Late,
    Order,
    Place,
    Player,
    Rental,
    SceneNeed,
    Shoot,
)

EIGHTH = 15
"""Minutes of work on an eighth of a page."""
WORK = 600
MOVE = 60
DAY_ONLY, NIGHT_ONLY = frozenset({Unit.DAY}), frozenset({Unit.NIGHT})
EITHER = DAY_ONLY | NIGHT_ONLY
LENGTHS = (1, 2, 3, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 20)
"""Eighths of a scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a production is."""

    scenes: int
    cast: int
    locations: int


SIZES = {
    "20": Size(scenes=20, cast=12, locations=4),
    "60": Size(scenes=60, cast=18, locations=8),
    "100": Size(scenes=100, cast=25, locations=12),
    "120": Size(scenes=120, cast=30, locations=15),
    "200": Size(scenes=200, cast=40, locations=20),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A shoot, and a board that is legal for it."""

    shoot: Shoot
    hidden: Board


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """A day of the hidden board."""

    unit: Unit
    scenes: tuple[SceneNeed, ...]


def produce(size: Size, seed: int) -> Production:
    """Draw a production."""
    random = Random(f"production/{size.scenes}/{size.cast}/{size.locations}/{seed}")
    scenes = _scenes(size, random)
    days = _packed(scenes, random)
    dates = _calendar(len(days))
    at = _dated(days, dates)
    where = {scene.id: position for position, day in at.items() for scene in day.scenes}
    count = len(dates)
    shoot = Shoot(
        dates=dates,
        max_days=None,
        scenes=scenes,
        players=_players(scenes, size, where, count, random),
        places=_places(scenes, where, count, random),
        work=WORK,
        meal=60,
        calls=(7 * 60, 17 * 60),
        turnaround=11 * 60,
        company_move=MOVE,
        max_moves=1,
        day_cost=2_200_000,
        move_cost=250_000,
        hold_paid=True,
        currency="USD",
        rentals=_rentals(scenes, random),
        orders=_orders(scenes, where, dates, random),
        apart=_apart(scenes, where, random),
        late=(Late(after=540, tenth=30_000, label="overtime"),),
        # A night costs 15 % more.
        day_costs=((2_200_000, 2_530_000),) * count,
    )
    hidden = Board(
        days=tuple(
            ShootDay(
                date=dates[position],
                unit=day.unit,
                work=tuple(
                    Strip(scene=scene.id)
                    for scene in sorted(day.scenes, key=lambda scene: (scene.location, scene.order))
                ),
            )
            for position, day in sorted(at.items())
        )
    )
    return Production(shoot=shoot, hidden=hidden)


def _scenes(size: Size, random: Random) -> tuple[SceneNeed, ...]:
    leads = range(1, 3 if size.cast < 20 else 4)
    players = range(len(leads) + 1 + size.cast // 2, size.cast + 1)
    supporting = range(len(leads) + 1, players.start)
    stretches = {who: _stretch(size.scenes, random) for who in supporting}
    on_set = {
        who: set(random.sample(range(size.scenes), min(size.scenes, random.randint(1, 3))))
        for who in players
    }
    weights = [1 / (place + 1) ** 0.8 for place in range(size.locations)]
    scenes = []
    place, follows = 0, False
    for order in range(size.scenes):
        # Half of all scenes stay where the last one was set.
        if not follows:
            place = random.choices(range(size.locations), weights)[0]
        follows = random.random() < 0.35
        cast = {who for who in leads if random.random() < 0.6}
        cast |= {who for who, orders in stretches.items() if order in orders}
        cast |= {who for who, orders in on_set.items() if order in orders}
        cast = cast or {random.choice(leads)}
        night, inside = random.random() < 0.25, random.random() < 0.6
        units = (EITHER if inside else NIGHT_ONLY) if night else DAY_ONLY
        scenes.append(
            SceneNeed(
                id=f"s{order:03}",
                label=f"scene {order + 1}",
                minutes=EIGHTH * random.choice(LENGTHS),
                cast=frozenset(cast),
                location=f"place{place}",
                units=units,
                order=order,
            )
        )
    return tuple(scenes)


def _stretch(scenes: int, random: Random) -> set[int]:
    """Give the scenes of a supporting role: a third or so of one or two stretches of the story."""
    found: set[int] = set()
    for _ in range(random.choice((1, 1, 2))):
        begin = random.randrange(scenes)
        length = max(3, int(scenes * random.uniform(0.1, 0.4)))
        found |= {at for at in range(begin, begin + length) if random.random() < 0.35}
    return found


def _packed(scenes: tuple[SceneNeed, ...], random: Random) -> list[_Day]:
    """Pack days location by location, by day and by night, with at most one move."""
    places = sorted({scene.location for scene in scenes})
    random.shuffle(places)
    days = []
    for unit, alike in (
        (Unit.DAY, lambda s: Unit.DAY in s.units),
        (Unit.NIGHT, lambda s: s.units == NIGHT_ONLY),
    ):
        here: list[SceneNeed] = []
        for place in places:
            for scene in (s for s in scenes if s.location == place and alike(s)):
                moves = len({s.location for s in (*here, scene)}) - 1
                minutes = sum(s.minutes for s in (*here, scene)) + MOVE * moves
                if here and (moves > 1 or minutes > WORK):
                    days.append(_Day(unit=unit, scenes=tuple(here)))
                    here = []
                here.append(scene)
        if here:
            days.append(_Day(unit=unit, scenes=tuple(here)))
    return days


def _calendar(days: int) -> tuple[date, ...]:
    """Give working dates of five-day weeks, with room for a week and a quarter more."""
    count = 5 * -(-(days * 5 // 4 + 5) // 5)
    first = date(2027, 1, 4)
    return tuple(first + timedelta(days=7 * (at // 5) + at % 5) for at in range(count))


def _dated(days: list[_Day], dates: tuple[date, ...]) -> dict[int, _Day]:
    """Give the hidden board's days dates: in each week the nights last, the same share of each."""
    nights = [day for day in days if day.unit is Unit.NIGHT]
    others = [day for day in days if day.unit is Unit.DAY]
    at: dict[int, _Day] = {}
    weeks = len(dates) // 5
    for week in range(weeks):
        left = weeks - week
        by_night = [nights.pop(0) for _ in range(-(-len(nights) // left))]
        room = 5 - len(by_night)
        by_day = [others.pop(0) for _ in range(min(room, -(-len(others) // left)))]
        for number, day in enumerate(by_day):
            at[5 * week + number] = day
        for number, day in enumerate(by_night):
            at[5 * week + room + number] = day
    if nights or others:
        message = "the calendar is too short for the hidden board"
        raise AssertionError(message)
    return at


def _players(
    scenes: tuple[SceneNeed, ...], size: Size, where: dict[str, int], count: int, random: Random
) -> tuple[Player, ...]:
    players = []
    for who in range(1, size.cast + 1):
        works = sorted({where[scene.id] for scene in scenes if who in scene.cast})
        if not works:
            continue
        many = len(works) > 5
        rate = 100 * (random.choice((2_500, 4_000)) if many else random.choice((450, 900, 1_500)))
        weekly = many and random.random() < 0.4
        players.append(
            Player(
                id=who,
                label=f"ROLE {who}",
                rate=rate,
                dates=_window(set(works), count, random),
                pay=Pay(
                    day=rate,
                    week=rate * 7 // 2 if weekly else None,
                    least_days=3 if random.random() < 0.1 else 0,
                    drop_gap=10,
                ),
            )
        )
    return tuple(players)


def _window(used: set[int], count: int, random: Random) -> frozenset[int]:
    """Shut dates out in three cases of ten: a stretch, a late start, or a stop date."""
    free = set(range(count))
    kind = random.random()
    if kind < 0.12:
        free = set(range(min(count, max(used) + 1 + random.randrange(3))))
    elif kind < 0.2:
        free = set(range(max(0, min(used) - random.randrange(3)), count))
    elif kind < 0.3:
        begin = random.randrange(count)
        free -= set(range(begin, begin + random.randint(3, 8)))
    return frozenset(free | used)


def _places(
    scenes: tuple[SceneNeed, ...], where: dict[str, int], count: int, random: Random
) -> tuple[Place, ...]:
    places = []
    for name in sorted({scene.location for scene in scenes}):
        used = {where[scene.id] for scene in scenes if scene.location == name}
        free = _window(used, count, random)
        fee = 100 * random.choice((500, 1_200, 3_000))
        places.append(
            Place(
                id=name,
                label=name.replace("place", "Place "),
                fee=fee,
                minutes=tuple((WORK, WORK) if at in free else (0, 0) for at in range(count)),
                hold=fee // 4 if random.random() < 0.2 else 0,
                once=100 * random.choice((0, 0, 800)),
            )
        )
    return tuple(places)


def _rentals(scenes: tuple[SceneNeed, ...], random: Random) -> tuple[Rental, ...]:
    return tuple(
        Rental(
            id=f"rental{number}",
            label=f"Rental {number}",
            scenes=frozenset(
                scene.id for scene in random.sample(scenes, min(len(scenes), random.randint(3, 6)))
            ),
            pay=Pay(day=100 * random.choice((600, 900, 2_000))),
            once=60_000,
        )
        for number in range(1, 2 + len(scenes) // 50)
    )


def _orders(
    scenes: tuple[SceneNeed, ...], where: dict[str, int], dates: tuple[date, ...], random: Random
) -> tuple[Order, ...]:
    found = []
    for _ in range(len(scenes) // 15):
        first, then = sorted(random.sample(scenes, 2), key=lambda scene: where[scene.id])
        days = (dates[where[then.id]] - dates[where[first.id]]).days
        if days:
            gap = min(days, random.choice((0, 0, 1, 7)))
            found.append(Order(first=first.id, then=then.id, gap=gap, why="the story"))
    return tuple(found)


def _apart(
    scenes: tuple[SceneNeed, ...], where: dict[str, int], random: Random
) -> tuple[Apart, ...]:
    found = []
    for _ in range(len(scenes) // 40):
        pair = random.sample(scenes, 2)
        if where[pair[0].id] != where[pair[1].id]:
            found.append(Apart(scenes=frozenset(scene.id for scene in pair), why="make-up"))
    return tuple(found)


def main() -> None:
    """Print what the published productions are like."""
    for name, size in SIZES.items():
        made = produce(size, 1)
        shoot = made.shoot
        in_most = max(sum(who.id in scene.cast for scene in shoot.scenes) for who in shoot.players)
        print(
            f"{name:>4}: {len(shoot.scenes)} scenes, {len(shoot.players)} roles (one in {in_most}),"
            f" {len(shoot.places)} locations, {len(made.hidden.days)} days on the hidden board,"
            f" {len(shoot.dates)} dates"
        )


if __name__ == "__main__":
    main()
