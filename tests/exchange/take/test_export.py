"""`lastlook take export`, end to end."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.exchange.take.takes import TAKE, parsed

from lastlook.cli import main
from lastlook.errors import LastlookError
from lastlook.exchange.take import ENDINGS, Export, export
from lastlook.exchange.take.cameras import rolling

if TYPE_CHECKING:
    from click.testing import Result


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["take", "export", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path, last_ride: Path) -> Path:
    shutil.copy(last_ride / "production.toml", tmp_path)
    (tmp_path / "takes").mkdir()
    path = tmp_path / "takes" / "9-rear.toml"
    path.write_text(_short(TAKE), encoding="utf-8")
    return path


def _short(text: str) -> str:
    """Leave out what happens after two seconds."""
    head, _, _ = text.partition("[[falling]]")
    camera = text.partition("[[cameras]]")[2].partition("[[cameras]]")[0]
    head = head.replace("duration = 8", "duration = 2").replace("cut = 7.5", "cut = 1.5")
    camera = camera.replace("at = 3,", "at = 1,").replace("at = 6,", "at = 2,")
    return f'{head}[[cameras]]{camera}[[cues]]\nat = 0\ndepartment = "Sound"\nwhat = "Quiet"\n'


def test_everything_at_once(file: Path, tmp_path: Path) -> None:
    endings = set(ENDINGS)
    if sys.version_info >= (3, 14):
        endings -= {".otio", ".edl", ".xml"}  # opentimelineio has no wheel for it yet
    names = [f"take{ending}" for ending in sorted(endings)]
    arguments = [word for name in names for word in ("--to", str(tmp_path / name))]
    result = run(file, *arguments, "--fps", "2", "--no-sight")
    assert result.exit_code == 0, result.output
    starts = {
        ".otio": b"{", ".edl": b"TITLE: ", ".xml": b"<?xml", ".usda": b"#usda 1.0",
        ".usdz": b"PK", ".glb": b"glTF", ".html": b"<!doctype html>",
    }  # fmt: skip
    for ending in endings & {*starts}:
        start = starts[ending]
        assert (tmp_path / f"take{ending}").read_bytes().startswith(start), ending
    assert (tmp_path / "take.mp4").read_bytes()[4:8] == b"ftyp"
    for table in ("timeline", "shots", "places", "snow"):
        assert (tmp_path / f"take-{table}.csv").is_file()
    assert result.output.count(" written, ") == len(endings) + 3


def test_for_programs_and_over_what_is_there(file: Path, tmp_path: Path) -> None:
    to = tmp_path / "take.glb"
    first = run(file, "--to", to, "--json")
    assert json.loads(first.output) == {"files": [{"path": str(to), "bytes": to.stat().st_size}]}
    data = to.read_bytes()
    again = run(file, "--to", to)
    assert again.exit_code == 1
    assert "--force" in again.output
    assert run(file, "--to", to, "--force").exit_code == 0
    assert to.read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "take.fbx"], "lastlook writes takes as .otio, .edl, .xml, .usda"),
        (
            ["--to", "take.mp4", "--camera", "C"],
            "No camera `C` rolls before the cut. There are: A.",
        ),
        (["--to", "nowhere/take.glb"], "there is no folder"),
    ],
)
def test_mistakes_say_the_way_out(
    file: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    said = [str(tmp_path / word) if word.startswith(("take", "no")) else word for word in arguments]
    result = run(file, *said)
    assert result.exit_code == 1
    assert words in result.output
    assert not list(tmp_path.glob("take.*"))


def test_no_camera_no_picture_but_all_else(tmp_path: Path) -> None:
    bare = replace(parsed(_short(TAKE)), cameras=())
    with pytest.raises(LastlookError, match="no camera"):
        export(Export(take=bare), [tmp_path / "take.mp4"])
    out = export(Export(take=bare), [tmp_path / name for name in ("a.glb", "a.html", "a.csv")])
    assert len(out) == 6
    assert b'"camera": ""' in out[tmp_path / "a.html"]


def test_a_camera_that_rolls_after_the_cut_is_left_out() -> None:
    take = parsed()
    late = replace(take.cameras[1], at=Decimal("7.8"))
    assert [one.name for one in rolling(replace(take, cameras=(take.cameras[0], late)))] == ["A"]


def test_the_page_names_every_ending() -> None:
    page = (Path(__file__).parents[3] / "docs" / "exchange.md").read_text("utf-8")
    table = page.partition("## Takes")[2].partition("## Coming in")[0]
    assert {*re.findall(r"(?<!\w)\.\w+(?=[, ].*\|)", table)} >= {*ENDINGS}


def test_a_missing_extra_is_named_before_any_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    monkeypatch.setattr("lastlook.take.snow.simulate.simulate", None)
    with pytest.raises(LastlookError, match=r"imageio_ffmpeg.*pip install 'lastlook\[previs\]'"):
        export(Export(take=parsed()), [tmp_path / "take.mp4"])
