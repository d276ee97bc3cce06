"""Revised pages: which words, lines and pages a draft changed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.script import paginate, read
from lastlook.script.model import Deletion, Kind, Paragraph, RevisionSet, Run, Screenplay, Style
from lastlook.script.revisions.colours import COLOURS, revision_colour, standard_set
from lastlook.script.revisions.marks import changed_pages, page_revision, revise_marks, starred

OLD = """INT. CAR - NIGHT #1#

Snow falls on glass. Mara waits.

MARA
Go now, please.

He leaves.

EXT. ROAD - DAY #2#

Nothing.
"""


def script(text: str) -> Screenplay:
    return read(text.encode(), "a.fountain")


def marked(screenplay: Screenplay) -> list[str]:
    """Words that carry a mark, with its number, and cuts as a stroke."""
    found = []
    for paragraph in screenplay.paragraphs:
        found += [f"{run.text.strip()}:{run.revision}" for run in paragraph.runs if run.revision]
        found += [f"/{cut.offset}:{cut.revision}" for cut in paragraph.deletions]
    return found


def stars(screenplay: Screenplay, shown: set[int] | None = None) -> list[tuple[str, int]]:
    return [
        (page.lines[place].text, mark)
        for page in paginate(screenplay).pages
        for place, mark in starred(page, screenplay, shown).items()
    ]


def test_the_same_draft_has_no_mark() -> None:
    assert marked(revise_marks(script(OLD), script(OLD), revision=1)) == []


def test_new_words_are_marked_and_the_others_not() -> None:
    new = OLD.replace("Snow falls", "Heavy snow falls").replace("Nothing.", "Nothing.\n\nA deer.")
    done = revise_marks(script(OLD), script(new), revision=1)
    assert marked(done) == ["Heavy snow:1", "A deer.:1"]
    assert stars(done) == [("Heavy snow falls on glass. Mara waits.", 1), ("A deer.", 1)]


def test_cut_words_leave_a_mark_where_they_were() -> None:
    new = OLD.replace("Snow falls on glass. ", "").replace("Go now, please.", "Go now,")
    done = revise_marks(script(OLD), script(new), revision=1)
    assert marked(done) == ["/0:1", "/7:1"]
    assert stars(done) == [("Mara waits.", 1), ("Go now,", 1)]


def test_a_cut_paragraph_leaves_a_mark_on_what_follows_it() -> None:
    done = revise_marks(script(OLD), script(OLD.replace("He leaves.\n\n", "")), revision=3)
    assert stars(done) == [("EXT. ROAD - DAY", 3)]
    done = revise_marks(script(OLD), script(OLD.replace("\nNothing.\n", "")), revision=3)
    assert stars(done) == [("EXT. ROAD - DAY", 3)]


def test_emphasis_capitals_and_quotes_are_no_change() -> None:
    old = OLD.replace("Mara waits.", "Mara's “late”.")
    new = OLD.replace("Mara waits.", 'Mara\'s *"late"*.').replace(
        "EXT. ROAD - DAY", "Ext. Road - Day"
    )
    assert marked(revise_marks(script(old), script(new), revision=1)) == []
    again = OLD.replace("MARA\n", "MARA (CONT'D)\n")
    assert marked(revise_marks(script(OLD), script(again), revision=1)) == []


def test_a_word_keeps_its_style_and_tags_when_it_is_marked() -> None:
    done = revise_marks(
        script(OLD), script(OLD.replace("Nothing.", "**Nothing at** all.")), revision=2
    )
    runs = done.paragraphs[-1].runs
    assert [(r.text, r.style, r.revision) for r in runs] == [
        ("Nothing at", Style.BOLD, 2),
        (" all.", Style.PLAIN, 2),
    ]


def test_earlier_marks_stay_on_the_words_that_are_still_there() -> None:
    blue = revise_marks(
        script(OLD), script(OLD.replace("Snow falls", "Heavy snow falls")), revision=1
    )
    text = OLD.replace("Snow falls on", "Heavy snow lies on")
    pink = revise_marks(blue, script(text), revision=2)
    assert marked(pink) == ["Heavy snow:1", "lies:2"]
    assert stars(pink) == [("Heavy snow lies on glass. Mara waits.", 2)]
    assert stars(pink, {1}) == [("Heavy snow lies on glass. Mara waits.", 1)]
    assert [one.name for one in pink.revisions] == ["Blue Revision", "Pink Revision"]


def test_earlier_cuts_stay_too() -> None:
    blue = revise_marks(script(OLD), script(OLD.replace("Snow falls on glass. ", "")), revision=1)
    same = script(OLD.replace("Snow falls on glass. ", ""))
    assert marked(revise_marks(blue, same, revision=2)) == ["/0:1"]


def test_drafts_of_two_formats_compare_by_their_words() -> None:
    fdx = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Type="Scene Heading" Number="1"><Text>Int. Car - Night</Text></Paragraph>
<Paragraph Type="Action"><Text>Snow falls on </Text><Text Style="Bold">glass.</Text>
<Text> Mara waits alone.</Text></Paragraph>
<Paragraph Type="Character"><Text>Mara</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Go now, please.</Text></Paragraph>
<Paragraph Type="Action"><Text>He leaves.</Text></Paragraph>
<Paragraph Type="Scene Heading" Number="2"><Text>Ext. Road - Day</Text></Paragraph>
<Paragraph Type="Action"><Text>Nothing.</Text></Paragraph>
</Content></FinalDraft>"""
    assert marked(revise_marks(script(OLD), read(fdx, "b.fdx"), revision=1)) == ["waits alone.:1"]


