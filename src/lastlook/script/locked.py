"""Locked pages: a new draft laid out so that every page that was printed keeps its number.

Once pages have been handed out, a change may not move what stands on the others. What no longer
fits on a page goes to a page of its own with a letter (12A, 12B; A12A between 12 and 12A), a page
that lost words stays short, and pages of which nothing is left are joined to the one before them
(12-13).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.draft_words import changed_spans, pair_paragraphs, printed, words_of
from lastlook.script.model import Kind, Screenplay

if TYPE_CHECKING:
    from lastlook.script.page_locks import Starts
    from lastlook.script.pages import Pages

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
            found.append(LockedPage(page.label, first.paragraph, first.start))
    return LockedPages(draft, tuple(found))


def place_locks(screenplay: Screenplay, locked: LockedPages) -> dict[int, Starts]:
    """Find where each locked page starts in a new draft, by paragraph.

    A page starts with the first of its words that is still there. What was written between two
    pages belongs to the earlier one. Labels of pages that are gone join that of the page before.
    """
    words = _surviving(locked.draft, screenplay)
    rows = [old for old, _ in words]
    marks = [_place(page, locked.draft) for page in locked.pages]
    kept: list[tuple[str, Place]] = []
    gone = ""
    for number, page in enumerate(locked.pages):
        first = bisect_left(rows, marks[number])
        stop = marks[number + 1] if number + 1 < len(marks) else None
        if first == len(words) or (stop is not None and rows[first] >= stop):
            if kept:
                label, place = kept[-1]
                kept[-1] = (f"{label.partition('-')[0]}-{page.label}", place)
            else:
                gone = gone or page.label
            continue
        (old, _), (paragraph, word) = words[first]
        inside = marks[number][1] > 0 and old == marks[number][0]
        label = f"{gone}-{page.label}" if gone else page.label
        gone = ""
        # A paragraph whose first words changed starts the page with the changed ones.
        kept.append((label, (paragraph, word if inside else 0)))
    return _starts(screenplay, kept)


Place = tuple[int, int]
"""Paragraph and word in it."""


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


def _starts(screenplay: Screenplay, kept: list[tuple[str, Place]]) -> dict[int, Starts]:
    """Turn words into offsets; a page starts no lower than what must keep with its first word."""
    found: dict[int, list[tuple[int, str]]] = {}
    order = printed(screenplay)
    previous = -1
    for number, (label, place) in enumerate(kept):
        paragraph, word = place
        if number == 0:
            paragraph, word = order[0], 0
        elif word == 0 and (raised := _above(screenplay, order, paragraph)) > previous:
            paragraph = raised
        previous = paragraph
        start = words_of(screenplay.paragraphs[paragraph]).spans[word][0] if word else 0
        found.setdefault(paragraph, []).append((start, label))
    return {index: tuple(starts) for index, starts in found.items()}


def _above(screenplay: Screenplay, order: list[int], paragraph: int) -> int:
    """Go up to the heading or cue that `paragraph` keeps with."""
    at = bisect_left(order, paragraph)
    kinds = [screenplay.paragraphs[index].kind for index in order[: at + 1]]
    while at > 0 and kinds[at] in _KEPT_WITH.get(kinds[at - 1], ()):
        at -= 1
    return order[at]
