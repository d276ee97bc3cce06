"""Days that no order of their strips suits: the light, the roads or the story forbid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.schedule.conflict.values import Conflict, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.schedule.solver.task import Task

MOST_SETS = 4
"""More sets of scenes than this are counted, not named."""


def no_order(task: Task, forbidden: Sequence[Sequence[int]]) -> Conflict:
    """Explain that no schedule is left once days that no order suits are forbidden."""
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
