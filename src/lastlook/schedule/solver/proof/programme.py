"""A linear programme that grows column by column and row by row, solved by GLOP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Programme:
    """Minimise the cost of columns of 0 or more, under rows; columns have ones in their rows."""

    def __init__(self) -> None:
        from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SuppressOutput()
        # Without presolve each answer starts from the one before.
        self._solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self.far: float = self._solver.infinity()
        self._rows: list[Any] = []
        self._columns: list[Any] = []
        self._shut: list[bool] = []
        self._used: list[tuple[int, float]] = []

    @property
    def size(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def row(self, least: float, most: float | None = None) -> int:
        """Add a row: its columns sum up to at least, and at most, so much; give its number."""
        self._rows.append(self._solver.Constraint(least, self.far if most is None else most))
        return len(self._rows) - 1

    def limit(self, row: int, least: float, most: float) -> None:
        """Change what a row sums up to."""
        self._rows[row].SetBounds(least, most)

    def column(self, cost: float, rows: Sequence[int]) -> int:
        """Add a column with its rows; give its number."""
        new = self._solver.NumVar(0, self.far, "")
        self._objective.SetCoefficient(new, cost)
        self._columns.append(new)
        self._shut.append(False)
        for row in rows:
            self.enter(len(self._columns) - 1, row)
        return len(self._columns) - 1

    def enter(self, column: int, row: int) -> None:
        """Put a one where a column meets a row."""
        self._rows[row].SetCoefficient(self._columns[column], 1.0)

    def shut(self, column: int, *, shut: bool) -> None:
        """Hold a column at 0, or let it go."""
        if self._shut[column] != shut:
            self._shut[column] = shut
            self._columns[column].SetUb(0.0 if shut else self.far)

    def solve(self) -> tuple[float, list[float]]:
        """Give the value and the price of each row, in floating point."""
        self._solver.Solve()
        amounts = [column.solution_value() for column in self._columns]
        self._used = [(at, amount) for at, amount in enumerate(amounts) if amount > 1e-9]
        return self._objective.Value(), [row.dual_value() for row in self._rows]

    def used(self) -> list[tuple[int, float]]:
        """Give the columns that the last answer uses, and how much of each."""
        return self._used
