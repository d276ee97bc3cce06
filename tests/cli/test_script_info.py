"""`lastlook script info`, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

KEYS = ["id", "number", "heading", "int_ext", "set", "time", "page", "eighths", "cast"]


def test_json_has_just_the_promised_keys(lastlook: Run, last_ride: Path) -> None:
    info = json.loads(lastlook("script", "info", last_ride / "script.fountain", "--json").stdout)
    assert list(info) == ["title", "pages", "scenes", "problems"]
    assert (info["title"], len(info["scenes"]), info["problems"]) == ("Last Ride", 25, [])
    assert all(list(scene) == KEYS for scene in info["scenes"])
    assert info["scenes"][12] == {
        "id": "s013",
        "number": "12A",
        "heading": "EXT. FERRY TERMINAL - ENTRANCE - NIGHT",
        "int_ext": "EXT",
        "set": "FERRY TERMINAL - ENTRANCE",
        "time": "NIGHT",
        "page": info["scenes"][12]["page"],
        "eighths": 3,
        "cast": ["DORA"],
    }
    pages = [scene["page"] for scene in info["scenes"]]
    assert pages == sorted(pages)
    assert 1 == pages[0] <= pages[-1] <= info["pages"]


def test_problems_have_line_column_and_message(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_text("INT. A - DAY\n\nJON ^\nHello.\n", encoding="utf-8")
    info = json.loads(lastlook("script", "info", script, "--json").stdout)
    (problem,) = info["problems"]
    assert (problem["line"], problem["column"]) == (3, 1)
    assert "^" in problem["message"]


def test_a_file_that_is_no_script_still_gives_json(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "a.fdx"
    script.write_bytes(b"<?xml version='1.0'?><FinalDraft><Content>")
    info = json.loads(lastlook("script", "info", script, "--json", code=1).stdout)
    assert info["scenes"] == []
    assert info["problems"]


def test_people_get_a_table(lastlook: Run, last_ride: Path) -> None:
    shown = lastlook("script", "info", last_ride / "script.fountain").stdout
    assert "Last Ride" in shown
    assert "12A" in shown


def test_the_installed_command_runs_and_help_stays_light(last_ride: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "lastlook", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for command_name in ("new", "check", "plan", "script"):
        assert f"\n  {command_name} " in done.stdout
    for heavy in ("ortools", "typst", "lxml", "holidays", "pandas"):
        assert f" {heavy}\n" not in done.stderr
    info = subprocess.run(
        [sys.executable, "-m", "lastlook", "script", "info", last_ride / "script.fountain"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "DRIVING-SCHOOL" in info.stdout
