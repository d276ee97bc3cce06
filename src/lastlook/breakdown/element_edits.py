"""What is decided about an element everywhere at once, written into `breakdown.toml`.

As in `edits`, each function takes the file as it was read and gives its new bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.decisions import DecidedElement, Decisions
from lastlook.breakdown.edits_file import (
    all_elements,
    as_table,
    belongs,
    checked,
    open_file,
    says_id,
)
from lastlook.breakdown.memory import folded
from lastlook.breakdown.register import fresh_id
from lastlook.errors import LastlookError
from lastlook.production.toml_splice import TomlSplicer, inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.register import Entry
    from lastlook.production.files import Snapshot


def merge(snapshot: Snapshot, keep: Entry, other: Entry) -> bytes:
    """Make two elements one: all that `other` was called is a name of `keep`.

    Sheets are not touched, but where they name `other` by its id.

    Raises
    ------
    LastlookError
        They are the same already, or in two categories.
    """
    if keep.id == other.id:
        raise LastlookError(f"“{keep.label}” and “{other.label}” are one element already.")
    if keep.category != other.category:
        raise LastlookError(
            f"“{keep.label}” is in {keep.category} and “{other.label}” in {other.category}. "
            f"Bring them into one category first: lastlook breakdown rename FOLDER {other.id} "
            f'"{other.label}" --category "{keep.category}".'
        )
    splicer, decisions = open_file(snapshot)
    key = _record(splicer, decisions, keep)
    home = ("elements", key)
    known = {folded(keep.label)}
    also = [*keep.also]
    for name in other.names:
        if folded(name) not in known | {folded(one) for one in also}:
            also.append(name)
    splicer.put((*home, "also"), also)
    if not other.stated:
        return checked(splicer)
    gone = decisions.elements[other.id]
    linked = [
        one for one in dict.fromkeys((*keep.linked, *other.linked)) if one not in {key, other.id}
    ]
    if linked != list(keep.linked):
        splicer.put((*home, "linked"), linked)
    if gone.number and not keep.number:
        splicer.put((*home, "number"), gone.number)
    if gone.note:
        kept = decisions.elements[key].note if key in decisions.elements else ""
        splicer.put((*home, "note"), f"{kept}\n{gone.note}".strip())
    splicer.remove_table(("elements", other.id))
    for scene, index, element in all_elements(decisions):
        if element.element == other.id and says_id(splicer, scene, index):
            splicer.put(("scenes", scene, "elements", index, "element"), key)
    for one, record in decisions.elements.items():
        if other.id in record.linked and one not in {key, other.id}:
            names = dict.fromkeys(key if name == other.id else name for name in record.linked)
            splicer.put(("elements", one, "linked"), [name for name in names if name != one])
    return checked(splicer)


def rename(snapshot: Snapshot, entry: Entry, label: str, category: str = "") -> bytes:
    """Call an element otherwise on every sheet; its old label goes on meaning it.

    With a `category` it is brought into that one. What the script's own tags say is not changed.
    """
    splicer, decisions = open_file(snapshot)
    key = _record(splicer, decisions, entry)
    if folded(label) != folded(entry.label):
        names = [name for name in entry.names if folded(name) != folded(label)]
        splicer.put(("elements", key, "also"), names)
    splicer.put(("elements", key, "label"), label)
    if category and category != entry.category:
        splicer.put(("elements", key, "category"), category)
        for scene, index, element in all_elements(decisions):
            if belongs(element, entry) and not says_id(splicer, scene, index):
                splicer.put(("scenes", scene, "elements", index, "category"), category)
    return checked(splicer)


def split(snapshot: Snapshot, entry: Entry, scene: str, label: str) -> bytes:
    """Make an element another one in one scene: it stays what it is in all others.

    If `label` was a name of the element it becomes an element of its own. What comes from a tag
    of the script is put beside it and the tag's label dismissed in this scene.
    """
    splicer, decisions = open_file(snapshot)
    decided = decisions.scenes.get(scene)
    own = any(folded(name) == folded(label) for name in entry.names)
    key = ""
    if own:
        key = fresh_id(label, entry.category, decisions.elements)
        if key == entry.id:
            key = f"{key}-2"
        splicer.put(("elements", key, "category"), entry.category)
        splicer.put(("elements", key, "label"), label)
    found = [n for n, one in enumerate(decided.elements if decided else ()) if belongs(one, entry)]
    rows = splicer.table.get("scenes", {}).get(scene, {}).get("elements", [])
    exact = [n for n in found if folded(rows[n].get("label", "")) == folded(label)]
    for index in exact or found:
        path = ("scenes", scene, "elements", index)
        table = dict(splicer.table["scenes"][scene]["elements"][index])
        for name in ("element", "category", "label"):
            table.pop(name, None)
        what = {"element": key} if key else {"category": entry.category, "label": label}
        splicer.rewrite(path, {**what, **table})
    if not found:
        new = (
            DecidedElement(element=key)
            if key
            else DecidedElement(category=entry.category, label=label)
        )
        splicer.append(("scenes", scene, "elements"), [inline(as_table(new))])
        splicer.append(("scenes", scene, "dismissed"), [inline(entry.label)])
    return checked(splicer)


def link(snapshot: Snapshot, entry: Entry, others: Sequence[Entry]) -> bytes:
    """Let elements come along to every scene that an element is in."""
    splicer, decisions = open_file(snapshot)
    taken = set(decisions.elements)
    key = _record(splicer, decisions, entry, taken)
    linked = [*entry.linked]
    for other in others:
        if other.id == entry.id:
            raise LastlookError(f"“{entry.label}” comes along with itself already.")
        linked.append(_record(splicer, decisions, other, taken))
    splicer.put(("elements", key, "linked"), list(dict.fromkeys(linked)))
    return checked(splicer)


def give_numbers(snapshot: Snapshot, numbers: Sequence[tuple[Entry, str]]) -> bytes:
    """Give elements board ids."""
    splicer, decisions = open_file(snapshot)
    taken = set(decisions.elements)
    for entry, number in numbers:
        key = _record(splicer, decisions, entry, taken)
        splicer.put(("elements", key, "number"), number)
    return checked(splicer)


def _record(
    splicer: TomlSplicer, decisions: Decisions, entry: Entry, taken: set[str] | None = None
) -> str:
    """Return the id of an element's record, which is made if there is none."""
    if entry.id in decisions.elements:
        return entry.id
    known = taken if taken is not None else set(decisions.elements)
    key = fresh_id(entry.label, entry.category, known)
    known.add(key)
    splicer.put(("elements", key, "category"), entry.category)
    splicer.put(("elements", key, "label"), entry.label)
    return key
