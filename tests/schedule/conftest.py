"""Small shoots, and an oracle that tries every board there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st
from tests.example import without_take

from lastlook import breakdown, script
from lastlook.production import Production, open_production
from lastlook.schedule import (
    Board,
    Place,
    Player,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    violations,
)
from lastlook.schedule import cost as cost_of
from lastlook.schedule.pay import Pay
from lastlook.schedule.shoot import (
    Apart,
    Daylight,
    Late,
    Order,
    Rental,
    Road,
    Sun,
    Together,
)

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.breakdown import Sheet

EITHER = frozenset(Unit)
MONDAY = date(2027, 1, 18)

MakeShoot = Callable[..., Shoot]


def scene(name: str, **fields: Any) -> SceneNeed:
    """Make a scene of an hour by day at the garage, but for what is said otherwise."""
    stated: dict[str, Any] = {
        "label": f"scene {name.lstrip('s')}",
        "minutes": 60,
        "cast": frozenset({1}),
        "location": "garage",
        "units": frozenset({Unit.DAY}),
        "order": int(name.lstrip("s")),
    }
    return SceneNeed(id=name, **(stated | fields))


def shoot(scenes: list[SceneNeed], *, count: int = 5, **fields: Any) -> Shoot:
    """Make a shoot of some scenes with open windows, but for what is said otherwise."""
    people = sorted({who for need in scenes for who in need.cast})
    places = sorted({need.location for need in scenes})
    work = fields.get("work", 600)
    stated: dict[str, Any] = {
        "dates": tuple(MONDAY + timedelta(days=at) for at in range(count)),
        "max_days": None,
        "scenes": tuple(scenes),
        "players": tuple(
            Player(id=who, label=f"ROLE {who} ({who})", rate=10_000 * who, dates=all_of(count))
            for who in people
        ),
        "places": tuple(
            Place(id=name, label=name.title(), fee=5_000, minutes=((work, work),) * count)
            for name in places
        ),
        "work": work,
        "meal": 60,
        "calls": (7 * 60, 17 * 60),
        "turnaround": 11 * 60,
        "company_move": 60,
        "max_moves": 1,
        "day_cost": 100_000,
        "move_cost": 20_000,
        "hold_paid": True,
        "currency": "USD",
    }
    return Shoot(**(stated | fields))


def all_of(count: int) -> frozenset[int]:
    """Give the positions of all dates."""
    return frozenset(range(count))


@st.composite
def small_shoots(draw: st.DrawFn, *, most_scenes: int = 4, most_dates: int = 4) -> Shoot:
    """Draw shoots so small that every board can be tried; many have no legal one."""
    count = draw(st.integers(1, most_dates))
    gaps = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    dates = [MONDAY]
    for gap in gaps[1:]:
        dates.append(dates[-1] + timedelta(days=gap))
    work = 600
    hours = st.sampled_from((0, 200, work, work, work, work))
    free = st.one_of(st.just(all_of(count)), st.frozensets(st.integers(0, count - 1)))
    names = ("garage", "lot", "hall")
    scenes = [
        scene(
            f"s{order}",
            minutes=draw(st.sampled_from((60, 120, 180, 250, 310))),
            cast=draw(st.frozensets(st.integers(1, 3), max_size=2)),
            location=draw(st.sampled_from(names)),
            units=draw(st.sampled_from((frozenset({Unit.DAY}), frozenset({Unit.NIGHT}), EITHER))),
            order=order,
        )
        for order in range(draw(st.integers(1, most_scenes)))
    ]
    return shoot(
        scenes,
        work=work,
        dates=tuple(dates),
        max_days=draw(st.sampled_from((None, None, 1, 2))),
        players=tuple(
            Player(
                id=who,
                label=f"ROLE {who} ({who})",
                rate=draw(st.sampled_from((0, 10_000, 35_000))),
                dates=draw(free),
            )
            for who in sorted({who for need in scenes for who in need.cast})
        ),
        places=tuple(
            Place(
                id=name,
                label=name.title(),
                fee=draw(st.sampled_from((0, 5_000, 40_000))),
                minutes=tuple((draw(hours), draw(hours)) for _ in range(count)),
            )
            for name in sorted({need.location for need in scenes})
        ),
        turnaround=draw(st.sampled_from((0, 600, 720))),
        max_moves=draw(st.integers(0, 2)),
        hold_paid=draw(st.booleans()),
    )


@st.composite
def shoots_with_terms(
    draw: st.DrawFn, *, most_scenes: int = 4, most_dates: int = 4, ordered: bool = False
) -> Shoot:
    """Draw small shoots with pay by its terms, rentals, orders, premiums, overtime.

    With `ordered`, with roads, light and rest by role too: then the order within a day decides.
    """
    plain = draw(small_shoots(most_scenes=most_scenes, most_dates=most_dates))
    ids = [need.id for need in plain.scenes]
    some = st.frozensets(st.sampled_from(ids), min_size=1, max_size=3)
    gaps = st.sampled_from((1, 2, 3) if not ordered else (0, 0, 1, 3))
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids), gaps)
    changed = replace(
        plain,
        scenes=tuple(
            replace(
                need, dates=draw(st.frozensets(st.integers(0, len(plain.dates) - 1), min_size=1))
            )
            if draw(st.integers(0, 5)) == 0
            else need
            for need in plain.scenes
        ),
        players=tuple(
            replace(
                who,
                pay=draw(st.none() | pays(who.rate)),
                waits=draw(st.sampled_from((True, True, True, False))),
            )
            for who in plain.players
        ),
        places=tuple(
            replace(
                place,
                hold=min(place.fee, draw(st.sampled_from((0, 0, 2_000)))),
                once=draw(st.sampled_from((0, 0, 3_000))),
            )
            for place in plain.places
        ),
        rentals=tuple(
            Rental(
                id=f"r{number}",
                label=f"Rental {number}",
                scenes=draw(some),
                pay=draw(pays(8_000)),
                once=draw(st.sampled_from((0, 1_500))),
            )
            for number in range(draw(st.integers(0, 1)))
        ),
        orders=tuple(
            Order(first=one, then=two, gap=gap)
            for one, two, gap in draw(st.lists(pair, max_size=2))
            if one != two
        ),
        apart=tuple(Apart(scenes=one) for one in draw(st.lists(some, max_size=1))),
        together=tuple(Together(scenes=one) for one in draw(st.lists(some, max_size=1))),
        late=draw(
            st.sampled_from(
                (
                    (),
                    (Late(after=240, tenth=700),),
                    (Late(after=180, once=9_000), Late(after=400, tenth=1_300, once=500)),
                )
            )
        ),
        day_costs=draw(
            st.sampled_from(
                (
                    (),
                    tuple(
                        (100_000 + 7_000 * (at % 3), 100_000 + 30_000 * (at % 2))
                        for at in range(most_dates)
                    ),
                )
            )
        )[: len(plain.dates)],
    )
    return _ordered(draw, changed) if ordered else changed


def _ordered(draw: st.DrawFn, shoot: Shoot) -> Shoot:
    """Add what makes the order of a day's strips decide."""
    names = [place.id for place in shoot.places]
    roads = [
        Road(
            places=frozenset(pair),
            minutes=draw(st.sampled_from((20, 90))),
            cost=draw(st.sampled_from((5_000, 70_000))),
            days=draw(st.sampled_from((0, 0, 1))),
        )
        for pair in combinations(names, 2)
        if draw(st.booleans())
    ]
    lit = Daylight(dawn=6 * 60 + 30, rise=7 * 60, set=17 * 60, dusk=17 * 60 + 30)
    by_role = draw(st.booleans())
    by_sun = draw(st.booleans())
    suns = {
        frozenset({Unit.DAY}): (Sun.ANY, Sun.DAY, Sun.DUSK, Sun.DAWN),
        frozenset({Unit.NIGHT}): (Sun.ANY, Sun.NIGHT),
        EITHER: (Sun.ANY, Sun.DUSK, Sun.DAWN),
    }
    return replace(
        shoot,
        roads=tuple(roads),
        daylight=(lit,) * len(shoot.dates) if by_sun else (),
        scenes=tuple(
            replace(need, sun=draw(st.sampled_from(suns[need.units]))) if by_sun else need
            for need in shoot.scenes
        ),
        turnaround=min(shoot.turnaround, 540) if by_role else shoot.turnaround,
        cast_turnaround=draw(st.sampled_from((720, 900))) if by_role else 0,
        forced_call=draw(st.sampled_from((None, 12_000))) if by_role else None,
    )


