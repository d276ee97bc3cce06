"""Decisions written into `breakdown.toml`, every byte that they do not concern left as it is.

Each function takes the file as it was read and gives its new bytes; nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lastlook.breakdown.decisions import FILE, DecidedElement, Decisions, Rejected
from lastlook.breakdown.decisions_file import parse_decisions
from lastlook.breakdown.memory import folded, is_asked_again, names_of
from lastlook.breakdown.register import fresh_id
from lastlook.errors import LastlookError, ProblemsError, Severity
from lastlook.production.toml_splice import TomlSplicer, inline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lastlook.breakdown.register import Entry
    from lastlook.production.files import Snapshot

HEADER = (
    "# What people decided about the scenes. Each table hangs on a scene's id (see scenes.toml),\n"
    "# which no draft changes.\n"
)
"""How a new file begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An element on its way from one scene's table to another's."""

    scene: str
    index: int
    """Its place in the scene's `elements`."""
    to: str


def confirm(
    snapshot: Snapshot,
    confirmed: Mapping[str, Sequence[DecidedElement]],
    sentences: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> bytes:
    """Put elements on sheets, by scene id.

    What is on a sheet already gets the new sentence, words and count, and keeps all else; but if
    it was confirmed from other words, whose sentence still stands, it is there a second time:
    both are remembered, and the sheet shows one. What was rejected or dismissed under the label
    is so no longer.

    Parameters
    ----------
    sentences
        What stands in a scene, by its id; see `memory.sentence_keys`. Of a scene that is not
        given, all that is remembered stands.
    """
    splicer, decisions = _open(snapshot)
    for scene, elements in confirmed.items():
        decided = decisions.scenes.get(scene)
        there = list(decided.elements) if decided else []
        fresh: list[DecidedElement] = []
        for element in elements:
            same = [
                index
                for index, one in enumerate(there)
                if _is_same(one, element, decisions)
                and _says_no_more(one, element, sentences.get(scene))
            ]
            if same:
                _put_changes(splicer, (scene, same[0]), there[same[0]], element)
            elif element not in fresh:
                fresh.append(element)
        splicer.append(("scenes", scene, "elements"), [inline(_table(one)) for one in fresh])
        for index, refused in enumerate(decided.rejected if decided else ()):
            if any(_refuses(refused, one) for one in elements):
                splicer.remove(("scenes", scene, "rejected", index), keep_remark=True)
        wanted = {folded(one.label) for one in elements}
        for index, label in enumerate(decided.dismissed if decided else ()):
            if folded(label) in wanted:
                splicer.remove(("scenes", scene, "dismissed", index), keep_remark=True)
    return _checked(splicer)


def reject(snapshot: Snapshot, scene: str, rejected: Rejected, *, dismiss: bool = False) -> bytes:
    """Turn a suggestion down, and take it off the sheet if it was confirmed.

    `dismiss` is for what the script's own tags put on the sheet, and for what shall never be
    suggested in this scene again: the label is dismissed, whatever its sentence.
    """
    splicer, decisions = _open(snapshot)
    decided = decisions.scenes.get(scene)
    remarks: list[str] = []
    for index, one in enumerate(decided.elements if decided else ()):
        names = {folded(one.label), *names_of(one.element, decisions.elements)}
        if folded(rejected.label) in names and rejected.category in {"", one.category}:
            remarks.append(splicer.item_text(("scenes", scene, "elements", index))[1])
            splicer.remove(("scenes", scene, "elements", index))
    if dismiss:
        if not decided or folded(rejected.label) not in map(folded, decided.dismissed):
            row = [" ".join(filter(None, remarks))]
            splicer.append(("scenes", scene, "dismissed"), [inline(rejected.label)], row)
        return _checked(splicer)
    for index, old in enumerate(decided.rejected if decided else ()):
        if (folded(old.label), old.category) == (folded(rejected.label), rejected.category):
            splicer.remove(("scenes", scene, "rejected", index), keep_remark=True)
    splicer.append(
        ("scenes", scene, "rejected"), [inline(_table(rejected))], [" ".join(filter(None, remarks))]
    )
    return _checked(splicer)


def set_presence(snapshot: Snapshot, scene: str, role: int, *, present: bool) -> bytes:
    """State that a role is in a scene, or is not, whatever the script says."""
    splicer, decisions = _open(snapshot)
    decided = decisions.scenes.get(scene)
    add, drop = ("cast", "not_cast") if present else ("not_cast", "cast")
    for index, one in enumerate(getattr(decided, drop, ())):
        if one == role:
            splicer.remove(("scenes", scene, drop, index))
    if role not in getattr(decided, add, ()):
        splicer.append(("scenes", scene, add), [inline(role)])
    return _checked(splicer)


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
    splicer, decisions = _open(snapshot)
    key = _record(splicer, decisions, keep)
    home = ("elements", key)
    known = {folded(keep.label)}
    also = [*keep.also]
    for name in other.names:
        if folded(name) not in known | {folded(one) for one in also}:
            also.append(name)
    splicer.put((*home, "also"), also)
    if not other.stated:
        return _checked(splicer)
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
    for scene, index, element in _elements(decisions):
        if element.element == other.id and _says_id(splicer, scene, index):
            splicer.put(("scenes", scene, "elements", index, "element"), key)
    for one, record in decisions.elements.items():
        if other.id in record.linked and one not in {key, other.id}:
            names = dict.fromkeys(key if name == other.id else name for name in record.linked)
            splicer.put(("elements", one, "linked"), [name for name in names if name != one])
    return _checked(splicer)


def rename(snapshot: Snapshot, entry: Entry, label: str, category: str = "") -> bytes:
    """Call an element otherwise on every sheet; its old label goes on meaning it.

    With a `category` it is brought into that one. What the script's own tags say is not changed.
    """
    splicer, decisions = _open(snapshot)
    key = _record(splicer, decisions, entry)
    if folded(label) != folded(entry.label):
        names = [name for name in entry.names if folded(name) != folded(label)]
        splicer.put(("elements", key, "also"), names)
    splicer.put(("elements", key, "label"), label)
    if category and category != entry.category:
        splicer.put(("elements", key, "category"), category)
        for scene, index, element in _elements(decisions):
            if _belongs(element, entry) and not _says_id(splicer, scene, index):
                splicer.put(("scenes", scene, "elements", index, "category"), category)
    return _checked(splicer)


def split(snapshot: Snapshot, entry: Entry, scene: str, label: str) -> bytes:
    """Make an element another one in one scene: it stays what it is in all others.

    If `label` was a name of the element it becomes an element of its own. What comes from a tag
    of the script is put beside it and the tag's label dismissed in this scene.
    """
    splicer, decisions = _open(snapshot)
    decided = decisions.scenes.get(scene)
    own = any(folded(name) == folded(label) for name in entry.names)
    key = ""
    if own:
        key = fresh_id(label, entry.category, decisions.elements)
        if key == entry.id:
            key = f"{key}-2"
        splicer.put(("elements", key, "category"), entry.category)
        splicer.put(("elements", key, "label"), label)
    found = [n for n, one in enumerate(decided.elements if decided else ()) if _belongs(one, entry)]
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
        splicer.append(("scenes", scene, "elements"), [inline(_table(new))])
        splicer.append(("scenes", scene, "dismissed"), [inline(entry.label)])
    return _checked(splicer)


def link(snapshot: Snapshot, entry: Entry, others: Sequence[Entry]) -> bytes:
    """Let elements come along to every scene that an element is in."""
    splicer, decisions = _open(snapshot)
    taken = set(decisions.elements)
    key = _record(splicer, decisions, entry, taken)
    linked = [*entry.linked]
    for other in others:
        if other.id == entry.id:
            raise LastlookError(f"“{entry.label}” comes along with itself already.")
        linked.append(_record(splicer, decisions, other, taken))
    splicer.put(("elements", key, "linked"), list(dict.fromkeys(linked)))
    return _checked(splicer)


def give_numbers(snapshot: Snapshot, numbers: Sequence[tuple[Entry, str]]) -> bytes:
    """Give elements board ids."""
    splicer, decisions = _open(snapshot)
    taken = set(decisions.elements)
    for entry, number in numbers:
        key = _record(splicer, decisions, entry, taken)
        splicer.put(("elements", key, "number"), number)
    return _checked(splicer)


def carry(snapshot: Snapshot, taken: Iterable[Taken]) -> bytes:
    """Move elements to other scenes' tables, as they are written, remarks and all."""
    splicer, _ = _open(snapshot)
    going: dict[str, list[tuple[str, str]]] = {}
    for one in taken:
        path = ("scenes", one.scene, "elements", one.index)
        going.setdefault(one.to, []).append(splicer.item_text(path))
        splicer.remove(path)
    for scene, items in going.items():
        splicer.append(
            ("scenes", scene, "elements"), [text for text, _ in items], [note for _, note in items]
        )
    return _checked(splicer)


def requote(snapshot: Snapshot, quotes: Mapping[tuple[str, str, int], tuple[str, str]]) -> bytes:
    """Give decisions the sentence and words that theirs have become.

    The keys are scene id, `elements` or `rejected`, and place in that list; the values sentence
    and words, these empty where they stay.
    """
    splicer, _ = _open(snapshot)
    for (scene, kind, index), (quote, words) in quotes.items():
        splicer.put(("scenes", scene, kind, index, "quote"), quote)
        if words:
            splicer.put(("scenes", scene, kind, index, "words"), words)
    return _checked(splicer)


def _open(snapshot: Snapshot) -> tuple[TomlSplicer, Decisions]:
    decisions, problems = parse_decisions(snapshot.data)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProblemsError(errors)
    return TomlSplicer(snapshot), decisions


def _checked(splicer: TomlSplicer) -> bytes:
    """Return the new file if it can be read again as well as the old one."""
    data = splicer.result()
    errors = [one for one in parse_decisions(data)[1] if one.severity is Severity.ERROR]
    if errors:
        raise LastlookError(
            f"{FILE} would not be sound after this: {errors[0].message} Nothing was written."
        )
    return data


def _elements(decisions: Decisions) -> Iterator[tuple[str, int, DecidedElement]]:
    for scene, decided in decisions.scenes.items():
        for index, element in enumerate(decided.elements):
            yield scene, index, element


def _is_same(one: DecidedElement, other: DecidedElement, decisions: Decisions) -> bool:
    """Whether two are the same element, by id or by any of its names."""
    if one.category != other.category:
        return False
    return folded(other.label) in {folded(one.label), *names_of(one.element, decisions.elements)}


def _says_no_more(
    old: DecidedElement, new: DecidedElement, sentences: Collection[str] | None
) -> bool:
    """Whether nothing is forgotten if a decision's sentence gives way to another."""
    if not old.quote.strip() or not new.quote.strip():
        return True
    if folded(old.quote) == folded(new.quote) or folded(old.words) == folded(new.words):
        return folded(old.words) == folded(new.words) or not old.words
    return sentences is not None and is_asked_again(old, sentences)


def _belongs(element: DecidedElement, entry: Entry) -> bool:
    if element.element or entry.stated:
        return element.element == entry.id
    return element.category == entry.category and folded(element.label) == folded(entry.label)


def _refuses(rejected: Rejected, element: DecidedElement) -> bool:
    return rejected.category in {"", element.category} and (
        folded(rejected.label) in {folded(element.label), folded(element.words)}
    )


def _says_id(splicer: TomlSplicer, scene: str, index: int) -> bool:
    """Whether an element on a sheet is written by its id."""
    return "element" in splicer.table["scenes"][scene]["elements"][index]


def _put_changes(
    splicer: TomlSplicer, at: tuple[str, int], old: DecidedElement, new: DecidedElement
) -> None:
    scene, index = at
    for name in ("count", "quote", "words"):
        value = getattr(new, name)
        if value not in ("", None) and value != getattr(old, name):
            splicer.put(("scenes", scene, "elements", index, name), value)


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


def _table(value: DecidedElement | Rejected) -> dict[str, Any]:
    """Return a decision as its table in the file: what is not stated is left out."""
    found = {item.name: getattr(value, item.name) for item in fields(value)}
    if isinstance(value, DecidedElement) and value.element:
        found |= {"category": "", "label": ""}
        found = {"element": value.element, **found}
    elif isinstance(value, Rejected):
        found = {"category": value.category, **found}
    return {name: one for name, one in found.items() if one not in ("", None, ())}
