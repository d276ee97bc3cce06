"""Everything around an FDX file's script: paper, elements, title page, tags, revisions, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lastlook.script.convert.losses import Losses
from lastlook.script.drafts.same import title_key
from lastlook.script.fdx.notes import CARRIED
from lastlook.script.fdx.ranges import places_of, units
from lastlook.script.fdx.title import read_title_page, title_rows
from lastlook.script.fdx.write_form import style_words, xml_text
from lastlook.script.fdx.write_nodes import attributes, layout_attributes, number, script_note
from lastlook.script.fdx.write_tags import tag_lines
from lastlook.script.fountain.write_block import typed_silent
from lastlook.script.fountain.write_title import typed_title_page
from lastlook.script.model import Kind, ParagraphStyle, Style
from lastlook.script.pages.layout import DEFAULT_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastlook.script.fdx.write_form import Content
    from lastlook.script.model import (
        Continueds,
        PageSetup,
        RevisionSet,
        Run,
        Screenplay,
        TitleField,
    )

_FONT = {
    "AdornmentStyle": "0",
    "Background": "#FFFFFFFFFFFF",
    "Color": "#000000000000",
    "Font": "Courier Final Draft",
    "RevisionID": "0",
    "Size": "12",
    "Style": "",
}
_RETURNS = {
    Kind.GENERAL: Kind.GENERAL,
    Kind.CHARACTER: Kind.DIALOGUE,
    Kind.PARENTHETICAL: Kind.DIALOGUE,
    Kind.TRANSITION: Kind.SCENE_HEADING,
    Kind.NEW_ACT: Kind.SCENE_HEADING,
    Kind.END_OF_ACT: Kind.NEW_ACT,
    Kind.LYRICS: Kind.LYRICS,
}
"""What the return key makes of each kind; action for all others."""
_KINDS = (
    Kind.GENERAL,
    Kind.SCENE_HEADING,
    Kind.ACTION,
    Kind.CHARACTER,
    Kind.PARENTHETICAL,
    Kind.DIALOGUE,
    Kind.TRANSITION,
    Kind.SHOT,
    Kind.CAST_LIST,
    Kind.NEW_ACT,
    Kind.END_OF_ACT,
    Kind.LYRICS,
)
_NOTE_COLOUR = "#FFFFF1F17A7A"


def settings_lines(screenplay: Screenplay, base: Mapping[str, Style]) -> Iterator[str]:
    """Give what Final Draft keeps between the script and the title page."""
    yield '  <HeaderAndFooter FooterFirstPage="Yes" FooterVisible="No" HeaderFirstPage="No"'
    yield '                   HeaderVisible="Yes" StartingPage="1">'
    yield '    <Header><Paragraph Alignment="Right" FirstIndent="0.00" LeftIndent="1.50"'
    yield '                       RightIndent="7.50" SpaceBefore="0" Spacing="1">'
    yield '      <DynamicLabel Type="Page #"/><Text>.</Text></Paragraph></Header>'
    yield "    <Footer><Paragraph><Text></Text></Paragraph></Footer>"
    yield "  </HeaderAndFooter>"
    yield from page_layout_lines(screenplay.page_setup)
    for kind in _KINDS:
        own = screenplay.styles.get(kind.value)
        yield from _element_lines(kind.value, kind, own, base.get(kind.value, Style.PLAIN))
    custom = {p.style_name: p.kind for p in screenplay.paragraphs if p.style_name}
    for name, kind in custom.items():
        own = screenplay.styles.get(name)
        pages_as = own.paginate_as if own is not None and own.paginate_as else kind.value
        yield from _element_lines(name, kind, own, base.get(name, Style.PLAIN), pages_as=pages_as)


def page_layout_lines(setup: PageSetup) -> Iterator[str]:
    """Give paper, margins and leading."""
    found = {
        "BackgroundColor": "#FFFFFFFFFFFF",
        "BottomMargin": number(setup.bottom),
        "BreakDialogueAndActionAtSentences": _yes(setup.sentence_breaks),
        "DocumentLeading": setup.leading,
        "FooterMargin": "36",
        "ForegroundColor": "#000000000000",
        "HeaderMargin": "36",
        "InvisiblesColor": "#808080808080",
        "TopMargin": number(setup.top),
        "UsesSmartQuotes": "No",
    }
    size = {"Height": f"{setup.height:.2f}", "Width": f"{setup.width:.2f}"}
    yield f"  <PageLayout{attributes(found)}>"
    yield f"    <PageSize{attributes(size)}/>"
    yield '    <AutoCastList AddParentheses="Yes" AutomaticallyGenerate="No"/>'
    yield "  </PageLayout>"


def _element_lines(
    name: str, kind: Kind, own: ParagraphStyle | None, base: Style, *, pages_as: str = ""
) -> Iterator[str]:
    style = merged(DEFAULT_STYLES[kind], own)
    font = _FONT | {"Style": style_words(base)}
    if style.font:
        font["Font"] = style.font
    if style.size:
        font["Size"] = number(style.size)
    spec = {"Leading": "Regular"} | layout_attributes(style)
    spec = dict(sorted(spec.items()))
    behaviour = {
        "PaginateAs": pages_as or kind.value,
        "ReturnKey": _RETURNS.get(kind, Kind.ACTION).value,
    }
    if not pages_as and kind in _KINDS[:10]:
        behaviour["Shortcut"] = str(_KINDS.index(kind))
    yield f"  <ElementSettings{attributes({'Type': name})}>"
    yield f"    <FontSpec{attributes(font)}/>"
    yield f"    <ParagraphSpec{attributes(spec)}/>"
    yield f"    <Behavior{attributes(behaviour)}/>"
    yield "  </ElementSettings>"


def merged(base: ParagraphStyle, own: ParagraphStyle | None) -> ParagraphStyle:
    """Return `base` with what `own` sets."""
    if own is None:
        return base
    names = ParagraphStyle.__dataclass_fields__
    return ParagraphStyle(
        **{name: getattr(base if getattr(own, name) is None else own, name) for name in names}
    )


def title_lines(fields: tuple[TitleField, ...], losses: Losses) -> Iterator[str]:
    """Give the title page: title and authors in the middle, date and contact below at the left."""
    line = fields[0].line if fields else 0
    side = None
    yield "  <TitlePage>"
    yield "    <Content>"
    for alignment, runs in title_rows(fields):
        # As on Final Draft's own title page: a third of the page free, and the foot for the rest.
        for _ in range(1 if alignment is side else 14):
            yield '      <Paragraph Alignment="Center" Type="General"><Text></Text></Paragraph>'
        side = alignment
        texts = "".join(_title_text(run, losses, line) for run in runs)
        found = attributes({"Alignment": alignment.value, "Type": "General"})
        yield f"      <Paragraph{found}>{texts}</Paragraph>"
    yield "    </Content>"
    yield "  </TitlePage>"


def _title_text(run: Run, losses: Losses, line: int) -> str:
    words = style_words(run.style)
    found = attributes({"Style": words} if words else {})
    return f"<Text{found}>{escape(xml_text(run.text, losses, line))}</Text>"


def closing_lines(screenplay: Screenplay, losses: Losses) -> Iterator[str]:
    """Give what stands between the title page and the script notes."""
    yield from continueds_lines(screenplay.continueds)
    yield "  <LockedPages/>"
    yield from revision_lines(screenplay.revisions)
    yield (
        '  <SceneNumberOptions LeftLocation="0.75" NumberScheme="1A" RightLocation="7.38"'
        ' ShowNumbersOnLeft="Yes" ShowNumbersOnRight="Yes">'
    )
    yield f"    <FontSpec{attributes(_FONT)}/>"
    yield "  </SceneNumberOptions>"
    yield from tag_lines(screenplay, losses)


def continueds_lines(continueds: Continueds) -> Iterator[str]:
    """Give the texts and switches of MORE, CONT'D and CONTINUED."""
    speech = {
        "AutomaticCharacterContinueds": _yes(continueds.automatic),
        "BottomOfPage": _yes(continueds.dialogue_bottom),
        "DialogueBottom": continueds.more,
        "DialogueTop": continueds.contd,
        "TopOfNext": _yes(continueds.dialogue_top),
    }
    scene = {
        "ContinuedNumber": _yes(continueds.scene_numbered),
        "SceneBottom": continueds.scene_bottom_text,
        "SceneBottomOfPage": _yes(continueds.scene_bottom),
        "SceneTop": continueds.scene_top_text,
        "SceneTopOfNext": _yes(continueds.scene_top),
    }
    yield "  <MoresAndContinueds>"
    yield f"    <FontSpec{attributes(_FONT)}/>"
    yield f"    <DialogueBreaks{attributes(speech)}/>"
    yield f"    <SceneBreaks{attributes(scene)}/>"
    yield "  </MoresAndContinueds>"


