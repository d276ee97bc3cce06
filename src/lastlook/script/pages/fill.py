"""Filling pages with blocks: where each page ends, and how much of the pages a scene uses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from lastlook.script.model import Kind
from lastlook.script.pages.blocks import Block, rest_of
from lastlook.script.pages.breaks import SPEECH, Breaks, Split
from lastlook.script.pages.furniture import Furniture
from lastlook.script.pages.labels import next_label
from lastlook.script.pages.locks import cut_at_locks
from lastlook.script.pages.paginate import PlacedLine, SceneExtent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastlook.script.model import Screenplay
    from lastlook.script.pages.locks import Starts


class Filler:
    """Places blocks one after the other; one screenplay per filler."""

    def __init__(
        self, screenplay: Screenplay, blocks: list[Block], locks: Mapping[int, Starts]
    ) -> None:
        setup = screenplay.page_setup
        self.height = setup.height * 72 - setup.top - setup.bottom
        """Points between the margins."""
        self.pages: list[tuple[str, list[PlacedLine]]] = []
        """Label and lines of each page so far."""
        self._blocks = blocks = cut_at_locks(list(_unfold(blocks, self.height)), locks)
        self._breaks = Breaks(screenplay, blocks, self.height)
        self._furniture = Furniture(screenplay, self.height)
        self._locked = [at for at, block in enumerate(blocks) if block.label]
        self._lines: list[PlacedLine] = []
        self._y = 0.0
        self._cue: Block | None = None
        self._scenes: list[tuple[int, str]] = []
        self._used: list[float] = []
        self._counting = False
        self._trailing = 0.0
        self._continued = 0

    def fill(self) -> None:
        """Place every block."""
        blocks, breaks = self._blocks, self._breaks
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if not self.pages:
                self._open_page(block.label or "1")
            elif block.new_page:
                self._start_new(at, block)
            split = breaks.fitting(at, self._y)
            if split is None and block.is_blank and self._y > 0:
                self._drop(block)
                at += 1
                continue
            if split is None and self._y > 0:
                self._turn(at, block)
                split = breaks.fitting(at, self._y)
            if split is None:
                split = breaks.forced(at, self._y)
            self._begin(block)
            self._place(block, split)
            if split.offset < 0:
                at += 1
            else:
                blocks[at] = rest_of(block, split.offset)
                self._turn(at, blocks[at])

    def extents(self) -> Iterator[SceneExtent]:
        """Give the extent of each scene heading, in order."""
        eighth = self.height / 8
        for (first, page), used in zip(self._scenes, self._used, strict=True):
            yield SceneExtent(first, page, max(1, ceil(used / eighth - 1e-6)), used / 12)

    def _start_new(self, at: int, block: Block) -> None:
        """Let `block` start a page, as its style or a page break asks."""
        if self._y > 0:
            self._turn(at, block, block.label)
        elif block.label:
            self.pages[-1] = (block.label, self._lines)

    def _open_page(self, label: str) -> None:
        self._lines = []
        self.pages.append((label, self._lines))
        self._y = 0.0

    def _turn(self, at: int, block: Block, label: str = "") -> None:
        """End the page and open the next, on which `block` comes first."""
        furniture = self._furniture
        starts_new = block.new_page and not block.locked
        goes_on = self._counting and not block.is_scene and not starts_new
        speaks_on = block.rule in SPEECH and self._cue is not None
        if block.is_scene and self._trailing:
            # Blank lines between a scene's end and the end of its page count for nobody.
            self._used[-1] -= self._trailing
        self._trailing = 0.0
        if speaks_on and self._breaks.more and self._y + self._breaks.more <= self._breaks.limit:
            self._lines.append(furniture.more(self._y))
        if goes_on:
            self._lines += furniture.scene_bottom()
        self._open_page(label or self._next_label(at))
        self._continued = self._continued + 1 if goes_on else 0
        if goes_on:
            top = furniture.scene_top(self._continued, self._number())
            self._lines += top
            self._y += 12.0 * len(top)
        if speaks_on and self._cue is not None:
            cue = furniture.contd(self._cue, self._y)
            self._lines += cue
            self._y += self._cue.box.line * len(cue)

    def _next_label(self, at: int) -> str:
        """Letters follow a locked page for as long as another locked one is to come."""
        label = self.pages[-1][0]
        to_come = bisect_right(self._locked, at)
        if not to_come or to_come == len(self._locked):
            return next_label(label, None)
        return next_label(label, self._blocks[self._locked[to_come]].label)

    def _number(self) -> str:
        return self._furniture.number_of(self._scenes[-1][0]) if self._scenes else ""

    def _drop(self, block: Block) -> None:
        """Let a blank paragraph fall off the bottom; the page is full then."""
        if self._counting:
            self._used[-1] += block.height
            self._trailing += block.height
        self._y = self._breaks.limit

    def _begin(self, block: Block) -> None:
        """Keep the books as `block` comes on: which scene runs, who speaks."""
        if block.is_scene and not block.continued:
            self._scenes.append((block.index, self.pages[-1][0]))
            self._used.append(0.0)
            self._counting, self._continued = True, 0
        elif block.kind is Kind.END_OF_ACT:
            self._counting = False
        if block.rule is Kind.CHARACTER:
            self._cue = None if block.columns else block
        elif block.rule not in SPEECH:
            self._cue = None

    def _place(self, block: Block, split: Split) -> None:
        """Set the lines of `block` that `split` gives to this page."""
        box = block.box
        space = self._breaks.space(block, self._y)
        y = self._y + space
        if block.columns is None:
            self._set(block, y, split)
            height = split.lines * box.line
        else:
            height = self._set_columns(block, y)
        self._y = y + height
        if not self._counting:
            return
        self._used[-1] += space + height
        self._trailing = self._trailing + space + height if block.is_blank else 0.0

    def _set(self, block: Block, y: float, split: Split) -> None:
        if not block.text:
            return
        box, text, kind, index = block.box, block.text, block.kind, block.index
        left, right, alignment = box.left, box.right, box.alignment
        if block.continued:
            left = box.rest_left
        lines = self._lines
        for start, end in block.spans[: split.lines]:
            stop = min(end, split.end) if split.offset >= 0 else end
            lines.append(
                PlacedLine(
                    text[start:stop], y / 12, left, right, alignment, kind, index, start, stop
                )
            )
            y += box.line
            left = box.rest_left
        if block.added:
            own = len(text) - block.added
            for at in range(len(lines) - split.lines, len(lines)):
                line = lines[at]
                lines[at] = replace(line, start=min(line.start, own), end=min(line.end, own))

    def _set_columns(self, block: Block, top: float) -> float:
        """Set both columns of a dual dialogue from `top`; gives the height of the taller."""
        bottom = top
        for column in block.columns or ():
            y = top
            for speech in column:
                y += speech.box.space if y > top else 0.0
                self._set(speech, y, Split(len(speech.spans)))
                y += speech.height
            bottom = max(bottom, y)
        return bottom - top


def _unfold(blocks: list[Block], height: float) -> Iterator[Block]:
    """Set a dual dialogue that is taller than a page as speeches one after the other."""
    for block in blocks:
        if block.columns is None or block.height <= height:
            yield block
        else:
            first, *others = (*block.columns[0], *block.columns[1])
            first.new_page, first.label, first.locked = block.new_page, block.label, block.locked
            yield first
            yield from others
