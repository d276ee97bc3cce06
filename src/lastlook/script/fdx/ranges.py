"""Where paragraphs stand in the count of characters that Final Draft's script notes go by.

Measured on its files by others: every paragraph counts its UTF-16 units and one for its end; a
dual dialogue counts two and one for its end, its own words nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lastlook.script.model import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.model import Paragraph

_EMBEDDED = 2
"""Units that a dual dialogue counts."""


class Places(NamedTuple):
    """Where each paragraph of a script starts, in Final Draft's count."""

    starts: list[int]
    """All paragraphs of one dual dialogue share a start."""
    end: int
    """After the last paragraph's end."""

    def at(self, place: int) -> int:
        """Index of the paragraph that holds `place`; of a dual dialogue the first."""
        index = bisect_right(self.starts, place) - 1
        while index > 0 and self.starts[index - 1] == self.starts[index]:
            index -= 1
        return max(index, 0)


def places_of(paragraphs: Sequence[Paragraph]) -> Places:
    """Count through a script's paragraphs, those that stand in its content alone."""
    starts: list[int] = []
    place = 0
    before: Column | None = None
    for paragraph in paragraphs:
        column = paragraph.dual
        same = column is not None and before is not None
        if same and not (before is Column.RIGHT and column is Column.LEFT):
            starts.append(starts[-1])
        else:
            starts.append(place)
            place += (units(paragraph.text) if column is None else _EMBEDDED) + 1
        before = column
    return Places(starts, place)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def letters(text: str, count: int) -> int:
    """Return how many characters of `text` make up `count` UTF-16 units."""
    if text.isascii():
        return min(count, len(text))
    done = 0
    for number, letter in enumerate(text):
        if done >= count:
            return number
        done += 2 if ord(letter) > 0xFFFF else 1
    return len(text)
