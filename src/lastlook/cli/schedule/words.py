"""How boards that differ look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lastlook.cli.schedule.folder import signed
from lastlook.schedule.compare import Fate
from lastlook.schedule.cost import say_money
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastlook.schedule import Violation
    from lastlook.schedule.compare import Comparison, Standing, StripChange, TermChange


def say_strips(found: Comparison) -> None:
    """Print each strip that is elsewhere, in the order of the script."""
    changed = [strip for strip in found.strips if strip.fate is not Fate.SAME]
    count = len(found.moved)
    click.echo(f"{count} of {len(found.strips)} strips on another date")
    for strip in changed:
        click.echo(f"  {strip.number:>5}  {_fate(strip)}")


def _fate(strip: StripChange) -> str:
    if strip.fate is Fate.ORDER and strip.before and strip.after:
        on = say_date(strip.after.date)
        return f"{on}: from place {strip.before.place} to {strip.after.place}"
    return f"{_where(strip.before)} → {_where(strip.after)}"


def _where(standing: Standing | None) -> str:
    if standing is None:
        return "not on a day"
    crew = f", {standing.crew}" if standing.crew else ""
    return f"{say_date(standing.date)}, {standing.unit}{crew}"


def say_terms(terms: Sequence[TermChange], total: TermChange, currency: str) -> None:
    """Print the cost by term, before and after."""
    rows = [*terms, total]
    width = max(len(row.name) for row in rows)
    cells = [
        (row.name, say_money(row.before), say_money(row.after), signed(row.added)) for row in rows
    ]
    wide = [max(len(row[at]) for row in cells) for at in (1, 2, 3)]
    click.echo(f"Cost in {currency}:")
    for name, before, after, added in cells:
        said = f"  {name:<{width}}  {before:>{wide[0]}}  {after:>{wide[1]}}  {added:>{wide[2]}}"
        click.echo(said)


def say_changes(terms: Iterable[TermChange]) -> str:
    """Say in one line which terms change."""
    return "; ".join(f"{term.name} {signed(term.added)}" for term in terms if term.added)


def say_days(found: Comparison) -> None:
    """Print each date of either board that is otherwise on the other."""
    for day in found.days:
        if not day.gone and not day.come and day.before is day.after:
            continue
        before = f"{day.before} {_hours(day.minutes_before)}" if day.before else "nothing"
        after = f"{day.after} {_hours(day.minutes_after)}" if day.after else "nothing"
        crew = f" ({day.crew})" if day.crew else ""
        click.echo(f"  {say_date(day.date)}{crew}: {before} → {after}")
    for one in found.sets:
        click.echo(f"  {one.label}: {one.before} → {one.after}")


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02} h"


def say_broken(broken: Iterable[Violation]) -> Iterator[str]:
    """Give each broken rule as a line, with its source."""
    for one in broken:
        source = f" [{one.source}]" if one.source else ""
        yield f"{one.rule}: {one.text}{source}"
