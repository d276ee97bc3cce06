"""The car as a whole, from the parametric shapes of bodies.toml."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lastlook.take.stage import cabin, coachwork, fittings
from lastlook.take.stage.scene import Kind, Thing
from lastlook.take.stage.shapes import Builder, less

if TYPE_CHECKING:
    from lastlook.take.bodies import Body

INTERIOR = (
    "seat", "headrest", "dashboard", "steering wheel", "armrest", "headliner", "parcel shelf",
    "inner mirror",
)  # fmt: skip
"""How the names of parts begin that stand inside the cabin and may hide a pane from within."""
REMOVABLE = (
    "inner mirror", "door mirror left", "door mirror right",
    "headrest front-left", "headrest front-right", "headrest rear-left", "headrest rear-right",
    "seat rear-left", "seat rear-right",
)  # fmt: skip
"""Parts that come off without harm to the car."""


@cache
def car(body: Body, without: tuple[str, ...] = ()) -> Thing:
    """Return a car: sheet, fittings and wheels, with nothing where its panes are.

    Parts named in `without` were taken off.
    """
    builder = Builder()
    builder.take(cabin.shell(body))
    coachwork.add(builder, body)
    fittings.add(builder, body)
    mesh = builder.mesh()
    if without:
        mesh = less(mesh, without)
    return Thing(name="car", kind=Kind.CAR, hidden=False, mesh=mesh)
