"""What reflects on a car beside its glass: three mirrors and shining paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.stage.cabin import roof
from lastlook.take.stage.coachwork import FENDER, door_ends, hood_height, trunk_height
from lastlook.take.stage.fittings import door_mirror, inner_mirror
from lastlook.take.stage.scene import Mirror

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.take.bodies import Body
    from lastlook.take.snow.film import Film

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

SILVERED = 0.7
"""Of a car's mirrors. Assumed; the law asks for at least 0.4."""
PAINT = 0.04
"""Of clear lacquer straight on: ((n - 1)/(n + 1))² with n = 1.5."""
ABOVE = 0.002
"""Metres by which paint reflects above the sheet it lies on."""
COVERED = 0.001
"""Metres of snow under which paint no longer shines."""


def mirrors(body: Body) -> tuple[Mirror, ...]:
    """Return a car's mirrors: flat, although door mirrors are curved a little."""
    half, wide = body.length / 2, body.width / 2
    inner = wide - FENDER
    front, _, last = door_ends(body)
    top, y = body.belt - 0.13, wide + ABOVE
    low = body.sill + 0.35
    nose, tail = half - 0.03, -half + 0.03
    cowl, deck = body.cowl + ABOVE, body.deck + ABOVE
    shapes: list[tuple[str, list[tuple[float, float, float]]]] = [
        ("hood", _level(body.cowl_x, nose, inner, cowl, hood_height(body, nose) + ABOVE)),
        ("roof", _roof(body)),
        ("door left", [(front, y, low), (last, y, low), (last, y, top), (front, y, top)]),
        ("door right", [(last, -y, low), (front, -y, low), (front, -y, top), (last, -y, top)]),
    ]
    if body.deck_x - tail > 0.1:
        shapes.append(
            ("trunk", _level(tail, body.deck_x, inner, trunk_height(body, tail) + ABOVE, deck))
        )
    glass = [
        Mirror(name="inner mirror", corners=inner_mirror(body), reflectance=SILVERED),
        Mirror(name="door mirror left", corners=door_mirror(body, 1), reflectance=SILVERED),
        Mirror(name="door mirror right", corners=door_mirror(body, -1), reflectance=SILVERED),
    ]
    paint = [Mirror(name=n, corners=np.array(c), reflectance=PAINT) for n, c in shapes]
    return (*glass, *paint)


def _level(x0: float, x1: float, wide: float, z0: float, z1: float
           ) -> list[tuple[float, float, float]]:  # fmt: skip
    return [(x0, -wide, z0), (x1, -wide, z1), (x1, wide, z1), (x0, wide, z0)]


def _roof(body: Body) -> list[tuple[float, float, float]]:
    sheet = roof(body)
    (x0, y0, _), (x1, y1, _) = sheet.min(axis=0), sheet.max(axis=0)
    z = body.roof + ABOVE
    return [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]


def shining(every: tuple[Mirror, ...], film: Film, number: int) -> tuple[Mirror, ...]:
    """Return the mirrors that a record's loose snow leaves: level ones may be covered."""
    return tuple(one for one in every if not _covered(one, film, number))


def _covered(one: Mirror, film: Film, number: int) -> bool:
    low, high = one.corners.min(axis=0), one.corners.max(axis=0)
    if one.reflectance > PAINT or min(high[0] - low[0], high[1] - low[1]) < 0.1:
        return False
    columns = slice(*(round((x - film.x0) / film.dx) for x in (low[0], high[0])))
    rows = slice(*(round((y - film.y0) / film.dx) for y in (low[1], high[1])))
    under: Bools = film.thickness[number, rows, columns] > COVERED
    return bool(under.size) and float(under.mean()) > 0.95
