"""The book: stripboard, one-liner, day-out-of-days, breakdown, lists and cost, on paper and screen."""

from __future__ import annotations

from lastlook.paperwork.book import Book, Paper

__all__ = ["Book", "Paper"]
