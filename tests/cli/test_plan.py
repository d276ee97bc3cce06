"""The main job from end to end: a folder in, a book out, and nobody's work lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pytest

from lastlook.errors import ProblemsError
from lastlook.paperwork import FILES
from lastlook.plan import check, plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SCRIPT = """\
Title: Two Rooms
Author: A. Sample

INT. KITCHEN - DAY

MARA lifts a KNIFE. Two cooks watch.

MARA
Who took the ring?

EXT. YARD - NIGHT

JON
Nobody.

INT. KITCHEN - PANTRY - NIGHT

Jon sits.
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def summary_of(lastlook: Run, *args: object) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(lastlook("plan", *args, "--json").stdout)
    return result


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_example_is_planned_and_up_to_date_as_committed(lastlook: Run, ride: Path) -> None:
    before = contents(ride)
    result = lastlook("plan", ride)
    assert result.stdout.splitlines()[-1] == str(ride / "book" / "book.pdf")
    assert "up to date" in result.stdout
    assert "proved to be the least" in result.stdout
    after = contents(ride)
    assert {name: data for name, data in after.items() if not name.startswith("book/")} == before
    assert {f"book/{name}" for name in FILES} <= set(after)
    text = "".join(
        page.get_textpage().get_text_bounded()
        for page in pdfium.PdfDocument(ride / "book/book.pdf")
    )
    assert "12A" in text
    assert "IVOR" in text


def test_solving_the_example_anew_gives_the_same_board_and_book(lastlook: Run, ride: Path) -> None:
    first = summary_of(lastlook, ride)
    made = contents(ride)
    (ride / "board.toml").unlink()
    again = summary_of(lastlook, ride)
    assert again["board"] == "solved"
    assert again["printed"] is False
    assert contents(ride) == made
    assert (again["cost"], again["bound"], again["optimal"]) == (
        first["cost"],
        first["bound"],
        True,
    )


def test_what_is_up_to_date_is_not_printed_again(lastlook: Run, ride: Path) -> None:
    assert summary_of(lastlook, ride)["printed"] is True
    assert summary_of(lastlook, ride)["printed"] is False
    (ride / "book" / "scenes.csv").unlink()
    assert summary_of(lastlook, ride)["printed"] is True
    change(
        ride / "breakdown.toml", "[scenes.s005]  # 5\nminutes = 25", "[scenes.s005]\nminutes = 30"
    )
    summary = summary_of(lastlook, ride)
    assert (summary["board"], summary["printed"]) == ("solved", True)


def test_the_summary_for_programs_adds_up(lastlook: Run, ride: Path) -> None:
    summary = summary_of(lastlook, ride)
    days = summary["shooting_days"]
    assert summary["days"] == len(days) == 3
    assert sum(len(day["scenes"]) for day in days) == summary["scenes"] == 25
    assert sum(day["eighths"] for day in days) == summary["eighths"]
    assert sum(term["amount"] for term in summary["cost_terms"]) == summary["cost"]
    assert summary["gap"] == 0
    assert summary["warnings"] == []


def test_a_board_arranged_by_hand_stays_and_a_lock_is_kept(lastlook: Run, ride: Path) -> None:
    board = ride / "board.toml"
    lines = board.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if '"s003"' in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    board.write_text("".join(lines), encoding="utf-8")
    arranged = board.read_bytes()
    summary = summary_of(lastlook, ride)
    assert (summary["board"], summary["bound"]) == ("arranged by hand", None)
    assert board.read_bytes() == arranged

    change(board, '    "s019",', '    { scene = "s019", locked = true },')
    text = board.read_text(encoding="utf-8")
    date = re.findall(r"date = (\S+)", text[: text.index('"s019"')])[-1]
    summary = summary_of(lastlook, ride, "--solve")
    assert summary["board"] == "solved"
    (day,) = [day for day in summary["shooting_days"] if "s019" in day["scenes"]]
    assert day["date"] == date
    assert (ride / "board-before.toml").read_text(encoding="utf-8") == text
    assert '{ scene = "s019", locked = true }' in board.read_text(encoding="utf-8")


