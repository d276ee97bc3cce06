"""The stock of equipment and lamps, from gear.toml and lamps.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.stage.shapes import box, cylinder, ellipsoid

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lastlook.take.stage.shapes import Form

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solid:
    """A part of a piece of equipment."""

    part: str
    form: Form
    tilts: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Item:
    """A kind of equipment: solids that look along x with the foot at 0."""

    id: str
    name: str
    source: str
    """Whose sizes they are; empty where they are assumed."""
    pivot: Floats
    """About which its head tilts."""
    solids: tuple[Solid, ...]

    @property
    def size(self) -> Floats:
        """Depth (along x), width and height, metres."""
        low, high = self._reach()
        return np.asarray(high - low)

    def _reach(self) -> tuple[Floats, Floats]:
        every = np.concatenate([solid.form[0] for solid in self.solids])
        return every.min(axis=0), every.max(axis=0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LampItem:
    """A kind of lamp: its head looks along x with the lens at 0."""

    id: str
    name: str
    beam: float
    """Whole angle, degrees."""
    watts: float
    stand: bool
    """Whether it stands on one that goes down from it."""
    solids: tuple[Solid, ...]


@cache
def gear() -> Mapping[str, Item]:
    """Return the equipment lastlook knows, by id."""
    return MappingProxyType({id_: _item(id_, row) for id_, row in _read("gear.toml").items()})


@cache
def lamps() -> Mapping[str, LampItem]:
    """Return the lamps lastlook knows, by id."""
    return MappingProxyType(
        {
            id_: LampItem(
                id=id_, name=row["name"], beam=float(row["beam"]), watts=float(row["watts"]),
                stand=row.get("stand", True), solids=tuple(_solid(one) for one in row["solids"]),
            )
            for id_, row in _read("lamps.toml").items()
        }
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _item(id_: str, row: Mapping[str, Any]) -> Item:
    return Item(
        id=id_,
        name=row["name"],
        source=row.get("source", ""),
        pivot=np.array(row.get("pivot", (0, 0, 0)), dtype=np.float64),
        solids=tuple(_solid(one) for one in row["solids"]),
    )


def _solid(row: Mapping[str, Any]) -> Solid:
    if "low" in row:
        form = box(row["low"], row["high"])
    elif "ball" in row:
        form = ellipsoid(row["at"], (row["ball"],) * 3, sides=10, rings=6)
    else:
        sides = row.get("sides", 8)
        form = cylinder(row["from"], row["to"], row["radius"], row.get("top"), sides=sides)
    return Solid(part=row["part"], form=form, tilts=row.get("head", False))
