"""The ledger of scene identity: `scenes.toml` gives every scene an id that no draft changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import quoted
from lastlook.script.model import SILENT_KINDS
from lastlook.script.scenes import scenes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from lastlook.errors import Problem
    from lastlook.script.model import Screenplay
    from lastlook.script.scenes import Scene

FILE = "scenes.toml"

_HEADER = """\
# The ledger of scenes. lastlook writes it; people may read it.
#
# A scene keeps its id through every draft, whatever becomes of its number, its heading or its
# words, and everything decided about it hangs on that id. A scene that left the script stays
# here as omitted, so that its id is never given to another.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One scene as it was in the last draft that held it."""

    id: str
    number: str
    heading: str
    text: str
    """Fingerprint of the scene's words, heading left out."""
    omitted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All scenes there ever were, in script order, the omitted ones last."""

    scene: tuple[LedgerEntry, ...] = ()


def read_ledger(data: bytes) -> tuple[Ledger | None, list[Problem]]:
    """Read the bytes of a scenes.toml."""
    toml, problems = parse(data, FILE)
    if toml is None:
        return None, problems
    reader = Reader(toml.marks, FILE)
    ledger = reader.table(Ledger, toml.table)
    seen: set[str] = set()
    for index, entry in enumerate(ledger.scene if ledger else ()):
        if entry.id in seen:
            reader.problem(
                ("scene", index, "id"),
                f"The id `{entry.id}` stands here twice.",
                "Every scene has an id of its own; put scenes.toml back as it was.",
            )
        seen.add(entry.id)
    return (None if reader.problems else ledger), sorted(reader.problems)


def identify(screenplay: Screenplay, ledger: Ledger) -> tuple[tuple[Scene, ...], Ledger]:
    """Give every scene of a draft its id, and return the ledger that remembers it.

    A scene is the one it was when number and heading agree, or its words, or its number, or its
    heading; failing all, when it stands alone between the same two neighbours. Else it is new
    and gets an id that was never used.
    """
    scenes = scenes_of(screenplay)
    prints = tuple(_fingerprint(screenplay, scene) for scene in scenes)
    numbered = [bool(screenplay.paragraphs[scene.first].number) for scene in scenes]
    entries = [entry for entry in ledger.scene if not entry.omitted]
    found = _match(scenes, prints, numbered, entries)
    fresh = _fresh_ids(ledger)
    named = tuple(
        replace(scene, id=found[index] if index in found else next(fresh))
        for index, scene in enumerate(scenes)
    )
    present = tuple(
        LedgerEntry(id=scene.id, number=scene.number, heading=scene.heading.text, text=text)
        for scene, text in zip(named, prints, strict=True)
    )
    kept = {entry.id for entry in present}
    gone = tuple(replace(entry, omitted=True) for entry in ledger.scene if entry.id not in kept)
    return named, Ledger(scene=(*present, *gone))


def _match(
    scenes: Sequence[Scene],
    prints: Sequence[str],
    numbered: Sequence[bool],
    entries: Sequence[LedgerEntry],
) -> dict[int, str]:
    found: dict[int, str] = {}
    taken: set[str] = set()

    def pair(
        of_scene: Callable[[int], Hashable | None], of_entry: Callable[[LedgerEntry], Hashable]
    ) -> None:
        """Pair, in order, what is still free and agrees."""
        free: dict[Hashable, list[str]] = {}
        for entry in entries:
            if entry.id not in taken:
                free.setdefault(of_entry(entry), []).append(entry.id)
        for index in range(len(scenes)):
            waiting = free.get(of_scene(index)) if index not in found else None
            if waiting:
                found[index] = waiting.pop(0)
                taken.add(found[index])

    pair(
        lambda i: (scenes[i].number, scenes[i].heading.text) if numbered[i] else None,
        lambda e: (e.number, e.heading),
    )
    pair(lambda i: (scenes[i].heading.text, prints[i]), lambda e: (e.heading, e.text))
    pair(lambda i: prints[i] or None, lambda e: e.text)
    pair(lambda i: scenes[i].number if numbered[i] else None, lambda e: e.number)
    pair(lambda i: scenes[i].heading.text, lambda e: e.heading)
    _match_between(len(scenes), entries, found, taken)
    return found


def _match_between(
    count: int, entries: Sequence[LedgerEntry], found: dict[int, str], taken: set[str]
) -> None:
    """Pair what stands between two recognised neighbours when nothing else can be meant."""
    place = {entry.id: index for index, entry in enumerate(entries)}
    start = 0
    while start < count:
        end = start
        while end < count and end not in found:
            end += 1
        if end > start:
            low = place[found[start - 1]] + 1 if start else 0
            high = place[found[end]] if end < count else len(entries)
            between = entries[low:high]
            if len(between) == end - start and not any(e.id in taken for e in between):
                for index, entry in zip(range(start, end), between, strict=True):
                    found[index] = entry.id
                    taken.add(entry.id)
        start = end + 1


def _fresh_ids(ledger: Ledger) -> _FreshIds:
    used = [entry.id[1:] for entry in ledger.scene if entry.id[:1] == "s"]
    return _FreshIds(max((int(digits) for digits in used if digits.isdecimal()), default=0))


class _FreshIds:
    """Ids above every one that was ever given."""

    def __init__(self, highest: int) -> None:
        self.highest = highest

    def __next__(self) -> str:
        self.highest += 1
        return f"s{self.highest:03}"


def _fingerprint(screenplay: Screenplay, scene: Scene) -> str:
    words = " ".join(
        paragraph.text
        for paragraph in screenplay.paragraphs[scene.first + 1 : scene.last]
        if paragraph.kind not in SILENT_KINDS
    )
    joined = " ".join(words.split())
    return hashlib.sha256(joined.encode()).hexdigest()[:12] if joined else ""


def ledger_text(ledger: Ledger) -> str:
    """Return the text of scenes.toml."""
    lines = [_HEADER]
    for entry in ledger.scene:
        lines += ["[[scene]]", f"id = {quoted(entry.id)}", f"number = {quoted(entry.number)}"]
        lines += [f"heading = {quoted(entry.heading)}", f"text = {quoted(entry.text)}"]
        if entry.omitted:
            lines.append("omitted = true")
        lines.append("")
    return "\n".join(lines)
