"""The parts of a .docx around its text: styles, header, comments, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lastlook.script.fdx.write_form import xml_text
from lastlook.script.model import Alignment, Kind, Paragraph
from lastlook.script.pages.layout import DEFAULT_STYLES, effective_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import ParagraphStyle, Screenplay

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{_RELATION}"'
TITLE_TAG = "title-page:"
"""Start of the tag of a content control that holds one field of the title page."""
LONGEST_TAG = 64
"""Characters that Word takes for a tag."""
PROGRAM = "lastlook"
"""What wrote the document, as its properties say; Word puts its own name there."""
NOTE_AUTHOR = "Script note"
ALONE = "NP"
"""Initials of a comment that is a paragraph of its own in the script."""
NUMBER_STYLE = "Scene Number"
LEFT_MARGIN = 1.5
"""Inches; paragraphs are indented from here, as the screenplay's are."""
RIGHT_MARGIN = 1.0
STYLED = (
    Kind.SCENE_HEADING,
    Kind.ACTION,
    Kind.CHARACTER,
    Kind.PARENTHETICAL,
    Kind.DIALOGUE,
    Kind.LYRICS,
    Kind.TRANSITION,
    Kind.SHOT,
    Kind.CAST_LIST,
    Kind.NEW_ACT,
    Kind.END_OF_ACT,
    Kind.GENERAL,
)
_NEXT = {
    Kind.CHARACTER: Kind.DIALOGUE,
    Kind.PARENTHETICAL: Kind.DIALOGUE,
    Kind.TRANSITION: Kind.SCENE_HEADING,
}
_KEEPS_NEXT = {
    Kind.SCENE_HEADING,
    Kind.CHARACTER,
    Kind.PARENTHETICAL,
    Kind.SHOT,
    Kind.NEW_ACT,
}
_ALIGNMENTS = {
    Alignment.LEFT: "left",
    Alignment.CENTER: "center",
    Alignment.RIGHT: "right",
    Alignment.FULL: "both",
}

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.extended-properties+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}.comments+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
    'core-properties+xml"/></Types>'
)
PACKAGE_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATION}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATION}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId4" Type="{_RELATION}/comments" Target="comments.xml"/>'
    "</Relationships>"
)
SETTINGS = (
    f'{HEAD}<w:settings {NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    f'extended-properties"><Application>{PROGRAM}</Application></Properties>'
)


class Comment(NamedTuple):
    """A note on its way to Word's comments."""

    text: str
    alone: bool
    """A paragraph of its own in the script."""


def core_part(screenplay: Screenplay, losses: Losses) -> str:
    """Return title and authors as the file's properties."""
    authors = [
        value
        for field in screenplay.title_page
        if field.key.casefold() in {"author", "authors"}
        for value in field.values
    ]
    title = escape(xml_text(screenplay.title, losses, 0))
    names = escape(xml_text(", ".join(authors), losses, 0))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{names}</dc:creator></cp:coreProperties>"
    )


def header_part(screenplay: Screenplay) -> str:
    """Return the header with the page's number at the right."""
    width = twips(screenplay.page_setup.width - LEFT_MARGIN - RIGHT_MARGIN)
    return (
        f'{HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        '<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        "<w:r><w:t>.</w:t></w:r></w:p></w:hdr>"
    )


def comments_part(comments: Sequence[Comment], losses: Losses) -> str:
    """Return the script's notes as Word's comments."""
    found = []
    for identity, (text, alone) in enumerate(comments):
        rows = "".join(
            '<w:p><w:r><w:t xml:space="preserve">'
            f"{escape(xml_text(row, losses, 0))}</w:t></w:r></w:p>"
            for row in text.split("\n")
        )
        initials = ALONE if alone else "N"
        found.append(
            f'<w:comment w:id="{identity}" w:author="{NOTE_AUTHOR}" w:initials="{initials}">'
            f"{rows}</w:comment>"
        )
    return f"{HEAD}<w:comments {NAMESPACES}>{''.join(found)}</w:comments>"


