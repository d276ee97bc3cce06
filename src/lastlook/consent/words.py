"""Hazards in the words of a scene: which sentence speaks of one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lastlook.breakdown.model import Quote
from lastlook.language import sentence_at
from lastlook.script import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script import Paragraph

READ = frozenset(
    {Kind.SCENE_HEADING, Kind.SYNOPSIS, Kind.ACTION, Kind.SHOT, Kind.GENERAL, Kind.PARENTHETICAL}
)
"""What is seen; what is only talked about is no hazard."""


def first_quote(paragraphs: Sequence[Paragraph], words: tuple[str, ...]) -> Quote | None:
    """Return the first sentence with one of the words (regular expressions).

    Action comes first, then what is written about it: the heading and the synopsis.
    """
    if not words:
        return None
    pattern = _pattern(words)
    seen = [p for p in paragraphs if p.kind in READ]
    for paragraph in sorted(seen, key=lambda p: p.kind in {Kind.SCENE_HEADING, Kind.SYNOPSIS}):
        if match := pattern.search(paragraph.text):
            line = paragraph.line + paragraph.text.count("\n", 0, match.start())
            return Quote(text=sentence_at(paragraph.text, match.start()), line=line)
    return None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
