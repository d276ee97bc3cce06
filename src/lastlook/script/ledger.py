"""The ledger of scene identity: `scenes.toml` gives every scene an id that no draft changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import quoted
from lastlook.script.model import SILENT_KINDS
from lastlook.script.scenes import scenes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """As typed in the script; empty where it had none."""
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
    draft = [
        LedgerEntry(
            id="",
            number=_shown(screenplay.paragraphs[scene.first].number),
            heading=_shown(scene.heading.text),
            text=_fingerprint(screenplay, scene),
        )
        for scene in scenes
    ]
    found = _match(draft, [entry for entry in ledger.scene if not entry.omitted])
    fresh = _fresh_ids(ledger)
    present = tuple(
        replace(entry, id=found[index] if index in found else next(fresh))
        for index, entry in enumerate(draft)
    )
    kept = {entry.id for entry in present}
    gone = tuple(replace(entry, omitted=True) for entry in ledger.scene if entry.id not in kept)
    named = tuple(replace(scene, id=entry.id) for scene, entry in zip(scenes, present, strict=True))
    return named, Ledger(scene=(*present, *gone))


def _shown(text: str) -> str:
    """Drop what no editor shows, which TOML does not allow either."""
    return "".join(ch for ch in text if ch.isprintable())


_Known = Hashable | None

_WAYS: tuple[Callable[[LedgerEntry], _Known], ...] = (
    lambda scene: (scene.number, scene.heading, scene.text),
    lambda scene: (scene.number, scene.heading) if scene.number else None,
    lambda scene: (scene.heading, scene.text),
    lambda scene: scene.text or None,
    lambda scene: scene.number or None,
    lambda scene: scene.heading,
)
"""What must agree for two scenes to be one, the surest first; None cannot agree."""


def _match(draft: Sequence[LedgerEntry], entries: Sequence[LedgerEntry]) -> dict[int, str]:
    """Return the id of each scene of the draft that is in `entries`, by position."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for way in _WAYS:
        free: dict[_Known, list[str]] = {}
        for entry in entries:
            if entry.id not in taken:
                free.setdefault(way(entry), []).append(entry.id)
        for index, scene in enumerate(draft):
            key = None if index in found else way(scene)
            if key is not None and (waiting := free.get(key)):
                found[index] = waiting.pop(0)
                taken.add(found[index])
    _match_between(len(draft), entries, found, taken)
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
