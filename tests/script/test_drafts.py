"""Drafts on disk: what comes in can be taken out, and a failure leaves everything as it was."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lastlook.errors import ChangedUnderneathError, LastlookError, ProblemsError
from lastlook.production import write_atomic
from lastlook.script import read
from lastlook.script.drafts import changes as drafts_changes
from lastlook.script.drafts.changes import Change, apply
from lastlook.script.drafts.colours import COLOURS, draft_name, next_colour, read_colour
from lastlook.script.drafts.compare_report import Fate
from lastlook.script.drafts.revise import Revision, carry_out, revise
from lastlook.script.drafts.undo import list_drafts, undo
from lastlook.script.ledger import Draft, Ledger, identify, ledger_text, read_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lastlook.production import Snapshot

DAY = date(2027, 1, 8)

FDX = """\
<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Type="Scene Heading" Number="1"><Text>INT. CAR - NIGHT</Text></Paragraph>
<Paragraph Type="Action"><Text>Snow gathers on the glass, pane by pane.</Text></Paragraph>
<Paragraph Type="Scene Heading" Number="2"><Text>OMITTED</Text></Paragraph>
<Paragraph Type="Scene Heading" Number="3"><Text>EXT. STREET - NIGHT</Text></Paragraph>
<Paragraph Type="Action"><Text>A plough goes by and does not stop for them.</Text></Paragraph>
</Content></FinalDraft>
"""
FOUNTAIN = """\
Title: Sample
Draft date: 4 January 2027

INT. CAR - NIGHT #1#

Snow gathers on the glass, pane by pane.

INT. GARAGE - NIGHT #2#

Nobody is here but a dog, asleep.

EXT. STREET - NIGHT #3#

A plough goes by and does not stop for them.
"""
PRODUCTION = """\
# our film
title = "Sample"
script = "script.fountain"  # the only one

[calendar]
start = 2027-02-01
[hours]
day_call = "07:00"
night_call = "17:00"
[costs]
shoot_day = 100
"""
BREAKDOWN = """\
[scenes.s002]
minutes = 40
notes = "the dog"
"""
BOARD = """\
boneyard = []

