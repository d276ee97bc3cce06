"""The ledger of scene identity: `scenes.toml` gives every scene an id that no draft changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

# schema.py resolves the annotations when it runs.
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import quoted
from lastlook.script.drafts.match import Known, pair
from lastlook.script.drafts.match_words import scene_text, words_of
from lastlook.script.revisions.omitted import kept
from lastlook.script.scenes import scenes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_TELLING = 12
"""Words from which a scene that says the same again can only be the same scene."""


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
    split_from: str = ""
    """Id of the scene that it was cut from."""
    merged_into: str = ""
    """Id of the scene that took it in; such a scene is omitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft of the script; the last is the script of today."""

    name: str
    """What people call it: `Blue`, or `2nd Blue` when the colours begin again."""
    date: date | None = None
    """When it came out; None where nobody has said."""
    colour: str
    """Of its paper."""
    file: str
    """Where its bytes are, from the production's folder."""
    sha256: str
    """Of those bytes as they came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardId:
    """A number that was given to a role or an element, and is never given to another."""

    number: str
    role: str = ""
    """Name of the role that it was given to."""
    element: str = ""
    """Or id of the element in breakdown.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All scenes there ever were, in script order, the omitted ones last; and all drafts."""

    scene: tuple[LedgerEntry, ...] = ()
    draft: tuple[Draft, ...] = ()
    """From the first to the script of today; empty until a second one comes in."""
    board_id: tuple[BoardId, ...] = ()
    """Every board id that was ever given, also of roles and elements that are gone."""

    @property
    def role_ids(self) -> frozenset[int]:
        """Board ids that roles ever had."""
        return frozenset(
            int(one.number) for one in self.board_id if one.role and one.number.isdecimal()
        )


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

    Which scene is which is found by the best assignment over number, heading, fingerprint of the
    words and place; failing all, a scene that stands alone between the same two neighbours is
    the one that stood there. Else it is new and gets an id that was never used, unless it is an
    omitted scene come back: see `restored`. A heading `OMITTED` only holds a number's place and
    is no scene.
    """
    scenes = present_scenes(screenplay)
    draft = entries_of(screenplay, scenes)
    entries = [entry for entry in ledger.scene if not entry.omitted]
    pairs = pair([_known(entry) for entry in entries], [_known(entry) for entry in draft])
    found = {new: entries[old] for new, old in pairs.items()}
    found |= restored(screenplay, scenes, draft, ledger, found)
    present = tuple(renew(draft, found, FreshIds(ledger)))
    return with_ids(scenes, present), replace(ledger, scene=(*present, *gone(ledger, present)))


def name_scenes(screenplay: Screenplay, ledger: Ledger) -> tuple[Scene, ...]:
    """Return every scene of a script, omitted ones too, with the ids that `identify` gives.

    A heading `OMITTED` holds a number's place and has no id.
    """
    ids = {scene.first: scene.id for scene in identify(screenplay, ledger)[0]}
    return tuple(replace(scene, id=ids.get(scene.first, "")) for scene in scenes_of(screenplay))


def present_scenes(screenplay: Screenplay) -> tuple[Scene, ...]:
    """Return the scenes, without the headings that say only OMITTED."""
    return kept(scenes_of(screenplay))


def entries_of(screenplay: Screenplay, scenes: Iterable[Scene]) -> list[LedgerEntry]:
    """Describe scenes as the ledger does, without ids."""
    return [
        LedgerEntry(
            id="",
            number=_shown(screenplay.paragraphs[scene.first].number),
            heading=_shown(scene.heading.text),
            text=fingerprint(scene_text(screenplay, scene)),
        )
        for scene in scenes
    ]


def restored(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    draft: Sequence[LedgerEntry],
    ledger: Ledger,
    found: dict[int, LedgerEntry],
) -> dict[int, LedgerEntry]:
    """Recognise omitted scenes that are back among those not in `found`, by position.

    It is back if its words are, under the same heading or a dozen of them; or if number and
    heading are, and no other scene has had that number since.
    """
    waiting = [entry for entry in ledger.scene if entry.omitted]
    in_use = {entry.number for entry in ledger.scene if not entry.omitted}
    back: dict[int, LedgerEntry] = {}
    for index, scene in enumerate(draft):
        if index in found:
            continue
        long = len(words_of(scene_text(screenplay, scenes[index]))) >= _TELLING
        for entry in waiting:
            same_heading = entry.heading == scene.heading
            same_words = entry.text == scene.text != "" and (same_heading or long)
            same_number = same_heading and entry.number == scene.number != ""
            if same_words or (same_number and entry.number not in in_use):
                back[index] = entry
                waiting.remove(entry)
                break
    return back


def renew(
    draft: Sequence[LedgerEntry], found: dict[int, LedgerEntry], fresh: FreshIds
) -> list[LedgerEntry]:
    """Return a draft's scenes with the ids they had, or new ones."""
    return [
        replace(scene, id=found[index].id, split_from=found[index].split_from)
        if index in found
        else replace(scene, id=next(fresh))
        for index, scene in enumerate(draft)
    ]


def gone(ledger: Ledger, present: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Return the scenes of the ledger that are not present any more, as omitted."""
    kept = {entry.id for entry in present}
    return [replace(entry, omitted=True) for entry in ledger.scene if entry.id not in kept]


def with_ids(scenes: Iterable[Scene], present: Iterable[LedgerEntry]) -> tuple[Scene, ...]:
    """Return the scenes with the ids of their entries."""
    return tuple(replace(scene, id=entry.id) for scene, entry in zip(scenes, present, strict=True))


def fingerprint(text: str) -> str:
    """Return twelve characters that stand for the words; none for no words."""
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def _known(entry: LedgerEntry) -> Known:
    return Known(number=entry.number, heading=entry.heading, text=entry.text)


def _shown(text: str) -> str:
    """Drop what no editor shows, which TOML does not allow either."""
    return "".join(ch for ch in text if ch.isprintable())


class FreshIds:
    """Ids above every one that was ever given."""

    def __init__(self, ledger: Ledger) -> None:
        used = [entry.id[1:] for entry in ledger.scene if entry.id[:1] == "s"]
        self.highest = max((int(digits) for digits in used if digits.isdecimal()), default=0)

    def __next__(self) -> str:
        self.highest += 1
        return f"s{self.highest:03}"


def ledger_text(ledger: Ledger) -> str:
    """Return the text of scenes.toml."""
    lines = [_HEADER]
    for draft in ledger.draft:
        lines += ["[[draft]]", f"name = {quoted(draft.name)}"]
        lines += [f"date = {draft.date.isoformat()}"] if draft.date else []
        lines += [f"colour = {quoted(draft.colour)}", f"file = {quoted(draft.file)}"]
        lines += [f"sha256 = {quoted(draft.sha256)}", ""]
    for entry in ledger.scene:
        lines += ["[[scene]]", f"id = {quoted(entry.id)}", f"number = {quoted(entry.number)}"]
        lines += [f"heading = {quoted(entry.heading)}", f"text = {quoted(entry.text)}"]
        lines += ["omitted = true"] if entry.omitted else []
        lines += [f"split_from = {quoted(entry.split_from)}"] if entry.split_from else []
        lines += [f"merged_into = {quoted(entry.merged_into)}"] if entry.merged_into else []
        lines.append("")
    for given in ledger.board_id:
        lines += ["[[board_id]]", f"number = {quoted(given.number)}"]
        lines += [f"role = {quoted(given.role)}"] if given.role else []
        lines += [f"element = {quoted(given.element)}"] if given.element else []
        lines.append("")
    return "\n".join(lines)
