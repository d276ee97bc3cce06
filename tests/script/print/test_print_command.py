"""The command: which files it writes, and which it leaves alone."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from tests.example import without_take

from lastlook.cli import main
from lastlook.script import read_file, scenes_of

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
Title: The Ride

INT. CAR - NIGHT #1#

Snow falls.

MARA
Cold?

INT. CAVE - NIGHT #2#

The walrus wakes.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "ride.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["script", "print", *map(str, arguments)])


def text_of(path: Path) -> str:
    document = pdfium.PdfDocument(path)
    found = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def test_a_print_stands_beside_its_script_and_is_replaced(script: Path) -> None:
    first = run(script)
    target = script.with_suffix(".pdf")
    assert (first.exit_code, first.stdout) == (0, f"{target}\n")
    before = target.read_bytes()
    stamp = target.stat().st_mtime_ns
    assert run(script).exit_code == 0
    assert (target.read_bytes(), target.stat().st_mtime_ns) == (before, stamp)
    script.write_text(SCRIPT.replace("Snow", "Rain"), encoding="utf-8")
    assert run(script).exit_code == 0
    assert "Rain falls." in text_of(target)
    assert not list(script.parent.glob(".lastlook-*"))


def test_somebody_elses_file_is_not_overwritten(script: Path) -> None:
    target = script.with_suffix(".pdf")
    target.write_bytes(b"%PDF-1.4 precious")
    refused = run(script)
    assert refused.exit_code == 1
    assert "no print of lastlook" in refused.stderr
    assert "--force" in refused.stderr
    assert target.read_bytes() == b"%PDF-1.4 precious"
    assert run(script, "--force").exit_code == 0
    assert "Snow falls." in text_of(target)


@pytest.mark.parametrize("name", ["production.toml", "script.fountain", "copy", "print.pdf.bak"])
def test_a_print_is_written_to_a_pdf_alone(script: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    before = b"[film]\n"
    if target != script:
        target.write_bytes(before)
    else:
        before = script.read_bytes()
    refused = run(script, "-o", target, "--force")
    assert refused.exit_code == 1
    assert "does not end in .pdf" in refused.stderr
    assert "-o" in refused.stderr
    assert target.read_bytes() == before
    fresh = tmp_path / f"new-{name}"
    assert run(script, "-o", fresh, "--watermark", "Ada", "--watermark", "Ben").exit_code == 1
    assert not list(tmp_path.glob("new-*"))


def test_a_file_that_is_no_pdf_is_never_replaced_whatever_its_name(script: Path) -> None:
    target = script.with_suffix(".pdf")
    target.write_bytes(b"[film]\n")
    refused = run(script, "--force")
    assert refused.exit_code == 1
    assert "no PDF" in refused.stderr
    assert "move that file away" in refused.stderr
    assert target.read_bytes() == b"[film]\n"


def test_a_folder_in_the_way_is_said(script: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert "is a folder" in run(script, "-o", tmp_path / "a.pdf", "--force").stderr
    assert "there is no folder" in run(script, "-o", tmp_path / "none" / "a.pdf").stderr


def test_the_script_itself_is_never_overwritten(script: Path) -> None:
    assert run(script, "-o", script, "--force").exit_code == 1
    assert script.read_text(encoding="utf-8") == SCRIPT


def test_each_reader_gets_a_copy_of_their_own(script: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.pdf"
    made = run(script, "-o", out, "--watermark", "Ada/One", "--watermark", "Ben Two")
    assert made.stdout.splitlines() == [
        str(tmp_path / "copy-ada-one.pdf"),
        str(tmp_path / "copy-ben-two.pdf"),
    ]
    assert "Ada/One" in text_of(tmp_path / "copy-ada-one.pdf")
    assert "Ben Two" in text_of(tmp_path / "copy-ben-two.pdf")
    assert not out.exists()
    assert run(script, "-o", out, "--watermark", "Ada").exit_code == 0
    assert "Ada" in text_of(out)


def test_a_scene_is_withheld_from_those_who_are_not_cleared(script: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    made = run(script, "-o", out, "--withhold", "2", "--for", "Ben", "--watermark", "Ada")
    assert made.exit_code == 0
    assert "walrus" in text_of(tmp_path / "c-ada.pdf")
    closed = text_of(tmp_path / "c-ben.pdf")
    assert "walrus" not in closed
    assert "Scene 2 withheld" in closed
    assert run(script, "-o", out, "--withhold", "2").exit_code == 0
    assert "walrus" not in text_of(out)
    assert run(script, "--for", "Ben").exit_code == 2


def test_nothing_is_written_when_a_scene_is_unknown(script: Path) -> None:
    failed = run(script, "--scenes", "9", "--highlight", "NOBODY")
    assert failed.exit_code == 1
    assert "no scene 9" in failed.stderr
    assert "NOBODY" in failed.stderr
    assert not script.with_suffix(".pdf").exists()


def test_sides_of_a_shooting_day(last_ride: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    without_take(last_ride, film, "board*.toml")
    script = film / "script.fountain"
    failed = run(script, "--day", "1")
    assert failed.exit_code == 1
    assert "no production that has a board" in failed.stderr
    scenes = scenes_of(read_file(script))
    ledger = tomllib.loads((film / "scenes.toml").read_text(encoding="utf-8"))["scene"]
    board = f'boneyard = []\n\n[[day]]\ndate = 2027-02-11\nstrips = ["{ledger[2]["id"]}"]\n'
    (film / "board.toml").write_text(board, encoding="utf-8")
    made = run(script, "--day", "1", "-o", tmp_path / "day.pdf")
    assert made.exit_code == 0, made.stderr
    wanted = tmp_path / "wanted.pdf"
    assert run(script, "--scenes", scenes[2].number, "-o", wanted).exit_code == 0
    assert (tmp_path / "day.pdf").read_bytes() == wanted.read_bytes()
    assert "no shooting day 9" in run(script, "--day", "9").stderr


def test_options_reach_the_print(script: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    arguments = ("--paper", "a4", "--numbers", "none", "--scenes", "2", "--no-title-page")
    assert run(script, "-o", out, *arguments).exit_code == 0
    document = pdfium.PdfDocument(out)
    assert document[0].get_size() == pytest.approx((595.4, 841.7), abs=0.5)
    assert [entry.get_title() for entry in document.get_toc()][-1] == "INT. CAVE - NIGHT"
    document.close()
