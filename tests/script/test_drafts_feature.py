"""A feature revised: every change recognised, no id lost and none used again."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.production import open_production
from lastlook.production.files import BOM
from lastlook.script.drafts.compare import compare
from lastlook.script.drafts.compare_report import Fate
from lastlook.script.drafts.revise import carry_out, revise
from lastlook.script.drafts.undo import undo
from lastlook.script.ledger import Ledger, identify, ledger_text, read_ledger

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    """Import it as the other benchmarks do, from its own folder."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


edits: Any = load("revise")


@pytest.mark.parametrize("ending", ["fountain", "fdx"])
@pytest.mark.parametrize("numbers", [True, False], ids=["numbered", "unnumbered"])
@pytest.mark.parametrize("seed", [1, 4])
def test_a_feature_revised_in_six_ways(seed: int, *, numbers: bool, ending: str) -> None:
    film, before, after, cue = edits.revised(seed)
    old = edits.written(film, before, ending, numbers=numbers)
    new = edits.written(film, after, ending, numbers=numbers)
    scenes, ledger = identify(old, Ledger())
    report, later = compare(old, scenes, new, ledger)
    assert edits.judge(report, before, after, cue) == []
    assert len(later.scene) == len(before) + 2
    assert identify(new, later)[1] == later


def test_drafts_in_two_formats_compare() -> None:
    film, before, after, cue = edits.revised(2)
    old = edits.written(film, before, "fountain", numbers=False)
    new = edits.written(film, after, "fdx", numbers=True)
    scenes, ledger = identify(old, Ledger())
    assert edits.judge(compare(old, scenes, new, ledger)[0], before, after, cue) == []


SHORT = edits.write_film(11, 20)
OTHER = edits.scenes_in(edits.write_film(12, 60))
place = st.integers(0, 1000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), place, st.integers(0, 59)),
        st.tuples(st.just("omit"), place),
        st.tuples(st.just("retitle"), place),
        st.tuples(st.just("split"), place),
        st.tuples(st.just("merge"), place),
        st.tuples(st.just("move"), place, place),
        st.tuples(st.just("rename"), st.integers(0, 4), st.sampled_from(["Zebulah", "Quill"])),
    ),
    max_size=8,
)


def edited(scenes: list[Any], script: list[Any]) -> list[Any]:
    """Carry out an edit script; a step that cannot be done is left out."""
    scenes = list(scenes)
    for count, (name, *where) in enumerate(script):
        at = where[0] % len(scenes)
        if name == "insert":
            edits.insert(scenes, at, f"{100 + count}", OTHER[where[1] :])
        elif name == "omit" and len(scenes) > 2:
            scenes.pop(at)
        elif name == "retitle":
            edits.retitle(scenes, at)
        elif name == "split" and edits.can_split(scenes[at]):
            edits.split(scenes, at, f"{200 + count}")
        elif name == "merge" and at:
            edits.merge(scenes, at)
        elif name == "move":
            edits.move(scenes, at, where[1] % len(scenes))
        elif name == "rename":
            scenes = edits.rename(scenes, SHORT.roles[where[0]].name, where[1])
    return scenes


@settings(max_examples=15, deadline=None)
@given(st.lists(steps, min_size=1, max_size=3), st.booleans(), st.sampled_from(["fountain", "fdx"]))
def test_whatever_is_edited_ids_are_kept_and_never_used_again(
    drafts: list[list[Any]], numbers: bool, ending: str
) -> None:
    here = edits.scenes_in(SHORT)
    old = edits.written(SHORT, here, ending, numbers=numbers)
    scenes, ledger = identify(old, Ledger())
    for script in drafts:
        here = edited(here, script)
        new = edits.written(SHORT, here, ending, numbers=numbers)
        report, later = compare(old, scenes, new, ledger)
        known = {entry.id for entry in ledger.scene}
        present = [entry.id for entry in later.scene if not entry.omitted]
        assert known <= {entry.id for entry in later.scene}
        assert len({entry.id for entry in later.scene}) == len(later.scene)
        assert len(present) == len(here)
        for change in report.scenes:
            assert (change.new is not None) == (change.id in present)
            assert (change.old is not None) == (change.id in {scene.id for scene in scenes})
            fresh = change.fate in {Fate.ADDED, Fate.SPLIT}
            assert fresh == (change.id not in known)
        assert read_ledger(ledger_text(later).encode())[0] == later
        old, ledger = new, later
        scenes, again = identify(old, ledger)
        assert again == ledger
        assert [scene.id for scene in scenes] == present


def plain(script: list[Any]) -> bool:
    """Whether nothing is merged, and no two roles get the same name."""
    names = [step[2] for step in script if step[0] == "rename"]
    return len(names) == len(set(names)) and all(step[0] != "merge" for step in script)


@settings(max_examples=15, deadline=None)
@given(steps.filter(plain), st.booleans())
def test_a_scene_that_was_only_moved_retitled_or_renamed_is_itself(
    script: list[Any], numbers: bool
) -> None:
    before = edits.scenes_in(SHORT)
    after = edited(before, script)
    old = edits.written(SHORT, before, "fountain", numbers=numbers)
    scenes, ledger = identify(old, Ledger())
    report, _ = compare(
        old, scenes, edits.written(SHORT, after, "fountain", numbers=numbers), ledger
    )
    here = [change for change in report.scenes if change.new]
    cut = {scene.origin for scene in after if scene.part}
    for scene, change in zip(after, here, strict=True):
        if scene.origin >= 0 and not scene.part and scene.origin not in cut:
            assert change.id == f"s{scene.origin + 1:03}"
            assert change.edits == ()


PRODUCTION = """\
title = "Sample"
script = "script.fountain"   # whatever comes
[calendar]
start = 2027-02-01
[hours]
day_call = "07:00"
night_call = "17:00"
[costs]
shoot_day = 100"""


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "undone" not in path.parts
    }


@settings(max_examples=10, deadline=None)
@given(st.lists(steps, min_size=1, max_size=3), st.data())
def test_undoing_each_draft_in_turn_gives_each_folder_byte_for_byte(
    drafts: list[list[Any]], data: st.DataObject
) -> None:
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    with TemporaryDirectory() as home:
        root = Path(home) / "film"
        root.mkdir()
        here = edits.scenes_in(SHORT)
        script = edits.written(SHORT, here, "fountain", numbers=True).source
        (root / "script.fountain").write_bytes(script)
        toml = PRODUCTION.replace("\n", newline).encode()
        (root / "production.toml").write_bytes(data.draw(st.sampled_from([b"", BOM])) + toml)
        (root / "breakdown.toml").write_text("[scenes.s003]\nminutes = 30\n")
        states = []
        for count, steps_ in enumerate(drafts):
            here = edited(here, steps_)
            ending = data.draw(st.sampled_from(["fountain", "fdx"]))
            new = Path(home) / f"{count}.{ending}"
            new.write_bytes(edits.written(SHORT, here, ending, numbers=True).source + b"\n")
            if new.read_bytes() == open_production(root).script_path.read_bytes():
                continue
            states.append(files(root))
            carry_out(revise(root, new, when=date(2027, 1, 8)))
        for state in reversed(states):
            undo(root)
            assert files(root) == state
