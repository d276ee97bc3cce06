"""The same problem without one of its rules, and the smallest set of rules that still clash."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Board, Strip, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.shoot import Shoot

ENDLESS = 100_000
"""Minutes that no shoot has."""


def without(rule: str, shoot: Shoot, keep: Board | None) -> tuple[Shoot, Board | None]:
    """Give the problem without a rule; its keys are those of `Conflict.rules`."""
    if rule == "work":
        return replace(shoot, work=ENDLESS), keep
    if rule == "moves":
        return replace(shoot, max_moves=len(shoot.places)), keep
    if rule == "company move":
        return replace(shoot, company_move=0), keep
    if rule == "turnaround":
        return replace(shoot, turnaround=-ENDLESS), keep
    if rule == "max_days":
        return replace(shoot, max_days=None), keep
    if rule == "light":
        scenes = tuple(replace(scene, units=frozenset(Unit)) for scene in shoot.scenes)
        return replace(shoot, scenes=scenes), keep
    if rule.startswith("minor "):
        minors = tuple(limit for limit in shoot.minors if rule != f"minor {limit.role}")
        return replace(shoot, minors=minors), keep
    if rule.startswith("clear "):
        scenes = tuple(
            replace(scene, clear_from=None) if rule == f"clear {scene.id}" else scene
            for scene in shoot.scenes
        )
        return replace(shoot, scenes=scenes), keep
    if rule.startswith(("cast ", "place ")):
        return _without_window(rule, shoot), keep
    return shoot, _without_note(rule, keep) if keep else None


def _without_window(rule: str, shoot: Shoot) -> Shoot:
    everything = frozenset(range(len(shoot.dates)))
    opened = ((ENDLESS, ENDLESS),) * len(shoot.dates)
    return replace(
        shoot,
        players=tuple(
            replace(who, dates=everything) if rule == f"cast {who.id}" else who
            for who in shoot.players
        ),
        places=tuple(
            replace(place, minutes=opened) if rule == f"place {place.id}" else place
            for place in shoot.places
        ),
    )


def _without_note(rule: str, keep: Board) -> Board:
    """Take a lock or a day's banners off a board."""

    def day_without(day: ShootDay) -> ShootDay:
        if rule == f"locked day {day.date}":
            return replace(day, locked=False)
        if rule == f"banner {day.date}":
            return with_banner(day, 0)
        return replace(
            day,
            work=tuple(
                replace(item, locked=False)
                if isinstance(item, Strip) and rule == f"lock {item.scene}"
                else item
                for item in day.work
            ),
        )

    return replace(keep, days=tuple(day_without(day) for day in keep.days))


def with_banner(day: ShootDay, minutes: int) -> ShootDay:
    """Let a day's banners take some minutes together; 0 removes them."""
    work = [item for item in day.work if not isinstance(item, Banner) or item.move]
    noted = (Banner(text="", minutes=minutes),) if minutes else ()
    return replace(day, work=(*noted, *work))


def shrink(core: list[str], contradict: Callable[[list[str]], bool]) -> list[str]:
    """Leave out halves, quarters and at last single rules while the rest still contradict."""
    chunk = max(1, len(core) // 2)
    while True:
        start = 0
        while start < len(core):
            rest = core[:start] + core[start + chunk :]
            if rest and contradict(rest):
                core = rest
            else:
                start += chunk
        if chunk == 1:
            return core
        chunk //= 2
