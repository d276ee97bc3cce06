"""From dates to a board: the order of strips in each day, moves, banners, locks, boneyard."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Board, ShootDay, Strip
from lastlook.schedule.solver.order import story_order
from lastlook.schedule.solver.task import UNITS, slot_numbers

if TYPE_CHECKING:
    from lastlook.schedule.shoot import SceneNeed, Shoot
    from lastlook.schedule.solver.days import Days


def arrange(days: Days, keep: Board | None) -> Board:
    """Write the board that the solver's days mean, with what the kept board fixes."""
    task = days.task
    slots = slot_numbers(task.whole)
    kept = {day.slot: day for day in keep.days} if keep else {}
    locked = {strip.scene for day in kept.values() for strip in day.strips if strip.locked}
    crews = list(dict.fromkeys(crew for _, crew in (*slots, *kept)))
    rests = days.terms.rests
    plans = rests.chosen(days.days, days.unit) if rests else {}
    made = []
    for slot in sorted({*kept, *slots}, key=lambda slot: (slot[0], crews.index(slot[1]))):
        at = slots.get(slot)
        scenes = [task.scenes[n] for n in days.days[at].scenes] if at is not None else []
        old = kept.get(slot)
        if at is not None and at in task.locked_days:
            made.append(_locked_day(task.locked_days[at], scenes))
        elif at is not None and scenes:
            day = ShootDay(date=slot[0], crew=slot[1], unit=UNITS[days.unit[at]])
            plan = plans.get(at) or days.days[at].plans[days.unit[at]]
            ordered = [task.scenes[n] for n in plan.order] if plan else _order(scenes, old, day)
            made.append(_day(day, ordered, old, locked, task.shoot))
        elif old is not None and (old.locked or _banners(old)):
            work = tuple(item for item in old.work if item in _banners(old))
            made.append(replace(old, work=work))
    return Board(
        days=tuple(made),
        boneyard=_boneyard(keep, task.shoot) if keep else (),
        places=keep.places if keep else (),
    )


def vanished(keep: Board, shoot: Shoot) -> tuple[Strip, ...]:
    """Find strips on the days of a kept board whose scenes are not in the script any more.

    A scene that is held is none of them: it leaves the board and comes back by itself.
    """
    known = {scene.id for scene in (*shoot.scenes, *shoot.held)}
    found = [s for day in keep.days for s in day.strips if s.scene not in known]
    return tuple(dict.fromkeys(found))


def _day(
    day: ShootDay,
    ordered: list[SceneNeed],
    old: ShootDay | None,
    locked: set[str],
    shoot: Shoot,
) -> ShootDay:
    work: list[Strip | Banner] = []
    for scene, before in zip(ordered, [None, *ordered], strict=False):
        if before is not None and before.location != scene.location:
            work.append(move_banner(before, scene, shoot.terms_of(day.crew)))
        work.append(Strip(scene=scene.id, locked=scene.id in locked))
    for banner, after in _banners_with_place(old) if old else []:
        work.insert(_index_after(work, after), banner)
    return replace(day, work=tuple(work))


def _order(scenes: list[SceneNeed], old: ShootDay | None, day: ShootDay) -> list[SceneNeed]:
    """Keep a person's order of the same strips under the same unit, if it moves no more."""
    if old is not None and old.unit is day.unit:
        by_id = {scene.id: scene for scene in scenes}
        theirs = [by_id[strip.scene] for strip in old.strips if strip.scene in by_id]
        moves = sum(one.location != two.location for one, two in pairwise(theirs))
        fewest = len({scene.location for scene in scenes}) - 1
        if len(theirs) == len(scenes) and moves == fewest:
            return theirs
    return story_order(scenes)


def move_banner(before: SceneNeed, scene: SceneNeed, shoot: Shoot) -> Banner:
    """Make the banner before the first strip at another location."""
    label = next(place.label for place in shoot.places if place.id == scene.location)
    road = shoot.road(before.location, scene.location)
    return Banner(text=f"Company move to {label}", minutes=road.minutes, move=True)


def _locked_day(day: ShootDay, scenes: list[SceneNeed]) -> ShootDay:
    known = {scene.id for scene in scenes}
    work = tuple(item for item in day.work if not isinstance(item, Strip) or item.scene in known)
    return replace(day, locked=True, work=work)


def _banners(day: ShootDay) -> list[Banner]:
    return [item for item in day.work if isinstance(item, Banner) and not item.move]


def _banners_with_place(day: ShootDay) -> list[tuple[Banner, set[str]]]:
    """Give a day's own banners, each with the strips that stood before it."""
    seen: set[str] = set()
    found = []
    for item in day.work:
        if isinstance(item, Strip):
            seen = seen | {item.scene}
        elif not item.move:
            found.append((item, seen))
    return found


def _index_after(work: list[Strip | Banner], before: set[str]) -> int:
    """Where a banner goes: after the last strip that stood before it, and banners there."""
    index = 0
    for position, item in enumerate(work):
        if isinstance(item, Strip) and item.scene in before:
            index = position + 1
    while index < len(work) and isinstance(banner := work[index], Banner) and not banner.move:
        index += 1
    return index


def _boneyard(keep: Board, shoot: Shoot) -> tuple[Strip, ...]:
    return tuple(dict.fromkeys((*keep.boneyard, *vanished(keep, shoot))))
