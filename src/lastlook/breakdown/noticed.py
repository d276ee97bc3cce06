"""What a scene states by itself: extras in numbers, and the elements of Final Draft's tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.model import Background, Element, Quote
from lastlook.breakdown.roles import crowd_of
from lastlook.language import folded_name, groups_of_people, sentence_at
from lastlook.script import Kind, cue_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.roles import Role
    from lastlook.script import Paragraph
    from lastlook.script.model import TagData

_TOLD = frozenset({Kind.ACTION, Kind.SHOT, Kind.GENERAL})


def background(
    paragraphs: Sequence[Paragraph], roles: Sequence[Role] = ()
) -> tuple[Background, ...]:
    """Return extras by first mention; of several counts for the same people the largest.

    A crowd's cue (CROWD, GUARDS) is extras too, unless one of the `roles` is called so.
    """
    found: dict[str, Background] = {}
    stated = {folded_name(name) for role in roles for name in role.names}
    for paragraph in paragraphs:
        if paragraph.kind is Kind.CHARACTER:
            name = cue_name(paragraph.text)
            crowd = "" if folded_name(name) in stated else crowd_of(name)
            if crowd and crowd not in found:
                found[crowd] = Background(label=crowd, count=None, quote=_quote(paragraph, 0))
        if paragraph.kind not in _TOLD:
            continue
        for group in groups_of_people(paragraph.text):
            known = found.get(group.label)
            if known is None or (group.count or 0) > (known.count or 0):
                quote = _quote(paragraph, group.start)
                found[group.label] = Background(label=group.label, count=group.count, quote=quote)
    return tuple(found.values())


def tagged(paragraphs: Sequence[Paragraph], tag_data: TagData) -> tuple[Element, ...]:
    """Return the elements that Final Draft tags mark in a scene, each once."""
    categories = {category.id: category.name for category in tag_data.categories}
    definitions = {definition.id: definition for definition in tag_data.definitions}
    found: dict[tuple[str, str], Element] = {}
    for paragraph in paragraphs:
        offset = 0
        for run in paragraph.runs:
            for number in run.tags:
                for key in tag_data.tags.get(number, ()):
                    definition = definitions.get(key)
                    if definition is None:
                        continue
                    category = categories.get(definition.category_id, "Miscellaneous")
                    label = definition.label or run.text
                    found.setdefault(
                        (category, label),
                        Element(
                            category=category,
                            label=label,
                            origin="tag",
                            quote=_quote(paragraph, offset),
                        ),
                    )
            offset += len(run.text)
    return tuple(found.values())


def _quote(paragraph: Paragraph, offset: int) -> Quote:
    text = paragraph.text
    return Quote(text=sentence_at(text, offset), line=paragraph.line + text.count("\n", 0, offset))
