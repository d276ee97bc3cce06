"""Every sentence of a script with its scene: where one stands, and which is nearest to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from lastlook.breakdown.memory import folded
from lastlook.language import sentences_in
from lastlook.script.model import SILENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.script import Scene, Screenplay

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LOOKED_AT = 40
"""Sentences of the whole script that are compared word by word: those that share rare words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A sentence of the script that a tag may mean now."""

    scene_id: str
    number: str
    """Of the scene, as printed."""
    sentence: str
    line: int
    ratio: float
    """How alike, 0 to 1: 1 is word for word; of a label, the share of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    scene: Scene
    text: str
    key: str
    line: int

    @property
    def words(self) -> list[str]:
        return words_of(self.key)


class SentenceIndex:
    """The sentences of a script that are shot, headings too, in order."""

    def __init__(self, screenplay: Screenplay, scenes: Sequence[Scene]) -> None:
        self.scenes = {scene.id: scene for scene in scenes}
        self._all: list[_Sentence] = []
        self._of: dict[str, range] = {}
        for scene in scenes:
            start = len(self._all)
            for paragraph in screenplay.paragraphs[scene.first : scene.last]:
                if paragraph.kind in SILENT_KINDS:
                    continue
                text = paragraph.text
                self._all += [
                    _Sentence(
                        scene=scene,
                        text=span.text,
                        key=folded(span.text),
                        line=paragraph.line + text.count("\n", 0, span.start),
                    )
                    for span in sentences_in(text)
                ]
            self._of[scene.id] = range(start, len(self._all))
        self._standing: defaultdict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self._all):
            self._standing[sentence.key].append(at)

    def where(self, quote: str) -> tuple[str, ...]:
        """Return the ids of the scenes in which every sentence of a quote stands, in order."""
        keys = [folded(span.text) for span in sentences_in(quote)]
        if not keys:
            return ()
        found = [dict.fromkeys(self._all[at].scene.id for at in self._standing[k]) for k in keys]
        return tuple(one for one in found[0] if all(one in other for other in found[1:]))

    def standing(self, quote: str, scene_id: str) -> Match | None:
        """Return where in a scene the first sentence of a quote stands; None if it does not."""
        first = next((folded(span.text) for span in sentences_in(quote)), "")
        here = self._of.get(scene_id, range(0))
        for at in self._standing.get(first, ()):
            if at in here:
                return _match(self._all[at], 1.0)
        return None

    def nearest(self, quote: str, scene_id: str = "") -> Match | None:
        """Return the sentence most like a quote, of one scene or of the whole script.

        None where none has a word in common with it.
        """
        wanted = words_of(folded(quote))
        places = self._of.get(scene_id, range(0)) if scene_id else self._likely(wanted)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        best, most = None, 0.0
        for at in places:
            matcher.set_seq1(self._all[at].words)
            if matcher.real_quick_ratio() <= most or matcher.quick_ratio() <= most:
                continue
            ratio = matcher.ratio()
            if ratio > most:
                best, most = self._all[at], ratio
        return _match(best, most) if best else None

    def with_words(self, label: str, scene_id: str = "") -> Match | None:
        """Return the first sentence, of one scene or of all, with every word of a label.

        A word counts in singular and plural.
        """
        wanted = set(map(_stem, words_of(folded(label))))
        for at in self._of.get(scene_id, range(0)) if scene_id else range(len(self._all)):
            if wanted and wanted <= self._stems[at]:
                return _match(self._all[at], 1.0)
        return None

    def has_words(self, label: str, scene_id: str) -> bool:
        """Whether every word of a label is somewhere in a scene."""
        wanted = set(map(_stem, words_of(folded(label))))
        there: set[str] = set().union(*(self._stems[at] for at in self._of.get(scene_id, ())))
        return bool(wanted) and wanted <= there

    @cached_property
    def _stems(self) -> list[set[str]]:
        return [set(map(_stem, sentence.words)) for sentence in self._all]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self._all):
            for word in set(sentence.words):
                places[word].append(at)
        return places

    def _likely(self, wanted: Iterable[str]) -> list[int]:
        """Return the sentences that share the rarest words, best first."""
        score: Counter[int] = Counter()
        for word in set(wanted):
            places = self._places.get(word, [])
            for at in places:
                score[at] += 1_000_000 // len(places)
        ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
        return [at for at, _ in ranked[:_LOOKED_AT]]


def words_of(key: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(key)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _match(sentence: _Sentence, ratio: float) -> Match:
    return Match(
        scene_id=sentence.scene.id,
        number=sentence.scene.number,
        sentence=sentence.text,
        line=sentence.line,
        ratio=round(ratio, 3),
    )
