"""Painted boards: whose pixel is whose, light as the snow closes, and what is asked for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from lastlook.errors import LastlookError
from lastlook.paperwork.render import Frame, Order, engine
from lastlook.paperwork.render.colour import LUMA
from lastlook.paperwork.render.paint import Board, extraction, file_name, moments, paint, size
from lastlook.take.lens import view
from lastlook.take.model import Framing, Point
from lastlook.take.rehearsal import rehearse
from lastlook.take.sight.tracer import Tracer

if TYPE_CHECKING:
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal

TINY = Order(moments=(130.0,), samples=2, width=64)


def changed(found: Rehearsal, **more: Any) -> Rehearsal:
    """Return the rehearsal with its camera changed; where people and snow are does not."""
    (camera,) = found.take.cameras
    return replace(found, take=replace(found.take, cameras=(replace(camera, **more),)))


def painted(found: Rehearsal, order: Order) -> list[Any]:
    return [np.asarray(Image.open(BytesIO(b.png))) for b in paint(found, order, name="24-car")]


@pytest.mark.parametrize("at", [130.0, 190.0, 290.0])
@pytest.mark.parametrize("outside", [False, True])
def test_every_pixel_is_whose_the_checker_says(
    mi: Any, found: Rehearsal, at: float, outside: bool
) -> None:
    if outside:  # from where crew, boxes, boards, lamps and loose snow are seen
        look = Point(x=Decimal(0), y=Decimal(0), z=Decimal("0.9"))
        frame = Framing(x=Decimal("5.5"), y=Decimal(4), z=Decimal("2.6"), look=look)
        found = changed(found, frames=(frame,))
    camera = found.take.cameras[0]
    board = Board(mi, found, camera, at, replace(TINY, width=240, frame=Frame.FULL))
    seen = board.features().thing
    columns, rows = board.size
    things = board.world.things
    meshes = [thing.mesh for thing in things]
    starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes)])
    faces = [mesh.faces + start for mesh, start in zip(meshes, starts[:-1], strict=True)]
    owner = np.repeat(np.arange(len(meshes)), [len(mesh.faces) for mesh in meshes])
    tracer = Tracer(np.concatenate([m.vertices for m in meshes]), np.concatenate(faces))
    rays = view(camera, at).rays(columns, rows).reshape(-1, 3)
    _, hit = tracer.hits(board.seen.eye[None], rays)
    wanted = np.where(hit >= 0, owner[hit], -1).reshape(rows, columns)
    # Within a pixel of an edge the one ray of each may fall to either side; wipers and silvered
    # glass are no things to the checker.
    edge = np.zeros((rows, columns), dtype=bool)
    for axis in (0, 1):
        for step in (-1, 1):
            edge |= np.roll(wanted, step, axis=axis) != wanted
    told = ~edge & ~((seen == -1) & (wanted >= 0))
    assert told.mean() > 0.8
    assert (seen == wanted)[told].mean() > 0.995
    assert len(np.unique(seen)) > 4


def test_light_in_the_car_falls_as_the_rehearsal_says(mi: Any, found: Rehearsal) -> None:
    """A white ball where Dora's eyes are, nobody in the car, nothing but the sky."""
    bare = rehearse(replace(found.take, figures=(), lamps=(), dumps=found.take.dumps), sight=False)
    seat = next(one for one in bare.stage.body.seats if one.seat == "front-left")
    order = replace(TINY, frame=Frame.FULL)
    ball = {
        "type": "sphere", "center": [seat.x, seat.y, seat.z], "radius": 0.04,
        "bsdf": {"type": "diffuse", "reflectance": 0.5},
    }  # fmt: skip
    mean = []
    times = (0.0, 190.0, 270.0)
    for at in times:
        board = Board(mi, bare, bare.take.cameras[0], at, order)
        lights = []
        for way in np.vstack([np.eye(3), -np.eye(3)]):
            eye = np.array([seat.x, seat.y, seat.z]) + 0.15 * way
            lens = {
                "type": "perspective", "fov": 20,
                "to_world": mi.ScalarTransform4f().look_at(
                    eye.tolist(), [seat.x, seat.y, seat.z], [0.1, 0.2, 1]
                ),
                "film": {
                    "type": "hdrfilm", "width": 12, "height": 12, "pixel_format": "rgb",
                    "rfilter": {"type": "box"},
                },
            }  # fmt: skip
            scene = {**board.world.lit(lens), "ball": ball}
            light = engine.render(mi, scene, samples=32, seed=1)
            lights.append(light.reshape(-1, 3).mean(axis=0) @ LUMA)
        mean.append(float(np.mean(lights)))
    stops = np.log2(np.array(mean[1:]) / mean[0])
    curve = np.interp(times, bare.run.times, bare.run.stops["Dora"])
    assert (np.diff(mean) < 0).all()
    assert stops == pytest.approx(curve[1:] - curve[0], abs=0.6)


