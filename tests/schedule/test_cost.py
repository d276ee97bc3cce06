"""Cost and day-out-of-days against a second, plainer way to work them out."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.production import Calendar, CastMember, Hours, Production
from lastlook.schedule import (
    Board,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    cost,
    day_out_of_days,
)

Shoots = Callable[..., st.SearchStrategy[Shoot]]


@st.composite
def any_boards(draw: st.DrawFn, shoot: Shoot) -> Board:
    """Boards, legal or not: each scene anywhere, in any order."""
    order = draw(st.permutations(shoot.scenes))
    at = [draw(st.sampled_from(shoot.dates)) for _ in order]
    days = [
        ShootDay(
            date=day,
            unit=draw(st.sampled_from(Unit)),
            work=tuple(Strip(scene=s.id) for s, on in zip(order, at, strict=True) if on == day),
        )
        for day in sorted(set(at))
    ]
    return Board(days=tuple(days))


def film_of(shoot: Shoot) -> Production:
    return Production(
        root=Path("film"),
        title="Film",
        script="script.fountain",
        calendar=Calendar(start=shoot.dates[0]),
        hours=Hours(day_call=time(7), night_call=time(17)),
        cast=tuple(
            CastMember(
                id=who.id,
                character=f"ROLE {who.id}",
                performer=f"P{who.id}",
                rate=Decimal(who.rate) / 100,
            )
            for who in shoot.players
        ),
    )


def plain_total(board: Board, shoot: Shoot) -> Decimal:
    """Walk through the dates, one by one, with nothing but the words of the rules."""
    cents = 0
    scenes = {scene.id: scene for scene in shoot.scenes}
    on = {day.date: [scenes[strip.scene] for strip in day.strips] for day in board.days}
    for here in on.values():
        cents += shoot.day_cost
        for place in shoot.places:
            cents += place.fee * any(scene.location == place.id for scene in here)
        for first, second in itertools.pairwise(here):
            cents += shoot.move_cost * (first.location != second.location)
    for who in shoot.players:
        present = [any(who.id in scene.cast for scene in on.get(day, [])) for day in shoot.dates]
        for number, works in enumerate(present):
            waits = any(present[:number]) and any(present[number:]) and shoot.hold_paid
            cents += who.rate * (works or waits)
    return Decimal(cents) / 100


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_cost_is_what_walking_through_the_dates_gives(data: st.DataObject, shoots: Shoots) -> None:
    shoot = data.draw(shoots(most_scenes=8, most_dates=7))
    board = data.draw(any_boards(shoot))
    report = cost(board, shoot)
    assert report.total == plain_total(board, shoot)
    assert report.total == sum(term.amount for term in report.terms)
    for term in report.terms:
        assert not term.parts or term.amount == sum(part.amount for part in term.parts)


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_day_out_of_days_is_what_each_date_says(data: st.DataObject, shoots: Shoots) -> None:
    shoot = data.draw(shoots(most_scenes=8, most_dates=7))
    board = data.draw(any_boards(shoot))
    grid = day_out_of_days(board, shoot, film_of(shoot))
    scenes = {scene.id: scene for scene in shoot.scenes}
    days = {day.date: number for number, day in enumerate(board.days, start=1)}
    assert grid.dates == tuple(
        day for day in shoot.dates if board.days[0].date <= day <= board.days[-1].date
    )
    assert grid.shoot_days == tuple(days.get(day) for day in grid.dates)
    for row in grid.rows:
        at_work = [
            any(
                row.id in scenes[s.scene].cast
                for d in board.days
                if d.date == day
                for s in d.strips
            )
            for day in grid.dates
        ]
        for number, code in enumerate(row.codes):
            before, after = any(at_work[:number]), any(at_work[number + 1 :])
            if at_work[number]:
                expected = {(0, 1): "SW", (1, 1): "W", (1, 0): "WF", (0, 0): "SWF"}[before, after]
            else:
                expected = "H" if before and after else ""
            assert code == expected
        assert (row.work, row.hold) == (sum(at_work), row.codes.count("H"))
    pay = sum((row.pay for row in grid.rows if row.pay is not None), Decimal(0))
    terms = {term.name: term.amount for term in cost(board, shoot).terms}
    assert pay == terms["Cast, working"] + terms.get("Cast, holding", Decimal(0))


def test_arithmetic_is_said_in_words(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    scenes = [
        make_scene("s0", cast=frozenset({1, 2})),
        make_scene("s1", location="lot"),
        make_scene("s2"),
    ]
    shoot = make_shoot(scenes, day_cost=240_050)
    days = tuple(
        ShootDay(date=shoot.dates[at], work=tuple(Strip(scene=scene) for scene in here))
        for at, here in ((0, ["s0", "s1"]), (3, ["s2"]))
    )
    report = cost(Board(days=days), shoot)
    assert [(term.name, term.amount, term.arithmetic) for term in report.terms] == [
        ("Shooting days", Decimal("4801.00"), "2 days × 2,400.50"),
        ("Company moves", Decimal("200.00"), "1 move × 200"),
        ("Locations", Decimal("150.00"), "Garage 2 days × 50; Lot 1 day × 50"),
        ("Cast, working", Decimal("400.00"), "ROLE 1 (1) 2 days × 100; ROLE 2 (2) 1 day × 200"),
        ("Cast, holding", Decimal("200.00"), "ROLE 1 (1) 2 days × 100"),
    ]


def test_unstated_rates_are_not_zero_pay(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene("s0")], unknown=("day rate of ROLE 1 (1)",))
    board = Board(days=(ShootDay(date=date(2027, 1, 18), work=(Strip(scene="s0"),)),))
    assert cost(board, shoot).unknown == ("day rate of ROLE 1 (1)",)
    film = film_of(shoot)
    film = replace(film, cast=(replace(film.cast[0], rate=None),))
    assert day_out_of_days(board, shoot, film).rows[0].pay is None


def test_a_day_worked_on_a_day_off_is_shown_and_paid(
    make_scene: Callable[..., SceneNeed], make_shoot: Callable[..., Shoot]
) -> None:
    shoot = make_shoot([make_scene("s0"), make_scene("s1")])
    sunday = date(2027, 1, 24)
    days = (
        ShootDay(date=shoot.dates[-1], work=(Strip(scene="s0"),)),
        ShootDay(date=sunday, work=(Strip(scene="s1"),)),
    )
    grid = day_out_of_days(Board(days=days), shoot, film_of(shoot))
    assert grid.dates == (shoot.dates[-1], sunday)
    assert grid.rows[0].codes == ("SW", "WF")