def style_id(name: str) -> str:
    """Return the id of a style: its name without spaces."""
    return "".join(filter(str.isalnum, name)) or "Custom"


def styles_part(screenplay: Screenplay, losses: Losses) -> str:
    """Return the styles: one for each kind of paragraph, and the script's custom ones."""
    size = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
    fonts = " ".join(f'w:{script}="Courier New"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    found = [
        (
            f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
            f"{size}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="exact"/>'
            "</w:pPr></w:pPrDefault></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "</w:style>"
        ),
        (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            "</w:style>"
        ),
        (
            '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
            '<w:basedOn w:val="Normal"/></w:style>'
        ),
        (
            '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
            '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="240"/><w:jc w:val="center"/>'
            "</w:pPr></w:style>"
        ),
        (
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TitlePage">'
            '<w:name w:val="Title Page"/><w:basedOn w:val="Normal"/></w:style>'
        ),
        (
            '<w:style w:type="character" w:customStyle="1" w:styleId="SceneNumber">'
            f'<w:name w:val="{NUMBER_STYLE}"/></w:style>'
        ),
    ]
    for kind in STYLED:
        model = Paragraph(kind=kind, runs=(), line=0)
        found.append(_style(screenplay, model, kind.value, losses))
    names: dict[str, Kind] = {}
    for paragraph in screenplay.paragraphs:
        if paragraph.style_name:
            names.setdefault(paragraph.style_name, paragraph.kind)
    taken = {style_id(kind.value) for kind in STYLED}
    for name, kind in names.items():
        if style_id(name) not in taken and kind in STYLED:
            taken.add(style_id(name))
            model = Paragraph(kind=kind, runs=(), line=0, style_name=name)
            found.append(_style(screenplay, model, name, losses))
    return "".join(found) + "</w:styles>"


def _style(screenplay: Screenplay, model: Paragraph, name: str, losses: Losses) -> str:
    style = effective_style(screenplay, model)
    keep = "<w:keepNext/>" if model.kind in _KEEPS_NEXT else ""
    keep += "<w:keepLines/>" if model.kind in {Kind.SCENE_HEADING, Kind.CHARACTER} else ""
    level = '<w:outlineLvl w:val="0"/>' if model.kind is Kind.SCENE_HEADING else ""
    caps = "<w:rPr><w:caps/></w:rPr>" if DEFAULT_STYLES[model.kind].all_caps else ""
    if model.kind is Kind.LYRICS:
        caps = "<w:rPr><w:i/></w:rPr>"
    following = _NEXT.get(model.kind, Kind.ACTION).value
    shown = quoteattr(xml_text(name, losses, 0))
    base = style_id(model.kind.value) if model.style_name else "Normal"
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val={shown}/><w:basedOn w:val="{base}"/>'
        f'<w:next w:val="{style_id(following)}"/><w:qFormat/>'
        f"<w:pPr>{keep}{layout(style, screenplay, page_start=True)}{level}</w:pPr>{caps}</w:style>"
    )


def layout(style: ParagraphStyle, screenplay: Screenplay, *, page_start: bool) -> str:
    """Return a complete layout as Word's paragraph properties, in the order its schema asks."""
    edge = screenplay.page_setup.width - RIGHT_MARGIN
    left = twips((style.left or 0) - LEFT_MARGIN)
    right = twips(edge - (style.right or edge))
    first = twips(style.first_indent or 0)
    hang = f' w:hanging="{-first}"' if first < 0 else f' w:firstLine="{first}"'
    line = round(240 * (style.spacing or 1))
    breaks = "<w:pageBreakBefore/>" if page_start and style.starts_page else ""
    return (
        f"{breaks}"
        f'<w:spacing w:before="{round((style.space_before or 0) * 240)}" w:line="{line}"'
        ' w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}"{hang}/>'
        f'<w:jc w:val="{_ALIGNMENTS[style.alignment or Alignment.LEFT]}"/>'
    )


def twips(inches: float) -> int:
    """Return inches as Word counts them, 1,440 to the inch."""
    return round(inches * 1440)
