"""`lastlook breakdown export` and `import`, end to end on the example film."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.example import without_take
from tests.exchange.reports import SHEETS, pdf

from lastlook.cli import main
from lastlook.plan import load

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PRIVATE = """\
[[intimacy]]
scene = "s018"
role = 1
level = "kissing"
rider = "signed"
signed_at = 2027-01-04
rider_text = "ZQX-rider"
note = "ZQX-note"

[[minor]]
role = 4
place = "US-CA"
born = 2016-05-17
note = "ZQX-minor"
"""


def run(*args: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def ride(last_ride: Path, tmp_path: Path) -> Path:
    return without_take(last_ride, tmp_path / "ride")


@pytest.fixture
def bare(ride: Path, tmp_path: Path) -> Path:
    """Give the same film with nothing decided."""
    folder = tmp_path / "bare"
    shutil.copytree(ride, folder)
    (folder / "breakdown.toml").unlink()
    return folder


def exported(ride: Path, out: Path, *more: str) -> Result:
    out.mkdir(exist_ok=True)
    return run(
        "breakdown", "export", ride, "--fdx", out / "x.fdx", "--uss", out / "x.uss", "--csv", out,
        *more,
    )  # fmt: skip


def test_all_formats_at_once(ride: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = exported(ride, out).output
    assert sorted(path.name for path in out.iterdir()) == [
        "elements.csv", "scenes.csv", "x.fdx", "x.uss"
    ]  # fmt: skip
    assert "tagged on the heading" in told
    again = tmp_path / "again"
    report = json.loads(exported(ride, again, "--json").output)
    assert len(report["files"]) == 4
    for path in out.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_no_file_is_written_over_unless_asked(ride: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "x.uss").write_text("mine", encoding="utf-8")
    args = ("breakdown", "export", ride, "--csv", out, "--uss", out / "x.uss")
    assert "is there already" in run(*args, code=1).output
    assert [path.name for path in out.iterdir()] == ["x.uss"]
    run(*args, "--force")
    assert (out / "x.uss").read_bytes().startswith(b"{")
    run("breakdown", "export", ride, "--csv", tmp_path / "new")
    assert (tmp_path / "new" / "scenes.csv").is_file()
    assert "there is no folder" in run(
        "breakdown", "export", ride, "--csv", tmp_path / "no" / "such", code=1
    ).output  # fmt: skip
    assert not (tmp_path / "no").exists()
    assert "Say what to write" in run("breakdown", "export", ride, code=2).output


def test_tables_bring_the_same_decisions_and_the_board(
    ride: Path, bare: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    exported(ride, out)
    (bare / "board.toml").unlink()
    run("breakdown", "import", bare, out / "elements.csv", out / "scenes.csv", "--board")
    mine, theirs = load(ride)[0], load(bare)[0]
    assert mine is not None
    assert theirs is not None
    assert theirs.decisions == mine.decisions
    told = run("breakdown", "import", bare, out / "scenes.csv", out / "elements.csv").output
    assert "25 of 25 sheets matched; 0 added" in told


def test_a_schedule_brings_its_board_and_keeps_the_old_one(
    ride: Path, bare: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    exported(ride, out)
    before = (bare / "board.toml").read_bytes()
    dry = run("breakdown", "import", bare, out / "x.uss", "--board", "--dry-run", "--json")
    assert json.loads(dry.output)["unplaced"] == []
    assert not (bare / "breakdown.toml").exists()
    run("breakdown", "import", bare, out / "x.uss", "--board")
    assert (bare / "board-before.toml").read_bytes() == before
    strips = [line.split("#")[0] for line in before.decode().splitlines() if '    "s' in line]
    text = (bare / "board.toml").read_text(encoding="utf-8")
    assert [line.split("#")[0] for line in text.splitlines() if '    "s' in line] == strips
    assert "[proof]" not in text
    run("breakdown", "undo", bare)
    assert (bare / "board.toml").read_bytes() == before
    assert not (bare / "board-before.toml").exists()
    assert not (bare / "breakdown.toml").exists()


def test_reports_of_another_film_match_nothing(bare: Path, tmp_path: Path) -> None:
    report = tmp_path / "breakdown.pdf"
    report.write_bytes(pdf(SHEETS))
    told = run("breakdown", "import", bare, report).output
    assert "0 of 3 sheets matched; 0 added" in told
    assert "  Props: Chandelier" in told
    assert not (bare / "breakdown.toml").exists()


def test_other_files_are_refused(bare: Path, tmp_path: Path) -> None:
    other = tmp_path / "x.docx"
    other.write_bytes(b"PK")
    assert "comes in as" in run("breakdown", "import", bare, other, code=1).output
    assert "cannot be read" in run("breakdown", "import", bare, tmp_path / "no.uss", code=1).output
    wrong = tmp_path / "x.csv"
    wrong.write_text("colour,size\nred,2\n", encoding="utf-8")
    refused = run("breakdown", "import", bare, wrong, "--json", code=1)
    assert json.loads(refused.output)["problems"][0]["line"] == 1


def test_nothing_said_in_confidence_leaves(ride: Path, tmp_path: Path) -> None:
    (ride / "consent.toml").write_text(PRIVATE, encoding="utf-8")
    (ride / "consent.toml").chmod(0o600)
    out = tmp_path / "out"
    told = exported(ride, out).output
    film, _ = load(ride)
    assert film is not None
    everything = told + "".join(path.read_text("utf-8") for path in out.iterdir())
    for word in ("ZQX", "kissing", "2016", "rider", "withdrawn", "born"):
        assert word not in everything
