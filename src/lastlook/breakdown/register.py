"""The film's elements: each once, with its names, its board id and the scenes it is in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND, CAST, CATEGORIES
from lastlook.breakdown.memory import folded
from lastlook.breakdown.model import Element
from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import CastMember

_ORDER = {name: place for place, name in enumerate(CATEGORIES)}
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An element on one sheet."""

    scene_id: str
    number: str
    """Of the scene, as printed."""
    count: int | None = None
    """How many; None where nobody has said."""
    origin: str = "person"
    """`script`, `tag`, `person` or `link`; see `Element.origin`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An element of the film."""

    id: str
    """Its own from breakdown.toml; `cast-3` of a role; else made from category and label."""
    category: str
    label: str
    also: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    """Ids of elements that come along."""
    number: str = ""
    """Board id; empty where none was given."""
    stated: bool = False
    """It has an identity of its own: a table under `[elements]` or `[[cast]]`."""
    scenes: tuple[Appearance, ...] = ()
    """In script order."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.label, *self.also)


def register(
    decisions: Decisions, sheets: Iterable[Sheet], cast: Iterable[CastMember] = ()
) -> tuple[Entry, ...]:
    """Return every element of the film: cast, background and all on the sheets.

    Those under `[elements]` that no scene has are there too, without scenes. In the order of the
    sheet's categories, cast by board id, the others by label.

    Parameters
    ----------
    cast
        The production's cast, for other names of a role; the sheets know only one.
    """
    entries: dict[str, Entry] = {}
    members = {member.id: member for member in cast}
    for key, record in decisions.elements.items():
        entries[key] = Entry(
            id=key,
            category=record.category,
            label=record.label,
            also=record.also,
            linked=record.linked,
            number=record.number,
            stated=True,
        )
    for sheet in sheets:
        for entry, count, origin in _on_sheet(sheet, decisions):
            one = Appearance(
                scene_id=sheet.scene_id, number=sheet.number, count=count, origin=origin
            )
            known = entries.get(entry.id, entry)
            entries[entry.id] = replace(known, scenes=(*known.scenes, one))
    for member in members.values():
        key = f"cast-{member.id}"
        if key in entries:
            entries[key] = replace(entries[key], also=member.also, stated=True)
    return tuple(sorted(entries.values(), key=_place))


def _on_sheet(sheet: Sheet, decisions: Decisions) -> Iterator[tuple[Entry, int | None, str]]:
    for role in sheet.cast:
        entry = Entry(
            id=f"cast-{role.id}", category=CAST, label=role.character, number=str(role.id)
        )
        yield entry, None, "script"
    for group in sheet.background:
        yield derived(BACKGROUND, group.label), group.count, "script"
    for element in sheet.elements:
        entry = derived(element.category, element.label)
        if element.id in decisions.elements:
            entry = replace(entry, id=element.id)
        yield entry, element.count, element.origin


def derived(category: str, label: str) -> Entry:
    """Return the element that a category and a label stand for where no record does."""
    return Entry(id=slug(f"{category} {label}"), category=category, label=label)


def slug(text: str) -> str:
    """Write words as an id: `Ring, double` is ring-double. Never empty."""
    plain = unicodedata.normalize("NFKD", folded(text)).replace("'", "")
    letters = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return _NOT_IN_AN_ID.sub("-", letters).strip("-") or "element"


def fresh_id(label: str, category: str, taken: Collection[str]) -> str:
    """Return an id for a new record: the label's, else with the category, else with a number."""
    wanted = [slug(label), slug(f"{category} {label}")]
    count = 2
    while wanted[-1] in taken:
        wanted.append(f"{slug(label)}-{count}")
        count += 1
    return next(key for key in wanted if key not in taken)


class SeveralFitError(LastlookError):
    """A name that more than one element has."""


def find(entries: Sequence[Entry], name: str, category: str = "") -> Entry:
    """Return the element that a person means by its id, one of its names or its board id.

    Raises
    ------
    SeveralFitError
        There are several; says which.
    LastlookError
        There is none; says which are near.
    """
    fitting = [entry for entry in entries if not category or entry.category == category]
    wanted = folded(name)
    tests = (
        lambda entry: entry.id == name,
        lambda entry: wanted in {folded(one) for one in entry.names},
        lambda entry: bool(entry.number) and entry.number == name,
    )
    for test in tests:
        found = [entry for entry in fitting if test(entry)]
        if len(found) == 1:
            return found[0]
        if found:
            which = "; ".join(f"{one.id} ({one.category}: {one.label})" for one in found)
            raise SeveralFitError(f"“{name}” may be several elements: {which}. Give the id.")
    names = {folded(one): entry for entry in fitting for one in (*entry.names, entry.id)}
    near = dict.fromkeys(names[key].label for key in get_close_matches(wanted, names, n=4))
    hint = "`lastlook breakdown elements` lists those there are."
    if near:
        hint = f"Did you mean {' or '.join(f'“{one}”' for one in near)}?"
    where = f" in {category}" if category else ""
    raise LastlookError(f"There is no element “{name}”{where}. {hint}")


def labels_with(sheets: Iterable[Sheet], words: str) -> tuple[str, ...]:
    """Return the labels on sheets that have all of some words and more, by the alphabet."""
    wanted = set(_plain_words(words))
    labels = {one.label for sheet in sheets for one in sheet.elements}
    return tuple(sorted(label for label in labels if wanted and wanted < {*_plain_words(label)}))


def _plain_words(text: str) -> list[str]:
    return slug(text).split("-")


def with_linked(
    elements: Sequence[Element], decisions: Decisions, dismissed: Collection[str] = ()
) -> tuple[Element, ...]:
    """Return a sheet's elements with what comes along, each once, in the sheet's order.

    An element whose label is one of a record's names is that element, a tag's too. What comes
    along brings its own. A label in `dismissed` does not come along.
    """
    if not decisions.elements:
        return tuple(elements)
    by_name: dict[tuple[str, str], str] = {}
    for key, record in decisions.elements.items():
        for name in (record.label, *record.also):
            by_name.setdefault((record.category, folded(name)), key)
    unwanted = {folded(label) for label in dismissed}
    found: dict[tuple[str, str], Element] = {}
    for element in elements:
        key = (
            element.id
            if element.id in decisions.elements
            else by_name.get((element.category, folded(element.label)), "")
        )
        if key:
            element = replace(element, id=key, label=decisions.elements[key].label)  # noqa: PLW2901
        found.setdefault((element.category, key or folded(element.label)), element)
    waiting = [element.id for element in found.values()]
    while waiting:
        brings = decisions.elements.get(waiting.pop(0))
        for other in brings.linked if brings else ():
            comes = decisions.elements.get(other)
            if comes is None or folded(comes.label) in unwanted:
                continue
            if (comes.category, other) not in found:
                found[comes.category, other] = Element(
                    category=comes.category, label=comes.label, origin="link", id=other
                )
                waiting.append(other)
    return tuple(sorted(found.values(), key=lambda e: (_order(e.category), e.category)))


def _order(category: str) -> int:
    return _ORDER.get(category, len(_ORDER))


def _place(entry: Entry) -> tuple[int, str, int, str, str]:
    number = int(entry.number) if entry.category == CAST and entry.number.isdecimal() else 0
    return _order(entry.category), entry.category, number, folded(entry.label), entry.id
