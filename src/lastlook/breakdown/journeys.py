"""Journeys: the path of any element through the story order.

Stated `has` and `states` come first; where nobody has stated them, they are read from the action
and marked so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import CAST
from lastlook.breakdown.journey_breaks import breaks
from lastlook.breakdown.journey_mentions import Names, mentions, names_of
from lastlook.breakdown.journey_model import (
    READ_FROM,
    Basis,
    Journey,
    Presence,
    Reading,
    Stop,
)
from lastlook.breakdown.journey_people import pronouns_of
from lastlook.breakdown.journey_reading import TOLD, Reader, readings
from lastlook.breakdown.memory import folded
from lastlook.breakdown.model import Quote
from lastlook.breakdown.register import Entry, find, register, slug
from lastlook.language import folded_name, sentences_in
from lastlook.script import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.breakdown.model import Element, Sheet
    from lastlook.production.model import CastMember
    from lastlook.script import Paragraph, Scene, Screenplay

HANDLED = frozenset({"Props", "Wardrobe", "Animals", "Vehicles"})
"""Categories of which the book follows what nobody has stated."""
_SPEECH = frozenset({Kind.DIALOGUE, Kind.LYRICS})


def journey(
    sheets: Sequence[Sheet],
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    decisions: Decisions,
    element: str,
    *,
    cast: Iterable[CastMember] = (),
    category: str = "",
) -> Journey:
    """Return the journey of one element through all scenes, in script order.

    Parameters
    ----------
    element
        Its id, its label or another of its names, in any case.
    cast
        The production's cast, for other names of the roles.
    category
        Where several elements have the name: the category of the one meant.

    Raises
    ------
    LastlookError
        There is no such element, or several; says which are near.
    """
    members = tuple(cast)
    entries = register(decisions, sheets, members)
    entry = find(entries, element, category)
    return Journeys(sheets, screenplay, scenes, entries, members).of(entry)


def journey_of_words(
    sheets: Sequence[Sheet],
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    decisions: Decisions,
    words: str,
    *,
    cast: Iterable[CastMember] = (),
    category: str = "",
) -> Journey:
    """Return the journey of what is on no sheet yet: where the script has these words."""
    members = tuple(cast)
    entry = Entry(id=slug(words), category=category, label=words)
    entries = register(decisions, sheets, members)
    return Journeys(sheets, screenplay, scenes, entries, members).of(entry)


def stated_journeys(
    sheets: Sequence[Sheet],
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    decisions: Decisions,
    *,
    cast: Iterable[CastMember] = (),
) -> tuple[Journey, ...]:
    """Return the journey of every element of which people stated `has` or `states`."""
    members = tuple(cast)
    entries = register(decisions, sheets, members)
    stated = {_key(one) for sheet in sheets for one in sheet.elements if one.has or one.states}
    film = Journeys(sheets, screenplay, scenes, entries, members)
    wanted = [e for e in entries if (e.category, folded(e.label)) in stated]
    return tuple(film.of(entry) for entry in wanted)


def journeys_to_print(
    sheets: Sequence[Sheet],
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    decisions: Decisions,
    *,
    cast: Iterable[CastMember] = (),
    most: int = 8,
) -> tuple[Journey, ...]:
    """Return the stated journeys and, after them, those that the text tells most of.

    Of what nobody has stated, an element is followed that people handle and that changes hands:
    the action tells of it in at least two scenes, with at least two holders. The `most` eventful
    ones are returned, in the order of the register.
    """
    members = tuple(cast)
    stated = stated_journeys(sheets, screenplay, scenes, decisions, cast=members)
    known = {one.id for one in stated}
    entries = register(decisions, sheets, members)
    film = Journeys(sheets, screenplay, scenes, entries, members)
    told = [
        film.of(entry)
        for entry in entries
        if entry.category in HANDLED and entry.id not in known and len(entry.scenes) > 1
    ]
    weights = {one.id: _handovers(one) for one in told}
    best = sorted(
        (one for one in told if weights[one.id]), key=lambda one: (-weights[one.id], one.id)
    )
    chosen = {one.id for one in best[:most]}
    return (*stated, *(one for one in told if one.id in chosen))


def _handovers(found: Journey) -> int:
    """Count how often it changes hands; 0 where the text tells too little for a picture."""
    having = [stop.has for stop in found.stops if stop.has]
    holders = _in_turn(holder for has in having for holder in has)
    return len(holders) - 1 if len(having) > 1 and len(set(holders)) > 1 else 0


def _key(element: Element) -> tuple[str, str]:
    return element.category, folded(element.label)


class Journeys:
    """A film made ready for the journeys of many elements: its people are read once."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        screenplay: Screenplay,
        scenes: Sequence[Scene],
        entries: Sequence[Entry],
        cast: Sequence[CastMember] = (),
    ) -> None:
        self.sheets = sheets
        self.labels = frozenset(entry.label.casefold() for entry in entries)
        self.paragraphs = {
            scene.id: screenplay.paragraphs[scene.first : scene.last] for scene in scenes
        }
        self.words = {
            scene: folded(" ".join(p.text for p in paragraphs))
            for scene, paragraphs in self.paragraphs.items()
        }
        self.elements = {
            sheet.scene_id: {
                key: one
                for one in reversed(sheet.elements)
                for key in (_key(one), *([("", one.id)] if one.id else []))
            }
            for sheet in sheets
        }
        self.people = _people(sheets, scenes, cast)
        self.pronouns = pronouns_of(
            self.people,
            [
                (
                    frozenset(_shown(role.character) for role in sheet.cast),
                    [p.text for p in self.paragraphs.get(sheet.scene_id, ()) if p.kind in TOLD],
                )
                for sheet in sheets
            ],
        )

    def of(self, entry: Entry) -> Journey:
        """Return the journey of one element."""
        names = names_of(entry.names, self.labels - {entry.label.casefold()})
        reader = Reader(
            names=names,
            people={n: role for n, role in self.people.items() if entry.category != CAST},
            pronouns=self.pronouns,
            is_wardrobe=entry.category == "Wardrobe",
        )
        stops = []
        for sheet in self.sheets:
            stop = self._stop(sheet, entry, names, reader)
            if stop is not None:
                stops.append(stop)
        return Journey(
            id=entry.id,
            category=entry.category,
            label=entry.label,
            stops=tuple(stops),
            breaks=() if entry.category == CAST else breaks(stops, self.sheets),
        )

    def _stop(self, sheet: Sheet, entry: Entry, names: Names, reader: Reader) -> Stop | None:
        paragraphs = self.paragraphs.get(sheet.scene_id, ())
        here = next((one for one in entry.scenes if one.scene_id == sheet.scene_id), None)
        on_sheet = here is not None
        if not names.may_be_in(self.words.get(sheet.scene_id, "")):
            paragraphs = ()
        named = _quotes(paragraphs, names, TOLD, on_sheet=on_sheet)
        spoken = () if named else _quotes(paragraphs, names, _SPEECH, on_sheet=on_sheet)
        if not (on_sheet or named or spoken):
            return None
        presence = Presence.SPOKEN
        if on_sheet or named:
            presence = Presence.SHEET if on_sheet else Presence.NAMED
        read: tuple[Reading, ...] = ()
        if named and entry.category != CAST:
            read = readings(paragraphs, reader, on_sheet=on_sheet)
        stop = Stop(
            scene_id=sheet.scene_id,
            number=sheet.number,
            heading=sheet.heading,
            script_day=sheet.script_day,
            presence=presence,
            count=here.count if here else None,
            quotes=named or spoken,
            readings=read,
        )
        here_as = self.elements[sheet.scene_id]
        stated = here_as.get(("", entry.id)) or here_as.get((entry.category, folded(entry.label)))
        return _with_having(stop, stated)


