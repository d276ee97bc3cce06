"""A tagged FDX script of another program taken in: what its tags say, scene by scene."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lastlook.breakdown.categories import BACKGROUND, CAST, category_name, category_of_id
from lastlook.breakdown.decisions import DecidedBackground, DecidedElement, SceneDecisions
from lastlook.errors import Problem, Severity
from lastlook.exchange.incoming import OTHER, Incoming, IncomingSheet, plain
from lastlook.language import sentence_at
from lastlook.script import Kind
from lastlook.script.drafts.match_words import scene_text
from lastlook.script.ledger import present_scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.script import Paragraph, Scene, Screenplay
    from lastlook.script.model import TagDefinition

HEADER_IDS = {
    "8e5e75c2-713b-47df-a75f-f12648b98ded": "synopsis",
    "63c140da-ef2b-491a-b416-b46f461abb89": "script_day",
    "c5e89e4d-f83e-4c28-950c-92a63f1b5f26": "location",
    "216f33fd-fc42-4269-be01-b05b18f815a0": "notes",
}
"""Categories of the head of a breakdown sheet, and the decision each is. Source: the list of
UniversalCategoryIdentification."""
_HEADER_NAMES = {
    "synopsis": "synopsis",
    "script day": "script_day",
    "location": "location",
    "comments": "notes",
}


class Tagged(NamedTuple):
    """One definition marked in a scene."""

    definition: TagDefinition
    paragraph: Paragraph
    words: str
    """The words it marks, as they stand."""
    start: int
    """Where they start in the paragraph's text."""


def read_tags(screenplay: Screenplay) -> Incoming:
    """Return what the tags of a script say of each scene that has any words.

    A category that the trade's list does not know, by id or by name, becomes Miscellaneous with a
    warning. Definitions that mark nothing are listed, for nothing tells their scenes.
    """
    reader = _Reader(screenplay)
    scenes = present_scenes(screenplay)
    sheets = tuple(reader.sheet(scene) for scene in scenes)
    if screenplay.tag_data.definitions:
        reader.unused()
    else:
        reader.warn(0, "The script carries no tags.", "There is nothing to take in.")
    return Incoming(name=screenplay.name, sheets=sheets, problems=tuple(reader.problems))


class _Reader:
    def __init__(self, screenplay: Screenplay) -> None:
        self.script = screenplay
        self.data = screenplay.tag_data
        self.definitions = {one.id: one for one in self.data.definitions}
        self.names = {one.id: one.name for one in self.data.categories}
        self.used: set[str] = set()
        self.problems: list[Problem] = []
        self.strange: set[str] = set()

    def warn(self, line: int, what: str, why: str = "", fix: str = "") -> None:
        self.problems.append(
            Problem(
                file=self.script.name, line=line, what=what, why=why, fix=fix,
                severity=Severity.WARNING,
            )
        )  # fmt: skip

    def sheet(self, scene: Scene) -> IncomingSheet:
        cast: dict[str, None] = {}
        background: dict[str, DecidedBackground] = {}
        elements: dict[tuple[str, str], DecidedElement] = {}
        head: dict[str, str] = {}
        for tagged in self.tagged(scene):
            label = plain(tagged.definition.label) or plain(tagged.words)
            field = self.field_of(tagged.definition.category_id)
            if not label:
                self.warn(tagged.paragraph.line, "A tag marks no words and has no label.")
            elif field:
                head.setdefault(field, label)
            else:
                category = self.category(tagged)
                if category == CAST:
                    cast[label] = None
                elif category == BACKGROUND:
                    background.setdefault(label.casefold(), DecidedBackground(label=label))
                else:
                    key = (category, label.casefold())
                    elements.setdefault(key, _element(category, label, tagged))
        return IncomingSheet(
            key=f"{scene.first}",
            place=f"scene {scene.number}",
            line=scene.line,
            numbers=(self.script.paragraphs[scene.first].number,),
            heading=scene.heading.text,
            text=scene_text(self.script, scene),
            cast=tuple(cast),
            decisions=SceneDecisions(
                elements=tuple(elements.values()),
                background=tuple(background.values()) or None,
                location=head.get("location", ""),
                script_day=head.get("script_day", ""),
                synopsis=head.get("synopsis", ""),
                notes=head.get("notes", ""),
            ),
        )

    def tagged(self, scene: Scene) -> Iterator[Tagged]:
        """Give each definition with the words it marks; runs under one tag belong together."""
        for paragraph in self.script.paragraphs[scene.first : scene.last]:
            at = 0
            open_tags: dict[int, tuple[int, str]] = {}
            for run in (*paragraph.runs, None):
                here = run.tags if run is not None else ()
                for number in [n for n in open_tags if n not in here]:
                    start, words = open_tags.pop(number)
                    yield from self.meant(number, paragraph, words, start)
                for number in here:
                    start, words = open_tags.get(number, (at, ""))
                    open_tags[number] = (start, words + (run.text if run else ""))
                at += len(run.text) if run else 0

    def meant(self, number: int, paragraph: Paragraph, words: str, start: int) -> Iterator[Tagged]:
        for key in self.data.tags.get(number, ()):
            definition = self.definitions.get(key)
            if definition is None:
                self.warn(
                    paragraph.line,
                    f"Tag {number} on “{words.strip()[:60]}” names a definition that is not there.",
                    "What it marks cannot be known.",
                    "Tag the words again in the program that wrote the script.",
                )
                continue
            self.used.add(key)
            yield Tagged(definition, paragraph, words, start)

    def field_of(self, category_id: str) -> str:
        """Return the decision that a category of the sheet's head is, empty for all others."""
        found = HEADER_IDS.get(category_id.casefold())
        return found or _HEADER_NAMES.get(self.names.get(category_id, "").casefold(), "")

    def category(self, tagged: Tagged) -> str:
        key = tagged.definition.category_id
        known = category_of_id(key)
        name = known.name if known else category_name(self.names.get(key, ""))
        if name:
            return name
        if key not in self.strange:
            self.strange.add(key)
            self.warn(
                tagged.paragraph.line,
                f"The category “{self.names.get(key) or key}” is none of the trade's.",
                f"What it holds came in under {OTHER}.",
                "Move it in breakdown.toml if another category fits better.",
            )
        return OTHER

    def unused(self) -> None:
        left = [one for one in self.data.definitions if one.id not in self.used]
        for one in left:
            name = self.names.get(one.category_id, one.category_id)
            self.warn(
                0,
                f"{name}: {one.label or one.id} is defined and marks no words.",
                "So nothing tells its scene, and it was not taken in.",
                "Tag it, or add it to its scene in breakdown.toml.",
            )


def _element(category: str, label: str, tagged: Tagged) -> DecidedElement:
    """Return the element with its words, unless these are only the heading it hangs on."""
    text = tagged.paragraph.text
    element = DecidedElement(category=category, label=label)
    words = plain(tagged.words)
    lead = len(tagged.words) - len(tagged.words.lstrip())
    if tagged.paragraph.kind is not Kind.SCENE_HEADING:
        return replace(element, quote=plain(sentence_at(text, tagged.start + lead)), words=words)
    if words == plain(text):
        return element
    return replace(element, quote=plain(text), words=words)
