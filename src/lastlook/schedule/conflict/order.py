"""Days that no order of their strips suits: the light, the roads or the story forbid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.conflict.core import explain, in_words
from lastlook.schedule.conflict.relax import shrink
from lastlook.schedule.conflict.under import has_board
from lastlook.schedule.conflict.values import Conflict, joined
from lastlook.schedule.conflict.ways import all_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.task import Task

MOST_SETS = 4
"""More sets of scenes than this are counted, not named."""


SURE = 20.0
"""Deterministic time for each step of leaving out what a contradiction does not need."""


def no_order(
    task: Task, forbidden: Sequence[Sequence[int]], keep: Board | None, *, seconds: float
) -> Conflict:
    """Explain that no schedule is left once days that no order suits are forbidden.

    Or days that do not suit each other in any order; `forbidden` has sets of scenes of single days.

    Rules and scenes are left out one by one while the rest still has no board, each time by
    CP-SAT with the order of every day looked at. Where that takes too long, the scenes that no day
    holds together are named.
    """
    found = _smallest(task, forbidden, keep, seconds)
    if found is None and not forbidden:
        return explain(task.whole, keep, seconds=seconds)[0]
    return found or _named(task, forbidden)


def _smallest(
    task: Task, forbidden: Sequence[Sequence[int]], keep: Board | None, seconds: float
) -> Conflict | None:
    """Find a smallest set of rules and scenes; None where the time does not suffice."""
    shoot, left = task.whole, max(4.0, 2 * seconds)

    def boards(some: Collection[str], changed: Shoot, board: Board | None) -> bool | None:
        nonlocal left
        if left <= 0:
            return None
        scenes = {name.removeprefix("scene ") for name in some if name.startswith("scene ")}
        rules = {name for name in some if not name.startswith("scene ")}
        found, spent = has_board(rules, scenes, changed, board, seconds=min(SURE, left))
        left -= spent
        return found

    def contradict(some: list[str]) -> bool:
        return boards(some, shoot, keep) is False

    concerned = {scene for some in forbidden for scene in some}
    rules = all_rules(shoot, keep)
    few = [f"scene {task.scenes[scene].id}" for scene in sorted(concerned)]
    many = [f"scene {scene.id}" for scene in task.scenes]
    start = next((s for s in ([*rules, *few], [*rules, *many]) if contradict(s)), None)
    if start is None:
        return None
    core = shrink(start, contradict)
    needed = [boards([key for key in core if key != one], shoot, keep) for one in core]

    def holds(changed: Shoot, board: Board | None) -> bool:
        return boards(core, changed, board) is True

    return in_words(core, shoot, keep, holds, holds, minimal=all(needed))


def _named(task: Task, forbidden: Sequence[Sequence[int]]) -> Conflict:
    """Name the scenes that no day holds together."""
    sets = list(dict.fromkeys(tuple(scenes) for scenes in forbidden))
    named = [joined([task.scenes[scene].label for scene in scenes]) for scenes in sets[:MOST_SETS]]
    more = f", and {len(sets) - MOST_SETS} more such sets" if len(sets) > MOST_SETS else ""
    scenes = sorted({scene for some in sets for scene in some})
    return Conflict(
        text="No schedule is left, because in no order can one day hold "
        f"{'; nor '.join(named)}{more}: each in its light, with the roads between, as the story "
        "asks for it.",
        rules=("order of the day",),
        ways_out=(
            "Give [calendar] a later end, so that these scenes find days of their own.",
            "Call the unit at another time (hours.day_call, hours.night_call).",
            "Change the time of day of one of these scenes in the script.",
            "Put one of these scenes into the boneyard.",
        ),
        scenes=tuple(task.scenes[scene].id for scene in scenes),
        minimal=False,
    )
