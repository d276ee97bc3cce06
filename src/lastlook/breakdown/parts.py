"""Scenes that are shot in parts: one sheet for each strip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastlook.breakdown.decisions import DecidedPart
    from lastlook.breakdown.model import Sheet


def in_parts(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Give the sheets as they are shot: a scene in parts has one for each, in its stead.

    Part `a` of scene s012 has the id `s012/a` and, as the first, the number `12 pt 1` (12A would
    be another scene). What a part does not state is the scene's.
    """
    return tuple(part for sheet in sheets for part in _parts(sheet))


def whole_scene(scene: str) -> str:
    """Give the id of the scene that a strip is of: `s012` for `s012/a`."""
    return scene.partition("/")[0]


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    if not sheet.parts:
        yield sheet
    for number, part in enumerate(sheet.parts, start=1):
        yield _part(sheet, part, number)


def _part(sheet: Sheet, part: DecidedPart, number: int) -> Sheet:
    cast = sheet.cast
    if part.cast is not None:
        cast = tuple(presence for presence in sheet.cast if presence.id in part.cast)
    return replace(
        sheet,
        scene_id=f"{sheet.scene_id}/{part.id}",
        part_of=sheet.scene_id,
        number=f"{sheet.number} pt {number}",
        eighths=part.eighths,
        minutes=part.minutes,
        location=part.location or sheet.location,
        cast=cast,
        synopsis=part.note or sheet.synopsis,
        synopsis_stated=bool(part.note) or sheet.synopsis_stated,
        pickup=part.pickup,
        parts=(),
    )
