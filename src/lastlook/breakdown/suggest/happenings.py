"""What happens and how people look: stunts, effects, sounds, kisses, wounds, music by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.model import Suggestion
from lastlook.breakdown.suggest.film import is_told, quote_of
from lastlook.breakdown.suggest.looks import MAKEUP, looks_in
from lastlook.breakdown.suggest.music import songs_in
from lastlook.language.actions import actions_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.suggest.film import Film
    from lastlook.script import Paragraph, Scene


def happenings_of(film: Film, scene: Scene) -> tuple[Suggestion, ...]:
    """Return what happens in a scene, each kind of thing once, at its surest."""
    found: dict[tuple[str, str], Suggestion] = {}
    for paragraph in film.paragraphs[scene.first : scene.last]:
        if not is_told(paragraph):
            continue
        for one in (*_actions(paragraph), *_looks(paragraph), *_music(paragraph)):
            key = (one.category, one.label)
            if key not in found or found[key].confidence < one.confidence:
                found[key] = one
    return tuple(found.values())


def _actions(paragraph: Paragraph) -> Sequence[Suggestion]:
    text = paragraph.text
    found = []
    for action in actions_in(text):
        if action.negated or not action.senses:
            continue
        sense = action.senses[0]
        upper = action.text.isupper()
        found.append(
            Suggestion(
                category=sense.category,
                label=" ".join(action.text.lower().split()),
                reason="what happens" + (", in capitals" if upper else ""),
                quote=quote_of(paragraph, action.start),
                words=action.text,
                confidence=round(min(0.99, sense.weight + (0.1 if upper else 0.0)), 2),
                kind=sense.kind,
            )
        )
    return found


def _looks(paragraph: Paragraph) -> Sequence[Suggestion]:
    return [
        Suggestion(
            category=MAKEUP,
            label=look.label,
            reason="how somebody looks",
            quote=quote_of(paragraph, look.start),
            words=paragraph.text[look.start : look.end],
            confidence=look.weight,
        )
        for look in looks_in(paragraph.text)
    ]


def _music(paragraph: Paragraph) -> Sequence[Suggestion]:
    found = []
    for title, start, _ in songs_in(paragraph.text):
        found.append(
            Suggestion(
                category="Music",
                label=title,
                reason="music by name; its rights must be cleared",
                quote=quote_of(paragraph, start),
                words=title,
                confidence=0.75,
                kind="song",
            )
        )
    return found
