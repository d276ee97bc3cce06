"""Gold breakdowns: scripts tagged by hand, read from TOML; see benchmarks/gold/README.md."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CATEGORIES = (
    "Cast Members",
    "Background Actors",
    "Stunts",
    "Vehicles",
    "Props",
    "Special Effects",
    "Wardrobe",
    "Makeup/Hair",
    "Animals",
    "Music",
    "Sound",
    "Set Dressing",
    "Greenery",
    "Special Equipment",
    "Security",
    "Visual Effects",
    "Mechanical Effects",
    "Intimacy",
    "Minors",
    "Weather",
)
"""What a gold can tag, in the sheet's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One thing that a scene has."""

    names: tuple[str, ...]
    """The words the page has for it; any of them finds it."""
    count: int | None = None
    """How many, where the page says: `20 commuters`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldScene:
    """What a careful reader tags in one scene."""

    number: str
    wanted: Mapping[str, tuple[Label, ...]]
    """By category."""
    maybe: Mapping[str, tuple[Label, ...]]
    """By category: neither wanted nor a false alarm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A script and its breakdown by hand."""

    name: str
    script: Path
    scenes: tuple[GoldScene, ...]
    also: Mapping[str, tuple[str, ...]]
    """Other names of a role, by the name that the scenes use."""


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises
    ------
    ValueError
        A table or a category has another name than the format knows.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := data.keys() - {"script", "also", "scene"}:
        raise ValueError(f"{path}: unknown keys {sorted(unknown)}")
    return Gold(
        name=path.stem,
        script=path.parent / data["script"],
        scenes=tuple(_scene(table, path) for table in data["scene"]),
        also={name: tuple(others) for name, others in data.get("also", {}).items()},
    )


def _scene(table: Mapping[str, Any], path: Path) -> GoldScene:
    number = table["number"]
    wanted = {key: labels for key, labels in table.items() if key not in {"number", "maybe"}}
    maybe = table.get("maybe", {})
    if unknown := (wanted.keys() | maybe.keys()) - set(CATEGORIES):
        raise ValueError(f"{path}: scene {number}: unknown categories {sorted(unknown)}")
    return GoldScene(number=number, wanted=_labels(wanted), maybe=_labels(maybe))


def _labels(table: Mapping[str, list[str]]) -> dict[str, tuple[Label, ...]]:
    return {category: tuple(map(label, texts)) for category, texts in table.items()}


def label(text: str) -> Label:
    """Read a label as it is typed.

    >>> label("30 guests / wedding party")
    Label(names=('guests', 'wedding party'), count=30)
    """
    count = re.match(r"(\d+) ", text)
    names = text[count.end() :] if count else text
    return Label(names=tuple(names.split(" / ")), count=int(count[1]) if count else None)
