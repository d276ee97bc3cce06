"""Reading and checking `breakdown.toml`."""

from __future__ import annotations

import difflib
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lastlook.breakdown.categories import CATEGORIES, category_name
from lastlook.breakdown.decisions import (
    FILE,
    DecidedElement,
    Decisions,
    ElementRecord,
    SceneDecisions,
)
from lastlook.errors import Problem, Severity
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_At = tuple[str | int, ...]


def read_decisions(root: Path) -> tuple[Decisions, list[Problem]]:
    """Read the folder's breakdown.toml. Without the file nothing has been decided."""
    path = root / FILE
    if not path.is_file():
        return Decisions(), []
    return parse_decisions(path.read_bytes())


def parse_decisions(data: bytes) -> tuple[Decisions, list[Problem]]:
    """Read the bytes of a breakdown.toml; every sound table is kept though others are not.

    Every element comes back with its category, its label and, if `[elements]` knows it by label
    or by one of its other labels, its id.
    """
    toml, problems = parse(data, FILE)
    if toml is None:
        return Decisions(), problems
    reader = Reader(toml.marks, FILE)
    tables: dict[str, Mapping[str, Any]] = {"scenes": {}, "elements": {}}
    for key, value in toml.table.items():
        if key in tables and isinstance(value, dict):
            tables[key] = value
        elif key != "format":
            reader.problem(
                (key,),
                f"`{key}` is not known at the top of the file.",
                "Decisions stand under a scene's id, such as [scenes.s012], and elements under "
                "an id of your own, such as [elements.ring].",
                why="It would have no effect.",
            )
    records = _records(reader, tables["elements"])
    scenes: dict[str, SceneDecisions] = {}
    for scene, table in tables["scenes"].items():
        decided = _scene(reader, scene, table, records, tables["elements"])
        if decided is not None:
            scenes[scene] = decided
    decisions = Decisions(scenes=MappingProxyType(scenes), elements=MappingProxyType(records))
    return decisions, sorted(reader.problems)


def _records(reader: Reader, tables: Mapping[str, Any]) -> dict[str, ElementRecord]:
    found: dict[str, ElementRecord] = {}
    numbers: dict[str, str] = {}
    for key, table in tables.items():
        at = ("elements", key)
        if not isinstance(table, dict):
            reader.problem(
                at,
                f"`{key}` is not a table.",
                f"Write [elements.{key}] on a line of its own and category and label below it.",
            )
            continue
        record = reader.table(ElementRecord, table, at)
        if record is None:
            continue
        category = _category(reader, record.category, (*at, "category"))
        if category is None:
            continue
        if record.number and record.number in numbers:
            reader.problem(
                (*at, "number"),
                f"The board id {record.number} belongs to `{numbers[record.number]}` already.",
                "Give it a number of its own; a number is never used for a second element.",
            )
        numbers.setdefault(record.number, key)
        found[key] = replace(record, category=category)
    for key, record in found.items():
        for index, other in enumerate(record.linked):
            if other not in tables:
                reader.problem(
                    ("elements", key, "linked", index),
                    f"There is no element `{other}` to come along.",
                    f"[elements] knows: {', '.join(tables)}.",
                )
    return found


def _scene(
    reader: Reader,
    scene: str,
    table: Any,
    records: Mapping[str, ElementRecord],
    known: Collection[str],
) -> SceneDecisions | None:
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
    elements = [
        _element(reader, element, (*path, "elements", index), records, known)
        for index, element in enumerate(decided.elements)
    ]
    rejected = []
    for index, one in enumerate(decided.rejected):
        at = (*path, "rejected", index, "category")
        category = _category(reader, one.category, at) if one.category else ""
        rejected.append(None if category is None else replace(one, category=category))
    before = len(reader.problems)
    _check_parts(reader, decided, path)
    sound = tuple(element for element in elements if element is not None)
    turned_down = tuple(one for one in rejected if one is not None)
    wrong_parts = len(reader.problems) > before
    if len(sound) < len(elements) or len(turned_down) < len(rejected) or wrong_parts:
        return None
    return replace(decided, elements=sound, rejected=turned_down)


