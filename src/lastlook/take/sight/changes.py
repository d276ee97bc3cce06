"""Changes of a plan that may hide somebody: another spot, lower, later, the other side, away.

A change comes in steps, each a little more of it than the one before; `fixes` looks for the least
that helps. Costs are metres moved, a second counting a tenth of a metre; what is harder on people
or on the film costs more, as said below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.take.bodies import bodies
from lastlook.take.model import Pose
from lastlook.take.sight.late_snow import LEAST, near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from lastlook.take.model import Dump, Figure, Take, Waypoint
    from lastlook.take.sight.findings import GiveAway

METRE = Decimal("0.05")
"""Of a step of a move."""
METRES = 40
"""Steps of a move, at most."""
SECOND = Decimal("0.5")
"""Of a step of a cue."""
SECONDS = 60
"""Steps of a cue, at most."""
A_SECOND = 0.1
"""Cost of a second."""
AWAY = 5.0
"""Cost of doing without."""
CAMERA = 5.0
"""Times, for the film's own pictures."""
CAMERA_STEPS = 8
POSES = {Pose.KNEELING: 0.3, Pose.CROUCHING: 0.4, Pose.PRONE: 0.8}
"""What may be lower, and its cost: on both knees, on the heels, on the belly."""
HEIGHT = (Pose.STANDING, Pose.BENDING, Pose.KNEELING, Pose.CROUCHING, Pose.PRONE)
"""Poses, the highest first."""
VERBS = {
    Pose.STANDING: "stand", Pose.SEATED: "sit", Pose.KNEELING: "kneel",
    Pose.CROUCHING: "crouch", Pose.BENDING: "bend", Pose.LYING: "lie", Pose.PRONE: "lie",
}  # fmt: skip
WAYS = {
    "further forward": (1, 0, 0), "further back": (-1, 0, 0),
    "further to the car's left": (0, 1, 0), "further to the car's right": (0, -1, 0),
}  # fmt: skip
HEIGHTS = {"lower": (0, 0, -1), "higher": (0, 0, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a plan, in steps from 1."""

    table: str
    name: str
    most: int
    """Steps."""
    apply: Callable[[Take, int], Take]
    what: Callable[[int], str]
    changes: Callable[[int], Mapping[str, float]]
    cost: Callable[[int], float]
    spare: int = 0
    """Steps more than the least that helps, so that it also helps when something slips."""
    snow: bool = False
    """Whether the snow comes otherwise with it."""


def changes(take: Take, one: GiveAway) -> Iterator[Change]:
    """Return what may hide a give-away, roughly the easiest first."""
    figure = next((each for each in take.figures if each.name == one.thing), None)
    if figure is not None and figure.seat is None:
        yield from _of_figure(figure, one)
    for index, gear in enumerate(take.gear):
        if gear.name == one.thing:
            yield from _moves("gear", index, gear.name, "path", WAYS)
            yield _away("gear", index, gear.name)
    for index, lamp in enumerate(take.lamps):
        if lamp.name == one.thing:
            for change in _moves("lamps", index, lamp.name, "", WAYS | HEIGHTS):
                yield replace(change, most=2 * METRES)
    for dump in take.dumps:
        theirs = figure is not None and figure.pours == dump.name
        if theirs or one.thing.endswith(f" {dump.name}") or _covers(take, dump, one.via):
            yield from _cues(take, dump.name)
    for index, camera in enumerate(take.cameras):
        if camera.name == one.camera:
            yield from _nudges(index, camera.name)


def _covers(take: Take, dump: Dump, via: str) -> bool:
    """Return whether a dump's snow comes onto the pane through which something shows."""
    panes = (pane for pane in bodies()[take.set.car].panes if pane.name == via)
    return any(near(dump, pane) >= LEAST for pane in panes)


def _of_figure(figure: Figure, one: GiveAway) -> Iterator[Change]:
    """Return another spot, lower, both, the other side; later or earlier; not being there."""
    some = _active(figure, one.since, one.until)
    for word, way in WAYS.items():
        yield _stand(figure, some, word, way, None)
    highest = min((_height(figure.path[index].pose) for index in some), default=0)
    lower = [pose for pose in POSES if _height(pose) > highest]
    for pose in lower:
        yield _pose(figure, some, pose)
    for pose in lower[:2]:
        for word, way in WAYS.items():
            yield _stand(figure, some, word, way, pose)
    yield _other_side(figure, some)
    if not figure.pours:
        if sum(point.at > 0 for point in figure.path):
            yield from _moments(figure)
        yield from _absence(figure, one)


def _active(figure: Figure, start: float, end: float) -> tuple[int, ...]:
    """Return the waypoints that say where somebody is between two moments."""
    before = [n for n, point in enumerate(figure.path) if float(point.at) <= start]
    first = before[-1] if before else 0
    after = [n for n, point in enumerate(figure.path) if float(point.at) >= end]
    last = after[0] if after else len(figure.path) - 1
    return tuple(range(first, last + 1))


def _height(pose: Pose) -> int:
    return HEIGHT.index(pose) if pose in HEIGHT else len(HEIGHT)


def _with(take: Take, table: str, index: int, **values: Any) -> Take:
    """Return a take with other values in a row of one of its tables."""
    rows = list(getattr(take, table))
    rows[index] = replace(rows[index], **values)
    values_of: dict[str, Any] = {table: tuple(rows)}
    return replace(take, **values_of)


def _figure(take: Take, name: str, change: Callable[[Figure], Figure]) -> Take:
    rows = tuple(change(one) if one.name == name else one for one in take.figures)
    return replace(take, figures=rows)


def _path(figure: Figure, some: tuple[int, ...], change: Callable[[Waypoint], Waypoint]) -> Figure:
    path = tuple(change(one) if n in some else one for n, one in enumerate(figure.path))
    return replace(figure, path=path)


def _moved(row: Any, way: tuple[int, int, int], by: Decimal) -> Any:
    """Return something with x, y and z, elsewhere; nothing goes under the ground."""
    x, y, z = way
    return replace(row, x=row.x + x * by, y=row.y + y * by, z=max(Decimal(0), row.z + z * by))


def _keys(way: tuple[int, int, int], by: Decimal) -> dict[str, float]:
    return {axis: float(one * by) for axis, one in zip("xyz", way, strict=True) if one}


def _stand(
    figure: Figure, some: tuple[int, ...], word: str, way: tuple[int, int, int], pose: Pose | None
) -> Change:
    """Return another spot, and lower there if a pose is given."""
    verb = VERBS[pose or figure.path[some[-1]].pose]

    def move(point: Waypoint, steps: int) -> Waypoint:
        found: Waypoint = _moved(point, way, METRE * steps)
        return found if pose is None else replace(found, pose=pose)

    return Change(
        table="figures", name=figure.name, most=METRES, spare=1,
        apply=lambda take, steps: _figure(
            take, figure.name, lambda one: _path(one, some, lambda point: move(point, steps))
        ),
        what=lambda steps: f"{figure.name}: {verb} {METRE * steps:.2f} m {word}",
        changes=lambda steps: _keys(way, METRE * steps),
        cost=lambda steps: float(METRE) * steps + (0.0 if pose is None else POSES[pose]),
    )  # fmt: skip


def _pose(figure: Figure, some: tuple[int, ...], pose: Pose) -> Change:
    how = " face down" if pose is Pose.PRONE else ""
    return Change(
        table="figures", name=figure.name, most=1,
        apply=lambda take, _: _figure(
            take, figure.name, lambda one: _path(one, some, lambda p: replace(p, pose=pose))
        ),
        what=lambda _: f"{figure.name}: {VERBS[pose]}{how}",
        changes=lambda _: {},
        cost=lambda _: POSES[pose],
    )  # fmt: skip


def _other_side(figure: Figure, some: tuple[int, ...]) -> Change:
    across = 2 * max((abs(float(figure.path[index].y)) for index in some), default=0.0)
    left = figure.path[some[-1]].y > 0

    def cross(point: Waypoint) -> Waypoint:
        return replace(point, y=-point.y, facing=-point.facing)

    return Change(
        table="figures", name=figure.name, most=1,
        apply=lambda take, _: _figure(take, figure.name, lambda one: _path(one, some, cross)),
        what=lambda _: f"{figure.name}: to the car's {'right' if left else 'left'} side",
        changes=lambda _: {"y": -across if left else across},
        cost=lambda _: max(0.5, across),
    )  # fmt: skip


def _moments(figure: Figure) -> Iterator[Change]:
    """Return all of somebody's moves later, or earlier."""
    for word, sign in (("later", 1), ("earlier", -1)):

        def shift(take: Take, steps: int, sign: int = sign) -> Take:
            return _figure(take, figure.name, lambda one: _shifted(one, sign * SECOND * steps))

        yield Change(
            table="figures", name=figure.name, most=SECONDS, spare=1, apply=shift,
            what=lambda steps, word=word: (  # type: ignore[misc]
                f"{figure.name}: move {SECOND * steps:.1f} s {word}"
            ),
            changes=lambda steps, sign=sign: (  # type: ignore[misc]
                {"at": float(sign * SECOND * steps)}
            ),
            cost=lambda steps: A_SECOND * float(SECOND) * steps,
        )  # fmt: skip


def _shifted(figure: Figure, by: Decimal) -> Figure:
    """Return somebody with all moves after "action" later."""
    path = tuple(
        replace(one, at=max(Decimal(0), one.at + by)) if one.at > 0 else one for one in figure.path
    )
    return replace(figure, path=path)


def _absence(figure: Figure, one: GiveAway) -> Iterator[Change]:
    """Return coming after a give-away, or leaving before it."""
    comes = Decimal(str(round(one.until, 2))) + 1
    leaves = Decimal(str(round(one.since, 2))) - 1
    gone = float(leaves)
    yield Change(
        table="figures", name=figure.name, most=1,
        apply=lambda take, _: _figure(take, figure.name, lambda each: replace(each, at=comes)),
        what=lambda _: f"{figure.name}: come at {clock(float(comes))}",
        changes=lambda _: {"at": float(comes - figure.at)},
        cost=lambda _: 1.0 + A_SECOND * float(comes - figure.at),
    )  # fmt: skip
    if leaves > figure.at:
        yield Change(
            table="figures", name=figure.name, most=1,
            apply=lambda take, _: _figure(
                take, figure.name, lambda each: replace(each, until=leaves)
            ),
            what=lambda _: f"{figure.name}: leave by {clock(gone)}",
            changes=lambda _: {"until": gone},
            cost=lambda _: 1.0 + A_SECOND * max(0.0, one.until - gone),
        )  # fmt: skip


def _moves(
    table: str, index: int, name: str, path: str, ways: Mapping[str, tuple[int, int, int]]
) -> Iterator[Change]:
    """Return another spot for something that has a path, or one place."""
    for word, way in ways.items():

        def move(take: Take, steps: int, way: tuple[int, int, int] = way) -> Take:
            row = getattr(take, table)[index]
            by = METRE * steps
            if not path:
                return _with(take, table, index, **_places(_moved(row, way, by)))
            points = tuple(_moved(point, way, by) for point in getattr(row, path))
            return _with(take, table, index, **{path: points})

        yield Change(
            table=table, name=name, most=METRES, spare=1, apply=move,
            what=lambda steps, word=word: (  # type: ignore[misc]
                f"{name}: {METRE * steps:.2f} m {word}"
            ),
            changes=lambda steps, way=way: _keys(way, METRE * steps),  # type: ignore[misc]
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
            figures = tuple(
                _shifted(one, by) if one.pours == name else one for one in moved.figures
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


def clock(seconds: float) -> str:
    """Write a moment as minutes and seconds, with tenths where there are any.

    >>> clock(248), clock(42.5)
    ('4:08', '0:42.5')
    """
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    whole, part = divmod(rest, 10)
    return f"{minutes}:{whole:02d}" + (f".{part}" if part else "")
