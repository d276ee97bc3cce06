"""Pages and scene lengths as Final Draft counts them.

The rules are measured on documents that Final Draft itself laid out; `docs/pages.md` gives each
rule with its evidence and how well the whole agrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from lastlook.script.model import Alignment, Kind, Run
from lastlook.script.pages.eighths import format_eighths, parse_eighths

if TYPE_CHECKING:
    from lastlook.script.model import Paragraph, Screenplay
    from lastlook.script.revisions.locked import LockedPages

__all__ = [
    "Page",
    "Pages",
    "PlacedLine",
    "SceneExtent",
    "format_eighths",
    "line_runs",
    "paginate",
    "parse_eighths",
]


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a page, ready to print."""

    text: str
    """What is shown, in capitals where its kind asks for them; see `line_runs` for its styles."""
    y: float
    """Lines of 12 points from the top margin down to the line, 0 for the first."""
    left: float
    """Inches from the paper's left edge to where the line starts."""
    right: float
    """Inches from the paper's left edge to where the line must end."""
    alignment: Alignment
    """How it stands between the two."""
    kind: Kind
    paragraph: int = -1
    """Index in the screenplay's paragraphs; -1 for MORE, CONT'D and CONTINUED."""
    start: int = 0
    """Where the line starts in the paragraph's text."""
    end: int = 0
    """Where it ends there; spaces that hang past the margin are left out. A cue's `text` goes on
    behind it with (CONT'D) where that was not typed."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the script."""

    label: str
    """The page's number as printed: `12`, or `12A` where pages are locked."""
    lines: tuple[PlacedLine, ...]
    """From top to bottom; the columns of a dual dialogue one after the other."""


@dataclass(frozen=True, slots=True)
class SceneExtent:
    """Where a scene stands and how long it is."""

    first: int
    """Index of its heading in the screenplay's paragraphs."""
    page: str
    """Label of the page its heading is on."""
    eighths: int
    """Length in eighths of a page, rounded up, at least 1."""
    lines: float
    """Lines used, the blank ones above its paragraphs included."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A script laid out."""

    pages: tuple[Page, ...]
    scenes: tuple[SceneExtent, ...]
    """One for each scene heading, in order."""
    lines_per_page: int
    """Whole lines of 12 points that fit between the margins."""

    @property
    def scene_eighths(self) -> int:
        """All scene lengths together; more than eight times the pages, for each is rounded up."""
        return sum(scene.eighths for scene in self.scenes)


def paginate(screenplay: Screenplay, locked: LockedPages | None = None) -> Pages:
    """Lay the script out in pages by Final Draft's rules.

    With `locked`, the pages of an earlier draft, each of those pages keeps its label and where it
    starts, as far as its words are still there; what overflows goes to pages with letters. See
    `script.locked`. Without it the pages that the script itself locks are kept (`=== 12A ===`).

    Paragraphs that do not print are left out, and so is a blank paragraph that would fall off the
    bottom of a page. Every other word is on exactly one line, in order. A script without anything
    to print has no page.
    """
    from lastlook.script.pages.blocks import make_blocks
    from lastlook.script.pages.fill import Filler
    from lastlook.script.pages.locks import typed_locks

    if locked is None:
        locks = typed_locks(screenplay)
    else:
        from lastlook.script.revisions.locked import place_locks

        locks = place_locks(screenplay, locked)
    filler = Filler(screenplay, make_blocks(screenplay, typed=locked is None), locks)
    filler.fill()
    return Pages(
        pages=tuple(Page(label, tuple(lines)) for label, lines in filler.pages),
        scenes=tuple(filler.extents()),
        lines_per_page=max(1, floor(filler.height / 12 + 1e-6)),
    )


def line_runs(paragraph: Paragraph, line: PlacedLine) -> tuple[Run, ...]:
    """Cut the text of a placed line of `paragraph` into runs of one style each.

    Lines that belong to no paragraph, such as MORE, come back as one plain run. A (CONT'D) that was
    not typed is a run of its own.
    """
    if line.paragraph < 0:
        return (Run(line.text),)
    found: list[Run] = []
    own = line.text[: line.end - line.start]
    at = 0
    for run in paragraph.runs:
        start, at = at, at + len(run.text)
        text = own[max(start - line.start, 0) : max(at - line.start, 0)]
        if text:
            found.append(Run(text, run.style, run.tags, run.revision))
    if len(own) < len(line.text):
        found.append(Run(line.text[len(own) :], paragraph.runs[-1].style))
    return tuple(found)
