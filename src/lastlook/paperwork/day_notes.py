"""What stands below a day's strips on the one-liner: calls, meals, hours, permits, cover."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from lastlook.paperwork import words
from lastlook.schedule.board import Unit
from lastlook.schedule.cover import cover_sets
from lastlook.schedule.hours import ALWAYS
from lastlook.schedule.notices import permits_due
from lastlook.schedule.rules.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.paperwork.book import Book
    from lastlook.schedule.board import ShootDay, Slot


MOST = 10
"""More cover sets than this are counted, not named."""


def notes_of_days(book: Book) -> dict[Slot, tuple[str, ...]]:
    """Give the notes of each shooting day, by its date and unit."""
    known = Known(board=book.board, shoot=book.shoot)
    found = {day.slot: [*_clock(known, day)] for day in known.shot}
    for one in permits_due(known):
        for day in known.shot:
            if day.date in one.dates and any(s.scene in one.scenes for s in day.strips):
                found[day.slot].append(one.text)
    numbers = {sheet.scene_id: sheet.number for sheet in book.strips}
    for cover in cover_sets(book.board, book.shoot, book.sheets):
        inside = [numbers.get(name, name) for name in cover.scenes]
        outside = words.listed([numbers.get(name, name) for name in cover.exteriors])
        more = f" and {len(inside) - MOST} more" if len(inside) > MOST else ""
        said = words.listed(inside[:MOST]) + more or "none, nothing inside could be shot instead"
        found[cover.date, cover.crew].append(f"Weather cover for {outside}: {said}")
    return {slot: tuple(notes) for slot, notes in found.items()}


def _clock(known: Known, day: ShootDay) -> Iterator[str]:
    """Say who is called when, when meals are, and within which hours locations are open."""
    shoot = known.shoot_of(day)
    by_clock = known.clock_of(day)
    if shoot.personal_calls:
        roles = sorted({role for strip in by_clock.strips for role in strip.scene.cast})
        calls = sorted((known.call_for(day, role), role) for role in roles)
        said = [
            f"{words.listed([role for _, role in some])} at {words.clock(call)}"
            + (" the day before" if call < 0 else "")
            for call, some in groupby(calls, key=itemgetter(0))
        ]
        if said:
            yield f"Called: {'; '.join(said)}"
    if shoot.meals and by_clock.meals:
        yield f"Meal at {words.listed([words.clock(meal.start) for meal in by_clock.meals])}"
    at = known.positions.get(day.date)
    for place in shoot.places:
        if at is None or not place.hours:
            continue
        open_ = place.hours[at][0 if day.unit is Unit.DAY else 1]
        here = any(strip.scene.location == place.id for strip in by_clock.strips)
        if here and open_ != ALWAYS:
            spans = [f"{words.clock(a)}–{words.clock(b)}" for a, b in open_]
            yield f"{place.label}: {words.listed(spans)}"
