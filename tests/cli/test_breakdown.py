"""`lastlook breakdown`: decisions by command, on a copy of the example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.breakdown import read_decisions
from lastlook.production.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SCRIPT = """\
INT. GARAGE - NIGHT #12A#

A REVOLVER lies on the bench. Mara picks up the revolver and a rope.

MARA
Not yours.

EXT. STREET - NIGHT #101-3#

A plough goes by. Mara drops the rope into a truck.
"""


@pytest.fixture
def garage(lastlook: Run, tmp_path: Path) -> Path:
    """Give a small production of its own."""
    script = tmp_path / "garage.fountain"
    script.write_text(SCRIPT)
    folder = tmp_path / "garage"
    lastlook("new", folder, "--script", script)
    return folder


def asked(lastlook: Run, folder: Path, *more: str) -> dict[str, list[dict[str, Any]]]:
    found = json.loads(lastlook("breakdown", "suggest", folder, "--json", *more).stdout)
    return {one["number"]: one["suggestions"] for one in found["scenes"]}


def labels(folder: Path, scene: str) -> list[str]:
    decisions, problems = read_decisions(folder)
    assert problems == []
    table = decisions.scenes.get(scene)
    return [one.label for one in table.elements] if table else []


def test_suggestions_come_with_their_words_and_line(lastlook: Run, garage: Path) -> None:
    (revolver,) = (one for one in asked(lastlook, garage)["12A"] if "revolver" in one["label"])
    assert revolver["category"] == "Props"
    assert revolver["quote"] == "A REVOLVER lies on the bench."
    assert revolver["words"].casefold() in revolver["quote"].casefold()
    assert revolver["line"] == 3
    assert 0 < revolver["confidence"] <= 1
    shown = lastlook("breakdown", "suggest", garage, "--scene", "12A").stdout
    assert "12A  INT. GARAGE - NIGHT" in shown
    assert "101-3" not in shown


def test_a_bare_script_is_suggested_for_too(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "bare.fountain"
    script.write_text(SCRIPT)
    found = asked(lastlook, script, "--category", "props", "--threshold", "0.1")
    assert {one["category"] for rows in found.values() for one in rows} == {"Props"}


def test_what_is_confirmed_or_rejected_is_not_asked_again(lastlook: Run, garage: Path) -> None:
    said = lastlook("breakdown", "confirm", garage, "12a", "revolver", "--count", 2, "--as", "Gun")
    assert said.stdout == (
        f"Scene 12A: Props: Gun, 2. To take it back: lastlook breakdown undo {garage}\n"
    )
    lastlook("breakdown", "reject", garage, "s001", "rope")
    left = {one["label"] for one in asked(lastlook, garage).get("12A", [])}
    assert not {"revolver", "rope"} & left
    assert "rope" in {one["label"] for one in asked(lastlook, garage)["101-3"]}
    table = read_decisions(garage)[0].scenes["s001"]
    (gun,) = table.elements
    assert (gun.label, gun.count, gun.quote) == ("Gun", 2, "A REVOLVER lies on the bench.")
    again = lastlook("breakdown", "confirm", garage, "12A", "Gun", "--category", "props")
    assert "decided already" in again.stdout


def test_all_that_is_sure_is_confirmed_at_once_and_taken_back_at_once(
    lastlook: Run, garage: Path
) -> None:
    before = sorted(path.name for path in garage.iterdir())
    sure = [
        one["label"]
        for rows in asked(lastlook, garage).values()
        for one in rows
        if one["confidence"] >= 0.6 and one["category"] != "Cast Members"
    ]
    assert sure
    lastlook("breakdown", "confirm", garage, "--all", "--above", "0.6")
    assert sorted(labels(garage, "s001") + labels(garage, "s002")) == sorted(sure)
    assert "Taken back: confirm all" in lastlook("breakdown", "undo", garage).stdout
    assert sorted(path.name for path in garage.iterdir()) == before
    error = lastlook("breakdown", "undo", garage, code=1).stderr
    assert "no decision to take back" in error


def test_decisions_are_taken_back_one_by_one_byte_for_byte(lastlook: Run, ride: Path) -> None:
    states = []
    for step in (
        ("confirm", ride, "8", "lamp", "--category", "set dressing"),
        ("merge", ride, "Ring", "Ring, double for the sink"),
        ("split", ride, "ring", "--scene", "16", "--to", "Ring, double for the sink"),
        ("link", ride, "Dog", "Animal Handler:Handler, one"),
        ("reject", ride, "12A", "Shovel"),
        ("carry", ride, "22", "23", "Flashlight"),
    ):
        states.append((ride / "breakdown.toml").read_bytes())
        lastlook("breakdown", *step)
    for state in reversed(states):
        lastlook("breakdown", "undo", ride)
        assert (ride / "breakdown.toml").read_bytes() == state


def test_undo_never_loses_what_was_edited_since(lastlook: Run, ride: Path) -> None:
    lastlook("breakdown", "reject", ride, "12A", "Shovel")
    path = ride / "breakdown.toml"
    path.write_bytes(path.read_bytes() + b"# by hand\n")
    assert "changed since" in lastlook("breakdown", "undo", ride, code=1).stderr
    assert path.read_bytes().endswith(b"# by hand\n")


def test_a_file_that_changed_underneath_is_not_written(
    lastlook: Run, ride: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ride / "breakdown.toml"

    def interfering(target: Path, data: bytes, *, expected: Any) -> Any:
        if target.name == path.name:
            path.write_bytes(b"# somebody else\n")
        return write_atomic(target, data, expected=expected)

    monkeypatch.setattr("lastlook.script.drafts.changes.write_atomic", interfering)
    error = lastlook("breakdown", "reject", ride, "12A", "Shovel", code=1).stderr
    assert "changed by another program" in error
    assert path.read_bytes() == b"# somebody else\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("confirm", "12B", "Shovel"), "Did you mean 12 or 12A"),
        (("confirm", "12A", "Shovl"), "not suggested in scene 12A"),
        (("confirm", "12A", "Shovel", "--category", "propz"), "Did you mean Props"),
        (("merge", "Ring", "Rinng"), "Did you mean “Ring"),
        (("merge", "Ring", "Dog"), "one category first"),
        (("merge", "Tuba", "Ring"), "Give the id"),
        (("merge", "DORA", "IVOR"), "a [[cast]] table of its own"),
        (("rename", "Ring", "Envelope"), "lastlook breakdown merge"),
        (("rename", "DORA", "DOROTHEA"), "is a role"),
        (("split", "Dog", "--scene", "1", "--to", "Cat"), "not on the sheet of scene 1"),
        (("number", "Ring", " "), "A board id"),
        (("carry", "22", "23", "Elephant"), "It has:"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_mistakes_say_what_is_near(
    lastlook: Run, ride: Path, args: tuple[str, ...], words: str
) -> None:
    before = (ride / "breakdown.toml").read_bytes()
    assert words in lastlook("breakdown", args[0], ride, *args[1:], code=1).stderr
    assert (ride / "breakdown.toml").read_bytes() == before


def test_elements_are_listed_with_their_scenes(lastlook: Run, ride: Path) -> None:
    lastlook("breakdown", "link", ride, "Dog", "Animal Handler:Handler, one")
    found = json.loads(lastlook("breakdown", "elements", ride, "--json").stdout)["elements"]
    by_id = {one["id"]: one for one in found}
    assert by_id["dog"]["linked"] == ["handler-one"]
    dogs, handlers = (
        [one["scene_id"] for one in by_id[key]["scenes"]] for key in ("dog", "handler-one")
    )
    assert set(dogs) <= set(handlers)
    assert "Dog" in lastlook("breakdown", "elements", ride, "--category", "animals").stdout


def test_roles_are_merged_in_production_toml(lastlook: Run, garage: Path) -> None:
    script = garage / "script.fountain"
    if not script.is_file():
        script = next(garage.glob("*.fountain"))
    script.write_text(script.read_text() + "\nYOUNG MARA\nNo.\n")
    lastlook("breakdown", "merge", garage, "MARA", "YOUNG MARA")
    assert 'also = ["YOUNG MARA"]' in (garage / "production.toml").read_text()
    assert "YOUNG MARA" not in lastlook("check", garage).stderr
    lastlook("breakdown", "undo", garage)
    assert "YOUNG MARA" in lastlook("check", garage).stderr


def test_a_role_s_presence_is_decided_by_its_board_id(lastlook: Run, ride: Path) -> None:
    lastlook("breakdown", "reject", ride, "12A", "SORLEY")
    assert read_decisions(ride)[0].scenes["s013"].not_cast == (8,)
    lastlook("breakdown", "confirm", ride, "12A", "sorley", "--category", "cast")
    scene = read_decisions(ride)[0].scenes["s013"]
    assert (scene.not_cast, scene.cast) == ((), (8,))


def test_numbers_are_given_once_and_remembered(lastlook: Run, ride: Path) -> None:
    lastlook("breakdown", "number", ride, "Ring", "40")
    lastlook("breakdown", "number", ride, "--category", "vehicles")
    assert read_decisions(ride)[0].elements["ring"].number == "40"
    path = ride / "breakdown.toml"
    lastlook("breakdown", "rename", ride, "Chain", "Long chain")
    path.write_text(path.read_text().replace('number = "40"\n', ""))
    error = lastlook("breakdown", "number", ride, "Chain", "40", code=1).stderr
    assert "never given again" in error


def test_tags_are_listed_at_any_time(lastlook: Run, garage: Path) -> None:
    lastlook("breakdown", "confirm", garage, "12A", "revolver")
    found = json.loads(lastlook("breakdown", "tags", garage, "--json").stdout)
    assert found["counts"]["kept"] == found["total"] == 1
    script = next(garage.glob("*.fountain"))
    script.write_text(script.read_text().replace("lies on the bench", "lies under the bench"))
    shown = lastlook("breakdown", "tags", garage).stdout
    assert "1 tag: 1 changed" in shown
    assert "“A REVOLVER lies under the bench.”" in shown
    assert "revolver" in {one["label"] for one in asked(lastlook, garage)["12A"]}
    lastlook("breakdown", "confirm", garage, "12A", "revolver")
    assert "1 tag: 1 kept" in lastlook("breakdown", "tags", garage).stdout


def test_near_names_are_proposed_with_the_command_to_merge(lastlook: Run, ride: Path) -> None:
    pairs = json.loads(lastlook("breakdown", "near", ride, "--json").stdout)["pairs"]
    assert pairs
    assert "lastlook breakdown merge" in lastlook("breakdown", "near", ride).stdout


def test_orphans_are_carried_to_another_sheet(lastlook: Run, garage: Path) -> None:
    lastlook("breakdown", "confirm", garage, "12A", "revolver")
    script = next(garage.glob("*.fountain"))
    draft = garage.parent / "blue.fountain"
    draft.write_text(SCRIPT[SCRIPT.index("EXT.") :])
    report = lastlook("script", "revise", garage, draft, "--date", "2027-01-08").stdout
    assert "Tags without a scene" in report
    assert "1 tag: 1 orphaned" in report
    lastlook("breakdown", "carry", garage, "12A", "101-3")
    assert labels(garage, "s002") == [one for one in labels(garage, "s002") if "evolver" in one]
    assert script.read_text() == draft.read_text()


def test_what_is_on_the_sheet_already_is_said(lastlook: Run, ride: Path) -> None:
    before = (ride / "breakdown.toml").read_bytes()
    said = lastlook("breakdown", "confirm", ride, "16", "ring").stdout
    assert said == "Ring is on the sheet of scene 16 already.\n"
    assert "DORA is on the sheet" in lastlook("breakdown", "confirm", ride, "16", "1").stdout
    more = ("16", "ring", "--as", "Bling")
    assert "rename" in lastlook("breakdown", "confirm", ride, *more, code=1).stderr
    assert (ride / "breakdown.toml").read_bytes() == before
    lastlook("breakdown", "confirm", ride, "16", "Ring", "--count", 2)
    (ring,) = (e for e in read_decisions(ride)[0].scenes["s017"].elements if e.element == "ring")
    assert ring.count == 2
    assert ring.has[-1] == "Dora"


def test_what_was_turned_down_is_said_and_can_be_confirmed_again(lastlook: Run, ride: Path) -> None:
    off = lastlook("breakdown", "reject", ride, "16", "Ring").stdout
    assert "Ring is off the sheet, and not suggested again" in off
    again = lastlook("breakdown", "reject", ride, "16", "Ring").stdout
    assert again == "Ring is turned down in scene 16 already.\n"
    lastlook("breakdown", "confirm", ride, "16", "Ring")
    decided = read_decisions(ride)[0].scenes["s017"]
    assert "Ring" in [one.label for one in decided.elements]
    assert decided.rejected == ()
    lastlook("breakdown", "reject", ride, "15", "fork", "--always")
    said = lastlook("breakdown", "confirm", ride, "15", "fork", code=1).stderr
    assert "turned down for good in scene 15" in said


def test_a_file_that_cannot_be_read_is_told_once(lastlook: Run, ride: Path) -> None:
    (ride / "breakdown.toml").write_text("[scenes.s001\n")
    said = lastlook("breakdown", "confirm", ride, "15", "fork", code=1).stderr
    assert said.count("is not closed") == 1


def test_a_role_is_confirmed_by_its_name_or_board_id_alone(lastlook: Run, ride: Path) -> None:
    assert "BREEN (6) is there" in lastlook("breakdown", "confirm", ride, "16", "6").stdout
    assert "BREEN (6) is not there" in lastlook("breakdown", "reject", ride, "16", "Breen").stdout


def test_extras_are_counted_and_turned_down_once(lastlook: Run, tmp_path: Path) -> None:
    script = tmp_path / "station.fountain"
    script.write_text("INT. STATION - DAY\n\nTwenty commuters wait. A dozen nurses run by.\n")
    folder = tmp_path / "station"
    lastlook("new", folder, "--script", script)

    def extras() -> dict[str, list[int | None]]:
        found = json.loads(lastlook("breakdown", "elements", folder, "--json").stdout)["elements"]
        return {one["label"]: [scene["count"] for scene in one["scenes"]] for one in found}

    assert extras() == {"commuters": [20], "nurses": [12]}
    lastlook("breakdown", "confirm", folder, "1", "commuters", "--count", 30)
    lastlook("breakdown", "reject", folder, "1", "nurses")
    assert extras() == {"commuters": [30]}
    breakdown = folder / "breakdown.toml"
    breakdown.write_text('[scenes.s001]\nbackground = [{ label = "Monks", count = 2 }]\n')
    lastlook("breakdown", "confirm", folder, "1", "monks", "--count", 3)
    assert extras() == {"Monks": [3]}
    lastlook("breakdown", "reject", folder, "1", "monks")
    assert extras() == {}


def test_decisions_can_be_read_by_programs(lastlook: Run, garage: Path) -> None:
    done = json.loads(lastlook("breakdown", "confirm", garage, "12a", "revolver", "--json").stdout)
    assert done["done"].startswith("Scene 12A: Props: ")
    assert "breakdown.toml" in done["files"]
    again = json.loads(lastlook("breakdown", "confirm", garage, "12a", "revolver", "--json").stdout)
    assert again["files"] == []
    off = json.loads(lastlook("breakdown", "reject", garage, "12a", "revolver", "--json").stdout)
    assert "not suggested again" in off["done"]
    assert "breakdown.toml" in off["files"]
    every = json.loads(
        lastlook("breakdown", "confirm", garage, "--all", "--above", "0", "--json").stdout
    )
    assert every["files"] == ["breakdown.toml"]
    assert isinstance(every["one_by_one"], list)


def test_a_merge_can_be_read_by_programs(lastlook: Run, garage: Path) -> None:
    lastlook("breakdown", "confirm", garage, "12a", "gun", "--category", "props")
    lastlook("breakdown", "confirm", garage, "12a", "pistol", "--category", "props")
    joined = json.loads(lastlook("breakdown", "merge", garage, "gun", "pistol", "--json").stdout)
    assert joined == {"done": "“pistol” is “gun” now.", "files": ["breakdown.toml"]}
