"""Locks for the length of one question, and the board without them again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.board import Board, ShootDay, Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from lastlook.schedule.board import Slot


def with_strips(day: ShootDay, change: Callable[[Strip], Strip]) -> ShootDay:
    """Change a day's strips one by one."""
    work = tuple(change(item) if isinstance(item, Strip) else item for item in day.work)
    return replace(day, work=work)


def lock_days(board: Board, dates: Collection[date], crews: Collection[str] = ("",)) -> Board:
    """Lock dates as they stand; units without a day there are locked empty, so nothing comes."""
    there = {day.slot: day for day in board.days}
    shut = [(at, crew) for at in dates for crew in crews]
    shut += [slot for slot in there if slot[0] in dates and slot not in shut]
    days = dict(there)
    for slot in shut:
        day = there.get(slot, ShootDay(date=slot[0], crew=slot[1]))
        days[slot] = replace(day, locked=True)
    return replace(board, days=tuple(days[slot] for slot in sorted(days, key=_place(crews))))


def stand_on(board: Board, scene: str, at: date, crew: str = "") -> Board:
    """Put a strip on a date, at the end of a unit's day, and lock it there."""
    days = {
        day.slot: replace(day, work=tuple(i for i in day.work if not _is(i, scene)))
        for day in board.days
    }
    crews = list(dict.fromkeys(["", *(day.crew for day in board.days), crew]))
    slot = (at, crew)
    day = days.get(slot, ShootDay(date=at, crew=crew))
    days[slot] = replace(day, work=(*day.work, Strip(scene=scene, locked=True)))
    every = (days[on] for on in sorted(days, key=_place(crews)))
    return replace(board, days=tuple(day for day in every if day.work or day.locked))


def _place(crews: Collection[str]) -> Callable[[Slot], tuple[date, int, str]]:
    """Give what slots are sorted by: the date, then the unit."""
    order = {crew: at for at, crew in enumerate(crews)}
    return lambda slot: (slot[0], order.get(slot[1], len(order)), slot[1])


def locked_as(board: Board, before: Board) -> Board:
    """Give a board the locks of another, strip by strip and day by day; its proof is gone.

    A proof under locks that nobody set says nothing.
    """
    strips = {s.scene for day in before.days for s in day.strips if s.locked}
    slots = {day.slot for day in before.days if day.locked}
    days = (
        replace(
            with_strips(day, lambda strip: replace(strip, locked=strip.scene in strips)),
            locked=day.slot in slots,
        )
        for day in board.days
    )
    kept = tuple(day for day in days if day.work or day.locked)
    return replace(board, days=kept, proof=None)


def _is(item: object, scene: str) -> bool:
    return isinstance(item, Strip) and item.scene == scene