def test_the_same_take_gives_the_same_bytes(mi: Any, found: Rehearsal) -> None:
    one, two = ([b.png for b in paint(found, TINY, name="24-car")] for _ in range(2))
    assert one == two
    (other,) = (b.png for b in paint(found, replace(TINY, seed=2), name="24-car"))
    assert other != one[0]


def test_what_the_extraction_shows_is_cropped_or_marked(mi: Any, found: Rehearsal) -> None:
    seen = view(found.take.cameras[0], 130.0)
    columns, rows = size(seen, 64)
    left, top, wide, high = extraction(seen, columns, rows)
    assert wide / high == pytest.approx(2.39, rel=0.03)
    (crop,), (mark,), (full,) = (
        painted(found, replace(TINY, frame=frame)) for frame in (Frame.CROP, Frame.MARK, Frame.FULL)
    )
    assert crop.shape == (high, wide, 3)
    assert mark.shape == full.shape == (rows, columns, 3)
    inside = (slice(top, top + high), slice(left, left + wide))
    assert (mark[inside] == full[inside]).all()
    assert (mark[top - 1] == 235).all()
    assert mark[: top - 1].mean() < 0.6 * full[: top - 1].mean()


def test_only_a_stated_aperture_blurs(mi: Any, found: Rehearsal) -> None:
    sharp = painted(found, replace(TINY, calm=False))[0]
    wide = changed(found, aperture=Decimal("0.7"))
    blurred = painted(wide, replace(TINY, calm=False))[0]
    left_out = painted(wide, replace(TINY, calm=False, blur=False))[0]
    assert (left_out == sharp).all()
    assert (blurred != sharp).any()


def test_boards_are_exposed_each_or_as_the_first(mi: Any, found: Rehearsal) -> None:
    order = replace(TINY, moments=(130.0, 290.0))
    each = [b.metered for b in paint(found, order, name="x")]
    held = [b.metered for b in paint(found, replace(order, hold=True), name="x")]
    assert each[1].ev < each[0].ev - 1
    assert [one.ev for one in held] == [each[0].ev] * 2
    assert [one.by for one in held] == [each[0].by, "first"]


def test_no_board_of_the_example_is_black_or_burnt(mi: Any, found: Rehearsal) -> None:
    order = replace(TINY, moments=(0.0, 190.0, 250.0, 290.0))
    for picture in painted(found, order):
        assert 40 < picture.mean() < 225
        assert picture.std() > 25


def test_keyframes_are_painted_unless_moments_are_asked_for(found: Rehearsal) -> None:
    (camera,) = found.take.cameras
    usual = moments(found.take, camera, Order())
    assert len(usual) >= 4
    assert any("hands" in what for _, what in usual)
    assert moments(found.take, camera, Order(moments=(9.0, 4.0, 9.0))) == ((4.0, ""), (9.0, ""))


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order(camera="B"), "no camera `B`. There are: A."),
        (Order(moments=(4.0, 296.0)), "No camera rolls at 4:56: A rolls from 0:00 to 4:55."),
    ],
)
def test_what_cannot_be_painted_is_said_before_any_work(
    found: Rehearsal, order: Order, words: str
) -> None:
    with pytest.raises(LastlookError) as raised:
        next(paint(found, order, name="x"))
    assert words in str(raised.value)


def test_a_take_without_a_camera_has_no_boards(found: Rehearsal) -> None:
    none = replace(found, take=replace(found.take, cameras=()))
    with pytest.raises(LastlookError, match="no camera to paint through"):
        next(paint(none, Order(), name="x"))


def test_files_are_named_after_take_camera_and_moment(found: Rehearsal) -> None:
    camera: Camera = replace(found.take.cameras[0], name="B side")
    assert file_name("24-car", camera, 242.0, found.take) == "take-24-car-paint-B-side-4m02s.png"
    half = file_name("24-car", camera, 242.5, found.take)
    assert half == "take-24-car-paint-B-side-4m02sf12.png"
