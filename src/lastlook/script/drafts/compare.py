"""Two drafts compared: what became of every scene, and what each has that the other has not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.drafts.compare_names import Rename, Renamer, find_renames
from lastlook.script.drafts.compare_report import DraftReport, DraftSize, Fate, SceneAt, SceneChange
from lastlook.script.drafts.compare_words import changed_words, retitled
from lastlook.script.drafts.match import Known, Matching, longest_rising, match
from lastlook.script.drafts.match_words import scene_text, words_of
from lastlook.script.ledger import (
    FreshIds,
    Ledger,
    LedgerEntry,
    entries_of,
    fingerprint,
    gone,
    present_scenes,
    renew,
    restored,
    with_ids,
)
from lastlook.script.pages.paginate import paginate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.script.model import Screenplay
    from lastlook.script.scenes import Scene


def compare(
    old: Screenplay,
    old_scenes: Sequence[Scene],
    new: Screenplay,
    ledger: Ledger,
    hanging: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[DraftReport, Ledger]:
    """Compare a new draft with the old, and give the ledger that remembers the new one.

    Parameters
    ----------
    old_scenes, ledger
        As `identify` gives them for the old draft.
    hanging
        What hangs on scenes, by id; the report repeats it for those that are gone.
    """
    new_scenes = present_scenes(new)
    matching, renamer = _matched(old, old_scenes, new, new_scenes)
    entries = {entry.id: entry for entry in ledger.scene}
    ids = [scene.id for scene in old_scenes]
    found = {at: entries[ids[was]] for at, was in matching.pairs.items()}
    draft = entries_of(new, new_scenes)
    back = restored(new, new_scenes, draft, ledger, found)
    present = [
        replace(entry, split_from=ids[matching.splits[at]])
        if at in matching.splits and at not in back
        else entry
        for at, entry in enumerate(renew(draft, found | back, FreshIds(ledger)))
    ]
    merged = {ids[was]: present[at].id for was, at in matching.merges.items()}
    left = [
        replace(entry, merged_into=merged.get(entry.id, entry.merged_into))
        for entry in gone(ledger, present)
    ]
    sides = _Sides(old, old_scenes, new, with_ids(new_scenes, present))
    changes = [
        *_present(sides, matching, present, back, renamer),
        *_gone(sides, merged, hanging or {}),
    ]
    report = DraftReport(
        old=sides.old_size,
        new=sides.new_size,
        renames=tuple(_rename(name, heir, changes) for name, heir in renamer.names.items()),
        scenes=tuple(changes),
    )
    return report, replace(ledger, scene=(*present, *left))


def _matched(
    old: Screenplay, old_scenes: Sequence[Scene], new: Screenplay, new_scenes: Sequence[Scene]
) -> tuple[Matching, Renamer]:
    """Match the scenes; where characters were renamed, again with the new names in the old."""
    here = _known(new, new_scenes, Renamer({}, new))
    matching = match(_known(old, old_scenes, Renamer({}, new)), here)
    both = [(old_scenes[was], new_scenes[at]) for at, was in matching.pairs.items()]
    renamer = Renamer(find_renames(old, new, both), new)
    if renamer.names:
        matching = match(_known(old, old_scenes, renamer), here)
    return matching, renamer


def _known(screenplay: Screenplay, scenes: Sequence[Scene], renamer: Renamer) -> list[Known]:
    found = []
    for entry, scene in zip(entries_of(screenplay, scenes), scenes, strict=True):
        words = words_of(renamer(scene_text(screenplay, scene)))
        found.append(
            Known(
                number=entry.number,
                heading=renamer(entry.heading),
                text=fingerprint(" ".join(words)),
                words=words,
            )
        )
    return found


def size_of(screenplay: Screenplay) -> DraftSize:
    """Return how long a draft is."""
    return _placed(screenplay, present_scenes(screenplay))[1]


class _Sides:
    """Two drafts with their scenes and where these stand on the pages."""

    def __init__(
        self,
        old: Screenplay,
        old_scenes: Sequence[Scene],
        new: Screenplay,
        new_scenes: Sequence[Scene],
    ) -> None:
        self.old, self.new = old, new
        self.old_scenes = {scene.id: scene for scene in old_scenes}
        self.new_scenes = new_scenes
        self.old_at, self.old_size = _placed(old, old_scenes)
        self.new_at, self.new_size = _placed(new, new_scenes)


def _placed(
    screenplay: Screenplay, scenes: Sequence[Scene]
) -> tuple[dict[str, SceneAt], DraftSize]:
    pages = paginate(screenplay)
    extents = {extent.first: extent for extent in pages.scenes}
    sheets: dict[str, int] = {}
    for count, page in enumerate(pages.pages, 1):
        sheets.setdefault(page.label, count)
    placed = {}
    for scene in scenes:
        extent = extents[scene.first]
        placed[scene.id] = SceneAt(
            number=scene.number,
            numbered=bool(screenplay.paragraphs[scene.first].number),
            heading=scene.heading.text,
            page=extent.page,
            sheet=sheets.get(extent.page, 0),
            eighths=extent.eighths,
            cast=scene.cast,
        )
    total = sum(at.eighths for at in placed.values())
    return placed, DraftSize(pages=len(pages.pages), scenes=len(scenes), eighths=total)


def _present(
    sides: _Sides,
    matching: Matching,
    present: Sequence[LedgerEntry],
    back: Mapping[int, LedgerEntry],
    renamer: Renamer,
) -> Iterator[SceneChange]:
    """Describe the scenes of the new draft, in its order."""
    moved = _moved(sides, matching)
    for at, scene in enumerate(sides.new_scenes):
        now = sides.new_at[scene.id]
        if at not in matching.pairs:
            cut = at in matching.splits
            fate = Fate.RESTORED if at in back else Fate.SPLIT if cut else Fate.ADDED
            yield SceneChange(
                id=scene.id,
                fate=fate,
                old=None,
                new=now,
                relative=present[at].split_from if fate is Fate.SPLIT else "",
            )
            continue
        was = sides.old_at[scene.id]
        cast = tuple(dict.fromkeys(renamer.names.get(name, name) for name in was.cast))
        before = sides.new_scenes[at - 1].id if at else ""
        yield SceneChange(
            id=scene.id,
            fate=Fate.KEPT,
            old=was,
            new=now,
            moved_after=before if at in moved else None,
            retitled=retitled(
                sides.old.paragraphs[sides.old_scenes[scene.id].first],
                sides.new.paragraphs[scene.first],
                renamer,
            ),
            edits=changed_words(sides.old, sides.old_scenes[scene.id], sides.new, scene, renamer),
            cast_added=tuple(name for name in now.cast if name not in cast),
            cast_gone=tuple(name for name in cast if name not in now.cast),
        )


def _gone(
    sides: _Sides, merged: Mapping[str, str], hanging: Mapping[str, tuple[str, ...]]
) -> Iterator[SceneChange]:
    """Describe the scenes that the new draft does not have, in the old one's order."""
    kept = {scene.id for scene in sides.new_scenes}
    for id_, was in sides.old_at.items():
        if id_ not in kept:
            yield SceneChange(
                id=id_,
                fate=Fate.MERGED if id_ in merged else Fate.OMITTED,
                old=was,
                new=None,
                relative=merged.get(id_, ""),
                hanging=hanging.get(id_, ()),
            )


def _moved(sides: _Sides, matching: Matching) -> set[int]:
    """Return which scenes moved: the fewest, and the shortest, that explain the new order."""
    order = sorted(matching.pairs)
    words = [sides.new_at[sides.new_scenes[at].id].eighths for at in order]
    # A scene more that stays outweighs any length.
    most = sum(words) + 1
    stay = longest_rising([matching.pairs[at] for at in order], [most + n for n in words])
    return set(order) - {order[index] for index in stay}


def _rename(name: str, heir: str, changes: Sequence[SceneChange]) -> Rename:
    scenes = tuple(
        change.id
        for change in changes
        if change.old and change.new and name in change.old.cast and heir in change.new.cast
    )
    return Rename(old=name, new=heir, scenes=scenes)
