"""What boxes against planes leave out never shows: random boxes, lamps, mirrors and cameras."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.take.sight import hand_made as made

from lastlook.take.sight import bounce, roughly
from lastlook.take.sight.lamplight import Beam
from lastlook.take.sight.surfaces import Outlines, surfaces
from lastlook.take.stage.scene import Mirror

MANY = 60


def corners(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper corners of many boxes over the ground."""
    lows = random.uniform((-6, -6, 0), (6, 6, 3), (MANY, 3))
    return lows, lows + random.uniform(0.05, 1.5, (MANY, 3))


def eye(random: np.random.Generator) -> tuple[float, float, float]:
    x, y, z = random.uniform((-5, -5, 0.3), (5, 5, 3)).tolist()
    return x, y, z


@pytest.mark.parametrize("endless", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_a_shadow_in_the_picture_has_its_hull_there(seed: int, endless: bool) -> None:
    random = np.random.default_rng(seed)
    lows, highs = corners(random)
    lens = random.uniform((-6, -6, 0.5), (6, 6, 6))
    axis = random.uniform((-1, -1, -1), (1, 1, -0.1))
    beam = Beam(
        name="Key", lens=lens, axis=axis / np.linalg.norm(axis), half=math.radians(40),
        lumens=1000.0, opening=(0.0, 0.0), endless=endless,
    )  # fmt: skip
    view = made.view(eye(random), (0, 0, 0.5), lens_mm=40)
    lit, hulls = roughly.shades(lows, highs, beam, ground=-0.01)
    kept = lit & roughly.in_picture(hulls, view.eye, roughly.sides(view, 0.0))
    shows = np.zeros(MANY, dtype=np.bool_)
    for number, (low, high) in enumerate(zip(lows, highs, strict=True)):
        places = random.uniform(low, high, (400, 3))
        held = beam.holds(places)
        starts = beam.sources(places)
        # From the place on, away from the lamp, down to the ground or for many metres.
        ways = places - starts
        with np.errstate(divide="ignore"):
            most = np.where(ways[:, 2] < 0, starts[:, 2] / -ways[:, 2], 20.0)
        for share in np.linspace(0, 1, 25):
            on = starts + ways * (1 + (np.minimum(most, 20.0) - 1) * share)[:, None]
            at, depth = view.project(on)
            inside = (depth > 0) & (np.abs(at) <= 1).all(axis=1)
            shows[number] |= bool((inside & held & (most >= 1)).any())
    assert not (shows & ~kept).any()
    # And it is worth asking.
    assert not kept.all()


@pytest.mark.parametrize("seed", range(8))
def test_what_a_mirror_shows_reaches_into_its_pyramid(seed: int) -> None:
    random = np.random.default_rng(seed)
    lows, highs = corners(random)
    x, y, z = random.uniform((-2, -2, 0.5), (2, 2, 1.5)).tolist()
    sheet = np.array(
        [[x, y - 0.4, z], [x, y + 0.4, z], [x, y + 0.4, z + 0.5], [x, y - 0.4, z + 0.5]]
    )
    view = made.view((x + 2.0, y + random.uniform(-1, 1), z), (x, y, z + 0.2))
    (mirror,) = surfaces([Mirror(name="M", corners=sheet, reflectance=0.8)], [])
    facing = Outlines([mirror]).facing(view, 0.0)
    (kept,) = facing.may_show(lows, highs)
    shows = np.zeros(MANY, dtype=np.bool_)
    for number, (low, high) in enumerate(zip(lows, highs, strict=True)):
        places = random.uniform(low, high, (600, 3))
        turn, _, there = bounce.bounce(view.eye, places, sheet)
        at, depth = view.project(turn)
        shows[number] = bool((there & (depth > 0) & (np.abs(at) <= 1).all(axis=1)).any())
    assert not (shows & ~kept).any()
    assert not kept.all()


def test_a_lamp_inside_a_box_keeps_it() -> None:
    low, high = np.zeros((1, 3)), np.ones((1, 3))
    inside = made.beam((0.5, 0.5, 0.5), (0.5, 0.5, 0.0))
    lit, hulls = roughly.shades(low, high, inside, ground=0.0)
    away = made.view((5, 5, 1), (9, 9, 1))
    assert (lit & roughly.in_picture(hulls, away.eye, roughly.sides(away, 0.0))).all()
