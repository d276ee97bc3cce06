"""Minors' hours: what a day may hold, as minutes and clock times that tell no age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from lastlook.consent.ages import completed_months
from lastlook.consent.model import School
from lastlook.consent.rulebook import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastlook.consent.model import Minor
    from lastlook.consent.rulebook import Band, Rule

UNKNOWN_PLACE = "minors-unknown-place"
YEAR = 12
NO_HOURS = (0, 0)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLimit:
    """What one date may hold for a minor. Minutes; clock times are minutes after midnight."""

    work: int | None
    """Most working time; None where no rule is known, which is not the same as none."""
    on_set: int | None
    """Most time from arrival to dismissal, the meal not counted; None likewise."""
    meal: int
    earliest: int
    latest: int
    """Past 1440 the next day."""
    rest: int
    """Least rest before the next call; 0 where no rule is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorHours:
    """A role's limits, date by date, and the rule they come from."""

    role: int
    rule: str
    """Id of the rule."""
    cited: str
    """Its source and date."""
    blocks: bool
    first: date
    days: tuple[DayLimit | None, ...]
    """For `first` and the dates after it; None on a date without limit."""

    def on(self, day: date) -> DayLimit | None:
        """Limit on a date; None where there is none."""
        position = (day - self.first).days
        return self.days[position] if 0 <= position < len(self.days) else None


def minor_hours(
    minor: Minor, rules: Mapping[str, Rule], *, first: date, last: date
) -> MinorHours | None:
    """Work out a minor's limits from `first` to `last`; None where no rule is in force.

    Where only the age in years is stated, the strictest hours of that year count, and the age is
    taken to be the same on all dates.
    """
    rule = rule_of_place(minor.place, rules)
    if rule.effect is Effect.OFF:
        return None
    count = (last - first).days + 1
    days = tuple(_limit(minor, rule, first + _DAY * at) for at in range(count))
    return MinorHours(
        role=minor.role,
        rule=rule.id,
        cited=rule.cited,
        blocks=rule.effect is Effect.BLOCK,
        first=first,
        days=days,
    )


def is_under_age(minor: Minor, rules: Mapping[str, Rule], *, on: date) -> bool:
    """Whether a performer is under age on a day, whatever hours are known or in force."""
    return _months(minor, on)[0] < rule_of_place(minor.place, rules).numbers["adult"] * YEAR


def rule_of_place(place: str, rules: Mapping[str, Rule]) -> Rule:
    """Return the rule for minors of a place, or the one for places that nobody looked up."""
    wanted = place.strip().casefold()
    for rule in rules.values():
        if rule.about == "minors" and rule.applies_to and rule.applies_to.casefold() == wanted:
            return rule
    return rules[UNKNOWN_PLACE]


def _limit(minor: Minor, rule: Rule, day: date) -> DayLimit | None:
    months, _ = _months(minor, day)
    if months >= rule.numbers["adult"] * YEAR:
        return None
    school = is_school_day(minor, day)
    before_school = is_school_day(minor, day + _DAY)
    on_set, work = hours(minor, rule, day, school=school)
    if on_set is not None and school and minor.school is School.REGULAR:
        on_set = max(0, on_set - rule.numbers.get("after_school", 0))
        work = min(work, on_set) if work is not None else None
    late = "latest" if before_school else "latest_free"
    return DayLimit(
        work=work,
        on_set=on_set,
        meal=rule.numbers.get("meal", 0),
        earliest=rule.numbers.get("earliest", 0),
        latest=rule.numbers.get(late, 2 * 24 * 60),
        rest=rule.numbers.get("rest", 0),
    )


def hours(minor: Minor, rule: Rule, day: date, *, school: bool) -> tuple[int | None, int | None]:
    """Minutes on set and at work by age; None where the rule has no table.

    Of several bands that a stated age may fall into, the strictest; nobody younger than the first
    band works at all.
    """
    if not rule.bands:
        return None, None
    low, high = _months(minor, day)
    born = minor.born.reveal()
    old = (day - born).days if born is not None else None
    found = []
    for at, band in enumerate(rule.bands):
        following = rule.bands[at + 1] if at + 1 < len(rule.bands) else None
        if not _begun(band, high, old) or (following is not None and _begun(following, low, old)):
            continue
        found.append((band.on_set, band.work if school else band.work_free))
    if not found:
        return NO_HOURS
    return min(on_set for on_set, _ in found), min(work for _, work in found)


def _begun(band: Band, months: int, days: int | None) -> bool:
    """Whether an age has reached a band's beginning; an age in years alone has every day."""
    if band.days:
        return months >= 1 or days is None or days >= band.days
    return months >= band.months


def _months(minor: Minor, day: date) -> tuple[int, int]:
    """Least and most completed months of age on a day."""
    born = minor.born.reveal()
    if born is not None:
        months = completed_months(born, day)
        return months, months
    years = minor.age.reveal() or 0
    return years * YEAR, years * YEAR + YEAR - 1


def is_school_day(minor: Minor, day: date) -> bool:
    """Whether a minor has school on a day, as the production states it."""
    return day.weekday() in minor.weekdays.reveal() and not any(
        span.start <= day <= span.end for span in minor.no_school.reveal()
    )
