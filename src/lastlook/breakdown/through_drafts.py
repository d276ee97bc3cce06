"""What a new draft means for the breakdown: nothing decided is lost, and everything is named.

A tag whose sentence went to a scene cut from its own goes with it. Where a character was renamed,
sentences that are remembered get the new name. Tags that only the script of before had (Final
Draft's) are written into breakdown.toml. All else stays where it is, and is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.breakdown import edits
from lastlook.breakdown.categories import CAST, category_name
from lastlook.breakdown.decisions import FILE, DecidedElement, SceneDecisions
from lastlook.breakdown.decisions_file import parse_decisions
from lastlook.breakdown.memory import folded
from lastlook.breakdown.noticed import tagged
from lastlook.breakdown.sentence_index import SentenceIndex
from lastlook.breakdown.tags import TagState, TagStatus, counted, status_of_tags
from lastlook.errors import LastlookError, Problem, Severity
from lastlook.production import Snapshot
from lastlook.script.drafts.changes import Change
from lastlook.script.drafts.compare_names import Renamer
from lastlook.script.drafts.kept import optional_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.breakdown.decisions import Decisions
    from lastlook.script.drafts.revise import Reading, Revision

_NOTHING = SceneDecisions()
_Place = tuple[str, str, int]
"""Scene id, `elements` or `rejected`, and place in that list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A tag that a new draft brought to another scene, or out of the script into breakdown.toml."""

    label: str
    category: str
    quote: str
    origin: str
    """`person`, or `tag` where the script of before had it."""
    before: str
    """Id of the scene that it was on."""
    after: str
    """Id of the scene that it is on now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """The breakdown after a new draft."""

    revision: Revision
    """With the changes of breakdown.toml, where there are any."""
    tags: tuple[TagStatus, ...]
    """Every tag and where it is, after what was carried."""
    carried: tuple[Carried, ...] = ()
    requoted: int = 0
    """Decisions whose sentence got a new name of a character."""
    faded: tuple[TagStatus, ...] = ()
    """Tags without a sentence whose words left their scene with this draft."""

    @property
    def counts(self) -> dict[str, int]:
        """How many tags are in each state."""
        return counted(self.tags)


def carry_tags(revision: Revision) -> Through:
    """Work out what a new draft does to the breakdown; nothing is written.

    A breakdown.toml that cannot be read or changed is left alone, and a warning says so.
    """
    before = optional_bytes(revision.root / FILE)
    snapshot = Snapshot.of(revision.root / FILE, before if before is not None else b"")
    decisions, problems = parse_decisions(snapshot.data)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return _left_alone(revision, "it has errors; `lastlook check` names them")
    old_tags = status_of_tags(
        revision.old.screenplay, revision.old.scenes, decisions, revision.ledger
    )
    try:
        data, carried, requoted = _changed(revision, snapshot, decisions)
    except LastlookError as error:
        return _left_alone(revision, str(error))
    if data != snapshot.data:
        change = Change(path=FILE, before=before, after=data)
        revision = replace(revision, changes=(*revision.changes, change))
        decisions, _ = parse_decisions(data)
    new = revision.new
    tags = status_of_tags(new.screenplay, new.scenes, decisions, revision.ledger)
    return Through(
        revision=revision,
        tags=tags,
        carried=carried,
        requoted=requoted,
        faded=_faded(revision, old_tags, tags),
    )


def _left_alone(revision: Revision, why: str) -> Through:
    problem = Problem(
        file=FILE,
        what="The tags were not looked through for this draft.",
        why=f"{why[:1].upper()}{why[1:].rstrip('.')}.",
        fix="They stand where they stood. When the file is in order, see lastlook breakdown tags.",
        severity=Severity.WARNING,
    )
    return Through(revision=replace(revision, problems=(*revision.problems, problem)), tags=())


def _changed(
    revision: Revision, snapshot: Snapshot, decisions: Decisions
) -> tuple[bytes, tuple[Carried, ...], int]:
    """Return breakdown.toml with what the draft changes in it."""
    new = revision.new
    data = snapshot.data
    quotes = _requoted(revision, decisions)
    if quotes:
        data = edits.requote(Snapshot.of(snapshot.path, data), quotes)
        decisions, _ = parse_decisions(data)
    tags = status_of_tags(new.screenplay, new.scenes, decisions, revision.ledger)
    going = list(_going(revision, tags))
    if going:
        data = edits.carry(Snapshot.of(snapshot.path, data), [taken for taken, _ in going])
        decisions, _ = parse_decisions(data)
    rescued = list(_only_in_old(revision, decisions))
    if rescued:
        by_scene: dict[str, list[DecidedElement]] = {}
        for one in rescued:
            by_scene.setdefault(one.after, []).append(_element(one))
        begun = Snapshot.of(snapshot.path, data or edits.HEADER.encode())
        data = edits.confirm(begun, by_scene)
    return data, (*(one for _, one in going), *rescued), len(quotes)


