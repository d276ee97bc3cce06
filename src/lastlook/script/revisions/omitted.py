"""Omitted scenes: headings that only keep a number, such as `72 OMITTED` and `72-75 OMITTED`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastlook.script.scenes import Scene

WORDS = (
    "OMITTED", "OMIT", "SCENE OMITTED", "SCENES OMITTED", "SCENE DELETED", "SCENES DELETED",
    "DELETED", "ENTFÄLLT", "GESTRICHEN", "SUPPRIMÉE", "SUPPRIMÉ", "OMITIDA", "ELIMINADA",
    "ELIMINATA", "VERVALT", "UTGÅR", "UDGÅR", "ВЫРЕЗАНА",
)  # fmt: skip
"""What a heading says when its scene is no longer in the script."""

_NUMBER = r"[A-Z]{0,3}\d{1,5}(?:[./]\d{1,4})?[A-Z]{0,3}"
_TO = r"\s*(?:-|–|—|THRU|THROUGH|TO|&|AND)\s*"
_BEFORE = rf"(?P<first>{_NUMBER})(?:{_TO}(?P<last>{_NUMBER}))?"
_AFTER = rf"(?P<first_after>{_NUMBER})(?:{_TO}(?P<last_after>{_NUMBER}))?"
_WORD = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
_FORM = re.compile(
    rf"(?:SCENES?\s+)?(?:{_BEFORE}[.:]?\s+)?[(\[]?(?:{_WORD})[)\]]?[.]?"
    rf"(?:\s+(?:SCENES?\s+)?{_AFTER})?"
)


def omitted_numbers(text: str, number: str = "") -> tuple[str, str] | None:
    """Give the first and last number that an omitted scene's heading stands for.

    `text` is the heading, `number` the scene number kept beside it. None where the heading is no
    omitted one; empty numbers where it names none.

    >>> omitted_numbers("72-75 OMITTED")
    ('72', '75')
    >>> omitted_numbers("Omitted", "72A")
    ('72A', '72A')
    >>> omitted_numbers("INT. OMITTED - DAY") is None
    True
    """
    found = _FORM.fullmatch(" ".join(text.upper().split()))
    if found is None:
        return None
    first = found["first"] or found["first_after"] or ""
    last = found["last"] or found["last_after"] or first
    if not first and number:
        stated = re.fullmatch(_BEFORE, " ".join(number.upper().split()))
        first = stated["first"] if stated else number
        last = (stated["last"] if stated else "") or first
    return first, last


def omitted_rows(scenes: Sequence[Scene]) -> Iterator[tuple[str, tuple[Scene, ...]]]:
    """Put omitted scenes that follow each other on one row, as lists of scenes show them.

    Gives a number and its scenes for every row: `71` and one scene, then `72-75` and the four
    that are omitted.
    """
    row: list[Scene] = []
    for scene in scenes:
        if scene.omitted:
            row.append(scene)
            continue
        if row:
            yield _numbered(row)
            row = []
        yield scene.number, (scene,)
    if row:
        yield _numbered(row)


def _numbered(row: Sequence[Scene]) -> tuple[str, tuple[Scene, ...]]:
    first, last = _ends(row[0])[0], _ends(row[-1])[1]
    return (first if first == last else f"{first}-{last}"), tuple(row)


def _ends(scene: Scene) -> tuple[str, str]:
    numbers = omitted_numbers(scene.heading.text, scene.number) or ("", "")
    return numbers[0] or scene.number, numbers[1] or scene.number


def kept(scenes: Iterable[Scene]) -> tuple[Scene, ...]:
    """Give the scenes that are to be shot."""
    return tuple(scene for scene in scenes if not scene.omitted)
