"""Locked pages: a new draft laid out so that every page that was printed keeps its number.

Once pages have been handed out, a change may not move what stands on the others. What no longer
fits on a page goes to a page of its own with a letter (12A, 12B; A12A between 12 and 12A), a page
that lost words stays short, and pages of which nothing is left are joined to the one before them
(12-13).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lastlook.script.drafts.words import changed_spans, pair_paragraphs, printed, words_of
from lastlook.script.model import SILENT_KINDS, Kind, Screenplay
from lastlook.script.pages.layout import effective_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.script.pages.locks import Starts
    from lastlook.script.pages.paginate import Pages

_SPOKEN = frozenset({Kind.DIALOGUE, Kind.LYRICS})
_KEPT_WITH = {
    Kind.SCENE_HEADING: frozenset(Kind) - {Kind.SCENE_HEADING, Kind.SHOT},
    Kind.SHOT: frozenset(Kind) - {Kind.SCENE_HEADING, Kind.SHOT},
    Kind.CHARACTER: _SPOKEN | {Kind.PARENTHETICAL},
    Kind.PARENTHETICAL: _SPOKEN,
}
"""What must follow each of these on its page."""


@dataclass(frozen=True, slots=True)
class LockedPage:
    """A page that was printed."""

    label: str
    paragraph: int
    """Index in the locked draft of the paragraph it starts with."""
    offset: int
    """Where it starts in that paragraph's text."""
    blank: int = 0
    """Blank paragraphs above that one which are on the page too."""


@dataclass(frozen=True, slots=True)
class LockedPages:
    """The pages of a draft, to be kept by those that follow."""

    draft: Screenplay
    pages: tuple[LockedPage, ...]


def lock(draft: Screenplay, pages: Pages) -> LockedPages:
    """Lock the pages of a draft, as `paginate` gave them.

    A page without a word of the script, such as one that is left blank, is not locked.
    """
    found = []
    for page in pages.pages:
        first = next((line for line in page.lines if line.paragraph >= 0), None)
        if first is not None:
            above = sum(line.y < first.y for line in page.lines)
            blank = _blank_on_top(draft, first.paragraph, first.y - above)
            found.append(LockedPage(page.label, first.paragraph, first.start, blank))
    return LockedPages(draft, tuple(found))


def _blank_on_top(draft: Screenplay, index: int, room: float) -> int:
    """Count the blank paragraphs above one that stands `room` lines below the top of its page."""
    own = effective_style(draft, draft.paragraphs[index])
    if own.starts_page:
        return 0
    room -= own.space_before or 0
    count = 0
    for above in _blanks_above(draft, index):
        if room < 0.9:
            break
        room -= 1 + (effective_style(draft, draft.paragraphs[above]).space_before or 0)
        count += 1
    return count


def _blanks_above(screenplay: Screenplay, index: int) -> Iterator[int]:
    """Give the blank paragraphs that stand right above one, from the bottom up."""
    for above in range(index - 1, -1, -1):
        paragraph = screenplay.paragraphs[above]
        if paragraph.kind not in SILENT_KINDS:
            if words_of(paragraph).keys:
                return
            yield above


def place_locks(screenplay: Screenplay, locked: LockedPages) -> dict[int, Starts]:
    """Find where each locked page starts in a new draft, by paragraph.

    A page starts with the first of its words that is still there. What was written between two
    pages belongs to the earlier one. Labels of pages that are gone join that of the page before.
    """
    words = _surviving(locked.draft, screenplay)
    rows = [old for old, _ in words]
    marks = [_place(page, locked.draft) for page in locked.pages]
    kept: list[_Start] = []
    gone = ""
    for number, page in enumerate(locked.pages):
        first = bisect_left(rows, marks[number])
        stop = marks[number + 1] if number + 1 < len(marks) else None
        if first == len(words) or (stop is not None and rows[first] >= stop):
            if kept:
                joined = f"{kept[-1].label.partition('-')[0]}-{page.label}"
                kept[-1] = kept[-1]._replace(label=joined)
            else:
                gone = gone or page.label
            continue
        (old, _), (paragraph, word) = words[first]
        inside = marks[number][1] > 0 and old == marks[number][0]
        label = f"{gone}-{page.label}" if gone else page.label
        gone = ""
        # A paragraph whose first words changed starts the page with the changed ones.
        floor = words[first - 1][1][0] if first else -1
        kept.append(_Start(label, paragraph, word if inside else 0, page.blank, floor))
    return _starts(screenplay, kept)


Place = tuple[int, int]
"""Paragraph and word in it."""


class _Start(NamedTuple):
    """Where a locked page starts in the new draft."""

    label: str
    paragraph: int
    word: int
    blank: int
    floor: int
    """Last paragraph that still has words of the pages before; -1 for none."""


def _place(page: LockedPage, draft: Screenplay) -> Place:
    spans = words_of(draft.paragraphs[page.paragraph]).spans
    word = next((n for n, (_, end) in enumerate(spans) if end > page.offset), len(spans))
    return page.paragraph, word


def _surviving(old: Screenplay, new: Screenplay) -> list[tuple[Place, Place]]:
    """Give every word of the old draft that is still in the new: where it was, where it is."""
    found = []
    for pair in pair_paragraphs(old, new):
        before, after = words_of(old.paragraphs[pair.old]), words_of(new.paragraphs[pair.new])
        low = start = 0
        edges = [*changed_spans(before, after), (len(before.keys), 0, len(after.keys), 0)]
        for high, low_next, _, start_next in edges:
            found += [
                ((pair.old, word), (pair.new, start + word - low)) for word in range(low, high)
            ]
            low, start = low_next, start_next
    return found


def _starts(screenplay: Screenplay, kept: list[_Start]) -> dict[int, Starts]:
    """Turn words into offsets; a page starts no lower than what must keep with its first word."""
    found: dict[int, list[tuple[int, str]]] = {}
    order = printed(screenplay)
    for number, start in enumerate(kept):
        paragraph, word = start.paragraph, start.word
        if number == 0:
            paragraph, word = _first(screenplay), 0
        elif word == 0:
            paragraph = _above(screenplay, order, paragraph, start.floor)
            blanks = list(islice(_blanks_above(screenplay, paragraph), start.blank))
            paragraph = blanks[-1] if blanks else paragraph
        offset = words_of(screenplay.paragraphs[paragraph]).spans[word][0] if word else 0
        found.setdefault(paragraph, []).append((offset, start.label))
    return {index: tuple(starts) for index, starts in found.items()}


def _first(screenplay: Screenplay) -> int:
    """Give the first paragraph that takes room on a page."""
    return next(
        index
        for index, paragraph in enumerate(screenplay.paragraphs)
        if paragraph.kind not in SILENT_KINDS and (paragraph.runs or paragraph.dual is None)
    )


def _above(screenplay: Screenplay, order: list[int], paragraph: int, floor: int) -> int:
    """Go up to a new heading or cue that `paragraph` keeps with, but not to `floor`."""
    at = bisect_left(order, paragraph)
    paragraphs = screenplay.paragraphs
    while at > 0 and order[at - 1] > floor:
        above, here = paragraphs[order[at - 1]].kind, paragraphs[order[at]].kind
        if here not in _KEPT_WITH.get(above, ()):
            break
        at -= 1
    return order[at]
