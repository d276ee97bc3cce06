"""Reading `takes/*.toml` and `calibration.toml`. See docs/formats/take.md."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from lastlook.errors import LastlookError, Severity
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import Key
from lastlook.take.checks import cameras, equipment, people, snow
from lastlook.take.log import SUFFIX
from lastlook.take.materials import materials
from lastlook.take.model import Card, Measured, Take

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lastlook.errors import Problem

CARD = "calibration.toml"
FOLDER = "takes"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    """What calibration.toml holds, for every take of the production."""

    format: Annotated[int, Key(least=1, most=1)] = 1
    calibration: tuple[Measured, ...] = ()
    card: tuple[Card, ...] = ()


def read_take(path: Path, *, root: Path | None = None) -> tuple[Take | None, list[Problem]]:
    """Read a take file, and the production's `calibration.toml` where `root` is given.

    The take's own cards come after those of the production, so they win. Returns the take, or None
    if anything has an error; and all problems of both files.

    Raises
    ------
    LastlookError
        The file cannot be opened, or is a log.
    """
    if path.name.endswith(SUFFIX):
        raise LastlookError(
            f"{path} is a log of what happened. Name the take's own file: "
            f"{path.name.removesuffix(SUFFIX)}.toml."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LastlookError(
            f"{path} cannot be opened: {error.strerror}. "
            "Look at its name, and at who may read it; takes stand in the folder takes/."
        ) from error
    name = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else str(path)
    card = root / CARD if root else None
    if card is None or not card.is_file():
        return parse_take(data, name, root=root)
    cards, problems = parse_card(card.read_bytes())
    # What of a card with mistakes is sound says nothing: its take is checked without it.
    take, more = parse_take(data, name, root=root, cards=None if problems else cards)
    return (None if problems else take), [*problems, *more]


def parse_card(data: bytes) -> tuple[CardFile, list[Problem]]:
    """Read the bytes of a calibration.toml: [[card]] and [[calibration]] as in a take file."""
    toml, problems = parse(data, CARD)
    if toml is None:
        return CardFile(), problems
    reader = Reader(toml.marks, CARD)
    found = reader.table(CardFile, toml.table)
    if found is None:
        return CardFile(), sorted(reader.problems)
    snow.check_cards(reader, found.calibration, found.card)
    if not found.calibration and not found.card:
        reader.problem((), "Nothing is measured here.", "Add a [[card]], or take the file out.")
    return found, sorted(reader.problems)


def parse_take(
    data: bytes, file: str, *, root: Path | None = None, cards: CardFile | None = None
) -> tuple[Take | None, list[Problem]]:
    """Read the bytes of a take file: the take, or None if it has any error; and all problems.

    With `root`, meshes of the production's own must be there; `cards` are the production's.
    """
    toml, problems = parse(data, file)
    if toml is None:
        return None, problems
    reader = Reader(toml.marks, file)
    take = reader.table(Take, toml.table)
    if take is None:
        return None, sorted(reader.problems)
    for subject in (snow, people, equipment, cameras):
        subject.check(reader, take)
    if root is not None:
        equipment.check_meshes(reader, take, root)
    problems = sorted(reader.problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return _with_cards(take, toml.table, cards or CardFile()), problems


def _with_cards(take: Take, stated: Mapping[str, Any], cards: CardFile) -> Take:
    """Put what cards give into a take: values of materials, of wipers and of the reset.

    Whatever is stated outright wins over what a card gives, and the take over the production.
    """
    read = [*cards.card, *take.card]
    known = materials()
    given: list[Measured] = []
    wipers, reset = take.wipers, take.reset
    if read:
        from lastlook.take.card import read_card  # numpy takes a moment to load

        for one in read:
            reading = read_card(one, known)
            given.append(reading.measured)
            wipers = tuple(
                replace(
                    wiper, **_unstated(table, {"leaves": reading.leaves, "stall": reading.stall})
                )
                for wiper, table in zip(wipers, stated.get("wipers", ()), strict=True)
            )
            reset = replace(reset, **_unstated(stated.get("reset", {}), {"clear": reading.clear}))
    measured = (*given, *cards.calibration, *take.calibration)
    return replace(take, calibration=measured, wipers=wipers, reset=reset)


def _unstated(table: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are known and that a table of the file does not state."""
    return {key: value for key, value in values.items() if value is not None and key not in table}
