"""Names that are probably one name: the same letters, or one slip of the hand apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST = 6
"""Letters of the shortest word in which one letter more, less or other is taken for a slip."""
SHORTEST_SWAP = 4
"""The same for two letters that changed places, or a letter typed twice."""
MOST_ALIKE = 50
"""Names with the same neighbour that are compared; more are a list, not slips."""


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Return a name's letters and digits alone, without accents: MRS. ALDOUS is MRSALDOUS."""
    letters = unicodedata.normalize("NFKD", name.upper().replace("&", "AND"))
    return "".join(letter for letter in letters if letter.isalnum())


def slips(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return pairs of names with the same key, or with one word that is one slip apart.

    A slip is two letters changed about, a letter doubled or its double lost (in words of four
    letters up), or a letter added, lost or changed (six letters up). The first and the last
    letter stand: MARIO and MARIA, GUARD and GUARDS, TOWER and POWER are different names; so are
    names that differ in a number.
    """
    ordered = sorted({name for name in names if key_of(name)})
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    by_neighbour: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in ordered:
        by_key[key_of(name)].append(name)
        words = _words(name)
        for place, word in enumerate(words):
            if len(word) < SHORTEST_SWAP or len(word) > 30 or not word.isalpha():
                continue
            # Two words one slip apart have a common neighbour with one letter taken out.
            for cut in {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}:
                by_neighbour[*words[:place], "", cut, *words[place + 1 :]].append(name)
    seen: set[tuple[str, str]] = set()
    for group in (*by_key.values(), *by_neighbour.values()):
        if len(group) > MOST_ALIKE:
            continue
        for pair in combinations(group, 2):
            if pair not in seen:
                seen.add(pair)
                if key_of(pair[0]) == key_of(pair[1]) or _words_slip(*pair):
                    yield pair


def one_slip(word: str, meant: str) -> bool:
    """Whether one letter is added, lost, changed or swapped with its neighbour."""
    start = 0
    while start < min(len(word), len(meant)) and word[start] == meant[start]:
        start += 1
    one, two = word[start:], meant[start:]
    if one == two:
        return False
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:] and len(one) > 1
    return swapped or one[1:] == two or one == two[1:] or one[1:] == two[1:]


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for part in name.split() if (word := key_of(part)))


def _words_slip(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    if len(first) != len(second):
        return False
    apart = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(apart) != 1:
        return False
    a, b = apart[0]
    if a[0] != b[0] or a[-1] != b[-1] or not one_slip(a, b):
        return False
    shortest = min(len(a), len(b))
    swap = len(a) == len(b) and sorted(a) == sorted(b)
    doubled = len(a) != len(b) and _undoubled(a) == _undoubled(b)
    return shortest >= (SHORTEST_SWAP if swap or doubled else SHORTEST)


def _undoubled(word: str) -> str:
    kept = (letter for at, letter in enumerate(word) if not at or letter != word[at - 1])
    return "".join(kept)
