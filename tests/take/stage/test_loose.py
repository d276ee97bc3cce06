"""Loose snow as a surface: where it lies, how much there is, and where it may never be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.stage.closed import check
from tests.take.stage.takes import take

from lastlook.take.bodies import bodies
from lastlook.take.model import Set
from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow.film import Film
from lastlook.take.snow.ground import PLACES, lay_out
from lastlook.take.stage import Kind, Mesh, build
from lastlook.take.stage.loose import MOST, LooseSnow

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

SET = Set(car="sedan")
BODY = bodies()["sedan"]
GROUND = lay_out(SET, BODY, 0.02)


def film(*layers: Floats) -> Film:
    """Return a film of loose snow with these thicknesses, a minute apart."""
    thick = np.array(layers, dtype=np.float32)
    return Film(
        panes={},
        times=np.arange(0.0, 60.0 * len(layers), 60.0),
        heights=(GROUND.bed + thick).astype(np.float32),
        thickness=thick,
        x0=GROUND.x0,
        y0=GROUND.y0,
        dx=GROUND.dx,
    )


def snow(layer: Floats) -> Mesh:
    found = LooseSnow(SET, BODY).thing(film(layer), 0)
    assert found is not None
    assert (found.name, found.kind, found.hidden) == ("snow", Kind.SNOW, False)
    check(found.mesh)
    return found.mesh


def from_above(mesh: Mesh, x: Floats, y: Floats) -> tuple[Floats, Bools]:
    """Return the height of a mesh under places of the plan, and which are under it at all."""
    starts = np.column_stack([x.ravel(), y.ravel(), np.full(x.size, 6.0)])
    down = np.tile((0.0, 0.0, -1.0), (x.size, 1))
    far, met = Tracer(mesh.vertices, mesh.faces).hits(starts, down)
    high = np.asarray(6.0 - far, dtype=np.float64).reshape(x.shape)
    return high, np.asarray(met >= 0).reshape(x.shape)


def test_an_even_layer_lies_on_everything_but_glass_at_its_height() -> None:
    mesh = snow(np.full(GROUND.shape, 0.08))
    assert len(mesh.faces) <= MOST
    x, y = np.meshgrid(GROUND.x, GROUND.y)
    high, there = from_above(mesh, x, y)
    glass = GROUND.glass >= 0
    # Along a slant of a window's outline a block of the surface is a whole one.
    assert there[glass].mean() < 0.05
    flat = np.isin(GROUND.place, [0, 1, 3]) & (np.abs(x) < 3.4) & (np.abs(y) < 2.4)
    assert there[flat].mean() > 0.97
    both = flat & there
    assert np.quantile(np.abs(high - GROUND.bed - 0.08)[both], 0.98) < 0.02


def test_snow_is_a_skin_on_the_car_and_not_in_the_cabin() -> None:
    mesh = snow(np.full(GROUND.shape, 0.08))
    seats = np.array([[s.x, s.y, s.z] for s in BODY.seats])
    random = np.random.default_rng(1)
    away = random.normal(size=(4000, 3))
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    for seat in seats:
        far, met = Tracer(mesh.vertices, mesh.faces).hits(np.tile(seat, (4000, 1)), away)
        places = seat + away * far[:, None]
        inside = (np.abs(places[:, 1]) < 0.66) & (places[:, 0] > -1.4) & (places[:, 0] < 0.9)
        low = places[:, 2] < BODY.roof - 0.03
        assert not ((met >= 0) & inside & low & (places[:, 2] > BODY.belt)).any()


def test_every_place_has_its_own_part() -> None:
    mesh = snow(np.full(GROUND.shape, 0.08))
    assert mesh.names == tuple(f"snow on {name}" for name in PLACES)
    used = {mesh.names[n] for n in np.unique(mesh.parts)}
    assert used == {
        f"snow on {n}" for n in ("ground", "hood", "roof and pillars", "trunk", "shoulders")
    }


def test_a_heap_keeps_its_volume_and_its_top() -> None:
    x, y = np.meshgrid(GROUND.x, GROUND.y)
    heap = np.clip(0.5 - np.hypot(x - 1.0, y - 1.8) * 0.9, 0, None)
    mesh = snow(heap)
    high, there = from_above(mesh, x, y)
    assert high[there].max() == pytest.approx(0.5, abs=0.06)
    volume = float(high[there].sum()) * GROUND.dx**2
    assert volume == pytest.approx(float(heap.sum()) * GROUND.dx**2, rel=0.05)


def test_a_bank_on_a_board_hides_what_stands_behind_it() -> None:
    text = (
        'boards = [{ side = "left", start = -1.2, end = 0.9, height = 0.88, reach = 0.16, '
        "lip = 0.24 }]\n"
    )
    one = take(text)
    ground = lay_out(one.set, BODY, 0.02)
    thick = np.where(ground.place == PLACES.index("board left"), 0.4, 0.0)
    made = Film(
        panes={}, times=np.zeros(1), heights=(ground.bed + thick)[None].astype(np.float32),
        thickness=thick[None].astype(np.float32), x0=ground.x0, y0=ground.y0, dx=ground.dx,
    )  # fmt: skip
    found = LooseSnow(one.set, BODY).thing(made, 0)
    assert found is not None
    tracer = Tracer(found.mesh.vertices, found.mesh.faces)
    outside = np.array([[0.0, 4.0, 1.15], [0.0, 4.0, 1.75]])
    head = np.array([[0.0, 0.3, 1.15], [0.0, 0.3, 1.75]])
    assert tracer.blocked(outside, head).tolist() == [True, False]


def test_thin_snow_is_no_shape() -> None:
    assert LooseSnow(SET, BODY).thing(film(np.full(GROUND.shape, 0.009)), 0) is None


def test_one_record_is_one_mesh() -> None:
    layers = film(*(np.full(GROUND.shape, thick) for thick in (0.0, 0.05, 0.1)))
    one = build(take())

    def mesh(at: float) -> Mesh | None:
        return next((t.mesh for t in one.scene(at, layers).things if t.kind is Kind.SNOW), None)

    assert mesh(0) is None
    assert mesh(61) is mesh(119)
    assert mesh(61) is not mesh(121)
    assert all(t.kind is not Kind.SNOW for t in one.scene(61).things)


def test_a_rough_cover_stays_within_its_triangles() -> None:
    random = np.random.default_rng(3)
    rough = random.uniform(0.0, 0.05, GROUND.shape)
    assert len(snow(rough).faces) <= MOST
