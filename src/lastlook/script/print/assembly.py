"""From a script's pages to the sheets of one print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from lastlook.script.model import Alignment, Kind, Run, Style
from lastlook.script.print import marks
from lastlook.script.print.margins import (
    MARK,
    NumberPlaces,
    read_mark_location,
    read_number_places,
)
from lastlook.script.print.options import Numbers
from lastlook.script.print.scene_choice import SceneFinder
from lastlook.script.print.sheets import EDGE, NUMBER_GAP, Place, Setter, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.script.model import RevisionSet, Screenplay
    from lastlook.script.pages.paginate import Page, PlacedLine
    from lastlook.script.print.options import PrintOptions
    from lastlook.script.scenes import Scene

_Key = TypeVar("_Key")
_START = {False: Alignment.LEFT, True: Alignment.RIGHT}
"""Side that lines start on, by whether the pages are mirrored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of the script this print shows."""

    sides: frozenset[int] | None
    """Scenes of these sides by index; None prints all."""
    withheld: frozenset[int]
    """Scenes that are not to be read."""


class Assembly:
    """Puts together the sheets of one script."""

    def __init__(
        self,
        screenplay: Screenplay,
        scenes: Sequence[Scene],
        choice: Choice,
        options: PrintOptions,
        setter: Setter,
    ) -> None:
        self._screenplay = screenplay
        self._scenes = {scene.first: scene for scene in scenes}
        self._order = scenes
        self._choice = choice
        self._options = options
        self._setter = setter
        self._finder = SceneFinder(scenes)
        revised = bool(screenplay.revisions) or any(
            p.deletions or any(run.revision for run in p.runs) for p in screenplay.paragraphs
        )
        self._revised = revised and (options.revision_marks or options.revision_colors)
        self._sets = {one.id: one for one in screenplay.revisions}
        self._mark_location = read_mark_location(screenplay) if self._revised else MARK
        self._numbers = _number_places(screenplay, scenes, options.numbers)
        self._colors: Mapping[int, str] = (
            marks.speech_colors(screenplay, options.highlight) if options.highlight else {}
        )
        self._numbered: set[int] = set()
        self._right = 540.0 if screenplay.page_setup.width >= 8.5 else 522.0

    def sheets(self, pages: Sequence[Page]) -> Iterator[Sheet]:
        """Give the sheets of all pages that this print shows, in order."""
        sides = self._choice.sides
        for at, page in enumerate(pages):
            scenes = self._finder.of_lines(page.lines)
            if sides is None or not sides.isdisjoint(scenes):
                yield self._sheet(page, scenes, first=at == 0)

    def _sheet(self, page: Page, scenes: list[int], *, first: bool) -> Sheet:
        sheet = Sheet(label="" if first else page.label)
        withheld, sides = self._choice.withheld, self._choice.sides
        if withheld.isdisjoint(scenes):
            shown: Sequence[PlacedLine] = page.lines
            self._add_text(sheet, page.lines)
        else:
            shown = [
                line
                for line, scene in zip(page.lines, scenes, strict=True)
                if scene not in withheld
            ]
            for scene, lines in _stretches(page.lines, scenes):
                if scene in withheld:
                    self._withhold(sheet, lines, scene)
                else:
                    self._add_text(sheet, lines)
        if sides is not None:
            unused = [scene in sides for scene in scenes]
            for used, lines in _stretches(page.lines, unused):
                if not used:
                    edges = (72.0, self._setter.width - 54.0)
                    sheet.marks += marks.cross_out(self._setter, lines, edges)
        note = self._revise(sheet, replace(page, lines=tuple(shown)))
        sheet.marks += marks.page_number(self._setter, sheet.label, self._right, note)
        return sheet

    def _add_text(self, sheet: Sheet, lines: Sequence[PlacedLine]) -> None:
        """Set lines of the script, and as marks those that a page break added."""
        setter = self._setter
        if self._colors:
            sheet.marks += marks.highlights(setter, lines, self._colors)
        for group in setter.group(lines):
            line = group[0]
            if line.paragraph < 0:
                sheet.marks.append(setter.mark(line.text, setter.place(line)))
            elif line.kind is Kind.SCENE_HEADING and line.paragraph not in self._numbered:
                self._numbered.add(line.paragraph)
                self._add_heading(sheet, group)
            else:
                sheet.texts.append(setter.text(group))

    def _add_heading(self, sheet: Sheet, group: list[PlacedLine]) -> None:
        """Set a heading with its number in the margins."""
        setter, where = self._setter, self._numbers
        paragraph = self._screenplay.paragraphs[group[0].paragraph]
        scene = self._scenes.get(group[0].paragraph)
        number = paragraph.number or (scene.number if scene is not None else "")
        place = setter.place(group[0])
        style = paragraph.runs[0].style if paragraph.runs else Style.PLAIN
        flags = (style & (Style.BOLD | Style.ITALIC)).value
        inside = place.alignment is Alignment.LEFT and not place.rtl and not setter.mirrored
        if where.left is not None and inside:
            # Part of the heading, so that it is read aloud and found in the outline.
            sheet.texts.append(setter.text(group, number, where.left * 72, flags))
        else:
            sheet.texts.append(setter.text(group))
            if where.left is not None:
                sheet.marks.append(self._margin_number(number, where.left * 72, place, flags))
        if where.right is not None:
            # Counted from the edge the page is read from; a long heading pushes its number out.
            width = setter.text_width(group[0].text, place.size)
            start = setter.width - place.right if setter.mirrored else place.left
            room = place.right - place.left
            end = (
                start + (width if place.alignment is _START[setter.mirrored] else room) + NUMBER_GAP
            )
            left = max(where.right * 72, end)
            sheet.marks.append(self._margin_number(number, left, place, flags))

    def _margin_number(self, number: str, left: float, heading: Place, flags: int) -> Any:
        setter = self._setter
        right, alignment = max(min(left + 72, setter.width - EDGE), left + EDGE), Alignment.LEFT
        if setter.mirrored:
            left, right, alignment = setter.width - right, setter.width - left, Alignment.RIGHT
        place = Place(left=left, right=right, y=heading.y, alignment=alignment)
        return setter.mark(number, place, flags=flags)

    def _withhold(self, sheet: Sheet, lines: Sequence[PlacedLine], scene: int) -> None:
        """Put a box in the place of a scene's lines; of its words only the number is left."""
        setter = self._setter
        top, bottom = marks.bands(setter, lines)
        edges = (90.0, setter.width - 54.0)
        sheet.marks.append(marks.withheld_box((top, bottom), edges))
        number = self._order[scene].number
        middle = (top + bottom) / 2 + 4
        place = Place(left=edges[0], right=edges[1], y=middle, alignment=Alignment.CENTER)
        sheet.texts.append(setter.line("h", (Run(f"Scene {number} withheld"),), place))

    def _revise(self, sheet: Sheet, page: Page) -> str:
        """Mark revised lines, tint a revised page; give the revision's name for its top."""
        if not self._revised:
            return ""
        from lastlook.script.revisions.marks import page_revision, starred

        screenplay = self._screenplay
        latest = page_revision(page, screenplay)
        if not latest:
            return ""
        if self._options.revision_marks:
            found = starred(page, screenplay)
            marked = ((page.lines[at], self._set(number).mark) for at, number in found.items())
            sheet.marks += marks.stars(self._setter, marked, self._mark_location)
        if not self._options.revision_colors:
            return ""
        sheet.color = self._set(latest).page_color
        return self._set(latest).name

    def _set(self, number: int) -> RevisionSet:
        from lastlook.script.revisions.colours import standard_set

        return self._sets.get(number) or standard_set(number)


def _stretches(
    lines: Sequence[PlacedLine], keys: Sequence[_Key]
) -> Iterator[tuple[_Key, list[PlacedLine]]]:
    """Part lines where their key changes."""
    for key, pairs in groupby(zip(keys, lines, strict=True), key=lambda pair: pair[0]):
        yield key, [line for _, line in pairs]


def _number_places(
    screenplay: Screenplay, scenes: Sequence[Scene], wanted: Numbers | None
) -> NumberPlaces:
    """Settle the margins in which numbers stand; None in both means no numbers."""
    nowhere = NumberPlaces(left=None, right=None)
    if wanted is Numbers.NONE:
        return nowhere
    if wanted is None:
        numbered = any(screenplay.paragraphs[scene.first].number for scene in scenes)
        return read_number_places(screenplay) if numbered else nowhere
    own, default = read_number_places(screenplay), NumberPlaces()
    left = own.left if own.left is not None else default.left
    right = own.right if own.right is not None else default.right
    return NumberPlaces(
        left=None if wanted is Numbers.RIGHT else left,
        right=None if wanted is Numbers.LEFT else right,
    )