def _requoted(revision: Revision, decisions: Decisions) -> dict[_Place, tuple[str, str]]:
    """Return the remembered sentences that stand in the new draft under a character's new name."""
    if not revision.report.renames:
        return {}
    new = revision.new
    renamer = _renamer(revision)
    index = SentenceIndex(new.screenplay, new.scenes)
    parts = _parts(revision)
    found: dict[_Place, tuple[str, str]] = {}
    for scene_id, decided in decisions.scenes.items():
        remembered = [
            ((scene_id, "elements", place), one.quote, one.words)
            for place, one in enumerate(decided.elements)
        ]
        remembered += [
            ((scene_id, "rejected", place), one.quote, "")
            for place, one in enumerate(decided.rejected)
        ]
        for at, said, words in remembered:
            quote = renamer(said)
            if quote == said or scene_id in index.where(said):
                continue
            if {scene_id, *parts.get(scene_id, ())} & {*index.where(quote)}:
                found[at] = (quote, renamer(words))
    return found


def _parts(revision: Revision) -> dict[str, set[str]]:
    """Return which scenes were cut from each."""
    parts: dict[str, set[str]] = {}
    for entry in revision.ledger.scene:
        if entry.split_from:
            parts.setdefault(entry.split_from, set()).add(entry.id)
    return parts


def _going(
    revision: Revision, tags: tuple[TagStatus, ...]
) -> Iterator[tuple[edits.Taken, Carried]]:
    """Return the tags whose sentence stands in the one scene that was cut from theirs."""
    parts = _parts(revision)
    for tag in tags:
        moved = tag.state is TagState.MOVED and tag.match is not None
        if not moved or tag.match is None or tag.match.scene_id not in parts.get(tag.scene_id, ()):
            continue
        to = tag.match.scene_id
        yield (
            edits.Taken(scene=tag.scene_id, index=tag.index, to=to),
            Carried(
                label=tag.label,
                category=tag.category,
                quote=tag.quote,
                origin="person",
                before=tag.scene_id,
                after=to,
            ),
        )


def _only_in_old(revision: Revision, decisions: Decisions) -> Iterator[Carried]:
    """Return the tags of the old script that neither the new one nor breakdown.toml has."""
    old, new = revision.old, revision.new
    if not old.screenplay.tag_data.tags:
        return
    index = SentenceIndex(new.screenplay, new.scenes)
    renamer = _renamer(revision)
    parts = _parts(revision)
    there = _named_in(new)
    for scene in old.scenes:
        paragraphs = old.screenplay.paragraphs[scene.first : scene.last]
        for tag in tagged(paragraphs, old.screenplay.tag_data):
            quote = renamer(tag.quote.text) if tag.quote else ""
            where = index.where(quote)
            cut = [one for one in where if one in parts.get(scene.id, ())]
            to = cut[0] if len(cut) == 1 and scene.id not in where else scene.id
            category = category_name(tag.category) or "Miscellaneous"
            # Who speaks under the tag's name is there without it.
            ways = {(tag.category, folded(tag.label)), (CAST, folded(renamer(tag.label)))}
            ways = ways if category == CAST else {(tag.category, folded(tag.label))}
            known = any(ways & there.get(one, set()) for one in (scene.id, to, *cut))
            if not known and not _is_decided(
                decisions.scenes.get(to, _NOTHING), category, tag.label
            ):
                yield Carried(
                    label=tag.label,
                    category=category,
                    quote=quote,
                    origin="tag",
                    before=scene.id,
                    after=to,
                )


def _named_in(draft: Reading) -> dict[str, set[tuple[str, str]]]:
    """Return what a draft's own tags and cues name, by scene id: category and folded label."""
    screenplay = draft.screenplay
    named = {}
    for scene in draft.scenes:
        paragraphs = screenplay.paragraphs[scene.first : scene.last]
        tags = {(e.category, folded(e.label)) for e in tagged(paragraphs, screenplay.tag_data)}
        named[scene.id] = tags | {(CAST, folded(name)) for name in scene.cast}
    return named


def _is_decided(decided: SceneDecisions, category: str, label: str) -> bool:
    name = folded(label)
    return name in map(folded, decided.dismissed) or any(
        one.category == category and folded(one.label) == name for one in decided.elements
    )


def _element(carried: Carried) -> DecidedElement:
    """Write a tag of the script as a decision."""
    words = carried.label if folded(carried.label) in folded(carried.quote) else ""
    return DecidedElement(
        category=carried.category, label=carried.label, quote=carried.quote, words=words
    )


def _faded(
    revision: Revision, old: tuple[TagStatus, ...], tags: tuple[TagStatus, ...]
) -> tuple[TagStatus, ...]:
    """Return the unquoted tags whose words were in their scene before, and are not now."""
    before = {
        (tag.scene_id, tag.category, tag.label)
        for tag in old
        if tag.state is TagState.UNQUOTED and tag.in_text
    }
    new = revision.new
    index = SentenceIndex(new.screenplay, new.scenes)
    renamer = _renamer(revision)
    return tuple(
        tag
        for tag in tags
        if tag.state is TagState.UNQUOTED
        and not tag.in_text
        and (tag.scene_id, tag.category, tag.label) in before
        and not index.has_words(renamer(tag.label), tag.scene_id)
    )


def _renamer(revision: Revision) -> Renamer:
    names = {rename.old: rename.new for rename in revision.report.renames}
    return Renamer(names, revision.new.screenplay)
