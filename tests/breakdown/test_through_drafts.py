"""Tags when a new draft comes in: carried, requoted, rescued, and taken back byte for byte."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.breakdown.test_tags import FDX

from lastlook.breakdown import read_decisions
from lastlook.breakdown.tags import TagState
from lastlook.breakdown.through_drafts import carry_tags
from lastlook.script.drafts.revise import carry_out, revise
from lastlook.script.drafts.undo import undo

if TYPE_CHECKING:
    from types import ModuleType

    from lastlook.breakdown.through_drafts import Through

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
PRODUCTION = """\
title = "Sample"
script = "script.{ending}"
[calendar]
start = 2027-02-01
[hours]
day_call = "07:00"
night_call = "17:00"
[costs]
shoot_day = 100
"""
OLD = """\
INT. ATTIC - DAY #1#

Mara opens a trunk of letters and reads the first of them by the window.

MARA
Nobody has been up here in thirty years, and nobody wrote back to him.

A swallow beats against the glass. She lifts the sash and the bird is gone.

MARA
And now he is dead.

Jon sets a lamp on the trunk and lights it with the last match they have.

JON
Come down, Mara. The van is here for the piano and they will not wait.

EXT. YARD - DAY #2#

Two movers carry the piano. A dog sleeps on the tarpaulin.

MARA
Mind the step.

INT. CELLAR - NIGHT #3#

Water stands a foot deep. A chair floats.
"""
DECIDED = """\
# decided
[scenes.s001]
elements = [
    { category = "Props", label = "letters", quote = "Mara opens a trunk of letters and reads the first of them by the window.", words = "letters" },
    { category = "Props", label = "lamp", quote = "Jon sets a lamp on the trunk and lights it with the last match they have.", words = "lamp", has = ["Jon"] },  # brass
    { category = "Set Dressing", label = "trunk" },
]
rejected = [{ label = "Mara's window", quote = "Mara opens a trunk of letters and reads the first of them by the window." }]

[scenes.s002]
elements = [{ category = "Props", label = "piano", quote = "Two movers carry the piano." }]

