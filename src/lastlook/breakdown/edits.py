"""Decisions written into `breakdown.toml`, every byte that they do not concern left as it is.

Each function takes the file as it was read and gives its new bytes; nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import BACKGROUND
from lastlook.breakdown.edits_file import as_table, checked, open_file
from lastlook.breakdown.memory import folded, is_asked_again, names_of
from lastlook.production.toml_splice import TomlSplicer, inline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lastlook.breakdown.decisions import (
        DecidedElement,
        Decisions,
        Rejected,
        SceneDecisions,
    )
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
    both are remembered, and the sheet shows one. Extras of a person's own list get the count there.
    What was rejected or dismissed under the label is so no longer.

    Parameters
    ----------
    sentences
        What stands in a scene, by its id; see `memory.sentence_keys`. Of a scene that is not
        given, all that is remembered stands.
    """
    splicer, decisions = open_file(snapshot)
    for scene, elements in confirmed.items():
        decided = decisions.scenes.get(scene)
        there = list(decided.elements) if decided else []
        fresh: list[DecidedElement] = []
        for element in elements:
            listed = _listed(decided, element.category, element.label)
            if listed is not None:
                if element.count is not None:
                    splicer.put(("scenes", scene, "background", listed, "count"), element.count)
                continue
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
        splicer.append(("scenes", scene, "elements"), [inline(as_table(one)) for one in fresh])
        for index, refused in enumerate(decided.rejected if decided else ()):
            if any(_refuses(refused, one) for one in elements):
                splicer.remove(("scenes", scene, "rejected", index), keep_remark=True)
        wanted = {folded(one.label) for one in elements}
        for index, label in enumerate(decided.dismissed if decided else ()):
            if folded(label) in wanted:
                splicer.remove(("scenes", scene, "dismissed", index), keep_remark=True)
    return checked(splicer)


def reject(snapshot: Snapshot, scene: str, rejected: Rejected, *, dismiss: bool = False) -> bytes:
    """Turn a suggestion down, and take it off the sheet if it was confirmed.

    `dismiss` is for what the script's own tags put on the sheet, and for what shall never be
    suggested in this scene again: the label is dismissed, whatever its sentence.
    """
    splicer, decisions = open_file(snapshot)
    decided = decisions.scenes.get(scene)
    remarks: list[str] = []
    for index, one in enumerate(decided.elements if decided else ()):
        names = {folded(one.label), *names_of(one.element, decisions.elements)}
        if folded(rejected.label) in names and rejected.category in {"", one.category}:
            remarks.append(splicer.item_text(("scenes", scene, "elements", index))[1])
            splicer.remove(("scenes", scene, "elements", index))
    listed = _listed(decided, rejected.category or BACKGROUND, rejected.label)
    if listed is not None:
        splicer.remove(("scenes", scene, "background", listed))
    if dismiss:
        if not decided or folded(rejected.label) not in map(folded, decided.dismissed):
            row = [" ".join(filter(None, remarks))]
            splicer.append(("scenes", scene, "dismissed"), [inline(rejected.label)], row)
        return checked(splicer)
    for index, old in enumerate(decided.rejected if decided else ()):
        if (folded(old.label), old.category) == (folded(rejected.label), rejected.category):
            splicer.remove(("scenes", scene, "rejected", index), keep_remark=True)
    splicer.append(
        ("scenes", scene, "rejected"),
        [inline(as_table(rejected))],
        [" ".join(filter(None, remarks))],
    )
    return checked(splicer)


def set_presence(snapshot: Snapshot, scene: str, role: int, *, present: bool) -> bytes:
    """State that a role is in a scene, or is not, whatever the script says."""
    splicer, decisions = open_file(snapshot)
    decided = decisions.scenes.get(scene)
    add, drop = ("cast", "not_cast") if present else ("not_cast", "cast")
    for index, one in enumerate(getattr(decided, drop, ())):
        if one == role:
            splicer.remove(("scenes", scene, drop, index))
    if role not in getattr(decided, add, ()):
        splicer.append(("scenes", scene, add), [inline(role)])
    return checked(splicer)


def carry(snapshot: Snapshot, taken: Iterable[Taken]) -> bytes:
    """Move elements to other scenes' tables, as they are written, remarks and all."""
    splicer, _ = open_file(snapshot)
    going: dict[str, list[tuple[str, str]]] = {}
    for one in taken:
        path = ("scenes", one.scene, "elements", one.index)
        going.setdefault(one.to, []).append(splicer.item_text(path))
        splicer.remove(path)
    for scene, items in going.items():
        splicer.append(
            ("scenes", scene, "elements"), [text for text, _ in items], [note for _, note in items]
        )
    return checked(splicer)


def requote(snapshot: Snapshot, quotes: Mapping[tuple[str, str, int], tuple[str, str]]) -> bytes:
    """Give decisions the sentence and words that theirs have become.

    The keys are scene id, `elements` or `rejected`, and place in that list; the values sentence
    and words, these empty where they stay.
    """
    splicer, _ = open_file(snapshot)
    for (scene, kind, index), (quote, words) in quotes.items():
        splicer.put(("scenes", scene, kind, index, "quote"), quote)
        if words:
            splicer.put(("scenes", scene, kind, index, "words"), words)
    return checked(splicer)


def _listed(decided: SceneDecisions | None, category: str, label: str) -> int | None:
    """Return the place of extras in a scene's own list of them; None where it has none such."""
    if decided is None or category != BACKGROUND:
        return None
    wanted = folded(label)
    rows = enumerate(decided.background or ())
    return next((index for index, one in rows if folded(one.label) == wanted), None)


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


def _refuses(rejected: Rejected, element: DecidedElement) -> bool:
    return rejected.category in {"", element.category} and (
        folded(rejected.label) in {folded(element.label), folded(element.words)}
    )


def _put_changes(
    splicer: TomlSplicer, at: tuple[str, int], old: DecidedElement, new: DecidedElement
) -> None:
    scene, index = at
    for name in ("count", "quote", "words"):
        value = getattr(new, name)
        if value not in ("", None) and value != getattr(old, name):
            splicer.put(("scenes", scene, "elements", index, name), value)
