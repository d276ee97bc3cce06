"""Revise a feature that has 600 confirmed tags, and account for every one.

    python benchmarks/tags_through_drafts.py [--seeds 1 2 3] [--scenes 120] [--tags 600]

The draft is that of revise.py: 12A is put in, 40 taken out, 20 given another heading, 55 cut in
two, 70 moved, and a leading character renamed throughout. Besides, a word is put into one sentence
in fifty. Where each tag must be afterwards follows from how the draft was made, not from what
lastlook says: that is what it is held against. The seconds are CPU time of all that is done with
tags; `undone` says that taking the draft out again gives every file back byte for byte.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from revise import Scene, find, revised, written

from lastlook.breakdown.decisions import DecidedElement
from lastlook.breakdown.edits import HEADER, confirm
from lastlook.breakdown.memory import folded
from lastlook.breakdown.tags import TagState
from lastlook.breakdown.through_drafts import carry_tags
from lastlook.language import sentences_in
from lastlook.production import Snapshot
from lastlook.script.drafts.revise import carry_out, revise
from lastlook.script.drafts.undo import undo
from lastlook.script.ledger import Ledger, identify
from lastlook.script.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.through_drafts import Through
    from lastlook.script import Screenplay

PRODUCTION = """\
title = "Feature"
script = "script.{ending}"

[calendar]
start = 2027-02-01

[hours]
day_call = "07:00"
night_call = "17:00"

[costs]
shoot_day = 100
"""
_CATEGORIES = ("Props", "Wardrobe", "Vehicles", "Set Dressing", "Sound")


@dataclass(frozen=True)
class Outcome:
    """One film revised."""

    through: Through
    wrong: tuple[str, ...]
    """Tags that are not where the draft's making says, in words."""
    undone: bool
    seconds: float


def tags_for(screenplay: Screenplay, count: int, seed: int) -> dict[str, list[DecidedElement]]:
    """Confirm a word of `count` sentences of action, spread over all scenes; by scene id."""
    rng = random.Random(seed)
    scenes, _ = identify(screenplay, Ledger())
    found: dict[str, list[DecidedElement]] = {}
    choices = [(scene, list(_sentences(screenplay, scene.first, scene.last))) for scene in scenes]
    for _, sentences in choices:
        rng.shuffle(sentences)
    total = 0
    while total < count:
        before = total
        for scene, sentences in choices:
            if sentences and total < count:
                sentence = sentences.pop()
                words = [word.strip(".,;:!?\"'") for word in sentence.split()]
                word = max(words, key=lambda one: (len(one), one))
                label = f"{word.lower()} {len(found.get(scene.id, ())) + 1}"
                element = DecidedElement(
                    category=_CATEGORIES[total % len(_CATEGORIES)],
                    label=label,
                    quote=sentence,
                    words=word,
                )
                found.setdefault(scene.id, []).append(element)
                total += 1
        if total == before:
            raise SystemExit(f"The film has only {total} sentences of action.")
    return found


def _sentences(screenplay: Screenplay, first: int, last: int) -> dict[str, None]:
    """Return the sentences of a scene's action, each once."""
    spans = [
        span.text
        for paragraph in screenplay.paragraphs[first:last]
        if paragraph.kind is Kind.ACTION
        for span in sentences_in(paragraph.text)
    ]
    return {text: None for text in spans if len(text.split()) > 1}


def edited(scenes: Sequence[Scene], seed: int) -> list[Scene]:
    """Put a word into one line of action in fifty."""
    rng = random.Random(seed + 7)
    changed = []
    for scene in scenes:
        lines = []
        for line in scene.lines:
            words = line.text.split(" ")
            if line.kind == "action" and len(words) > 3 and rng.random() < 0.02:
                words.insert(2, "nevertheless")
                lines.append(replace(line, text=" ".join(words)))
            else:
                lines.append(line)
        changed.append(replace(scene, lines=tuple(lines)))
    return changed