@st.composite
def pays(draw: st.DrawFn, day: int) -> Pay:
    """Draw terms of pay for a day rate."""
    return Pay(
        day=day,
        week=draw(st.sampled_from((None, None, day * 2 + 1_000))),
        least_days=draw(st.sampled_from((0, 0, 2, 3))),
        hold_paid=draw(st.sampled_from((True, True, False))),
        drop_gap=draw(st.sampled_from((None, 2, 3))),
    )


def every_board(shoot: Shoot, *, orders: bool = False) -> Iterator[Board]:
    """Every way to give scenes dates and dates units, locations together within a day.

    With `orders`, in every order of each day's strips.
    """
    for at in product(range(len(shoot.dates)), repeat=len(shoot.scenes)):
        used = sorted(set(at))
        ways = []
        for position in used:
            here = [need for need, on in zip(shoot.scenes, at, strict=True) if on == position]
            here.sort(key=lambda need: (need.location, need.order))
            ways.append(list(permutations(here)) if orders else [tuple(here)])
        for units in product(Unit, repeat=len(used)):
            for work in product(*ways):
                yield Board(
                    days=tuple(
                        ShootDay(
                            date=shoot.dates[position],
                            unit=unit,
                            work=tuple(Strip(scene=need.id) for need in here),
                        )
                        for position, unit, here in zip(used, units, work, strict=True)
                    )
                )


