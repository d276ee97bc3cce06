"""Snow meeting, leaving and being wiped from glass (field cases V2, V3, V8 to V11 and V17)."""

from __future__ import annotations

import dataclasses
import math
from decimal import Decimal

import numpy as np
import pytest

from lastlook.take import Material, Pane, materials
from lastlook.take.advice import holding
from lastlook.take.materials import Quantity, Standing
from lastlook.take.model import Wiper
from lastlook.take.snow import falling, sliding
from lastlook.take.snow.glass import axes, grid
from lastlook.take.snow.ground import Ground
from lastlook.take.snow.wipers import Arm, angle, swept_area


def pane(tilt: float, facing: float = 0) -> Pane:
    return Pane(
        name="windscreen", x=0, y=0, z=1, facing=facing, tilt=tilt, height=1, width=2, top_width=2
    )


@pytest.mark.parametrize(
    ("tilt", "wind", "factor"),
    [(31, 0, 0.857), (31, 1, 1.887), (31, 3, 3.95), (73, 0, 0.292), (73, 1, 2.20), (73, 3, 6.03)],
)
def test_flux_on_a_pane_v2(tilt: float, wind: float, factor: float) -> None:
    *_, normal = axes(pane(tilt))
    (windward,) = falling.drifts((-wind, 0.0), 0.5, 0)
    assert falling.tilted(normal, windward) == pytest.approx(factor, rel=3e-3)
    (lee,) = falling.drifts((wind, 0.0), 0.5, 0)
    expected = max(0.0, math.cos(math.radians(tilt)) - 2 * wind * math.sin(math.radians(tilt)))
    assert falling.tilted(normal, lee) == pytest.approx(expected)


def wall(height: float, dx: float = 0.02) -> Ground:
    """A wall across a strip of ground, its lee side at x = 0."""
    bed = np.zeros((3, round(6 / dx)))
    ground = Ground(
        bed=bed, glass=np.full(bed.shape, -1), place=np.zeros(bed.shape, dtype=np.int64),
        x0=-2.0, y0=0.0, dx=dx,
    )  # fmt: skip
    bed[:, (ground.x < 0) & (ground.x > -0.2)] = height
    return ground


@pytest.mark.parametrize(("height", "wind", "speed"), [(1, 1, 0.5), (0.5, 1, 0.5), (1, 0.6, 1.0)])
def test_the_lee_of_a_wall_v3(height: float, wind: float, speed: float) -> None:
    ground = wall(height)
    x, y = np.meshgrid(ground.x, ground.y)
    paths = falling.drifts((wind, 0.0), speed, 0)
    open_ = falling.exposure(
        x, y, ground.bed, (0.0, 0.0, 1.0), paths=paths, ground=ground, height=4, area=None
    )
    shaded = (open_[1] == 0) & (ground.x > 0)
    assert shaded.sum() * ground.dx == pytest.approx(height * wind / speed, abs=2 * ground.dx)


def gritty(friction: float, cohesion: float = 0.0, density: float = 30.0) -> Material:
    def value(number: float) -> Quantity:
        return Quantity(value=number, standing=Standing.MEASURED)

    return dataclasses.replace(
        materials()["paper"], friction=value(friction), cohesion=value(cohesion),
        density=value(density),
    )  # fmt: skip


@pytest.mark.parametrize("friction", [6, 15, 20, 22, 57])
def test_sliding_sets_in_at_the_friction_angle_v8(friction: float) -> None:
    film = np.full((1, 4), 0.3)
    assert not sliding.lets_go(film, [gritty(friction)], friction).any()
    assert not sliding.lets_go(film, [gritty(friction)], friction - 0.5).any()
    assert sliding.lets_go(film, [gritty(friction)], friction + 0.5).all()


def test_critical_thickness_v9() -> None:
    assert sliding.critical_thickness(31, 30, 20, 5) == pytest.approx(0.0837, abs=5e-5)
    assert sliding.critical_thickness(73, 30, 20, 5) == pytest.approx(0.020, abs=5e-4)
    assert sliding.critical_thickness(73, 100, 20, 5) == pytest.approx(0.006, abs=5e-4)
    assert sliding.critical_thickness(73, 30, 20, 0) == 0
    assert sliding.critical_thickness(15, 30, 20, 5) == math.inf