def _with_having(stop: Stop, stated: Element | None) -> Stop:
    """Add who has it and its states: stated ones, else those read with enough confidence."""
    sure = [one for one in stop.readings if one.confidence >= READ_FROM]
    if stated is not None and stated.has:
        stop = replace(stop, has=stated.has, has_basis=Basis.STATED)
    elif has := _holders(sure):
        stop = replace(stop, has=has, has_basis=Basis.READ)
    if stated is not None and stated.states:
        stop = replace(stop, states=stated.states, states_basis=Basis.STATED)
    elif states := _in_turn(one.state for one in sure):
        stop = replace(stop, states=states, states_basis=Basis.READ)
    return replace(stop, since=stated.since) if stated is not None else stop


def _holders(sure: Iterable[Reading]) -> tuple[str, ...]:
    return _in_turn(holder for one in sure for holder in (one.before, one.after))


def _in_turn(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in order, each once where it comes several times in a row."""
    found: list[str] = []
    for word in words:
        if word and (not found or found[-1] != word):
            found.append(word)
    return tuple(found)


def _quotes(
    paragraphs: Sequence[Paragraph], names: Names, kinds: frozenset[Kind], *, on_sheet: bool
) -> tuple[Quote, ...]:
    found = []
    for paragraph in paragraphs:
        if paragraph.kind not in kinds:
            continue
        for sentence in sentences_in(paragraph.text):
            if mentions(sentence.text, names, on_sheet=on_sheet):
                line = paragraph.line + paragraph.text.count("\n", 0, sentence.start)
                found.append(Quote(text=sentence.text, line=line))
    return tuple(found)


def _shown(role: str) -> str:
    """Write a role as people do: MRS. ALDOUS is Mrs. Aldous."""
    if not role.isupper():
        return role
    return role.title().replace("'S", "'s").replace("’S", "’s")


def _people(
    sheets: Sequence[Sheet], scenes: Sequence[Scene], cast: Sequence[CastMember]
) -> Mapping[str, str]:
    """Return every folded name of a person and the role that it means."""
    found: dict[str, str] = {}
    for member in cast:
        for name in (member.character, *member.also):
            found.setdefault(folded_name(name), _shown(member.character))
    for sheet in sheets:
        for role in sheet.cast:
            found.setdefault(folded_name(role.character), _shown(role.character))
    for scene in scenes:
        for name in scene.cast:
            found.setdefault(folded_name(name), _shown(name))
    return found
