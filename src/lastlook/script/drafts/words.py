"""Two drafts laid side by side: which paragraph is which, and which words changed in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lastlook.script.model import SILENT_KINDS, Kind
from lastlook.script.pages.layout import DEFAULT_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.script.model import Paragraph, Screenplay

_ALIKE = 0.4
"""Share of common words from which two paragraphs are one that was changed."""
_SMALL = 4_000
"""Pairs of paragraphs to compare in one gap at most; beyond, they are paired in order."""
_MOST_WORK = 2_000_000
"""Pairs of equal words to compare at most; a larger paragraph counts as wholly new."""
_WORD = re.compile(r"\S+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})
_CONTD = re.compile(r"\(cont['.]?d?\.?\)", re.IGNORECASE)


class Words(NamedTuple):
    """The words of one paragraph: what they are compared by, and where each stands."""

    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


class Pair(NamedTuple):
    """A paragraph of the old draft and the one of the new that it became."""

    old: int
    new: int


def words_of(paragraph: Paragraph) -> Words:
    """Take a paragraph apart. Typographic quotes count as plain ones, a cue's (CONT'D) not at all.

    Where the kind is shown in capitals, how it was typed does not count.
    """
    return _words(paragraph.text, paragraph.kind)


@lru_cache(maxsize=16384)
def _words(text: str, kind: Kind) -> Words:
    found = [(match.group(), match.span()) for match in _WORD.finditer(text)]
    plain = [(word.translate(_PLAIN), span) for word, span in found]
    if kind is Kind.CHARACTER:
        plain = [(word, span) for word, span in plain if not _CONTD.fullmatch(word)]
    if DEFAULT_STYLES[kind].all_caps:
        plain = [(word.upper(), span) for word, span in plain]
    return Words(tuple(word for word, _ in plain), tuple(span for _, span in plain))


def printed(screenplay: Screenplay) -> list[int]:
    """Give the indices of the paragraphs that have words to print."""
    return [
        index
        for index, paragraph in enumerate(screenplay.paragraphs)
        if paragraph.kind not in SILENT_KINDS and words_of(paragraph).keys
    ]


def pair_paragraphs(old: Screenplay, new: Screenplay) -> list[Pair]:
    """Pair the paragraphs of two drafts that are the same or a changed form of each other.

    Both sides rise: what moved up or down the script is gone in one place and new in another, as
    it is on revised pages. Time grows with the length of the drafts and the square of what lies
    between two paragraphs that they have in common.
    """
    left, right = printed(old), printed(new)
    old_keys = [words_of(old.paragraphs[index]).keys for index in left]
    new_keys = [words_of(new.paragraphs[index]).keys for index in right]
    pairs: list[tuple[int, int]] = []
    _pair(old_keys, new_keys, (0, len(left), 0, len(right)), pairs)
    return [Pair(left[a], right[b]) for a, b in sorted(pairs)]


def changed_spans(old: Words, new: Words) -> list[tuple[int, int, int, int]]:
    """Give where two forms of a paragraph differ: words of the old from and to, of the new."""
    a, b = old.keys, new.keys
    if a == b:
        return []
    count = Counter(a)
    if sum(count[word] for word in b) > _MOST_WORK:
        return [(0, len(a), 0, len(b))]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [code[1:] for code in codes if code[0] != "equal"]


Keys = tuple[str, ...]
Range = tuple[int, int, int, int]


def _pair(
    old: Sequence[Keys], new: Sequence[Keys], whole: Range, pairs: list[tuple[int, int]]
) -> None:
    """Pair what is between two places: equal ends, then what is unique in both, then the rest."""
    waiting = [whole]
    while waiting:
        a, b, c, d = waiting.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, (a, b, c, d))
        if not anchors:
            pairs += _changed(old, new, (a, b, c, d))
            continue
        low, high = a, c
        for at, there in [*anchors, (b, d)]:
            waiting.append((low, at, high, there))
            if at < b:
                pairs.append((at, there))
            low, high = at + 1, there + 1


def _anchors(old: Sequence[Keys], new: Sequence[Keys], within: Range) -> list[tuple[int, int]]:
    """Give the longest rising row of paragraphs that stand once in both."""
    a, b, c, d = within
    here = Counter(old[a:b])
    there = Counter(new[c:d])
    place = {new[at]: at for at in range(c, d) if there[new[at]] == 1}
    both = [(at, place[old[at]]) for at in range(a, b) if here[old[at]] == 1 and old[at] in place]
    ends: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for index, (_, value) in enumerate(both):
        row = bisect_left(ends, value)
        back.append(last[row - 1] if row else -1)
        ends[row:] = [value, *ends[row + 1 :]]
        last[row:] = [index, *last[row + 1 :]]
    chosen = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(both[index])
        index = back[index]
    return chosen[::-1]


def _changed(old: Sequence[Keys], new: Sequence[Keys], within: Range) -> Iterator[tuple[int, int]]:
    """Pair changed paragraphs so that all pairs together are as alike as they can be."""
    a, b, c, d = within
    if (b - a) * (d - c) > _SMALL:
        for at, there in zip(range(a, b), range(c, d), strict=False):
            if likeness(old[at], new[there]) >= _ALIKE:
                yield at, there
        return
    best = [[0.0] * (d - c + 1) for _ in range(b - a + 1)]
    alike = [[likeness(old[at], new[there]) for there in range(c, d)] for at in range(a, b)]
    for i in range(b - a - 1, -1, -1):
        for j in range(d - c - 1, -1, -1):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < b - a and j < d - c:
        if alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield a + i, c + j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def likeness(old: Keys, new: Keys) -> float:
    """Give the share of words that two paragraphs have in common, 0 to 1 (Dice's coefficient)."""
    if old == new:
        return 1.0
    common = sum((Counter(old) & Counter(new)).values())
    return 2 * common / (len(old) + len(new))
