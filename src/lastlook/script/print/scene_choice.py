"""Choosing scenes by their numbers, and telling which scene a line of a page belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from lastlook.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.pages.paginate import PlacedLine
    from lastlook.script.scenes import Scene


def choose_scenes(
    wanted: str, scenes: Sequence[Scene], file: str
) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """Give the indices of the scenes that `3, 5-7A` names, and what it names in vain.

    A range runs in the order of the script, whatever its numbers: `5-7A` holds an A6 that stands
    between them. Case does not matter, and a number that occurs twice means both.
    """
    places: dict[str, list[int]] = {}
    for index, scene in enumerate(scenes):
        places.setdefault(scene.number.casefold(), []).append(index)
    found: set[int] = set()
    problems = []
    for part in filter(None, (piece.strip() for piece in wanted.split(","))):
        chosen = _part(part.casefold(), places)
        if chosen is None:
            problems.append(_unknown(part, scenes, file))
        else:
            found |= chosen
    return frozenset(found), tuple(problems)


def _part(part: str, places: dict[str, list[int]]) -> set[int] | None:
    if part in places:
        return set(places[part])
    for dash in re.finditer(r"\s*[-–]\s*", part):
        first, last = places.get(part[: dash.start()]), places.get(part[dash.end() :])
        if first and last and first[0] <= last[-1]:
            return set(range(first[0], last[-1] + 1))
    return None


def _unknown(part: str, scenes: Sequence[Scene], file: str) -> Problem:
    has = f"It has scenes {scenes[0].number} to {scenes[-1].number}." if scenes else "It has none."
    return Problem(
        file=file,
        what=f"The script has no scene {part}.",
        why=has,
        fix="Name scenes as they are numbered in the script, such as 3,5-7A.",
    )


class SceneFinder:
    """Tells the scene of each line of a page."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._starts = [scene.first for scene in scenes]

    def of_paragraph(self, paragraph: int) -> int:
        """Index of the scene a paragraph is in; -1 before the first heading."""
        return bisect_right(self._starts, paragraph) - 1

    def of_lines(self, lines: Sequence[PlacedLine]) -> list[int]:
        """Index of the scene of each line of one page.

        Lines that a page break added belong to what they continue: those at the top to the line
        below them, the others to the line above.
        """
        return [self.of_paragraph(owner) for owner in owners(lines)]


def owners(lines: Sequence[PlacedLine]) -> list[int]:
    """Give the paragraph that each line of one page speaks for, its own or a neighbour's."""
    found = [line.paragraph for line in lines]
    first = next((paragraph for paragraph in found if paragraph >= 0), -1)
    last = first
    for at, paragraph in enumerate(found):
        if paragraph < 0:
            found[at] = last
        else:
            last = paragraph
    return found
