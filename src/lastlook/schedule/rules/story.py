"""Rules that the story asks for: what comes first, what stands apart or together, and when."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.schedule.rules.known import because, reasons, start
from lastlook.schedule.rules.rule import Rule, Violation
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.schedule.rules.known import Known


def _in_order(known: Known) -> Iterator[Violation]:
    where = known.where()
    for order in known.shoot.orders:
        if order.first not in where or order.then not in where:
            continue
        (day, place, crew), (later, after, other) = where[order.first], where[order.then]
        between = (later - day).days
        in_time = between >= max(1, order.gap)
        same_day = between == order.gap == 0 and crew == other
        if not in_time and not (same_day and place < after):
            first, then = known.scenes[order.first], known.scenes[order.then]
            gap = f" by at least {order.gap} day{'s' if order.gap > 1 else ''}" if order.gap else ""
            text = (
                f"{start(first.label)} comes before {then.label}{gap}; they stand on "
                f"{say_date(day)} and {say_date(later)}"
            )
            yield Violation(
                text=text + because(order.why), scenes=(first.id, then.id), dates=(day, later)
            )


def _apart(known: Known) -> Iterator[Violation]:
    where = known.where()
    for apart in known.shoot.apart:
        placed = sorted(apart.scenes & set(where), key=lambda name: (where[name], name))
        for one, two in combinations(placed, 2):
            if where[one][0] == where[two][0]:
                day = where[one][0]
                text = (
                    f"{start(known.scenes[one].label)} and {known.scenes[two].label} stand on "
                    f"{say_date(day)} together, but are not to be shot on one day"
                )
                yield Violation(text=text + because(apart.why), scenes=(one, two), dates=(day,))


def _together(known: Known) -> Iterator[Violation]:
    where = known.where()
    for together in known.shoot.together:
        placed = sorted(together.scenes & set(where), key=lambda name: (where[name], name))
        days = {(at.date, at.crew): known.on(at) for at in map(where.__getitem__, placed)}
        dates = tuple(dict.fromkeys(where[name].date for name in placed))
        if len(days) > 1:
            text = (
                f"{start(', '.join(known.scenes[name].label for name in placed))} are to be shot "
                f"on one day, but stand on {', '.join(days.values())}"
            )
            yield Violation(text=text + because(together.why), scenes=tuple(placed), dates=dates)


def _on_its_dates(known: Known) -> Iterator[Violation]:
    for day in known.shot:
        position = known.positions.get(day.date)
        for scene in known.work_of(day):
            if position is not None and scene.dates is not None and position not in scene.dates:
                text = f"{start(scene.label)} is not to be shot on {say_date(day.date)}"
                yield Violation(
                    text=text + reasons(scene.why_not), scenes=(scene.id,), dates=(day.date,)
                )


RULES = (
    Rule(
        name="scene dates",
        says="a scene is shot within the dates that breakdown.toml states for it",
        check=_on_its_dates,
    ),
    Rule(
        name="order",
        says="a scene that precedes another is shot before it, with the days between",
        check=_in_order,
        about="order",
    ),
    Rule(name="apart", says="scenes to be kept apart share no day", check=_apart, about="apart"),
    Rule(
        name="together",
        says="scenes to be kept together share a day",
        check=_together,
        about="together",
    ),
)
