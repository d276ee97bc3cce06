"""Which scene of a new draft is which scene of the old: by number, heading, words and place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from lastlook.script.drafts.match_assign import assign
from lastlook.script.drafts.match_parts import find_merges, find_splits
from lastlook.script.drafts.match_words import Overlap
from lastlook.script.heading import parse_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Key: TypeAlias = Callable[["Known"], str | None]

_TEXT, _NUMBER, _HEADING, _PLACE = 620_000, 200_000, 130_000, 50_000
"""What agreement in each brings at most; words outweigh all the rest together."""
_ALIKE = 0.25
"""Likeness of words from which two scenes may be one, whatever else differs."""
_ALIKE_ON_SET = 0.12
"""The same for two scenes on the same set."""
_SURELY = 0.6
"""Likeness from which two scenes that are each other's nearest are taken as one."""
_TRUSTED = 0.5
"""Share of sure scenes that kept their number, from which a number alone is enough."""
_NEAREST = 6
"""Scenes of the same heading or words that are looked at, the nearest in order."""
_NEAREST_IN_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a scene when it is looked for in another draft."""

    number: str
    """As typed; empty where it has none."""
    heading: str
    text: str
    """Fingerprint of the words; empty where there are none."""
    words: tuple[str, ...] | None = None
    """The words themselves; None where only the fingerprint is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Scenes of a new draft and of an old one, by position; what is in neither is new or gone."""

    pairs: dict[int, int]
    """New scene to the old scene that it is."""
    splits: dict[int, int]
    """New scene to the old scene that it was cut from; the larger part is in `pairs`."""
    merges: dict[int, int]
    """Old scene to the new scene that took it in; the larger one is in `pairs`."""


def match(old: Sequence[Known], new: Sequence[Known]) -> Matching:
    """Match two drafts whose words are known; splits and merges are recognised."""
    matcher = _Matcher(old, new)
    pairs = matcher.pairs()
    _pair_in_gaps(old, new, pairs)
    splits = find_splits(matcher.overlap, pairs) if matcher.overlap else {}
    merges = find_merges(matcher.overlap, pairs) if matcher.overlap else {}
    return Matching(pairs=pairs, splits=splits, merges=merges)


def pair(old: Sequence[Known], new: Sequence[Known]) -> dict[int, int]:
    """Match scenes of which only fingerprints are known: new scene to old scene.

    Without the old words a changed scene cannot be told from a new one, so number, heading, or
    standing alone between the same two neighbours is enough.
    """
    pairs = _Matcher(old, new).pairs()
    for gone, come in _gaps(len(old), len(new), pairs):
        if len(gone) == len(come):
            pairs.update(zip(come, gone, strict=True))
    return pairs


class _Matcher:
    """Two drafts, and how well any two of their scenes agree."""

    def __init__(self, old: Sequence[Known], new: Sequence[Known]) -> None:
        self.old = old
        self.new = new
        self.overlap: Overlap | None = None
        if all(scene.words is not None for scene in (*old, *new)):
            self.overlap = Overlap(
                [scene.words or () for scene in old], [scene.words or () for scene in new]
            )
        self.sure = self._sure()
        self.trust = self._trust()
        self.expected = _expected(self.sure, len(old), len(new))

    def pairs(self) -> dict[int, int]:
        """Return the best assignment, new scene to old."""
        gains: list[dict[int, int]] = [{} for _ in self.new]
        for new, old in self._candidates():
            if self._may_be(old, new):
                gains[new][old] = self._gain(old, new)
        return assign(gains)

    def likeness(self, old: int, new: int) -> float:
        """Return 1 for the same words, 0 for quite others; a half where both have none."""
        one, other = self.old[old].text, self.new[new].text
        if one == other:
            return 1.0 if one else 0.5
        return self.overlap.likeness(old, new) if self.overlap else 0.0

    def _same_number(self, old: int, new: int) -> bool:
        number = self.old[old].number
        return bool(number) and number == self.new[new].number

    def _may_be(self, old: int, new: int) -> bool:
        one, other = self.old[old], self.new[new]
        if self._same_number(old, new) and self.trust >= _TRUSTED:
            return True
        if self.overlap is None:
            return one.heading == other.heading or bool(one.text and one.text == other.text)
        like = self.likeness(old, new)
        if like >= _ALIKE:
            return bool(one.text) or one.heading == other.heading
        return like >= _ALIKE_ON_SET and _same_set(one.heading, other.heading)

    def _gain(self, old: int, new: int) -> int:
        longest = max(len(self.old), len(self.new))
        gain = _TEXT * self.likeness(old, new)
        gain += _NUMBER * self.trust * self._same_number(old, new)
        gain += _HEADING * _heading_likeness(self.old[old].heading, self.new[new].heading)
        gain += _PLACE * (1 - abs(self.expected[new] - old) / (longest + 1))
        return round(gain)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Return pairs worth a look, few for each new scene, however alike the scenes are."""
        wanted: set[tuple[int, int]] = set()
        wanted.update(self._alike(lambda scene: scene.number or None))
        wanted.update(self._alike(lambda scene: scene.text or None))
        wanted.update(self._alike(lambda scene: scene.heading))
        for new, shared in enumerate(self.overlap.common if self.overlap else ()):
            near = sorted(shared, key=lambda old: (-self.likeness(old, new), old))
            wanted.update((new, old) for old in near[:_NEAREST_IN_WORDS])
        return iter(sorted(wanted))

    def _alike(self, key: Key) -> Iterator[tuple[int, int]]:
        """Pair each new scene with the old ones of the same key that are nearest to its place."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for old, scene in enumerate(self.old):
            if (known := key(scene)) is not None:
                places[known].append(old)
        for new, scene in enumerate(self.new):
            known = key(scene)
            here = places.get(known, []) if known is not None else []
            middle = bisect_left(here, self.expected[new])
            for old in here[max(0, middle - _NEAREST) : middle + _NEAREST]:
                yield new, old

    def _sure(self) -> dict[int, int]:
        """Pair scenes that can be nothing else, new to old, by words alone."""
        once = _only(self.old)
        found = {new: once[text] for text, new in _only(self.new).items() if text in once}
        if self.overlap is None:
            return found
        nearest_old: dict[int, tuple[float, int]] = {}
        for new, shared in enumerate(self.overlap.common):
            for old in shared:
                like = self.overlap.likeness(old, new)
                if like > nearest_old.get(old, (0.0, -1))[0]:
                    nearest_old[old] = (like, new)
        for new, shared in enumerate(self.overlap.common):
            if new in found or not shared:
                continue
            like, low = max((self.overlap.likeness(old, new), -old) for old in shared)
            if like >= _SURELY and nearest_old[-low] == (like, new):
                found.setdefault(new, -low)
        return found

    def _trust(self) -> float:
        """Return how far numbers can be relied on: the share of sure scenes that kept theirs.

        A locked script keeps them all; one renumbered after an insertion keeps next to none.
        Three of four stand in for what is not known.
        """
        both = [
            (self.old[old].number, self.new[new].number)
            for new, old in self.sure.items()
            if self.old[old].number and self.new[new].number
        ]
        return (sum(one == other for one, other in both) + 1.5) / (len(both) + 2)


def _only(scenes: Sequence[Known]) -> dict[str, int]:
    """Return where each text stands that stands once."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, scene in enumerate(scenes):
        places[scene.text].append(index)
    return {text: at[0] for text, at in places.items() if text and len(at) == 1}


