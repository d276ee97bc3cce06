"""FDX out: own bytes, changed nodes alone, and whole documents by Final Draft's rules."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.script.strategies import any_screenplays, common_screenplays

from lastlook.script.drafts.same import keys_of, title_key, title_styles
from lastlook.script.fdx.reader import read_fdx
from lastlook.script.fdx.write import write_fdx
from lastlook.script.fdx.write_tags import STANDARD_CATEGORIES
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.fountain.write import write_fountain
from lastlook.script.model import (
    Column,
    Kind,
    Note,
    PageSetup,
    Paragraph,
    RevisionSet,
    Run,
    Screenplay,
    Style,
    TagData,
    TagDefinition,
    TitleField,
)
from lastlook.script.pages.paginate import paginate

ROOT = Path(__file__).parents[2]
FOUNTAIN = [
    *sorted((Path(__file__).parent / "data" / "fountain").glob("*.fountain")),
    ROOT / "examples" / "last-ride" / "script.fountain",
]
LISTED = {
    "section-without-space": (
        "Final Draft's outline has four levels; deeper sections became level 4."
    ),
    "form-feeds": "Control characters that XML cannot hold were left out.",
}
"""What Final Draft cannot hold of a case."""


def changed_lines(old: bytes, new: bytes) -> list[str]:
    rows = unified_diff(old.decode().splitlines(), new.decode().splitlines(), n=0)
    return [row for row in rows if row[0] in "+-" and not row.startswith(("+++", "---"))]


# Round trips


@pytest.mark.parametrize("path", FOUNTAIN, ids=lambda path: path.stem)
def test_fountain_to_final_draft_and_back_keeps_everything(path: Path) -> None:
    screenplay = read_fountain(path.read_bytes(), path.name)
    there = write_fdx(screenplay)
    said = [loss.what for loss in there.losses]
    listed = [LISTED[path.stem]] if path.stem in LISTED else []
    assert [what for what in said if "Cut text within a line" not in what] == listed
    read = read_fdx(there.data, "there.fdx")
    back = read_fountain(write_fountain(read).data, "back")
    assert title_styles(back.title_page) == title_styles(screenplay.title_page)
    assert title_key(back.title_page) == title_key(screenplay.title_page)
    if not listed:
        assert keys_of(back.paragraphs) == keys_of(screenplay.paragraphs)


@given(common_screenplays)
def test_any_fountain_goes_to_final_draft_and_back(drawn: Screenplay) -> None:
    fountain = read_fountain(write_fountain(drawn).data, "a.fountain")
    there = write_fdx(fountain)
    assert there.losses == ()
    fdx = read_fdx(there.data, "a.fdx")
    assert fdx.problems == ()
    back = write_fountain(fdx)
    assert back.losses == ()
    again = read_fountain(back.data, "b.fountain")
    assert keys_of(again.paragraphs) == keys_of(fountain.paragraphs)
    assert title_styles(again.title_page) == title_styles(fountain.title_page)
    assert title_key(again.title_page) == title_key(fountain.title_page)
    # And Final Draft's own reading of it, by way of Fountain, is the same as before.
    assert keys_of(read_fdx(write_fdx(again).data, "b").paragraphs) == keys_of(fdx.paragraphs)


@given(common_screenplays)
def test_stored_pages_and_lengths_are_those_lastlook_counts(drawn: Screenplay) -> None:
    fdx = read_fdx(write_fdx(drawn).data, "a.fdx")
    stored = [
        (p.stated_page, p.stated_eighths) for p in fdx.paragraphs if p.kind is Kind.SCENE_HEADING
    ]
    assert stored == [(scene.page, scene.eighths) for scene in paginate(fdx).scenes]


@pytest.mark.parametrize("seed", [7, 8])
def test_a_whole_feature_goes_there_and_back(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    from feature import generate

    data = generate(seed).encode()
    feature = read_fountain(data, "feature.fountain")
    assert write_fountain(feature).data == data
    there = write_fdx(feature)
    fdx = read_fdx(there.data, "feature.fdx")
    assert write_fdx(fdx).data == there.data
    back = write_fountain(fdx)
    assert there.losses == back.losses == ()
    assert keys_of(read_fountain(back.data, "b").paragraphs) == keys_of(feature.paragraphs)


def letters(text: str) -> Counter[str]:
    return Counter(a for a in text if a.isalnum())


def words_of(screenplay: Screenplay) -> str:
    found = []
    for p in screenplay.paragraphs:
        found += [p.text, p.number, p.synopsis, *(note.text for note in p.notes)]
    return " ".join(found)


@given(any_screenplays)
def test_no_word_of_any_screenplay_is_lost(screenplay: Screenplay) -> None:
    back = read_fdx(write_fdx(screenplay).data, "a.fdx")
    assert not letters(words_of(screenplay)) - letters(words_of(back))


@given(any_screenplays)
def test_a_written_file_is_kept_byte_for_byte_and_never_has_an_empty_style(
    screenplay: Screenplay,
) -> None:
    data = write_fdx(screenplay).data
    assert write_fdx(read_fdx(data, "a.fdx")).data == data
    content = data[: data.index(b"</Content>")]
    assert b'Style=""' not in content


# Files as Final Draft wrote them


def masked(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "fd-pages").glob("*.fdx"))


def test_files_of_final_draft_are_written_byte_for_byte(shared_data: Path) -> None:
    files = masked(shared_data)
    assert files
    for path in files:
        data = path.read_bytes()
        written = write_fdx(read_fdx(data, path.name))
        assert written.data == data, path.name
        assert written.losses == ()


def test_a_change_in_a_file_of_final_draft_changes_one_line(shared_data: Path) -> None:
    for path in masked(shared_data)[::4]:
        data = path.read_bytes()
        screenplay = read_fdx(data, path.name)
        index = len(screenplay.paragraphs) // 2
        old = screenplay.paragraphs[index]
        if not old.runs or old.dual or "\n" in old.runs[-1].text:
            continue
        runs = (*old.runs[:-1], replace(old.runs[-1], text="Zq"))
        new = replace(old, runs=runs)
        paragraphs = (*screenplay.paragraphs[:index], new, *screenplay.paragraphs[index + 1 :])
        written = write_fdx(replace(screenplay, paragraphs=paragraphs))
        gone, came = changed_lines(data, written.data)
        assert re.sub(r">.*?</Text>", "", gone[1:]) == re.sub(r">.*?</Text>", "", came[1:])
        assert keys_of(read_fdx(written.data, "x").paragraphs) == keys_of(paragraphs)


# A file with everything lastlook knows nothing of

ODD = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5" xmlns:x="urn:other">

  <Content>
    <!-- kept -->
    <Paragraph Number='1' Type="Scene Heading" x:id="9">
      <SceneProperties Length="2/8" Page="1" Title="" Color="#FFFF00000000">
        <SceneArcBeats><CharacterArcBeat Name="MARA"/></SceneArcBeats>
      </SceneProperties>
      <Text>INT. CAR - NIGHT</Text>
    </Paragraph>
    <Paragraph Type="Action" Bookmark="b1">
      <Text AdornmentStyle="-1" Font="Arial">Snow </Text>
      <Text Style="Bold" Color="#FFFF00000000">falls</Text>
      <Text> on &quot;glass&quot;.</Text>
      <ScriptNote Type="old"><Paragraph><Text>Within.</Text></Paragraph></ScriptNote>
    </Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>MARA</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Go.</Text></Paragraph>
        <Paragraph Type="Character"><Text>JON</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text Tracking="2">Stay.</Text></Paragraph>
        <Paragraph><Text/></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Type="Action"><Text>The wipers beat.</Text></Paragraph>
    <Paragraph Type="Character"><Text>MARA</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>No.</Text></Paragraph>
  </Content>
  <PageLayout TopMargin="72" BottomMargin="72" Unknown="u">
    <PageSize Height="11.00" Width="8.50"/>
  </PageLayout>
  <TitlePage><HeaderAndFooter/><Content>
    <Paragraph Alignment="Center"><Text>The Cave</Text></Paragraph>
  </Content></TitlePage>
  <LockedPages><Whatever a="1"/></LockedPages>
  <ScriptNotes>
    <ScriptNote ID="7" Range="47,53" WriterName="A &amp; B" Color="#000000000000">
      <Paragraph><Text>On the wipers.</Text></Paragraph>
    </ScriptNote>
  </ScriptNotes>
</FinalDraft>
"""


