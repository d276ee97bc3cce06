"""Revised pages: which words a new draft changed, and which lines and pages carry a star."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.script.drafts.words import changed_spans, pair_paragraphs, printed, words_of
from lastlook.script.model import Deletion, RevisionSet, Run
from lastlook.script.pages.wrap import skip_spaces
from lastlook.script.revisions.colours import standard_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lastlook.script.drafts.words import Pair
    from lastlook.script.model import Paragraph, Screenplay
    from lastlook.script.pages.paginate import Page, Pages, PlacedLine


def revise_marks(old: Screenplay, new: Screenplay, *, revision: int) -> Screenplay:
    """Mark in `new` every word that is not in `old`, and every place where words were cut.

    The drafts may be in any formats. Marks that `old` carries stay on the words that are still
    there; marks that `new` carries itself are not touched. Only words count: not how they are set,
    not where lines and paragraphs were typed, nor typographic for plain quotes. What moved is
    marked where it stands now.

    `revision` is the `id` of the round. Its set is taken from either draft; failing that it gets
    the colour that is usual (1 Blue, 2 Pink, ...).
    """
    pairs = pair_paragraphs(old, new)
    paragraphs = list(new.paragraphs)
    matched = {pair.new: pair.old for pair in pairs}
    for index in printed(new):
        paragraph = paragraphs[index]
        if index in matched:
            paragraphs[index] = _compared(old.paragraphs[matched[index]], paragraph, revision)
        else:
            paragraphs[index] = _marked(paragraph, [revision] * len(words_of(paragraph).keys))
    for index, cut in _gaps(old, new, pairs, revision):
        paragraph = paragraphs[index]
        paragraphs[index] = replace(paragraph, deletions=(*paragraph.deletions, cut))
    return replace(
        new, paragraphs=tuple(paragraphs), revisions=_sets(old.revisions, new.revisions, revision)
    )


def starred(
    page: Page, screenplay: Screenplay, shown: Collection[int] | None = None
) -> dict[int, int]:
    """Give the lines of a page that a revision changed, with the latest one that did.

    Keys are places in `page.lines`, values the `id` of a revision set. `shown` are the sets to
    look at, None for all. Print the set's `mark` in the margin beside the line.
    """
    order = _order(screenplay)
    found: dict[int, int] = {}
    for place, line in enumerate(page.lines):
        if line.paragraph < 0:
            continue
        paragraph = screenplay.paragraphs[line.paragraph]
        marks = {mark for mark in _marks(paragraph, line) if shown is None or mark in shown}
        if marks:
            found[place] = max(marks, key=lambda mark: (order.get(mark, -1), mark))
    return found


def page_revision(page: Page, screenplay: Screenplay, shown: Collection[int] | None = None) -> int:
    """Give the latest revision on a page, whose paper it is printed on; 0 for an unchanged one."""
    order = _order(screenplay)
    full = [
        one.id for one in screenplay.revisions if one.full and (shown is None or one.id in shown)
    ]
    marks = {*starred(page, screenplay, shown).values(), *full}
    return max(marks, key=lambda mark: (order.get(mark, -1), mark), default=0)


def changed_pages(
    pages: Pages, screenplay: Screenplay, shown: Collection[int] | None = None
) -> tuple[str, ...]:
    """Give the labels of the pages that carry a star, in order."""
    return tuple(page.label for page in pages.pages if starred(page, screenplay, shown))


def _order(screenplay: Screenplay) -> dict[int, int]:
    return {one.id: place for place, one in enumerate(screenplay.revisions)}


def _marks(paragraph: Paragraph, line: PlacedLine) -> Iterable[int]:
    """Give the revisions of the words and cuts that fall on a line."""
    at = 0
    for run in paragraph.runs:
        start, at = at, at + len(run.text)
        touches = run.revision and start < line.end and at > line.start
        if touches and run.text[max(line.start - start, 0) : line.end - start].strip():
            yield run.revision
    if paragraph.deletions:
        text = paragraph.text
        stop = len(text.rstrip())
        for cut in paragraph.deletions:
            offset = skip_spaces(text, cut.offset)
            if line.start <= offset < line.end or offset >= stop == line.end:
                yield cut.revision


def _compared(old: Paragraph, new: Paragraph, revision: int) -> Paragraph:
    """Mark the words of `new` that `old` does not have, and carry the others' marks over."""
    before, after = words_of(old), words_of(new)
    earlier = _word_marks(old)
    changes = changed_spans(before, after)
    if not changes and not any(earlier) and not old.deletions:
        return new
    marks = [revision] * len(after.keys)
    came_from: dict[int, int] = {}
    for low, start, count in _kept(changes, len(before.keys), len(after.keys)):
        for step in range(count):
            marks[start + step] = earlier[low + step]
            came_from[low + step] = start + step
    cuts = [
        Deletion(offset=_offset(new, start), revision=revision)
        for _, _, start, end in changes
        if start == end
    ]
    for cut in old.deletions:
        word = next((n for n, (_, end) in enumerate(before.spans) if end > cut.offset), None)
        if word is None:
            cuts.append(replace(cut, offset=len(new.text)))
        elif word in came_from:
            cuts.append(replace(cut, offset=_offset(new, came_from[word])))
    marked = _marked(new, marks)
    kept = {*new.deletions, *cuts}
    return replace(marked, deletions=tuple(sorted(kept, key=lambda c: (c.offset, c.revision))))