[scenes.s003]  # the cellar
elements = [{ category = "Props", label = "chair", quote = "A chair floats." }]
"""  # noqa: E501


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "production.toml").write_text(PRODUCTION.format(ending="fountain"))
    (folder / "script.fountain").write_text(OLD)
    (folder / "breakdown.toml").write_text(DECIDED)
    return folder


def through(root: Path, text: str, ending: str = "fountain") -> Through:
    draft = root.parent / f"new.{ending}"
    draft.write_text(text)
    return carry_tags(revise(root, draft, when=date(2027, 1, 8)))


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "undone" not in path.parts
    }


def states(out: Through) -> dict[str, str]:
    return {tag.label: tag.state.value for tag in out.tags}


SPLIT = OLD.replace("Jon sets a lamp", "INT. ATTIC - LATER #1A#\n\nJon sets a lamp")


def test_a_tag_goes_with_its_sentence_to_a_scene_cut_from_its_own(root: Path) -> None:
    before = files(root)
    out = through(root, SPLIT)
    assert [(one.label, one.before, one.after) for one in out.carried] == [("lamp", "s001", "s004")]
    carry_out(out.revision)
    text = (root / "breakdown.toml").read_text()
    assert 'words = "lamp", has = ["Jon"] },  # brass\n' in text.split("[scenes.s004]")[1]
    decisions, _ = read_decisions(root)
    assert [e.label for e in decisions.scenes["s001"].elements] == ["letters", "trunk"]
    assert states(out) == {
        "letters": "kept",
        "lamp": "kept",
        "trunk": "unquoted",
        "piano": "kept",
        "chair": "kept",
    }
    undo(root)
    assert files(root) == before


def test_an_unchanged_breakdown_is_no_part_of_the_draft(root: Path) -> None:
    out = through(root, OLD.replace("A dog sleeps", "A cat sleeps"))
    assert "breakdown.toml" not in {change.path for change in out.revision.changes}
    assert set(states(out).values()) == {"kept", "unquoted"}


def test_a_renamed_character_s_sentences_are_remembered_by_the_new_name(root: Path) -> None:
    out = through(root, OLD.replace("Mara", "Zebulah").replace("MARA", "ZEBULAH"))
    assert out.requoted == 2  # one confirmed, one rejected
    assert states(out)["letters"] == "kept"
    carry_out(out.revision)
    decisions, _ = read_decisions(root)
    assert decisions.scenes["s001"].rejected[0].quote.startswith("Zebulah opens")


def test_an_omitted_scene_keeps_its_table_and_its_tags_are_listed(root: Path) -> None:
    out = through(root, OLD[: OLD.index("INT. CELLAR")] + "A chair floats by.\n")
    (orphan,) = (tag for tag in out.tags if tag.state is TagState.ORPHANED)
    assert (orphan.label, orphan.scene_id, orphan.number) == ("chair", "s003", "3")
    assert orphan.match is not None
    assert orphan.match.sentence == "A chair floats by."
    carry_out(out.revision)
    assert (root / "breakdown.toml").read_text() == DECIDED


def test_words_that_left_with_the_draft_are_told_of_tags_without_a_sentence(root: Path) -> None:
    out = through(root, OLD.replace("trunk", "chest"))
    assert [tag.label for tag in out.faded] == ["trunk"]
    assert states(out)["letters"] == "changed"


def test_tags_that_only_the_old_script_had_go_into_breakdown_toml(root: Path) -> None:
    (root / "script.fountain").unlink()
    (root / "breakdown.toml").unlink()
    (root / "production.toml").write_text(PRODUCTION.format(ending="fdx"))
    (root / "script.fdx").write_bytes(FDX)
    before = files(root)
    out = through(root, "INT. CAR - NIGHT #1#\n\nA ring. A key.\n")
    assert [(one.label, one.origin, one.after) for one in out.carried] == [("Ring", "tag", "s001")]
    assert states(out) == {"Ring": "kept"}
    carry_out(out.revision)
    decisions, problems = read_decisions(root)
    assert problems == []
    (ring,) = decisions.scenes["s001"].elements
    assert (ring.category, ring.label, ring.quote) == ("Props", "Ring", "A ring.")
    undo(root)
    assert files(root) == before


def test_tags_that_the_new_script_brings_too_stay_in_the_script(root: Path) -> None:
    (root / "script.fountain").unlink()
    (root / "production.toml").write_text(PRODUCTION.format(ending="fdx"))
    (root / "script.fdx").write_bytes(FDX)
    out = through(
        root,
        FDX.decode().replace(
            "</Content>", "<Paragraph Type='Action'><Text>Snow.</Text></Paragraph></Content>"
        ),
        "fdx",
    )
    assert out.carried == ()


def test_a_breakdown_with_errors_is_left_alone_and_the_draft_comes_in(root: Path) -> None:
    (root / "breakdown.toml").write_text("[scenes.s001]\nminits = 3\n")
    out = through(root, SPLIT)
    assert out.tags == ()
    assert any("not looked through" in problem.message for problem in out.revision.problems)
    carry_out(out.revision)
    assert (root / "breakdown.toml").read_text() == "[scenes.s001]\nminits = 3\n"


@pytest.mark.parametrize("ending", ["fountain", "fdx"])
def test_a_feature_s_tags_are_all_accounted_for(tmp_path: Path, ending: str) -> None:
    bench: Any = load("tags_through_drafts")
    home = tmp_path / "film"
    home.mkdir()
    out = bench.run(2, tags=300, ending=ending, home=home)
    assert out.wrong == ()
    assert out.undone
    assert len(out.through.tags) == 300
    assert sum(out.through.counts.values()) == 300
    assert out.through.counts["orphaned"] > 0
    assert out.through.requoted > 0
