"""The take: one difficult take, planned so that it works the first time.

take, problems = read_take(path)
found = rehearse(take)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take.bodies import Body, Pane, bodies
from lastlook.take.materials import Material, Quantity, Standing, calibrated, materials
from lastlook.take.model import Take
from lastlook.take.take_file import parse_take, read_take

if TYPE_CHECKING:
    from lastlook.take.rehearsal import Rehearsal

__all__ = [
    "Body",
    "Material",
    "Pane",
    "Quantity",
    "Standing",
    "Take",
    "bodies",
    "calibrated",
    "materials",
    "parse_take",
    "read_take",
    "rehearse",
]


def rehearse(take: Take, *, plain: bool = False) -> Rehearsal:
    """Run a take: its snow, its light, what it uses and what it leaves; see `take.rehearsal`.

    With `plain` nothing is compiled; the result is the same to rounding.
    """
    from lastlook.take.rehearsal import rehearse as run  # numpy takes a moment to load

    return run(take, plain=plain)