def odd() -> Screenplay:
    return read_fdx(ODD.encode(), "odd.fdx")


def written_with(change: dict[int, Paragraph | None], **more: object) -> bytes:
    screenplay = odd()
    paragraphs = [
        change.get(index, paragraph) for index, paragraph in enumerate(screenplay.paragraphs)
    ]
    wanted = replace(
        screenplay,
        paragraphs=tuple(p for p in paragraphs if p is not None),
        **more,  # type: ignore[arg-type]
    )
    data = write_fdx(wanted).data
    assert keys_of(read_fdx(data, "x").paragraphs) == keys_of(wanted.paragraphs)
    return data


def test_the_odd_file_reads_as_it_should() -> None:
    (wipers,) = [p for p in odd().paragraphs if "wipers" in p.text]
    assert [(note.text, note.offset) for note in wipers.notes] == [("On the wipers.", 4)]


def test_one_run_changes_and_its_attributes_stay() -> None:
    old = odd().paragraphs[1]
    data = written_with({1: replace(old, runs=(Run("Rain "), *old.runs[1:]))})
    assert changed_lines(ODD.encode(), data)[:2] == [
        '-      <Text AdornmentStyle="-1" Font="Arial">Snow </Text>',
        '+      <Text AdornmentStyle="-1" Font="Arial">Rain </Text>',
    ]
    assert "\n".join(changed_lines(ODD.encode(), data)).count("&quot;") == 2


