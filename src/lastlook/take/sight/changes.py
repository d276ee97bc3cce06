"""Changes of a plan that may hide somebody: another spot, lower, later, the other side, away.

Doing without a piece of equipment costs as much as five metres; the film's own pictures
cost five times the metre.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.take.bodies import NO_CAR, body_of
from lastlook.take.sight.change import (
    A_SECOND,
    HEIGHTS,
    METRE,
    METRES,
    SECOND,
    SECONDS,
    WAYS,
    Change,
    clock,
    keys_of,
    moved,
    shifted,
)
from lastlook.take.sight.late_snow import LEAST, near
from lastlook.take.sight.stances import of_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from lastlook.take.model import Dump, Figure, Take
    from lastlook.take.sight.findings import GiveAway

AWAY = 5.0
"""Cost of doing without."""
CAMERA = 5.0
"""Times, for the film's own pictures."""
CAMERA_STEPS = 8


def changes(take: Take, one: GiveAway) -> Iterator[Change]:
    """Return what may hide a give-away, roughly the easiest first."""
    found = _changes(take, one)
    return map(_of_the_set, found) if take.set.car == NO_CAR else found


def _of_the_set(change: Change) -> Change:
    """Return a change in words for a set without a car: its left is where y grows."""
    return replace(change, what=lambda steps: change.what(steps).replace("the car's ", "the "))


def _changes(take: Take, one: GiveAway) -> Iterator[Change]:
    figure = next((each for each in take.figures if each.name == one.thing), None)
    if figure is not None and figure.path and figure.seat is None:
        yield from of_figure(figure, one, pours=bool(take.pours(figure)))
    for index, gear in enumerate(take.gear):
        if gear.name == one.thing:
            yield from _moves("gear", index, gear.name, "path", WAYS)
            yield _away("gear", index, gear.name)
    for index, lamp in enumerate(take.lamps):
        if lamp.name == one.thing:
            yield from _moves("lamps", index, lamp.name, "", WAYS | HEIGHTS)
    for dump in take.dumps:
        theirs = figure is not None and take.pourer(dump) is figure
        if theirs or one.thing.endswith(f" {dump.name}") or _covers(take, dump, one.via):
            yield from _cues(take, dump.name)
    for index, camera in enumerate(take.cameras):
        if camera.name == one.camera:
            yield from _nudges(index, camera.name)


def _covers(take: Take, dump: Dump, via: str) -> bool:
    """Return whether a dump's snow comes onto the pane through which something shows."""
    panes = (pane for pane in body_of(take.set.car).panes if pane.name == via)
    return any(near(dump, pane) >= LEAST for pane in panes)


def _with(take: Take, table: str, index: int, **values: Any) -> Take:
    """Return a take with other values in a row of one of its tables."""
    rows = list(getattr(take, table))
    rows[index] = replace(rows[index], **values)
    values_of: dict[str, Any] = {table: tuple(rows)}
    return replace(take, **values_of)


def _moves(
    table: str, index: int, name: str, path: str, ways: Mapping[str, tuple[int, int, int]]
) -> Iterator[Change]:
    """Return another spot for something that has a path, or one place."""
    for word, way in ways.items():

        def move(take: Take, steps: int, way: tuple[int, int, int] = way) -> Take:
            row = getattr(take, table)[index]
            by = METRE * steps
            if not path:
                return _with(take, table, index, **_places(moved(row, way, by)))
            points = tuple(moved(point, way, by) for point in getattr(row, path))
            return _with(take, table, index, **{path: points})

        yield Change(
            table=table, name=name, most=METRES, spare=1, apply=move,
            what=lambda steps, word=word: (  # type: ignore[misc]
                f"{name}: {METRE * steps:.2f} m {word}"
            ),
            changes=lambda steps, way=way: keys_of(way, METRE * steps),  # type: ignore[misc]
            cost=lambda steps: float(METRE) * steps,
        )  # fmt: skip


def _places(row: Any) -> dict[str, Decimal]:
    return {axis: getattr(row, axis) for axis in "xyz"}


def _away(table: str, index: int, name: str) -> Change:
    def leave(take: Take, _: int) -> Take:
        rows = getattr(take, table)
        values: dict[str, Any] = {table: rows[:index] + rows[index + 1 :]}
        return replace(take, **values)

    return Change(
        table=table, name=name, most=1, apply=leave, what=lambda _: f"take {name} away",
        changes=lambda _: {}, cost=lambda _: AWAY,
    )  # fmt: skip


def _going_along(take: Take, figure: Figure, dump: Dump, by: Decimal) -> Figure:
    """Return whoever pours, later with a dump; what they pour before and after stays."""
    others = [one for one in take.pours(figure) if one.name != dump.name]
    if not others:
        return shifted(figure, by)
    low = max((one.at + one.seconds for one in others if one.at < dump.at), default=Decimal(0))
    high = min((one.at for one in others if one.at > dump.at), default=take.duration)
    path = [
        replace(one, at=one.at + by) if low < one.at < high else one
        for one in figure.path
        if not low < one.at < high or low < one.at + by < high
    ]
    return replace(figure, path=tuple(path))


def _cues(take: Take, name: str) -> Iterator[Change]:
    """Return a dump earlier or later; whoever pours goes with it."""
    index = next(n for n, one in enumerate(take.dumps) if one.name == name)
    dump = take.dumps[index]
    earliest = int(dump.at / SECOND)
    latest = int((take.duration - dump.at - dump.seconds) / SECOND)
    for sign, most in ((-1, earliest), (1, latest)):

        def shift(given: Take, steps: int, sign: int = sign) -> Take:
            by = sign * SECOND * steps
            moved = _with(given, "dumps", index, at=given.dumps[index].at + by)
            who = given.pourer(given.dumps[index])
            figures = tuple(
                _going_along(given, one, dump, by) if one is who else one for one in moved.figures
            )
            return replace(moved, figures=figures)

        if most > 0:
            yield Change(
                table="dumps", name=name, most=min(SECONDS, most), spare=1, snow=True, apply=shift,
                what=lambda steps, sign=sign: (  # type: ignore[misc]
                    f'move "{name}" to {clock(float(dump.at + sign * SECOND * steps))}'
                ),
                changes=lambda steps, sign=sign: (  # type: ignore[misc]
                    {"at": float(sign * SECOND * steps)}
                ),
                cost=lambda steps: A_SECOND * float(SECOND) * steps,
            )  # fmt: skip


def _nudges(index: int, name: str) -> Iterator[Change]:
    """Return a camera elsewhere: the last resort, for it changes the picture."""
    for one in _moves("cameras", index, name, "frames", WAYS | HEIGHTS):
        yield replace(
            one, most=CAMERA_STEPS, spare=0,
            what=lambda steps, one=one: f"camera {one.what(steps)}",  # type: ignore[misc]
            cost=lambda steps: CAMERA * float(METRE) * steps,
        )  # fmt: skip
