"""`lastlook take render`, end to end."""

from __future__ import annotations

import json
import shutil
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from tests.exchange.take.takes import TAKE

from lastlook.cli import main
from lastlook.paperwork.render import engine


@pytest.fixture
def take(tmp_path: Path, last_ride: Path) -> Path:
    shutil.copy(last_ride / "production.toml", tmp_path)
    (tmp_path / "takes").mkdir()
    file = tmp_path / "takes" / "9-rear.toml"
    file.write_text(TAKE, encoding="utf-8")
    return file


def run(take: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["take", "render", str(take), *options])
    return result.exit_code, result.output


def test_a_moment_of_a_camera_becomes_a_png_in_the_book(take: Path) -> None:
    small = ("--camera", "A", "--at", "0:05", "--samples", "2", "--width", "96")
    code, output = run(take, *small)
    assert code == 0, output
    file = take.parent.parent / "book" / "take-9-rear-paint-A-0m05s.png"
    picture = Image.open(BytesIO(file.read_bytes()))
    assert picture.mode == "RGB"
    assert picture.width == 96
    assert picture.width / picture.height == pytest.approx(2.39, rel=0.03)
    assert str(file) in output
    assert "A 0:05. Exposed" in output
    assert "at f/2.8 and 1/48 s." in output
    before = file.read_bytes()
    assert run(take, *small)[0] == 0
    assert file.read_bytes() == before


def test_keyframes_for_programs_in_a_folder_that_is_asked_for(take: Path, tmp_path: Path) -> None:
    code, output = run(
        take, "--samples", "1", "--width", "64", "--frame", "mark", "--hold", "--json",
        "--to", str(tmp_path / "boards"),
    )  # fmt: skip
    assert code == 0, output
    files = json.loads(output)["files"]
    assert {one["camera"] for one in files} == {"A", "B side"}
    first, *others = [one for one in files if one["camera"] == "A"]
    assert (first["at"], first["what"]) == (0, "The two")
    assert others
    assert {one["by"] for one in others} == {"first"}
    for one in files:
        assert Image.open(BytesIO(Path(one["path"]).read_bytes())).width == 64
    assert all(one["iso"] > 0 and one["shutter"] > 0 for one in files)
    assert not (take.parent.parent / "book").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--camera", "C"), "There is no camera `C`. There are: A, B side."),
        (("--camera", "B side", "--at", "0"), "No camera rolls at 0:00: B side rolls from 0:01"),
        (("--at", "noon"), "is no length: write 4:47, or seconds."),
    ],
)
def test_what_cannot_be_painted_is_said(take: Path, options: tuple[str, ...], words: str) -> None:
    code, output = run(take, *options)
    assert code != 0
    assert words in output


def test_without_the_extra_it_is_named(take: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mitsuba", None)
    code, output = run(take, "--at", "5")
    assert code == 1
    assert "the package `mitsuba` is not installed" in output
    assert "pip install 'lastlook[render]'" in output
    assert not (take.parent.parent / "book").exists()


def test_where_llvm_does_not_work_it_is_said_and_painted_all_the_same(
    take: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "llvm_works", lambda: False)
    few = ("--camera", "A", "--at", "5", "--samples", "1", "--width", "64", "--llvm")
    code, output = run(take, *few)
    assert code == 0, output
    assert "LLVM does not work here" in output


def test_mistakes_in_the_take_have_their_place(take: Path) -> None:
    take.write_text(TAKE.replace("hatchback", "hatchbak"), encoding="utf-8")
    code, output = run(take)
    assert code == 1
    assert "9-rear.toml" in output
