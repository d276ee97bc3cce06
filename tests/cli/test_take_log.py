"""`lastlook take log`, end to end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lastlook.take.log import parse_log

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

CAR = "takes/24-car.toml"


@pytest.fixture
def ride(last_ride: Path, tmp_path: Path) -> Path:
    """Give a copy of the example with its take."""
    folder = tmp_path / "last-ride"
    shutil.copytree(last_ride, folder, ignore=shutil.ignore_patterns("book"))
    return folder


def test_what_happened_is_kept_searched_and_shown_beside_the_plan(
    lastlook: Run, ride: Path
) -> None:
    file = ride / CAR
    assert "Nothing is logged yet." in lastlook("take", "log", file).output
    lastlook("take", "log", file, "--slate", "24A", "--no-good", "Wipers stuck", "--length", "1:10")
    lastlook(
        "take", "log", file, "--circled", "--slate", "24A", "--rolled", "21:42", "--length", "4:58",
        "--date", "2027-01-20", "--note", "4:12 a single tear", "--note", "Nobody breathed",
        "--note", "4:32 horn a beat late",
    )  # fmt: skip
    shown = lastlook("take", "log", file).output
    assert "24A-1  1:10, 230 s shorter than planned  no good: Wipers stuck" in shown
    assert "(24A-2)  2027-01-20  rolled 21:42  4:58, 2 s shorter than planned  circled" in shown
    assert "4:32  horn a beat late   [planned then: 4:32 Sound: Horn, one blast" in shown
    assert shown.index("Nobody breathed") < shown.index("a single tear")
    assert lastlook("take", "log", ride, "--find", "TEAR").output == (
        "24-car, take 2 4:12: a single tear\n"
    )
    assert (
        "Nothing in 1 log has 'sneeze'." in lastlook("take", "log", ride, "--find", "sneeze").output
    )
    rows = json.loads(lastlook("take", "log", file, "--find", "tear", "--json").output)
    assert rows == [
        {"file": "24-car.toml", "take": 2, "at": 252.0, "where": "note", "what": "a single tear"}
    ]
    told = json.loads(lastlook("take", "log", file, "--json").output)
    assert [one["circled"] for one in told] == [False, True]
    # A log is no take: the production is as sound as before.
    assert "nothing wrong" in lastlook("check", ride).output


def test_a_reason_that_gives_way_is_kept_as_a_note(lastlook: Run, ride: Path) -> None:
    file = ride / CAR
    lastlook("take", "log", file, "--no-good", "Łukasz’s door slams")
    lastlook("take", "log", file, "--take", "1", "--no-good", "", "--circled")
    (one,) = json.loads(lastlook("take", "log", file, "--json").output)
    assert (one["circled"], one["no_good"]) == (True, "")
    assert [note["what"] for note in one["notes"]] == ["No good until now: Łukasz’s door slams"]
    assert "door slams" in lastlook("take", "log", ride, "--find", "lukasz").output
    # Saying it again adds nothing.
    lastlook("take", "log", file, "--take", "1", "--no-good", "")
    (again,) = json.loads(lastlook("take", "log", file, "--json").output)
    assert again == one


def test_several_who_log_at_once_lose_nothing(ride: Path) -> None:
    command = [sys.executable, "-c", "from lastlook.cli import main; main()", "take", "log"]
    running = [
        subprocess.Popen(
            [*command, str(ride / CAR), "--note", f"note {n}"], stdout=subprocess.DEVNULL
        )
        for n in range(3)
    ]
    assert [one.wait() for one in running] == [0, 0, 0]
    log, problems = parse_log((ride / "takes/24-car.log.toml").read_bytes(), "log")
    assert problems == []
    assert log is not None
    assert sorted(note.what for note in log.notes) == ["note 0", "note 1", "note 2"]
    assert [one.take for one in log.takes] == [1, 2, 3]


def test_a_take_is_circled_later(lastlook: Run, ride: Path) -> None:
    file = ride / CAR
    lastlook("take", "log", file, "--no-good", "boom in shot")
    both = lastlook("take", "log", file, "--take", 1, "--circled", code=2)
    assert "would be circled and no good (boom in shot)" in both.output
    lastlook("take", "log", file, "--take", 1, "--circled", "--no-good", "")
    assert json.loads(lastlook("take", "log", file, "--json").output)[0]["circled"]


def test_slips_are_refused_and_nothing_is_written(lastlook: Run, ride: Path) -> None:
    file = ride / CAR
    assert "write 4:47, or seconds" in lastlook("take", "log", file, "--length", "x", code=2).output
    assert "write 21:42" in lastlook("take", "log", file, "--rolled", "x", code=2).output
    assert "Name one take file" in lastlook("take", "log", ride, code=2).output
    assert "Say what is to be kept" in lastlook("take", "log", file, "--take", 2, code=2).output
    assert "says what happened" in lastlook("take", "log", file, "--note", " ", code=2).output
    both = lastlook("take", "log", file, "--find", "x", "--circled", code=2)
    assert "--find searches" in both.output
    assert not file.with_name("24-car.log.toml").exists()
