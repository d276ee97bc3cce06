"""Scene lengths in eighths of a page, as written on boards and sheets."""

from __future__ import annotations

import re

_FORM = re.compile(r"(?:(\d{1,6})(?:\s+|$))?(?:(\d{1,4})\s*/\s*8)?")


def format_eighths(eighths: int) -> str:
    """Write a length the trade's way: 11 is `1 3/8`, 8 is `1`, 4 is `4/8` (never reduced)."""
    if eighths < 0:
        raise ValueError(f"A length cannot be {eighths} eighths.")
    pages, rest = divmod(eighths, 8)
    if not rest:
        return str(pages)
    return f"{pages} {rest}/8" if pages else f"{rest}/8"


def parse_eighths(text: str) -> int:
    """Read `1 3/8`, `1`, `3/8` or `11/8` as a number of eighths.

    Raises
    ------
    ValueError
        When the text is none of these.

    """
    found = _FORM.fullmatch(text.strip())
    if not found or not any(found.groups()):
        raise ValueError(f"{text!r} is not a length in eighths, such as 1 3/8.")
    pages, rest = found.groups(default="0")
    return int(pages) * 8 + int(rest)
