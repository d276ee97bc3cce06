"""What a rule is, and what it is to break one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from lastlook.schedule.rules.known import Known
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One rule that a board breaks, and who and what is concerned."""

    rule: str = ""
    """Short name of the rule: `capacity`, `turnaround`, `cast` ..."""
    text: str
    """What is wrong, with scenes, people, dates and the rule, as a sentence."""
    scenes: tuple[str, ...] = ()
    """Ids of the strips concerned."""
    people: tuple[int, ...] = ()
    """Board ids of the roles concerned."""
    dates: tuple[date, ...] = ()
    numbers: tuple[str, ...] = ()
    """Scene numbers of `scenes`, as printed; the id where no scene has it."""
    source: str = ""
    """Who says so, and when it was looked up; empty for what the production states itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule that a board keeps or breaks."""

    name: str
    """As `Violation.rule` has it."""
    says: str
    """The rule in one line."""
    check: Callable[[Known], Iterator[Violation]]
    """Finds each time that a board breaks it."""
    about: str = ""
    """The key of production.toml that it rests on; a `[[rule]]` about it overrides the source."""
    source: str = ""
    """Who says so; empty where the production itself does."""
    dated: date | None = None
    """When the source was looked up."""
    price: str = ""
    """The term of the cost that takes its place where breaking it is allowed for money."""

    def cited(self, shoot: Shoot) -> str:
        """Name the source with its date: the production's own, else that of the rule."""
        stated = dict(shoot.sources).get(self.about)
        if stated is not None:
            return stated
        return cite(self.source, self.dated)


def cite(source: str, dated: date | None) -> str:
    """Name a source with the date on which it was looked up."""
    return f"{source} (as of {say_date(dated)})" if source and dated else source
