"""Days that do not suffice, shown by counting alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.conflict.values import Conflict, because, free, is_limited
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.task import Task


def by_counting(task: Task, least: LeastDays) -> tuple[Conflict, ...]:
    """Explain what simple counting shows: more days are needed than there are."""
    shoot = task.shoot
    found = []
    for number, place in enumerate(shoot.places):
        opened = frozenset(at for at, pair in enumerate(place.minutes) if max(pair))
        if least.places[number] > len(opened):
            what = (
                f"{place.label} is needed on at least {least.places[number]} dates, but it is "
                + free(opened, shoot, "open")
            )
            scenes = [n for n, where in enumerate(task.place_of) if where == number]
            way = f"Get other dates or longer hours at {place.label}."
            found.append(_too_few(what, way, task, scenes))
    for number, who in enumerate(shoot.players):
        if least.players[number] > len(who.dates):
            what = (
                f"{who.label} has to work on at least {least.players[number]} dates, but is "
                + free(who.dates, shoot, "free")
            )
            scenes = [n for n, cast in enumerate(task.cast_of) if number in cast]
            way = f"Agree on another date with {who.label}{because(who.why_not)}."
            found.append(_too_few(what, way, task, scenes, people=(who.id,)))
    most = min(task.dates, task.dates if shoot.max_days is None else shoot.max_days)
    if least.shooting > most and not found:
        limit = f"calendar.max_days is {most}" if shoot.max_days == most else _span(shoot)
        what = f"The shoot needs at least {least.shooting} shooting days, but {limit}"
        way = "Raise calendar.max_days or give [calendar] a later end."
        found.append(_too_few(what, way, task, range(len(task.scenes)), max_days=True))
    return tuple(found)


def _too_few(
    what: str,
    way_out: str,
    task: Task,
    scenes: Iterable[int],
    *,
    people: tuple[int, ...] = (),
    max_days: bool = False,
) -> Conflict:
    """Say what was counted, with every rule that the count may rest on."""
    shoot = task.shoot
    needs = [task.scenes[scene] for scene in scenes]
    here = {scene.location for scene in needs}
    limited = [p for p in shoot.places if p.id in here and is_limited(shoot, p.minutes)]
    cast = {person for scene in needs for person in scene.cast}
    busy = [who for who in shoot.players if who.id in cast and len(who.dates) < task.dates]
    minutes = sum(scene.minutes for scene in needs)
    count = f"{len(needs)} scenes need" if len(needs) > 1 else f"{needs[0].label} needs"
    hours = "".join(f"; {p.label}: {'; '.join(p.why_not)}" for p in limited if p.why_not)
    return Conflict(
        text=f"{what}: {count} {minutes} min, and a day holds {shoot.work} min of work by "
        f"one unit, company moves included{hours}.",
        rules=(
            *("work", "moves", "light"),
            *(["max_days"] if max_days else []),
            *(f"place {place.id}" for place in limited),
            *(f"cast {who.id}" for who in busy),
        ),
        ways_out=(way_out, "Raise hours.work, or put scenes into the boneyard."),
        scenes=tuple(scene.id for scene in needs),
        people=people,
        places=tuple(place.id for place in limited),
        minimal=False,
    )


def _span(shoot: Shoot) -> str:
    first, last = say_date(shoot.dates[0]), say_date(shoot.dates[-1])
    return f"the calendar has {len(shoot.dates)} dates, {first} to {last}"
