"""Changes of where somebody is, how they hold themselves, and when: another spot, lower, away."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.take.model import Pose
from lastlook.take.sight.change import (
    A_SECOND,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastlook.take.model import Figure, Take, Waypoint
    from lastlook.take.sight.findings import GiveAway

GONE = 60
"""Seconds for which somebody may stay away who is there for a reason."""
ON_TOP = 6
"""Steps of a move for who kneels or lies on something."""
POSES = {Pose.KNEELING: 0.3, Pose.CROUCHING: 0.4, Pose.PRONE: 0.8}
"""What may be lower, and its cost: on both knees, on the heels, on the belly."""
HEIGHT = (Pose.STANDING, Pose.BENDING, Pose.KNEELING, Pose.CROUCHING, Pose.PRONE)
"""Poses, the highest first."""
VERBS = {
    Pose.STANDING: "stand", Pose.SEATED: "sit", Pose.KNEELING: "kneel",
    Pose.CROUCHING: "crouch", Pose.BENDING: "bend", Pose.LYING: "lie", Pose.PRONE: "lie",
}  # fmt: skip


def of_figure(figure: Figure, one: GiveAway, *, pours: bool) -> Iterator[Change]:
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
    if not pours:
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


def _figure(take: Take, name: str, change: Callable[[Figure], Figure]) -> Take:
    rows = tuple(change(one) if one.name == name else one for one in take.figures)
    return replace(take, figures=rows)


def _path(figure: Figure, some: tuple[int, ...], change: Callable[[Waypoint], Waypoint]) -> Figure:
    path = tuple(change(one) if n in some else one for n, one in enumerate(figure.path))
    return replace(figure, path=path)


def _stand(
    figure: Figure, some: tuple[int, ...], word: str, way: tuple[int, int, int], pose: Pose | None
) -> Change:
    """Return another spot, and lower there if a pose is given."""
    verb = VERBS[pose or figure.path[some[-1]].pose]
    # Whoever is up on something does not walk off it.
    up = any(figure.path[index].z > 0 for index in some)

    def move(point: Waypoint, steps: int) -> Waypoint:
        found: Waypoint = moved(point, way, METRE * steps)
        return found if pose is None else replace(found, pose=pose)

    return Change(
        table="figures", name=figure.name, most=ON_TOP if up else METRES, spare=1,
        apply=lambda take, steps: _figure(
            take, figure.name, lambda one: _path(one, some, lambda point: move(point, steps))
        ),
        what=lambda steps: f"{figure.name}: {verb} {METRE * steps:.2f} m {word}",
        changes=lambda steps: keys_of(way, METRE * steps),
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
            return _figure(take, figure.name, lambda one: shifted(one, sign * SECOND * steps))

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


def _absence(figure: Figure, one: GiveAway) -> Iterator[Change]:
    """Return coming after a give-away, or leaving before it."""
    comes = Decimal(str(round(one.until, 2))) + 1
    leaves = Decimal(str(round(one.since, 2))) - 1
    gone = float(leaves)
    if comes - figure.at <= GONE:
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
