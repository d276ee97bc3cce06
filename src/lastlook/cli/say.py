"""How problems look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.errors import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.errors import Problem


def say_problems(problems: Sequence[Problem]) -> None:
    """Print every problem on standard error: place, what, why and the way out."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        line = Text(f"{problem.place}: ", style="bold")
        line.append(f"{problem.severity}: ", style=colour)
        line.append(problem.message)
        console.print(line)


def count_problems(problems: Sequence[Problem]) -> str:
    """Say how many there are: `2 errors and 1 warning`; empty where there is none."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " and ".join(parts)
