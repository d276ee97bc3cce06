"""States of things: which words say one, and which contradict each other."""

from __future__ import annotations

import re

_SCALES = """
whole intact new unbroken undamaged repaired mended sewn fixed unopened
/ torn ripped shredded broken cracked smashed shattered split snapped ruined damaged crushed dented
  bent chipped slashed tattered crumpled burst wrecked frayed

dry dried / wet soaked drenched dripping damp sodden soggy

clean cleaned washed spotless polished
/ dirty bloody bloodied muddy stained filthy greasy soiled grimy sooty dusty bloodstained smeared
  spattered

lit burning alight glowing ablaze / unlit out dark extinguished
open opened unlocked / closed shut locked sealed
unfolded unrolled / folded rolled
full filled / empty emptied
loaded cocked / unloaded
tied bound knotted wrapped / untied unwrapped undone
thawed / frozen
alive living / dead killed
unsigned / signed
"""
STATES: tuple[tuple[frozenset[str], ...], ...] = tuple(
    tuple(frozenset(side.split()) for side in scale.split("/"))
    for block in _SCALES.strip().split("\n\n")
    for scale in ([block] if "\n/" in block else block.split("\n"))
)
"""Scales of a thing's state, each with the sides that exclude one another."""

GONE = frozenset("burned burnt destroyed eaten drunk lost gone melted sunk incinerated".split())
"""States after which a thing is not there any more."""

_SAID_ONLY = frozenset("out dark new living alive split bent fixed bound unopened".split())
"""Words that are a state where a person states them; in running text they mean too much."""

READ_STATES = (
    frozenset(word for scale in STATES for side in scale for word in side) | GONE | {"stamped"}
) - _SAID_ONLY
"""Words that are read as a state beside a thing's name."""

CAUSES = {
    "tear": "torn", "rip": "torn", "break": "broken", "smash": "smashed", "crack": "cracked",
    "shatter": "shattered", "snap": "snapped", "split": "split", "crush": "crushed",
    "crumple": "crumpled", "bend": "bent", "dent": "dented", "slash": "slashed", "burst": "burst",
    "soak": "soaked", "drench": "soaked", "wet": "wet", "dry": "dry", "burn": "burned",
    "light": "lit", "ignite": "lit", "extinguish": "out", "fold": "folded", "unfold": "unfolded",
    "roll": "", "open": "open", "unlock": "unlocked", "close": "closed", "shut": "shut",
    "seal": "sealed", "stain": "stained", "clean": "clean", "wash": "washed", "empty": "empty",
    "fill": "full", "load": "loaded", "unload": "unloaded", "tie": "tied", "untie": "untied",
    "wrap": "wrapped", "unwrap": "unwrapped", "sign": "signed", "mend": "mended",
    "repair": "repaired", "destroy": "destroyed", "eat": "eaten", "melt": "melted",
    "freeze": "frozen", "explode": "destroyed",
}  # fmt: skip
"""What a verb makes of the thing that it is done to, or that it happens to."""

_ASPECT = re.compile(r"\s*(?:,|;|\band\b|\bbut\b|\bwith\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def aspects(state: str) -> frozenset[str]:
    """Part a stated state into what it says: `torn, wet to the knees` is two things."""
    parts = (" ".join(part.casefold().split()) for part in _ASPECT.split(state))
    return frozenset(part for part in parts if part)


def words_of(state: str) -> frozenset[str]:
    """Return the words of a state in lower case; a negation turns to its opposite's name."""
    plain = re.sub(r"\bnot\s+(\w)", r"not-\1", state.casefold())
    return frozenset(_WORD.findall(plain))


def contradiction(before: str, after: str) -> bool:
    """Whether a thing cannot be in both states without something happening in between.

    >>> contradiction("torn, wet", "whole, wet")
    True
    >>> contradiction("torn", "torn, wet")
    False
    """
    first, second = words_of(before), words_of(after)
    if first & GONE and not second & GONE:
        return True
    for scale in STATES:
        sides_before = {n for n, side in enumerate(scale) if first & side}
        sides_after = {n for n, side in enumerate(scale) if second & side}
        if sides_before and sides_after and not sides_before & sides_after:
            return True
    return any(f"not-{word}" in second for word in first) or any(
        f"not-{word}" in first for word in second
    )


def is_other(before: str, after: str) -> bool:
    """Whether a state takes the place of another, and nothing of the first is left."""
    first, second = aspects(before), aspects(after)
    if not first or not second or first & second:
        return False
    return not words_of(before) & words_of(after)
