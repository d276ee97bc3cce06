"""Children: by an age that the script states, or by a word that says so; never guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.language.people import CHILDREN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.breakdown.model import Suggestion
    from lastlook.breakdown.suggest.people import Person

MINORS = "Minors"
OF_AGE = 18
_GROWN = frozenset("old grown big bride birthday cover delivery bad golden paper stable".split())


def minors_among(
    cast: Iterable[tuple[Person, Suggestion]], crowd: Iterable[Suggestion]
) -> tuple[Suggestion, ...]:
    """Return the minors among those who are in a scene.

    A part is one where the script gives its age as under 18, or calls it by a word for children
    and states no age. Extras are where they are called so.
    """
    found = []
    for person, there in cast:
        years = person.age.years if person.age else None
        if person.age is not None and years is not None:
            if years < OF_AGE:
                reason = f"the script states the age: {person.age.text}"
                found.append(replace(there, category=MINORS, reason=reason, confidence=0.98))
        elif person.generic and says_child(there.label):
            reason = "called a child; the script states no age"
            found.append(replace(there, category=MINORS, reason=reason, confidence=0.7))
    for there in crowd:
        if says_child(there.label):
            reason = "called children; the script states no age"
            found.append(replace(there, category=MINORS, reason=reason, confidence=0.7))
    return tuple(found)


def says_child(label: str) -> bool:
    """Whether words for people say that they are children: `the kids`, `LITTLE GIRL`."""
    words = label.lower().replace("-", " ").split()
    return any(word in CHILDREN for word in words) and not any(word in _GROWN for word in words)
