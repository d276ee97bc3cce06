"""How much of one scene's words is in another: for all pairs of two drafts at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.model import Screenplay
    from lastlook.script.scenes import Scene

from lastlook.script.model import SILENT_KINDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON = 30
"""What stands in more scenes than this says nothing about any of them."""


def scene_text(screenplay: Screenplay, scene: Scene) -> str:
    """Return what a scene prints below its heading, white space made plain."""
    words = " ".join(
        paragraph.text
        for paragraph in screenplay.paragraphs[scene.first + 1 : scene.last]
        if paragraph.kind not in SILENT_KINDS
    )
    return " ".join(words.split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the words in small letters, without punctuation."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


class Overlap:
    """What the scenes of two drafts have in common, weighed so that the rare counts most.

    A scene is the set of its words and of its runs of three words. Each weighs one, shared out
    among the scenes that have it; what more than 30 scenes have is left out, which keeps the
    work linear in the length of the script.
    """

    def __init__(self, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> None:
        self.old_words = [len(words) for words in old]
        self.new_words = [len(words) for words in new]
        old_sets = self._old = [_features(words) for words in old]
        new_sets = self._new = [_features(words) for words in new]
        spread: Counter[str] = Counter()
        here: Counter[str] = Counter()
        for features in old_sets:
            spread.update(features)
        for features in new_sets:
            here.update(features)
        spread |= here
        weight = self._weight = {feature: 1 / n for feature, n in spread.items() if n <= _COMMON}
        self.old_size = [_total(features, weight) for features in old_sets]
        self.new_size = [_total(features, weight) for features in new_sets]
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for index, features in enumerate(old_sets):
            for feature in features:
                if feature in weight:
                    holders[feature].append(index)
        self.common: list[dict[int, float]] = []
        """For each new scene, the weight it shares with each old one that shares any."""
        for features in new_sets:
            shared: defaultdict[int, float] = defaultdict(float)
            # Sorted, as sums of floats depend on their order.
            for feature in sorted(features & holders.keys()):
                for index in holders[feature]:
                    shared[index] += weight[feature]
            self.common.append(dict(shared))

    def likeness(self, old: int, new: int) -> float:
        """Return 0 for nothing in common to 1 for all (Dice's coefficient)."""
        whole = self.old_size[old] + self.new_size[new]
        return 2 * self.common[new].get(old, 0.0) / whole if whole else 0.0

    def share_of_old(self, old: int, new: int) -> float:
        """Return how much of the old scene is in the new one, 0 to 1."""
        size = self.old_size[old]
        return self.common[new].get(old, 0.0) / size if size else 0.0

    def share_of_new(self, old: int, new: int) -> float:
        """Return how much of the new scene comes from the old one, 0 to 1."""
        size = self.new_size[new]
        return self.common[new].get(old, 0.0) / size if size else 0.0

    def went(
        self, old: int, new: int, *, without_old: int | None = None, without_new: int | None = None
    ) -> float:
        """Return the weight that both have, and that another scene, old or new, has not."""
        both = self._old[old] & self._new[new]
        if without_old is not None:
            both -= self._old[without_old]
        if without_new is not None:
            both -= self._new[without_new]
        return _total(both, self._weight)


def _features(words: Sequence[str]) -> frozenset[str]:
    runs = (" ".join(words[at : at + 3]) for at in range(len(words) - 2))
    return frozenset((*words, *runs))


def _total(features: frozenset[str], weight: dict[str, float]) -> float:
    return sum(sorted(weight[feature] for feature in features if feature in weight))
