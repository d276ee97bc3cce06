"""The breakdown as true TagData: the script with every confirmed element tagged in its words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lastlook.breakdown.categories import BACKGROUND, CAST, category_of, category_of_id
from lastlook.breakdown.roles import speakers_of
from lastlook.exchange.stable import stable_id
from lastlook.language import folded_name, names_in
from lastlook.script import Kind, Run, cue_name
from lastlook.script.fdx.write_tags import STANDARD_CATEGORIES
from lastlook.script.model import SILENT_KINDS, TagCategory, TagData, TagDefinition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastlook.breakdown import CastPresence, Role, Sheet
    from lastlook.breakdown.decisions import DecidedElement
    from lastlook.exchange.film import Film
    from lastlook.script import Paragraph, Scene, Screenplay

_TOLD = frozenset({Kind.ACTION, Kind.SHOT, Kind.GENERAL, Kind.PARENTHETICAL})


def tag_script(film: Film) -> tuple[Screenplay, tuple[str, ...]]:
    """Return the film's script with its breakdown as tags, and what went on headings.

    Tags, definitions and categories that the script has are kept, ids and all; what they mark
    already is not marked again. An element confirmed from words is tagged on them; one that is
    not, where its label stands in the scene; cast on its first cue, or where it is first named.
    What stands nowhere in the scene's words is tagged on the heading and named in the list
    that comes back: `scene 12: Props: Ring`.
    """
    tagger = _Tagger(film)
    for scene, sheet in zip(film.scenes, film.sheets, strict=True):
        tagger.tag_scene(scene, sheet)
    return tagger.script(), tuple(tagger.on_heading)


class _Place(NamedTuple):
    """Words in the script: `paragraphs[paragraph].text[start:end]`."""

    paragraph: int
    start: int
    end: int


class _Wanted(NamedTuple):
    """An element that a scene needs, and where it may be tagged, best first."""

    category: str
    label: str
    places: Iterable[_Place]
    key: str = ""
    """Id of its definition; empty for the one that its category and label give."""


class _Tagger:
    """Gathers categories, definitions and tags, and where the tags stand."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.old = film.screenplay.tag_data
        self.categories = list(self.old.categories)
        self.definitions = list(self.old.definitions)
        self.tags = dict(self.old.tags)
        self.roles = film.roles
        self.marks: dict[int, list[tuple[int, int, str]]] = {}
        """By paragraph: start, end and definition."""
        self.on_heading: list[str] = []

    def tag_scene(self, scene: Scene, sheet: Sheet) -> None:
        there = self._there(scene)
        for wanted in self._wanted(scene, sheet):
            definition = self._definition(wanted)
            if definition not in there:
                there.add(definition)
                self._mark(scene, sheet, wanted, definition)

    def _there(self, scene: Scene) -> set[str]:
        """Return the definitions that mark words of a scene already."""
        return {
            key
            for paragraph in self.film.screenplay.paragraphs[scene.first : scene.last]
            for run in paragraph.runs
            for number in run.tags
            for key in self.old.tags.get(number, ())
        }

    def _wanted(self, scene: Scene, sheet: Sheet) -> Iterator[_Wanted]:
        for one in sheet.cast:
            key = stable_id("cast", one.id)
            yield _Wanted(CAST, one.character, self._cast_places(scene, one), key)
        for extra in sheet.background:
            yield _Wanted(BACKGROUND, extra.label, self._label_places(scene, (extra.label,)))
        decided = self.film.decisions.scenes.get(scene.id)
        for element in decided.elements if decided else ():
            key = stable_id("element", element.element) if element.element else ""
            places = self._element_places(scene, element)
            yield _Wanted(element.category, element.label, places, key)

    def _mark(self, scene: Scene, sheet: Sheet, wanted: _Wanted, definition: str) -> None:
        """Put a tag on the first words that carry none; on the heading where there are none."""
        options = list(wanted.places)
        place = next((one for one in options if self._free(one)), None)
        if place is None and options:
            place = options[0]
        if place is None:
            self.on_heading.append(f"scene {sheet.number}: {wanted.category}: {wanted.label}")
            index, text = next(
                (index, paragraph.text)
                for index, paragraph in self._paragraphs(scene)
                if paragraph.text or index == scene.last - 1
            )
            place = _Place(index, 0, len(text))
        self.marks.setdefault(place.paragraph, []).append((place.start, place.end, definition))

    def _free(self, place: _Place) -> bool:
        """Whether nothing is tagged on these words yet."""
        taken = [(start, end) for start, end, _ in self.marks.get(place.paragraph, ())]
        at = 0
        for run in self.film.screenplay.paragraphs[place.paragraph].runs:
            if run.tags:
                taken.append((at, at + len(run.text)))
            at += len(run.text)
        return all(end <= place.start or place.end <= start for start, end in taken)

    def _definition(self, wanted: _Wanted) -> str:
        """Return the id of an element's definition, making one where the script has none."""
        label = wanted.label
        ids = self._category_ids(wanted.category)
        for one in self.definitions:
            if one.category_id in ids and one.label.casefold() == label.casefold():
                return one.id
        key = wanted.key or stable_id("label", wanted.category, label.casefold())
        if all(one.id != key for one in self.definitions):
            self.definitions.append(TagDefinition(id=key, category_id=ids[0], label=label))
        return key

    def _category_ids(self, name: str) -> list[str]:
        """Return the ids that mean a category in this file; the first is the one to use."""
        found = [
            one.id
            for one in self.categories
            if (known := category_of_id(one.id)) and known.name == name
        ]
        found += [
            one.id
            for one in self.categories
            if one.id not in found
            and not category_of_id(one.id)
            and one.name.casefold() == name.casefold()
        ]
        if found:
            return found
        if not self.categories:
            self.categories = list(STANDARD_CATEGORIES)
            return self._category_ids(name)
        number = max(one.number for one in self.categories) + 1
        made = TagCategory(id=category_of(name).fdx_id, name=name, number=number)
        self.categories.append(made)
        return [made.id]

    def _cast_places(self, scene: Scene, one: CastPresence) -> Iterator[_Place]:
        role = next(role for role in self.roles if role.id == one.id)
        by_name = {folded_name(name): each for each in self.roles for name in each.names}
        for index, paragraph in self._paragraphs(scene):
            if paragraph.kind is Kind.CHARACTER:
                name = cue_name(paragraph.text)
                if any(by_name[key].id == one.id for key in speakers_of(name, by_name)):
                    yield _named(index, paragraph, role)
        for index, paragraph in self._paragraphs(scene):
            if paragraph.kind in _TOLD:
                for span in names_in(paragraph.text, role.names):
                    yield _Place(index, span.start, span.end)

    def _element_places(self, scene: Scene, element: DecidedElement) -> Iterator[_Place]:
        if element.words:
            quote = _pattern(element.quote) if element.quote else None
            words = _pattern(element.words)
            for index, paragraph in self._paragraphs(scene):
                sentence = quote.search(paragraph.text) if quote else None
                if sentence:
                    for found in words.finditer(paragraph.text, *sentence.span()):
                        yield _Place(index, *found.span())
            yield from self._label_places(scene, (element.words,))
        record = self.film.decisions.elements.get(element.element)
        also = record.also if record else ()
        yield from self._label_places(scene, (element.label, *also))

    def _label_places(self, scene: Scene, labels: Iterable[str]) -> Iterator[_Place]:
        """Give where labels stand in a scene's words, action first, then speech, as whole words."""
        for label in labels:
            pattern = _pattern(label, whole=True)
            paragraphs = sorted(
                self._paragraphs(scene), key=lambda found: found[1].kind not in _TOLD
            )
            for index, paragraph in paragraphs:
                if index != scene.first:
                    for found in pattern.finditer(paragraph.text):
                        yield _Place(index, *found.span())

    def _paragraphs(self, scene: Scene) -> list[tuple[int, Paragraph]]:
        paragraphs = self.film.screenplay.paragraphs
        return [
            (index, paragraphs[index])
            for index in range(scene.first, scene.last)
            if paragraphs[index].kind not in SILENT_KINDS
        ]

    def script(self) -> Screenplay:
        """Return the script with all tags on its runs."""
        script = self.film.screenplay
        paragraphs = list(script.paragraphs)
        for index, marks in sorted(self.marks.items()):
            paragraphs[index] = replace(
                paragraphs[index], runs=self._tagged(paragraphs[index].runs, marks)
            )
        data = TagData(
            categories=tuple(self.categories),
            definitions=tuple(self.definitions),
            tags=MappingProxyType(self.tags),
        )
        return replace(script, paragraphs=tuple(paragraphs), tag_data=data)

    def _tagged(
        self, runs: Sequence[Run], marks: Sequence[tuple[int, int, str]]
    ) -> tuple[Run, ...]:
        """Cut runs at the ends of marks and number them.

        A run points at one tag, as Final Draft has it; where marks overlap, or meet a tag that
        is there, the tag of the words they share names all their definitions.
        """
        cuts = sorted({edge for start, end, _ in marks for edge in (start, end)})
        numbers: dict[tuple[tuple[int, ...], tuple[str, ...]], int] = {}
        found: list[Run] = []
        at = 0
        for run in runs:
            edges = [0, *(c - at for c in cuts if at < c < at + len(run.text)), len(run.text)]
            for low, high in pairwise(edges):
                here = at + low
                new = tuple(key for start, end, key in marks if start <= here < end)
                piece = replace(run, text=run.text[low:high])
                if new:
                    covering = tuple(
                        n for n, (start, end, _) in enumerate(marks) if start <= here < end
                    )
                    before = tuple(key for n in run.tags for key in self.tags.get(n, ()))
                    keys = tuple(dict.fromkeys((*before, *new)))
                    number = numbers.get((covering, keys))
                    if number is None:
                        number = numbers[covering, keys] = max(self.tags, default=0) + 1
                        self.tags[number] = keys
                    piece = replace(piece, tags=(number,))
                found.append(piece)
            at += len(run.text)
        return tuple(found)


def _named(index: int, paragraph: Paragraph, role: Role) -> _Place:
    """Return the name in a cue, without its extension."""
    for name in role.names:
        found = _pattern(name, whole=True).search(paragraph.text)
        if found:
            return _Place(index, *found.span())
    text = paragraph.text
    end = next((n for n, char in enumerate(text) if char in "(["), len(text))
    return _Place(index, 0, len(text[:end].rstrip()) or len(text))


def _pattern(text: str, *, whole: bool = False) -> re.Pattern[str]:
    """Find words in any case, whatever white space and apostrophes stand in them."""
    parts = [re.sub("['’‘]", "['’‘]", re.escape(word)) for word in text.split()]
    body = r"\s+".join(parts) or r"(?!)"
    return re.compile(rf"(?<!\w){body}(?!\w)" if whole else body, re.IGNORECASE)
