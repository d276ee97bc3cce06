"""Doubtful words judged by meaning: whether a lamp is held, or hangs there.

A word with senses in several categories goes to the category whose sample lines its own line is
most like, by the sentence encoder (the extra `sense`). Off unless asked for: it moves about one
doubtful prop a script to set dressing, sound or greenery, rightly on the gold scripts (F1 of the
group .874 to .879), not on others (.790 to .785).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.language import sentence_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.language.things import Thing
    from lastlook.script import Paragraph

_LINES = {
    "Props": (
        "{}: she picks it up and holds it in her hand.",
        "{}: he takes it out of his pocket and gives it to her.",
        "{}: he opens it and looks inside.",
        "{}: it lies on the table between them; she reaches for it.",
    ),
    "Wardrobe": (
        "{}: he wears it over his shirt.",
        "{}: she takes it off and hangs it up.",
        "{}: dressed in it, she comes down the stairs.",
        "{}: he buttons it and pulls it tight around him.",
    ),
    "Set Dressing": (
        "{}: it stands against the wall of the room.",
        "{}: they hang from the ceiling and line the walls.",
        "{}: she sits down at it.",
        "{}: rows of them fill the hall.",
    ),
    "Vehicles": (
        "{}: it pulls up at the curb with its engine running.",
        "{}: he drives it down the road.",
        "{}: they climb into it and start the engine.",
    ),
    "Animals": (
        "{}: it barks, growls and runs away.",
        "{}: she feeds it and strokes its fur.",
        "{}: it sleeps by the fire.",
    ),
    "Special Effects": (
        "{}: it explodes in smoke and fire.",
        "{}: sparks and smoke fill the room.",
        "{}: dust and splinters fly.",
    ),
    "Visual Effects": (
        "{}: it glows and floats in the air, unreal.",
        "{}: a digital image that flickers in the air.",
    ),
    "Sound": ("{}: it is heard from outside, loud.", "{}: the noise echoes."),
    "Music": ("{}: it plays while they dance.", "{}: the melody of a song is heard."),
    "Greenery": ("{}: it grows in the garden.", "{}: plants and flowers in pots."),
    "Makeup/Hair": ("{}: it marks his face and skin.", "{}: her hair and her make-up."),
    "Weather": ("{}: it comes down from the sky.", "{}: a storm outside."),
}
"""Lines in which a word means something of the category; `{}` stands for the word."""


def meant(
    paragraphs: Sequence[Paragraph], things: Mapping[int, Sequence[Thing]]
) -> dict[tuple[int, int], str]:
    """Return the category that each doubtful thing means, by paragraph and place in it.

    Raises
    ------
    ProblemsError
        The extra `sense` is not installed.
    """
    doubtful = [
        (place, thing, kinds)
        for place, found in things.items()
        for thing in found
        if len(kinds := _categories(thing)) > 1
        # Only what the lexicon takes for a prop is in doubt; see `things`.
        and kinds[0] == "Props"
        and not (thing.negated or thing.figurative)
    ]
    own = {
        (place, thing.start): f"{thing.label}: {sentence_at(paragraphs[place].text, thing.start)}"
        for place, thing, _ in doubtful
    }
    samples = {
        (thing.label, kind): tuple(line.format(thing.label) for line in _LINES[kind])
        for _, thing, kinds in doubtful
        for kind in kinds
    }
    texts = tuple(dict.fromkeys((*own.values(), *(t for many in samples.values() for t in many))))
    if not texts:
        return {}
    from lastlook.language.encoder import encode

    vectors = encode(texts)
    row = {text: index for index, text in enumerate(texts)}
    found = {}
    for place, thing, kinds in doubtful:
        line = vectors[row[own[place, thing.start]]]
        likeness = {
            kind: max(float(vectors[row[text]] @ line) for text in samples[thing.label, kind])
            for kind in kinds
        }
        found[place, thing.start] = max(kinds, key=lambda kind: likeness[kind])
    return found


def _categories(thing: Thing) -> tuple[str, ...]:
    """Return the categories that a thing can be in, surest first."""
    return tuple(dict.fromkeys(s.category for s in thing.senses if s.category in _LINES))