@pytest.mark.parametrize(("share", "goes"), [(0.99, False), (1.01, True)])
def test_a_film_lets_go_at_its_critical_thickness(share: float, *, goes: bool) -> None:
    material = gritty(20, 5)
    film = np.array([[30 * sliding.critical_thickness(31, 30, 20, 5) * share]])
    assert bool(sliding.lets_go(film, [material], 31)[0]) is goes


def wiper(**changes: str) -> Wiper:
    values = {"u": "0", "v": "0", "inner": "0.12", "outer": "0.72", "park": "135", "sweep": "-90"}
    return Wiper(**{key: Decimal(value) for key, value in (values | changes).items()})


def test_a_wiped_sector_v10() -> None:
    one = wiper()
    assert swept_area(one) == pytest.approx(0.396, abs=5e-4)
    cells = grid(pane(31), 0.01)
    film = np.ones((1, cells.u.size))
    arm = Arm(one, cells, 1)
    arm.pass_over(film, 0.0, 0.5)
    assert (film < 1).sum() * cells.cell == pytest.approx(swept_area(one), rel=0.01)
    assert arm.carried.sum() + film.sum() * cells.cell == pytest.approx(2, rel=1e-12)


@pytest.mark.parametrize(("cycles", "centre", "end"), [(45, 11, 22), (65, 7.7, 15.4)])
def test_the_film_between_two_wipes_v11(cycles: float, centre: float, end: float) -> None:
    """1 kg a square metre and minute: grams that lie at the middle and the ends when wiped."""
    one = wiper(leaves="0", inner="0.3", outer="0.6")
    cells = grid(pane(31), 0.02)
    arm = Arm(one, cells, 1)
    step = 1 / 240
    film, most = np.zeros((1, cells.u.size)), np.zeros(cells.u.size)
    done = 3 * 60 / cycles
    for number in range(round(done / step)):
        film += step / 60
        most = np.maximum(most, film[0]) if number * step > done / 3 else most
        before = number * step * cycles / 60
        arm.pass_over(film, before, before + step * cycles / 60)
        arm.drop()
    reached = np.degrees(np.arctan2(cells.v, cells.u)).ravel()
    within = np.isin(np.arange(cells.u.size), arm.cells)
    middle = within & (np.abs(reached - 90) < 1)
    ends = within & (np.abs(np.abs(reached - 90) - 44.5) < 0.5)
    assert most[middle].mean() * 1000 == pytest.approx(centre, rel=0.05)
    assert most[ends].mean() * 1000 == pytest.approx(end, rel=0.08)


def test_a_blade_goes_there_and_back() -> None:
    one = wiper()
    assert [angle(one, phase) for phase in (0, 0.25, 0.5, 0.75, 1)] == pytest.approx(
        [135, 90, 45, 90, 135]
    )


def test_a_windrow_is_left_beyond_the_reversal() -> None:
    cells = grid(pane(31), 0.01)
    film = np.ones((1, cells.u.size))
    arm = Arm(wiper(), cells, 1)
    arm.pass_over(film, 0.0, 0.5)
    carried = arm.carried.sum()
    lost = arm.reverse(film)
    assert lost.sum() == 0
    assert arm.load == 0
    assert film.sum() * cells.cell == pytest.approx(2, rel=1e-12)
    assert carried > 0
    assert film.max() > 1


def test_what_sacks_give_v17() -> None:
    polymer, paper = materials()["polymer"], materials()["paper"]
    assert polymer.sack_litres == pytest.approx(2000)
    assert 8 <= paper.sack.value <= 12
    assert paper.sack.standing is Standing.PUBLISHED
    # A cave of 10 cm over 3 m² takes about one sack.
    assert 300 / paper.sack_litres == pytest.approx(1, abs=0.15)


def test_dry_paper_does_not_stay_on_side_glass_but_damp_paper_does() -> None:
    dry = holding(pane(73), materials()["paper"], 0.02)
    assert dry.holds == 0
    assert not dry.stays
    assert holding(pane(73), materials()["paper-damp"], 0.02).stays
    assert holding(pane(73), materials()["foam"], 0.02).stays
