"""Days that cost more because they are the sixth, say, that is worked in the production's week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lastlook.schedule import Board, Shoot, ShootDay, Strip, Unit, build_shoot, cost, solve
from lastlook.schedule.solver.kernel import supports
from lastlook.schedule.week import WeekCount, numbered, ordinal, week_of

if TYPE_CHECKING:
    from pathlib import Path

MakeScene = Callable[..., Any]
MakeShoot = Callable[..., Shoot]


def counted(shoot: Shoot, *, nth: int, cents: int, start: int = 0, night: int = 0) -> Shoot:
    row = tuple((cents, cents + night) if n + 1 == nth else (0, 0) for n in range(7))
    return replace(shoot, week_count=WeekCount(start=start, extra=(row,) * len(shoot.dates)))


def on(shoot: Shoot, *positions: int, unit: Unit = Unit.DAY) -> Board:
    return Board(
        days=tuple(
            ShootDay(date=shoot.dates[at], unit=unit, work=(Strip(scene=need.id),))
            for at, need in zip(positions, shoot.scenes, strict=True)
        )
    )


def test_places_in_the_week_in_words() -> None:
    assert [ordinal(count) for count in (1, 2, 3, 4, 7)] == ["1st", "2nd", "3rd", "4th", "7th"]


def test_a_week_begins_where_the_production_says() -> None:
    sunday, monday = date(2027, 1, 24), date(2027, 1, 25)
    assert week_of(sunday, 0) + 1 == week_of(monday, 0)
    assert week_of(sunday, 6) == week_of(monday, 6)
    days = [monday - timedelta(days=n) for n in range(3)]
    assert list(numbered(days, 0).values()) == [1, 2, 1]
    assert list(numbered(days, 6).values()) == [1, 1, 2]


def test_the_sixth_day_is_counted_and_no_weekday(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene(f"s{n}") for n in range(6)], count=14)
    dear = counted(shoot, nth=6, cents=50_000)
    plain = cost(on(shoot, 0, 1, 2, 3, 4, 5), shoot).total
    assert cost(on(dear, 0, 1, 2, 3, 4, 5), dear).total == plain + 500
    # A day off on Tuesday: Sunday is the sixth, and Saturday is not.
    dated = replace(dear, sources=(("premium.worked", "the agreement (as of 1 Nov 2026)"),))
    report = cost(on(dated, 0, 2, 3, 4, 5, 6), dated)
    (term,) = (one for one in report.terms if one.name == "Days dearer by their count")
    assert term.amount == Decimal(500)
    assert term.parts[0].name == "6th of its week (the agreement (as of 1 Nov 2026))"
    # Two weeks of three days have no sixth.
    assert not any(
        one.name == "Days dearer by their count"
        for one in cost(on(dear, 0, 1, 2, 7, 8, 9), dear).terms
    )


def test_a_second_units_days_are_not_counted(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = counted(make_shoot([make_scene("s0"), make_scene("s1")], count=3), nth=2, cents=7_000)
    board = on(shoot, 0, 1)
    assert any(t.name == "Days dearer by their count" for t in cost(board, shoot).terms)
    apart = replace(board, days=(board.days[0], replace(board.days[1], crew="second")))
    assert not any(t.name == "Days dearer by their count" for t in cost(apart, shoot).terms)


def test_the_solver_leaves_a_week_early_where_that_is_cheaper(
    make_scene: MakeScene, make_shoot: MakeShoot, oracle: Callable[..., Any]
) -> None:
    scenes = [
        make_scene(f"s{n}", minutes=400, units=frozenset(Unit), cast=frozenset({1}))
        for n in range(3)
    ]
    shoot = make_shoot(scenes, count=4, dates=tuple(date(2027, 1, 22 + n) for n in range(4)))
    for night in (0, -40_000, 9_000):
        dear = counted(shoot, nth=3, cents=50_000, night=night)
        solved = solve(dear, seconds=0.5)
        assert solved.report.total == oracle(dear)
        assert solved.board.proof is not None
        assert solved.board.proof.optimal


def test_the_compiled_search_knows_the_count(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene("s0")])
    assert supports(shoot) == ()
    assert supports(counted(shoot, nth=6, cents=1)) == ()


def test_production_toml_states_it(
    example: Path, tmp_path: Path, read_sheets: Callable[[Path], Any]
) -> None:
    for name in ("production.toml", "script.fountain", "scenes.toml", "breakdown.toml"):
        (tmp_path / name).write_bytes((example / name).read_bytes())
    text = (tmp_path / "production.toml").read_text(encoding="utf-8")
    text = text.replace("[calendar]", '[calendar]\nweek_start = "sun"', 1)
    more = "\n[[premium]]\nworked = [6, 7]\nfactor = 1.5\n[[premium]]\nworked = [7]\nadd = 100\n"
    (tmp_path / "production.toml").write_text(text + more, encoding="utf-8")
    film, sheets = read_sheets(tmp_path)
    shoot = build_shoot(film, sheets)
    day = int(film.costs.shoot_day * 100)
    assert shoot.week_count is not None
    assert shoot.week_count.start == 6
    assert shoot.week_count.counts() == (6, 7)
    assert shoot.week_count.cents(0, 0, 5) == 0
    assert shoot.week_count.cents(0, 0, 6) == day // 2
    assert shoot.week_count.cents(0, 1, 7) == day // 2 + 10_000
    assert shoot.day_price(0, Unit.DAY) == day
