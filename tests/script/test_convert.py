"""`lastlook script convert`, end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from lastlook.cli import main
from lastlook.script import read_file
from lastlook.script.drafts.same import keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def convert(*words: object) -> Result:
    return CliRunner().invoke(main, ["script", "convert", *map(str, words)])


@pytest.fixture
def script(last_ride: Path) -> Path:
    return last_ride / "script.fountain"


def test_fountain_to_final_draft_and_back(script: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "film.fdx", tmp_path / "film.fountain"
    assert convert(script, there).exit_code == 0
    result = convert(there, back)
    assert result.exit_code == 0
    assert "film.fountain written (Fountain)." in result.output
    assert keys_of(read_file(back).paragraphs) == keys_of(read_file(script).paragraphs)


@pytest.mark.parametrize("ending", ["fountain", "fdx", "html", "docx", "txt", "pdf"])
def test_every_format_is_written_the_same_twice(script: Path, tmp_path: Path, ending: str) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    for target in (one, two):
        result = convert(script, target)
        assert result.exit_code == 0, result.output
    assert one.read_bytes() == two.read_bytes()
    if ending == "fountain":
        assert one.read_bytes() == script.read_bytes()


def test_losses_are_listed_with_their_lines_and_the_file_is_written(tmp_path: Path) -> None:
    source, target = tmp_path / "a.fountain", tmp_path / "a.txt"
    source.write_text("Snow *falls*.\n\n[[why]]\n", encoding="utf-8")
    result = convert(source, target)
    assert result.exit_code == 0
    assert "a.fountain:1: warning: Plain text has no bold" in result.output
    assert "a.fountain:3: warning: Plain text has the script as it prints" in result.output
    assert "2 sorts of loss" in result.output
    assert "Snow falls." in target.read_text(encoding="utf-8")


def test_json_gives_the_same_for_programs(tmp_path: Path) -> None:
    source, target = tmp_path / "a.fountain", tmp_path / "a.html"
    source.write_text("MARA\n\n# Act\n", encoding="utf-8")
    result = convert(source, target, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["format"] == "HTML"
    assert found["bytes"] == target.stat().st_size
    assert [loss["line"] for loss in found["losses"]] == [3]


def test_a_file_that_is_there_is_not_written_over(script: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.fdx"
    target.write_text("mine", encoding="utf-8")
    result = convert(script, target)
    assert result.exit_code == 1
    assert "--force" in result.output
    assert target.read_text(encoding="utf-8") == "mine"
    assert convert(script, target, "--force").exit_code == 0
    assert target.read_bytes().startswith(b"<?xml")
    assert [path.name for path in tmp_path.iterdir()] == ["a.fdx"]


def test_a_script_is_not_written_over_itself(tmp_path: Path) -> None:
    source = tmp_path / "a.fountain"
    source.write_text("Snow.\n", encoding="utf-8")
    result = convert(source, source, "--force")
    assert result.exit_code == 1
    assert "over itself" in result.output


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("a.rtf", "does not write .rtf"),
        ("missing/a.fdx", "there is no folder"),
        ("folder.fdx", "is a folder"),
    ],
)
def test_what_cannot_be_written_is_said(
    script: Path, tmp_path: Path, target: str, words: str
) -> None:
    (tmp_path / "folder.fdx").mkdir()
    result = convert(script, tmp_path / target)
    assert result.exit_code == 1
    assert words in result.output


def test_a_script_that_cannot_be_read_is_said_and_nothing_written(tmp_path: Path) -> None:
    source = tmp_path / "a.fdx"
    source.write_text("<FinalDraft>", encoding="utf-8")
    result = convert(source, tmp_path / "b.fountain")
    assert result.exit_code == 1
    assert not (tmp_path / "b.fountain").exists()
