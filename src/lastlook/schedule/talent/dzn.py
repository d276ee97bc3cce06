"""Reads talent-scheduling instances from MiniZinc data files (`.dzn`).

The names are those of the MiniZinc benchmark `talent_scheduling`: `ia` (actors × scenes, 0 or 1),
`c` (rates), `d` (durations), and optionally `numScenes` and `numActors`. Other items are ignored.
`ia` may also be a list of all its numbers, row by row, or of a set of scenes for each actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lastlook.errors import LastlookError, Problem, ProblemsError
from lastlook.schedule.talent.dzn_values import Matrix, Number, Value, parse_items
from lastlook.schedule.talent.instance import TalentInstance

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = {
    "ia": "ia = [| 1,0 | 0,1 |]; with a row for each actor and a column for each scene",
    "c": "c = [10, 4]; with a rate for each actor",
    "d": "d = [1, 2]; with a duration for each scene",
}


def read_dzn(path: Path) -> TalentInstance:
    """Read an instance from a MiniZinc data file.

    Raises
    ------
    ProblemsError
        The file is not an instance: everything found, with its place.
    LastlookError
        The file cannot be opened.

    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LastlookError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ProblemsError(
            [Problem(file=path.name, what="Is not text in UTF-8.", fix="Give a .dzn file.")]
        ) from None
    return parse_dzn(text, path.name)


def parse_dzn(text: str, file: str = "instance.dzn") -> TalentInstance:
    """Read an instance from the text of a MiniZinc data file; raises ProblemsError."""
    items, problems = parse_items(text, file, {*NEEDED, "numScenes", "numActors"})
    found = _Instance(items=items, file=file, problems=problems)
    instance = found.read()
    if instance is None:
        raise ProblemsError(sorted(problems))
    return instance


@dataclass(slots=True, kw_only=True)
class _Instance:
    """Holds the items of a file against each other, collecting what does not fit."""

    items: dict[str, Value]
    file: str
    problems: list[Problem]

    def read(self) -> TalentInstance | None:
        if self.problems:
            return None
        for name, form in NEEDED.items():
            if name not in self.items:
                what = f"The item {name} is missing."
                self.problems.append(Problem(file=self.file, what=what, fix=f"Write {form}."))
        rates, durations = self._numbers("c"), self._numbers("d")
        matrix = self._matrix("ia", len(rates or ()), len(durations or ()))
        if matrix is None or rates is None or durations is None:
            return None
        self._sizes(matrix, rates, durations)
        if self.problems:
            return None
        rows = matrix.rows
        casts = tuple(
            sum(1 << actor for actor, row in enumerate(rows) if row[scene].number)
            for scene in range(len(durations))
        )
        return TalentInstance(casts=casts, rates=rates, durations=durations)

    def _say(self, value: Value | Number, what: str, fix: str = "") -> None:
        problem = Problem(file=self.file, line=value.line, column=value.column, what=what, fix=fix)
        self.problems.append(problem)

    def _matrix(self, name: str, actors: int, scenes: int) -> Matrix | None:
        value = self.items.get(name)
        if value is None:
            return None
        if value.items and len(value.items) == actors * scenes:
            rows = (value.items[at * scenes : (at + 1) * scenes] for at in range(actors))
            value = Matrix(rows=tuple(rows), line=value.line, column=value.column)
        if value.sets is not None:
            rows = (self._row(scenes_of, scenes, value) for scenes_of in value.sets)
            value = Matrix(rows=tuple(rows), line=value.line, column=value.column)
        if not isinstance(value, Matrix):
            self._say(value, f"{name} is not an array of two dimensions.", f"Write {NEEDED[name]}.")
            return None
        for row in value.rows:
            for cell in row:
                if cell.number not in {0, 1}:
                    what = f"{cell.number} stands where an actor is in a scene (1) or not (0)."
                    self._say(cell, what)
        return value

    def _row(self, given: tuple[Number, ...], scenes: int, at: Value) -> tuple[Number, ...]:
        """Write an actor's scenes, counted from 1, as a row of 0 and 1."""
        for one in given:
            if not 1 <= one.number <= scenes:
                self._say(one, f"{one.number} is no scene; d has {scenes} durations.")
        has = {one.number for one in given}
        return tuple(
            Number(number=int(scene in has), line=at.line, column=at.column)
            for scene in range(1, scenes + 1)
        )

    def _numbers(self, name: str) -> tuple[int, ...] | None:
        value = self.items.get(name)
        if value is None:
            return None
        if value.items is None:
            self._say(value, f"{name} is not a list of numbers.", f"Write {NEEDED[name]}.")
            return None
        for item in value.items:
            if item.number < 0:
                self._say(item, f"{item.number} is negative.", "Write 0 or more.")
        return tuple(item.number for item in value.items)

    def _sizes(self, matrix: Matrix, rates: tuple[int, ...], durations: tuple[int, ...]) -> None:
        first = matrix.rows[0] if matrix.rows else ()
        # A matrix without rows does not say how many scenes there are.
        scenes = len(first) if first else len(durations)
        for row in matrix.rows:
            if len(row) != scenes:
                at: Any = row[0] if row else matrix
                what = f"A row of ia has {len(row)} numbers, the first one {scenes}."
                self._say(at, what, "Give every actor a number for each scene.")
        self._count("c", rates, len(matrix.rows), "rates", "rows in ia")
        self._count("d", durations, scenes, "durations", "columns in ia")
        self._declared("numActors", len(matrix.rows), "rows")
        self._declared("numScenes", scenes, "columns")

    def _count(self, name: str, found: tuple[int, ...], wanted: int, what: str, of: str) -> None:
        if len(found) != wanted:
            text = f"{name} has {len(found)} {what}, but there are {wanted} {of}."
            self._say(self.items[name], text)

    def _declared(self, name: str, found: int, what: str) -> None:
        value = self.items.get(name)
        if value is not None and value.number != found:
            said = "not a number" if value.number is None else value.number
            self._say(value, f"{name} is {said}, but ia has {found} {what}.")
