"""Reading `takes/*.toml` and `calibration.toml`. See docs/formats/take.md."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from lastlook.errors import LastlookError, Severity
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import Key
from lastlook.take.checks import cameras, equipment, people, snow
from lastlook.take.model import Measured, Take

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.errors import Problem

CARD = "calibration.toml"
FOLDER = "takes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    calibration: Annotated[tuple[Measured, ...], Key(filled=True)]


def read_take(path: Path, *, root: Path | None = None) -> tuple[Take | None, list[Problem]]:
    """Read a take file, and the production's `calibration.toml` where `root` is given.

    The take's own cards come after those of the production, so they win. Returns the take, or None
    if anything has an error; and all problems of both files.

    Raises
    ------
    LastlookError
        The file cannot be opened.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LastlookError(f"{path} cannot be opened: {error.strerror}.") from error
    name = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else str(path)
    take, problems = parse_take(data, name, root=root)
    card = root / CARD if root else None
    if card is None or not card.is_file():
        return take, problems
    cards, more = parse_card(card.read_bytes())
    if take is None or more:
        return None, [*more, *problems]
    return replace(take, calibration=(*cards, *take.calibration)), problems


def parse_card(data: bytes) -> tuple[tuple[Measured, ...], list[Problem]]:
    """Read the bytes of a calibration.toml: [[calibration]] tables as in a take file."""
    toml, problems = parse(data, CARD)
    if toml is None:
        return (), problems
    table = {key: value for key, value in toml.table.items() if key != "format"}
    reader = Reader(toml.marks, CARD)
    card = reader.table(_Card, table)
    if card is None:
        return (), sorted(reader.problems)
    snow.check_cards(reader, card.calibration)
    return card.calibration, sorted(reader.problems)


def parse_take(
    data: bytes, file: str, *, root: Path | None = None
) -> tuple[Take | None, list[Problem]]:
    """Read the bytes of a take file: the take, or None if it has any error; and all problems.

    With `root`, meshes of the production's own must be there.
    """
    toml, problems = parse(data, file)
    if toml is None:
        return None, problems
    table = {key: value for key, value in toml.table.items() if key != "format"}
    reader = Reader(toml.marks, file)
    take = reader.table(Take, table)
    if take is None:
        return None, sorted(reader.problems)
    for subject in (snow, people, equipment, cameras):
        subject.check(reader, take)
    if root is not None:
        equipment.check_meshes(reader, take, root)
    wrong = any(problem.severity is Severity.ERROR for problem in reader.problems)
    return (None if wrong else take), sorted(reader.problems)