def _expected(sure: dict[int, int], old: int, new: int) -> list[float]:
    """Return where in the old draft each new scene would stand, going by the sure ones."""
    fixed = [(new_at, sure[new_at]) for new_at in sorted(sure)]
    kept = longest_rising([old_at for _, old_at in fixed])
    marks = [(-1, -1), *(fixed[index] for index in kept), (new, old)]
    places = [0.0] * new
    for (start, low), (end, high) in pairwise(marks):
        for at in range(max(start, 0), min(end + 1, new)):
            places[at] = low + (high - low) * (at - start) / (end - start)
    return places


def longest_rising(values: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """Return the positions of the rising subsequence of the greatest weight, all 1 by default.

    The values differ from each other. What is not in it has moved.
    """
    place = {value: rank for rank, value in enumerate(sorted(values), 1)}
    best = [(0, -1)] * (len(values) + 1)  # a Fenwick tree of greatest weights by rank
    before = [-1] * len(values)
    for at, value in enumerate(values):
        rank, top = place[value], (0, -1)
        while rank:
            top = max(top, best[rank])
            rank &= rank - 1
        before[at] = top[1]
        entry = (top[0] + (weights[at] if weights else 1), at)
        rank = place[value]
        while rank <= len(values):
            best[rank] = max(best[rank], entry)
            rank += rank & -rank
    at = max(best)[1]
    chain = []
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _same_set(one: str, other: str) -> bool:
    return parse_heading(one).set == parse_heading(other).set


def _heading_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    a, b = parse_heading(one), parse_heading(other)
    return 0.6 * (a.set == b.set) + 0.15 * (a.int_ext == b.int_ext) + 0.15 * (a.time == b.time)


def _pair_in_gaps(old: Sequence[Known], new: Sequence[Known], pairs: dict[int, int]) -> None:
    """Pair rewritten scenes: the same heading, or set, between the same recognised neighbours."""
    for gone, come in _gaps(len(old), len(new), pairs):
        free = list(gone)
        for same in (lambda a, b: a == b, _same_set):
            for at in come:
                if at in pairs:
                    continue
                alike = (o for o in free if same(old[o].heading, new[at].heading))
                if (found := next(alike, None)) is not None:
                    pairs[at] = found
                    free.remove(found)


def _gaps(old: int, new: int, pairs: dict[int, int]) -> list[tuple[list[int], list[int]]]:
    """Return the unpaired old and new scenes between each two paired ones that stayed in order."""
    ordered = sorted(pairs)
    kept = longest_rising([pairs[at] for at in ordered])
    marks = [(-1, -1), *((ordered[k], pairs[ordered[k]]) for k in kept), (new, old)]
    taken = set(pairs.values())
    found = []
    for (new_low, old_low), (new_high, old_high) in pairwise(marks):
        gone = [at for at in range(old_low + 1, old_high) if at not in taken]
        come = [at for at in range(new_low + 1, new_high) if at not in pairs]
        if gone and come:
            found.append((gone, come))
    return found
