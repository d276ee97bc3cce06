"""Which characters the book's fonts can print, and what happens to the others."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.typeset import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.paperwork.book import Book

REPLACEMENT = "▯"
"""Printed for a character that no font has: a reader sees that something is missing."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Characters that print nothing, dropped before anything is looked up."""
LONG_WORD = re.compile(r"\S{19,}")
BREAK = "\u200b"


@cache
def coverage() -> frozenset[str]:
    """Return every character that can be printed in one of the book's two families."""
    return characters("CourierPrime") | characters("LastlookSans")


def composed(text: str) -> str:
    """Compose accents, drop what is invisible and make every run of white space one space."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def missing(text: str) -> set[str]:
    """Return the characters of a text that cannot be printed."""
    return set(composed(text)) - coverage()


def printable(text: str) -> str:
    """Return a text that prints whole: replacements drawn, overlong words given break points."""
    text = composed(text)
    for char in set(text) - coverage():
        text = text.replace(char, REPLACEMENT)
    return LONG_WORD.sub(lambda word: _breakable(word[0]), text)


def _breakable(word: str) -> str:
    """Let an overlong word break after punctuation, and at least every 12 characters."""
    pieces = re.findall(r"[^/_.\-–—]{1,12}[/_.\-–—]?|[/_.\-–—]", word)
    return BREAK.join(pieces)


def unprintable(book: Book) -> tuple[Problem, ...]:
    """Report each character that the book's fonts lack, with the places it stands in."""
    places: dict[str, dict[str, list[str]]] = {}
    for file, place, text in _texts(book):
        for char in missing(text):
            where = places.setdefault(char, {}).setdefault(file, [])
            if place not in where:
                where.append(place)
    return tuple(
        Problem(
            file=file,
            what=f"The book's fonts have no {_name(char)}: {_some(where)}.",
            why=f"It is printed as {REPLACEMENT}.",
            fix="Use another spelling if it matters on paper; CSV and HTML files keep it.",
            severity=Severity.WARNING,
        )
        for char, files in sorted(places.items())
        for file, where in sorted(files.items())
    )


def _name(char: str) -> str:
    return f"“{char}” (U+{ord(char):04X}, {unicodedata.name(char, 'unnamed').lower()})"


def _some(places: list[str]) -> str:
    shown = ", ".join(places[:5])
    return f"{shown} and {len(places) - 5} more" if len(places) > 5 else shown


def _texts(book: Book) -> Iterator[tuple[str, str, str]]:
    """Go through every text that people wrote: file, place in words, text."""
    film = book.film
    for sheet in book.sheets:
        texts = [sheet.heading, sheet.set, sheet.synopsis, sheet.notes, sheet.script_day]
        texts += [presence.character for presence in sheet.cast]
        texts += [extra.label for extra in sheet.background]
        texts += [
            " ".join((one.category, one.label, *one.has, *one.states, one.since))
            for one in sheet.elements
        ]
        texts += [f"{found.label} {found.quote.text}" for found in sheet.suggestions]
        for text in texts:
            yield film.script, f"scene {sheet.number}", text
    for text in (film.title, film.writer, film.director, film.producer, film.company):
        yield "production.toml", "the head", text
    for member in film.cast:
        yield "production.toml", f"cast {member.id}", f"{member.character} {member.performer}"
    for place in film.locations:
        yield "production.toml", f"location {place.id}", f"{place.name} {place.address}"
    for person in film.crew:
        yield "production.toml", "the crew", f"{person.job} {person.name}"
    for rule in film.rules:
        yield "production.toml", f"rule {rule.about}", rule.source
    for assumption in film.assumptions:
        yield "production.toml", f"assumption {assumption.about}", assumption.text
    for day in book.board.days:
        for item in day.work:
            yield "board.toml", f"{day.date}", getattr(item, "text", "")
