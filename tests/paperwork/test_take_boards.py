"""Storyboard frames: what the lens sees is where the lens sees it; snow hides; red gives away."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from tests.paperwork.takes import HAND, SIGHT, parsed, rehearsed, staged
from tests.paperwork.test_pictures import hold, words_on

from lastlook.paperwork import take_frames as frames
from lastlook.paperwork.take_boards import board_moments
from lastlook.paperwork.take_moves import move_words, moves
from lastlook.paperwork.take_shade import SKY, Shaded, shade
from lastlook.take.bodies import bodies
from lastlook.take.lens import view
from lastlook.take.model import Ease
from lastlook.take.snow.film import Film, PaneFilm
from lastlook.take.stage.scene import Kind, Mesh, Scene, Thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.paperwork.svg import Picture
    from lastlook.take.model import Framing


def square(x: float, y: float, z: float, half: float) -> Mesh:
    """Return an upright square across the way of the car."""
    corners = [(x, y - half, z - half), (x, y + half, z - half), (x, y + half, z + half),
               (x, y - half, z + half)]  # fmt: skip
    return Mesh(
        vertices=np.array(corners, dtype=np.float64),
        faces=np.array([(0, 1, 2), (0, 2, 3)], dtype=np.int32),
        parts=np.zeros(2, dtype=np.int32), names=("head",),
    )  # fmt: skip


def seen_at(mesh: Mesh, *, panes: bool = False, film: Film | None = None) -> Shaded:
    thing = Thing(name="Grip", kind=Kind.CREW, hidden=True, mesh=mesh)
    glass = bodies()["sedan"].panes if panes else ()
    scene = Scene(at=0, things=(thing,), panes=glass, mirrors=())
    return shade(scene, view(parsed().cameras[0], 0), film, 160)


def film(depth: float) -> Film:
    """Return a film with the same snow on all glass."""
    panes = {
        pane.name: PaneFilm(
            pane=pane, times=np.array([0.0]), depth=np.full((1, 4, 6), depth, dtype=np.float16)
        )
        for pane in bodies()["sedan"].panes
    }
    flat = np.zeros((1, 2, 2), dtype=np.float32)
    return Film(panes=panes, times=np.array([0.0]), heights=flat, thickness=flat, x0=0, y0=0, dx=1)


@pytest.fixture(scope="module", autouse=True)
def coarse() -> Iterator[None]:
    """Draw boards small: the same code, a sixteenth of the cells."""
    before, frames.CELLS = frames.CELLS, 160
    yield
    frames.CELLS = before


@pytest.fixture(scope="module")
def boards() -> tuple[Picture, ...]:
    return frames.take_frames(rehearsed(), staged())


def test_a_thing_covers_the_cells_that_the_lens_formula_gives() -> None:
    # 1 m square, 5 m before the lens, in the middle of the frame.
    cells = seen_at(square(-0.8, 0, 1.3, 0.5))
    rows, columns = cells.thing.shape
    seen = view(parsed().cameras[0], 0)
    wide = 1 / (2 * 5 * seen.half_width) * columns
    high = 1 / (2 * 5 * seen.half_height) * rows
    down, across = np.nonzero(cells.thing == 0)
    assert np.ptp(across) + 1 == pytest.approx(wide, abs=1.01)
    assert np.ptp(down) + 1 == pytest.approx(high, abs=1.01)
    assert across.mean() == pytest.approx((columns - 1) / 2, abs=0.5)
    assert down.mean() == pytest.approx((rows - 1) / 2, abs=0.5)


def test_what_stands_to_the_left_is_left() -> None:
    # The camera looks back along the car: the car's right is on its left.
    cells = seen_at(square(-0.8, -1.0, 1.3, 0.2))
    _, across = np.nonzero(cells.thing == 0)
    assert across.max() < cells.thing.shape[1] / 2


def test_things_are_darker_than_the_sky_and_have_an_outline() -> None:
    cells = seen_at(square(-0.8, 0, 1.3, 0.5))
    inside = cells.thing == 0
    down, across = np.nonzero(inside)
    sky = int(cells.grey[0, 0])
    row, column = int(down.mean()), int(across.mean())
    edge = cells.grey[row, across.min() - 1 : across.min() + 2].min()
    assert edge < 0.5 * cells.grey[row, column]
    assert sky > 255 * SKY * 0.8


@pytest.mark.parametrize(("depth", "through"), [(0.0, 1.0), (0.5, 0.6), (60.0, 0.0)])
def test_snow_on_the_glass_hides_what_is_behind_it(depth: float, through: float) -> None:
    clear = seen_at(square(0.3, 0, 1.2, 0.1))
    snowed = seen_at(square(0.3, 0, 1.2, 0.1), panes=True, film=film(depth))
    inside = clear.thing == 0
    passed = snowed.through[inside]
    steep = np.exp(-depth / np.sin(np.radians(31))) if depth else 1.0
    assert passed.max() <= 1.0
    assert passed.mean() == pytest.approx(steep, abs=0.12)
    assert passed.mean() <= through
    if depth > 10:
        # Nothing is left of the thing: all of it is the snow's white.
        assert snowed.grey[inside].min() > 235


def test_boards_are_legible_and_say_lens_time_and_move(boards: tuple[Picture, ...]) -> None:
    assert [board.title for board in boards] == [f"Camera A, board {n}" for n in (1, 2, 3)]
    first = hold(boards[0])
    words = " ".join(words_on(first))
    assert "A1 · 0:00" in words
    assert "32 mm anamorphic 1.8× on ALEXA 35 open gate" in words
    assert "Both through the glass" in words
    assert "0:04–0:12 push in 1.00 m, truck right 0.60 m, pan left 15°, tilt down 5°" in words
    for board in boards:
        hold(board)
        assert board.width == frames.WIDE


def test_a_give_away_has_a_board_and_is_red(boards: tuple[Picture, ...]) -> None:
    board = boards[1]
    assert "SEEN: Grip: left hand through windscreen, 0:02–0:06" in board.svg
    assert "A2 · 0:05" in board.svg
    assert "#b3261e" in board.svg
    assert "SEEN" not in boards[2].svg


def test_the_frame_line_is_that_of_the_extraction(boards: tuple[Picture, ...]) -> None:
    seen = view(parsed().cameras[0], 0)
    ratio = seen.half_width / seen.half_height
    lines = re.findall(
        r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="([\d.]+)" fill="none" '
        r'stroke="#141414" stroke-width="0.9"', boards[0].svg,
    )  # fmt: skip
    shapes = [float(wide) / float(high) for wide, high in lines]
    assert shapes[0] == pytest.approx(2.39, abs=0.01)
    assert shapes[1] == pytest.approx(ratio, abs=0.01)


def test_the_picture_has_the_shape_of_what_is_recorded(boards: tuple[Picture, ...]) -> None:
    data = re.search(r"base64,([A-Za-z0-9+/=]+)", boards[0].svg)
    assert data is not None
    image = Image.open(BytesIO(b64decode(data[1])))
    seen = view(parsed().cameras[0], 0)
    assert image.size == (160, round(160 * seen.half_height / seen.half_width))
    grey = np.asarray(image)
    assert grey.min() < 80
    assert grey.max() > 200


def test_boards_are_the_same_every_time(boards: tuple[Picture, ...]) -> None:
    again = frames.take_frames(rehearsed(), staged())
    assert [board.svg for board in again] == [board.svg for board in boards]


def test_a_camera_does_not_see_itself(boards: tuple[Picture, ...]) -> None:
    assert ">A</text>" not in "".join(board.svg for board in boards)


def test_a_keyframe_that_only_holds_has_no_board_of_its_own() -> None:
    found = rehearsed()
    chosen = board_moments(found, found.take.cameras[0])
    assert [one.at for one in chosen] == [0.0, 5.0, 12.0]
    assert [len(one.give_aways) for one in chosen] == [0, 1, 0]


def test_a_give_away_near_a_keyframe_is_on_its_board() -> None:
    sight = replace(SIGHT, give_aways=(replace(HAND, worst=290, last=300),))
    found = replace(rehearsed(), sight=sight)
    chosen = board_moments(found, found.take.cameras[0])
    assert [one.at for one in chosen] == [0.0, 12.0]
    assert [len(one.give_aways) for one in chosen] == [0, 1]


def framing(**changes: str) -> Framing:
    numbers = {key: Decimal(value) for key, value in changes.items()}
    return replace(parsed().cameras[0].frames[0], what="", **numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"x": "3.2"}, "push in 1.00 m"),
        ({"x": "5"}, "pull back 0.80 m"),
        ({"y": "0.5"}, "truck right 0.50 m"),
        ({"y": "-0.5"}, "truck left 0.50 m"),
        ({"z": "1.8"}, "boom up 0.50 m"),
        ({"pan": "210"}, "pan left 30°"),
        ({"pan": "170"}, "pan right 10°"),
        ({"tilt": "-12"}, "tilt down 12°"),
        ({"lens": "50"}, "zoom in 32 to 50 mm"),
        ({"focus": "1.5"}, "focus 3.10 m to 1.50 m"),
        ({"x": "3.2", "pan": "150"}, "push in 1.00 m, pan right 30°"),
    ],
)
def test_moves_have_the_trades_words(changes: dict[str, str], words: str) -> None:
    camera = parsed().cameras[0]
    ends = (framing(), framing(at="10", **changes))
    camera = replace(camera, frames=ends)
    assert move_words(view(camera, 0), view(camera, 10)) == words
    assert [move.words for move in moves(camera)] == ([words] if words else [])


def test_a_cut_to_another_frame_is_no_move() -> None:
    camera = parsed().cameras[0]
    ends = (framing(), replace(framing(at="10", x="2"), ease=Ease.CUT))
    (move,) = moves(replace(camera, frames=ends))
    assert move.words == "at once: push in 2.20 m"
    assert (move.at, move.until) == (10, 10)
