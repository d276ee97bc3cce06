"""What .uss files in the wild say otherwise than the documents, brought into their terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lastlook.exchange.uss.model import (
    Uss,
    UssBoard,
    UssBreakdown,
    UssCategory,
    UssElement,
    UssEvent,
    UssStripboard,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

ALSO: dict[Any, dict[str, str]] = {
    UssBreakdown: {"time": "duration"},
    UssCategory: {"catId": "ucid"},
    UssElement: {
        "doodDayCount": "dropDayCount",
        "doodDropDays": "dropDayCount",
        "doodDropAllow": "isDrop",
        "doodHoldAllow": "isHold",
        "doodInclude": "isDood",
        "elementIdLock": "isIdLock",
    },
    UssBoard: {"breakdownArrays": "breakdownIds", "breakdowns": "breakdownIds"},
    UssStripboard: {"calendarId": "calendar"},
    Uss: {"version": "ussVersion"},
}
"""Keys as they are found, and as they are documented."""
_DAY_OFF_NAMES = frozenset({"holiday", "dayoff"})


def flat(items: Iterable[str | tuple[str, ...]]) -> list[str]:
    """Return the ids of a board in order, days or not."""
    return [one for item in items for one in ((item,) if isinstance(item, str) else item)]


def plain_event(event: UssEvent) -> UssEvent:
    """Read the samples' `event` named `holiday` as the day off it is, `doodTravel` as travel."""
    name = event.name
    if name and name.startswith("dood") and len(name) > 4:
        name = name[4].lower() + name[5:]
        event = replace(event, name=name)
    if event.type == "event" and name and name.casefold() in _DAY_OFF_NAMES:
        return replace(event, type="dayOff")
    return event


def plain_breakdown(one: UssBreakdown) -> UssBreakdown:
    """Read `strip` as `scene`; version 0.9 kept a banner's words in its description."""
    if one.type.casefold() == "strip":
        one = replace(one, type="scene")
    if one.type == "banner" and not one.banner_text and one.description:
        one = replace(one, banner_text=one.description, description=None)
    return one


def days_from_strips(uss: Uss) -> Uss:
    """Turn version 0.9's strips of type `day`, each at the end of its day, into days."""
    breaks = {one.id for one in uss.breakdowns if one.type == "day"}
    if not breaks:
        return uss
    boards = tuple(
        replace(board, boards=tuple(_with_days(one, breaks) for one in board.boards))
        for board in uss.stripboards or ()
    )
    kept = [
        replace(one, type="banner", banner_text=one.banner_text or one.description)
        if _says_something(one)
        else one
        for one in uss.breakdowns
        if one.id not in breaks or _says_something(one)
    ]
    return replace(uss, breakdowns=tuple(kept), stripboards=boards)


def _says_something(one: UssBreakdown) -> bool:
    return one.type == "day" and bool(
        one.elements or one.description or one.comments or one.banner_text or one.scene
    )


def _with_days(board: UssBoard, breaks: set[str]) -> UssBoard:
    ids = flat(board.items)
    if board.name.casefold() == "boneyard" or not any(one in breaks for one in ids):
        return replace(board, items=tuple(
            item for item in board.items if isinstance(item, tuple) or item not in breaks
        ))  # fmt: skip
    days: list[list[str]] = [[]]
    for one in ids:
        if one in breaks:
            days.append([])
        else:
            days[-1].append(one)
    if not days[-1]:
        days.pop()
    return replace(board, items=tuple(map(tuple, days)))
