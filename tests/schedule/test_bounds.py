from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.schedule.conftest import least_cost, scene, shoot, small_shoots

from lastlook.schedule.pay import Pay, paid
from lastlook.schedule.shoot import Rental
from lastlook.schedule.solver.bounds import additive_bound, least_days
from lastlook.schedule.solver.proof.floor import bound_by_days
from lastlook.schedule.solver.proof.pricing import Pricer
from lastlook.schedule.solver.proof.relaxation import Relaxation
from lastlook.schedule.solver.proof.terms import Terms, daily, make_terms, step_of
from lastlook.schedule.solver.search import greedy
from lastlook.schedule.solver.task import make_task

if TYPE_CHECKING:
    from lastlook.schedule import Shoot

PLENTY = 10**9


def bound(problem: Shoot, *, best: int = PLENTY, seconds: float = 5.0, plain: bool = False) -> int:
    task = make_task(problem)
    return bound_by_days(task, least_days(task), best=best, seconds=seconds, plain=plain)


@st.composite
def paid_otherwise(draw: st.DrawFn) -> Shoot:
    """Draw small shoots whose pay, prices of days, rentals and fees are of every sort."""
    problem = draw(small_shoots())
    count = len(problem.dates)
    pays = st.builds(
        Pay,
        day=st.sampled_from((0, 10_000, 35_000)),
        week=st.sampled_from((None, 30_000)),
        least_days=st.integers(0, 3),
        hold_paid=st.booleans(),
        drop_gap=st.sampled_from((None, 1, 3)),
    )
    ids = [need.id for need in problem.scenes]
    prices = st.sampled_from((90_000, 100_000, 150_000))
    return replace(
        problem,
        players=tuple(replace(who, pay=draw(st.none() | pays)) for who in problem.players),
        places=tuple(
            replace(
                place, hold=draw(st.sampled_from((0, 3_000))), once=draw(st.sampled_from((0, 70)))
            )
            for place in problem.places
        ),
        rentals=(
            Rental(
                id="snow",
                label="Snow",
                scenes=frozenset(draw(st.sets(st.sampled_from(ids)))),
                pay=draw(pays),
                once=500,
            ),
        ),
        day_costs=draw(
            st.just(())
            | st.lists(st.tuples(prices, prices), min_size=count, max_size=count).map(tuple)
        ),
    )


def holds_for(problem: Shoot) -> None:
    least = least_cost(problem)
    if least is None:
        return
    cents = int(least * 100)
    assert cents % step_of(problem) == 0
    task = make_task(problem)
    found = least_days(task)
    assert sum(additive_bound(task, found)) <= cents
    for cuts, spans in ((False, False), (True, False), (True, True)):
        args: Any = {"best": PLENTY, "seconds": 1.0, "plain": True}
        assert bound_by_days(task, found, cuts=cuts, spans=spans, **args) <= cents
    # Whatever days it begins with, and however soon it ends.
    alone = [(scene,) for scene in range(len(task.scenes))]
    for known, seconds in ((alone, 0.0), ([tuple(range(len(task.scenes)))], 0.05)):
        args = {"best": PLENTY, "seconds": seconds, "plain": True}
        assert bound_by_days(task, found, known=known, **args) <= cents


@settings(max_examples=100, deadline=None)
@given(small_shoots())
def test_no_bound_is_above_the_cheapest_board(problem: Shoot) -> None:
    holds_for(problem)


@settings(max_examples=100, deadline=None)
@given(paid_otherwise())
def test_no_bound_is_above_the_cheapest_board_whatever_is_paid(problem: Shoot) -> None:
    holds_for(problem)


