"""The screenplay as values: one model for every file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Flag, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.errors import Problem


class Kind(StrEnum):
    """What a paragraph is; the values are Final Draft's names where it has one."""

    SCENE_HEADING = "Scene Heading"
    ACTION = "Action"
    CHARACTER = "Character"
    PARENTHETICAL = "Parenthetical"
    DIALOGUE = "Dialogue"
    LYRICS = "Lyrics"
    TRANSITION = "Transition"
    SHOT = "Shot"
    CAST_LIST = "Cast List"
    NEW_ACT = "New Act"
    END_OF_ACT = "End of Act"
    GENERAL = "General"
    # Fountain's own; none of these prints.
    SECTION = "Section"
    SYNOPSIS = "Synopsis"
    NOTE = "Note"
    BONEYARD = "Boneyard"
    PAGE_BREAK = "Page Break"


SILENT_KINDS = frozenset({Kind.SECTION, Kind.SYNOPSIS, Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK})
"""Kinds that take no line on the page."""

SPEECH_KINDS = frozenset({Kind.CHARACTER, Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS})
"""Kinds that can stand in a column of dual dialogue."""


class Style(Flag):
    """How a run of text is set."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    UNDERLINE = 4
    STRIKEOUT = 8
    ALL_CAPS = 16


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = Style.PLAIN
    tags: tuple[int, ...] = ()
    """Numbers of the FDX tags that cover this run; see `TagData`."""
    revision: int = 0
    """`id` of the revision set that wrote it, 0 for none; see `Screenplay.revisions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """A place where words were cut: what a star stands for where nothing new is to be seen."""

    offset: int
    """Where it stands in its paragraph's text, in characters."""
    revision: int
    """`id` of the revision set that cut them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionSet:
    """One round of revised pages: its colour, and how its changes are marked."""

    id: int
    """What `Run.revision` and `Deletion.revision` say; from 1."""
    name: str
    """Such as `Blue Revision`."""
    color: str = ""
    """Colour of its text as RRGGBB; empty for black."""
    page_color: str = ""
    """Colour of its paper as RRGGBB; empty for white."""
    mark: str = "*"
    """Printed in the margin of each changed line."""
    full: bool = False
    """Every page is of this colour, whether it changed or not."""
    style: Style = Style.PLAIN
    """How its text is set besides."""


class Column(StrEnum):
    """Side of a dual dialogue."""

    LEFT = "left"
    RIGHT = "right"


class Alignment(StrEnum):
    """How a paragraph's lines stand between its indents."""

    LEFT = "Left"
    CENTER = "Center"
    RIGHT = "Right"
    FULL = "Full"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """How one kind of paragraph is laid out, or what one paragraph changes of it.

    In a paragraph's own overrides, None means "as its kind has it".
    """

    left: float | None = None
    """Left edge in inches from the paper's left edge."""
    right: float | None = None
    """Right edge in inches from the paper's left edge."""
    first_indent: float | None = None
    """Inches added to `left` for the first line; may be negative."""
    space_before: float | None = None
    """Blank space above, in lines of the kind's font; line spacing does not stretch it."""
    spacing: float | None = None
    """Line spacing: 1 single, 1.5, 2 double."""
    alignment: Alignment | None = None
    starts_page: bool | None = None
    all_caps: bool | None = None
    """Shown in capitals whatever was typed."""
    paginate_as: str | None = None
    """For a custom kind: the kind whose page-break rules it follows (FDX Behavior)."""
    font: str | None = None
    """Name of the typeface; None means a Courier of ten characters to the inch."""
    size: float | None = None
    """Type size in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note in the script that does not print."""

    text: str
    offset: int
    """Where it stands in its paragraph's text, in characters."""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the script."""

    kind: Kind
    runs: tuple[Run, ...]
    line: int
    """First line in the source, from 1."""
    column: int = 1
    end_line: int = 0
    """Last line in the source, inclusive; 0 means the same as `line`."""
    number: str = ""
    """The production's number as typed, such as `12A`; headings mostly."""
    dual: Column | None = None
    depth: int = 0
    """Level of a section, from 1."""
    style_name: str = ""
    """The FDX type where it is a custom one; empty where it is `kind`."""
    layout: ParagraphStyle | None = None
    """What this paragraph overrides of its kind's layout."""
    notes: tuple[Note, ...] = ()
    synopsis: str = ""
    """A heading's summary where the format keeps one with it (FDX)."""
    page_label: str = ""
    """On a PAGE_BREAK: the locked page that starts here, such as `12A`."""
    stated_page: str = ""
    """On a heading: the page the writing program stored (FDX), as text."""
    stated_eighths: int = 0
    """On a heading: the length the writing program stored (FDX), 0 where it stored none."""
    deletions: tuple[Deletion, ...] = ()
    """Where words were cut from it, or above it, by a revision."""

    @property
    def text(self) -> str:
        """The words without styles."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleField:
    """One entry of the title page."""

    key: str
    """As typed, such as `Draft date`."""
    values: tuple[str, ...]
    """The lines of the value, without styles."""
    runs: tuple[tuple[Run, ...], ...] = ()
    """The same lines with their styles, where the format has any."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """The paper and its margins. Defaults are Final Draft's US Letter."""

    width: float = 8.5
    """Inches."""
    height: float = 11.0
    """Inches."""
    top: float = 72.0
    """Top margin in points."""
    bottom: float = 72.0
    """Bottom margin in points."""
    sentence_breaks: bool = True
    """Dialogue and action break only at the end of a sentence."""
    leading: str = "Normal"
    """Final Draft's document leading: Very Tight, Tight, Normal or Loose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continueds:
    """MORE, CONT'D and CONTINUED: what is printed where a break falls."""

    dialogue_bottom: bool = True
    """Print `more` where a speech breaks."""
    dialogue_top: bool = True
    """Repeat the cue with `contd` where the speech goes on."""
    more: str = "(MORE)"
    contd: str = "(CONT'D)"
    automatic: bool = True
    """The same speaker again within a scene gets `contd`."""
    scene_bottom: bool = False
    """Print `(CONTINUED)` where a scene breaks."""
    scene_top: bool = False
    """Print `CONTINUED:` where the scene goes on."""
    scene_bottom_text: str = "(CONTINUED)"
    scene_top_text: str = "CONTINUED:"
    scene_numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCategory:
    """A breakdown category of an FDX file; `id` is a UUID and the key."""

    id: str
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDefinition:
    """An element of an FDX file: a labelled thing in a category."""

    id: str
    category_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagData:
    """The breakdown an FDX file carries; `tags` maps a run's tag number to definition ids."""

    categories: tuple[TagCategory, ...] = ()
    definitions: tuple[TagDefinition, ...] = ()
    tags: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenplay:
    """A script as it was read. Order of `paragraphs` is the order of the file."""

    name: str
    """File name the script came from, for messages."""
    format: str
    """`fountain` or `fdx`."""
    title_page: tuple[TitleField, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    page_setup: PageSetup = PageSetup()
    styles: Mapping[str, ParagraphStyle] = field(default_factory=lambda: MappingProxyType({}))
    """Layout by kind or custom type name, as the file sets it; empty means the defaults."""
    continueds: Continueds = Continueds()
    tag_data: TagData = TagData()
    revisions: tuple[RevisionSet, ...] = ()
    """Rounds of revised pages, the earliest first."""
    problems: tuple[Problem, ...] = ()
    """Everything that looked like a mistake."""
    source: bytes = field(default=b"", repr=False)
    """The bytes that were read."""

    @property
    def title(self) -> str:
        """The title on the title page, or the file's name without its ending."""
        for entry in self.title_page:
            if entry.key.casefold() == "title":
                joined = " ".join(value for value in entry.values if value)
                if joined:
                    return joined
        return self.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
