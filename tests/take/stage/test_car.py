"""The car: tight to light but for its panes, as high as the snow's bed, a car to look at."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.stage.closed import check, edges
from tests.take.stage.takes import take

from lastlook.take.bodies import Body, Pane, bodies
from lastlook.take.model import Set
from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow.glass import axes
from lastlook.take.snow.ground import lay_out
from lastlook.take.stage import build
from lastlook.take.stage.cabin import corners, shell
from lastlook.take.stage.car import INTERIOR, REMOVABLE, car
from lastlook.take.stage.coachwork import UP
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

ALL = pytest.mark.parametrize("body", bodies().values(), ids=lambda b: b.id)


def lines(body: Body, count: int, seed: int) -> tuple[Floats, Floats]:
    """Return places in the cabin where heads can be, and directions all round."""
    random = np.random.default_rng(seed)
    front, back = body.cowl_x - 0.55, body.deck_x + 0.65
    low, high = (back, -0.55, body.belt + 0.04), (front, 0.55, body.roof - 0.14)
    starts = random.uniform(low, high, (count, 3))
    away = random.normal(size=(count, 3))
    return starts, away / np.linalg.norm(away, axis=1, keepdims=True)


def through(pane: Pane, starts: Floats, away: Floats) -> tuple[Floats, Floats]:
    """Return where lines meet a pane's plane, and how far inside its trapezoid (metres, < 0 out).

    Reckoned from the numbers of bodies.toml alone.
    """
    along, up, normal = (np.array(axis) for axis in axes(pane))
    foot = np.array([pane.x, pane.y, pane.z])
    speed = away @ normal
    far = np.where(speed > 1e-9, ((foot - starts) @ normal) / np.where(speed > 1e-9, speed, 1), -1)
    meets = starts + far[:, None] * away
    u, v = (meets - foot) @ along, (meets - foot) @ up
    half = (pane.width + (pane.top_width - pane.width) * v / pane.height) / 2
    margin = np.minimum.reduce([v, pane.height - v, half - np.abs(u)])
    return np.where(far > 0, far, np.inf), np.where(far > 0, margin, -np.inf)


@ALL
def test_the_cabin_is_one_sheet_with_an_opening_for_each_pane(body: Body) -> None:
    mesh = shell(body)
    check(mesh)
    counted = edges(mesh.faces)
    assert max(counted.values()) == 1
    rim = [(a, b) for a, b in counted if (b, a) not in counted]
    around = {tuple(np.round(mesh.vertices[n], 6)) for edge in rim for n in edge}
    for pane in body.panes:
        for corner in corners(pane):
            assert tuple(np.round(corner, 6)) in around
    length = sum(np.linalg.norm(mesh.vertices[a] - mesh.vertices[b]) for a, b in rim)
    glass = [corners(pane) for pane in body.panes]
    sides = sum(np.linalg.norm(np.roll(c, -1, axis=0) - c, axis=1).sum() for c in glass)
    assert length == pytest.approx(sides)


@ALL
def test_light_comes_in_through_panes_alone(body: Body) -> None:
    mesh = shell(body)
    starts, away = lines(body, 40_000, 1)
    _, met = Tracer(mesh.vertices, mesh.faces).hits(starts, away)
    looks = [through(pane, starts, away) for pane in body.panes]
    inside = np.max([margin for _, margin in looks], axis=0)
    open_ = met < 0
    assert open_[inside > 1e-5].all()
    assert not open_[inside < -1e-5].any()
    assert 0.1 < open_.mean() < 0.6


@ALL
def test_nothing_of_the_car_but_its_interior_hides_a_pane_from_within(body: Body) -> None:
    mesh = car(body).mesh
    interior = [n for n, name in enumerate(mesh.names) if name.startswith(INTERIOR)]
    faces = mesh.faces[~np.isin(mesh.parts, interior)]
    starts, away = lines(body, 40_000, 2)
    tracer = Tracer(mesh.vertices, faces)
    hit, _ = tracer.hits(starts, away)
    for pane in body.panes:
        far, margin = through(pane, starts, away)
        clear = margin > 1e-4
        assert clear.sum() > 100
        assert (hit[clear] > far[clear] + 2e-4).all()


@ALL
def test_the_whole_car_keeps_out_what_no_pane_lets_in(body: Body) -> None:
    mesh = car(body).mesh
    check(mesh)
    starts, away = lines(body, 20_000, 3)
    _, met = Tracer(mesh.vertices, mesh.faces).hits(starts, away)
    inside = np.max([through(pane, starts, away)[1] for pane in body.panes], axis=0)
    assert (met[inside < -1e-5] >= 0).all()


@ALL
def test_the_car_is_as_high_as_the_bed_of_the_snow(body: Body) -> None:
    ground = lay_out(Set(car=body.id), body, 0.02)
    mesh = car(body).mesh
    mirrors = [n for n, name in enumerate(mesh.names) if name.startswith("door mirror")]
    faces = mesh.faces[~np.isin(mesh.parts, mirrors)]
    x, y = np.meshgrid(ground.x, ground.y)
    on = (np.abs(x) < body.length / 2 - 0.04) & (np.abs(y) < body.width / 2 - 0.04)
    # Beside panes the outline of glass is coarse: a cell or so belongs to either.
    near = ground.glass >= 0
    for axis in (0, 1):
        near = near | np.roll(near, 1, axis=axis) | np.roll(near, -1, axis=axis)
    on &= ~near
    tracer = Tracer(mesh.vertices, faces)
    far, _ = tracer.hits(*_from_above(x[on], y[on]))
    wrong = np.abs(5.0 - far - ground.bed[on])
    assert np.quantile(wrong, 0.98) < 0.01
    # Steps up to hood and trunk fall between two cells.
    assert wrong.max() < 0.12
    out = (np.abs(x) > body.length / 2 + 0.02) | (np.abs(y) > body.width / 2 + 0.02)
    _, met = tracer.hits(*_from_above(x[out], y[out]))
    assert (met < 0).all()


def _from_above(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    starts = np.column_stack([x, y, np.full(len(x), 5.0)])
    return starts, np.tile((0.0, 0.0, -1.0), (len(starts), 1))


@ALL
def test_a_car_has_the_parts_of_one(body: Body) -> None:
    thing = car(body)
    assert (thing.name, thing.kind, thing.hidden) == ("car", Kind.CAR, False)
    names = set(thing.mesh.names)
    assert names >= {
        "hood", "roof", "trunk", "door left", "door right", "dashboard", "steering wheel",
        "seat front-left", "headrest rear-right", "A-pillar left", "B-pillar right",
        "C-pillar left", "inner mirror", "door mirror left", "headliner", "floor", "firewall",
        "door inside left", "wheel front-left", "wheel arch rear-right", "headlamp left",
        "tail lamp right", "bumper front",
    }  # fmt: skip
    assert 1500 < len(thing.mesh.faces) < 5000
    low, high = thing.mesh.vertices.min(axis=0), thing.mesh.vertices.max(axis=0)
    assert low[2] == pytest.approx(0, abs=0.02)
    assert high[2] == pytest.approx(body.roof)
    assert high[0] - low[0] == pytest.approx(body.length, abs=0.03)


@ALL
def test_hood_roof_and_flanks_face_outward(body: Body) -> None:
    mesh = car(body).mesh
    a, b, c = (mesh.vertices[mesh.faces[:, n]] for n in range(3))
    normals = np.cross(b - a, c - a)
    for name, out in (("roof", UP), ("door left", (0, 1, 0)), ("door right", (0, -1, 0)),
                      ("face front", (1, 0, 0)), ("face rear", (-1, 0, 0)),
                      ("shoulder left", (0, 0, 1))):  # fmt: skip
        of = normals[mesh.parts == mesh.names.index(name)]
        level = np.abs(of @ np.array(out)) > 1e-9
        assert (of[level] @ np.array(out) > 0).all(), name


@ALL
def test_wheels_stand_on_the_ground_within_their_arches(body: Body) -> None:
    mesh = car(body).mesh
    starts = [
        (axle, side * (body.width / 2 - 0.1), body.wheel * 2 + 0.03)
        for axle in (body.front_axle, body.rear_axle)
        for side in (1, -1)
    ]
    down = np.tile((0.0, 0.0, -1.0), (4, 1))
    far, _ = Tracer(mesh.vertices, mesh.faces).hits(np.array(starts), down)
    assert far == pytest.approx(0.03, abs=0.005)
    assert body.rear_axle < 0 < body.front_axle
    assert body.front_axle + body.wheel < body.length / 2


@ALL
def test_wheels_turn_outside_the_cabin(body: Body) -> None:
    mesh = car(body).mesh
    tracer = Tracer(mesh.vertices, mesh.faces)
    above = body.wheel * 2 + 0.03
    for axle in (body.front_axle, body.rear_axle):
        for side, name in ((1, "left"), (-1, "right")):
            start = np.array([[axle, side * 4.0, above]])
            _, met = tracer.hits(start, np.array([[0.0, -side, 0.0]]))
            end = "front" if axle > 0 else "rear"
            assert mesh.names[mesh.parts[met[0]]] == f"wheel arch {end}-{name}"
    inside = shell(body)
    wheels = [n for n, name in enumerate(mesh.names) if name.startswith(("wheel front", "wheel r"))]
    places = mesh.vertices[np.unique(mesh.faces[np.isin(mesh.parts, wheels)])]
    # Straight down from a wheel there is no floor of the cabin, nor its side outward.
    down = np.tile((0.0, 0.0, -1.0), (len(places), 1))
    _, met = Tracer(inside.vertices, inside.faces).hits(places, down)
    assert (met < 0).all()


def test_whoever_sits_at_the_wheel_sees_the_road() -> None:
    body = bodies()["sedan"]
    mesh = car(body).mesh
    tracer = Tracer(mesh.vertices, mesh.faces)
    eye = next(np.array([s.x, s.y, s.z]) for s in body.seats if s.seat == "front-left")
    ahead = np.array([[20.0, y, z] for y in (-2, 0, 2) for z in (0.6, 1.0, 1.8)])
    assert not tracer.blocked(np.tile(eye, (len(ahead), 1)), ahead).any()
    below = np.array([[4.0, 0.37, 0.0]])
    assert tracer.blocked(eye[None], below).all()
    assert math.isclose(eye[1], 0.37)


@ALL
def test_parts_come_off_and_take_nothing_else_along(body: Body) -> None:
    whole = car(body).mesh
    assert set(whole.names) >= set(REMOVABLE)
    bare = car(body, ("inner mirror", "seat rear-left")).mesh
    check(bare)
    assert set(whole.names) - set(bare.names) == {"inner mirror", "seat rear-left"}
    assert len(np.unique(bare.faces)) == len(bare.vertices)
    for name in ("hood", "headrest rear-left", "wheel front-left"):
        counts = [int((m.parts == m.names.index(name)).sum()) for m in (whole, bare)]
        assert counts[0] == counts[1] > 0


def test_a_mirror_that_was_taken_off_reflects_nothing() -> None:
    one = take('without = ["inner mirror", "headrest front-left"]\n')
    scene = build(one).scene(0)
    assert "inner mirror" not in {mirror.name for mirror in scene.mirrors}
    assert "headrest front-left" not in scene.things[0].mesh.names
