"""Numbers of pages, locked ones with the letters that follow them."""

from __future__ import annotations

import re

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""I and O are skipped: on paper they read as 1 and 0."""


def next_label(label: str, *, letters: bool) -> str:
    """Give the label of the page after `label`.

    Without `letters` it is the next whole number. With them, which is right where the page after
    is locked, the page is inserted: 12 is followed by 12A, 12A by 12B, 12Z by 12ZA. A label
    without a number, such as `Prologue`, counts as 0.
    """
    found = re.search(r"\d+", label)
    number = int(found.group()) if found else 0
    if not letters:
        return str(number + 1)
    if found is None:
        return f"{label}A"
    stem, last = label[:-1], label[-1].upper()
    if last in _LETTERS[:-1]:
        return stem + _LETTERS[_LETTERS.index(last) + 1]
    return f"{label}A"
