"""Rules about locations: how long they are open, and the roads between them."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from lastlook.schedule.board import Unit
from lastlook.schedule.rules.known import reasons
from lastlook.schedule.rules.rule import Rule, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.board import ShootDay
    from lastlook.schedule.rules.known import Known
    from lastlook.schedule.shoot import SceneNeed


def _is_open(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        position = known.positions.get(day.date)
        if position is None:
            continue
        for name, here in _by_place(known, day).items():
            place = known.places[name]
            opened = place.open_to(day.crew).minutes[position][0 if day.unit is Unit.DAY else 1]
            needed = sum(scene.minutes for scene in here)
            if needed <= opened:
                continue
            state = f"open to a {day.unit} unit for {opened} min" if opened else "shut"
            text = (
                f"{place.label} is {state} on {known.on(day)}; "
                f"{', '.join(scene.label for scene in here)} "
                f"{'need' if len(here) > 1 else 'needs'} {needed} min there"
            )
            yield Violation(
                text=text + reasons(place.why_not),
                scenes=tuple(scene.id for scene in here),
                dates=(day.date,),
            )


def _is_chosen(known: Known) -> Iterator[Violation]:
    places = {one.of: one.location for one in known.board.places}
    shot = {scene.id for day in known.shot for scene in known.work_of(day)}
    for choice in known.shoot.choices:
        if not choice.scenes & shot:
            continue
        chosen = places.get(choice.of)
        if chosen in choice.places:
            continue
        named = ", ".join(f"{known.places[name].label} ({name})" for name in choice.places)
        said = f"has {chosen} for it" if chosen else "does not say which"
        yield Violation(
            text=f"{choice.label} is shot at one of {named}; [places] of the board {said}.",
            scenes=tuple(scene for scene in known.scenes if scene in choice.scenes),
        )


def _roads_take_days(known: Known) -> Iterator[Violation]:
    far = [road for road in known.shoot.roads if road.days]
    if not far:
        return
    for days, road in product(known.of_crews(), far):
        visits = [(day, _by_place(known, day)) for day in days]
        one, two = sorted(road.places)
        on = [(day, here) for day, here in visits if road.places & set(here)]
        for (first, here), (second, there) in combinations(on, 2):
            between = (second.date - first.date).days - 1
            apart = (one in here and two in there) or (two in here and one in there)
            if apart and between < road.days:
                yield _too_near(known, one, two, road.days, (first, second))
        for day, here in on:
            if road.places <= set(here):
                yield _too_near(known, one, two, road.days, (day,))


def _too_near(known: Known, one: str, two: str, days: int, shot: tuple[ShootDay, ...]) -> Violation:
    on = " and ".join(known.on(day) for day in shot)
    date = "date" if days == 1 else "dates"
    return Violation(
        text=f"{known.places[one].label} and {known.places[two].label} are both shot at on {on}; "
        f"the road between them takes {days} {date} of its own.",
        scenes=tuple(
            scene.id for day in shot for scene in known.work_of(day) if scene.location in (one, two)
        ),
        dates=tuple(day.date for day in shot),
    )


def _by_place(known: Known, day: ShootDay) -> dict[str, list[SceneNeed]]:
    found: dict[str, list[SceneNeed]] = {}
    for scene in known.work_of(day):
        found.setdefault(scene.location, []).append(scene)
    return found


RULES = (
    Rule(
        name="location",
        says="a location is open long enough to the unit for its scenes of the day",
        check=_is_open,
        about="location",
    ),
    Rule(
        name="set",
        says="a set that several locations can stand in for is shot at one of them",
        check=_is_chosen,
        about="set",
    ),
    Rule(
        name="road",
        says="between locations whose road takes days, that many dates lie free",
        check=_roads_take_days,
        about="road.days",
    ),
)