def test_a_number_changes_its_attribute_alone() -> None:
    old = odd().paragraphs[0]
    data = written_with({0: replace(old, number="1A")})
    gone, came = changed_lines(ODD.encode(), data)
    assert came == '+    <Paragraph Number="1A" Type="Scene Heading" x:id="9">'
    assert gone == '-    <Paragraph Number=\'1\' Type="Scene Heading" x:id="9">'


def test_a_speech_of_a_dual_dialogue_changes_alone() -> None:
    old = odd().paragraphs[5]
    assert (old.text, old.dual) == ("Stay.", Column.RIGHT)
    data = written_with({5: replace(old, runs=(Run("Wait."),))})
    assert [row[1:].strip() for row in changed_lines(ODD.encode(), data)] == [
        '<Paragraph Type="Dialogue"><Text Tracking="2">Stay.</Text></Paragraph>',
        '<Paragraph Type="Dialogue"><Text Tracking="2">Wait.</Text></Paragraph>',
    ]


def test_notes_follow_their_words() -> None:
    old = odd().paragraphs[0]
    data = written_with({0: replace(old, runs=(Run("INT. CAR - NIGHT OF SNOW", Style.ALL_CAPS),))})
    assert b'Range="55,61" WriterName="A &amp; B"' in data
    (wipers,) = [p for p in read_fdx(data, "x").paragraphs if "wipers" in p.text]
    assert wipers.notes[0].offset == 4


def test_a_paragraph_taken_out_takes_its_note_along() -> None:
    data = written_with({6: None})
    assert b"On the wipers" not in data
    assert b"Within." in data


def test_a_new_note_is_added_with_a_range_and_an_id() -> None:
    old = odd().paragraphs[0]
    note = Note(text="Which car?", offset=5)
    data = written_with({0: replace(old, notes=(note,))})
    added = [row for row in changed_lines(ODD.encode(), data) if row[0] == "+"]
    assert 'ID="8"' in added[0]
    assert 'Range="5,8"' in added[0]
    assert not [row for row in changed_lines(ODD.encode(), data) if row[0] == "-"]


