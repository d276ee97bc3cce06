"""Where every confirmed tag is in the script of today; none is ever left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.breakdown.noticed import tagged
from lastlook.breakdown.sentence_index import SentenceIndex, words_of
from lastlook.script.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastlook.breakdown.decisions import DecidedElement, Decisions
    from lastlook.breakdown.sentence_index import Match
    from lastlook.script import Scene, Screenplay

_TELLING = 4
"""Words from which a sentence that stands in one scene only says where it went."""
_ALIKE = 0.6
"""From here a sentence of its own scene is what became of a tag's; below, one may be elsewhere."""


class TagState(StrEnum):
    """What became of a tag."""

    KEPT = "kept"
    """Its sentence stands in its scene."""
    CHANGED = "changed"
    """Its scene is there, its sentence is not: it stays on the sheet and is asked again."""
    MOVED = "moved"
    """Its sentence stands word for word in another scene; the tag is still on its own."""
    UNQUOTED = "unquoted"
    """Somebody put it on the sheet without a sentence, and the scene is there."""
    ORPHANED = "orphaned"
    """Its scene is not in the script any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagStatus:
    """One confirmed tag."""

    scene_id: str
    """The scene that it hangs on."""
    number: str
    """Of that scene, as printed now or last."""
    category: str
    label: str
    origin: str
    """`person` from breakdown.toml, `tag` from the script's own tags."""
    state: TagState
    quote: str = ""
    words: str = ""
    index: int = -1
    """Place in the scene's `elements`; -1 of a tag in the script."""
    in_text: bool = True
    """Its sentence, or of an unquoted one every word of its label, is still in its scene."""
    match: Match | None = None
    """Where it stands, or what comes nearest; None where nothing does."""


def status_of_tags(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    decisions: Decisions,
    ledger: Ledger | None = None,
) -> tuple[TagStatus, ...]:
    """Return every confirmed tag and where it is: those of the script first, scene by scene.

    Parameters
    ----------
    scenes
        Those of the script, with their ids.
    ledger
        For the numbers of omitted scenes, and for which was cut from which.
    """
    ledger = ledger or Ledger()
    index = SentenceIndex(screenplay, scenes)
    look = _Look(index, ledger)
    found: list[TagStatus] = []
    for scene in scenes:
        found += tags_in_script(screenplay, scene)
        decided = decisions.scenes.get(scene.id)
        found += look.decided(scene.id, decided.elements if decided else ())
    for scene_id, decided in decisions.scenes.items():
        if scene_id not in index.scenes:
            found += look.decided(scene_id, decided.elements)
    return tuple(found)


def counted(tags: Iterable[TagStatus]) -> dict[str, int]:
    """Return how many tags are in each state, all states in their order."""
    count = Counter(tag.state for tag in tags)
    return {state.value: count[state] for state in TagState}


def tags_in_script(screenplay: Screenplay, scene: Scene) -> Iterator[TagStatus]:
    """Return the tags that the script itself has in a scene: there they stand."""
    for element in tagged(screenplay.paragraphs[scene.first : scene.last], screenplay.tag_data):
        yield TagStatus(
            scene_id=scene.id,
            number=scene.number,
            category=element.category,
            label=element.label,
            origin="tag",
            state=TagState.KEPT,
            quote=element.quote.text if element.quote else "",
        )


class _Look:
    """Looks for tags of breakdown.toml in a script."""

    def __init__(self, index: SentenceIndex, ledger: Ledger) -> None:
        self.index = index
        self.entries = {entry.id: entry for entry in ledger.scene}

    def decided(self, scene_id: str, elements: Iterable[DecidedElement]) -> Iterator[TagStatus]:
        scene = self.index.scenes.get(scene_id)
        entry = self.entries.get(scene_id)
        number = scene.number if scene else entry.number if entry else ""
        for place, one in enumerate(elements):
            state, there, match = self.found(scene_id, one)
            yield TagStatus(
                scene_id=scene_id,
                number=number,
                category=one.category,
                label=one.label,
                origin="person",
                state=state,
                quote=one.quote,
                words=one.words,
                index=place,
                in_text=there,
                match=match,
            )

    def found(self, scene_id: str, one: DecidedElement) -> tuple[TagState, bool, Match | None]:
        """Return state, whether it is still in the scene's text, and where or what is nearest."""
        index = self.index
        present = scene_id in index.scenes
        if not one.quote.strip():
            return self.unquoted(scene_id, one.label, present=present)
        where = index.where(one.quote)
        if scene_id in where:
            return TagState.KEPT, True, index.standing(one.quote, scene_id)
        went = self.went_to(scene_id, one.quote, where)
        if went:
            return TagState.MOVED, False, index.standing(one.quote, went)
        if not present:
            return TagState.ORPHANED, False, index.nearest(one.quote)
        here = index.nearest(one.quote, scene_id)
        if here is None or here.ratio < _ALIKE:
            anywhere = index.nearest(one.quote)
            if anywhere and anywhere.ratio > max(_ALIKE, here.ratio if here else 0):
                here = anywhere
        return TagState.CHANGED, False, here

    def unquoted(
        self, scene_id: str, label: str, *, present: bool
    ) -> tuple[TagState, bool, Match | None]:
        if present and self.index.has_words(label, scene_id):
            return TagState.UNQUOTED, True, self.index.with_words(label, scene_id)
        parts = sorted(self.relatives(scene_id))
        elsewhere = (self.index.with_words(label, part) for part in parts)
        match = next((one for one in elsewhere if one), None)
        if present:
            return TagState.UNQUOTED, False, match
        return TagState.ORPHANED, False, match or self.index.with_words(label)

    def went_to(self, scene_id: str, quote: str, where: Sequence[str]) -> str:
        """Return the one scene that a sentence went to; empty where that cannot be told."""
        related = self.relatives(scene_id)
        parts = [one for one in where if one in related]
        if parts:
            return parts[0] if len(parts) == 1 else ""
        telling = scene_id in self.index.scenes and len(words_of(quote)) >= _TELLING
        return where[0] if telling and len(where) == 1 else ""

    def relatives(self, scene_id: str) -> set[str]:
        """Return the scenes that were cut from one, and the one that took it in."""
        own = self.entries.get(scene_id)
        return {
            entry.id
            for entry in self.entries.values()
            if entry.split_from == scene_id or (own is not None and own.merged_into == entry.id)
        }
