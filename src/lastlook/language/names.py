"""Names of people in running text."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def name_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that finds a role's name in action lines.

    A single word must be in capitals or begin with one (`MARA`, `Mara`); several words
    match in any case (`the old man`).
    """
    words = name.split()
    joined = r"\s+".join(re.escape(word) for word in words)
    if len(words) > 1:
        return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)
    forms = "|".join(sorted({re.escape(name.upper()), re.escape(name.capitalize())}))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
