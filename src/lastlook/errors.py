"""What can go wrong, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """Work cannot go on until it is mended."""
    WARNING = "warning"
    """Work goes on; a person should look."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing found in one place of one file.

    `what` is the finding, `why` the reason it matters, `fix` the way out: what to type or do.
    """

    file: str
    """The file's name as the user gave it, or relative to the production folder."""
    line: int = 0
    """Line in the file, from 1; 0 where the whole file is meant."""
    column: int = 0
    """Column in the line, from 1; 0 where the whole line is meant."""
    what: str
    why: str = ""
    fix: str = ""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)

    @property
    def message(self) -> str:
        """What, why and the way out as one paragraph, without the place."""
        return " ".join(part for part in (self.what, self.why, self.fix) if part)

    def as_dict(self) -> dict[str, Any]:
        """Return the problem for programs."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": str(self.severity),
            "message": self.message,
        }

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class LastlookError(Exception):
    """Base of every error that lastlook raises on purpose."""

    exit_code = 1

    def as_dict(self) -> dict[str, Any]:
        """Return the error for programs: `error` and, where it has any, its `problems`."""
        return {"error": str(self), "problems": []}


class ProblemsError(LastlookError):
    """Input could not be used; carries everything found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def as_dict(self) -> dict[str, Any]:
        """Return the error for programs, each problem with its place."""
        return {"error": str(self), "problems": [problem.as_dict() for problem in self.problems]}


class ChangedUnderneathError(LastlookError):
    """A file on disk is no longer the one that was read, so it was not written."""

    def __init__(
        self, path: object, how: str = "was changed by another program since lastlook read it"
    ) -> None:
        self.path = path
        super().__init__(
            f"{path} {how}. "
            "Nothing was written. Run the command again to work from the new version."
        )
