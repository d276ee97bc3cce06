"""breakdown.toml opened for changes, and held to what can be read again."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from lastlook.breakdown.decisions import FILE, DecidedElement, Decisions, Rejected
from lastlook.breakdown.decisions_file import parse_decisions
from lastlook.breakdown.memory import folded
from lastlook.errors import LastlookError, ProblemsError, Severity
from lastlook.production.toml_splice import TomlSplicer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.breakdown.register import Entry
    from lastlook.production.files import Snapshot


def open_file(snapshot: Snapshot) -> tuple[TomlSplicer, Decisions]:
    """Return a file ready for changes, and what it says. Raises ProblemsError if it has errors."""
    decisions, problems = parse_decisions(snapshot.data)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProblemsError(errors)
    return TomlSplicer(snapshot), decisions


def checked(splicer: TomlSplicer) -> bytes:
    """Return the new file if it can be read again as well as the old one."""
    data = splicer.result()
    errors = [one for one in parse_decisions(data)[1] if one.severity is Severity.ERROR]
    if errors:
        raise LastlookError(
            f"{FILE} would not be sound after this: {errors[0].message} Nothing was written."
        )
    return data


def all_elements(decisions: Decisions) -> Iterator[tuple[str, int, DecidedElement]]:
    """Give every element on a sheet: scene id, place in the scene's `elements`, and itself."""
    for scene, decided in decisions.scenes.items():
        for index, element in enumerate(decided.elements):
            yield scene, index, element


def belongs(element: DecidedElement, entry: Entry) -> bool:
    """Whether what is on a sheet is this element."""
    if element.element or entry.stated:
        return element.element == entry.id
    return element.category == entry.category and folded(element.label) == folded(entry.label)


def says_id(splicer: TomlSplicer, scene: str, index: int) -> bool:
    """Whether an element on a sheet is written by its id."""
    return "element" in splicer.table["scenes"][scene]["elements"][index]


def as_table(value: DecidedElement | Rejected) -> dict[str, Any]:
    """Return a decision as its table in the file: what is not stated is left out."""
    found = {item.name: getattr(value, item.name) for item in fields(value)}
    if isinstance(value, DecidedElement) and value.element:
        found |= {"category": "", "label": ""}
        found = {"element": value.element, **found}
    elif isinstance(value, Rejected):
        found = {"category": value.category, **found}
    return {name: one for name, one in found.items() if one not in ("", None, ())}
