"""Scenes cut in two, and scenes run into one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.script.match_words import Overlap

_PART = 0.4
"""Share of a scene that must come from another, or be in it, to be a part of it."""
_WORTH = 4.0
"""Weight of common words under which a part is no part but a coincidence."""
_TWICE = 1.3
"""Two parts that hold more than this of a scene are not parts: its words stand twice."""


def find_splits(overlap: Overlap, pairs: dict[int, int]) -> dict[int, int]:
    """Find new scenes cut from an old one, new to old.

    The part with the most of the old words goes on as the old scene: `pairs` is changed where
    another was there. In a tie it stays what number and place had said.
    """
    home = {old: new for new, old in pairs.items()}
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for new, shared in enumerate(overlap.common):
        if new in pairs or not shared:
            continue
        weight, low = max((weight, -old) for old, weight in shared.items())
        old = -low
        if old not in home or weight < _WORTH or overlap.share_of_new(old, new) < _PART:
            continue
        both = overlap.share_of_old(old, home[old]) + overlap.share_of_old(old, new)
        if both <= _TWICE:
            parts[old].append(new)
    found: dict[int, int] = {}
    for old, others in parts.items():
        group = [home[old], *others]
        largest = max(group, key=lambda new: overlap.common[new].get(old, 0.0))
        del pairs[home[old]]
        pairs[largest] = old
        for new in group:
            if new != largest and overlap.share_of_new(old, new) >= _PART:
                found[new] = old
    return found


def find_merges(overlap: Overlap, pairs: dict[int, int]) -> dict[int, int]:
    """Find old scenes taken into a new one, old to new.

    The one with the most words there goes on as the new scene: `pairs` is changed where another
    was there.
    """
    kept = set(pairs.values())
    best: dict[int, tuple[float, int]] = {}
    for new, shared in enumerate(overlap.common):
        for old, weight in shared.items():
            best[old] = max(best.get(old, (0.0, 0)), (weight, -new))
    taken: defaultdict[int, list[int]] = defaultdict(list)
    for old, (weight, low) in sorted(best.items()):
        new = -low
        if old in kept or new not in pairs or weight < _WORTH:
            continue
        both = overlap.share_of_new(old, new) + overlap.share_of_new(pairs[new], new)
        if overlap.share_of_old(old, new) >= _PART and both <= _TWICE:
            taken[new].append(old)
    found: dict[int, int] = {}
    for new, others in taken.items():
        group = [pairs[new], *others]
        largest = max(group, key=lambda old: overlap.common[new].get(old, 0.0))
        pairs[new] = largest
        for old in group:
            if old != largest and overlap.share_of_old(old, new) >= _PART:
                found[old] = new
    return found