def least_cost(
    shoot: Shoot, allowed: Callable[[Board], bool] = lambda _: True, *, orders: bool = False
) -> Any:
    """Give the least total over every legal board; None where there is no legal board."""
    totals = [
        cost_of(board, shoot).total
        for board in every_board(shoot, orders=orders)
        if allowed(board) and not violations(board, shoot)
    ]
    return min(totals, default=None)


@pytest.fixture(scope="session")
def make_scene() -> Callable[..., SceneNeed]:
    """Give `scene`."""
    return scene


@pytest.fixture(scope="session")
def make_shoot() -> MakeShoot:
    """Give `shoot`."""
    return shoot


@pytest.fixture(scope="session")
def shoots() -> Callable[..., st.SearchStrategy[Shoot]]:
    """Give `small_shoots`."""
    return small_shoots


@pytest.fixture(scope="session")
def shoots_with() -> Callable[..., st.SearchStrategy[Shoot]]:
    """Give `shoots_with_terms`."""
    return shoots_with_terms


@pytest.fixture(scope="session")
def oracle() -> Callable[..., Any]:
    """Give `least_cost`."""
    return least_cost


@pytest.fixture(scope="session")
def read_sheets() -> Callable[[Path], tuple[Production, tuple[Sheet, ...]]]:
    """Give a function that reads a production folder up to its sheets."""

    def read(root: Path) -> tuple[Production, tuple[Sheet, ...]]:
        film = open_production(root)
        screenplay = script.read_file(film.script_path)
        scenes = script.scenes_of(screenplay)
        decisions, _ = breakdown.read_decisions(root)
        pages = script.paginate(screenplay)
        return film, breakdown.sheets(film, screenplay, scenes, pages, decisions)

    return read


@pytest.fixture(scope="session")
def example(last_ride: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the example in which the last scene's minutes are stated."""
    return without_take(last_ride, tmp_path_factory.mktemp("example") / "last-ride")


@pytest.fixture(scope="session")
def boards_of() -> Callable[..., Iterator[Board]]:
    """Give `every_board`."""
    return every_board
