"""Whether the compiled search can be used, and what of a shoot it does not know."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.schedule.shoot import Shoot

MOST_MOVES = 3
"""Company moves of a day up to which the compiled search tries every way round."""


def available() -> bool:
    """Whether numba is installed (the extra `fast`)."""
    return find_spec("numba") is not None


def supports(shoot: Shoot) -> tuple[str, ...]:
    """Name what the compiled search leaves out; empty where it knows all of a shoot.

    What it leaves out is put right afterwards by the plain search, which knows everything.
    """
    many = shoot.max_moves > MOST_MOVES
    missing = {
        "which order of a day suits whose rest": shoot.rests_by_role,
        "roles with several units on one date": bool(shoot.second_units)
        and shoot.commute is not None,
        "ways round more than four locations of a day": bool(shoot.roads) and many,
        "story order over more than four locations of a day": many
        and any(not order.gap for order in shoot.orders),
    }
    return tuple(name for name, found in missing.items() if found)
