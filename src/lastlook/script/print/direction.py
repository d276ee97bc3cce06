"""Right to left: which paragraphs run that way, and whether the whole script does."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def is_rtl(text: str) -> bool:
    """Whether a paragraph runs right to left: its first letter of either kind does (UAX #9, P2)."""
    if not _RTL.search(text):
        return False
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def is_mirrored(texts: Iterable[str]) -> bool:
    """Whether a script is written right to left: more than half of its lines are.

    Its pages are then mirrored, the wide margin for the binding on the right.
    """
    rtl = total = 0
    for text in texts:
        total += 1
        rtl += is_rtl(text)
    return rtl * 2 > total
