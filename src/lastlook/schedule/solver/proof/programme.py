"""A linear programme that grows column by column, solved by GLOP."""

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
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._far = self._solver.infinity()
        self._rows: list[Any] = []

    def row(self, least: float, most: float | None = None) -> int:
        """Add a row: its columns sum up to at least, and at most, so much; give its number."""
        end = self._far if most is None else most
        self._rows.append(self._solver.Constraint(least, end))
        return len(self._rows) - 1

    def column(self, cost: float, rows: Sequence[int]) -> None:
        """Add a column with its rows."""
        new = self._solver.NumVar(0, self._far, "")
        self._objective.SetCoefficient(new, cost)
        for row in rows:
            self._rows[row].SetCoefficient(new, 1.0)

    def solve(self) -> tuple[float, list[float]]:
        """Give the value and the price of each row, in floating point."""
        self._solver.Solve()
        return self._objective.Value(), [row.dual_value() for row in self._rows]
