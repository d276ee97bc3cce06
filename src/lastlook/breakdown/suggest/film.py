"""What the engine knows of the whole film before it looks at a scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.breakdown.model import Quote
from lastlook.breakdown.presence import ordinary_words
from lastlook.breakdown.suggest.compounds import whole_things_in
from lastlook.breakdown.suggest.meaning import meant
from lastlook.breakdown.suggest.people import Extra, Person, people_of
from lastlook.breakdown.suggest.vocabulary import vocabulary_of
from lastlook.language import groups_of_people, names_in, sentence_at
from lastlook.language.people import singular
from lastlook.script import Kind
from lastlook.script.model import Alignment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.breakdown.roles import Role
    from lastlook.breakdown.suggest.vocabulary import Vocabulary
    from lastlook.language.things import Thing
    from lastlook.script import Paragraph, Scene, Screenplay

_PEOPLE = frozenset({"Security", "Additional Labor", "Music"})
"""Categories whose words may mean people."""
_TOLD = frozenset({Kind.ACTION, Kind.SHOT, Kind.GENERAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """The script as the engine reads it."""

    paragraphs: tuple[Paragraph, ...]
    people: tuple[Person, ...]
    extras: tuple[Extra, ...]
    ordinary: frozenset[str]
    """Words that the script uses in lower case."""
    things: Mapping[int, tuple[Thing, ...]]
    """By index of the paragraph."""
    meant: Mapping[tuple[int, int], str]
    """What doubtful words mean, by paragraph and place; empty without the sentence encoder."""
    vocabulary: Vocabulary
    persons: Mapping[int, tuple[tuple[int, int], ...]]
    """Where in each paragraph names of the film's people stand."""
    names: tuple[str, ...]
    name_words: frozenset[str]
    """All words of all names."""
    crowds: frozenset[str]
    """Who the film's extras are, in the singular: `mourner`."""


def film_of(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    roles: Sequence[Role],
    decisions: Decisions,
    *,
    embeddings: bool = False,
) -> Film:
    """Read the whole script once: who is in it, what, and which words it uses how."""
    paragraphs = screenplay.paragraphs
    ordinary = ordinary_words(paragraphs)
    things = {
        place: whole_things_in(paragraph.text)
        for place, paragraph in enumerate(paragraphs)
        if is_told(paragraph) or paragraph.kind in {Kind.SCENE_HEADING, Kind.PARENTHETICAL}
    }
    known = {
        paragraphs[place].text: tuple(
            (t.start, t.end) for t in found if t.senses and t.senses[0].category not in _PEOPLE
        )
        for place, found in things.items()
    }
    people, extras = people_of(
        paragraphs,
        scenes,
        roles,
        told=is_told,
        ordinary=ordinary,
        is_thing=lambda text, start, end: any(
            first <= start and end <= last for first, last in known.get(text, ())
        ),
    )
    crowds = {
        singular(group.label.split()[-1])
        for paragraph in paragraphs
        if is_told(paragraph)
        for group in groups_of_people(paragraph.text)
    }
    crowds |= {singular(one.introduction.name.split()[-1]) for one in extras}
    names = {name for person in people for name in person.role.names}
    persons: dict[int, tuple[tuple[int, int], ...]] = {}
    for place in things:
        text = paragraphs[place].text
        persons[place] = tuple((span.start, span.end) for span in names_in(text, tuple(names)))
    return Film(
        things=things,
        meant=meant(paragraphs, things) if embeddings else {},
        vocabulary=vocabulary_of(
            [(paragraphs[place].text, found) for place, found in things.items()], decisions
        ),
        persons=persons,
        names=tuple(sorted(names)),
        name_words=frozenset(word.strip(".") for name in names for word in name.split()),
        paragraphs=paragraphs,
        people=people,
        extras=extras,
        ordinary=ordinary,
        crowds=frozenset(crowds),
    )


def is_told(paragraph: Paragraph) -> bool:
    """Whether a paragraph tells what is seen and heard: no heading, no speech, no title."""
    centred = paragraph.layout is not None and paragraph.layout.alignment is Alignment.CENTER
    return paragraph.kind in _TOLD and not centred


def quote_of(paragraph: Paragraph, offset: int) -> Quote:
    """Return the sentence at a place of a paragraph, with its line in the file."""
    text = paragraph.text
    return Quote(text=sentence_at(text, offset), line=paragraph.line + text.count("\n", 0, offset))
