"""`lastlook breakdown journey` and `matrix`, and what `check` says of continuity."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lastlook.cli.breakdown.matrix import _parts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

BARE = """\
INT. HUT - DAY

MARA sets a KNIFE on the table.

MARA
There.

EXT. ROAD - CONTINUOUS

JON takes the knife out of the snow.

JON
Mine.
"""


def test_the_ring_is_told_scene_by_scene(lastlook: Run, last_ride: Path) -> None:
    out = lastlook("breakdown", "journey", last_ride, "ring").output
    assert "Ring (Props)" in out
    assert "has it: Ivor → counter → Dora → drawer  [stated]" in out
    assert "649: “The ring flies off, hits the tap, and goes under the suds.”" in out
    assert out.endswith("Continuity holds, as far as it is known.\n")


def test_the_ring_for_programs_and_as_a_picture(
    lastlook: Run, last_ride: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "ring.svg"
    out = lastlook("breakdown", "journey", last_ride, "Ring", "--json", "--svg", picture).output
    told = json.loads(out)
    assert told["id"] == "ring"
    assert [stop["number"] for stop in told["stops"] if stop["presence"] == "on the sheet"] == [
        "1", "8", "13", "15", "16", "24",
    ]  # fmt: skip
    assert ET.fromstring(picture.read_text(encoding="utf-8")).get("role") == "img"
    again = lastlook("breakdown", "journey", last_ride, "ring", "--svg", picture, code=1)
    assert "is there already" in again.output
    before = picture.read_bytes()
    lastlook("breakdown", "journey", last_ride, "ring", "--svg", picture, "--force")
    assert picture.read_bytes() == before


def test_an_unknown_element_and_category(lastlook: Run, last_ride: Path) -> None:
    out = lastlook("breakdown", "journey", last_ride, "rink", code=1).output
    assert "There is no element “rink”" in out
    assert "Did you mean" in out
    out = lastlook("breakdown", "journey", last_ride, "ring", "--category", "x", code=1).output
    assert "There is no category x." in out
    out = lastlook("breakdown", "matrix", last_ride, "--elements", "x", code=1).output
    assert "There is no category x." in out


def test_several_elements_of_a_name_and_those_that_have_it(lastlook: Run, last_ride: Path) -> None:
    out = lastlook("breakdown", "journey", last_ride, "tuba", code=1).output
    assert "set-dressing-tuba" in out
    assert "props-tuba" in out
    lastlook("breakdown", "journey", last_ride, "tuba", "--category", "props")
    out = lastlook("breakdown", "journey", last_ride, "coat").output
    assert "“Ivor: new coat”, “Ivor: old coat”" in out


def test_a_wide_table_is_parted() -> None:
    assert _parts([3, 3, 4, 3], None) == [slice(0, 4)]
    assert _parts([3, 3, 4, 3], 7) == [slice(0, 2), slice(2, 4)]
    assert _parts([9, 9], 1) == [slice(0, 1), slice(1, 2)]


def test_a_script_alone(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "bare.fountain"
    script.write_text(BARE, encoding="utf-8")
    told = json.loads(lastlook("breakdown", "journey", script, "knife", "--json").output)
    assert [stop["has"] for stop in told["stops"]] == [["Mara", "table"], ["snow", "Jon"]]
    assert [gap["grade"] for gap in told["breaks"]] == ["break"]
    assert {stop["has_basis"] for stop in told["stops"]} == {"read from the text"}
    rows = json.loads(lastlook("breakdown", "matrix", script, "--json").output)["rows"]
    assert [row["label"] for row in rows] == ["MARA", "JON"]
    assert not (tmp_path / "scenes.toml").exists()


def test_matrices_in_words_numbers_and_pictures(
    lastlook: Run, last_ride: Path, tmp_path: Path
) -> None:
    out = lastlook("breakdown", "matrix", last_ride).output
    assert "12A" in out.splitlines()[0]
    assert out.splitlines()[1].split()[-1] == "22"
    told = json.loads(lastlook("breakdown", "matrix", last_ride, "--elements", "props",
                               "--json").output)  # fmt: skip
    assert {row["category"] for row in told["rows"]} == {"Props"}
    lastlook("breakdown", "matrix", last_ride, "--elements", "all", "--svg", tmp_path / "all.svg")
    pages = sorted(tmp_path.glob("all-*.svg"))
    assert len(pages) > 1
    for page in pages:
        ET.fromstring(page.read_text(encoding="utf-8"))


def test_the_order_of_the_board(lastlook: Run, last_ride: Path) -> None:
    told = json.loads(lastlook("breakdown", "matrix", last_ride, "--shooting", "--json").output)
    board = (last_ride / "board.toml").read_text(encoding="utf-8")
    ids = [column["scene_id"] for column in told["columns"]]
    places = [board.rindex(f'"{scene}"') for scene in ids]
    assert places == sorted(places)
    assert len(ids) == 25


def test_without_a_board_there_is_no_shooting_order(lastlook: Run, ride: Path) -> None:
    (ride / "board.toml").unlink()
    out = lastlook("breakdown", "matrix", ride, "--shooting", code=1).output
    assert "has no board yet" in out


def test_check_warns_of_a_gap_at_its_line(lastlook: Run, ride: Path) -> None:
    path = ride / "breakdown.toml"
    text = path.read_text(encoding="utf-8")
    old = ', since = "Zoë has taken the end of string off."'
    assert old in text
    path.write_text(text.replace(old, ""), encoding="utf-8")
    out = lastlook("check", ride).output
    line = next(n for n, one in enumerate(path.read_text("utf-8").splitlines(), 1)
                if '"ring"' in one and '"bare"]' in one and "drawer" not in one)  # fmt: skip
    assert f"breakdown.toml:{line}:" in out
    assert "Ring: Scene 13 leaves it “an end of string on it”" in out
    assert "1 warning" in out
