"""Checks of a take file: gear, its meshes, and lamps."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.take.checks.common import in_time, rising, span, unknown

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path as At
    from lastlook.take.model import Gear, Lamp, Take


def check(reader: Reader, take: Take) -> None:
    """Check what is taken off the car, gear and lamps, all but whether meshes are there."""
    if take.set.without:
        from lastlook.take.stage.car import REMOVABLE  # numpy takes a moment to load

        for number, name in enumerate(take.set.without):
            if name not in REMOVABLE:
                unknown(reader, ("set", "without", number), "part that comes off", name, REMOVABLE)
    for number, one in enumerate(take.gear):
        _check_gear(reader, ("gear", number), one, take)
    for number, lamp in enumerate(take.lamps):
        _check_lamp(reader, ("lamps", number), lamp, take)


def check_meshes(reader: Reader, take: Take, root: Path) -> None:
    """Check that every mesh is a file of the production and, where trimesh is there, sound."""
    for number, one in enumerate(take.gear):
        if not one.mesh:
            continue
        from lastlook.take.stage.imported import imported, located  # numpy takes a moment to load

        try:
            if find_spec("trimesh") is None:
                located(one.mesh, root)
            else:
                imported(one.mesh, root, scale=float(one.scale))
        except LastlookError as error:
            reader.problem(("gear", number, "mesh"), str(error))


def _check_gear(reader: Reader, at: At, one: Gear, take: Take) -> None:
    if one.kind and one.mesh:
        reader.problem(
            (*at, "mesh"),
            f"{one.name} is either of a `kind` or a `mesh` of your own.",
            "Take one of the two out.",
        )
    elif not one.kind and not one.mesh:
        reader.problem(
            at,
            f"{one.name} has neither a `kind` nor a `mesh`.",
            'Such as kind = "c-stand", or mesh = "meshes/sign.glb".',
        )
    if one.kind:
        from lastlook.take.stage.stock import gear  # numpy takes a moment to load

        if one.kind not in gear():
            unknown(reader, (*at, "kind"), "kind of gear", one.kind, gear())
        if one.scale != 1:
            reader.problem(
                (*at, "scale"),
                "`scale` is of a mesh.",
                "A `kind` takes its size from `width`, `depth` and `height`.",
            )
    rising(reader, (*at, "path"), [stand.at for stand in one.path], "a path")
    for number, stand in enumerate(one.path):
        in_time(reader, (*at, "path", number, "at"), stand.at, take.duration)
    in_time(reader, (*at, "at"), one.at, take.duration)
    span(reader, at, one.at, one.until)


def _check_lamp(reader: Reader, at: At, lamp: Lamp, take: Take) -> None:
    from lastlook.take.stage.stock import lamps  # numpy takes a moment to load

    if lamp.kind not in lamps():
        unknown(reader, (*at, "kind"), "lamp", lamp.kind, lamps())
    if (lamp.x, lamp.y, lamp.z) == (lamp.aim.x, lamp.aim.y, lamp.aim.z):
        reader.problem(
            (*at, "aim"), f"{lamp.name} is aimed at itself.", "`aim` is where its light goes."
        )
    rising(reader, (*at, "levels"), [level.at for level in lamp.levels], "a list of levels")
    for number, level in enumerate(lamp.levels):
        in_time(reader, (*at, "levels", number, "at"), level.at, take.duration)
