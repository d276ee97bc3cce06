"""Pixels of shadows and reflections, as counted, against a slow judge that leaves nothing out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.sight import hand_made, judge

from lastlook.take.bodies import bodies
from lastlook.take.materials import materials
from lastlook.take.sight.frame import Frame
from lastlook.take.sight.glimpse import grid_of
from lastlook.take.sight.reflections import Reflections
from lastlook.take.sight.shadows import Shadows
from lastlook.take.sight.solids import Solids
from lastlook.take.stage.scene import Mirror

if TYPE_CHECKING:
    from lastlook.take.model import Take
    from lastlook.take.sight.lamplight import Beam

WIDTH = 280
SEEDS = range(8)


def scene(seed: int) -> tuple[Take, list[Beam], Frame]:
    """Return a random box before a wall, a snowed windscreen, a mirror and two lamps."""
    chance = np.random.default_rng(seed)
    take = hand_made.take(margins="contrast = 0.02\nwidth = 280")
    some = (chance.uniform(1.5, 3.5), chance.uniform(-1, 1), chance.uniform(0.4, 1.8))
    thing = hand_made.box("Grip", some, tuple(chance.uniform(0.1, 0.6, 3)))
    solids = [hand_made.ground(), hand_made.wall("wall", -2.5)]
    eye = (chance.uniform(4, 5.5), chance.uniform(-1.5, 1.5), chance.uniform(1.0, 1.8))
    lamps = [
        hand_made.beam(
            (chance.uniform(5, 6), y, chance.uniform(1.5, 3)), some, name=name,
            lumens=chance.uniform(5_000, 30_000), opening=(0.15, 0.1),
        )
        for name, y in (("Key", -2.0), ("Fill", 2.0))
    ]  # fmt: skip
    depth = float(chance.choice([0.0, 0.5, 2.0, 6.0]))
    pane = hand_made.pane("windscreen")
    corners = np.array([[-1, 1.5, 0.3], [-1, -1.5, 0.3], [-1, -1.5, 2.3], [-1, 1.5, 2.3]])
    turned = math.cos(seed), 0.0, 0.0
    frame = Frame(
        things={"Grip": thing}, solids=Solids(solids), panes=(pane,),
        mirrors=(
            Mirror(name="glass", corners=corners[::-1] + np.array(turned) * 0.2, reflectance=0.5),
        ),
        view=hand_made.view(eye, (0, 0, 1), lens_mm=float(chance.uniform(20, 40))),
        levels=(1.0, float(chance.uniform(0.2, 1))), film=hand_made.film({"windscreen": depth}),
        snow_at=0.0,
    )  # fmt: skip
    return take, lamps, frame


@pytest.mark.parametrize("seed", SEEDS)
def test_pixels_are_those_that_the_judge_sees(seed: int) -> None:
    take, lamps, frame = scene(seed)
    known, stage = materials(), hand_made.stage()
    shadows = Shadows(take, lamps, known, stage)
    light = judge.Light(
        beams=lamps, daylight=shadows.screens.daylight, open=shadows.screens.open,
        cabin=bodies()["sedan"].cabin_area, materials=shadows.screens.materials,
        contrast=float(take.margins.contrast),
    )  # fmt: skip
    grid = grid_of(frame.view, (-1, -1, 1, 1), width=WIDTH, margin=0.0, rays=100_000_000)
    thing = frame.things["Grip"]
    reflections = Reflections(take, lamps, stage)
    for look, ask in ((shadows, judge.shadow), (reflections, judge.reflection)):
        made = look.count(frame, "Grip", grid)
        dark = ask(frame, thing, light, grid.places)
        area = 0.0 if made is None else made.area
        # The other lamp is one point to what is judged, and as large as it is to the judge.
        assert area == pytest.approx(dark.sum() * grid.worth, rel=0.02, abs=8)


def test_the_scenes_show_something() -> None:
    count = {"shadow": 0, "reflection": 0}
    for seed in SEEDS:
        take, lamps, frame = scene(seed)
        light = judge.Light(
            beams=lamps, daylight={"windscreen": 100.0}, open=100.0, cabin=10.0,
            materials=(materials()["paper-damp"],), contrast=float(take.margins.contrast),
        )  # fmt: skip
        at, _ = judge.pixels(frame, WIDTH, 8)
        for ask in (judge.shadow, judge.reflection):
            count[ask.__name__] += bool(ask(frame, frame.things["Grip"], light, at).any())
    assert min(count.values()) >= 3
