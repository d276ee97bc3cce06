"""Scenes cut in two, and scenes run into one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.script.drafts.match_words import Overlap

_PART = 0.4
"""Share of a scene that must have come from another, or gone into it, to be a part of it."""
_WORTH = 4.0
"""Weight of the words that went over under which it is a coincidence."""


def find_splits(overlap: Overlap, pairs: dict[int, int]) -> dict[int, int]:
    """Find new scenes cut from an old one, new to old.

    What counts is the words that the part has and the rest has not. The part with the most of
    the old words goes on as the old scene: `pairs` is changed where another was there; in a tie
    it stays what number and place had said.
    """
    home = {old: new for new, old in pairs.items()}
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for new, shared in enumerate(overlap.common):
        if new in pairs:
            continue
        taken = [
            (overlap.went(old, new, without_new=home[old]), -old)
            for old, weight in shared.items()
            if old in home and weight >= _WORTH
        ]
        weight, low = max(taken, default=(0.0, 0))
        if weight >= _WORTH and weight >= _PART * overlap.new_size[new]:
            parts[-low].append(new)
    found: dict[int, int] = {}
    for old, others in parts.items():
        group = [home[old], *others]
        largest = max(
            group, key=lambda new: overlap.new_words[new] * overlap.share_of_new(old, new)
        )
        del pairs[home[old]]
        pairs[largest] = old
        for new in group:
            if new != largest and overlap.share_of_new(old, new) >= _PART:
                found[new] = old
    return found


def find_merges(overlap: Overlap, pairs: dict[int, int]) -> dict[int, int]:
    """Find old scenes taken into a new one, old to new.

    What counts is the words that the new scene did not have before. The old scene with the most
    words there goes on as the new one: `pairs` is changed where another was there.
    """
    kept = set(pairs.values())
    best: dict[int, tuple[float, int]] = {}
    for new, shared in enumerate(overlap.common):
        if new not in pairs:
            continue
        for old, weight in shared.items():
            if old not in kept and weight >= _WORTH:
                went = overlap.went(old, new, without_old=pairs[new])
                best[old] = max(best.get(old, (0.0, 0)), (went, -new))
    taken: defaultdict[int, list[int]] = defaultdict(list)
    for old, (weight, low) in sorted(best.items()):
        if weight >= _WORTH and weight >= _PART * overlap.old_size[old]:
            taken[-low].append(old)
    found: dict[int, int] = {}
    for new, others in taken.items():
        group = [pairs[new], *others]
        largest = max(
            group, key=lambda old: overlap.old_words[old] * overlap.share_of_old(old, new)
        )
        pairs[new] = largest
        for old in group:
            if old != largest and overlap.share_of_old(old, new) >= _PART:
                found[old] = new
    return found
