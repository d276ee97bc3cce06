"""Rules about the board as a whole: every scene once, days in order and not too many."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.rules.known import start
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastlook.schedule.rules.known import Known


def _missing(known: Known) -> Iterator[Violation]:
    placed = {name for name, _ in _standing(known)}
    for scene in known.shoot.scenes:
        if scene.id not in placed:
            text = f"{start(scene.label)} is neither on a day nor in the boneyard."
            yield Violation(text=text, scenes=(scene.id,))


def _twice(known: Known) -> Iterator[Violation]:
    for name, on in _places(known).items():
        if len(on) > 1:
            said = ", ".join(_say(day) for day in on)
            text = f"{start(_label(known, name))} stands {len(on)} times: {said}."
            yield Violation(text=text, scenes=(name,), dates=tuple(day for day in on if day))


def _unknown(known: Known) -> Iterator[Violation]:
    held = {scene.id for scene in known.shoot.held}
    for name, on in _places(known).items():
        if name not in known.scenes and name not in held and any(on):
            where = _say(on[0])
            text = (
                f"{start(_label(known, name))} is {where}, but no scene of the script has this id."
            )
            yield Violation(text=text, scenes=(name,), dates=tuple(day for day in on if day))


def _order_of_days(known: Known) -> Iterator[Violation]:
    for one, two in pairwise(known.board.days):
        if known.place_of(two) <= known.place_of(one):
            what = "stands twice" if two.slot == one.slot else f"comes after {known.on(one)}"
            text = f"{known.on(two)} {what} on the board; each date has one day, in order."
            yield Violation(text=text, dates=(one.date, two.date))


def _day_count(known: Known) -> Iterator[Violation]:
    shot = [day for day in known.shot if not day.crew]
    most = known.shoot.max_days
    if most is not None and len(shot) > most:
        text = f"The board has {len(shot)} shooting days; calendar.max_days is {most}."
        yield Violation(text=text, dates=tuple(day.date for day in shot))


def _standing(known: Known) -> Iterator[tuple[str, date | None]]:
    """Every strip with the date that it stands on; None is the boneyard."""
    for day in known.board.days:
        for strip in day.strips:
            yield strip.scene, day.date
    for strip in known.board.boneyard:
        yield strip.scene, None


def _places(known: Known) -> dict[str, list[date | None]]:
    """Where each scene stands; what the boneyard alone has, and no script, is nobody's concern."""
    found: dict[str, list[date | None]] = {}
    for name, day in _standing(known):
        if day is not None or name in known.scenes or name in found:
            found.setdefault(name, []).append(day)
    return found


def _label(known: Known, name: str) -> str:
    return known.scenes[name].label if name in known.scenes else f"scene id {name}"


def _say(day: date | None) -> str:
    return f"on {say_date(day)}" if day else "in the boneyard"


RULES = (
    Rule(name="missing", says="every scene is on a day or in the boneyard", check=_missing),
    Rule(name="twice", says="no scene stands twice", check=_twice),
    Rule(name="unknown scene", says="every strip is a scene of the script", check=_unknown),
    Rule(
        name="order of days",
        says="each date has one day of each unit, and days rise",
        check=_order_of_days,
    ),
    Rule(
        name="max_days",
        says="the main unit has no more shooting days than `calendar.max_days`",
        check=_day_count,
        about="calendar.max_days",
    ),
)
