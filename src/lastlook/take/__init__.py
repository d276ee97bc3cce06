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
    from pathlib import Path

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


def rehearse(
    take: Take, *, plain: bool = False, root: Path | None = None, sight: bool = True
) -> Rehearsal:
    """Run a take: its snow, its light, its sightlines, what it leaves; see `take.rehearsal`.

    With `plain` nothing is compiled; the result is the same to rounding. `root` is the
    production's folder, for meshes of its own. Without `sight` nobody is looked for.
    """
    from lastlook.take.rehearsal import rehearse as run  # numpy takes a moment to load

    return run(take, plain=plain, root=root, sight=sight)
