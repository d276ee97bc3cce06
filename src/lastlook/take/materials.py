"""What fake snow is like: each value with where it comes from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastlook.take.model import Measured


class Standing(StrEnum):
    """How a value is known."""

    MEASURED = "measured"
    """On set, by the production."""
    PUBLISHED = "published"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value and where it comes from."""

    value: float
    standing: Standing
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A snow material; the units are those of materials.toml.

    Either `grammage` and `sheet` are given (flakes) or `r_opt` (grains).
    """

    id: str
    name: str
    density: Quantity
    repose: Quantity
    friction: Quantity
    cohesion: Quantity
    fall_speed: Quantity
    clump_speed: Quantity
    sack: Quantity
    grammage: Quantity | None = None
    sheet: Quantity | None = None
    r_opt: Quantity | None = None

    def quantities(self) -> dict[str, Quantity]:
        """Return every value by its name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, Quantity)}

    @property
    def sack_litres(self) -> float:
        """What one sack gives, as it lies."""
        return 1000 * self.sack.value / self.density.value


def materials() -> Mapping[str, Material]:
    """Return the materials lastlook knows, by id."""
    return _library()


@cache
def _library() -> Mapping[str, Material]:
    data = tomllib.loads((Path(__file__).parent / "materials.toml").read_text(encoding="utf-8"))
    return MappingProxyType({id_: _material(id_, table) for id_, table in data.items()})


def _material(id_: str, table: dict[str, Any]) -> Material:
    values = {
        key: Quantity(
            value=float(value["value"]),
            standing=Standing.PUBLISHED if value.get("source") else Standing.ASSUMED,
            source=value.get("source", ""),
        )
        for key, value in table.items()
        if isinstance(value, dict)
    }
    return Material(id=id_, name=table["name"], **values)


def calibrated(known: Mapping[str, Material], cards: Iterable[Measured]) -> Mapping[str, Material]:
    """Put what was measured in the place of what was published or assumed; later cards win.

    A card for a flake that gives `r_opt`, or for a grain that gives `grammage`, changes its kind.
    """
    found = dict(known)
    for card in cards:
        values: dict[str, Any] = {}
        for name in MEASURABLE:
            value = getattr(card, name)
            if value is not None:
                values[name] = Quantity(
                    value=float(value), standing=Standing.MEASURED, source=card.note
                )
        if "r_opt" in values and "grammage" not in values:
            values |= {"grammage": None, "sheet": None}
        elif "grammage" in values:
            old = found[card.material].sheet
            assumed = Quantity(value=0.5, standing=Standing.ASSUMED)
            values |= {"r_opt": None, "sheet": values.get("sheet") or old or assumed}
        found[card.material] = replace(found[card.material], **values)
    return MappingProxyType(found)


MEASURABLE = (
    "density", "grammage", "sheet", "r_opt", "repose", "friction", "cohesion", "fall_speed",
    "clump_speed", "sack",
)  # fmt: skip
"""What a calibration card may give."""
