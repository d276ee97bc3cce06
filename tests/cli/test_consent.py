"""`lastlook consent`: what a person types and reads, from a withdrawal to the board without it."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from lastlook.cli.consent.status import lines
from lastlook.consent import read_consent
from lastlook.plan import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

FAST = ("--seconds", "0.1")


def days_of(folder: Path) -> dict[str, str]:
    """Give the date of every scene on the board."""
    board = tomllib.loads((folder / "board.toml").read_text(encoding="utf-8"))
    return {
        item if isinstance(item, str) else item["scene"]: str(day["date"])
        for day in board["day"]
        for item in day["strips"]
        if isinstance(item, str) or "scene" in item
    }


def test_a_withdrawal_takes_the_scene_off_and_a_signature_brings_it_back(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    lastlook("plan", ride, *FAST)
    before = days_of(ride)
    said = lastlook("consent", "withdraw", ride, "17", 2)
    assert said.output.startswith("Scene 17 is held by the production.")
    assert "consent" not in said.output.replace("lastlook plan", "")
    assert "held by the production" in lastlook("check", ride).output
    planned = json.loads(lastlook("plan", ride, *FAST, "--json").output)
    assert planned["held"] == ["s018"]
    assert planned["boneyard"] == []
    assert planned["board"] == "solved"
    assert days_of(ride).keys() == before.keys() - {"s018"}
    assert "held" not in lastlook("check", ride).output
    again = json.loads(lastlook("plan", ride, *FAST, "--json").output)
    assert again["board"] == "up to date"
    assert not again["printed"]
    lastlook("consent", "set", ride, "17", 2, "--rider", "needed")
    planned = json.loads(lastlook("plan", ride, *FAST, "--json").output)
    assert planned["held"] == []
    assert days_of(ride).keys() == before.keys()


def test_a_board_arranged_by_hand_keeps_its_order_without_the_held_scene(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    board = ride / "board.toml"
    text = board.read_text(encoding="utf-8")
    lines_ = text.splitlines(keepends=True)
    one, two = (next(n for n, x in enumerate(lines_) if f'"{s}"' in x) for s in ("s001", "s002"))
    lines_[one], lines_[two] = lines_[two], lines_[one]
    board.write_text("".join(lines_), encoding="utf-8")
    lastlook("consent", "withdraw", ride, "s007", 1)
    planned = json.loads(lastlook("plan", ride, *FAST, "--json").output)
    assert planned["board"] == "arranged by hand, and completed"
    first = planned["shooting_days"][0]["scenes"]
    assert first[:3] == ["s002", "s001", "s003"]
    assert "s007" not in first
    assert planned["board_before"] is None


def test_a_rider_that_is_due_is_an_error_of_check_and_does_not_stop_the_plan(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    lastlook("consent", "set", ride, "17", 1, "--level", "nudity", "--rider", "sent")
    said = lastlook("check", ride, code=1).output
    assert "is not cleared yet; what it waits for is due by" in said
    lastlook("plan", ride, *FAST)
    index = (ride / "book" / "index.html").read_text(encoding="utf-8")
    assert "is not cleared yet" in index
    assert "CLOSED SET" in index
    assert "nudity" not in index.lower()
    lastlook(
        "consent", "set", ride, "17", 1, "--rider", "signed", "--signed-at", "2027-01-04 18:00"
    )
    lastlook("check", ride)


def test_a_rider_signed_late_moves_the_scene_to_a_later_day(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    """Its roles are both free until the 12th only, so three days later there is no board."""
    lastlook("consent", "set", ride, "10", 1, "--level", "nudity")
    lastlook("consent", "set", ride, "10", 1, "--rider", "signed", "--signed-at", "2027-02-08")
    table = tomllib.loads((ride / "consent.toml").read_text(encoding="utf-8"))["intimacy"][0]
    assert table["scene"] == "s010"
    lastlook("plan", ride, *FAST)
    assert days_of(ride)["s010"] >= "2027-02-11"
    lastlook("consent", "set", ride, "10", 1, "--signed-at", "2027-02-11")
    said = lastlook("plan", ride, *FAST, code=3).output
    assert "cleared" in said
    assert "14 Feb 2027, 00:00" in said


def test_status_shows_levels_on_a_terminal_only(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    lastlook("consent", "set", ride, "17", 1, "--level", "partial nudity", "--rider", "drafted")
    piped = lastlook("consent", "status", ride).output
    assert "Scene 17: not cleared yet, called 12 Feb 2027" in piped
    assert "CLOSED SET" in piped
    assert "nudity" not in piped
    assert "drafted" not in piped
    film, _ = load(ride)
    consent, _ = read_consent(ride)
    assert film is not None
    assert consent is not None
    shown = "\n".join(lines(film, consent, private=True))
    assert "DORA (1): partial nudity; rider drafted; not noted: rider text" in shown


@pytest.mark.parametrize("command", ["check", "plan", "script info", "breakdown suggest"])
def test_the_private_file_is_opened_by_no_command(
    command: str, lastlook: Callable[..., Result], ride: Path
) -> None:
    lastlook("consent", "withdraw", ride, "17", 2)
    said = lastlook(*command.split(), ride / "consent.toml", code=1).output
    assert said.startswith("Error: consent.toml is private")


def test_a_script_that_is_the_private_file_is_not_read(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    lastlook("consent", "withdraw", ride, "17", 2)
    path = ride / "production.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"script.fountain"', '"consent.toml"'), encoding="utf-8")
    said = lastlook("check", ride, code=1).output
    assert "private and was not opened" in said
    assert "s018" not in said


def test_withdrawing_does_not_wait_for_a_sound_script(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    (ride / "breakdown.toml").write_text("broken", encoding="utf-8")
    lastlook("consent", "withdraw", ride, "s018", 2)
    lastlook("consent", "withdraw", ride, "no such scene", 2, code=1)
    consent, _ = read_consent(ride)
    assert consent is not None
    assert [one.scene for one in consent.intimacy] == ["s018"]


def test_safety_lists_findings_with_their_sources(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    said = lastlook("consent", "safety", ride).output
    assert "CARBON MONOXIDE (running-engine, block)" in said
    assert "WorkSafeBC" in said
    assert "Not legal advice" in said
    found = json.loads(lastlook("consent", "safety", ride, "--json").output)
    (car,) = [
        one for one in found["findings"] if (one["scene"], one["rule"]) == ("24", "running-engine")
    ]
    assert (car["effect"], car["in_hand"]) == ("warn", "Set medic and safety")
    assert car["dated"] == "2026-11-01"
    assert car["quote"] == "Engine off, key turned."


def test_rules_are_listed_as_the_production_has_them(
    lastlook: Callable[..., Result], ride: Path
) -> None:
    with (ride / "production.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[rule_override]]\nrule = "rider-48h"\nnumber = "hours"\nvalue = 72\n')
        file.write('why = "agreed"\n')
    said = lastlook("consent", "rules", ride).output
    assert "rider-48h (intimacy; block; hours = 72)" in said
    assert "Otherwise in this production: agreed" in said
    assert "hours = 48" in lastlook("consent", "rules").output
    listed = json.loads(lastlook("consent", "rules", "--json").stdout)
    (rider,) = (one for one in listed["rules"] if one["id"] == "rider-48h")
    assert rider["numbers"]["hours"] == 48
    assert rider["source"]
    assert listed["note"]


def test_a_minors_hours_are_kept_by_the_plan(lastlook: Callable[..., Result], ride: Path) -> None:
    """ZOË's night would be longer than a child of that age may work."""
    (ride / "consent.toml").write_text(
        '[[minor]]\nrole = 4\nplace = "US-CA"\nborn = 2011-01-01\n', encoding="utf-8"
    )
    (ride / "consent.toml").chmod(0o600)
    said = lastlook("check", ride, code=1).output
    assert "ZOË (4) works for 420 min on 12 Feb 2027; a minor may for 360 min (California" in said
    assert "by the order of the strips" in said
    assert "2011" not in said
    said = lastlook("plan", ride, *FAST, code=3).output
    law = "ZOË (4) may work for 360 min a day at most, and be on set as the law has it (California"
    assert law in said
    assert "Give ZOË (4) less to do in these scenes" in said
    path = ride / "breakdown.toml"
    text = path.read_text(encoding="utf-8").replace("minutes = 65\n", "minutes = 5\n", 1)
    path.write_text(text, encoding="utf-8")
    planned = json.loads(lastlook("plan", ride, *FAST, "--json").output)
    assert not any("may for 360 min" in one["message"] for one in planned["warnings"])
