"""Locks for the length of one question, and the board without them again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.board import Board, ShootDay, Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date


def with_strips(day: ShootDay, change: Callable[[Strip], Strip]) -> ShootDay:
    """Change a day's strips one by one."""
    work = tuple(change(item) if isinstance(item, Strip) else item for item in day.work)
    return replace(day, work=work)


def lock_days(board: Board, dates: Collection[date]) -> Board:
    """Lock dates as they stand; those without a day are locked empty, so nothing comes there."""
    there = {day.date: day for day in board.days}
    shut = {at: replace(there.get(at, ShootDay(date=at)), locked=True) for at in dates}
    days = {**there, **shut}
    return replace(board, days=tuple(days[at] for at in sorted(days)))


def stand_on(board: Board, scene: str, at: date) -> Board:
    """Put a strip on a date, at the end of it, and lock it there."""
    days = {
        day.date: replace(day, work=tuple(i for i in day.work if not _is(i, scene)))
        for day in board.days
    }
    day = days.get(at, ShootDay(date=at))
    days[at] = replace(day, work=(*day.work, Strip(scene=scene, locked=True)))
    kept = tuple(days[on] for on in sorted(days) if days[on].work or days[on].locked)
    return replace(board, days=kept)


def locked_as(board: Board, before: Board) -> Board:
    """Give a board the locks of another, strip by strip and day by day; its proof is gone.

    A proof under locks that nobody set says nothing.
    """
    strips = {s.scene for day in before.days for s in day.strips if s.locked}
    dates = {day.date for day in before.days if day.locked}
    days = (
        replace(
            with_strips(day, lambda strip: replace(strip, locked=strip.scene in strips)),
            locked=day.date in dates,
        )
        for day in board.days
    )
    kept = tuple(day for day in days if day.work or day.locked)
    return replace(board, days=kept, proof=None)


def _is(item: object, scene: str) -> bool:
    return isinstance(item, Strip) and item.scene == scene