def test_a_new_paragraph_adds_its_node_alone() -> None:
    screenplay = odd()
    new = Paragraph(kind=Kind.ACTION, runs=(Run("Cut & <run>."),), line=0)
    paragraphs = (*screenplay.paragraphs[:7], new, *screenplay.paragraphs[7:])
    data = write_fdx(replace(screenplay, paragraphs=paragraphs)).data
    assert changed_lines(ODD.encode(), data) == [
        '+    <Paragraph Type="Action">',
        "+      <Text>Cut &amp; &lt;run&gt;.</Text>",
        "+    </Paragraph>",
    ]


def test_a_change_of_paper_changes_its_attributes_alone() -> None:
    data = written_with({}, page_setup=PageSetup(top=90, width=8.27, height=11.69))
    rows = changed_lines(ODD.encode(), data)
    assert [row for row in rows if row[0] == "+"] == [
        '+  <PageLayout TopMargin="90" BottomMargin="72" Unknown="u">',
        '+    <PageSize Height="11.69" Width="8.27"/>',
    ]
    assert len(rows) == 4


def test_utf_16_and_windows_line_ends_stay() -> None:
    text = ODD.replace("UTF-8", "UTF-16").replace("\n", "\r\n")
    data = b"\xff\xfe" + text.encode("utf-16-le")
    screenplay = read_fdx(data, "odd.fdx")
    assert write_fdx(screenplay).data == data
    old = screenplay.paragraphs[6]
    new = replace(old, runs=(Run("Die Scheibenwischer – ещё."),))
    paragraphs = (*screenplay.paragraphs[:6], new, *screenplay.paragraphs[7:])
    written = write_fdx(replace(screenplay, paragraphs=paragraphs)).data
    expected = text.replace("The wipers beat.", "Die Scheibenwischer – ещё.")
    assert written[2:].decode("utf-16-le") == expected


@st.composite
def edits(draw: st.DrawFn) -> tuple[bytes, Screenplay]:
    base = write_fdx(draw(common_screenplays)).data
    screenplay = read_fdx(base, "base.fdx")
    paragraphs = list(screenplay.paragraphs)
    other = read_fdx(write_fdx(draw(common_screenplays)).data, "other.fdx").paragraphs
    if paragraphs:
        at = draw(st.integers(0, len(paragraphs) - 1))
        end = draw(st.integers(at, min(at + 3, len(paragraphs))))
        paragraphs[at:end] = list(other[: draw(st.integers(0, 4))])
    return base, replace(screenplay, paragraphs=tuple(paragraphs))


@given(edits())
def test_an_edited_script_reads_as_asked(edit: tuple[bytes, Screenplay]) -> None:
    base, wanted = edit
    data = write_fdx(wanted).data
    back = read_fdx(data, "back.fdx")
    said = [(p.kind, p.text, p.number) for p in wanted.paragraphs if p.kind is not Kind.PAGE_BREAK]
    read = [(p.kind, p.text, p.number) for p in back.paragraphs if p.kind is not Kind.PAGE_BREAK]
    # Notes between columns stand above them, so the order of what does not print may differ.
    assert Counter(said) == Counter(read)
    shown = [row for row in said if row[0] not in {Kind.NOTE, Kind.BONEYARD}]
    assert shown == [row for row in read if row[0] not in {Kind.NOTE, Kind.BONEYARD}]
    if keys_of(read_fdx(base, "x").paragraphs) == keys_of(wanted.paragraphs):
        assert data == base


# Whole documents


def whole(*paragraphs: Paragraph, **more: object) -> etree._Element:
    screenplay = Screenplay(
        name="a.fountain",
        format="fountain",
        paragraphs=paragraphs,
        **more,  # type: ignore[arg-type]
    )
    return etree.fromstring(write_fdx(screenplay).data)


def par(kind: Kind, text: str, **more: object) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text),), line=3, **more)  # type: ignore[arg-type]