def test_days_that_no_order_joins_cost_what_they_must() -> None:
    # Three full days; each role is in two of them, so that in any order one of them waits.
    long = [
        scene(f"s{at}", minutes=600, cast=frozenset(cast))
        for at, cast in enumerate(({1, 2}, {2, 3}, {3, 1}))
    ]
    problem = shoot(long)
    task = make_task(problem)
    days, places, cast = 300_000, 15_000, 2 * (10_000 + 20_000 + 30_000)
    assert sum(additive_bound(task, least_days(task))) == days + places + cast
    # By days the role that must wait in the middle is seen: the cheapest.
    assert bound(problem) == days + places + cast + 10_000
    assert least_cost(problem) * 100 == days + places + cast + 10_000


def test_a_bound_is_never_above_the_best_cost_known() -> None:
    problem = shoot([scene("s0"), scene("s1", minutes=590)])
    assert bound(problem, best=70_000) == 70_000


def test_the_bound_is_the_same_without_numba() -> None:
    for seed in range(8):
        problem = random_shoot(Random(seed), scenes=9)
        assert bound(problem, plain=True) == bound(problem)


def test_a_small_budget_still_proves_something() -> None:
    problem = random_shoot(Random(3), scenes=30)
    some = bound(problem, seconds=0.0005, plain=True)
    assert 0 <= some <= bound(problem, seconds=20.0)


def test_days_known_beforehand_spare_steps() -> None:
    problem = random_shoot(Random(3), scenes=30)
    task = make_task(problem)
    least, days = least_days(task), greedy(task)[0].days
    known = [day.scenes for day in days if day.scenes]
    args: Any = {"best": PLENTY, "seconds": 0.2, "plain": True}
    assert bound_by_days(task, least, known=known, **args) > bound_by_days(task, least, **args)


def random_shoot(random: Random, *, scenes: int) -> Shoot:
    return shoot(
        [
            scene(
                f"s{at}",
                minutes=random.choice((60, 90, 120, 240)),
                cast=frozenset(random.sample(range(1, 6), random.randint(1, 3))),
                location=random.choice(("garage", "lot", "hall")),
            )
            for at in range(scenes)
        ],
        count=max(5, scenes // 2),
    )


def days_of(terms: Terms) -> list[tuple[int, ...]]:
    """Every content that a day can have."""
    found = []
    for size in range(1, len(terms.minutes) + 1):
        for scenes in combinations(range(len(terms.minutes)), size):
            places = {terms.place_of[s] for s in scenes}
            dates, units = -1, 3
            for s in scenes:
                dates &= terms.dates[s]
                units &= terms.units[s]
            minutes = sum(terms.minutes[s] for s in scenes)
            minutes += (len(places) - 1) * terms.move_minutes
            room = terms.work
            if len(places) == 1:
                room = min(room, terms.longest[terms.place_of[scenes[0]]])
            if len(places) <= terms.most_places and minutes <= room and dates and units:
                found.append(scenes)
    return found


def worth_of(
    scenes: tuple[int, ...],
    terms: Terms,
    worth: list[int],
    trios: list[set[int]],
    fines: list[int],
) -> int:
    places = {terms.place_of[s] for s in scenes}
    cast, units = 0, 3
    for s in scenes:
        cast |= terms.cast[s]
        units &= terms.units[s]
    fined = sum(
        fine for trio, fine in zip(trios, fines, strict=True) if len(trio & set(scenes)) >= 2
    )
    return (
        sum(worth[s] for s in scenes)
        - fined
        - (len(places) - 1) * terms.move_price
        - sum(terms.fees[place] for place in places)
        - terms.day_price[units]
        - sum(payee.rate for at, payee in enumerate(terms.payees) if cast >> at & 1)
    )


@settings(max_examples=60, deadline=None)
@given(small_shoots(most_scenes=6), st.data())
def test_pricing_finds_the_day_worth_most(problem: Shoot, data: st.DataObject) -> None:
    task = make_task(problem)
    if not all(task.options):
        return
    terms = make_terms(task, least_days(task))
    worth = [data.draw(st.integers(0, 90_000)) for _ in terms.minutes]
    numbers = st.sampled_from(range(len(worth)))
    trios = data.draw(st.lists(st.sets(numbers, max_size=3), max_size=4))
    fines = [data.draw(st.integers(0, 40_000)) for _ in trios]
    inner = data.draw(st.integers(0, len(terms.payees)))
    rates = [payee.rate for payee in terms.payees]
    possible = days_of(terms)
    idle = -min(terms.day_price[1:])
    expected = max(idle, *(worth_of(scenes, terms, worth, trios, fines) for scenes in possible))
    pricer = Pricer(terms, inner=inner, plain=True)
    table = [sum(r for at, r in enumerate(rates[:inner]) if m >> at & 1) for m in range(1 << inner)]
    args: Any = (worth, table, rates[inner:], terms.fees, -(10**7))
    fined: Any = {
        "trios": [sum(1 << n for n, t in enumerate(trios) if s in t) for s in range(len(worth))],
        "fines": fines,
    }
    found = pricer.price(*args, **fined, budget=10**6)
    assert found.most == expected
    for day in found.days:
        assert day.scenes in possible
        assert day.value <= worth_of(day.scenes, terms, worth, trios, fines) <= expected
    assert expected == max([idle, *(day.value for day in found.days)])
    # Cut short, it says what a day may still be worth.
    assert pricer.price(*args, **fined, budget=1).most >= expected


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Pay,
        day=st.integers(1, 500),
        week=st.none() | st.integers(1, 2000),
        hold_paid=st.booleans(),
        drop_gap=st.none() | st.integers(1, 9),
    ),
    st.sets(st.integers(0, 20), min_size=1),
)
def test_no_paid_date_costs_less_than_the_daily_share(pay: Pay, on: set[int]) -> None:
    problem = shoot([scene("s0")], count=21)
    worked = [problem.dates[at] for at in sorted(on)]
    found = paid(pay, worked, problem.dates)
    assert found.cents >= daily(pay, problem) * len(found.dates)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3))
