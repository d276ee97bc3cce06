"""A change of a plan, in steps, each a little more of it than the one before.

`fixes` looks for the least that helps. Costs are metres moved, a second counting a tenth of a
metre; what is harder on people or on the film costs more, as said in `changes` and `stances`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastlook.take.model import Figure, Take

METRE = Decimal("0.05")
"""Of a step of a move."""
METRES = 100
"""Steps of a move, at most."""
SECOND = Decimal("0.5")
"""Of a step of a cue."""
SECONDS = 60
"""Steps of a cue, at most."""
A_SECOND = 0.1
"""Cost of a second."""
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


def moved(row: Any, way: tuple[int, int, int], by: Decimal) -> Any:
    """Return something with x, y and z, elsewhere; nothing goes under the ground."""
    x, y, z = way
    return replace(row, x=row.x + x * by, y=row.y + y * by, z=max(Decimal(0), row.z + z * by))


def keys_of(way: tuple[int, int, int], by: Decimal) -> dict[str, float]:
    """Return by how much of which key something moves."""
    return {axis: float(one * by) for axis, one in zip("xyz", way, strict=True) if one}


def shifted(figure: Figure, by: Decimal) -> Figure:
    """Return somebody with all moves after "action" later."""
    path = tuple(
        replace(one, at=max(Decimal(0), one.at + by)) if one.at > 0 else one for one in figure.path
    )
    return replace(figure, path=path)


def clock(seconds: float) -> str:
    """Write a moment as minutes and seconds, with tenths where there are any.

    >>> clock(248), clock(42.5)
    ('4:08', '0:42.5')
    """
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    whole, part = divmod(rest, 10)
    return f"{minutes}:{whole:02d}" + (f".{part}" if part else "")
