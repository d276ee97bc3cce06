"""`lastlook script revise`, `undo` and `drafts`, on a copy of the example."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

GOLDEN = "revise-report.txt"


def scenes(text: str) -> list[str]:
    """Cut a Fountain script before every numbered heading."""
    return re.split(r"(?m)^(?=(?:INT|EXT)[./ ].*#\w+#$)", text)


@pytest.fixture
def blue(ride: Path, tmp_path: Path) -> Path:
    """Give a second draft of the example: nine things are different."""
    text = (ride / "script.fountain").read_text(encoding="utf-8")
    head, *parts = scenes(text.replace("DORA", "DOROTHEA").replace("Dora", "Dorothea"))
    by = {re.search(r"#(\w+)#", part)[1]: part for part in parts}  # type: ignore[index]
    by["2"] = by["2"].replace("EXT. FERRY TERMINAL - SLIP", "EXT. FERRY TERMINAL - GANGWAY")
    by["3"] = by["3"].rstrip() + "\n\n" + by.pop("5").split("\n", 1)[1].lstrip()
    by["11"] = by["11"].replace("Snow on the glass doors", "Snow on all glass doors")
    moved = by.pop("20")
    first, second = by["16"][: len(by["16"]) * 3 // 5], by["16"][len(by["16"]) * 3 // 5 :]
    cut = first.rindex("\n\n") + 2
    by["16"] = first[:cut]
    by["16 "] = f"INT. ROADHOUSE - KITCHEN - LATER #16A#\n\n{first[cut:]}{second}"
    del by["8"]
    numbers = sorted(by, key=lambda n: (int(re.match(r"\d+", n)[0]), len(n)))  # type: ignore[index]
    new = "EXT. LIGHTHOUSE - DAWN #7A#\n\nGulls. A lamp that nobody has put out.\n\n"
    ordered = [by[n] + (moved if n == "22" else "") + (new if n == "7" else "") for n in numbers]
    path = tmp_path / "blue.fountain"
    path.write_text(head + "".join(ordered), encoding="utf-8")
    return path


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "undone" not in path.parts
    }


def test_the_report_for_people(
    lastlook: Run,
    ride: Path,
    blue: Path,
    golden: Callable[[Path, str], None],
    request: pytest.FixtureRequest,
) -> None:
    result = lastlook("script", "revise", ride, blue, "--date", "2027-01-08")
    shown = result.stdout.replace(str(ride), "last-ride")
    golden(request.path.parent / "golden" / GOLDEN, shown)
    assert "DORA is now DOROTHEA in the script" in result.stderr


def test_the_report_for_programs(lastlook: Run, ride: Path, blue: Path) -> None:
    result = lastlook("script", "revise", ride, blue, "--date", "2027-01-08", "--json")
    report = json.loads(result.stdout)
    assert list(report) == [
        "draft", "before", "old", "new", "renames", "scenes", "problems", "tags", "written",
    ]  # fmt: skip
    counts = report["tags"]["counts"]
    assert sum(counts.values()) == report["tags"]["total"] == 208
    assert counts["orphaned"] == 16  # of scenes 5, merged into 3, and 8, omitted
    assert report["draft"]["name"] == "Blue"
    assert report["draft"]["date"] == "2027-01-08"
    assert report["written"] is True
    assert [(one["old"], one["new"]) for one in report["renames"]] == [("DORA", "DOROTHEA")]
    scene = {one["id"]: one for one in report["scenes"]}
    assert list(report["scenes"][0]) == [
        "id", "fate", "old", "new", "relative", "moved_after", "retitled", "edits", "cast_added",
        "cast_gone", "hanging", "number", "renumbered", "eighths_changed", "drift",
    ]  # fmt: skip
    fates = {id_: one["fate"] for id_, one in scene.items() if one["fate"] != "kept"}
    assert fates == {"s026": "added", "s027": "split", "s005": "merged", "s008": "omitted"}
    assert [id_ for id_, one in scene.items() if one["retitled"]] == ["s002"]
    assert [id_ for id_, one in scene.items() if one["moved_after"] is not None] == ["s021"]
    assert [one["removed"] for one in scene["s011"]["edits"]] == ["the"]
    assert {"number", "heading", "page", "eighths", "cast"} <= scene["s001"]["old"].keys()
    assert any("breakdown.toml" in use for use in scene["s008"]["hanging"])


def test_a_dry_run_writes_nothing(lastlook: Run, ride: Path, blue: Path) -> None:
    before = files(ride)
    result = lastlook("script", "revise", ride, blue, "--dry-run")
    assert result.stdout.endswith("Nothing was written.\n")
    report = json.loads(lastlook("script", "revise", ride, blue, "--dry-run", "--json").stdout)
    assert report["written"] is False
    assert files(ride) == before


def test_undo_after_a_revise_gives_the_same_bytes(lastlook: Run, ride: Path, blue: Path) -> None:
    before = files(ride)
    lastlook("script", "revise", ride, blue, "--colour", "salmon")
    result = lastlook("script", "undo", ride)
    assert "kept as drafts/undone/salmon.fountain" in result.stdout
    assert files(ride) == before
    assert "nothing to undo" in lastlook("script", "undo", ride, code=1).stderr


def test_drafts_are_listed(lastlook: Run, ride: Path, blue: Path) -> None:
    lastlook("script", "revise", ride, blue, "--date", "2027-01-22", "--color", "Pink")
    listed = json.loads(lastlook("script", "drafts", ride, "--json").stdout)["drafts"]
    assert [(d["name"], d["date"], d["scenes"], d["current"]) for d in listed] == [
        ("White", "2027-01-08", 25, False),
        ("Pink", "2027-01-22", 25, True),
    ]
    shown = lastlook("script", "drafts", ride).stdout.splitlines()
    assert re.fullmatch(r"Pink +2027-01-22 +25 +\d+ +script\.fountain +today's *", shown[2])


def test_after_a_revise_check_speaks_of_decisions_on_scenes_that_are_gone(
    lastlook: Run, ride: Path, blue: Path
) -> None:
    decided = (ride / "breakdown.toml").read_bytes(), (ride / "board.toml").read_bytes()
    lastlook("script", "revise", ride, blue, "--date", "2027-01-08")
    assert ((ride / "breakdown.toml").read_bytes(), (ride / "board.toml").read_bytes()) == decided
    found = lastlook("check", ride).stderr
    assert "breakdown.toml:118:9: warning: No scene of the script has the id `s008`" in found
    ledger = (ride / "scenes.toml").read_bytes()
    lastlook("check", ride)
    assert (ride / "scenes.toml").read_bytes() == ledger


def test_a_colour_that_is_none_is_refused(lastlook: Run, ride: Path, blue: Path) -> None:
    error = lastlook("script", "revise", ride, blue, "--color", "#fff", code=1).stderr
    assert "“#fff” is no colour of paper" in error