def test_a_document_has_what_final_draft_and_schedulers_look_for() -> None:
    root = whole(
        par(Kind.SCENE_HEADING, "INT. CAR - NIGHT", number="12A"),
        par(Kind.SYNOPSIS, "Snow gathers."),
        par(Kind.ACTION, "Snow."),
    )
    assert root.get("DocumentType") == "Script"
    assert int(root.get("Version") or 0) >= 3
    heading = root.find("Content/Paragraph[@Type='Scene Heading']")
    assert heading is not None
    assert heading.get("Number") == "12A"
    scene = heading.find("SceneProperties")
    assert scene is not None
    assert (scene.get("Page"), scene.get("Length")) == ("1", "1/8")
    assert scene.findtext("Summary/Paragraph/Text") == "Snow gathers."
    types = [node.get("Type") for node in root.iterfind("ElementSettings")]
    assert len(types) == len(set(types)) == 12
    for tag in ("PageLayout", "TitlePage", "MoresAndContinueds", "SceneNumberOptions"):
        assert root.find(tag) is not None


def test_tags_are_in_final_drafts_own_layout() -> None:
    props = next(c for c in STANDARD_CATEGORIES if c.name == "Props")
    data = TagData(
        definitions=(TagDefinition(id="d-1", category_id=props.id, label="Ring"),),
        tags=MappingProxyType({4: ("d-1",)}),
    )
    ring = Paragraph(kind=Kind.ACTION, runs=(Run("A "), Run("ring", tags=(4,))), line=1)
    root = whole(ring, tag_data=data)
    assert len(root.findall("TagData/TagCategories/TagCategory")) == 22
    (definition,) = root.findall("TagData/TagDefinitions/TagDefinition")
    assert definition.get("CatId") == "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa"
    assert root.findtext("TagData/Tags/Tag[@Number='4']/DefId") == "d-1"
    assert [t.get("TagNumber") for t in root.iterfind("Content/Paragraph/Text")] == [None, "4"]
    read = read_fdx(etree.tostring(root), "x")
    assert read.problems == ()
    assert read.tag_data.definitions == data.definitions


def test_revisions_are_written_with_their_colours() -> None:
    blue = RevisionSet(id=1, name="Blue", color="0000FF", page_color="C6EDFE")
    root = whole(
        Paragraph(kind=Kind.ACTION, runs=(Run("New.", revision=1),), line=1), revisions=(blue,)
    )
    assert [t.get("RevisionID") for t in root.iterfind("Content/Paragraph/Text")] == ["1"]
    assert read_fdx(etree.tostring(root), "x").revisions == (blue,)


def test_what_xml_cannot_hold_is_listed() -> None:
    screenplay = Screenplay(
        name="a.txt", format="txt", paragraphs=(par(Kind.ACTION, "a\x0bb\ufffe"),)
    )
    written = write_fdx(screenplay)
    (loss,) = written.losses
    assert loss.line == 3
    assert "XML cannot hold" in loss.what
    assert read_fdx(written.data, "x").paragraphs[0].text == "ab"


def test_a_title_page_final_draft_cannot_tell_apart_keeps_its_keys() -> None:
    title = (
        TitleField(key="Title", values=("1984",)),
        TitleField(key="Author", values=("A. Example",)),
        TitleField(key="Copyright", values=("© A. Example",)),
    )
    screenplay = Screenplay(name="a", format="", title_page=title)
    data = write_fdx(screenplay).data
    assert title_key(read_fdx(data, "x").title_page) == title_key(title)
    # Once somebody changes the page in Final Draft, its lines are what counts.
    changed = read_fdx(data.replace(b">A. Example<", b">B. Example<"), "x").title_page
    assert any("B. Example" in value for field in changed for value in field.values)


def test_sections_below_the_outlines_four_levels_are_listed() -> None:
    screenplay = Screenplay(name="a", format="", paragraphs=(par(Kind.SECTION, "Deep", depth=6),))
    written = write_fdx(screenplay)
    assert read_fdx(written.data, "x").paragraphs[0].depth == 4
    assert "four levels" in written.losses[0].what
