"""Who of the film's people is in a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.categories import CAST
from lastlook.breakdown.model import Suggestion
from lastlook.breakdown.presence import presences
from lastlook.language.people import KIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.suggest.film import Film
    from lastlook.breakdown.suggest.people import Person
    from lastlook.script import Scene


def cast_in(film: Film, scene: Scene) -> tuple[tuple[Person, Suggestion], ...]:
    """Return who is in a scene, speakers and silent, in order of board id."""
    paragraphs = film.paragraphs[scene.first : scene.last]
    known = {
        person.role.id: person
        for person in film.people
        # `The driver` of an earlier scene is another than the DRIVER introduced later; a father
        # is the same in both.
        if person.speaks or not person.generic or person.first < scene.last or _is_kin(person)
    }
    roles = [person.role for person in known.values()]
    found = []
    for presence in presences(paragraphs, roles, film.ordinary):
        person = known[presence.id]
        reason, confidence = _why(person, scene, speaks=presence.speaks)
        found.append(
            (
                person,
                Suggestion(
                    category=CAST,
                    label=presence.character,
                    reason=reason,
                    quote=presence.quote,
                    words=presence.character,
                    confidence=confidence,
                ),
            )
        )
    return tuple(found)


def _is_kin(person: Person) -> bool:
    return person.role.character.lower() in KIN


def _why(person: Person, scene: Scene, *, speaks: bool) -> tuple[str, float]:
    if speaks:
        return "speaks", 1.0
    here = not person.speaks and scene.first <= person.first < scene.last
    if here and person.age is not None:
        return f"introduced in capitals, age {person.age.text}; says nothing", 0.95
    if here:
        return "introduced in capitals; says nothing", 0.85 if person.certain else 0.7
    return "named in the action; says nothing here", 0.75 if person.generic else 0.9


def in_order(found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return suggestions as the sheet lists them: the surest first, then as the script goes."""
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.quote.line, one.label)))