def test_of_three_runs_of_days_one_spans_what_the_others_share(ends: list[tuple[int, int]]) -> None:
    one, two, three = (set(range(min(pair), max(pair) + 1)) for pair in ends)
    assert one & two <= three or two & three <= one or one & three <= two


@pytest.mark.parametrize("seed", [0, 1, 4])
def test_cuts_and_spans_only_raise_the_bound(seed: int) -> None:
    problem = random_shoot(Random(seed), scenes=12)
    task = make_task(problem)
    least = least_days(task)
    args: Any = {"best": PLENTY, "seconds": 5.0, "plain": True}
    plain = bound_by_days(task, least, cuts=False, spans=False, **args)
    cut = bound_by_days(task, least, spans=False, **args)
    spanned = bound_by_days(task, least, **args)
    assert sum(additive_bound(task, least)) <= plain <= cut <= spanned
    assert plain < spanned


@pytest.mark.parametrize("seed", range(3))
def test_no_day_is_shut_out_by_a_rule_it_keeps(seed: int) -> None:
    random = Random(seed)
    problem = random_shoot(random, scenes=10)
    task = make_task(problem)
    terms = make_terms(task, least_days(task))
    inner = len(terms.payees)
    relaxation = Relaxation(terms, Pricer(terms, inner=inner, plain=True))
    rules = [(0, 1, 2), (1, 3, 0)]
    args: Any = {"stop_at": PLENTY, "budget": 10**6, "close": 0.0001}
    free = relaxation.solve(terms.days[0] + 1, **args)
    ruled = relaxation.solve(terms.days[0] + 1, rules, **args)
    assert free.bound <= ruled.bound
    for _, day in ruled.used:
        cast = 0
        for number in day.scenes:
            cast |= terms.cast[number]
        assert day.paid & cast == cast
        for one, two, three in rules:
            assert not (day.paid >> one & 1 and day.paid >> two & 1) or day.paid >> three & 1
