"""Light on surfaces against the formulas of `sight.lamplight`, and against `[light]`."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lastlook.paperwork.render import engine, lights
from lastlook.paperwork.render.colour import LUMA, lamp_colour, white
from lastlook.take.model import Gel, Lamp, Level, Light, Point, Sun
from lastlook.take.sight.lamplight import beams

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.take.rehearsal import Rehearsal

BALANCE = 5600.0


def lux(
    mi: Any, shining: Mapping[str, Any], place: tuple[float, float, float],
    facing: tuple[float, float, float] = (0, 0, 1),
) -> float:  # fmt: skip
    """Return what falls on a small white patch, from what it throws back into a camera."""
    turn = mi.ScalarTransform4f().look_at(
        origin=list(place), target=list(np.add(place, facing)), up=[1, 0.01, 0.02]
    )
    scene = {
        "type": "scene",
        "integrator": {"type": "volpath", "max_depth": 2},
        "patch": {
            "type": "rectangle",
            "to_world": turn @ mi.ScalarTransform4f().scale([0.01, 0.01, 1]),
            "bsdf": {"type": "diffuse", "reflectance": 1.0},
        },
        "sensor": {
            "type": "perspective", "fov": 3, "near_clip": 0.001,
            "to_world": mi.ScalarTransform4f().look_at(
                origin=list(np.add(place, np.multiply(facing, 0.05))), target=list(place),
                up=[1, 0.01, 0.02],
            ),
            "film": {
                "type": "hdrfilm", "width": 16, "height": 16, "pixel_format": "rgb",
                "rfilter": {"type": "box"},
            },
            "sampler": {"type": "independent"},
        },
        **shining,
    }  # fmt: skip
    picture = engine.render(mi, scene, samples=32, seed=3)
    return float(picture.reshape(-1, 3).mean(axis=0) @ LUMA) * math.pi


def lamp(kind: str, **more: Any) -> Lamp:
    return Lamp(
        name="Key", kind=kind, x=Decimal(1), y=Decimal(0), z=Decimal(4),
        aim=Point(x=Decimal(0), y=Decimal(0), z=Decimal(0)), **more,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["fresnel-1k", "hmi-1200", "led-panel-large", "torch"])
def test_a_lamp_gives_the_lux_of_the_formula(mi: Any, found: Rehearsal, kind: str) -> None:
    one = lamp(kind)
    take = replace(found.take, lamps=(one,))
    (beam,) = beams(take)
    up = np.array([[0.0, 0.0, 1.0]])
    for place in ((0.0, 0.0, 0.0), (0.3, 0.2, 0.0)):
        wanted = float(beam.lux(np.array([place]), up)[0])
        assert wanted > 0
        seen = lux(mi, lights.lamps(mi, take, 0.0, BALANCE), place)
        assert seen == pytest.approx(wanted, rel=0.04)
    beside = (0.0, 4 * math.tan(beam.half) + 1.5, 0.0)
    assert lux(mi, lights.lamps(mi, take, 0.0, BALANCE), beside) < 0.02 * wanted


def test_a_lantern_shines_all_round(mi: Any, found: Rehearsal) -> None:
    take = replace(found.take, lamps=(lamp("china-ball"),))
    (beam,) = beams(take)
    for place, facing in (((0.0, 0, 0), (0, 0, 1)), ((1.0, 0, 8), (0, 0, -1))):
        wanted = float(beam.lux(np.array([place]), np.array([facing], dtype=float))[0])
        seen = lux(mi, lights.lamps(mi, take, 0.0, BALANCE), place, facing)
        assert seen == pytest.approx(wanted, rel=0.04)


def test_cues_of_lamps_are_heard(mi: Any, found: Rehearsal) -> None:
    steps = (Level(level=Decimal(1)), Level(at=Decimal(10), level=Decimal(0), seconds=Decimal(4)))
    take = replace(found.take, lamps=(lamp("fresnel-1k", levels=steps),))
    full, half = (lux(mi, lights.lamps(mi, take, at, BALANCE), (0, 0, 0)) for at in (5.0, 12.0))
    assert half == pytest.approx(full / 2, rel=0.03)
    assert not lights.lamps(mi, take, 14.0, BALANCE)


def test_an_even_sky_gives_level_ground_its_lux(mi: Any) -> None:
    light = Light(lux=Decimal(250))
    sky = {"sky": lights.sky(mi, light, BALANCE)}
    assert lux(mi, sky, (0, 0, 0)) == pytest.approx(250, rel=0.03)


def test_the_sun_gives_its_lux_straight_on_and_less_aslant(mi: Any, found: Rehearsal) -> None:
    one = Sun(azimuth=Decimal(90), height=Decimal(30), lux=Decimal(60_000))
    take = replace(found.take, light=replace(found.take.light, sun=one))
    shining = lights.sun(take, 5500.0)
    assert lux(mi, shining, (0, 0, 0)) == pytest.approx(30_000, rel=0.02)
    straight = (0.0, math.cos(math.radians(30)), 0.5)
    assert lux(mi, shining, (0, 0, 0), straight) == pytest.approx(60_000, rel=0.02)
    assert lux(mi, shining, (0, 0, 0), (0, -1, 0)) == 0
    assert not lights.sun(found.take, 5500.0)


@pytest.mark.parametrize(
    ("side", "facing"),
    [("windscreen", (1, 0, 0)), ("rear", (-1, 0, 0)), ("left", (0, 1, 0)), ("right", (0, -1, 0))],
)
def test_the_brighter_side_of_the_sky_is_where_the_file_says(
    mi: Any, side: str, facing: tuple[float, float, float]
) -> None:
    even = {"sky": lights.sky(mi, Light(), BALANCE)}
    more = {"sky": lights.sky(mi, Light(**{side: Decimal(4)}), BALANCE)}  # type: ignore[arg-type]
    ahead = lux(mi, more, (0, 0, 0), facing) / lux(mi, even, (0, 0, 0), facing)
    away = (-facing[0], -facing[1], 0)
    behind = lux(mi, more, (0, 0, 0), away) / lux(mi, even, (0, 0, 0), away)
    assert ahead > 2
    assert behind < 1.5


def test_colours_keep_the_light_and_turn_as_their_names_say() -> None:
    for kelvin in (2000, 3200, 5600, 9000, 20_000):
        assert white(kelvin, BALANCE) @ LUMA == pytest.approx(1)
        assert white(kelvin, kelvin) == pytest.approx([1, 1, 1], abs=0.01)
    warm, cold = white(3200, BALANCE), white(9000, BALANCE)
    assert warm[0] > warm[2]
    assert cold[0] < cold[2]
    red = lamp_colour(lamp("fresnel-1k", gel=Gel.RED), BALANCE)
    assert red @ LUMA == pytest.approx(1)
    assert red[0] > 4 * red[1:].max()
    tail = lamp_colour(lamp("brake-light"), BALANCE)
    assert tail[0] > 4 * tail[1:].max()
    asked = lamp_colour(lamp("fresnel-1k", kelvin=Decimal(5600)), BALANCE)
    assert asked == pytest.approx([1, 1, 1], abs=0.01)
