"""A give-away in the words that plans, boards, timeline and run sheet share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.paperwork.take_where import clock
from lastlook.take.model.place import pane_words
from lastlook.take.sight.findings import Way

if TYPE_CHECKING:
    from lastlook.take.sight.findings import GiveAway


def part_words(give: GiveAway) -> str:
    """Say which limb shows and by what way: `left hand through rear window`."""
    part = "" if not give.part or give.thing.startswith(give.part) else give.part
    via = pane_words(give.via)
    if give.way is Way.SHADOW:
        way = f"shadow on {via}" if via else "shadow"
        return f"{part}, {way}" if part else way
    if give.way is Way.REFLECTION:
        way = f"reflected in {via}" if via else "reflected"
        return f"{part} {way}" if part else way
    return " ".join(word for word in (part, f"through {via}" if via else "") if word)


def seen_words(give: GiveAway) -> str:
    """Say who shows, which limb, and by what way."""
    how = part_words(give)
    return f"{give.thing}: {how}" if how else give.thing


def when_words(give: GiveAway) -> str:
    """Say from when to when."""
    return f"{clock(give.since)}–{clock(give.until)}"
