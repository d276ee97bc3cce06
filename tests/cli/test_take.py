"""`lastlook take rehearse`, end to end."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import click
import pytest
from click.testing import CliRunner

from lastlook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TAKE = """
title = "Rear window"
duration = 20
[set]
car = "hatchback"
length = 6
width = 4
[fineness]
ground = 0.06
glass = 0.04
[[faces]]
name = "Dora"
seat = "front-left"
[[cues]]
at = 0
department = "Sound"
what = "Quiet"
[[dumps]]
name = "Rear"
material = "foam"
at = 2
seconds = 6
litres = 40
path = [{ x = -1.72, y = -0.5, z = 2 }, { at = 6, x = -1.72, y = 0.5, z = 2 }]
[[closes]]
pane = "rear"
by = %s
page = "white already"
"""


@pytest.fixture
def film(tmp_path: Path, last_ride: Path) -> Path:
    shutil.copy(last_ride / "production.toml", tmp_path)
    (tmp_path / "takes").mkdir()
    (tmp_path / "takes" / "1-rear.toml").write_text(TAKE % "15")
    return tmp_path


def test_rehearse_prints_and_draws(film: Path) -> None:
    result = CliRunner().invoke(main, ["take", "rehearse", str(film / "takes" / "1-rear.toml")])
    assert result.exit_code == 0, result.output
    for words in ("yes  rear is shut at", "“white already”", "Reset, 4 people", "Assumed"):
        assert words in result.output
    picture = (film / "book" / "take-1-rear.svg").read_text(encoding="utf-8")
    ET.fromstring(picture)
    assert "Quiet" in picture
    assert "Every window closes when the page says." in picture


def test_rehearse_for_programs_twice_the_same(film: Path) -> None:
    arguments = ["take", "rehearse", str(film / "takes" / "1-rear.toml"), "--json"]
    one, two = (CliRunner().invoke(main, arguments).output for _ in range(2))
    assert one == two
    found = json.loads(one)
    assert found["kept"] is True
    assert found["promises"][0]["buried_at"] == found["panes"]["rear"]["buried_at"]
    assert found["materials"]["foam"]["values"]["density"]["standing"] == "published"
    assert found["reset"]["takes"] is None
    assert len(found["times"]) == len(found["stops"]["Dora"]) == 21


def test_a_broken_promise_is_an_exit_code(film: Path) -> None:
    file = film / "takes" / "1-rear.toml"
    file.write_text(TAKE % "3")
    result = CliRunner().invoke(main, ["take", "rehearse", str(file)])
    assert result.exit_code == 1
    assert "too late for the page" in result.output


def test_mistakes_have_their_place_and_nothing_is_written(film: Path) -> None:
    file = film / "takes" / "1-rear.toml"
    file.write_text(TAKE.replace("hatchback", "hatchbak") % "15")
    result = CliRunner().invoke(main, ["take", "rehearse", str(file), "--json"])
    assert result.exit_code == 1
    (problem,) = json.loads(result.output)["problems"]
    assert (problem["file"], problem["line"]) == ("takes/1-rear.toml", 5)
    assert not (film / "book").exists()


@pytest.mark.parametrize("options", [("rehearse", "--every"), ("export", "--to", "t.csv", "--fps")])
def test_no_number_is_no_number_of_seconds(film: Path, options: tuple[str, ...]) -> None:
    command, *more = options
    file = str(film / "takes" / "1-rear.toml")
    result = CliRunner().invoke(main, ["take", command, file, *more, "nan"])
    assert result.exit_code == 2
    assert "it is no number" in result.output


def test_no_light_is_lost_by_a_minus() -> None:
    from types import SimpleNamespace

    from lastlook.cli.take.telling import _light

    run = SimpleNamespace(times=(0.0, 6.0), stops={"Dora": (-0.04, -1.26)})

    @click.command()
    def told() -> None:
        _light(SimpleNamespace(run=run))  # type: ignore[arg-type]

    words = CliRunner().invoke(told).output.split()
    assert "-0.0" not in words
    assert {"0.0", "-1.3"} <= set(words)
