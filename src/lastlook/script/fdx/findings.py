"""What looks wrong in an FDX file, and reading its numbers without trusting them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.xml import line_of

if TYPE_CHECKING:
    from lxml import etree

MOST_PROBLEMS = 1000
"""How many are listed of one file; one with more is no script."""


@dataclass(slots=True, kw_only=True)
class Findings:
    """Collects what looked wrong while one file is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def warn(self, element: etree._Element, what: str, why: str = "", fix: str = "") -> None:
        """Note a mistake at `element` that reading can go on from."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        self.problems.append(
            Problem(
                file=self.file,
                line=line_of(element),
                what=what,
                why=why,
                fix=fix,
                severity=Severity.WARNING,
            )
        )


def number(
    element: etree._Element, name: str, low: float, high: float, findings: Findings
) -> float | None:
    """Read a decimal attribute; None with a warning where it is no number in `low` to `high`."""
    text = element.get(name)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if low <= value <= high:
        return value
    findings.warn(
        element,
        f"{name}={text[:40]!r} on <{element.tag}> is not a number from {low:g} to {high:g}.",
        "It was left out and the default stands.",
        "Correct the number, or save the script again in its own program.",
    )
    return None
