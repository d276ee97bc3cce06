"""Measure how surely scenes are found again when drafts differ at random.

    python benchmarks/revise_random.py [--films 6]

First, whole scenes go, come and move, and a share of all words of dialogue and action is replaced,
dropped or added to: how many scenes have another id than they should? Then, scenes are split and
merged at random: how many of them are seen as that, and how many that are not?
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from feature_writer import write_film
from revise import can_split, insert, merge, move, scenes_in, split, written

from lastlook.script.drafts.compare import compare
from lastlook.script.drafts.compare_report import Fate
from lastlook.script.ledger import Ledger, identify

if TYPE_CHECKING:
    from feature_film import Film, Line
    from revise import Scene

    from lastlook.script.drafts.compare_report import DraftReport

OTHER_WORDS = (
    "the a old of red to river window quickly morning glass hand toward silent boat".split()
)


def rewritten(line: Line, rate: float, dice: random.Random) -> Line:
    """Change a share of a line's words: a third replaced, a third dropped, a third added."""
    if line.kind not in {"action", "speech"}:
        return line
    words: list[str] = []
    for word in line.text.split():
        drawn = dice.random() * 3 / rate
        if drawn >= 1:
            words.append(dice.choice(OTHER_WORDS) if drawn < 2 else word)
        if 2 <= drawn < 3:
            words.append(dice.choice(OTHER_WORDS))
    return replace(line, text=" ".join(words) or "So.")


def reports(film: Film, old: list[Scene], new: list[Scene]) -> list[DraftReport]:
    """Compare two drafts with and without scene numbers."""
    found = []
    for numbers in (True, False):
        before = written(film, old, "fountain", numbers=numbers)
        scenes, ledger = identify(before, Ledger())
        after = written(film, new, "fountain", numbers=numbers)
        found.append(compare(before, scenes, after, ledger)[0])
    return found


def identity(seed: int, rate: float) -> tuple[int, int, int]:
    """Give the scenes of a rewritten draft, and the wrong ids with and without numbers."""
    dice = random.Random(seed)
    film = write_film(seed, 120)
    old = scenes_in(film)
    new = list(old)
    for _ in range(10):
        new.pop(dice.randrange(len(new)))
    for _ in range(6):
        move(new, dice.randrange(len(new)), dice.randrange(len(new)))
    other = scenes_in(write_film(seed + 500, 120))
    for count in range(8):
        insert(new, dice.randrange(len(new)), f"{900 + count}", other)
    new = [
        replace(scene, lines=tuple(rewritten(line, rate, dice) for line in scene.lines))
        for scene in new
    ]
    wrong = []
    for report in reports(film, old, new):
        here = [int(change.id[1:]) for change in report.scenes if change.new]
        right = [
            id_ == scene.origin + 1 if scene.origin >= 0 else id_ > len(old)
            for scene, id_ in zip(new, here, strict=True)
        ]
        wrong.append(right.count(False))
    return len(new), wrong[0], wrong[1]


def parts(seed: int) -> Counter[str]:
    """Count splits and merges that were made, found, and found where there are none."""
    dice = random.Random(seed)
    film = write_film(seed, 120)
    old = scenes_in(film)
    new = list(old)
    cut: set[int] = set()
    taken: dict[int, int] = {}
    for count in range(8):
        at = dice.randrange(len(new))
        if new[at].origin not in cut and can_split(new[at]):
            cut.add(new[at].origin)
            split(new, at, f"{500 + count}")
    for _ in range(8):
        at = dice.randrange(1, len(new))
        both = {new[at - 1].origin, new[at].origin}
        if not both & {*cut, *taken, *taken.values()}:
            merge(new, at)
            (gone,) = both - {new[at - 1].origin}
            taken[gone] = new[at - 1].origin
    counted: Counter[str] = Counter()
    for report in reports(film, old, new):
        ids = {(c.fate, c.id, c.relative) for c in report.scenes if c.relative}
        splits = {int(relative[1:]) - 1 for fate, _, relative in ids if fate is Fate.SPLIT}
        merges = {
            (int(id_[1:]) - 1, int(relative[1:]) - 1)
            for fate, id_, relative in ids
            if fate is Fate.MERGED
        }
        for name, made, found in (("splits", cut, splits), ("merges", {*taken.items()}, merges)):
            counted[f"{name} made"] += len(made)
            counted[f"{name} found"] += len(found & made)
            counted[f"{name} wrong"] += len(found - made)
    return counted


def main() -> None:
    """Print a line for each share of words, then the splits and merges."""
    parser = argparse.ArgumentParser(description="Find scenes again in random drafts.")
    parser.add_argument("--films", type=int, default=6)
    films = range(1, parser.parse_args().films + 1)
    for rate in (0.1, 0.3, 0.5, 0.7):
        rows = [identity(seed, rate) for seed in films]
        scenes, numbered, bare = (sum(column) for column in zip(*rows, strict=True))
        print(
            f"{rate:.0%} of the words changed: of {scenes} scenes {numbered} have a wrong id with "
            f"scene numbers, {bare} without"
        )
    counted = sum((parts(seed) for seed in films), Counter[str]())
    for name in ("splits", "merges"):
        print(
            f"{name}: {counted[f'{name} found']} of {counted[f'{name} made']} found, "
            f"{counted[f'{name} wrong']} named wrongly"
        )


if __name__ == "__main__":
    main()
