"""Previs: what the camera sees, as pictures and as a film."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
import pytest

from lastlook.errors import LastlookError
from lastlook.exchange.take.previs import shading
from lastlook.exchange.take.previs.film import HEIGHT, WIDTH, burnt, pictures, previs_bytes
from lastlook.exchange.take.previs.letters import line
from lastlook.exchange.take.previs.picture import Eye
from lastlook.take.lens import view
from lastlook.take.stage import build

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.snow.film import Film


@pytest.fixture(scope="module")
def film(found: Rehearsal) -> Film:
    assert found.run.film is not None
    return found.run.film


def test_a_picture_shows_what_stands_where(found: Rehearsal, film: Film) -> None:
    camera = found.take.cameras[0]
    eye = Eye(build(found.take, None), film, camera, 320, 180)
    picture = eye.picture(0.0)
    assert picture.shape == (180, 320, 3)
    columns, rows = eye.inner
    assert columns / rows == pytest.approx(2.39, rel=0.02)
    top = (180 - rows) // 2
    assert not picture[:top].any()  # black bars
    # The hood is the car's blue; the actor's face is not; over the roof is sky.
    face = build(found.take, None).body.seats[0]
    spots = np.array([[1.5, 0.0, 0.93], [face.x, face.y, face.z], [0.0, 0.0, 1.6]])
    places, _ = view(camera, 0.0).project(spots)
    across, over = (places / np.array(view(camera, 0.0).shown)).T
    x = ((across + 1) / 2 * columns).astype(int)
    y = top + ((1 - over) / 2 * rows).astype(int)
    hood, skin, sky = picture[y, x].astype(int)
    assert hood[2] > hood[0] + 10
    assert skin[0] > skin[2] + 10
    assert sky.tolist() == shading.screen(shading.SKY).tolist()


def test_snow_whitens_the_windscreen(found: Rehearsal, film: Film) -> None:
    camera = replace(found.take.cameras[0], frames=found.take.cameras[0].frames[:1])
    eye = Eye(build(found.take, None), film, camera, 320, 180)
    before, after = eye.picture(0.0), eye.picture(7.4)
    glass, _ = view(camera, 0.0).project(np.array([[0.6, -0.3, 1.3]]))
    columns, rows = eye.inner
    x = int((glass[0, 0] + 1) / 2 * columns)
    y = (180 - rows) // 2 + int((1 - glass[0, 1] / view(camera, 0.0).shown[1]) / 2 * rows)
    assert after[y, x].mean() > before[y, x].mean() + 20


def test_what_does_not_change_is_not_drawn_again(found: Rehearsal) -> None:
    still = replace(
        found.take, dumps=(), falling=(), wipers=(), wiper_speeds=(), figures=(), closes=(),
        cameras=(replace(found.take.cameras[0], frames=found.take.cameras[0].frames[:1]),),
    )  # fmt: skip
    from lastlook.take import rehearse

    film = rehearse(still, sight=False).run.film
    assert film is not None
    eye = Eye(build(still, None), film, still.cameras[0], 160, 90)
    assert eye.picture(1.0) is eye.picture(1.0)


def test_a_camera_is_not_in_its_own_picture(found: Rehearsal, film: Film) -> None:
    for camera in found.take.cameras:
        eye = Eye(build(found.take, None), film, camera, 160, 90)
        picture = eye.picture(2.0)
        columns, rows = eye.inner
        top, left = (90 - rows) // 2, (160 - columns) // 2
        inner = picture[top : top + rows, left : left + columns]
        assert len(np.unique(inner.reshape(-1, 3), axis=0)) > 50


def test_the_film_has_its_pictures_and_time_code(
    found: Rehearsal, film: Film, tmp_path: Path
) -> None:
    camera = found.take.cameras[1]  # rolls from 1 s, cut at 7.5
    data = previs_bytes(found.take, film, None, camera, 1)
    assert data[4:8] == b"ftyp"
    assert previs_bytes(found.take, film, None, camera, 1) == data
    path = tmp_path / "take.mp4"
    path.write_bytes(data)
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(path),
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
    ]  # fmt: skip
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    frames = np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH, 3)
    said = list(pictures(found.take, film, None, camera, 1))
    assert len(frames) == len(said) == 6
    for one, other in zip(frames, said, strict=True):
        assert np.abs(one.astype(int) - other.astype(int)).mean() < 4
    dots = line("B side  00:00:01:00", 2)
    corner = said[0][HEIGHT - 10 - dots.shape[0] : HEIGHT - 10, 10 : 10 + dots.shape[1]]
    assert (corner[dots] == 235).all()
    assert (corner[~dots] < 100).all()


def test_without_ffmpeg_the_way_out_is_told(
    found: Rehearsal, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", none)
    with pytest.raises(LastlookError, match="IMAGEIO_FFMPEG_EXE"):
        previs_bytes(found.take, film, None, found.take.cameras[0], 1)


def test_ffmpegs_own_words_are_told(
    found: Rehearsal, film: Film, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho no room >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: str(broken))
    with pytest.raises(LastlookError, match="no room"):
        previs_bytes(found.take, film, None, found.take.cameras[1], 1)


def test_letters_are_burnt_in_and_readable() -> None:
    picture = np.full((40, 200, 3), 240, dtype=np.uint8)
    found = burnt(picture, "A 0:1")
    assert (picture == 240).all()
    assert (found == 235).any()
    assert (found < 100).any()
    assert line("10", 1).shape == (7, 12)
    assert not line("é", 1).any()


def test_looks_are_about_the_normal() -> None:
    local = shading.ways(8, 8)
    assert np.allclose(np.linalg.norm(local, axis=-1), 1, atol=1e-5)
    assert (local[..., 2] > 0).all()
    rng = np.random.default_rng(2)
    normals = rng.normal(size=(64, 3)).astype(np.float32)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    turned = shading.about(normals, local)
    assert np.allclose(np.einsum("nkj,nj->nk", turned, normals), local[..., 2], atol=1e-5)
