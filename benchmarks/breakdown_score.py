"""Compare suggestions with a gold breakdown: hits, misses, false alarms, and their sums."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from breakdown_labels import Likeness, likeness

from lastlook.language import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from breakdown_gold import Gold, GoldScene, Label

CAST, BACKGROUND = "Cast Members", "Background Actors"
BY_NAME = frozenset({CAST, "Minors"})
"""Categories whose labels are names of roles."""
EFFECTS = "Effects"
FOLDED = {"Special Effects": EFFECTS, "Visual Effects": EFFECTS, "Mechanical Effects": EFFECTS}
"""Three departments that share what the page calls an effect: together one category."""
GROUP = frozenset({"Props", "Vehicles", "Wardrobe", "Animals", EFFECTS})
"""What a breakdown must not miss, for the one figure that sums it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What an engine says a scene needs."""

    scene: str
    """Number of the scene."""
    category: str
    label: str
    confidence: float
    """0 to 1."""
    line: int
    words: str = ""
    """The words on the page that it goes by."""
    count: int | None = None


class Verdict(StrEnum):
    """What became of a suggestion or of a wanted label."""

    HIT = "hit"
    MISS = "miss"
    FALSE = "false alarm"
    MAYBE = "maybe"
    """A suggestion that is neither right nor wrong."""
    ELSEWHERE = "elsewhere"
    """A wanted label that was suggested in another category where it is maybe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A verdict on one label or suggestion."""

    verdict: Verdict
    scene: str
    category: str
    label: str
    line: int = 0
    """Of the suggestion; 0 where there is none."""
    confidence: float = 0.0
    count: int | None = None
    wanted_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts, and what follows from them."""

    hits: int = 0
    misses: int = 0
    false: int = 0
    elsewhere: int = 0
    """Left out of the ratios."""

    def __add__(self, other: Tally) -> Tally:
        """Sum the counts: the ratios of a sum are micro averages."""
        return Tally(
            hits=self.hits + other.hits,
            misses=self.misses + other.misses,
            false=self.false + other.false,
            elsewhere=self.elsewhere + other.elsewhere,
        )

    @property
    def precision(self) -> float | None:
        """Share of suggestions that are right; None where there are none."""
        return _ratio(self.hits, self.hits + self.false)

    @property
    def recall(self) -> float | None:
        """Share of wanted labels that were suggested; None where none is wanted."""
        return _ratio(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is nothing to judge."""
        return _ratio(2 * self.hits, 2 * self.hits + self.misses + self.false)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def compare(
    gold: Gold, suggested: Iterable[Suggested], fold: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Judge every suggestion and every wanted label, scene by scene.

    Parameters
    ----------
    gold
        The breakdown by hand.
    suggested
        What to judge; suggestions for a scene that the gold does not have are left out.
    fold
        Categories to be taken as one, such as `FOLDED`.
    """
    fold = fold or {}
    by_scene: dict[str, list[Suggested]] = defaultdict(list)
    for one in suggested:
        by_scene[one.scene].append(one)
    findings: list[Finding] = []
    for scene in gold.scenes:
        findings += _compare_scene(scene, by_scene[scene.number], gold.also, fold)
    return tuple(findings)


def tallies(findings: Iterable[Finding]) -> dict[str, Tally]:
    """Count the verdicts by category."""
    found: dict[str, Tally] = defaultdict(Tally)
    for one in findings:
        found[one.category] += Tally(
            hits=one.verdict is Verdict.HIT,
            misses=one.verdict is Verdict.MISS,
            false=one.verdict is Verdict.FALSE,
            elsewhere=one.verdict is Verdict.ELSEWHERE,
        )
    return dict(found)


def total(found: Mapping[str, Tally], categories: Iterable[str]) -> Tally:
    """Sum the tallies of some categories."""
    return sum((found.get(category, Tally()) for category in categories), Tally())


@dataclass(frozen=True, slots=True)
class _Target:
    """One name of one label of the gold."""

    label: int
    """Place among the labels of its category, the wanted before the maybe."""
    name: str
    wanted: bool


def _compare_scene(
    scene: GoldScene,
    suggested: Sequence[Suggested],
    also: Mapping[str, tuple[str, ...]],
    fold: Mapping[str, str],
) -> list[Finding]:
    wanted, maybe = _folded(scene.wanted, fold), _folded(scene.maybe, fold)
    ours: dict[str, list[Suggested]] = defaultdict(list)
    for one in suggested:
        ours[fold.get(one.category, one.category)].append(one)
    findings: list[Finding] = []
    missed: list[tuple[str, Label]] = []
    doubted: set[str] = set()
    for category in dict.fromkeys((*wanted, *maybe, *ours)):
        labels = (*wanted.get(category, ()), *maybe.get(category, ()))
        firm = len(wanted.get(category, ()))
        targets = [
            _Target(place, name, place < firm)
            for place, label in enumerate(labels)
            for name in (*label.names, *_others(label, category, also))
        ]
        pairs = _paired(ours[category], targets, category)
        hit: set[int] = set()
        for at, one in enumerate(ours[category]):
            target = pairs.get(at)
            if target is None:
                verdict = Verdict.FALSE
            elif target.wanted and target.label not in hit:
                verdict = Verdict.HIT
                hit.add(target.label)
            else:
                verdict = Verdict.MAYBE
            if target is not None and not target.wanted:
                doubted.update(labels[target.label].names)
            count = labels[target.label].count if target is not None else None
            findings.append(_finding(verdict, scene, category, one, count))
        missed += [
            (category, label) for place, label in enumerate(labels[:firm]) if place not in hit
        ]
    findings += [
        Finding(
            verdict=Verdict.ELSEWHERE if doubted.intersection(label.names) else Verdict.MISS,
            scene=scene.number,
            category=category,
            label=" / ".join(label.names),
        )
        for category, label in missed
    ]
    return findings


def _folded(
    labels: Mapping[str, tuple[Label, ...]], fold: Mapping[str, str]
) -> dict[str, tuple[Label, ...]]:
    found: dict[str, tuple[Label, ...]] = {}
    for category, several in labels.items():
        key = fold.get(category, category)
        found[key] = (*found.get(key, ()), *several)
    return found


def _others(label: Label, category: str, also: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return also.get(label.names[0], ()) if category in BY_NAME else ()


def _paired(
    ours: Sequence[Suggested], targets: Sequence[_Target], category: str
) -> dict[int, _Target]:
    """Pair each suggestion with one name at most, and each name once; the likest first."""
    ranked = sorted(
        (-like, not target.wanted, place, at)
        for at, one in enumerate(ours)
        for place, target in enumerate(targets)
        if (like := _alike(one, target.name, category))
    )
    pairs: dict[int, _Target] = {}
    taken: set[int] = set()
    for _, _, place, at in ranked:
        if at not in pairs and place not in taken:
            pairs[at] = targets[place]
            taken.add(place)
    return pairs


def _alike(one: Suggested, name: str, category: str) -> Likeness:
    if category in BY_NAME:
        same = folded_name(one.label) == folded_name(name)
        return Likeness.SAME if same else Likeness.NONE
    return likeness(one.label, name, one.words)


def _finding(
    verdict: Verdict, scene: GoldScene, category: str, one: Suggested, count: int | None
) -> Finding:
    return Finding(
        verdict=verdict,
        scene=scene.number,
        category=category,
        label=one.label,
        line=one.line,
        confidence=one.confidence,
        count=one.count,
        wanted_count=count,
    )
