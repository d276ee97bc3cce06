"""What the one-liner says below a day: calls, meals, hours, permits to ask for, weather cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lastlook.paperwork.day_notes import MOST, notes_of_days
from lastlook.schedule import cover_sets
from lastlook.schedule.board import Unit
from lastlook.schedule.hours import ALWAYS, Ask, Meals
from lastlook.schedule.notices import notices
from lastlook.schedule.rules.known import Known
from lastlook.schedule.shoot import Place

if TYPE_CHECKING:
    from lastlook.paperwork import Book


def with_places(book: Book, **fields: object) -> Book:
    """Give the book's locations as the schedule has them, each with some fields."""
    shoot = book.shoot
    plain = tuple(
        Place(id=name, label=name.title(), fee=0, minutes=((600, 600),) * len(shoot.dates))
        for name in dict.fromkeys(scene.location for scene in shoot.scenes)
    )
    changed = tuple(replace(place, **fields) for place in plain)  # type: ignore[arg-type]
    return replace(book, shoot=replace(shoot, places=changed))


def lines(book: Book) -> list[str]:
    first = next(day for day in book.board.days if day.strips)
    return list(notes_of_days(book)[first.slot])


def test_only_weather_cover_stands_there_where_nothing_else_is_asked(short_book: Book) -> None:
    book = with_places(short_book)
    covers = {(one.date, one.crew): one for one in cover_sets(book.board, book.shoot, book.sheets)}
    numbers = {sheet.scene_id: sheet.number for sheet in book.strips}
    assert covers
    for slot, notes in notes_of_days(book).items():
        assert len(notes) == (slot in covers)
        if cover := covers.get(slot):
            named = [numbers[scene] for scene in cover.scenes[:MOST]]
            (said,) = notes
            outside = ", ".join(numbers[scene] for scene in cover.exteriors)
            assert said.startswith(f"Weather cover for {outside}: {', '.join(named)}")
            assert named or "nothing inside could be shot instead" in said


def test_calls_meals_and_hours_stand_there(short_book: Book) -> None:
    count = len(short_book.shoot.dates)
    book = with_places(short_book, hours=((((480, 1200), (1260, 1380)), ALWAYS),) * count)
    shoot = replace(book.shoot, personal_calls=True, meals=Meals(within=300, late=1))
    day = next(day for day in book.board.days if day.strips)
    assert day.unit is Unit.DAY
    said = lines(replace(book, shoot=shoot))
    calls = next(line for line in said if line.startswith("Called: "))
    by_clock = Known(board=book.board, shoot=shoot).clock_of(day)
    cast = {role for strip in by_clock.strips for role in strip.scene.cast}
    asked = [one.split(" at ") for one in calls.removeprefix("Called: ").split("; ")]
    assert sorted(int(role) for roles, _ in asked for role in roles.split(", ")) == sorted(cast)
    for roles, at in asked:
        some = {int(role) for role in roles.split(", ")}
        first = next(s.start for s in by_clock.strips if some & s.scene.cast)
        assert at == f"{first // 60 % 24:02}:{first % 60:02}"
    assert any(line.startswith("Meal at ") for line in said)
    assert any(line.endswith(": 08:00–20:00, 21:00–23:00") for line in said)
    assert lines(book) == [line for line in said if not line.startswith(("Called", "Meal"))]


def test_a_call_of_the_evening_before_says_so(short_book: Book) -> None:
    """Twelve hours of make-up for everybody: who begins with the day is called the day before."""
    shoot = short_book.shoot
    players = tuple(replace(who, make_up=720) for who in shoot.players)
    book = replace(short_book, shoot=replace(shoot, personal_calls=True, players=players))
    day = next(day for day in book.board.days if day.strips)
    strips = Known(board=book.board, shoot=book.shoot).clock_of(day).strips
    first = min(strip.start for strip in strips if strip.scene.cast) - 720
    assert first < 0
    calls = next(line for line in lines(book) if line.startswith("Called: "))
    assert f" at {first // 60 % 24:02}:{first % 60:02} the day before" in calls
    late = max(strip.start for strip in strips)
    assert late > 720
    assert not calls.endswith("the day before")


def test_a_permit_to_ask_for_stands_there_and_among_the_notices(short_book: Book) -> None:
    first = next(day for day in short_book.board.days if day.strips).date
    by = first - timedelta(days=28)
    ask = Ask(start=first, end=first, by=by, says="permit for the street")
    book = with_places(short_book, asks=(ask,))
    every = {line for line in lines(book) if "permit" in line}
    told = [one for one in notices(book.board, book.shoot) if "permit for the street" in one.text]
    assert every == {one.text for one in told}
    assert all("that nobody has asked for; the last day to ask is " in line for line in every)
    assert every
    assert not any(one.blocks for one in told)
    assert {one.dates for one in told} == {(first,)}
    other = replace(ask, start=by, end=by)
    assert not any("permit" in line for line in lines(with_places(short_book, asks=(other,))))