def test_what_moved_is_new_where_it_stands_now() -> None:
    new = OLD.replace("He leaves.\n\n", "").replace("Nothing.\n", "Nothing.\n\nHe leaves.\n")
    done = revise_marks(script(OLD), script(new), revision=1)
    assert marked(done) == ["/0:1", "He leaves.:1"]


FDX = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Type="Scene Heading"><Text>INT. CAR</Text></Paragraph>
<Paragraph Type="Action"><Text>Snow </Text><Text RevisionID="2">falls.</Text></Paragraph>
<Paragraph Type="Action"><Text>He waits.</Text>
<DeletedText><DeletedTextLocation Offset="3" RevisionID="1"/>
<DeletedTextLocation Offset="x" RevisionID="1"/></DeletedText></Paragraph>
</Content>
<Revisions ActiveSet="2" Location="7.75" RevisionMode="No" RevisionsShown="All">
<Revision ID="1" Name="Blue (1/2/27)" Mark="*" Color="#00000000FFFF" PageColor="#C6C6EDEDFEFE"
 FullRevision="No" Style="Bold"/>
<Revision ID="2" Name="" Mark="+" Color="red" FullRevision="Yes" Style=""/>
<Revision Name="Nobody's"/>
</Revisions>
<DeletedText><DeletedTextLocation Offset="0" RevisionID="2"/></DeletedText>
</FinalDraft>"""


def test_fdx_sets_marks_and_cuts_are_read() -> None:
    screenplay = read(FDX, "a.fdx")
    assert screenplay.revisions == (
        RevisionSet(
            id=1, name="Blue (1/2/27)", color="0000FF", page_color="C6EDFE", style=Style.BOLD
        ),
        RevisionSet(id=2, name="Revision 2", mark="+", full=True),
    )
    assert [one.deletions for one in screenplay.paragraphs] == [
        (Deletion(offset=0, revision=2),),
        (),
        (Deletion(offset=3, revision=1),),
    ]
    assert [one.line for one in screenplay.problems if "revision set" in one.what] == [13]
    assert stars(screenplay) == [("INT. CAR", 2), ("Snow falls.", 2), ("He waits.", 1)]
    page = paginate(screenplay).pages[0]
    assert page_revision(page, screenplay) == 2
    assert page_revision(page, screenplay, {1}) == 1
    assert page_revision(page, screenplay, set()) == 0
    assert changed_pages(paginate(screenplay), screenplay, {1}) == ("1",)


def test_only_the_printed_line_of_a_long_paragraph_is_starred() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen " * 3
    old = Screenplay(
        name="a", format="fountain",
        paragraphs=(Paragraph(kind=Kind.ACTION, runs=(Run(words.strip()),), line=1),),
    )  # fmt: skip
    text = words.strip().split()
    text[25] = "fresh"
    new = replace(old, paragraphs=(replace(old.paragraphs[0], runs=(Run(" ".join(text)),)),))
    done = revise_marks(old, new, revision=1)
    assert [line for line, _ in stars(done) if "fresh" not in line] == []
    assert len(stars(done)) == 1


def test_colours_go_round_after_tan() -> None:
    names = [revision_colour(n).name for n in (0, 1, 8, 9, 10, 11, 20)]
    assert names == ["White", "Blue", "Cherry", "Tan", "2nd White", "2nd Blue", "3rd White"]
    assert standard_set(2) == RevisionSet(
        id=2, name="Pink Revision", color="FF00FF", page_color="FDCCD4"
    )
    assert len({colour.page for colour in COLOURS}) == len(COLOURS)
    with pytest.raises(ValueError, match="no revision -1"):
        revision_colour(-1)


WORDS = st.lists(st.sampled_from(["snow", "falls", "on", "glass", "Mara", "waits"]), max_size=12)
DRAFTS = st.lists(
    st.tuples(st.sampled_from([Kind.ACTION, Kind.DIALOGUE, Kind.SCENE_HEADING]), WORDS), max_size=12
).map(
    lambda parts: Screenplay(
        name="a",
        format="fountain",
        paragraphs=tuple(
            Paragraph(kind=kind, runs=(Run(" ".join(words)),), line=1) for kind, words in parts
        ),
    )
)


@settings(max_examples=200, deadline=None)
@given(DRAFTS, DRAFTS)
def test_marks_change_no_word_and_what_is_unmarked_was_there(
    old: Screenplay, new: Screenplay
) -> None:
    done = revise_marks(old, new, revision=1)
    assert [one.text for one in done.paragraphs] == [one.text for one in new.paragraphs]
    before = [word.upper() for one in old.paragraphs for word in one.text.split()]
    kept = [
        word.upper()
        for one in done.paragraphs
        for run in one.runs
        if not run.revision
        for word in run.text.split()
    ]
    rest = iter(before)
    assert all(word in rest for word in kept), "what is unmarked stood in the old in this order"
    if old == new:
        assert not marked(done)


@settings(max_examples=100, deadline=None)
@given(DRAFTS, st.integers(0, 5))
def test_every_marked_word_is_on_a_starred_line(draft: Screenplay, seed: int) -> None:
    dice = random.Random(seed)
    paragraphs = tuple(
        replace(
            one,
            runs=tuple(Run(f"{word} ", revision=dice.randrange(3)) for word in one.text.split()),
        )
        for one in draft.paragraphs
    )
    screenplay = replace(draft, paragraphs=paragraphs)
    for page in paginate(screenplay).pages:
        found = starred(page, screenplay)
        for place, line in enumerate(page.lines):
            at, marks = 0, set()
            for run in screenplay.paragraphs[line.paragraph].runs:
                if line.start <= at < line.end:
                    marks.add(run.revision)
                at += len(run.text)
            assert found.get(place, 0) == max(marks, default=0)
