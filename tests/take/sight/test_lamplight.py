"""Lamps: levels over time, lux by cone, distance and angle, and the points of an opening."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.sight import hand_made as made

from lastlook.take.model import Lamp, Level, Point
from lastlook.take.sight.lamplight import Beam, beams, level
from lastlook.take.stage import stock

if TYPE_CHECKING:
    from lastlook.take.model import Take


def lamp(*levels: tuple[float, float, float]) -> Lamp:
    zero = Decimal(0)
    return Lamp(
        name="Key", kind="fresnel-1k", x=zero, y=zero, z=zero, aim=Point(x=zero, y=zero, z=zero),
        levels=tuple(
            Level(at=Decimal(str(at)), level=Decimal(str(to)), seconds=Decimal(str(seconds)))
            for at, to, seconds in levels
        ),
    )  # fmt: skip


def beam(**changes: object) -> Beam:
    values: dict[str, object] = {
        "name": "Key", "lens": np.zeros(3), "axis": np.array([1.0, 0, 0]),
        "half": math.radians(20), "lumens": 20_000.0, "opening": (0.0, 0.0),
    }  # fmt: skip
    return Beam(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("levels", "at", "expected"),
    [
        ((), 7, 1.0),
        (((0, 0.4, 0),), 0, 0.4),
        (((0, 1, 0), (10, 0.2, 4)), 9.9, 1.0),
        (((0, 1, 0), (10, 0.2, 4)), 12, 0.6),
        (((0, 1, 0), (10, 0.2, 4)), 99, 0.2),
        (((5, 1, 0),), 4.9, 0.0),  # it comes on
        (((5, 1, 2),), 6, 0.5),
        (((5, 0.3, 0),), 4.9, 1.0),  # it is dimmed
        # The next begins before the one is reached: from where it had got to.
        (((0, 0, 0), (10, 1, 10), (15, 0, 10)), 20, 0.25),
    ],
)
def test_levels(levels: tuple[tuple[float, float, float], ...], at: float, expected: float) -> None:
    assert level(lamp(*levels), at) == pytest.approx(expected)


def test_lux_falls_with_the_square_and_the_cosine_and_ends_at_the_cone() -> None:
    light = beam()
    facing = np.array([[-1.0, 0, 0]])
    at_two = float(light.lux(np.array([[2.0, 0, 0]]), facing)[0])
    assert at_two == pytest.approx(20_000 / (2 * math.pi * (1 - math.cos(math.radians(20)))) / 4)
    assert float(light.lux(np.array([[4.0, 0, 0]]), facing)[0]) == pytest.approx(at_two / 4)
    slant = np.array([[-math.cos(1.0), math.sin(1.0), 0]])
    assert float(light.lux(np.array([[2.0, 0, 0]]), slant)[0]) == pytest.approx(
        at_two * math.cos(1.0)
    )
    edge = math.tan(math.radians(20))
    beside = np.array([[1.0, edge * 0.999, 0], [1.0, edge * 1.001, 0]])
    assert (light.lux(beside, np.repeat(facing, 2, axis=0)) > 0).tolist() == [True, False]


def test_all_round_spreads_lumens_over_the_whole_sphere() -> None:
    assert beam(half=math.pi).candela == pytest.approx(20_000 / (4 * math.pi))


def test_the_lumens_of_a_beam_are_all_there() -> None:
    # A screen across the beam gathers them: lux times area over rings of a disc at 1 m.
    light, edge = beam(), math.tan(math.radians(20))
    rings = (np.arange(4000) + 0.5) / 4000 * edge
    places = np.stack([np.ones_like(rings), rings, np.zeros_like(rings)], axis=1)
    lux = light.lux(places, np.tile([-1.0, 0, 0], (4000, 1)))
    assert float((lux * 2 * math.pi * rings * edge / 4000).sum()) == pytest.approx(20_000, rel=1e-3)


@pytest.mark.parametrize("axis", [(1.0, 0, 0), (0, 0, 1.0), (0.6, 0, -0.8)])
def test_an_opening_is_a_disc_across_the_beam(axis: tuple[float, float, float]) -> None:
    light = beam(axis=np.array(axis), opening=(0.3, 0.3), lens=np.array([1.0, 2, 3]))
    out = light.openings() - light.lens
    assert np.abs(out @ light.axis).max() < 1e-12
    far = np.linalg.norm(out, axis=1)
    assert far.max() <= 0.3
    # The mean square of an even disc is r²/2; its middle is the lens, nearly.
    assert float((far**2).mean()) == pytest.approx(0.3**2 / 2, rel=0.01)
    assert float(np.linalg.norm(out.mean(axis=0))) < 0.05
    assert len(beam().openings()) == 1


def test_a_ball_shines_from_all_its_surface() -> None:
    ball = beam(half=math.pi, opening=(0.25, 0.25))
    out = ball.openings() - ball.lens
    assert np.linalg.norm(out, axis=1) == pytest.approx(0.25)
    assert np.linalg.norm(out.mean(axis=0)) < 0.02


def test_every_lamp_of_the_stock_has_light_and_an_opening() -> None:
    for kind, item in stock.lamps().items():
        (light,) = beams(with_lamp(kind))
        assert light.half == pytest.approx(math.radians(item.beam) / 2)
        assert light.lumens > 0
        assert 0 < max(light.opening) < 1


def with_lamp(kind: str) -> Take:
    text = made.take()
    return replace(text, lamps=(replace(text.lamps[0], kind=kind),))


def test_a_lamp_as_written_is_brighter_with_more_watts_and_in_a_narrower_beam() -> None:
    (plain,) = beams(with_lamp("fresnel-1k"))
    assert plain.lens == pytest.approx([0, 5, 2])
    assert plain.axis == pytest.approx(np.array([0, -5, -1]) / math.sqrt(26))
    take = made.take(lamp="power = 2000\nbeam = 20")
    (other,) = beams(take)
    assert other.lumens == pytest.approx(2 * plain.lumens)
    assert other.candela > 2 * plain.candela
