"""Broken rules in a few lines, for a person who has just edited the board by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.conflict.values import joined
from lastlook.schedule.windows import say_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastlook.schedule.check import Violation

MOST_LINES = 6
"""Where there are more groups, the last line only counts what is left."""
MOST_NAMED = 5
"""Where more scenes break a rule, the others are counted."""
OF_THE_BOARD = frozenset({"missing", "twice", "unknown scene"})
"""Rules about the whole board, whatever the day."""


def summarise(violations: Iterable[Violation]) -> tuple[str, ...]:
    """Say broken rules in at most six lines, those of one rule and day together.

    A rule that is broken once keeps its own sentence; its source follows in brackets. Lines
    stand in the order of the violations; where six do not suffice, the last says how many broken
    rules it stands for.
    """
    groups: dict[tuple[str, tuple[date, ...]], list[Violation]] = {}
    for one in violations:
        day = () if one.rule in OF_THE_BOARD else one.dates
        groups.setdefault((one.rule, day), []).append(one)
    lines = [
        _together(rule, day, group) + (f" [{group[0].source}]" if group[0].source else "")
        for (rule, day), group in groups.items()
    ]
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    rest = sum(len(group) for group in list(groups.values())[MOST_LINES - 1 :])
    return (*lines[: MOST_LINES - 1], f"And {rest} more broken rules.")


def _together(rule: str, day: tuple[date, ...], group: list[Violation]) -> str:
    if len(group) == 1:
        return group[0].text
    numbers = list(dict.fromkeys(number for one in group for number in one.numbers))
    people = sorted({person for one in group for person in one.people})
    count = f"{len(numbers)} scene{'s' if len(numbers) > 1 else ''}"
    on = say_dates(day)
    says = {
        "missing": f"{count} are neither on a day nor in the boneyard",
        "twice": f"{count} stand more than once",
        "unknown scene": f"{len(numbers)} strips have an id that no scene of the script has",
        "light": f"{count} of {on} need another unit than that day's",
        "cast": f"On {on} role{'s' if len(people) > 1 else ''} {_listed(people)} "
        f"{'are' if len(people) > 1 else 'is'} not free for {count}",
        "location": f"On {on} {len(group)} locations are not open long enough for {count}",
    }
    times = f"{rule[0].upper()}{rule[1:]} is broken {len(group)} times"
    what = says.get(rule, times + (f" on {on}" if day else ""))
    return f"{what}: {_listed(numbers)}." if numbers else f"{what}."


def _listed(names: Sequence[object]) -> str:
    """Say the first five, and how many more there are."""
    shown = [str(name) for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        return f"{', '.join(shown)} and {len(names) - MOST_NAMED} more"
    return joined(shown)
