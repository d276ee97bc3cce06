"""Pictures of one thing, pixel by pixel: snow, what stands before it, mirrored sets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.take.sight.sets import QUIET, WINDOW, HandSet, box, camera, frosted, wall_round

from lastlook.take.sight.buffers import Picture
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.plain import PlainTracer
from lastlook.take.sight.shifts import Shift
from lastlook.take.sight.tracer import Tracer

if TYPE_CHECKING:
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Mesh

HOUSE = wall_round(WINDOW)
MARGINS = replace(QUIET, width=480)
CREW = "Crew"
_unit = st.floats(-1, 1)
boxes = st.tuples(
    st.floats(2, 3.5), st.floats(-2, 2), st.floats(0, 2.4),
    st.floats(0.05, 0.8), st.floats(0.05, 0.8), st.floats(0.05, 0.8),
)  # fmt: skip


def made(numbers: tuple[float, ...]) -> Mesh:
    return box(numbers[:3], numbers[3:])


def crew(y: float, z: float) -> Mesh:
    return box((6, y, z), (0.4, 0.5, 0.7), "chest")


def picture(
    thing: Mesh, solid: tuple[Mesh, ...] = (), film: Film | None = None, trace: Any = Tracer
) -> Glimpsed | None:
    stage = HandSet(solid=solid, moves={CREW: lambda _: thing}, panes=(WINDOW,))
    moments = Moments(stage, film, trace, fps=24, frames=1, spacing=0.1)
    block = moments.block(range(1), 0)
    return Picture(block, camera(), 0.0, Shift(), MARGINS).inspect(CREW, (-1, -1, 1, 1))


def seen(one: Glimpsed | None) -> tuple[float, float]:
    return (0.0, 0.0) if one is None else (one.area, one.pixels)


few = settings(max_examples=30)


@few
@given(_unit, st.floats(0, 2.4), boxes)
def test_taking_something_away_never_hides(y: float, z: float, numbers: tuple[float, ...]) -> None:
    with_it = seen(picture(crew(y, z), (HOUSE, made(numbers))))
    without = seen(picture(crew(y, z), (HOUSE,)))
    assert with_it[0] <= without[0]
    assert with_it[1] <= without[1] + 1e-9


@few
@given(_unit, st.floats(0, 2.4), st.integers(0, 1000), st.floats(0, 3), st.floats(0, 3))
def test_more_snow_never_shows_more(
    y: float, z: float, seed: int, depth: float, more: float
) -> None:
    cells = np.random.default_rng(seed).uniform(0, 2, size=(30, 40))
    less = seen(picture(crew(y, z), (HOUSE,), frosted(WINDOW, lambda _: cells * depth, 1)))
    deeper = frosted(WINDOW, lambda _: cells * (depth + more), 1)
    thick = seen(picture(crew(y, z), (HOUSE,), deeper))
    assert thick[0] <= less[0]
    assert thick[1] <= less[1] + 1e-9


@few
@given(_unit, st.floats(0, 2.4), boxes, st.integers(0, 1000))
def test_a_mirrored_set_shows_a_mirrored_picture(
    y: float, z: float, numbers: tuple[float, ...], seed: int
) -> None:
    cells = np.random.default_rng(seed).uniform(0, 6, size=(30, 40))
    left, other = (
        picture(
            crew(y * side, z),
            (HOUSE, made((numbers[0], numbers[1] * side, *numbers[2:]))),
            frosted(WINDOW, lambda _, side=side: cells[:, :: int(side)], 1),  # type: ignore[misc]
        )
        for side in (1.0, -1.0)
    )
    # Pixels whose ray meets an edge may fall to either side.
    assert seen(left)[0] == pytest.approx(seen(other)[0], abs=3, rel=0.01)
    if left is not None and other is not None and left.area > 20:
        assert left.box[0] == pytest.approx(-other.box[2], abs=0.01)
        assert left.box[1::2] == pytest.approx(other.box[1::2], abs=0.01)
        assert left.pixels == pytest.approx(other.pixels, rel=0.03, abs=2)


@settings(max_examples=12)
@given(_unit, st.floats(0, 2.4), boxes)
def test_the_plain_tracer_sees_the_same(y: float, z: float, numbers: tuple[float, ...]) -> None:
    solid = (HOUSE, made(numbers))
    quick, slow = (picture(crew(y, z), solid, trace=kind) for kind in (Tracer, PlainTracer))
    assert seen(quick)[0] == pytest.approx(seen(slow)[0], rel=0.001, abs=1)


def test_a_flat_thing_has_the_pixels_of_its_solid_angle() -> None:
    """A square metre 6 m ahead: a pixel of 480 across 90° is 2/480 wide at 1 m."""
    one = picture(box((6.005, 0, 1.2), (0.01, 1, 1), "flat"))
    assert one is not None
    assert one.area == pytest.approx((1 / 6 * 240) ** 2, rel=0.05)
    assert one.pixels == one.area == one.shown
    assert one.parts == {"flat": one.pixels}
    # Past the window's edges nothing is glass: its upper edge is at 2 m, its lower at 0.5 m.
    assert one.via == "rear"
    assert one.box == pytest.approx((-1 / 12, -16 / 9 / 12, 1 / 12, 16 / 9 / 12), abs=0.01)


def test_a_picture_of_many_pixels_is_made_of_larger_ones() -> None:
    stage = HandSet(moves={CREW: lambda _: box((3, 0, 1.2), (0.1, 3, 2), "wide")})
    moments = Moments(stage, None, Tracer, fps=24, frames=1, spacing=0.1)
    block = moments.block(range(1), 0)
    areas = [
        Picture(block, camera(), 0.0, Shift(), QUIET, rays=rays).inspect(CREW)
        for rays in (2000, 60_000, 1_000_000)
    ]
    sizes = [one.area for one in areas if one is not None]
    assert sizes[0] == pytest.approx(sizes[2], rel=0.05)
    assert sizes[1] == pytest.approx(sizes[2], rel=0.01)
