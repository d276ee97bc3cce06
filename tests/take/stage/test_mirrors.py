"""Mirrors: turned so that the driver sees behind; paint shines until snow lies on it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.take.stage.takes import take

from lastlook.take.bodies import Body, bodies
from lastlook.take.model import Set
from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow.film import Film
from lastlook.take.snow.ground import lay_out
from lastlook.take.stage import Mirror, build
from lastlook.take.stage.car import car
from lastlook.take.stage.mirrors import mirrors

ALL = pytest.mark.parametrize("body", bodies().values(), ids=lambda b: b.id)


def named(body: Body) -> dict[str, Mirror]:
    return {one.name: one for one in mirrors(body)}


def normal(one: Mirror) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    away = np.cross(one.corners[1] - one.corners[0], one.corners[3] - one.corners[0])
    return np.asarray(away / np.linalg.norm(away))


@ALL
@pytest.mark.parametrize("name", ["inner mirror", "door mirror left", "door mirror right"])
def test_the_driver_sees_what_is_behind(body: Body, name: str) -> None:
    one = named(body)[name]
    seat = next(s for s in body.seats if s.seat == body.steering.seat)
    eye, middle = np.array([seat.x, seat.y, seat.z]), one.corners.mean(axis=0)
    into = middle - eye
    out = normal(one)
    assert into @ out < 0
    back = into - 2 * (into @ out) * out
    assert back[0] < 0
    assert abs(back[1] / back[0]) < 0.45
    assert abs(back[2] / back[0]) < 0.2
    # Nothing stands between eye and mirror but glass.
    mesh = car(body).mesh
    end = middle + out * 0.003
    assert not Tracer(mesh.vertices, mesh.faces).blocked(eye[None], end[None]).any()


@ALL
def test_mirrors_are_flat_and_shine_outward(body: Body) -> None:
    found = named(body)
    for one in found.values():
        assert one.corners.shape == (4, 3)
        assert abs((one.corners[2] - one.corners[0]) @ normal(one)) < 1e-9
        assert 0 < one.reflectance < 1
    assert normal(found["hood"])[2] > 0.9
    assert normal(found["roof"])[2] == pytest.approx(1)
    assert normal(found["door left"])[1] == pytest.approx(1)
    assert normal(found["door right"])[1] == pytest.approx(-1)
    assert found["hood"].reflectance == pytest.approx(0.04)


@ALL
def test_paint_shines_from_just_above_its_sheet(body: Body) -> None:
    mesh = car(body).mesh
    tracer = Tracer(mesh.vertices, mesh.faces)
    for name in ("hood", "roof", "door left", "door right"):
        one = named(body)[name]
        out = normal(one)
        places = np.array(
            [one.corners.mean(axis=0), one.corners.mean(axis=0) * 0.5 + one.corners[0] * 0.5]
        )
        far, _ = tracer.hits(places + out * 0.5, np.tile(-out, (2, 1)))
        assert (far > 0.5).all()
        assert (far < 0.55).all()


def test_snow_takes_the_shine() -> None:
    body = bodies()["sedan"]
    ground = lay_out(Set(car="sedan"), body, 0.02)
    hood = np.where(ground.place == 1, 0.02, 0.0)
    thick = np.array([np.zeros(ground.shape), hood], dtype=np.float32)
    film = Film(
        panes={}, times=np.array([0.0, 30.0]), heights=(ground.bed + thick).astype(np.float32),
        thickness=thick, x0=ground.x0, y0=ground.y0, dx=ground.dx,
    )  # fmt: skip
    stage = build(take())
    before = {one.name for one in stage.scene(0, film).mirrors}
    after = {one.name for one in stage.scene(31, film).mirrors}
    assert before - after == {"hood"}
    assert {one.name for one in stage.scene(31).mirrors} == before
