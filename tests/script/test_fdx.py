"""Reading what Final Draft writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lastlook.errors import Problem, Severity
from lastlook.script.fdx.reader import read_fdx
from lastlook.script.model import (
    Alignment,
    Column,
    Continueds,
    Kind,
    Note,
    Paragraph,
    Run,
    Screenplay,
    Style,
)
from lastlook.script.pages.paginate import paginate

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'


def fdx(content: str, rest: str = "") -> bytes:
    root = '<FinalDraft DocumentType="Script" Template="No" Version="5">\n'
    return f"{HEAD}{root}<Content>\n{content}\n</Content>\n{rest}</FinalDraft>\n".encode()


def read(content: str, rest: str = "") -> Screenplay:
    return read_fdx(fdx(content, rest), "film.fdx")


def para(kind: str, text: str, more: str = "") -> str:
    return f'<Paragraph Type="{kind}"{more}><Text>{text}</Text></Paragraph>'


def only(content: str, rest: str = "") -> Paragraph:
    (paragraph,) = read(content, rest).paragraphs
    return paragraph


def whats(problems: Sequence[Problem]) -> list[tuple[int, str]]:
    return [(problem.line, problem.what) for problem in problems]


def element(kind: str, pages_as: str, spec: str = "", font: str = "") -> str:
    return (
        f'<ElementSettings Type="{kind}">\n<FontSpec {font}/>\n<ParagraphSpec {spec}/>\n'
        f'<Behavior PaginateAs="{pages_as}"/>\n</ElementSettings>\n'
    )


def test_the_smallest_file_other_programs_write_is_read() -> None:
    script = read(para("Scene Heading", "int. car - night") + para("Action", "Snow."))
    assert [(p.kind, p.text) for p in script.paragraphs] == [
        (Kind.SCENE_HEADING, "int. car - night"),
        (Kind.ACTION, "Snow."),
    ]
    assert script.paragraphs[0].line == 4
    assert script.format == "fdx"
    assert script.problems == ()
    assert script.source.startswith(b"<?xml")
    assert paginate(script).pages[0].lines[0].text == "INT. CAR - NIGHT"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.value != "Page Break"])
def test_every_type_of_final_draft_has_its_kind(kind: Kind) -> None:
    own = kind in {Kind.SECTION, Kind.SYNOPSIS, Kind.NOTE, Kind.BONEYARD}
    assert only(para(kind.value, "x")).kind is (Kind.ACTION if own else kind)


def test_types_are_read_whatever_their_case() -> None:
    assert only(para("End Of Act", "END")).kind is Kind.END_OF_ACT
    assert only(para("scene heading", "INT. X")).kind is Kind.SCENE_HEADING


def test_all_runs_are_read_with_style_tags_and_revision() -> None:
    paragraph = only(
        '<Paragraph Type="Action"><Text>Snow on </Text>'
        '<Text Style="Bold+Underline" TagNumber="3">the glass</Text>'
        '<Text RevisionID="2" Style="Italic" TagNumber="3 4">, thick</Text>'
        '<Text Style="Strikeout+Wavy">.</Text><Text/></Paragraph>',
        '<TagData><Tags><Tag Number="3"/><Tag Number="4"/></Tags></TagData>',
    )
    assert paragraph.runs == (
        Run("Snow on "),
        Run("the glass", Style.BOLD | Style.UNDERLINE, (3,)),
        Run(", thick", Style.ITALIC, (3, 4), 2),
        Run(".", Style.STRIKEOUT),
    )


def test_capitals_of_an_element_reach_runs_that_do_not_switch_them_off() -> None:
    settings = element("Scene Heading", "Scene Heading", font='Style="Bold+AllCaps"')
    heading = '<Paragraph Type="Scene Heading"><Text>int. </Text><Text Style="">McCar</Text>'
    script = read(f"{heading}</Paragraph>", settings)
    assert [run.style for run in script.paragraphs[0].runs] == [
        Style.BOLD | Style.ALL_CAPS,
        Style.PLAIN,
    ]
    assert paginate(script).pages[0].lines[0].text == "INT. McCar"


def test_a_soft_return_is_a_line_of_its_own() -> None:
    assert only(para("Action", "Snow.\u2028Rain.")).text == "Snow.\nRain."


def test_a_heading_carries_number_length_page_and_summary() -> None:
    paragraph = only(
        '<Paragraph Number="12A" Type="Scene Heading">'
        '<SceneProperties Length="1 3/8" Page="6A" Title=""><Summary>'
        "<Paragraph><Text>They </Text><Text>talk.</Text></Paragraph>"
        "<Paragraph><Text>Snow.</Text></Paragraph></Summary></SceneProperties>"
        "<Text>INT. CAR</Text></Paragraph>"
    )
    assert (paragraph.number, paragraph.stated_eighths, paragraph.stated_page) == ("12A", 11, "6A")
    assert paragraph.synopsis == "They talk.\nSnow."
    assert paragraph.text == "INT. CAR"


DUAL = (
    "<DualDialogue>\n"
    + "\n".join(
        para(kind, text)
        for kind, text in [
            ("Character", "ANN"),
            ("Dialogue", "Go."),
            ("Character", "BEN"),
            ("Parenthetical", "(soft)"),
            ("Dialogue", "Stay."),
        ]
    )
    + '\n<Paragraph Type=""><Text/></Paragraph></DualDialogue>'
)


@pytest.mark.parametrize("dual", [f"<Paragraph>{DUAL}</Paragraph>", DUAL])
def test_dual_dialogue_is_read_in_both_layouts(dual: str) -> None:
    found = [(p.dual, p.text) for p in read(dual).paragraphs]
    assert found == [
        (Column.LEFT, "ANN"),
        (Column.LEFT, "Go."),
        (Column.RIGHT, "BEN"),
        (Column.RIGHT, "(soft)"),
        (Column.RIGHT, "Stay."),
    ]


def test_dual_dialogue_of_one_is_said() -> None:
    script = read(f"<DualDialogue>{para('Character', 'ANN')}</DualDialogue>")
    assert whats(script.problems) == [(4, "A dual dialogue has fewer than two characters.")]
    assert script.paragraphs[0].dual is Column.LEFT


def test_notes_inside_paragraphs_keep_their_place() -> None:
    paragraph = only(
        '<Paragraph Type="Action"><Text>Snow</Text><ScriptNote Name="q">'
        "<Paragraph><Text>Real?</Text></Paragraph></ScriptNote><Text> falls.</Text></Paragraph>"
    )
    assert paragraph.text == "Snow falls."
    assert paragraph.notes == (Note(text="Real?", offset=4, line=4),)


def test_notes_at_the_root_find_their_paragraph() -> None:
    notes = (
        '<ScriptNotes>\n<ScriptNote Range="7,9"><Paragraph><Text>A</Text></Paragraph></ScriptNote>'
        '\n<ScriptNote Range="x"><Paragraph><Text>B</Text></Paragraph></ScriptNote></ScriptNotes>'
        "<UnanchoredScriptNotes><ScriptNote><Paragraph><Text>C</Text></Paragraph></ScriptNote>"
        "</UnanchoredScriptNotes>"
    )
    script = read(para("Action", "Snow.") + para("Action", "Rain."), notes)
    first, second = script.paragraphs
    assert [(note.text, note.offset) for note in second.notes] == [("A", 1)]
    assert [note.text for note in first.notes] == ["B", "C"]
    assert whats(script.problems) == [(8, "A script note does not say which words it belongs to.")]


def test_a_note_range_counts_a_letter_outside_the_basic_plane_as_two() -> None:
    notes = '<ScriptNotes><ScriptNote Range="3,4"><Paragraph><Text>A</Text></Paragraph>'
    notes += "</ScriptNote></ScriptNotes>"
    script = read(para("Action", "\U0001f3ac") + para("Action", "Rain."), notes)
    assert [note.offset for note in script.paragraphs[1].notes] == [0]


def test_tags_lead_to_what_they_name() -> None:
    tags = (
        '<TagData><TagCategories><TagCategory Id="c-1" Name="Props" Number="5"/>'
        '<TagCategory Name="lost"/></TagCategories>'
        '<TagDefinitions><TagDefinition CatId="c-1" Id="d-1" Label="the ring" Number="1"/>'
        '</TagDefinitions><Tags><Tag Number="7"><DefId>d-1</DefId></Tag></Tags></TagData>'
    )
    text = '<Paragraph Type="Action"><Text TagNumber="7">A ring</Text></Paragraph>'
    data = read(text, tags).tag_data
    assert [(c.id, c.name, c.number) for c in data.categories] == [("c-1", "Props", 5)]
    assert [(d.id, d.category_id, d.label) for d in data.definitions] == [
        ("d-1", "c-1", "the ring")
    ]
    assert dict(data.tags) == {7: ("d-1",)}


def test_a_tag_the_file_does_not_define_is_said_once() -> None:
    text = '<Paragraph Type="Action"><Text TagNumber="7">A</Text></Paragraph>\n'
    script = read(text * 2)
    assert whats(script.problems) == [
        (4, "The text carries tag 7, which the file does not define.")
    ]
    assert script.problems[0].severity is Severity.WARNING


def test_paper_and_margins_are_read() -> None:
    setup = read(
        "",
        '<PageLayout TopMargin="75" BottomMargin="65" DocumentLeading="Tight"'
        ' BreakDialogueAndActionAtSentences="No"><PageSize Width="8.26" Height="11.69"/>'
        "</PageLayout>",
    ).page_setup
    assert (setup.width, setup.height, setup.top, setup.bottom) == (8.26, 11.69, 75, 65)
    assert (setup.leading, setup.sentence_breaks) == ("Tight", False)


def test_more_and_continued_are_read() -> None:
    found = read(
        "",
        '<MoresAndContinueds><DialogueBreaks AutomaticCharacterContinueds="No" BottomOfPage="No"'
        ' DialogueBottom="(more)" DialogueTop="(cont)" TopOfNext="No"/><SceneBreaks'
        ' ContinuedNumber="Yes" SceneBottom="(C)" SceneBottomOfPage="Yes" SceneTop="C:"'
        ' SceneTopOfNext="Yes"/></MoresAndContinueds>',
    ).continueds
    assert found == Continueds(
        dialogue_bottom=False,
        dialogue_top=False,
        more="(more)",
        contd="(cont)",
        automatic=False,
        scene_bottom=True,
        scene_top=True,
        scene_bottom_text="(C)",
        scene_top_text="C:",
        scene_numbered=True,
    )


def test_custom_elements_keep_their_name_and_break_pages_as_told() -> None:
    settings = element("Song", "Dialogue") + element("Act Out", "Act In")
    settings += element("Act In", "Act In") + element("Insert", "Scene Heading")
    script = read("".join(para(k, "x") for k in ("Song", "Act Out", "Insert")), settings)
    assert [(p.style_name, p.kind) for p in script.paragraphs] == [
        ("Song", Kind.DIALOGUE),
        ("Act Out", Kind.GENERAL),
        ("Insert", Kind.SHOT),
    ]
    assert script.problems == ()


def test_a_custom_heading_is_a_scene_only_where_final_draft_measured_it() -> None:
    measured = '<Paragraph Type="Insert"><SceneProperties Length="1/8" Page="1"/></Paragraph>'
    script = read(measured + para("Insert", "Y"), element("Insert", "Scene Heading"))
    assert [p.kind for p in script.paragraphs] == [Kind.SCENE_HEADING, Kind.SHOT]


def test_an_undeclared_type_is_action_and_said() -> None:
    script = read("\n" + para("Telegram", "STOP"))
    assert [(p.style_name, p.kind) for p in script.paragraphs] == [("Telegram", Kind.ACTION)]
    assert whats(script.problems) == [(5, "The file does not say what a 'Telegram' paragraph is.")]


def test_outline_paragraphs_do_not_print() -> None:
    script = read(para("Outline 2", "Middle") + para("Outline Body", "They talk."))
    assert [(p.kind, p.depth) for p in script.paragraphs] == [
        (Kind.SECTION, 2),
        (Kind.SYNOPSIS, 0),
    ]
    assert paginate(script).pages == ()


def test_a_paragraph_keeps_what_it_overrides() -> None:
    layout = only(
        para(
            "Action",
            "x",
            ' Alignment="Center" LeftIndent="2.00" RightIndent="5.00" FirstIndent="0.50"'
            ' SpaceBefore="24" Spacing="1.5" StartsNewPage="Yes" Leading="Regular"',
        )
    ).layout
    assert layout is not None
    assert layout.alignment is Alignment.CENTER
    assert (layout.left, layout.right, layout.first_indent) == (2, 5, 0.5)
    assert (layout.space_before, layout.spacing, layout.starts_page) == (2, 1.5, True)


@pytest.mark.parametrize(("points", "lines"), [("11", 1), ("22", 2), ("121", 11), ("0", 0)])
def test_elements_of_final_draft_8_count_a_line_as_11_points(points: str, lines: float) -> None:
    old = element("Action", "Action", 'SpaceBefore="11"')
    old += element("General", "General", f'SpaceBefore="{points}"')
    assert read("", old).styles["General"].space_before == lines


def test_elements_of_later_versions_count_a_line_as_12_points() -> None:
    new = element("Action", "Action", 'SpaceBefore="12"')
    new += element("Scene Heading", "Scene Heading", 'SpaceBefore="24"')
    styles = read("", new).styles
    assert (styles["Action"].space_before, styles["Scene Heading"].space_before) == (1, 2)


def test_what_one_paragraph_asks_for_is_in_plain_points_in_every_version() -> None:
    old = element("Action", "Action", 'SpaceBefore="11"')
    layout = only(para("Action", "x", ' SpaceBefore="24"'), old).layout
    assert layout is not None
    assert layout.space_before == 2


def test_the_title_page_is_read_by_place_and_wording() -> None:
    def line(text: str, alignment: str = "Center") -> str:
        return f'<Paragraph Alignment="{alignment}"><Text>{text}</Text></Paragraph>\n'

    page = (
        line("")
        + line("LAST RIDE")
        + line("")
        + line("Written by")
        + line("Mara Lind")
        + line("Based on a short story")
        + line("Blue Draft 3 May 2026", "Left")
        + line("Kite Films\u2028mara@kite.example", "Left")
    )
    script = read("", f"<TitlePage><Content>{page}</Content></TitlePage>")
    assert [(entry.key, entry.values) for entry in script.title_page] == [
        ("Title", ("LAST RIDE",)),
        ("Credit", ("Written by",)),
        ("Author", ("Mara Lind",)),
        ("Source", ("Based on a short story",)),
        ("Draft date", ("Blue Draft 3 May 2026",)),
        ("Contact", ("Kite Films", "mara@kite.example")),
    ]
    assert script.title == "LAST RIDE"


def test_a_script_without_title_page_is_called_by_its_file() -> None:
    assert read("").title == "film"
