"""Where a page may end: what keeps together, and at which line a paragraph may break."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lastlook.script.model import Kind
from lastlook.script.pages.wrap import sentence_ends, skip_spaces

if TYPE_CHECKING:
    from lastlook.script.model import Screenplay
    from lastlook.script.pages.blocks import Block

HANG = 1.0
"""Points by which a page's last line may stand below the margin."""
KEPT_LINES = 2
"""Lines of a broken paragraph that stay together, on either page."""

SPOKEN = frozenset({Kind.DIALOGUE, Kind.LYRICS})
SPEECH = SPOKEN | {Kind.PARENTHETICAL}
HEADINGS = frozenset({Kind.SCENE_HEADING, Kind.SHOT})
_BREAKABLE = frozenset({Kind.ACTION, Kind.GENERAL, Kind.CAST_LIST}) | SPOKEN


class Split(NamedTuple):
    """How much of a block a page takes."""

    lines: int
    """Lines on this page."""
    end: int = -1
    """Where the words on this page end, in the block's text."""
    offset: int = -1
    """Where the next page goes on in the block's text; -1 when this page takes the whole."""


class Breaks:
    """Final Draft's rules of page breaking over one script's blocks."""

    def __init__(self, screenplay: Screenplay, blocks: list[Block], height: float) -> None:
        continueds = screenplay.continueds
        self.limit = height + HANG
        """Points from the top margin that text may reach."""
        self.more = 12.0 if continueds.dialogue_bottom else 0.0
        """Points that a MORE takes."""
        self._blocks = blocks
        self._continued = 12.0 if continueds.scene_bottom else 0.0
        self._at_sentences = screenplay.page_setup.sentence_breaks

    def space(self, block: Block, y: float) -> float:
        """Points of blank above `block` at `y`: none at a page top, unless it starts pages."""
        if block.continued:
            return 0.0
        return block.box.space if y > 0 or block.box.starts_page else 0.0

    def fitting(self, at: int, y: float, depth: int = 0) -> Split | None:
        """How much of block `at` may stand from `y` on; None when it must go to the next page."""
        block = self._blocks[at]
        if depth and block.new_page:
            return None
        if depth and block.is_blank:
            return Split(1)
        top = y + self.space(block, y)
        bottom = top + block.height
        limit = self._limit(at, y, bottom)
        whole = Split(len(block.spans))
        if bottom > limit:
            return self._broken(block, limit - top)
        if at + 1 == len(self._blocks):
            return whole
        after = self._blocks[at + 1]
        rule = block.rule
        if after.kind is Kind.TRANSITION and not after.new_page:
            end = bottom + after.box.space + after.height
            if end > self._limit(at + 1, bottom, end):
                return self._broken(block, limit - top)
        if rule in HEADINGS:
            keeps = after.rule not in HEADINGS and not after.new_page
        elif rule is Kind.CHARACTER and block.columns is None:
            keeps = after.rule in SPEECH
        elif rule is Kind.PARENTHETICAL:
            keeps = after.rule in SPOKEN
        else:
            # A speech that goes on in another paragraph needs room to say so.
            keeps = rule in SPOKEN and after.rule in SPEECH and bottom + self.more > limit
        if keeps and depth < 12 and self.fitting(at + 1, bottom, depth + 1) is None:
            return self._broken(block, limit - top) if rule in SPOKEN else None
        return whole

    def forced(self, at: int, y: float) -> Split:
        """How much of a block stands at the top of a page when no rule can be kept."""
        block = self._blocks[at]
        top = y + self.space(block, y)
        room = self._limit(at, y, top + block.height) - top
        if block.height <= room or block.columns is not None:
            return Split(len(block.spans))
        broken = self._broken(block, room)
        if broken is not None:
            return broken
        if block.rule in SPOKEN:
            room -= self.more
        lines = max(1, int(room / block.box.line))
        if lines >= len(block.spans):
            return Split(len(block.spans))
        return Split(lines, block.spans[lines - 1][1], block.spans[lines][0])

    def _limit(self, at: int, y: float, bottom: float) -> float:
        """Points that text may reach, less the line for CONTINUED where the scene goes on."""
        limit = self.limit
        if not self._continued or bottom <= limit - self._continued:
            return limit
        for k in range(at, len(self._blocks)):
            block = self._blocks[k]
            if k > at:
                if block.is_scene:
                    return limit
                if block.new_page:
                    break
            y += (block.box.space if y > 0 else 0.0) + block.height
            if y > limit:
                break
        else:
            return limit
        return limit - self._continued

    def _broken(self, block: Block, room: float) -> Split | None:
        """Find the most of `block` that may stand in `room` points with the rest on the next page.

        Lines are counted as they stand unbroken: a line that holds the end of one sentence and
        the start of the next counts on both sides, though the rest is wrapped anew.
        """
        spans = block.spans
        if block.rule not in _BREAKABLE or len(spans) < 2 * KEPT_LINES:
            return None
        if block.rule in SPOKEN:
            room -= self.more
        most = min(int((room + 1e-6) / block.box.line), len(spans))
        if most < KEPT_LINES:
            return None
        if not self._at_sentences:
            lines = min(most, len(spans) - KEPT_LINES)
            if lines < KEPT_LINES:
                return None
            return Split(lines, spans[lines - 1][1], spans[lines][0])
        first, last = spans[KEPT_LINES - 2][1], spans[most - 1][1]
        for end in reversed(sentence_ends(block.text, first, last)):
            offset = skip_spaces(block.text, end)
            lines = next(n for n, span in enumerate(spans, 1) if end <= span[1])
            if offset < spans[-(KEPT_LINES - 1)][0]:
                return Split(lines, end, offset)
        return None
