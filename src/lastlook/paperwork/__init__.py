"""The book: stripboard, one-liner, day-out-of-days, breakdown, lists and cost, on paper and screen.

`print_book` writes every file; `make_files` gives them as bytes; `unprintable` says which
characters no font of the book has.
"""

from __future__ import annotations

from lastlook.paperwork.book import Book, Paper
from lastlook.paperwork.glyphs import unprintable
from lastlook.paperwork.palette import PALETTES, TRADE, Look, Palette
from lastlook.paperwork.printing import FILES, make_files, print_book
from lastlook.typeset import TypesettingError

__all__ = [
    "FILES",
    "PALETTES",
    "TRADE",
    "Book",
    "Look",
    "Palette",
    "Paper",
    "TypesettingError",
    "make_files",
    "print_book",
    "unprintable",
]