[[day]]
date = 2027-02-01
unit = "night"
strips = ["s001", { scene = "s002", locked = true }]
"""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    root = tmp_path / "film"
    root.mkdir()
    (root / "script.fountain").write_bytes(FOUNTAIN.encode())
    (root / "production.toml").write_bytes(PRODUCTION.replace("\n", "\r\n").encode())
    (root / "breakdown.toml").write_text(BREAKDOWN)
    (root / "board.toml").write_text(BOARD)
    _, ledger = identify(read(FOUNTAIN.encode(), "script.fountain"), Ledger())
    (root / "scenes.toml").write_text(ledger_text(ledger))
    return root


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    path = tmp_path / "new-draft.fdx"
    path.write_bytes(FDX.encode())
    return path


def tree(root: Path) -> dict[str, bytes]:
    """Return all files, what has been put aside by an undo left out."""
    return {
        name: path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        if not (name := path.relative_to(root).as_posix()).startswith("drafts/undone/")
    }


def come_in(film: Path, new: Path, colour: str | None = None) -> Revision:
    revision = revise(film, new, when=DAY, colour=colour)
    carry_out(revision)
    return revision


def test_a_draft_takes_the_place_of_the_script_and_the_old_one_is_kept(
    film: Path, blue: Path
) -> None:
    before = tree(film)
    revision = come_in(film, blue)
    after = tree(film)
    assert after["script.fdx"] == FDX.encode()
    assert "script.fountain" not in after
    assert after["drafts/2027-01-04-white.fountain"] == FOUNTAIN.encode()
    toml = before["production.toml"].replace(b'"script.fountain"', b'"script.fdx"')
    assert after["production.toml"] == toml
    for untouched in ("breakdown.toml", "board.toml"):
        assert after[untouched] == before[untouched]
    ledger, _ = read_ledger(after["scenes.toml"])
    assert ledger == revision.ledger
    assert [(d.name, d.date, d.colour, d.file) for d in ledger.draft] == [
        ("White", date(2027, 1, 4), "White", "drafts/2027-01-04-white.fountain"),
        ("Blue", DAY, "Blue", "script.fdx"),
    ]
    assert [(e.id, e.number, e.omitted) for e in ledger.scene] == [
        ("s001", "1", False), ("s003", "3", False), ("s002", "2", True),
    ]  # fmt: skip


def test_the_report_says_what_hangs_on_a_scene_that_is_gone(film: Path, blue: Path) -> None:
    (gone,) = [c for c in revise(film, blue, when=DAY).report.scenes if c.fate is Fate.OMITTED]
    assert gone.id == "s002"
    assert gone.hanging == (
        "board.toml:6: day 1, strips 2 (locked)",
        "breakdown.toml:1: minutes, notes",
    )


def test_nothing_is_written_before_it_is_carried_out(film: Path, blue: Path) -> None:
    before = tree(film)
    revise(film, blue, when=DAY)
    assert tree(film) == before


def test_plan_sees_the_same_ledger_after_a_revise(film: Path, blue: Path) -> None:
    """Otherwise it would write scenes.toml, and the draft could not be undone any more."""
    revision = come_in(film, blue)
    scenes, ledger = identify(read(FDX.encode(), "script.fdx"), revision.ledger)
    assert ledger == revision.ledger
    assert [scene.id for scene in scenes] == ["s001", "s003"]


def test_undo_puts_everything_back_and_keeps_the_draft(film: Path, blue: Path) -> None:
    before = tree(film)
    come_in(film, blue)
    undone = undo(film)
    assert tree(film) == before
    assert (undone.draft, undone.script) == ("Blue", "script.fountain")
    assert (film / undone.kept).read_bytes() == FDX.encode()
    with pytest.raises(LastlookError, match="nothing to undo"):
        undo(film)


def test_undo_goes_back_draft_by_draft_and_a_draft_can_come_in_again(
    film: Path, blue: Path, tmp_path: Path
) -> None:
    first = tree(film)
    come_in(film, blue)
    second = tree(film)
    pink = tmp_path / "pink.fdx"
    pink.write_bytes(FDX.replace("does not stop", "stops").encode())
    come_in(film, pink)
    third = tree(film)
    assert undo(film).draft == "Pink"
    assert tree(film) == second
    come_in(film, film / "drafts/undone/pink.fdx")
    assert tree(film) == third
    undo(film)
    undo(film)
    assert tree(film) == first


def test_undo_without_a_ledger_before(film: Path, blue: Path) -> None:
    (film / "scenes.toml").unlink()
    before = tree(film)
    come_in(film, blue)
    undo(film)
    assert tree(film) == before


@pytest.mark.parametrize("name", ["script.fdx", "scenes.toml", "production.toml"])
def test_undo_refuses_when_work_would_be_lost(film: Path, blue: Path, name: str) -> None:
    come_in(film, blue)
    (film / name).write_bytes((film / name).read_bytes() + b"\n")
    after = tree(film)
    with pytest.raises(LastlookError, match=rf"{name} was changed .*revise .*2027-01-04-white"):
        undo(film)
    assert tree(film) == after


def test_undo_refuses_when_a_copy_is_damaged(film: Path, blue: Path) -> None:
    come_in(film, blue)
    copy = next((film / "drafts/undo/0001").glob("*-scenes.toml"))
    copy.write_bytes(b"")
    after = tree(film)
    with pytest.raises(LastlookError, match="gone or was changed"):
        undo(film)
    assert tree(film) == after


def test_what_was_put_back_by_hand_is_not_undone_again(film: Path, blue: Path) -> None:
    before = tree(film)
    come_in(film, blue)
    for name in ("script.fdx", "drafts/2027-01-04-white.fountain"):
        (film / name).unlink()
    for name, data in before.items():
        (film / name).write_bytes(data)
    with pytest.raises(LastlookError, match="out already"):
        undo(film)
    assert tree(film) == before


class Trouble:
    """Makes one write of many fail."""

    def __init__(self, write: Callable[..., Snapshot], at: int) -> None:
        self.write, self.left = write, at

    def __call__(self, path: Path, data: bytes, *, expected: Snapshot | None) -> Snapshot:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")
        return self.write(path, data, expected=expected)


@pytest.mark.parametrize("at", range(1, 9))
def test_a_write_that_fails_leaves_all_as_it_was(
    film: Path, blue: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(film)
    revision = revise(film, blue, when=DAY)
    trouble = Trouble(write_atomic, at)
    monkeypatch.setattr(drafts_changes, "write_atomic", trouble)
    with pytest.raises(OSError, match="No space"):
        carry_out(revision)
    assert {name: data for name, data in tree(film).items() if "/undo/" not in name} == before
    monkeypatch.undo()
    come_in(film, blue)
    undo(film)
    assert tree(film) == before


@pytest.mark.parametrize("done", range(6))
def test_a_revise_cut_off_halfway_can_be_put_back(film: Path, blue: Path, done: int) -> None:
    """As after a power cut: the first `done` files are changed, the others are not."""
    before = tree(film)
    revision = come_in(film, blue)
    for change in revision.changes[done:]:
        path = film / change.path
        if change.before is None:
            path.unlink()
        else:
            path.write_bytes(change.before)
    if done in {0, 5}:  # nothing was done yet, or all
        come_in(film, blue) if done == 0 else None
    else:
        with pytest.raises(LastlookError, match=r"came in only halfway.*script undo"):
            revise(film, blue, when=DAY)
    undo(film)
    assert tree(film) == before


def test_a_file_changed_meanwhile_stops_everything(film: Path, blue: Path) -> None:
    revision = revise(film, blue, when=DAY)
    (film / "scenes.toml").write_text("# mine\n")
    before = tree(film)
    with pytest.raises(ChangedUnderneathError):
        carry_out(revision)
    assert tree(film) == before


def test_changes_may_not_rest_on_what_is_not_there(tmp_path: Path) -> None:
    change = Change(path="a.toml", before=b"old", after=b"new")
    with pytest.raises(ChangedUnderneathError):
        apply(tmp_path, [change], draft="Blue", script="a.toml")
    assert tree(tmp_path) == {}


def test_what_cannot_be_a_new_draft_is_refused(film: Path, tmp_path: Path) -> None:
    before = tree(film)
    same, empty = tmp_path / "same.fountain", tmp_path / "empty.fountain"
    same.write_bytes(FOUNTAIN.encode())
    empty.write_text("Just words.\n")
    for path, why in (
        (film / "script.fountain", "is the script itself"),
        (same, "byte for byte"),
        (empty, "no scene in this draft"),
        (tmp_path / "missing.fdx", "cannot be read: No such file"),
    ):
        with pytest.raises(LastlookError, match=why):
            revise(film, path, when=DAY)
    broken = tmp_path / "broken.fdx"
    broken.write_text("<FinalDraft><Content>")
    with pytest.raises(ProblemsError):
        revise(film, broken, when=DAY)
    assert tree(film) == before


def test_another_file_of_the_scripts_name_is_not_written_over(film: Path, blue: Path) -> None:
    (film / "script.fdx").write_text("something else")
    with pytest.raises(LastlookError, match="exists already"):
        revise(film, blue, when=DAY)


def test_a_new_draft_that_lies_in_its_place_already_is_taken(film: Path, blue: Path) -> None:
    shutil.copy(blue, film / "script.fdx")
    before = tree(film)
    come_in(film, film / "script.fdx")
    undo(film)
    assert tree(film) == before


def test_a_script_edited_in_place_is_kept_as_it_was_last(
    film: Path, blue: Path, tmp_path: Path
) -> None:
    come_in(film, blue)
    edited = (film / "script.fdx").read_bytes().replace(b"pane by pane", b"all at once")
    (film / "script.fdx").write_bytes(edited)
    assert [state.note for state in list_drafts(film)] == ["", "edited since it came in"]
    pink = tmp_path / "pink.fdx"
    pink.write_bytes(edited.replace(b"all at once", b"at last"))
    revision = come_in(film, pink)
    assert revision.edited
    assert (film / "drafts/2027-01-08-blue.fdx").read_bytes() == edited
    assert [state.note for state in list_drafts(film)] == ["", "", ""]


def test_another_script_named_by_hand_is_kept_under_its_own_ending(
    film: Path, blue: Path, tmp_path: Path
) -> None:
    come_in(film, blue)
    (film / "mine.fountain").write_bytes(FOUNTAIN.encode())
    toml = (film / "production.toml").read_bytes()
    (film / "production.toml").write_bytes(toml.replace(b"script.fdx", b"mine.fountain"))
    pink = tmp_path / "pink.fountain"
    pink.write_bytes(FOUNTAIN.replace("asleep", "awake").encode())
    revision = come_in(film, pink)
    assert revision.before.file == "drafts/2027-01-08-blue.fountain"
    assert (film / "mine.fountain").read_bytes() == pink.read_bytes()
    assert (film / revision.before.file).read_bytes() == FOUNTAIN.encode()
    assert (film / "script.fdx").read_bytes() == FDX.encode()


def test_drafts_of_one_day_and_colour_stand_side_by_side(
    film: Path, blue: Path, tmp_path: Path
) -> None:
    come_in(film, blue, colour="blue")
    for count, words in enumerate(("stops", "waits"), 2):
        new = tmp_path / f"{words}.fdx"
        new.write_bytes(FDX.replace("does not stop", words).encode())
        assert (
            come_in(film, new, colour="Blue").draft.name
            == f"{count}{'nd' if count == 2 else 'rd'} Blue"
        )
    assert [state.draft.name for state in list_drafts(film)] == [
        "White", "Blue", "2nd Blue", "3rd Blue",
    ]  # fmt: skip
    assert (film / "drafts/2027-01-08-2nd-blue.fdx").is_file()


def test_drafts_are_listed_with_scenes_and_pages(film: Path, blue: Path) -> None:
    (only,) = list_drafts(film)
    assert (only.draft.name, only.draft.file, only.current) == ("White", "script.fountain", True)
    come_in(film, blue)
    white, current = list_drafts(film)
    assert white.size is not None
    assert current.size is not None
    assert [(s.size.scenes, s.size.pages, s.current) for s in (white, current) if s.size] == [
        (3, 1, False), (2, 1, True),
    ]  # fmt: skip
    (film / white.draft.file).unlink()
    assert list_drafts(film)[0].note.endswith("is missing")
    assert list_drafts(film)[0].size is None


def test_a_renamed_role_of_the_cast_is_said(film: Path, tmp_path: Path) -> None:
    script = FOUNTAIN + "\nJON\nStop.\n"
    (film / "script.fountain").write_text(script)
    toml = (film / "production.toml").read_bytes()
    (film / "production.toml").write_bytes(toml + b'[[cast]]\r\nid = 1\r\ncharacter = "JON"\r\n')
    new = tmp_path / "new.fountain"
    new.write_text(script.replace("JON", "JONAH"))
    revision = revise(film, new, when=DAY)
    (problem,) = [p for p in revision.problems if p.file == "production.toml"]
    assert "JON is now JONAH" in problem.what
    assert 'also = ["JONAH"]' in problem.fix


def drafts_in(*colours: str) -> list[Draft]:
    return [Draft(name=c, colour=c, file="", sha256="") for c in colours]


def test_colours_go_round() -> None:
    drafts: list[Draft] = []
    names = []
    for _ in range(22):
        colour = next_colour(drafts)
        names.append(draft_name(colour, drafts))
        drafts += drafts_in(colour)
    assert names[:10] == list(COLOURS)
    assert names[9:13] == ["Tan", "2nd White", "2nd Blue", "2nd Pink"]
    assert names[20:] == ["3rd White", "3rd Blue"]
    assert next_colour(drafts_in("White", "Blue", "Grey")) == "Pink"


def test_a_colour_may_be_typed_in_many_ways() -> None:
    for text in ("blue", "BLUE", " Blue ", "2nd blue", "second Blue", "double blue", "blues"):
        assert read_colour(text) == "Blue"
    assert read_colour("ivory") == "Ivory"
    for text in ("", "7", "#fff", "../../x", "blue/white"):
        with pytest.raises(LastlookError, match="no colour of paper"):
            read_colour(text)