def _kept(
    changes: Sequence[tuple[int, int, int, int]], old: int, new: int
) -> Iterable[tuple[int, int, int]]:
    """Give the unchanged stretches of words: where in the old, where in the new, how many."""
    edges = [(0, 0, 0, 0), *changes, (old, old, new, new)]
    for (_, low, _, start), (high, _, _, _) in pairwise(edges):
        yield low, start, high - low


def _word_marks(paragraph: Paragraph) -> list[int]:
    """Give the revision of each word of a paragraph, by the run it begins in."""
    if not any(run.revision for run in paragraph.runs):
        return [0] * len(words_of(paragraph).keys)
    letters = [run.revision for run in paragraph.runs for _ in run.text]
    return [max(letters[start:end]) for start, end in words_of(paragraph).spans]


def _marked(paragraph: Paragraph, marks: Sequence[int]) -> Paragraph:
    """Put a revision on each word that has none of its own, and on the spaces between two."""
    letters = [run.revision for run in paragraph.runs for _ in run.text]
    spans = words_of(paragraph).spans
    for (start, end), mark in zip(spans, marks, strict=True):
        letters[start:end] = [own or mark for own in letters[start:end]]
    for (_, end), (start, _) in pairwise(spans):
        if letters[end - 1] == letters[start]:
            letters[end:start] = [own or letters[start] for own in letters[end:start]]
    runs: list[Run] = []
    at = 0
    for run in paragraph.runs:
        start, stop = at, at + len(run.text)
        if not run.text:
            runs.append(run)
        while at < stop:
            cut = next((n for n in range(at, stop) if letters[n] != letters[at]), stop)
            runs.append(Run(run.text[at - start : cut - start], run.style, run.tags, letters[at]))
            at = cut
    return replace(paragraph, runs=tuple(runs))


def _offset(paragraph: Paragraph, word: int) -> int:
    spans = words_of(paragraph).spans
    return spans[word][0] if word < len(spans) else len(paragraph.text)


def _gaps(
    old: Screenplay, new: Screenplay, pairs: Sequence[Pair], revision: int
) -> Iterable[tuple[int, Deletion]]:
    """Give where whole paragraphs were cut and nothing new stands in their place."""
    left, right = printed(old), printed(new)
    if not right:
        return
    place_left = {index: place for place, index in enumerate(left)}
    place_right = {index: place for place, index in enumerate(right)}
    ends = [(place_left[a], place_right[b]) for a, b in pairs]
    for (a, c), (b, d) in pairwise([(-1, -1), *ends, (len(left), len(right))]):
        if b - a > 1 and d - c == 1:
            if d < len(right):
                yield right[d], Deletion(offset=0, revision=revision)
            else:
                last = right[-1]
                yield last, Deletion(offset=len(new.paragraphs[last].text), revision=revision)


def _sets(
    old: tuple[RevisionSet, ...], new: tuple[RevisionSet, ...], revision: int
) -> tuple[RevisionSet, ...]:
    """Give the sets of both drafts, the new one's words for one first, and this round's."""
    known = {one.id: one for one in (*old, *new)}
    known.setdefault(revision, standard_set(revision))
    return tuple(known.values())
