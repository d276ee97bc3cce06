"""What a format could not hold, gathered by sort so that a list stays readable."""

from __future__ import annotations

from dataclasses import dataclass

from lastlook.errors import Problem, Severity

_SHOWN = 5
"""Lines named for one sort of loss before `and so on`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and what the format could not hold of the screenplay."""

    data: bytes
    losses: tuple[Problem, ...] = ()
    """One for each sort of loss, at the line where it happens first. Warnings, all of them."""


class Losses:
    """Collects what is lost while one screenplay is written."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[tuple[str, str], list[int]] = {}

    def add(self, what: str, line: int = 0, *, fix: str = "") -> None:
        """Note one loss; those with the same words are counted together.

        `line` is the line in the file that was read, 0 where the whole file is meant.
        """
        self._found.setdefault((what, fix), []).append(line)

    def attempt(self) -> Losses:
        """Give an empty list for a try that may be thrown away."""
        return Losses(self._file)

    def take(self, other: Losses) -> None:
        """Add what another list holds."""
        for key, lines in other._found.items():
            self._found.setdefault(key, []).extend(lines)

    def listed(self) -> tuple[Problem, ...]:
        """Give every sort of loss once, in the order of its first line."""
        problems = []
        for (what, fix), found in self._found.items():
            lines = sorted(set(filter(None, found)))
            problems.append(
                Problem(
                    file=self._file,
                    line=lines[0] if lines else 0,
                    what=what,
                    why=_where(lines, len(found)),
                    fix=fix,
                    severity=Severity.WARNING,
                )
            )
        return tuple(sorted(problems, key=lambda p: (p.line, p.what)))


def _where(lines: list[int], count: int) -> str:
    """Say how often: by lines, for a line counts once however many words of it are meant."""
    if not lines:
        return f"This happens {count} times." if count > 1 else ""
    if len(lines) < 2:
        return ""
    named = ", ".join(map(str, lines[:_SHOWN]))
    more = " and so on" if len(lines) > _SHOWN else ""
    return f"This happens on {len(lines)} lines: {named}{more}."
