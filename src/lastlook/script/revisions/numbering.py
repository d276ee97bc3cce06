"""Numbers of inserted scenes and pages: 12A, AA12, and what comes before what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PARTS = re.compile(r"([A-Z]*)(\d{1,9})([A-Z]*)(.*)", re.DOTALL)
_REST = re.compile(r"\d{1,9}|\D+|\d+")

NumberKey = tuple[int, str, tuple[int, ...], tuple[tuple[int, str], ...]]
"""What a number is sorted by; opaque."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberScheme:
    """How a production numbers what it inserts."""

    letters: str = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    """In their order; I and O are left out, for on paper they read as 1 and 0."""
    letter_first: bool = False
    """Between 12 and 13 comes A13 instead of 12A."""


ONE_A = NumberScheme()
"""Final Draft's `1A`: between 12 and 13 comes 12A, between 12 and 12A comes A12A."""
ALL_LETTERS = NumberScheme(letters=_ALPHABET)
"""The same with I and O."""


def number_key(number: str) -> NumberKey:
    """Sort numbers as scenes and pages stand: A12, 12, A12A, 12A, 12AA, 12B, 13.

    A letter in front puts a number before the one it is put in front of, the earlier letter
    first; a letter behind puts it after. What has no figure comes last, in alphabetical order.
    """
    found = _PARTS.fullmatch("".join(number.upper().split()))
    if found is None:
        return 10**9, number.upper(), (), ()
    front, figures, behind, rest = found.groups()
    pieces = tuple(
        (int(piece), "") if piece.isdecimal() and len(piece) < 10 else (-1, piece)
        for piece in _REST.findall(rest)
    )
    # Outermost letter last: B12 stands before 12, and A of AB12 puts it before B12.
    order = (*(ord(letter) for letter in reversed(front)), 999)
    return int(figures), behind, order, pieces


def next_number(
    before: str | None,
    after: str | None = None,
    *,
    taken: Collection[str] = (),
    scheme: NumberScheme = ONE_A,
) -> str:
    """Give a number for what is inserted between `before` and `after`.

    None stands for the beginning or the end of the script. After 12 comes 12A, then 12B; between
    12 and 12A comes A12A; before 1 comes A1; after the last number the next whole one. The result
    always sorts between the two by `number_key` and is never one of `taken`, nor `before` or
    `after`, which must be in order.

    Raises
    ------
    ValueError
        `before` does not sort before `after`, or somebody's own numbers leave no room.

    """
    if before is None and after is None:
        before = "0"
    low = number_key(before) if before is not None else None
    high = number_key(after) if after is not None else None
    if low is not None and high is not None and low >= high:
        raise ValueError(f"{before} does not come before {after}.")
    used = {number_key(number) for number in taken}
    for number in _candidates(before, after, scheme):
        key = number_key(number)
        if (low is None or low < key) and (high is None or key < high) and key not in used:
            return number
    raise ValueError(f"There is no number between {before} and {after}.")


def _candidates(before: str | None, after: str | None, scheme: NumberScheme) -> Iterator[str]:
    """Give numbers from the plainest on; not all of them stand between the two."""
    if after is None:
        yield from _whole(before or "0")
    ways = [_behind(before, scheme)] if before is not None else []
    if after is not None:
        ways.insert(0 if scheme.letter_first else 1, _in_front(before, after, scheme))
    yield from chain.from_iterable(ways)
    if before is not None:
        yield from (f"{before}.{nth}" for nth in range(1, 1000))


def _whole(before: str) -> Iterator[str]:
    found = re.search(r"\d{1,9}", before)
    first = int(found.group()) + 1 if found else 1
    return map(str, range(first, first + 1000))


def _behind(before: str, scheme: NumberScheme) -> Iterator[str]:
    """Letters behind: those that follow the last one, then one letter more."""
    letters = scheme.letters
    found = _PARTS.fullmatch("".join(before.upper().split()))
    if found is None:
        stem, last = before, ""
    else:
        stem = found[2] + found[3]
        last = stem[-1] if found[3] else ""
    if last:
        for letter in letters:
            # The last letter is kept back: it carries the next row, 12ZA.
            if letter > last and letter != letters[-1]:
                yield stem[:-1] + letter
        if last < letters[-1]:
            yield from (stem[:-1] + letters[-1] + letter for letter in letters[:-1])
    for depth in range(6):
        yield from (stem + letters[-1] * depth + letter for letter in letters[:-1])


def _in_front(before: str | None, after: str, scheme: NumberScheme) -> Iterator[str]:
    """Letters in front of `after`, behind whatever already stands in front of it."""
    letters = scheme.letters
    low = number_key(before) if before is not None else None
    base = after
    for _ in range(50):
        for letter in letters[:-1]:
            if low is None or low < number_key(letter + base):
                yield letter + base
        base = letters[-1] + base
