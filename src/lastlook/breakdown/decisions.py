"""What people decided about scenes: `breakdown.toml`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

from lastlook.breakdown.categories import CATEGORIES, category_name
from lastlook.errors import Problem, Severity
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import Key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

FILE = "breakdown.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedElement:
    """Something a person put on a sheet."""

    category: str
    """One of the trade's categories."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedBackground:
    """Extras that a person counted."""

    label: str
    count: Annotated[int | None, Key(least=0)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneDecisions:
    """All that people decided about one scene. What is not stated follows from the script."""

    minutes: Annotated[int | None, Key(least=1)] = None
    """Working time; without it, the eighths decide."""
    location: str = ""
    """Id of the location where this scene is shot, if not the one its set stands at."""
    script_day: str = ""
    synopsis: str = ""
    notes: str = ""
    cast: tuple[int, ...] = ()
    """Board ids of roles that are present though the script does not name them here."""
    not_cast: tuple[int, ...] = ()
    """Board ids of roles that the script names here though they are not present."""
    background: tuple[DecidedBackground, ...] | None = None
    """If given, stands in the place of what was read from the script."""
    elements: tuple[DecidedElement, ...] = ()
    dismissed: tuple[str, ...] = ()
    """Suggestions that are nothing; they are not made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The whole of `breakdown.toml`."""

    scenes: Mapping[str, SceneDecisions] = field(default_factory=lambda: MappingProxyType({}))
    """By scene id."""


def read_decisions(root: Path) -> tuple[Decisions, list[Problem]]:
    """Read the folder's breakdown.toml. Without the file nothing has been decided."""
    path = root / FILE
    if not path.is_file():
        return Decisions(), []
    return parse_decisions(path.read_bytes())


def parse_decisions(data: bytes) -> tuple[Decisions, list[Problem]]:
    """Read the bytes of a breakdown.toml; every sound scene is kept though others are not."""
    toml, problems = parse(data, FILE)
    if toml is None:
        return Decisions(), problems
    reader = Reader(toml.marks, FILE)
    scenes: dict[str, SceneDecisions] = {}
    for key, value in toml.table.items():
        if key == "format":
            continue
        if key != "scenes" or not isinstance(value, dict):
            reader.problem(
                (key,),
                f"`{key}` is not known at the top of the file.",
                "Decisions stand under a scene's id, such as [scenes.s012].",
                why="It would have no effect.",
            )
            continue
        for scene, table in value.items():
            decided = _scene(reader, scene, table)
            if decided is not None:
                scenes[scene] = decided
    return Decisions(scenes=MappingProxyType(scenes)), sorted(reader.problems)


def _scene(reader: Reader, scene: str, table: Any) -> SceneDecisions | None:
    path = ("scenes", scene)
    if not isinstance(table, dict):
        reader.problem(
            path,
            f"`{scene}` is not a table.",
            f"Write [scenes.{scene}] on a line of its own and the decisions below it.",
        )
        return None
    decided = reader.table(SceneDecisions, table, path)
    if decided is None:
        return None
    elements = []
    for index, element in enumerate(decided.elements):
        name = category_name(element.category)
        if name is None:
            near = difflib.get_close_matches(element.category, CATEGORIES, n=1, cutoff=0.5)
            reader.problem(
                (*path, "elements", index, "category"),
                f"There is no category “{element.category}”.",
                f"Did you mean “{near[0]}”?" if near else f"Choose from: {', '.join(CATEGORIES)}.",
            )
            return None
        elements.append(DecidedElement(category=name, label=element.label))
    return replace(decided, elements=tuple(elements))


def check_decisions(
    data: bytes,
    decisions: Decisions,
    *,
    scenes: Collection[str],
    roles: Collection[int] | None,
    locations: Collection[str] | None,
) -> list[Problem]:
    """Return what in breakdown.toml points at nothing: scenes, roles, locations.

    None stands for what could not be read, and is not held against the file.
    """
    toml, problems = parse(data, FILE)
    if toml is None:
        return problems
    reader = Reader(toml.marks, FILE)
    for scene, decided in decisions.scenes.items():
        path: tuple[str | int, ...] = ("scenes", scene)
        if scene not in scenes:
            reader.problem(
                path,
                f"No scene of the script has the id `{scene}`.",
                "See scenes.toml for the ids; the decision is kept until you move or delete it.",
                severity=Severity.WARNING,
            )
        if locations is not None and decided.location and decided.location not in locations:
            reader.problem(
                (*path, "location"),
                f"There is no location `{decided.location}`.",
                f"production.toml knows: {', '.join(sorted(locations)) or 'none'}.",
            )
        for name, ids in (("cast", decided.cast), ("not_cast", decided.not_cast)):
            for index, role in enumerate(ids):
                if roles is not None and role not in roles:
                    reader.problem(
                        (*path, name, index),
                        f"There is no role with the board id {role}.",
                        "The ids stand in the [[cast]] tables of production.toml.",
                    )
    return sorted(reader.problems)
