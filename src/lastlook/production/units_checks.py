"""What second units, and sets with several locations, must be among the rest of production.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import Severity
from lastlook.production.model import Hours, Location
from lastlook.production.terms import SecondUnit, SetPlaces

if TYPE_CHECKING:
    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path

DAY_HOURS = 24


def check_units(reader: Reader) -> None:
    """Check `[[set]]` and `[[second_unit]]`, and what only they make useful."""
    _homes(reader)
    _sets(reader)
    _second_units(reader)


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _homes(reader: Reader) -> None:
    """See that every location stands for some set."""
    chosen = {name for _, one in reader.every(SetPlaces) for name in one.locations}
    for path, location in reader.every(Location):
        if not location.sets and location.id not in chosen:
            reader.problem(
                (*path, "sets"),
                f"Nobody has said which sets are shot at {location.name}.",
                'Write sets = ["HOUSE"], or name the location in a [[set]].',
            )


def _sets(reader: Reader) -> None:
    homes = {
        _fold(name): location for _, location in reader.every(Location) for name in location.sets
    }
    ids = {location.id for _, location in reader.every(Location)}
    seen: set[str] = set()
    for path, one in reader.every(SetPlaces):
        if home := homes.get(_fold(one.name)):
            reader.problem(
                (*path, "name"),
                f"The set {one.name} stands among the `sets` of {home.name}.",
                "Take it out there: this [[set]] says where it may be shot.",
            )
        if _fold(one.name) in seen:
            reader.problem(
                (*path, "name"),
                f"The set {one.name} has a [[set]] already.",
                "Keep one of the two.",
            )
        seen.add(_fold(one.name))
        if len(set(one.locations)) < max(2, len(one.locations)):
            reader.problem(
                (*path, "locations"),
                f"{one.name} needs two different locations to choose from.",
                'Write it as locations = ["garage", "pier"], or name the set in the `sets` of '
                "its one location.",
            )
        for number, name in enumerate(one.locations):
            if name not in ids:
                reader.problem(
                    (*path, "locations", number),
                    f'There is no location "{name}".',
                    f"The [[location]] tables have {', '.join(sorted(ids)) or 'none'}.",
                )


def _second_units(reader: Reader) -> None:
    ids: dict[str, SecondUnit] = {}
    names: dict[str, SecondUnit] = {}
    for path, unit in reader.every(SecondUnit):
        if (other := names.setdefault(_fold(unit.name), unit)) is not unit:
            reader.problem(
                (*path, "name"),
                f'The name "{unit.name}" belongs to the unit "{other.id}" already.',
                "Give every second unit a name of its own: paper and messages call it by that.",
            )
        if (other := ids.setdefault(_fold(unit.id), unit)) is not unit:
            reader.problem(
                (*path, "id"),
                f'The id "{unit.id}" belongs to {other.name} already.',
                "Give every second unit an id of its own.",
            )
        if not (unit.sets or unit.scenes or unit.without_cast):
            reader.problem(
                (*path, "id"),
                f"Nobody has said which scenes {unit.name} may shoot.",
                "Name them in `sets` or `scenes`, or write without_cast = true.",
                why="It shoots nothing until then.",
                severity=Severity.WARNING,
            )
        for own in reader.every(Hours):
            _hours_of(reader, path, unit, own[1])
    if not ids:
        for path, hours in reader.every(Hours):
            if hours.commute is not None:
                reader.problem(
                    (*path, "commute"),
                    "There is a way between units, but one unit only.",
                    "Add a [[second_unit]], or take `commute` out.",
                    why="It has no effect.",
                    severity=Severity.WARNING,
                )


def _hours_of(reader: Reader, path: Path, unit: SecondUnit, hours: Hours) -> None:
    """See that work, meal and rest of a unit with hours of its own fit into a day."""
    work = hours.work if unit.work is None else unit.work
    meal = hours.meal if unit.meal is None else unit.meal
    rest = hours.crew_turnaround if unit.crew_turnaround is None else unit.crew_turnaround
    stated = next((key for key in ("work", "meal", "crew_turnaround") if getattr(unit, key)), None)
    total = work + meal + rest
    if stated and total > DAY_HOURS:
        reader.problem(
            (*path, stated),
            f"Work ({work:g} h), meal ({meal:g} h) and rest ({rest:g} h) of {unit.name} make "
            f"{total:g} hours, more than a day has.",
            "Lower its `work`, `meal` or `crew_turnaround`; what it does not state is the main "
            "unit's.",
        )
