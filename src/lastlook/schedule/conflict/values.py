"""What a conflict is, and how its parts are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lastlook.errors import LastlookError
from lastlook.schedule.windows import say_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastlook.schedule.shoot import Place, Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules that cannot hold together. Left alone, any one of them could."""

    text: str
    """Who, which scenes, where and which dates, as a sentence."""
    rules: tuple[str, ...]
    """Keys of the rules: `cast 3`, `place garage`, `work`, `moves`, `light`, `turnaround`,
    `max_days`, `company move`, `banner 2027-01-18`, `lock s012`, `locked day 2027-01-18`,
    `order s001 s002`, `apart 0`, `together 0`, `waits 3`, `dates s012`, `sun s012`, `minor 3`,
    `clear s012`, `cast rest 3`, `road lot mill`, `two units`, `one rental snow`,
    `one place garage`, `unit days second`. A second unit's day ends in its id:
    `locked day 2027-01-18 second`."""
    ways_out: tuple[str, ...]
    """What to change, any one of which removes this conflict; other conflicts may remain."""
    scenes: tuple[str, ...] = ()
    """Ids of the scenes that cannot all be placed."""
    people: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    minimal: bool = True
    """False where not every rule and scene was shown to be needed."""


class ImpossibleError(LastlookError):
    """No legal board exists, and this was proved. Nothing was written."""

    exit_code = 3

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        parts = ["No schedule can keep all the rules:"]
        for conflict in self.conflicts:
            parts.append(f"- {conflict.text}")
            parts += [f"  Way out: {way}" for way in conflict.ways_out]
        super().__init__("\n".join(parts))

    def as_dict(self) -> dict[str, Any]:
        """Return the error for programs, each conflict with its scenes, people and dates."""
        return {
            **super().as_dict(),
            "conflicts": [
                {
                    "text": conflict.text,
                    "ways_out": list(conflict.ways_out),
                    "scenes": list(conflict.scenes),
                    "people": list(conflict.people),
                    "places": list(conflict.places),
                    "dates": [day.isoformat() for day in conflict.dates],
                }
                for conflict in self.conflicts
            ],
        }


def free(dates: frozenset[int], shoot: Shoot, word: str) -> str:
    """Say on which dates something is open or free: `free 18–19 Jan 2027`."""
    if len(dates) == len(shoot.dates):
        return f"{word} on every date"
    if not dates:
        return f"{word} on no date"
    return f"{word} {say_dates([shoot.dates[at] for at in sorted(dates)], together=shoot.dates)}"


def joined(parts: Sequence[str]) -> str:
    """Join parts of a sentence: `a, b and c`."""
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + "".join(parts[-1:])


def because(why_not: tuple[str, ...]) -> str:
    """Quote the windows as they stand now."""
    return f" (now: {'; '.join(why_not)})" if why_not else ""


def is_limited(shoot: Shoot, place: Place) -> bool:
    """Whether a place is ever open for less than a whole working day."""
    works = {unit.id: shoot.terms_of(unit.id).work for unit in shoot.second_units}
    return (
        bool(place.hours)
        or any(min(pair) < shoot.work for pair in place.minutes)
        or any(
            bool(one.hours) or any(min(pair) < works[one.unit] for pair in one.minutes)
            for one in place.openings
            if one.unit in works
        )
    )


def most_work(shoot: Shoot) -> int:
    """Longest working minutes of any unit's day."""
    return max([shoot.work, *(unit.work or 0 for unit in shoot.second_units)])
