"""What nobody can do: hands that do not reach, people who stand in the car's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take.stage.coachwork import hood_height, trunk_height
from lastlook.take.stage.paths import vector
from lastlook.take.stage.reach import too_far

if TYPE_CHECKING:
    from lastlook.take.bodies import Body
    from lastlook.take.stage.figures import Held, Person
    from lastlook.take.stage.staged import Stage

SLIGHT = 0.05
"""Metres by which a hand may miss before it is told."""
DEEP = 0.25
"""Metres below the car's surface at which somebody stands in it rather than on it."""
LOOKS = 9
"""Moments of a pour at which the hands are looked at."""


def strains(stage: Stage) -> tuple[str, ...]:
    """Return, in sentences, what the figures of a take are asked to do and cannot."""
    found = []
    for name, person in stage.people.items():
        for what, at in _moments(stage, name):
            miss = _miss(person, stage.held(name, at))
            if miss > SLIGHT:
                found.append(f"{name} cannot reach {what} at {at:.0f} s: {miss:.2f} m too far.")
                break
        if person.seat is None:
            found.extend(_inside(stage, name))
    return tuple(found)


def _moments(stage: Stage, name: str) -> list[tuple[str, float]]:
    """Return when somebody reaches for something, and for what."""
    found = [
        (f'the box of "{pour.dump.name}"', pour.start + (pour.end - pour.start) * n / (LOOKS - 1))
        for pour in stage.pours
        if pour.person is not None and pour.person.figure.name == name
        for n in range(LOOKS)
    ]
    for point in stage.people[name].figure.path:
        hands = [hand for hand in (point.left_hand, point.right_hand) if hand]
        found.extend((_place(vector(hand)), float(point.at)) for hand in hands)
    return sorted(found, key=lambda row: row[1])


def _miss(person: Person, held: Held) -> float:
    """Return by how many metres the hand that misses most does so."""
    one, turn, root = person.posed(held)
    most = 0.0
    for side, place, share in held.hands:
        if share < 1:
            continue
        x, y, z = turn.T @ (place - root)
        most = max(most, too_far(person.size, one.shoulders[side], (x, y, z)))
    return most


def _inside(stage: Stage, name: str) -> list[str]:
    """Say whether somebody stands where the car is, and lower than its surface."""
    figure, body = stage.people[name].figure, stage.body
    moments = [point.at for point in figure.path]
    for camera in stage.take.cameras:
        if not figure.path and camera.operator == name:
            moments.extend(frame.at for frame in camera.frames)
    for at in sorted(moments):
        x, y, z = stage.held(name, float(at)).place
        if abs(x) < body.length / 2 and abs(y) < body.width / 2 and z < _surface(body, x) - DEEP:
            return [f"{name} stands in the car, not on it, at {at} s."]
    return []


def _surface(body: Body, x: float) -> float:
    if x > body.cowl_x:
        return hood_height(body, x)
    return trunk_height(body, x) if x < body.deck_x else body.roof


def _place(place: tuple[float, float, float]) -> str:
    x, y, z = place
    return f"x {x:g}, y {y:g}, z {z:g}"