def revision_lines(revisions: tuple[RevisionSet, ...]) -> Iterator[str]:
    """Give the rounds of revised pages; the last one is the active one."""
    if not revisions:
        return
    top = {
        "ActiveSet": str(revisions[-1].id),
        "Location": "7.75",
        "RevisionMode": "No",
        "RevisionsShown": "Active",
        "ShowAllMarks": "No",
        "ShowAllSets": "Yes",
        "ShowPageColor": "Yes",
    }
    yield f"  <Revisions{attributes(top)}>"
    for one in revisions:
        found = {
            "Color": wide_colour(one.color or "000000"),
            "FullRevision": _yes(one.full),
            "ID": str(one.id),
            "Mark": one.mark,
            "Name": one.name,
            "PageColor": wide_colour(one.page_color or "FFFFFF"),
            "Style": style_words(one.style),
        }
        yield f"    <Revision{attributes(found)}/>"
    yield "  </Revisions>"


def wide_colour(colour: str) -> str:
    """Return RRGGBB as Final Draft writes it, with sixteen bits a channel."""
    return "#" + "".join(colour[i : i + 2] * 2 for i in (0, 2, 4)).upper()


def note_lines(
    content: Content, title_page: tuple[TitleField, ...], losses: Losses
) -> Iterator[str]:
    """Give the script's notes by range, and what Fountain has and Final Draft has not.

    Notes within a dual dialogue stand in its paragraphs, for ranges do not reach into it. The
    title page goes along where its fields cannot be told from Final Draft's lines.
    """
    places = places_of(content.paragraphs)
    found: list[tuple[int, int, str, list[str], int]] = []
    if title_page and not told_apart(title_page):
        rows = typed_title_page(title_page, losses)
        found.append((0, 0, CARRIED, rows, title_page[0].line))
    for at, paragraph in content.carried:
        place = places.starts[at] if at < len(places.starts) else places.end
        rows = typed_silent(paragraph, losses).split("\n")
        found.append((place, place, CARRIED, rows, paragraph.line))
    for start, paragraph in zip(places.starts, content.paragraphs, strict=True):
        if paragraph.dual is None:
            for note in paragraph.notes:
                a, b = note_range(paragraph.text, note.offset)
                rows = note.text.split("\n")
                found.append((start + a, start + b, "", rows, note.line or paragraph.line))
    if not found:
        return
    yield "  <ScriptNotes>"
    # Notes at one place keep the order they were found in.
    for identity, (start, end, name, rows, line) in enumerate(sorted(found, key=lambda n: n[0]), 1):
        more = note_attributes(identity, name, start, end)
        yield from script_note(rows, more, 2, losses, line)
    yield "  </ScriptNotes>"


def told_apart(title_page: tuple[TitleField, ...]) -> bool:
    """Whether Final Draft's lines alone give these fields back."""
    from lxml import etree

    losses = Losses("")
    text = "\n".join(title_lines(title_page, losses))
    read = read_title_page(etree.fromstring(f"<FinalDraft>{text}</FinalDraft>"))
    return title_key(read) == title_key(title_page)


def note_attributes(identity: int, name: str, start: int, end: int) -> dict[str, str]:
    """Return the attributes of a script note."""
    return {
        "Color": _NOTE_COLOUR,
        "ID": str(identity),
        "Name": name,
        "Range": f"{start},{end}",
        "Type": "",
    }


def note_range(text: str, offset: int) -> tuple[int, int]:
    """Return where a note starts and ends in its paragraph, in UTF-16 units: the word it is at."""
    end = offset
    while end < len(text) and not text[end].isspace():
        end += 1
    return units(text[:offset]), units(text[:end])


def _yes(value: bool) -> str:  # noqa: FBT001
    return "Yes" if value else "No"
