"""Banners that people put on a board, as rules of a conflict say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.conflict.values import joined
from lastlook.schedule.solver.task import day_name, person_banners
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastlook.schedule.board import Banner, Board, ShootDay


def say_banners(day: ShootDay) -> str:
    """Say a day's banners and the minutes that they take together."""
    noted = named(day)
    verb = "take" if len(noted) > 1 else "takes"
    return f"{banners(day)} of {say_date(day.date)} {verb} {minutes_of(day)} min"


def bannered(rules: Collection[str], keep: Board | None) -> list[ShootDay]:
    """Give the days whose banners are among some rules."""
    days = keep.days if keep else ()
    return [day for day in days if f"banner {day_name(*day.slot)}" in rules]


def minutes_of(day: ShootDay) -> int:
    """Minutes that a day's banners take together."""
    return sum(banner.minutes for banner in person_banners(day.work))


def named(day: ShootDay) -> list[Banner]:
    """Give those of a day's banners that take time."""
    return [banner for banner in person_banners(day.work) if banner.minutes]


def banners(day: ShootDay) -> str:
    """Name a day's banners."""
    noted = named(day)
    texts = joined([f"“{banner.text}”" for banner in noted])
    return f"the banner{'s' if len(noted) > 1 else ''} {texts}"
