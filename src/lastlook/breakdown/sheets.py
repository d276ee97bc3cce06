"""Breakdown sheets: script, production and decisions brought together, scene by scene."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lastlook.breakdown.asking import open_suggestions
from lastlook.breakdown.categories import BACKGROUND, CAST, CATEGORIES, category_name
from lastlook.breakdown.decisions import Decisions, SceneDecisions
from lastlook.breakdown.memory import folded, is_asked_again, sentence_keys
from lastlook.breakdown.model import Background, CastPresence, Element, Later, Quote, Sheet
from lastlook.breakdown.noticed import background, tagged
from lastlook.breakdown.presence import ordinary_words, presences
from lastlook.breakdown.register import with_linked
from lastlook.breakdown.roles import Role, roles_of, speakers_of
from lastlook.language import folded_name, sentence_at
from lastlook.script import Kind, cue_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lastlook.breakdown.model import Suggestion
    from lastlook.production.model import Location, Production
    from lastlook.production.terms import SetPlaces
    from lastlook.script import Paragraph, Scene, Screenplay
    from lastlook.script.pages.paginate import Pages

_NOTHING = SceneDecisions()
_ORDER = {name: place for place, name in enumerate(CATEGORIES)}


def sheets(
    film: Production,
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    pages: Pages,
    decisions: Decisions,
    *,
    given: Collection[int] = (),
) -> tuple[Sheet, ...]:
    """Return one breakdown sheet for each scene, in script order.

    On each stands what the script suggests and nobody has decided yet, the surest first; that is
    worked out, for all at once, when it is looked at first.
    `given` are board ids that roles had before; see `roles_of`.
    """
    roles = roles_of(film.cast, scenes, given)
    common = ordinary_words(screenplay.paragraphs)
    extents = {extent.first: extent for extent in pages.scenes}
    made = []
    for scene in scenes:
        paragraphs = screenplay.paragraphs[scene.first : scene.last]
        decided = decisions.scenes.get(scene.id, _NOTHING)
        extent = extents[scene.first]
        tags = tagged(paragraphs, screenplay.tag_data)
        elements = with_linked(_elements(tags, roles, decided), decisions, decided.dismissed)
        synopsis = decided.synopsis or scene.synopsis
        made.append(
            Sheet(
                scene_id=scene.id,
                number=scene.number,
                heading=scene.heading.text,
                int_ext=scene.heading.int_ext,
                set=scene.heading.set,
                time=scene.heading.time,
                light=scene.light,
                page=extent.page,
                eighths=extent.eighths,
                synopsis=synopsis or _first_action(paragraphs),
                synopsis_stated=bool(synopsis),
                location=decided.location
                or location_of(scene.heading.set, film.locations, film.sets),
                minutes=decided.minutes,
                script_day=decided.script_day,
                parts=decided.parts,
                earliest=decided.earliest,
                latest=decided.latest,
                last=decided.last,
                first_week=decided.first_week,
                notes=decided.notes,
                cast=_cast(paragraphs, roles, common, tags, decided),
                background=_background(paragraphs, roles, tags, decided),
                elements=elements,
            )
        )

    @cache
    def still_open() -> Mapping[str, tuple[Suggestion, ...]]:
        from lastlook.breakdown.suggest import suggest

        rows = suggest(screenplay, scenes, cast=film.cast, decisions=decisions, given=given)
        return open_suggestions(rows, screenplay, scenes, made, decisions)

    return tuple(replace(one, suggestions=Later(still_open, one.scene_id)) for one in made)


def location_of(
    set_name: str, locations: Sequence[Location], choices: Sequence[SetPlaces] = ()
) -> str:
    """Return the id of the location that a set stands at, empty where none is stated.

    A location's set `HOUSE` also covers `HOUSE - KITCHEN`; the longest name that fits wins. It is
    empty too where that is the name of a set that leaves a choice (see `choice_of`).
    """
    best, longest = "", -1
    named = [(one.name, "") for one in choices]
    named += [(name, location.id) for location in locations for name in location.sets]
    for name, home in named:
        if len(name) > longest and covers(name, set_name):
            best, longest = home, len(name)
    return best


def choice_of(set_name: str, choices: Sequence[SetPlaces]) -> SetPlaces | None:
    """Return the `[[set]]` that covers a set of the script, by the longest name; None for none."""
    fitting = [one for one in choices if covers(one.name, set_name)]
    return max(fitting, key=lambda one: len(one.name), default=None)


def covers(name: str, set_name: str) -> bool:
    """Whether a name covers a set of the script: `HOUSE` does `HOUSE - KITCHEN`."""
    stated, wanted = _folded(name), _folded(set_name)
    return wanted == stated or bool(re.match(rf"{re.escape(stated)}\s*(?:[-–—/(,:])", wanted))


def _folded(name: str) -> str:
    return " ".join(name.upper().replace("’", "'").split())


def _elements(
    tags: Sequence[Element], roles: Sequence[Role], decided: SceneDecisions
) -> tuple[Element, ...]:
    """Return what people and tags put on the sheet; nothing tagged is lost.

    A tag that names a role is cast and one of extras is background, not an element; unless no
    role is called so, or a person's list of extras stands in the place of the tag's.
    """
    stated = [
        Element(
            category=element.category,
            label=element.label,
            origin="person",
            id=element.element,
            count=element.count,
            has=element.has,
            states=element.states,
            since=element.since,
        )
        for element in decided.elements
    ]
    dismissed = {label.lower() for label in decided.dismissed}
    found: dict[tuple[str, str], Element] = {}
    for element in (*stated, *tags):
        if element.origin == "tag" and _is_elsewhere(element, roles, decided):
            continue
        if element.label.lower() not in dismissed:
            found.setdefault((element.category, element.label.lower()), element)
    return tuple(
        sorted(found.values(), key=lambda e: (_ORDER.get(e.category, len(_ORDER)), e.category))
    )


def _is_elsewhere(tag: Element, roles: Sequence[Role], decided: SceneDecisions) -> bool:
    """Whether a tag stands on the sheet under cast or background."""
    kind = category_name(tag.category)
    if kind == CAST:
        return bool(_tagged_roles(tag, roles))
    listed = decided.background
    return kind == BACKGROUND and (
        listed is None or tag.label.casefold() in {one.label.casefold() for one in listed}
    )


def _tagged_roles(tag: Element, roles: Sequence[Role]) -> tuple[Role, ...]:
    by_name = {folded_name(name): role for role in roles for name in role.names}
    return tuple(by_name[key] for key in speakers_of(cue_name(tag.label), by_name))


def _cast(
    paragraphs: Sequence[Paragraph],
    roles: Sequence[Role],
    common: frozenset[str],
    tags: Sequence[Element],
    decided: SceneDecisions,
) -> tuple[CastPresence, ...]:
    found = {one.id: one for one in presences(paragraphs, roles, common)}
    by_id = {role.id: role for role in roles}
    heading = Quote(text=paragraphs[0].text, line=paragraphs[0].line)
    for tag in tags:
        if category_name(tag.category) != CAST:
            continue
        for role in _tagged_roles(tag, roles):
            if role.id not in found:
                found[role.id] = CastPresence(
                    id=role.id, character=role.character, speaks=False, quote=tag.quote or heading
                )
    for key in decided.cast:
        if key in by_id and key not in found:
            found[key] = CastPresence(
                id=key, character=by_id[key].character, speaks=False, quote=heading
            )
    return tuple(found[key] for key in sorted(found) if key not in decided.not_cast)


def _background(
    paragraphs: Sequence[Paragraph],
    roles: Sequence[Role],
    tags: Sequence[Element],
    decided: SceneDecisions,
) -> tuple[Background, ...]:
    """Return the extras that nobody turned down, and that no element of a person stands for."""
    heading = Quote(text=paragraphs[0].text, line=paragraphs[0].line)
    if decided.background is not None:
        return tuple(
            Background(label=one.label, count=one.count, quote=heading)
            for one in decided.background
        )
    found = {one.label.lower(): one for one in background(paragraphs, roles)}
    for tag in tags:
        if category_name(tag.category) == BACKGROUND:
            found.setdefault(
                tag.label.lower(),
                Background(label=tag.label, count=None, quote=tag.quote or heading),
            )
    sentences = sentence_keys(paragraphs)
    elsewhere = {
        *(folded(label) for label in decided.dismissed),
        *(folded(one.label) for one in decided.elements if one.category == BACKGROUND),
        *(
            folded(one.label)
            for one in decided.rejected
            if one.category in {"", BACKGROUND} and not is_asked_again(one, sentences)
        ),
    }
    return tuple(one for one in found.values() if folded(one.label) not in elsewhere)


def _first_action(paragraphs: Sequence[Paragraph]) -> str:
    for paragraph in paragraphs:
        if paragraph.kind is Kind.ACTION and paragraph.text.strip():
            text = " ".join(paragraph.text.split())
            return sentence_at(text, 0)
    return ""