def _check_parts(reader: Reader, decided: SceneDecisions, path: _At) -> None:
    seen: set[str] = set()
    for index, part in enumerate(decided.parts):
        at = (*path, "parts", index)
        if part.id in seen or "/" in part.id:
            reader.problem(
                (*at, "id"),
                f"The part `{part.id}` needs an id of its own, without a slash.",
                "Such as a, b, c.",
                why="The board knows the part by it.",
            )
        seen.add(part.id)
        if not part.eighths and part.minutes is None:
            reader.problem(
                at,
                f"Nobody has said how long the part `{part.id}` takes.",
                "State its share of the pages, eighths = 4, or its working time, minutes = 90.",
            )
    if decided.earliest and decided.latest and decided.latest < decided.earliest:
        reader.problem(
            (*path, "latest"),
            f"The scene's latest date, {decided.latest}, is before its earliest.",
            "Exchange the two dates.",
        )


def _element(
    reader: Reader,
    element: DecidedElement,
    at: _At,
    records: Mapping[str, ElementRecord],
    known: Collection[str],
) -> DecidedElement | None:
    if element.element:
        record = records.get(element.element)
        if record is not None:
            return replace(element, category=record.category, label=record.label)
        if element.element not in known:
            reader.problem(
                (*at, "element"),
                f"There is no element `{element.element}`.",
                f"[elements] knows: {', '.join(known) or 'none'}.",
            )
        return None
    if not element.label.strip() or not element.category:
        reader.problem(
            at,
            "An element needs a category and a label, or the id of one under [elements].",
            'Such as { category = "Props", label = "Ring" } or { element = "ring" }.',
        )
        return None
    category = _category(reader, element.category, (*at, "category"))
    if category is None:
        return None
    for key, record in records.items():
        names = {name.casefold() for name in (record.label, *record.also)}
        if record.category == category and element.label.casefold() in names:
            return replace(element, category=category, label=record.label, element=key)
    return replace(element, category=category)


def _category(reader: Reader, name: str, at: _At) -> str | None:
    known = category_name(name)
    if known is None:
        near = difflib.get_close_matches(name, CATEGORIES, n=1, cutoff=0.5)
        reader.problem(
            at,
            f"There is no category “{name}”.",
            f"Did you mean “{near[0]}”?" if near else f"Choose from: {', '.join(CATEGORIES)}.",
        )
    return known


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
        path: _At = ("scenes", scene)
        if scene not in scenes:
            reader.problem(
                path,
                f"No scene of the script has the id `{scene}`.",
                "See scenes.toml for the ids; the decision is kept until you move or delete it.",
                severity=Severity.WARNING,
            )
        lists: list[tuple[_At, tuple[int, ...]]] = [
            ((*path, "cast"), decided.cast),
            ((*path, "not_cast"), decided.not_cast),
        ]
        places: list[tuple[_At, str]] = [((*path, "location"), decided.location)]
        for number, part in enumerate(decided.parts):
            lists.append(((*path, "parts", number, "cast"), part.cast or ()))
            places.append(((*path, "parts", number, "location"), part.location))
        for at, place in places:
            if locations is not None and place and place not in locations:
                reader.problem(
                    at,
                    f"There is no location `{place}`.",
                    f"production.toml knows: {', '.join(sorted(locations)) or 'none'}.",
                )
        for at, ids in lists:
            for index, role in enumerate(ids):
                if roles is not None and role not in roles:
                    reader.problem(
                        (*at, index),
                        f"There is no role with the board id {role}.",
                        "The ids stand in the [[cast]] tables of production.toml.",
                    )
    return sorted(reader.problems)
