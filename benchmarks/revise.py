"""Revise a feature as a production does, and see that every change is recognised.

    python benchmarks/revise.py [--seeds 1 2 3] [--scenes 120]

For each seed, with and without scene numbers: 12A is put in, 40 taken out, 20 given another
heading, 55 cut in two, 70 moved, and a leading character renamed throughout. The seconds are CPU
time of the whole comparison of two drafts, their pages included.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feature import as_fdx, as_fountain
from feature_writer import write_film

from lastlook.script import read
from lastlook.script.drafts.compare import compare
from lastlook.script.drafts.compare_report import Fate
from lastlook.script.ledger import Ledger, identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feature_film import Film, Line

    from lastlook.script import Screenplay
    from lastlook.script.drafts.compare_report import DraftReport, SceneChange


@dataclass(frozen=True)
class Scene:
    """A scene on its way from one draft to the next."""

    lines: tuple[Line, ...]
    """The heading first."""
    origin: int = -1
    """Its place in the old draft; -1 where it is new."""
    part: bool = False
    """Cut from `origin`, which goes on as another."""

    @property
    def number(self) -> str:
        """As in its heading."""
        return self.lines[0].number

    def headed(self, **changes: str) -> Scene:
        """Return it with something else in its heading."""
        return replace(self, lines=(replace(self.lines[0], **changes), *self.lines[1:]))


def scenes_in(film: Film) -> list[Scene]:
    """Take a film apart; what stands above the first scene is left out."""
    found: list[list[Line]] = []
    for line in film.lines:
        if line.kind == "heading":
            found.append([])
        if found and line.kind not in {"section", "synopsis", "note"}:
            found[-1].append(line)
    return [Scene(tuple(lines), origin) for origin, lines in enumerate(found)]


def written(film: Film, scenes: Iterable[Scene], ending: str, *, numbers: bool) -> Screenplay:
    """Put a film together again, write it as `fountain` or `fdx`, and read it."""
    lines = [line for scene in scenes for line in scene.lines]
    if not numbers:
        lines = [replace(line, number="") for line in lines]
    film = replace(film, lines=lines)
    text = as_fdx(film) if ending == "fdx" else as_fountain(film).replace(" ##\n", "\n")
    return read(text.encode(), f"draft.{ending}")


def find(scenes: Sequence[Scene], number: str) -> int:
    """Return where the scene of a number is."""
    return next(at for at, scene in enumerate(scenes) if scene.number == number)


def insert(scenes: list[Scene], at: int, number: str, other: Sequence[Scene]) -> None:
    """Put in a scene of another film."""
    scenes.insert(at, replace(other[at % len(other)].headed(number=number), origin=-1))


def retitle(scenes: list[Scene], at: int) -> None:
    """Give a scene another heading."""
    scenes[at] = scenes[at].headed(text="EXT. LIGHTHOUSE GALLERY - DAWN")


def split(scenes: list[Scene], at: int, number: str) -> None:
    """Cut a scene in two, a little behind the middle, where a paragraph ends."""
    lines = scenes[at].lines
    cuts = _cuts(scenes[at])
    middle = min(cuts, key=lambda n: (abs(len(lines) * 0.6 - n), n))
    parts = [lines[:middle], (lines[0], *lines[middle:])]
    longer = max(parts, key=lambda part: sum(len(line.text.split()) for line in part[1:]))
    first, second = (replace(scenes[at], lines=part, part=part is not longer) for part in parts)
    place = lines[0].text.rpartition(" - ")[0]
    scenes[at : at + 1] = [first, second.headed(number=number, text=f"{place} - LATER")]


def can_split(scene: Scene) -> bool:
    """Whether there is a place to cut a scene at."""
    return bool(_cuts(scene))


def _cuts(scene: Scene) -> list[int]:
    lines = scene.lines
    return [n for n in range(2, len(lines)) if lines[n].kind in {"action", "cue"}]


def merge(scenes: list[Scene], at: int) -> None:
    """Run a scene into the one before it; the longer of the two goes on."""
    one, other = scenes[at - 1], scenes.pop(at)
    longer = max((one, other), key=lambda s: sum(len(line.text.split()) for line in s.lines[1:]))
    scenes[at - 1] = replace(one, lines=(*one.lines, *other.lines[1:]), origin=longer.origin)


def move(scenes: list[Scene], at: int, to: int) -> None:
    """Take a scene to another place."""
    scenes.insert(to, scenes.pop(at))


def rename(scenes: Iterable[Scene], old: str, new: str) -> list[Scene]:
    """Give a character another name, in cues and in what is said of them."""
    pairs = {old: new, old.upper(): new.upper()}
    pattern = re.compile(rf"(?<!\w)(?:{re.escape(old)}|{re.escape(old.upper())})(?!\w)")
    return [
        replace(
            scene,
            lines=tuple(
                replace(line, text=pattern.sub(lambda match: pairs[match[0]], line.text))
                for line in scene.lines
            ),
        )
        for scene in scenes
    ]


def revised(seed: int, count: int = 120) -> tuple[Film, list[Scene], list[Scene], str]:
    """Give a film, its scenes in the old draft and in the new, and the cue that was renamed."""
    film = write_film(seed, count)
    kept = [scene for scene in scenes_in(film) if scene.number not in {"12A", "55A"}]
    old = [replace(scene, origin=at) for at, scene in enumerate(kept)]
    new = list(old)
    retitle(new, find(new, "20"))
    new.pop(find(new, "40"))
    split(new, find(new, "55"), "55A")
    move(new, find(new, "70"), find(new, "79"))
    insert(new, find(new, "12") + 1, "12A", scenes_in(write_film(seed + 1000, count)))
    return film, old, rename(new, film.roles[0].name, "Zebulah"), film.roles[0].cue


def judge(report: DraftReport, old: Sequence[Scene], new: Sequence[Scene], cue: str) -> list[str]:
    """Say what of the revision was not recognised, or was seen that is not there.

    The scenes of the old draft have the ids s001, s002 and so on.
    """

    def scenes(fate: Fate) -> list[SceneChange]:
        return [change for change in report.scenes if change.fate is fate]

    here = [change for change in report.scenes if change.new]
    same = {place for place, scene in enumerate(new) if scene.origin >= 0 and not scene.part}
    parts = {scene.origin for scene in new if scene.part}
    gone = set(range(len(old))) - {new[place].origin for place in same}
    headings = [scene.lines[0].text for scene in rename(old, cue, "ZEBULAH")]
    titled = {
        _id(new[at].origin) for at in same if new[at].lines[0].text != headings[new[at].origin]
    }
    checks = {
        "every scene its id": all(
            here[place].id == _id(new[place].origin) for place in sorted(same)
        ),
        "no id used again": all(
            int(here[place].id[1:]) > len(old) for place in range(len(new)) if place not in same
        ),
        "12A added": [at for at, c in enumerate(here) if c.fate is Fate.ADDED]
        == [at for at, scene in enumerate(new) if scene.origin < 0],
        "40 omitted": [c.id for c in scenes(Fate.OMITTED)] == [_id(at) for at in gone],
        "20 retitled": {c.id for c in here if c.retitled} == titled,
        "55 split": [c.relative for c in scenes(Fate.SPLIT)] == [_id(at) for at in parts],
        "70 moved": [c.id for c in here if c.moved_after is not None] == [_id(find(old, "70"))],
        "the rename": [(one.old, one.new) for one in report.renames] == [(cue, "ZEBULAH")],
        "nothing merged": not scenes(Fate.MERGED),
        "nothing back": not scenes(Fate.RESTORED),
        "words of 55 only": {c.id for c in here if c.edits} == {_id(at) for at in parts},
    }
    return [name for name, holds in checks.items() if not holds]


def _id(place: int) -> str:
    return f"s{place + 1:03}"


def main() -> None:
    """Print one line for each seed and form."""
    parser = argparse.ArgumentParser(description="Revise a feature and see what is recognised.")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, 11)))
    parser.add_argument("--scenes", type=int, default=120)
    options = parser.parse_args()
    for seed in options.seeds:
        for numbers in (True, False):
            for ending in ("fountain", "fdx"):
                film, before, after, cue = revised(seed, options.scenes)
                old = written(film, before, ending, numbers=numbers)
                new = written(film, after, ending, numbers=numbers)
                scenes, ledger = identify(old, Ledger())
                start = time.process_time()
                report, _ = compare(old, scenes, new, ledger)
                seconds = time.process_time() - start
                wrong = ", ".join(judge(report, before, after, cue)) or "all recognised"
                form = f"{ending}, {'numbered' if numbers else 'no numbers'}"
                print(f"seed {seed:<4}{form:<24}{seconds:6.2f} s  {wrong}")


if __name__ == "__main__":
    main()
