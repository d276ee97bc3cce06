"""Checks of a take file: figures, and the names of everything that can be seen."""

from __future__ import annotations

import difflib
import math
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.errors import Severity
from lastlook.take.bodies import bodies
from lastlook.take.checks.common import in_time, rising, span, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path as At
    from lastlook.take.model import Figure, Take

RESERVED = ("car", "ground", "snow")
"""Names that the set has already."""


def check(reader: Reader, take: Take) -> None:
    """Check figures, and that every name says one thing."""
    _check_names(reader, take)
    operators = {camera.operator for camera in take.cameras}
    for number, figure in enumerate(take.figures):
        at: At = ("figures", number)
        _check_build(reader, (*at, "build"), figure)
        _check_path(reader, at, figure, take)
        if not figure.path and figure.seat is None and figure.name not in operators:
            reader.problem(
                at,
                f"{figure.name} is nowhere.",
                "Give a `path` with one place for whoever stays, or a `seat` in the car.",
            )
    _check_pourers(reader, take)
    _check_seats(reader, take)
    for number, wall in enumerate(take.set.walls):
        if (wall.x, wall.y) == (wall.to_x, wall.to_y):
            reader.problem(
                ("set", "walls", number, "to_x"),
                "The wall ends where it begins.",
                "It goes from `x`, `y` to `to_x`, `to_y`.",
            )


def _check_names(reader: Reader, take: Take) -> None:
    """Note names that two things of a picture share: a finding could not say which is meant."""
    named: list[tuple[At, str, str]] = [
        *((("set", "walls", n), "a wall", one.name) for n, one in enumerate(take.set.walls)),
        *((("figures", n), "a figure", one.name) for n, one in enumerate(take.figures)),
        *((("gear", n), "gear", one.name) for n, one in enumerate(take.gear)),
        *((("lamps", n), "a lamp", one.name) for n, one in enumerate(take.lamps)),
        *((("cameras", n), "a camera", one.name) for n, one in enumerate(take.cameras)),
    ]
    known = dict.fromkeys(RESERVED, "part of the set")
    for at, what, name in named:
        if name in known:
            reader.problem(
                (*at, "name"), f"`{name}` is {known[name]} already.", "Give each its own name."
            )
        known.setdefault(name, what)
    _once(reader, "dumps", "a dump", [one.name for one in take.dumps])
    _once(reader, "faces", "a face", [one.name for one in take.faces])


def _once(reader: Reader, key: str, what: str, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        if name in names[:number]:
            reader.problem(
                (key, number, "name"), f"`{name}` is {what} already.", "Give each its own name."
            )


def _check_build(reader: Reader, at: At, figure: Figure) -> None:
    from lastlook.take.stage.builds import builds  # numpy takes a moment to load

    if figure.build not in builds():
        unknown(reader, at, "build", figure.build, builds())


def _check_path(reader: Reader, at: At, figure: Figure, take: Take) -> None:
    rising(reader, (*at, "path"), [point.at for point in figure.path], "a path")
    for number, point in enumerate(figure.path):
        in_time(reader, (*at, "path", number, "at"), point.at, take.duration)
    in_time(reader, (*at, "at"), figure.at, take.duration)
    span(reader, at, figure.at, figure.until)


def _check_pourers(reader: Reader, take: Take) -> None:
    able = {one.name for one in take.figures if one.seat is None and one.path}
    unable = {one.name for one in take.figures} - able
    for number, dump in enumerate(take.dumps):
        if dump.by in unable:
            reader.problem(
                ("dumps", number, "by"),
                f"{dump.by} has no `path` to pour from.",
                "Who pours stands or kneels somewhere: give a `path` and no `seat`.",
            )
        near = difflib.get_close_matches(dump.by, able, n=1, cutoff=0.7) if dump.by else []
        if near and dump.by not in able:
            reader.problem(
                ("dumps", number, "by"),
                f"There is no figure `{dump.by}`, so nobody is seen to hold the box.",
                f"Did you mean `{near[0]}`?",
                severity=Severity.WARNING,
            )


def _check_seats(reader: Reader, take: Take) -> None:
    body = bodies().get(take.set.car)
    has = {seat.seat for seat in body.seats} if body else None
    sits = [(number, one) for number, one in enumerate(take.figures) if one.seat is not None]
    for number, figure in sits:
        if has is not None and figure.seat is not None and figure.seat.value not in has:
            unknown(reader, ("figures", number, "seat"), "seat in this car", figure.seat, has)
    for (_, first), (number, second) in combinations(sits, 2):
        if first.seat is second.seat and _meet(first, second):
            reader.problem(
                ("figures", number, "seat"),
                f"{first.name} sits there at the same time.",
                "Take another seat, or say with `at` and `until` who is there when.",
            )


def _meet(first: Figure, second: Figure) -> bool:
    ends = [math.inf if one.until is None else float(one.until) for one in (first, second)]
    return float(first.at) < ends[1] and float(second.at) < ends[0]
