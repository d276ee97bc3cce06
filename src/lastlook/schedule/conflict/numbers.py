"""How far each number of production.toml must give way for a conflict to end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.conflict.banners import bannered, banners, minutes_of, named
from lastlook.schedule.conflict.fits import Fits
from lastlook.schedule.conflict.relax import with_banner
from lastlook.schedule.conflict.values import joined
from lastlook.schedule.solver.bounds import least_days
from lastlook.schedule.solver.task import day_name, make_task
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import Shoot

    Holds = Callable[[Shoot, Board | None], bool]
    Problem = tuple[Shoot, Board | None]

NEXT = 3
"""Numbers of shooting days that are tried one by one."""


def limits(
    rules: Collection[str],
    shoot: Shoot,
    keep: Board | None,
    gone: Callable[[str], bool],
    *,
    holds: Holds,
    possible: Holds,
    days: Fits | None,
) -> Iterator[str]:
    """Find how far each number must give way."""

    def least(values: Sequence[int], change: Callable[[int], Problem], *, sure: bool) -> int | None:
        """First value, from the mildest, that removes the conflict."""
        if not values:
            return None
        works = possible if possible(*change(values[-1])) else holds
        if works is holds and not (sure or holds(*change(values[-1]))):
            return None
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if works(*change(values[middle])) else (middle + 1, high)
        return values[high]

    def fewest(values: Sequence[int], change: Callable[[int], Problem]) -> int | None:
        """First value, from the mildest, that removes the conflict itself."""
        return next((value for value in values if holds(*change(value))), None)

    if "work" in rules:
        # Work, meal and rest have to fit into 24 hours, or production.toml is refused.
        longest = 24 * 60 - shoot.meal - shoot.turnaround
        steps: Sequence[int] = range(shoot.work + 15, longest + 1, 15)
        to = least(steps, lambda n: (replace(shoot, work=n), keep), sure=False)
        if to is not None:
            yield f"Raise hours.work to {to / 60:g} at least."
    if gone("max_days"):
        steps = range((shoot.max_days or 0) + 1, len(shoot.dates) + 1)
        to = fewest(steps, lambda n: (replace(shoot, max_days=n), keep))
        if to is not None:
            yield days_enough(to, shoot, keep, days or Fits(0))
    for day in bannered(rules, keep):
        if gone(f"banner {day_name(*day.slot)}"):
            steps = range(minutes_of(day) - 5, -5, -5) if minutes_of(day) % 5 == 0 else (0,)
            to = least(steps, _noting(shoot, keep, day), sure=True) or 0
            room = f"to {to} min at most, or remove it" if to else ""
            many = len(named(day)) > 1
            verb = "Shorten" if room else "Remove"
            room = room.replace(" it", " them") if many else room
            yield f"{verb} {banners(day)} of {say_date(day.date)} {room}".rstrip() + "."
    if gone("company move"):
        steps = [*range(shoot.company_move - 5, 0, -5), 0]
        to = least(steps, lambda n: (_quicker_moves(shoot, n), keep), sure=True)
        hours = f"{(to or 0) / 60:.2f}".rstrip("0").rstrip(".")
        units = [f"company_move of {one.label}" for one in shoot.second_units if one.company_move]
        yield (
            f"Lower {joined(['hours.company_move', *units])} to {hours} ({to or 0} min)"
            f"{' at most' if to else ''}."
        )
    if gone("moves"):
        steps = range(shoot.max_moves + 1, len(shoot.places) + 1)
        to = least(steps, lambda n: (replace(shoot, max_moves=n), keep), sure=False)
        if to is not None:
            yield f"Raise hours.max_moves to {to} at least."
    if gone("meals"):
        yield (
            "State what a late meal costs (costs.late_meal), or take hours.meal_within out and let "
            "meals fall within strips."
        )
    if "turnaround" in rules:
        steps = [*range(shoot.turnaround - 15, 0, -15), 0]
        to = least(steps, lambda n: (replace(shoot, turnaround=n), keep), sure=False)
        if to is not None:
            yield f"Shorten the turnaround to {to / 60:g} h at most, if its rule allows."


def days_enough(least: int, shoot: Shoot, keep: Board | None, fits: Fits) -> str:
    """Name the shooting days with which the whole shoot was shown to have a schedule.

    `least` is where the conflict ends. The whole shoot may need more: at least what counting
    shows, and from there a few numbers are tried.
    """
    free = replace(shoot, max_days=None)
    least = max(least, least_days(make_task(free, keep)).shooting)
    for most in range(least, min(least + NEXT, len(shoot.dates) + 1)):
        if fits(replace(shoot, max_days=most), keep):
            if most == least:
                return f"Raise calendar.max_days to {most} at least."
            return _seen(most, least)
    seen = fits.days(free, keep)
    if seen is None or seen <= least:
        return f"Raise calendar.max_days: more than {least - 1} days are needed."
    return _seen(seen, least)


def _seen(most: int, least: int) -> str:
    return (
        f"Raise calendar.max_days to {most}, with which a schedule was found; more than "
        f"{least - 1} are needed."
    )


def _quicker_moves(shoot: Shoot, minutes: int) -> Shoot:
    """Let no unit's move to another location take longer."""
    return replace(
        shoot,
        company_move=minutes,
        second_units=tuple(
            one
            if one.company_move is None
            else replace(one, company_move=min(minutes, one.company_move))
            for one in shoot.second_units
        ),
    )


def _noting(shoot: Shoot, keep: Board | None, at: ShootDay) -> Callable[[int], Problem]:
    """Give the problem with some minutes of banners on a day."""

    def change(minutes: int) -> Problem:
        days = keep.days if keep else ()
        changed = tuple(with_banner(day, minutes) if day is at else day for day in days)
        return shoot, replace(keep, days=changed) if keep else None

    return change
