"""What is in and on the cabin: seats, dashboard, steering wheel, mirrors, headliner, shelf."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.cabin import half_width
from lastlook.take.stage.shapes import box, cylinder, moved, ring, slab, turned

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body, Pane, SeatPlace
    from lastlook.take.stage.shapes import Builder

    Floats = npt.NDArray[np.float64]

LINING = 0.03
"""Metres between the roof and the headliner."""


def add(builder: Builder, body: Body) -> None:
    """Add what is in the cabin, and the mirrors on the doors."""
    for seat in body.seats:
        _seat(builder, body, seat)
    _dashboard(builder, body)
    _steering(builder, body)
    _door_trim(builder, body)
    _headliner(builder, body)
    rear = min(seat.x for seat in body.seats) - 0.42
    wide = half_width(body, body.shelf) - 0.01
    if rear - body.deck_x > 0.05:
        low, high = (body.deck_x + 0.01, -wide, body.shelf - 0.02), (rear, wide, body.shelf)
        builder.add("parcel shelf", box(low, high))
    add_mirrors(builder, body)


def _seat(builder: Builder, body: Body, seat: SeatPlace) -> None:
    """Add a seat below and behind the eyes of whoever sits in it."""
    shape = body.seat_shape
    name, half = f"seat {seat.seat}", shape.width / 2
    # The rear seats are one bench: they meet in the middle.
    bench = abs(seat.y) if seat.seat.startswith("rear") else half
    left = seat.y + (half if seat.y > 0 else bench)
    right = seat.y - (bench if seat.y > 0 else half)
    top, thick = seat.z - shape.hip, shape.thick
    # The hip is ahead of the eyes, because the back leans.
    front, back = seat.x + 0.10 + shape.cushion - 0.08, seat.x + 0.02
    low = max(body.floor, top - thick)
    lower = [(back, right, low), (front, right, low), (front, left, low), (back, left, low)]
    raised = top + 0.05
    upper = [(back, right, top), (front, right, raised), (front, left, raised), (back, left, top)]
    builder.add(name, slab(lower, upper))
    lean = turned(0.0, math.radians(shape.recline))
    foot = np.array([back - 0.02, seat.y, top - 0.04])
    back_form = box((-thick, right - seat.y, 0.0), (0.0, left - seat.y, shape.back))
    builder.add(name, moved(back_form, lean, foot))
    rest = box((-0.11, -0.13, shape.back + 0.03), (-0.01, 0.13, shape.back + 0.03 + shape.headrest))
    builder.add(f"headrest {seat.seat}", moved(rest, lean, foot))
    for side in (-0.06, 0.06):
        post = cylinder((-0.06, side, shape.back - 0.01), (-0.06, side, shape.back + 0.05), 0.008,
                        sides=6)  # fmt: skip
        builder.add(f"headrest {seat.seat}", moved(post, lean, foot))


def _dashboard(builder: Builder, body: Body) -> None:
    """Add the dashboard from the windscreen's lower edge, falling a little toward the seats."""
    wide = half_width(body, body.belt) - 0.01
    front, back = body.cowl_x - 0.005, body.cowl_x - body.dashboard
    top, low = body.belt - 0.01, body.belt - 0.32
    lower = [(back + 0.08, -wide, low), (front, -wide, low), (front, wide, low),
             (back + 0.08, wide, low)]  # fmt: skip
    edge = top - 0.01
    upper = [(back, -wide, edge), (front, -wide, top), (front, wide, top), (back, wide, edge)]
    builder.add("dashboard", slab(lower, upper))
    driver = next(seat for seat in body.seats if seat.seat == body.steering.seat)
    binnacle = box((back + 0.02, driver.y - 0.19, edge), (back + 0.2, driver.y + 0.19, edge + 0.05))
    builder.add("dashboard", binnacle)


def _steering(builder: Builder, body: Body) -> None:
    one = body.steering
    driver = next(seat for seat in body.seats if seat.seat == one.seat)
    middle = np.array([one.x, driver.y, one.z])
    tilt = math.radians(one.tilt)
    axis = np.array([-math.sin(tilt), 0.0, math.cos(tilt)])
    builder.add("steering wheel", ring(middle, axis, one.radius, 0.015))
    low = np.array([body.cowl_x - body.dashboard + 0.12, driver.y, one.z - 0.12])
    builder.add("steering wheel", cylinder(middle, low, 0.035, sides=8))
    across = np.array([0.0, one.radius, 0.0])
    builder.add("steering wheel", cylinder(middle - across, middle + across, 0.014, sides=6))
    boss = cylinder(middle - axis * 0.02, middle + axis * 0.02, 0.06, sides=12)
    builder.add("steering wheel", boss)


