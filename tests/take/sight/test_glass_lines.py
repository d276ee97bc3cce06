"""Lines of sight through panes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.take.sight.sets import WINDOW, frosted

from lastlook.take.bodies import Pane, bodies
from lastlook.take.sight.glass import crossings, last_pane, transmission
from lastlook.take.snow.glass import axes, grid

PANES = bodies()["sedan"].panes
pane_of = st.sampled_from(PANES)


def place(pane: Pane, u: float, v: float, out: float) -> tuple[float, ...]:
    along, up, normal = axes(pane)
    return tuple(
        start + u * along[n] + v * up[n] + out * normal[n]
        for n, start in enumerate((pane.x, pane.y, pane.z))
    )


@given(pane_of, st.floats(-0.99, 0.99), st.floats(0.01, 0.99), st.floats(0.05, 1), st.booleans())
def test_a_line_crosses_where_it_should(
    pane: Pane, across: float, up: float, far: float, outward: bool
) -> None:
    v = up * pane.height
    u = across * (pane.width + (pane.top_width - pane.width) * up) / 2
    ends = np.array([place(pane, u, v, far), place(pane, u, v, -far)])
    if outward:
        ends = ends[::-1]
    (found,) = crossings([pane], ends[:1], ends[1:])
    assert found.lines.tolist() == [0]
    assert (found.u[0], found.v[0]) == (pytest.approx(u, abs=1e-9), pytest.approx(v, abs=1e-9))
    assert found.cosine[0] == pytest.approx(1)
    assert found.share[0] == pytest.approx(0.5)


@given(pane_of, st.floats(1.001, 1.5), st.floats(0.01, 0.99))
def test_beside_the_trapezoid_is_no_glass(pane: Pane, across: float, up: float) -> None:
    u = across * (pane.width + (pane.top_width - pane.width) * up) / 2
    ends = np.array([place(pane, u, up * pane.height, out) for out in (0.1, -0.1)])
    assert crossings([pane], ends[:1], ends[1:]) == ()


def test_the_cells_of_a_pane_are_where_the_snow_has_them() -> None:
    pane = PANES[0]
    cells = grid(pane, 0.05)
    middles = np.stack([cells.x, cells.y, cells.z], axis=-1)[cells.mask]
    normal = np.array(cells.normal)
    (found,) = crossings([pane], middles + 0.2 * normal, middles - 0.2 * normal)
    assert len(found.lines) == cells.mask.sum()
    assert found.u == pytest.approx(cells.u[cells.mask])
    assert found.v == pytest.approx(cells.v[cells.mask])


def test_what_ends_before_the_glass_does_not_cross_it() -> None:
    start = np.array([[0.0, 0, 1]])
    ends = np.array([[3.9, 0, 1], [4.1, 0, 1], [-5, 0, 1], [4, 5, 1]])
    (found,) = crossings([WINDOW], start, ends)
    assert found.lines.tolist() == [1]
    assert found.u[0] == pytest.approx(0)
    assert found.v[0] == pytest.approx(0.5)


def test_snow_is_thicker_at_a_slant() -> None:
    film = frosted(WINDOW, lambda _: 1.0, 1)
    ends = np.array([[8.0, 0, 1], [8, 1.5, 1], [3, 0, 1]])
    start = np.array([[0.0, 0, 1]])
    passed = transmission(crossings([WINDOW], start, ends), film, 0.0, 3)
    slant = math.hypot(8, 1.5) / 8
    assert passed.tolist() == pytest.approx([math.exp(-1), math.exp(-slant), 1], rel=1e-3)


def test_two_panes_take_their_shares_one_after_the_other() -> None:
    behind = Pane(
        name="far", x=6.0, y=0.0, z=0.5, facing=180, tilt=90, height=1.5, width=2.0, top_width=2.0
    )
    film = frosted(WINDOW, lambda _: 1.0, 1)
    ends = np.array([[8.0, 0, 1], [5.0, 0, 1], [3.0, 0, 1]])
    crossed = crossings([WINDOW, behind], np.array([[0.0, 0, 1]]), ends)
    # The far pane has no film, and is clean.
    assert transmission(crossed, film, 0.0, 3).tolist() == pytest.approx(
        [math.exp(-1), math.exp(-1), 1], rel=1e-3
    )
    names, nearest = last_pane(crossed, 3)
    assert [("", *names)[n + 1] for n in nearest] == ["far", "rear", ""]


def test_every_line_has_its_own_moment() -> None:
    film = frosted(WINDOW, lambda at: 10 * at, 1)
    ends = np.tile([[8.0, 0, 1]], (3, 1))
    crossed = crossings([WINDOW], np.array([[0.0, 0, 1]]), ends)
    one = film.panes["rear"]
    at = np.array([0.0, 0.31, 0.9])
    wanted = [math.exp(-one.depth[one.record(t), 0, 0]) for t in at]
    assert transmission(crossed, film, at, 3).tolist() == pytest.approx(wanted)
    assert transmission(crossed, None, at, 3).tolist() == [1, 1, 1]
    again = [one.of(np.array([0, 0, 2, 1]), one.places(3)) for one in crossed]
    assert transmission(again, film, at[[0, 0, 2, 1]], 4).tolist() == pytest.approx(
        [wanted[0], wanted[0], wanted[2], wanted[1]]
    )
