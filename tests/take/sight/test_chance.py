"""The chance of a clean take: analytic probabilities, certainty both ways, order and margins."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.take.sight import sets

from lastlook.take import materials
from lastlook.take.model import Figure, Framing, Gear, Margins, Role, Stand, Waypoint
from lastlook.take.sight import chance
from lastlook.take.sight.findings import GiveAway, Slip, Verdict, Way
from lastlook.take.sight.late_snow import LateSnow
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.plan import Plan
from lastlook.take.sight.points import SPACING
from lastlook.take.sight.slips import Slips
from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow.simulate import simulate
from lastlook.take.take_file import parse_take

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.take.model import Take
    from lastlook.take.stage.scene import Mesh

LATE = Margins(
    frame=Decimal(0), place=Decimal(0), cue=Decimal("0.5"), snow=Decimal(0), rehearsals=100
)
NORMAL = NormalDist()


def cut_normal(share: float) -> float:
    """Return the probability that a slip is below a share of its margin: σ is half, cut at 2 σ."""
    low = NORMAL.cdf(-2)
    return (NORMAL.cdf(2 * share) - low) / (1 - 2 * low)


def crew(*moments: float, name: str = "Crew") -> Figure:
    path = tuple(Waypoint(at=Decimal(str(at)), x=Decimal(5), y=Decimal(0)) for at in (0, *moments))
    return Figure(name=name, path=path)


def until(moment: float) -> Callable[[float], Mesh]:
    """Return somebody before the camera until a moment, then behind it."""
    before, behind = (sets.box((x, 0, 1.2), (0.5, 0.5, 0.5)) for x in (5.0, -5.0))
    return lambda at: before if at < moment - 1e-9 else behind


def plan_of(take: Take, moves: dict[str, Callable[[float], Mesh]]) -> Plan:
    stage = Moments(sets.HandSet(moves=moves), None, Tracer, fps=24.0, frames=96, spacing=SPACING)
    return Plan(take=take, fps=24.0, stage=stage, thin=None, every=1, counted=True)


def suspect(first: int, last: int, *, thing: str = "Crew", way: Way = Way.DIRECT) -> GiveAway:
    return GiveAway(
        camera="A", verdict=Verdict.MARGINAL, way=way, slip=Slip.CUE, thing=thing, part="head",
        parts=("head",), via="", first=first, last=last, fps=24.0, pixels=100.0, worst=first,
        box=(0, 0, 0, 0), shown=True,
    )  # fmt: skip


@pytest.mark.parametrize("spare", [0.1, 0.2, -0.05])
def test_a_borderline_cue_has_the_normal_probability(spare: float) -> None:
    # They are gone at 2 s as planned; the camera rolls `spare` later.
    roll = Decimal(str(2 + spare))
    take = sets.take(
        sets.camera(at=roll), margins=replace(LATE, rehearsals=200), figures=(crew(2.0),)
    )
    plan = plan_of(take, {"Crew": until(2.0)})
    found = chance.reckon(plan, [suspect(40, 60)])
    assert found is not None
    first = np.ceil(float(roll) * 24 - 1e-6) / 24  # the first frame that is recorded
    assert found.low <= cut_normal((first - 2.0) / 0.5) <= found.high
    assert found.high - found.low < 0.15
    assert found.rehearsals == 200


def test_a_cart_that_is_taken_away_late_has_the_same_probability() -> None:
    # It stands in one place throughout: going is its only cue.
    cart = Gear(
        name="Crew", kind="cart", until=Decimal(2), path=(Stand(x=Decimal(5), y=Decimal(0)),)
    )
    take = sets.take(
        sets.camera(at=Decimal("2.1")), margins=replace(LATE, rehearsals=200), gear=(cart,)
    )
    found = chance.reckon(plan_of(take, {"Crew": until(2.0)}), [suspect(40, 60)])
    assert found is not None
    assert found.low <= cut_normal(0.125 / 0.5) <= found.high  # rolls on frame 51
    # What is there from beginning to end has none.
    stays = replace(cart, until=None)
    assert Slips(take=take, number=3).of_gear(stays).planned_at(1.7) == 1.7


@pytest.mark.parametrize("spare", [0.25, -0.25])
def test_whoever_hides_them_slips_too(spare: float) -> None:
    """Somebody behind an actor is gone before the actor is, if both keep time well enough."""
    wide = sets.box((3, 0, 1.2), (0.2, 2.0, 2.0))
    away = sets.box((-3, 0, 1.2), (0.2, 2.0, 2.0))
    stage = sets.HandSet(
        moves={"Crew": until(2.0)},
        seen={"Dora": lambda at: wide if at < 2 + spare - 1e-9 else away},
    )
    actor = replace(crew(2 + spare, name="Dora"), role=Role.ACTOR)
    margins = replace(LATE, rehearsals=300)
    take = sets.take(margins=margins, figures=(crew(2.0), actor))
    moments = Moments(stage, None, Tracer, fps=24.0, frames=96, spacing=SPACING)
    plan = Plan(take=take, fps=24.0, stage=moments, thin=None, every=1, counted=True)
    found = chance.reckon(plan, [suspect(44, 56)])
    assert found is not None
    # The one slip less the other, both of half the margin and cut off at it; to half a frame.
    both = [
        NORMAL.inv_cdf(NORMAL.cdf(-2) + share * (1 - 2 * NORMAL.cdf(-2))) / 2 * 0.5
        for share in np.linspace(0.0005, 0.9995, 1000)
    ]
    least, most = (
        float(np.mean(np.subtract.outer(both, both) < spare + half)) for half in (-0.03, 0.03)
    )
    assert found.low <= most
    assert least <= found.high
    # Were the actor on time, it would be another chance by far.
    assert abs(cut_normal(spare / 0.5) - (least + most) / 2) > 0.05


def test_who_stands_in_plain_view_is_always_seen() -> None:
    take = sets.take(margins=LATE, figures=(crew(),))
    found = chance.reckon(plan_of(take, {"Crew": until(99)}), [suspect(0, 95)])
    assert found is not None
    assert (found.share, found.low, found.clean) == (0.0, 0.0, 0)
    assert found.high < 0.04


def test_nothing_suspected_is_certain() -> None:
    take = sets.take(margins=LATE, figures=(crew(),))
    found = chance.reckon(plan_of(take, {}), [])
    assert found is not None
    assert (found.share, found.high) == (1.0, 1.0)
    assert found.low > 0.96


def test_far_behind_the_camera_nobody_shows_even_if_suspected() -> None:
    take = sets.take(margins=LATE, figures=(crew(),))
    found = chance.reckon(plan_of(take, {"Crew": until(-1)}), [suspect(0, 95)])
    assert found is not None
    assert found.share == 1.0


def test_no_rehearsals_no_chance() -> None:
    take = sets.take(margins=replace(LATE, rehearsals=0))
    assert chance.reckon(plan_of(take, {}), []) is None


def test_wilson_is_wilson() -> None:
    # Newcombe 1998, table I: 81 of 263 give 0.2553 to 0.3662.
    found = chance.wilson(263, 81)
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_an_operator_off_by_the_margin_shows_who_stands_beside_the_frame() -> None:
    # Left edge of the frame at y = 5 m, 5 m ahead; their near side 6 cm outside, 1.2 % of half.
    margins = replace(sets.QUIET, frame=Decimal("0.03"), rehearsals=200)
    take = sets.take(margins=margins, figures=(crew(),))
    mesh = sets.box((5.0, 5.11, 1.2), (0.02, 0.1, 0.5))
    found = chance.reckon(plan_of(take, {"Crew": lambda at: mesh}), [suspect(0, 95)])
    assert found is not None
    # The outermost points are some way inside the edge: between a half and a whole margin.
    assert 1 - cut_normal(0.012 / 0.06) > 1 - found.share > 1 - cut_normal(0.05 / 0.06)


def test_what_needs_two_slips_at_once_is_found_too() -> None:
    # Beside the frame's left edge, and gone at 2 s: seen only if the operator is off to the left
    # and they are late by more than the 0.125 s from then to the first frame.
    margins = replace(LATE, frame=Decimal("0.03"), rehearsals=300)
    take = sets.take(sets.camera(at=Decimal("2.1")), margins=margins, figures=(crew(2.0),))
    beside, away = sets.box((5.0, 5.11, 1.2), (0.02, 0.1, 0.5)), sets.box((-5, 0, 1), (1, 1, 1))
    moves = {"Crew": lambda at: beside if at < 2.0 - 1e-9 else away}
    found = chance.reckon(plan_of(take, moves), [])
    assert found is not None
    late = 1 - cut_normal(0.125 / 0.5)
    # The outermost points are some way inside the edge, as above.
    least, most = (late * (1 - cut_normal(off / 0.06)) for off in (0.05, 0.012))
    assert found.low <= 1 - least
    assert found.high >= 1 - most
    assert 0 < 300 - found.clean < 300 * late


def test_it_does_not_hang_on_the_order_of_people() -> None:
    counts = set()
    for names in (
        ("Crew", "Grip", "Gaffer"),
        ("Gaffer", "Crew", "Grip"),
        ("Grip", "Gaffer", "Crew"),
    ):
        figures = tuple(crew(2.0, name=name) for name in names)
        margins = replace(LATE, rehearsals=30)
        take = sets.take(sets.camera(at=Decimal("2.2")), margins=margins, figures=figures)
        plan = plan_of(take, {name: until(2.0) for name in names})
        found = chance.reckon(plan, [suspect(50, 58, thing=name) for name in names])
        assert found is not None
        counts.add(found.clean)
    (clean,) = counts
    # Each of the three is late enough to be seen in a fifth of them.
    assert chance.wilson(30, clean).low < cut_normal(0.42) ** 3 < chance.wilson(30, clean).high


@given(st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=4, deadline=None)
def test_wider_margins_never_make_it_likelier(one: float, other: float) -> None:
    shares = []
    for margin in sorted((one, other)):
        margins = replace(LATE, cue=Decimal(str(round(margin, 3))), rehearsals=20)
        take = sets.take(sets.camera(at=Decimal("2.1")), margins=margins, figures=(crew(2.0),))
        plan = plan_of(take, {"Crew": until(2.0)})
        found = chance.reckon(plan, [suspect(30, 80)])
        assert found is not None
        shares.append(found.clean)
    assert shares[0] >= shares[1]


def test_slips_are_cut_at_the_margin_and_spread_as_said() -> None:
    take = sets.take(margins=LATE)
    drawn = np.array([Slips(take=take, number=n).drawn("dump Windscreen") for n in range(1500)])
    assert np.abs(drawn).max() <= 1
    assert float(drawn.mean()) == pytest.approx(0, abs=0.04)
    assert float((np.abs(drawn) < 0.5).mean()) == pytest.approx(cut_normal(0.5) * 2 - 1, abs=0.04)
    other = replace(take, margins=replace(LATE, seed=2))
    assert Slips(take=other, number=0).drawn("snow") != Slips(take=take, number=0).drawn("snow")


def test_a_cue_waits_for_the_one_before() -> None:
    take = sets.take(margins=replace(LATE, cue=Decimal(20)), figures=(crew(2.0, 2.5, 3.0),))
    for number in range(40):
        clock = Slips(take=take, number=number).of_figure(take.figures[0])
        assert (np.diff(clock.actual) >= 0).all()
        moments = [clock.planned_at(at / 4) for at in range(-100, 120)]
        assert moments == sorted(moments)


def test_a_camera_in_one_place_has_no_cues() -> None:
    take = sets.take(margins=LATE)
    slips = Slips(take=take, number=3)
    assert slips.of_camera(take.cameras[0]).planned_at(1.7) == 1.7
    frame = Framing(at=Decimal(2), x=Decimal(0), y=Decimal(1), z=Decimal(1))
    moving = replace(take.cameras[0], frames=(*take.cameras[0].frames, frame))
    assert slips.of_camera(moving).planned_at(1.7) != 1.7


SMALL = """
format = 1
title = "1"
duration = 24
fps = 24
[set]
car = "sedan"
length = 5
width = 3
[fineness]
step = 0.2
ground = 0.1
glass = 0.08
[[falling]]
name = "Snow"
material = "paper-damp"
rate = 40
[[dumps]]
name = "Rear window"
material = "paper-damp"
at = 6
seconds = 8
litres = 12
path = [{ at = 0, x = -1.4, y = 0.4, z = 1.9 }, { at = 8, x = -1.4, y = -0.4, z = 1.9 }]
"""


@pytest.fixture(scope="module")
def small() -> Callable[[float, float], Take]:
    def made(late: float, share: float) -> Take:
        take, problems = parse_take(SMALL.encode(), "takes/1.toml")
        assert take is not None, problems
        by, much = Decimal(str(late)), Decimal(str(share))
        falling = tuple(replace(one, rate=one.rate * much) for one in take.falling)
        dumps = tuple(replace(one, at=one.at + by, litres=one.litres * much) for one in take.dumps)
        return replace(take, falling=falling, dumps=dumps)

    return made


@pytest.mark.parametrize(("late", "share"), [(0.6, 1.0), (-0.6, 1.0), (0.0, 0.85), (0.4, 0.8)])
def test_late_and_less_snow_is_nearly_what_a_new_run_gives(
    small: Callable[[float, float], Take], late: float, share: float
) -> None:
    """Held where it decides: how much of an image comes through, cell by cell."""
    planned, less, exact = (
        simulate(small(*how), materials(), plain=True, record=True).film
        for how in ((0.0, 1.0), (0.0, 0.7), (late, share))
    )
    assert planned is not None
    assert less is not None
    assert exact is not None
    snow = LateSnow(small(0, 1), planned, less)
    slipped = snow.film_with({"Rear window": late}, (1 - share) / 0.3)
    pane = exact.panes["rear"]
    v, u = np.meshgrid(np.linspace(0.02, 0.7, 9), np.linspace(-0.5, 0.5, 13))
    errors, plain_errors = [], []
    for at in np.arange(1, 24, 0.5):
        real, near, naive = (
            np.exp(-one.panes["rear"].look(pane.record(float(at)), u.ravel(), v.ravel()))
            for one in (exact, slipped, planned)
        )
        errors.append(np.abs(real - near).mean())
        plain_errors.append(np.abs(real - naive).mean())
    assert max(errors) < 0.05
    assert np.mean(errors) < 0.35 * np.mean(plain_errors)


def test_a_dump_reaches_only_the_panes_it_pours_on(
    small: Callable[[float, float], Take],
) -> None:
    film = simulate(small(0, 1), materials(), plain=True, record=True).film
    assert film is not None
    snow = LateSnow(small(0, 1), film)
    assert snow.shares["rear"] == {"Rear window": 1.0}
    assert not any(snow.shares[name] for name in ("windscreen", "front-left", "front-right"))
