"""What production.toml says of scenes and elements, held against those that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.sheets import covers
from lastlook.errors import Severity
from lastlook.production.folder import PRODUCTION_FILE
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.schedule.terms import unknown_scenes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown import Sheet
    from lastlook.errors import Problem
    from lastlook.production import Production


def check_named(data: bytes, film: Production, sheets: Sequence[Sheet]) -> list[Problem]:
    """Refuse scenes that the script has not, and warn of elements that no scene has.

    `data` are the bytes of production.toml, for the lines.
    """
    toml, _ = parse(data, PRODUCTION_FILE)
    reader = Reader(toml.marks if toml else {}, PRODUCTION_FILE)
    ids = {sheet.number: sheet.part_of or sheet.scene_id for sheet in sheets}
    for path, name in unknown_scenes(film, sheets):
        reader.problem(
            _where(path, name, film),
            f"[[{path[0]}]] names scene {name}, which is not in the script.",
            f'Scene {name} has the id "{ids[name]}".'
            if name in ids
            else "See scenes.toml for the ids; mend it, or delete the table.",
        )
    known = {
        said.casefold()
        for sheet in sheets
        for one in sheet.elements
        for said in (one.label, one.id)
    }
    for number, rental in enumerate(film.rentals):
        for at, name in enumerate(rental.elements):
            if name.casefold() not in known:
                reader.problem(
                    ("rental", number, "elements", at),
                    f"No scene has an element {name}.",
                    "Write its label or id as the breakdown sheets have it, or add it to a scene "
                    "in breakdown.toml.",
                    why=f"No scene needs {rental.name} because of it.",
                    severity=Severity.WARNING,
                )
    _sets_without_scenes(reader, film, sheets)
    return sorted(reader.problems)


def _sets_without_scenes(reader: Reader, film: Production, sheets: Sequence[Sheet]) -> None:
    """Warn of sets that second units and `[[set]]` name, and that no scene plays at."""
    named: list[tuple[tuple[str | int, ...], str, str]] = [
        (
            ("second_unit", number, "sets", at),
            name,
            f"{unit.name} shoots nothing because of it.",
        )
        for number, unit in enumerate(film.second_units)
        for at, name in enumerate(unit.sets)
    ]
    named += [
        (("set", number, "name"), one.name, "No location is chosen because of it.")
        for number, one in enumerate(film.sets)
    ]
    for path, name, why in named:
        if not any(covers(name, sheet.set) for sheet in sheets):
            reader.problem(
                path,
                f"No scene plays at a set {name}.",
                "Write it as the script's headings have it.",
                why=why,
                severity=Severity.WARNING,
            )


def _where(path: tuple[str, int], name: str, film: Production) -> tuple[str | int, ...]:
    """Give the path of the key that names a scene."""
    table, number = path
    if table == "order":
        return (*path, "first" if film.orders[number].first == name else "then")
    lists = {
        "apart": [one.scenes for one in film.apart],
        "together": [one.scenes for one in film.together],
        "rental": [one.scenes for one in film.rentals],
        "second_unit": [one.scenes for one in film.second_units],
    }
    return (*path, "scenes", lists[table][number].index(name))