def _door_trim(builder: Builder, body: Body) -> None:
    """Add an armrest to each inner door."""
    wide = half_width(body, body.belt)
    front = body.cowl_x - body.dashboard
    for side, name in ((1, "left"), (-1, "right")):
        y0, y1 = sorted((side * (wide - 0.07), side * wide))
        form = box((front - 0.75, y0, body.belt - 0.3), (front - 0.1, y1, body.belt - 0.24))
        builder.add(f"armrest {name}", form)


def _headliner(builder: Builder, body: Body) -> None:
    """Add the lining under the roof, clear of every pane."""
    screen, rear = (_pane(body, name) for name in ("windscreen", "rear"))
    front = screen.x - _run(screen) - 0.02
    back = rear.x + _run(rear) + 0.02
    wide = half_width(body, body.roof) - 0.004
    top = body.roof - 0.004
    low = (back, -wide, top - LINING)
    if front - back > 0.1:
        builder.add("headliner", box(low, (front, wide, top)))


def _run(pane: Pane) -> float:
    """Return how far a pane reaches over the plan."""
    return pane.height * math.cos(math.radians(pane.tilt))


def _pane(body: Body, name: str) -> Pane:
    return next(pane for pane in body.panes if pane.name == name)


def inner_mirror(body: Body) -> Floats:
    """Return the corners of the inner mirror's glass, 4 × 3, counter-clockwise from behind.

    It hangs below the middle of the windscreen's upper edge and is turned to the driver's eyes so
    that they see the rear window in it.
    """
    screen, rear = _pane(body, "windscreen"), _pane(body, "rear")
    high = screen.z + screen.height * math.sin(math.radians(screen.tilt))
    middle = np.array([screen.x - _run(screen) + 0.02, 0.0, high - 0.10])
    back = np.array([rear.x + _run(rear) / 2, 0.0, rear.z + 0.15])
    size = body.inner_mirror
    return _aimed(middle, _driver(body), back, size.width, size.height)


def door_mirror(body: Body, side: int) -> Floats:
    """Return the corners of a door mirror's glass, counter-clockwise from behind; side 1 is left.

    Turned so that the driver sees what is beside and behind the car.
    """
    front = max((p for p in body.panes if p.is_side), key=lambda p: p.x)
    x = front.x + front.width / 2 - 0.02
    middle = np.array([x, side * (body.width / 2 + 0.12), body.belt + 0.06])
    behind = np.array([x - 12.0, side * (body.width / 2 + 1.2), body.belt - 0.2])
    size = body.door_mirror
    return _aimed(middle, _driver(body), behind, size.width, size.height)


def _driver(body: Body) -> Floats:
    seat = next(seat for seat in body.seats if seat.seat == body.steering.seat)
    return np.array([seat.x, seat.y, seat.z])


def _aimed(middle: Floats, eye: Floats, seen: Floats, width: float, height: float) -> Floats:
    """Return a mirror that shows `seen` to `eye`: its normal halves the angle between them."""
    to_eye, to_seen = eye - middle, seen - middle
    normal = to_eye / np.linalg.norm(to_eye) + to_seen / np.linalg.norm(to_seen)
    normal /= np.linalg.norm(normal)
    right = np.cross(np.array([0.0, 0.0, 1.0]), normal)
    right /= np.linalg.norm(right)
    up = np.cross(normal, right)
    a, b = right * width / 2, up * height / 2
    return np.array([middle - a - b, middle + a - b, middle + a + b, middle - a + b])


def add_mirrors(builder: Builder, body: Body) -> None:
    """Add the housings of the mirrors, just behind their glass."""
    for name, glass, deep in (
        ("inner mirror", inner_mirror(body), 0.03),
        ("door mirror left", door_mirror(body, 1), 0.08),
        ("door mirror right", door_mirror(body, -1), 0.08),
    ):
        normal = np.cross(glass[1] - glass[0], glass[3] - glass[0])
        normal /= np.linalg.norm(normal)
        front, back = glass - normal * 0.003, glass - normal * deep
        builder.add(name, slab(list(back), list(front)))
    glass = inner_mirror(body)
    middle = glass.mean(axis=0)
    top = np.array([middle[0] + 0.06, 0.0, middle[2] + 0.08])
    neck = middle + np.array([0.02, 0.0, 0.0])
    builder.add("inner mirror", cylinder(neck, top, 0.008, sides=6))
    for side, name in ((1, "left"), (-1, "right")):
        middle = door_mirror(body, side).mean(axis=0)
        foot = np.array([middle[0] + 0.03, side * (body.width / 2 - 0.03), body.belt - 0.01])
        neck = middle + np.array([0.04, 0.0, -0.04])
        builder.add(f"door mirror {name}", cylinder(foot, neck, 0.02, sides=6))