def run(
    seed: int, *, scenes: int = 120, tags: int = 600, ending: str = "fountain", home: Path
) -> Outcome:
    """Lay out a production with confirmed tags in `home`, revise it, and judge."""
    film, before, after, _ = revised(seed, scenes)
    after = edited(after, seed)
    old = written(film, before, ending, numbers=True)
    new = written(film, after, ending, numbers=True)
    script = home / f"script.{ending}"
    script.write_bytes(old.source)
    (home / "production.toml").write_text(PRODUCTION.format(ending=ending))
    confirmed = tags_for(old, tags, seed)
    empty = Snapshot.of(home / "breakdown.toml", HEADER.encode())
    (home / "breakdown.toml").write_bytes(confirm(empty, confirmed))
    draft = home.parent / f"new.{ending}"
    draft.write_bytes(new.source)
    was = _files(home)
    revision = revise(home, draft, when=date(2027, 1, 8))
    start = time.process_time()
    through = carry_tags(revision)
    seconds = time.process_time() - start
    wrong = judge(through, confirmed, before, after)
    carry_out(through.revision)
    undo(home)
    return Outcome(through, tuple(wrong), undone=_files(home) == was, seconds=seconds)


def judge(
    through: Through,
    confirmed: dict[str, list[DecidedElement]],
    before: Sequence[Scene],
    after: Sequence[Scene],
) -> list[str]:
    """Say which tags are not where they must be.

    A tag must be on its scene, or on the scene that was cut from it if only that one still has
    its sentence; `kept` if the sentence stands there, under the new name too; `orphaned` if the
    scene was taken out.
    """
    kept_in = {f"s{s.origin + 1:03}": s for s in after if s.origin >= 0 and not s.part}
    cut_from = {f"s{s.origin + 1:03}": s for s in after if s.part}
    omitted = f"s{find(before, '40') + 1:03}"
    fresh = {c.relative: c.id for c in through.revision.report.scenes if c.relative}
    said = {(t.category, t.label, t.scene_id): t for t in through.tags if t.origin == "person"}
    wrong = []
    for scene_id, elements in confirmed.items():
        for element in elements:
            here, there = (
                _says(scene, element.quote, through)
                for scene in (kept_in.get(scene_id), cut_from.get(scene_id))
            )
            home = fresh[scene_id] if there and not here else scene_id
            tag = said.get((element.category, element.label, home))
            state = (
                TagState.ORPHANED
                if scene_id == omitted
                else TagState.KEPT
                if here or there
                else TagState.CHANGED
            )
            is_state = tag.state if tag else None
            # What changed may by chance stand word for word in another scene: then it moved.
            if is_state is TagState.MOVED and state is TagState.CHANGED:
                continue
            if is_state is not state:
                wrong.append(f"{scene_id} {element.label}: {is_state}, and must be {state}")
    return wrong


def _says(scene: Scene | None, quote: str, through: Through) -> bool:
    """Whether a scene has a sentence, with the new name of the renamed character or without."""
    if scene is None:
        return False
    names = {quote}
    for rename in through.revision.report.renames:
        for old, new in ((rename.old, rename.new), (rename.old.title(), rename.new.title())):
            names |= {name.replace(old, new) for name in names}
    lines = (line for line in scene.lines if line.kind == "action")
    there = {folded(span.text) for line in lines for span in sentences_in(line.text)}
    return bool(there & {folded(name) for name in names})


def _files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "undone" not in path.parts
    }


def main() -> None:
    """Print one line for each seed and form."""
    parser = argparse.ArgumentParser(description="Carry confirmed tags through a draft.")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, 11)))
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--tags", type=int, default=600)
    options = parser.parse_args()
    for seed in options.seeds:
        for ending in ("fountain", "fdx"):
            with TemporaryDirectory() as folder:
                home = Path(folder) / "film"
                home.mkdir()
                out = run(seed, scenes=options.scenes, tags=options.tags, ending=ending, home=home)
            counts = ", ".join(f"{n} {state}" for state, n in out.through.counts.items() if n)
            print(
                f"seed {seed:<3}{ending:<9}{len(out.through.tags)} tags: {counts}; "
                f"{len(out.through.carried)} carried, {out.through.requoted} renamed; "
                f"{out.seconds:.2f} s; {'undone' if out.undone else 'NOT UNDONE'}; "
                f"{'; '.join(out.wrong) or 'each where it must be'}"
            )


if __name__ == "__main__":
    main()
