"""One bounce off a flat mirror: the virtual eye, where the light turns, how much comes back.

What an eye sees in a mirror it would see from its own mirror image, through the mirror as through a
window. Glass gives back what Fresnel's equations say, unpolarised, with n = 1.52 (soda-lime glass);
lacquer what Schlick makes of its reflectance straight on ("An Inexpensive BRDF Model for
Physically-based Rendering", Computer Graphics Forum 13(3), 1994).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

GLASS = 1.52
"""Refractive index of window glass."""


def plane(corners: Floats) -> tuple[Floats, Floats]:
    """Return the middle of a flat polygon (k × 3) and its unit normal.

    The normal points to the side from which the corners run counter-clockwise (Newell's method).
    """
    following = np.roll(corners, -1, axis=0)
    normal = np.cross(corners, following).sum(axis=0)
    return corners.mean(axis=0), np.asarray(normal / np.linalg.norm(normal))


def mirrored(places: Floats, corners: Floats) -> Floats:
    """Return the mirror images of places (… × 3) in the plane of a polygon."""
    middle, normal = plane(corners)
    ahead = (np.asarray(places) - middle) @ normal
    return np.asarray(places - 2 * ahead[..., None] * normal)


def bounce(eye: Floats, places: Floats, corners: Floats) -> tuple[Floats, Floats, Bools]:
    """Find where on a mirror an eye sees places.

    Returns the places on the mirror's plane (n × 3), the cosines of the angle to its normal there
    (n, 0 to 1), and whether there is such a place at all: eye and place both in front of it, and
    what lies between them within the polygon, which is convex.
    """
    middle, normal = plane(corners)
    high = float((eye - middle) @ normal)
    ahead = (places - middle) @ normal
    image = eye - 2 * high * normal
    # On the line from the virtual eye, which is `high` behind the plane, to a place `ahead` of it.
    depth = high + ahead
    share = high / np.where(depth > 1e-9, depth, 1.0)
    turn = image + (places - image) * share[:, None]
    way = places - image
    cosine = np.abs(way @ normal) / np.maximum(np.linalg.norm(way, axis=1), 1e-12)
    there = (ahead > 1e-6) & (high > 1e-6) & within(turn, corners, normal)
    return turn, cosine, np.asarray(there)


def within(places: Floats, corners: Floats, normal: Floats) -> Bools:
    """Return whether places on a convex polygon's plane are inside it."""
    way = np.roll(corners, -1, axis=0) - corners
    x, y, z = normal
    inward = np.stack(
        [
            y * way[:, 2] - z * way[:, 1],
            z * way[:, 0] - x * way[:, 2],
            x * way[:, 1] - y * way[:, 0],
        ]
    )
    limits = np.einsum("ij,ji->i", corners, inward) - 1e-12
    return np.asarray((places @ inward >= limits).all(axis=1))


def fresnel(cosine: Floats | float, index: float = GLASS) -> Floats:
    """Return the share of unpolarised light that one surface gives back.

    >>> round(float(fresnel(1.0)), 4)
    0.0426
    """
    straight = np.asarray(cosine, dtype=np.float64)
    bent = np.sqrt(1 - (1 - straight**2) / index**2)
    across = ((straight - index * bent) / (straight + index * bent)) ** 2
    along = ((bent - index * straight) / (bent + index * straight)) ** 2
    return np.asarray((across + along) / 2)


def lacquer(reflectance: float, cosine: Floats | float) -> Floats:
    """Return the share that a surface gives back which gives back `reflectance` straight on."""
    return np.asarray(reflectance + (1 - reflectance) * (1 - np.asarray(cosine)) ** 5)


def pane_inside(cosine: Floats, depth: Floats) -> Floats:
    """Return what a pane gives back to whoever sits inside.

    The inner surface always does; the outer one, seen through it, only in the gaps of its snow of
    optical depth `depth`, for where snow touches glass it leads the light out.
    """
    once = fresnel(cosine)
    return np.asarray(once + (1 - once) ** 2 * once * np.exp(-depth))


def pane_outside(cosine: Floats, depth: Floats) -> Floats:
    """Return what a pane gives back to whoever stands outside: through its snow, in and out."""
    once = fresnel(cosine)
    both = once + (1 - once) ** 2 * once
    return np.asarray(both * np.exp(-2 * depth / np.maximum(cosine, 1e-6)))
