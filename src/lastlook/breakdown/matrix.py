"""Matrices: who and what is in which scene, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.register import register

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.breakdown.model import Sheet
    from lastlook.breakdown.register import Entry
    from lastlook.production.model import CastMember
    from lastlook.script.heading import IntExt


class Mark(StrEnum):
    """What a cell of a matrix says."""

    SPEAKS = "speaks"
    SILENT = "silent"
    """A role that is there and says nothing."""
    THERE = "there"
    """An element, or extras, on the sheet."""
    COMES_ALONG = "comes along"
    """An element that another one brings to the scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A scene across the top."""

    scene_id: str
    number: str
    int_ext: IntExt
    light: str
    """`day`, `night` or empty (not known)."""
    set: str
    eighths: int
    script_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """An element in a scene."""

    mark: Mark
    count: int | None = None
    """How many; None where nobody has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A role or an element down the side."""

    id: str
    category: str
    label: str
    number: str
    """Board id; empty where it has none."""
    cells: tuple[Cell | None, ...]
    """One for each column."""

    @property
    def scenes(self) -> int:
        """In how many scenes it is."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Scenes across, roles or elements down."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def cast_matrix(
    sheets: Sequence[Sheet],
    decisions: Decisions,
    *,
    cast: Iterable[CastMember] = (),
    order: Sequence[str] = (),
) -> Matrix:
    """Return the matrix of scenes and roles, by board id.

    `order` gives the scenes' ids in another order than the story's, such as that of the board;
    scenes that it leaves out come last.
    """
    return _matrix(sheets, decisions, cast, order, {CAST}, ())


def element_matrix(
    sheets: Sequence[Sheet],
    decisions: Decisions,
    *,
    categories: Collection[str] = (),
    elements: Collection[str] = (),
    cast: Iterable[CastMember] = (),
    order: Sequence[str] = (),
) -> Matrix:
    """Return the matrix of scenes and elements, by category and label.

    Parameters
    ----------
    categories
        Names of the categories wanted; empty stands for all but cast and background.
    elements
        Ids of the elements wanted, if not all of a category.
    order
        As for `cast_matrix`.
    """
    return _matrix(sheets, decisions, cast, order, categories, elements)


def _matrix(  # noqa: PLR0917 - those of both matrices, in their order
    sheets: Sequence[Sheet],
    decisions: Decisions,
    cast: Iterable[CastMember],
    order: Sequence[str],
    categories: Collection[str],
    elements: Collection[str],
) -> Matrix:
    place = {scene: number for number, scene in enumerate(order)}
    ordered = sorted(sheets, key=lambda sheet: place.get(sheet.scene_id, len(place)))
    speakers = {(s.scene_id, f"cast-{one.id}") for s in sheets for one in s.cast if one.speaks}
    rows = [
        _row(entry, ordered, speakers)
        for entry in register(decisions, sheets, cast)
        if entry.scenes and _wanted(entry, categories, elements)
    ]
    return Matrix(columns=tuple(_column(sheet) for sheet in ordered), rows=tuple(rows))


def _wanted(entry: Entry, categories: Collection[str], elements: Collection[str]) -> bool:
    if elements and entry.id not in elements:
        return False
    if categories:
        return entry.category in categories
    return bool(elements) or entry.category not in {CAST, BACKGROUND}


def _column(sheet: Sheet) -> Column:
    return Column(
        scene_id=sheet.scene_id,
        number=sheet.number,
        int_ext=sheet.int_ext,
        light=sheet.light,
        set=sheet.set,
        eighths=sheet.eighths,
        script_day=sheet.script_day,
    )


def _row(entry: Entry, sheets: Sequence[Sheet], speakers: Collection[tuple[str, str]]) -> Row:
    cells: Mapping[str, Cell] = {
        one.scene_id: Cell(
            mark=_mark(entry, one.origin, (one.scene_id, entry.id) in speakers), count=one.count
        )
        for one in entry.scenes
    }
    return Row(
        id=entry.id,
        category=entry.category,
        label=entry.label,
        number=entry.number,
        cells=tuple(cells.get(sheet.scene_id) for sheet in sheets),
    )


def _mark(entry: Entry, origin: str, speaks: bool) -> Mark:  # noqa: FBT001 - one word of a cell
    if entry.category == CAST:
        return Mark.SPEAKS if speaks else Mark.SILENT
    return Mark.COMES_ALONG if origin == "link" else Mark.THERE
