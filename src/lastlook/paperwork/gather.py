"""Work out once everything that the book prints."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from lastlook.paperwork import boarding, costing, listing, matrix_pages, words
from lastlook.paperwork.glyphs import composed
from lastlook.paperwork.palette import Look
from lastlook.paperwork.views import BookView, FilmView, SummaryView
from lastlook.schedule.presence import company_moves, shooting_days

if TYPE_CHECKING:
    from lastlook.paperwork.book import Book
    from lastlook.paperwork.views import StripView


def gather(book: Book) -> BookView:
    """Turn the values of the rooms to the left into what is printed."""
    strips = boarding.strips_by_scene(book)
    days = boarding.days(book, strips)
    film = book.film
    numbers = {sheet.scene_id: sheet.number for sheet in book.sheets}
    return BookView(
        film=FilmView(
            title=film.title if composed(film.title) else "Untitled",
            script=film.script,
            writer=film.writer,
            director=film.director,
            producer=film.producer,
            company=film.company,
            crew=tuple((member.job, member.name) for member in film.crew),
        ),
        summary=_summary(book, strips),
        looks={
            entry.name: book.palette.look(entry.name)
            for entry in fields(book.palette)
            if isinstance(book.palette.look(entry.name), Look)
        },
        days=days,
        boneyard=boarding.boneyard(book, strips),
        sheets=listing.sheets(book, strips, days),
        cast=listing.cast(book, strips),
        sets=listing.sets(tuple(strips[s.scene_id] for s in book.strips), days),
        places=listing.places(book, tuple(strips[s.scene_id] for s in book.strips), days),
        dood=listing.dood(book),
        cost=costing.cost(book),
        rules=tuple(
            (rule.about, rule.source, words.day(rule.dated) if rule.dated else "undated")
            for rule in film.rules
        ),
        assumptions=tuple((entry.about, entry.text) for entry in film.assumptions),
        problems=tuple((problem.place, problem.message) for problem in book.problems),
        paper=book.paper.value,
        takes=tuple((numbers.get(take.scene, ""), take) for take in book.takes),
        pictures=matrix_pages.pictures(book, strips),
    )


def _summary(book: Book, strips: dict[str, StripView]) -> SummaryView:
    eighths = sum(sheet.eighths for sheet in book.sheets)
    shot = shooting_days(book.board)
    dates = [day.date for day in shot]
    return SummaryView(
        days=sum(not day.crew for day in shot),
        more_days=sum(bool(day.crew) for day in shot),
        dates=words.span(dates[0], dates[-1]) if dates else "no shooting days yet",
        scenes=len(book.sheets),
        pages=book.page_count,
        eighths=eighths,
        sum_of_eighths=words.pages(eighths),
        roles=len({presence.id for sheet in book.sheets for presence in sheet.cast}),
        places=len({strip.location for strip in strips.values() if strip.location}),
        moves=sum(company_moves(day, book.shoot) for day in shot),
        cost=words.money(book.report.total, book.report.currency),
        boneyard=len(boarding.boneyard(book, strips)),
    )
