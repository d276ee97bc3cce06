"""Overhead plans: true to scale, legible, and everything on them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.paperwork.takes import parsed, rehearsed, staged
from tests.paperwork.test_pictures import hold, words_on

from lastlook.paperwork.take_beats import MOST, beats
from lastlook.paperwork.take_ground import car_outline
from lastlook.paperwork.take_plan import HIGH, WIDE, plan_scale, small_plan, take_plans
from lastlook.paperwork.take_plan_optics import BEAM, beam_of, focus_line, wedge
from lastlook.paperwork.take_scale import POINTS, ROUND, SCALES, fit, hull
from lastlook.paperwork.take_where import Spot, dump_spots, spot_at, way
from lastlook.take import rehearse
from lastlook.take.bodies import bodies
from lastlook.take.lens import recorded, view
from lastlook.take.model import Pose, Role, Waypoint
from lastlook.take.stage import build

if TYPE_CHECKING:
    from lastlook.paperwork.svg import Picture

ROOM = (0.0, 33.0, WIDE, 457.0)
NUMBER = r"(-?[\d.]+)"


@pytest.fixture(scope="module")
def plans() -> tuple[Picture, ...]:
    return take_plans(rehearsed(), staged())


def test_plans_are_legible_and_nothing_stands_on_anything(plans: tuple[Picture, ...]) -> None:
    assert 3 <= len(plans) <= MOST
    for plan in plans:
        root = hold(plan)
        assert plan.width <= 792 - 50  # Letter, landscape, with margins
        assert plan.height <= 595 - 60  # A4
        shown = " ".join(words_on(root))
        for name in ("Ada", "Grip", "Focus puller", "Cart", "Moon", "Camera A", "Garden wall"):
            assert name in shown


def test_a_car_of_4_6_metres_measures_4_6_metres(plans: tuple[Picture, ...]) -> None:
    one_to = plan_scale(staged(), ROOM).one_to
    assert f"· 1:{one_to}" in plans[0].svg
    outlines = re.findall(r'<path d="(M[^"]+)Z" fill="none" stroke="#141414" stroke-width="1.6"',
                          plans[0].svg)  # fmt: skip
    (outline,) = outlines
    places = [(float(x), float(y)) for x, y in re.findall(rf"[ML]{NUMBER} {NUMBER}", outline)]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    to_metres = one_to / POINTS
    body = bodies()["sedan"]
    assert (max(xs) - min(xs)) * to_metres == pytest.approx(body.length, abs=0.002)
    assert (max(ys) - min(ys)) * to_metres == pytest.approx(body.width, abs=0.002)


def test_the_scale_bar_says_what_the_scale_is(plans: tuple[Picture, ...]) -> None:
    one_to = plan_scale(staged(), ROOM).one_to
    bars = [
        (float(wide), float(high))
        for wide, high in re.findall(rf'<rect x="[^"]+" y="[^"]+" width="{NUMBER}" '
                                     rf'height="{NUMBER}" fill="#(?:ffffff|141414)" stroke',
                                     plans[0].svg)
    ]  # fmt: skip
    metres = [wide for wide, high in bars if high == 3]
    assert metres
    for wide in metres:
        assert wide * one_to / POINTS == pytest.approx(1.0, abs=0.002)


@given(
    lens=st.integers(10, 300), squeeze=st.sampled_from(["1", "1.3", "1.8", "2"]),
    pan=st.integers(-180, 180),
)  # fmt: skip
def test_the_wedge_has_the_angle_of_the_lens(lens: int, squeeze: str, pan: int) -> None:
    camera = parsed().cameras[0]
    level = replace(camera.frames[0], pan=Decimal(pan))
    camera = replace(camera, lens=Decimal(lens), squeeze=Decimal(squeeze), frames=(level,))
    seen = view(camera, 0)
    left, right = wedge(seen, 1.0, 5.0)
    turns = [math.atan2(y - float(seen.eye[1]), x - float(seen.eye[0])) for x, y in (left, right)]
    angle = math.degrees((turns[0] - turns[1] + math.pi) % (2 * math.pi) - math.pi)
    wide, _ = recorded(camera)
    assert angle == pytest.approx(math.degrees(2 * math.atan(wide * float(squeeze) / (2 * lens))))
    assert math.dist(left, seen.eye[:2]) == pytest.approx(5.0)
    narrow = wedge(seen, 0.5, 5.0)
    assert math.dist(*narrow) < math.dist(left, right)


def test_the_focus_stands_across_the_frame_where_it_is_set() -> None:
    seen = view(parsed().cameras[0], 0)
    (left_x, left_y), (right_x, right_y) = focus_line(seen, 1.0)
    assert left_x == pytest.approx(4.2 - 3.1)
    assert right_x == pytest.approx(4.2 - 3.1)
    assert abs(left_y - right_y) == pytest.approx(2 * 3.1 * seen.half_width)


def test_a_failing_sightline_is_red_and_says_who(plans: tuple[Picture, ...]) -> None:
    found = beats(parsed())
    with_hand = [n for n, beat in enumerate(found) if beat.at < 151 / 24 and beat.until > 60 / 24]
    assert with_hand
    for number, plan in enumerate(plans):
        assert ("SEEN: Grip" in plan.svg) == (number in with_hand)
    first = plans[with_hand[0]].svg
    assert "left hand through windscreen, 0:02–0:06, from frame 60" in first
    assert 'stroke="#b3261e"' in first


def test_what_stands_off_the_paper_is_pointed_to(plans: tuple[Picture, ...]) -> None:
    assert "Officer" in plans[0].svg
    assert "m from the middle" in plans[0].svg


def test_plans_are_the_same_every_time(plans: tuple[Picture, ...]) -> None:
    assert [plan.svg for plan in take_plans(rehearsed(), staged())] == [p.svg for p in plans]


def test_the_small_plan_has_names_and_no_more() -> None:
    small = small_plan(rehearsed(), staged(), 252, 140)
    root = hold(small)
    assert (small.width, small.height) == (252, 140)
    assert {"Ada", "Grip", "Moon", "Camera A"} <= set(words_on(root))


def test_beats_follow_one_another_to_the_cut() -> None:
    found = beats(parsed())
    assert found[0].at == 0
    assert found[-1].until == 18
    assert all(one.until == other.at for one, other in pairwise(found))
    assert [beat.number for beat in found] == list(range(1, len(found) + 1))
    assert any("camera A" in beat.changes for beat in found)
    assert any("Bucket" in beat.changes for beat in found)
    assert not any("Officer" in beat.changes for beat in found)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=40, unique=True))
def test_many_moments_are_merged_to_few_plans(times: list[int]) -> None:
    take = parsed()
    figure = take.figures[1]
    steps = tuple(
        replace(figure.path[0], at=Decimal(at), x=Decimal(number % 2))
        for number, at in enumerate(sorted(times))
    )
    take = replace(
        take, duration=Decimal(300), cut=None, cameras=(), dumps=(), gear=(),
        figures=(replace(figure, path=steps),),
    )  # fmt: skip
    found = beats(take)
    assert 1 <= len(found) <= MOST
    assert found[0].at == 0
    assert found[-1].until == 300
    assert all(beat.at < beat.until for beat in found)


def test_ways_go_from_place_to_place() -> None:
    spots = (Spot(at=2, x=0, y=0, z=0), Spot(at=4, x=2, y=0, z=0), Spot(at=6, x=2, y=2, z=0))
    assert spot_at(spots, 3).x == pytest.approx(1)
    assert spot_at(spots, 0).x == 0
    assert spot_at(spots, 9).y == 2
    went = way(spots, 3, 5)
    assert [(one.x, one.y) for one in went] == [(1, 0), (2, 0), (2, 1)]
    assert len(way(spots, 6, 9)) == 1


def test_a_box_is_where_its_path_says() -> None:
    spots = dump_spots(parsed().dumps[0])
    assert (spots[0].at, spots[-1].at) == (6, 10)
    assert spot_at(spots, 8).y == pytest.approx(0)


@given(st.lists(st.tuples(st.floats(-8, 8), st.floats(-8, 8)), min_size=1, max_size=12))
def test_the_scale_is_the_first_on_which_all_fits(places: list[tuple[float, float]]) -> None:
    scale = fit(places, [], ROOM)
    assert scale.one_to in SCALES
    for place in places:
        assert scale.holds(*place)
    wide = max(x for x, _ in places) - min(x for x, _ in places) + 2 * ROUND
    high = max(y for _, y in places) - min(y for _, y in places) + 2 * ROUND
    for finer in (one for one in SCALES if one < scale.one_to):
        assert wide * POINTS / finer > WIDE or high * POINTS / finer > ROOM[3] - ROOM[1]


def test_outlines_are_convex() -> None:
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0.5, 0.5), (0.2, 0.9)])
    assert hull(square) == [(0, 0), (1, 0), (1, 1), (0, 1)]


def test_a_car_is_drawn_as_long_and_wide_as_it_is() -> None:
    for body in bodies().values():
        ring = car_outline(body)
        assert max(x for x, _ in ring) - min(x for x, _ in ring) == pytest.approx(body.length)
        assert max(y for _, y in ring) - min(y for _, y in ring) == pytest.approx(body.width)


def test_a_take_without_cameras_still_has_plans() -> None:
    take = replace(parsed(), cameras=())
    for plan in take_plans(rehearse(take), build(take)):
        hold(plan)
        assert plan.height == HIGH


def test_a_way_there_and_back_is_drawn_once() -> None:
    take = parsed()
    figure = take.figures[1]
    path = tuple(
        replace(figure.path[0], at=Decimal(at), x=Decimal(at // 2 % 2), y=Decimal(-2))
        for at in range(0, 18, 2)
    )
    take = replace(take, figures=(replace(figure, path=path),), cameras=(), dumps=(), gear=())
    found = replace(rehearsed(), take=take, sight=None)
    plan, _ = take_plans(found, build(take))
    assert "to and fro 0:00–0:16" in plan.svg
    hold(plan)


def test_a_lamp_that_shines_all_round_has_no_beam() -> None:
    lamp = parsed().lamps[0]
    assert beam_of(lamp) == pytest.approx(math.radians(24))
    assert beam_of(replace(lamp, beam=Decimal(360))) is None
    ball = replace(parsed(), lamps=(replace(lamp, beam=Decimal(360)),))
    found = replace(rehearsed(), take=ball, sight=None)
    assert BEAM not in take_plans(found, build(ball))[0].svg
    assert BEAM in take_plans(rehearsed(), staged())[0].svg


def test_nobody_near_is_cut_by_the_edge_of_the_plan() -> None:
    path = (Waypoint(x=Decimal(0), y=Decimal("3.3"), facing=Decimal(-90), pose=Pose.PRONE),)
    lying = replace(parsed().figures[0], name="Boom", seat=None, path=path, role=Role.CREW)
    stage = build(replace(parsed(), figures=(lying,)))
    scale = plan_scale(stage, ROOM)
    (thing,) = [one for one in stage.scene(0).things if one.name == "Boom"]
    assert np.ptp(thing.mesh.vertices[:, 1]) > 1.4
    assert all(scale.holds(x, y, spare=1.5) for x, y in thing.mesh.vertices[:, :2].tolist())


def test_people_are_drawn_where_their_limbs_are(plans: tuple[Picture, ...]) -> None:
    scale = plan_scale(staged(), ROOM)
    (thing,) = [one for one in staged().scene(0).things if one.name == "Focus puller"]
    mesh = thing.mesh
    faces = mesh.faces[mesh.parts == mesh.names.index("head")]
    x, y = mesh.vertices[np.unique(faces), :2].mean(axis=0)
    # On the back, head where they face away from: left of and behind the hips.
    assert (x, y) == (pytest.approx(-2.2 - 0.47, abs=0.1), pytest.approx(2.0 + 0.47, abs=0.1))
    across, down = scale.at(float(x), float(y))
    circles = [
        (float(cx), float(cy))
        for cx, cy in re.findall(rf'<circle cx="{NUMBER}" cy="{NUMBER}"', plans[0].svg)
    ]
    assert min(math.dist((across, down), circle) for circle in circles) < 0.02