def test_a_board_that_breaks_a_rule_is_solved_again_and_says_why(lastlook: Run, ride: Path) -> None:
    board = ride / "board.toml"
    text = board.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if '"s025"' in line)
    # The last scene, a night at the car park, among the day's work.
    moved = text.replace(line, "").replace('    "s001"', line + '    "s001"')
    board.write_text(moved, encoding="utf-8")
    problems = check(ride)
    assert any("scene 24" in problem.what for problem in problems)
    assert board.read_text(encoding="utf-8") == moved
    result = lastlook("plan", ride)
    assert "solved again because" in result.stdout
    assert (ride / "board-before.toml").read_text(encoding="utf-8") == moved


def test_an_impossible_production_says_who_where_and_when_and_overwrites_nothing(
    lastlook: Run, ride: Path
) -> None:
    lastlook("plan", ride)
    change(
        ride / "production.toml",
        'available = [{ start = 2027-02-09, end = 2027-02-12, note = "flies out on the 13th" }]',
        "available = [{ start = 2027-02-16, end = 2027-02-17 }]",
    )
    text = (ride / "production.toml").read_text(encoding="utf-8")
    roadhouse = re.search(r'name = "(The roadhouse[^"]*)"', text)
    assert roadhouse
    before = contents(ride)
    result = lastlook("plan", ride, code=3)
    assert contents(ride) == before
    message = " ".join(result.stderr.split())
    assert "ZOË" in message
    assert re.search(r"[Ss]cene 13\b", message)
    assert roadhouse[1] in message
    assert "16" in message
    assert "12" in message
    assert "Feb" in message
    assert "Way out" in message
    failure = json.loads(lastlook("plan", ride, "--json", code=3).stdout)
    told = [conflict for conflict in failure["conflicts"] if "s014" in conflict["scenes"]]
    assert told[0]["people"] == [3, 4]
    assert "2027-02-16" in told[0]["dates"]


