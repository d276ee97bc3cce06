"""Characters who were renamed: one finding, however many scenes they are in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.drafts.match_words import words_of
from lastlook.script.model import SPEECH_KINDS, Kind
from lastlook.script.scenes import cue_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lastlook.script.model import Screenplay
    from lastlook.script.scenes import Scene

_LEFT_OVER = 0.1
"""Share of the cues that may still have the old name, or had the new one before."""
_MOST = 0.8
"""Share of the old name's speeches, found again word for word, that the new name must have."""
_FOUND = 0.25
"""Share of the old name's speeches that must be found again at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A character who has another name throughout."""

    old: str
    """As in the cues, in capitals."""
    new: str
    scenes: tuple[str, ...]
    """Ids of the scenes in which the character speaks under the new name."""


def find_renames(
    old: Screenplay,
    new: Screenplay,
    pairs: Iterable[tuple[Scene, Scene]],
) -> dict[str, str]:
    """Find names that were replaced throughout, the old to the new, by who says the same words.

    `pairs` are the scenes of the old draft with the same ones of the new; only they are looked
    at. A name is replaced when it has all but gone from the cues, the other has all but not been
    there, and four of five of its speeches that come word for word again now have that other cue.
    """
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairs:
        before.update(_cues(old, one))
        after.update(_cues(new, other))
        said = {words: name for name, words in _speeches(new, other)}
        for name, words in _speeches(old, one):
            if words in said:
                votes[name][said[words]] += 1
    found: dict[str, str] = {}
    for name, counted in votes.items():
        heir, count = max(counted.items(), key=lambda item: (item[1], item[0]))
        total = counted.total()
        if (
            heir != name
            and heir not in found.values()
            and count >= _MOST * total
            and total >= _FOUND * before[name]
            and after[name] <= _LEFT_OVER * before[name]
            and before[heir] <= _LEFT_OVER * after[heir]
        ):
            found[name] = heir
    return found


def _cues(screenplay: Screenplay, scene: Scene) -> Iterator[str]:
    for paragraph in screenplay.paragraphs[scene.first : scene.last]:
        if paragraph.kind is Kind.CHARACTER:
            yield cue_name(paragraph.text)


def _speeches(screenplay: Screenplay, scene: Scene) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return who says what in a scene."""
    name = ""
    words: list[str] = []
    for paragraph in screenplay.paragraphs[scene.first : scene.last]:
        if paragraph.kind is Kind.CHARACTER or paragraph.kind not in SPEECH_KINDS:
            if name and words:
                yield name, words_of(" ".join(words))
            name = cue_name(paragraph.text) if paragraph.kind is Kind.CHARACTER else ""
            words = []
        elif paragraph.kind is not Kind.PARENTHETICAL:
            words.append(paragraph.text)
    if name and words:
        yield name, words_of(" ".join(words))


class Renamer:
    """Puts new names in the place of old ones, written as the new draft writes them."""

    def __init__(self, renames: Mapping[str, str], new: Screenplay) -> None:
        self.names = dict(renames)
        self.written = {name: _as_written(name, new) for name in self.names.values()}
        names = "|".join(re.escape(n) for n in sorted(self.names, key=len, reverse=True))
        self.pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) if names else None

    def __call__(self, text: str) -> str:
        """Return the text with the new names; what is in small letters is no name."""
        return self.pattern.sub(self._new, text) if self.pattern else text

    def _new(self, match: re.Match[str]) -> str:
        text = match[0]
        if text[0].islower():
            return text
        name = self.names.get(text.upper())
        if name is None:
            return text
        return name if text.isupper() else self.written[name]


def _as_written(name: str, screenplay: Screenplay) -> str:
    """Return a name as running text has it: `McBride`, where the cue says MCBRIDE."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    forms = Counter(
        match[0]
        for paragraph in screenplay.paragraphs
        if paragraph.kind in {Kind.ACTION, Kind.DIALOGUE}
        for match in pattern.finditer(paragraph.text)
        if not match[0].isupper() and not match[0].islower()
    )
    return max(forms.items(), key=lambda item: (item[1], item[0]))[0] if forms else name.title()