def test_a_bare_script_gets_a_folder_with_stated_assumptions(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "two-rooms.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    result = lastlook("plan", script)
    folder = tmp_path / "two-rooms"
    assert result.stdout.splitlines()[-1] == str(folder / "book" / "book.pdf")
    assert "Assumed: " in result.stdout
    assert (folder / "script.fountain").read_bytes() == script.read_bytes()
    assert "[[assumption]]" in (folder / "production.toml").read_text(encoding="utf-8")
    assert check(folder) == ()
    summary = summary_of(lastlook, script)
    assert (summary["scenes"], summary["board"]) == (3, "up to date")
    assert len(summary["assumptions"]) >= 6

    script.write_text(SCRIPT + "\nINT. ATTIC - DAY\n\nDust.\n", encoding="utf-8")
    before = contents(folder)
    refused = lastlook("plan", script, code=1)
    assert "another version" in refused.stderr
    assert contents(folder) == before


def test_a_bare_fdx_works_too_and_a_scene_longer_than_a_day_is_supposed_to_fit(
    lastlook: Run, tmp_path: Path
) -> None:
    script = tmp_path / "long.fdx"
    speech = "<Paragraph Type='Action'><Text>Nothing happens here, at length.</Text></Paragraph>"
    script.write_text(
        "<?xml version='1.0' encoding='UTF-8'?><FinalDraft DocumentType='Script' Version='3'>"
        "<Content><Paragraph Type='Scene Heading' Number='12A'><Text>INT. HALL - DAY</Text>"
        f"</Paragraph>{speech * 200}</Content></FinalDraft>",
        encoding="utf-8",
    )
    summary = summary_of(lastlook, script)
    assert (summary["scenes"], summary["days"]) == (1, 1)
    assert summary["eighths"] > 44
    assert any("12A" in assumption for assumption in summary["assumptions"])


def test_new_lays_out_a_folder_that_plans_and_never_touches_a_used_one(
    lastlook: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "my-film"
    result = lastlook("new", folder, "--start", "2027-03-01")
    assert f"lastlook plan {folder}" in result.stdout
    assert lastlook("check", folder).stdout == f"{folder}: nothing wrong\n"
    before = contents(folder)
    refused = lastlook("new", folder, code=1)
    assert str(folder) in refused.stderr
    assert contents(folder) == before
    assert summary_of(lastlook, folder)["scenes"] >= 1


def test_check_reports_every_file_at_once(lastlook: Run, ride: Path) -> None:
    change(ride / "production.toml", 'hold = "paid"', 'hold = "payed"')
    breakdown = ride / "breakdown.toml"
    change(breakdown, "[scenes.s005]  # 5\nminutes = 25", "[scenes.s005]\nminits = 25")
    (ride / "scenes.toml").write_text("[[scene]]\nid = 3\n", encoding="utf-8")
    before = contents(ride)
    result = lastlook("check", ride, code=1)
    assert contents(ride) == before
    for said in ("production.toml:", "breakdown.toml:", "scenes.toml:2:1", '"paid"', "`minutes`"):
        assert said in result.stderr
    with pytest.raises(ProblemsError):
        plan(ride)
    assert contents(ride) == before


def test_a_speaker_nobody_listed_and_a_set_without_a_place_are_warned_of(
    lastlook: Run, ride: Path
) -> None:
    with (ride / "script.fountain").open("a", encoding="utf-8") as script:
        script.write("\n\nEXT. LIGHTHOUSE - DAY #25#\n\nDORAA\nHello?\n")
    # A fourth day, for the production is as tight as it can be.
    change(ride / "production.toml", "max_days = 3 ", "max_days = 4 ")
    result = lastlook("check", ride)
    assert "DORAA speaks (scene 25) but is not in the cast" in result.stderr
    assert 'also = ["DORAA"]' in result.stderr
    assert "No location has the set LIGHTHOUSE (scene 25)" in result.stderr
    summary = summary_of(lastlook, ride)
    told = [warning["message"] for warning in summary["warnings"]]
    assert sum("not in the cast" in message for message in told) == 1
    assert sum("No location" in message for message in told) == 1
    assert summary["scenes"] == 26


def test_scenes_keep_their_ids_when_the_script_changes(lastlook: Run, ride: Path) -> None:
    change(
        ride / "script.fountain",
        "EXT. FERRY TERMINAL - SLIP - CONTINUOUS #2#",
        "EXT. GATE - DAY #1A#\n\nNobody.\n\nEXT. FERRY TERMINAL - SLIP - CONTINUOUS #2#",
    )
    change(ride / "production.toml", "max_days = 3 ", "max_days = 4 ")
    lastlook("plan", ride)
    ledger = (ride / "scenes.toml").read_text(encoding="utf-8")
    ids = dict(re.findall(r'id = "(s\d+)"\nnumber = "([^"]+)"', ledger))
    assert ids["s026"] == "1A"
    assert ids["s002"] == "2"
    assert ids["s025"] == "24"


def test_a_script_without_scenes_leaves_no_folder_behind(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "draft"
    script.write_text("Only a thought.\n", encoding="utf-8")
    result = lastlook("plan", script, code=1)
    assert "no scene" in result.stderr
    assert list(tmp_path.iterdir()) == [script]
    script.write_text(SCRIPT, encoding="utf-8")
    result = lastlook("plan", script)
    assert result.stdout.splitlines()[-1] == str(tmp_path / "draft-film" / "book" / "book.pdf")


@pytest.mark.parametrize("args", [("plan",), ("check",), ("script", "info")])
def test_a_missing_path_is_said_plainly(lastlook: Run, tmp_path: Path, args: tuple[str]) -> None:
    missing = tmp_path / "nowhere.fountain"
    result = lastlook(*args, missing, code=1)
    assert str(missing) in result.stderr + result.stdout
    assert "Traceback" not in result.output


def test_a_new_scene_is_placed_around_a_board_arranged_by_hand(lastlook: Run, ride: Path) -> None:
    change(ride / "production.toml", "max_days = 3 ", "max_days = 5 ")
    board = ride / "board.toml"
    text = board.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if '"s019"' in line)
    own_day = f'[[day]]\ndate = 2027-02-17\nunit = "night"\nstrips = [\n{line}]\n\n[proof]'
    board.write_text(text.replace(line, "").replace("[proof]", own_day), encoding="utf-8")
    with (ride / "production.toml").open("a", encoding="utf-8") as production:
        production.write(
            '\n[[location]]\nid = "studio"\nname = "Studio"\nsets = ["ATTIC"]\nfee = 0\n'
        )
    assert summary_of(lastlook, ride)["board"] == "arranged by hand"

    with (ride / "script.fountain").open("a", encoding="utf-8") as script:
        script.write("\n\nINT. ATTIC - DAY #25#\n\nDust.\n")
    summary = summary_of(lastlook, ride)
    assert summary["board"] == "arranged by hand, and completed"
    days = {day["date"]: day["scenes"] for day in summary["shooting_days"]}
    assert "s019" in days["2027-02-17"]
    assert sum("s026" in scenes for scenes in days.values()) == 1
    assert summary["bound"] is None
    assert not (ride / "board-before.toml").exists()


def test_arrangements_put_aside_are_never_overwritten(lastlook: Run, ride: Path) -> None:
    board = ride / "board.toml"
    for name in ("board-before.toml", "board-before-2.toml"):
        text = board.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        first = next(n for n, line in enumerate(lines) if '"s003"' in line)
        lines[first], lines[first + 1] = lines[first + 1], lines[first]
        board.write_text("".join(lines), encoding="utf-8")
        summary = summary_of(lastlook, ride, "--solve")
        assert summary["board_before"] == str(ride / name)
        assert (ride / name).read_text(encoding="utf-8") == "".join(lines)


def test_what_rests_in_the_boneyard_is_said(lastlook: Run, ride: Path) -> None:
    board = ride / "board.toml"
    text = board.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if '"s019"' in line)
    moved = text.replace(line, "").replace("boneyard = []", f"boneyard = [\n{line}]")
    board.write_text(moved, encoding="utf-8")
    assert "In the boneyard, not shot: 18" in lastlook("plan", ride).stdout


def test_errors_are_json_too_where_json_was_asked_for(lastlook: Run, tmp_path: Path) -> None:
    missing = tmp_path / "no.fountain"
    for args in (("plan", missing), ("script", "convert", missing, tmp_path / "a.fdx")):
        error = json.loads(lastlook(*args, "--json", code=1).stdout)
        assert str(missing) in error["error"]
    info = json.loads(lastlook("script", "info", missing, "--json", code=1).stdout)
    assert "cannot be read" in info["problems"][0]["message"]


def test_info_gives_the_ids_of_the_production(lastlook: Run, ride: Path) -> None:
    change(
        ride / "script.fountain",
        "EXT. FERRY TERMINAL - SLIP - CONTINUOUS #2#",
        "EXT. GATE - DAY #1A#\n\nNobody.\n\nEXT. FERRY TERMINAL - SLIP - CONTINUOUS #2#",
    )
    info = json.loads(lastlook("script", "info", ride / "script.fountain", "--json").stdout)
    ids = {scene["number"]: scene["id"] for scene in info["scenes"]}
    assert (ids["1A"], ids["2"], ids["24"]) == ("s026", "s002", "s025")


def test_a_book_that_cannot_be_written_is_told(lastlook: Run, ride: Path) -> None:
    (ride / "takes" / "24-car.toml").unlink(missing_ok=True)
    (ride / "book").write_text("no folder")
    told = lastlook("plan", ride, "--seconds", 0.1, code=1).output
    assert "book cannot be written" in told
    assert (ride / "book").read_text() == "no folder"
