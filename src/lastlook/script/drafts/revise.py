"""A new draft comes into a production, and can be taken out again.

The script of today stands in the folder; every earlier one is kept, byte for byte, in `drafts/`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError, Problem, ProblemsError, Severity
from lastlook.production import edit, open_production, read_snapshot
from lastlook.production.folder import PRODUCTION_FILE
from lastlook.script import read
from lastlook.script.drafts.changes import (
    Change,
    State,
    apply,
    drop_undone,
    last_record,
    state_of,
)
from lastlook.script.drafts.colours import draft_name, next_colour, read_colour
from lastlook.script.drafts.compare import compare
from lastlook.script.drafts.hanging import hanging_on
from lastlook.script.drafts.kept import first_draft, kept_draft, ledger_of, optional_bytes
from lastlook.script.ledger import FILE as LEDGER_FILE
from lastlook.script.ledger import (
    Draft,
    Ledger,
    identify,
    ledger_text,
    present_scenes,
    with_ids,
)

if TYPE_CHECKING:
    from datetime import date

    from lastlook.production import Production
    from lastlook.script import Scene, Screenplay
    from lastlook.script.drafts.compare_report import DraftReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A draft as it was read, its scenes with their ids."""

    screenplay: Screenplay
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A new draft worked out; nothing of it is on disk before `carry_out`."""

    root: Path
    draft: Draft
    """The new draft."""
    before: Draft
    """The one it replaces, as it is kept."""
    edited: bool
    """The one it replaces had been changed in place since it came in."""
    report: DraftReport
    old: Reading
    new: Reading
    ledger: Ledger
    changes: tuple[Change, ...]
    """Every file to be changed, in order: copies first."""
    problems: tuple[Problem, ...]
    """Warnings about the new draft, and about what a renamed character leaves behind."""


def revise(folder: Path | str, new: Path, *, when: date, colour: str | None = None) -> Revision:
    """Work out what a new draft changes in a production; nothing is written.

    Parameters
    ----------
    new
        The new draft, in any format that `read` takes.
    when
        The draft's date.
    colour
        Of its pages; without one, the next in order.

    Raises
    ------
    ProblemsError
        The production or the new draft cannot be read.
    LastlookError
        There is nothing new, or an earlier revise has not been finished.
    """
    production = open_production(folder)
    root = production.root
    _refuse_halfway(root)
    script = read_snapshot(production.script_path)
    data = _read_new(new, production)
    draft_file = _target(production, new, data)
    old_play, new_play = read(script.data, production.script), read(data, new.name)
    ledger_bytes = optional_bytes(root / LEDGER_FILE)
    scenes, ledger = identify(old_play, ledger_of(ledger_bytes))
    drafts = ledger.draft or (first_draft(old_play, production.script, script.sha256),)
    # Somebody may have named another file in production.toml since.
    last = replace(drafts[-1], file=production.script)
    kept = kept_draft(root, last, script.data)
    colour = read_colour(colour) if colour else next_colour(drafts)
    draft = Draft(
        name=draft_name(colour, drafts),
        date=when,
        colour=colour,
        file=draft_file,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    report, ledger = compare(
        old_play, scenes, new_play, ledger, hanging_on(root, [s.id for s in ledger.scene])
    )
    if not report.new.scenes:
        raise ProblemsError([_no_scenes(new)])
    ledger = replace(ledger, draft=(*drafts[:-1], kept, draft))
    changes = [
        Change(path=kept.file, before=optional_bytes(root / kept.file), after=script.data),
        Change(path=draft_file, before=optional_bytes(root / draft_file), after=data),
    ]
    if draft_file != production.script:
        changes.append(_named(root, draft_file))
    changes.append(
        Change(path=LEDGER_FILE, before=ledger_bytes, after=ledger_text(ledger).encode())
    )
    if draft_file != production.script:
        changes.append(Change(path=production.script, before=script.data, after=None))
    return Revision(
        root=root,
        draft=draft,
        before=kept,
        edited=drafts[-1].sha256 != script.sha256,
        report=report,
        old=Reading(screenplay=old_play, scenes=scenes),
        new=Reading(screenplay=new_play, scenes=_identified(new_play, ledger)),
        ledger=ledger,
        changes=tuple(changes),
        problems=(*new_play.problems, *_left_behind(production, report)),
    )


def _identified(screenplay: Screenplay, ledger: Ledger) -> tuple[Scene, ...]:
    """Return a draft's scenes with the ids that its ledger has for them."""
    entries = (entry for entry in ledger.scene if not entry.omitted)
    return with_ids(present_scenes(screenplay), entries)


def carry_out(revision: Revision) -> None:
    """Write what a revision changes: all of it or nothing.

    Raises
    ------
    ChangedUnderneathError
        A file is not the one that was read; nothing was written.
    """
    drop_undone(revision.root)
    apply(revision.root, revision.changes, draft=revision.draft.name, script=revision.draft.file)


def _refuse_halfway(root: Path) -> None:
    latest = last_record(root)
    if latest and state_of(root, latest[1])[0] is State.HALFWAY:
        raise LastlookError(
            f"The {latest[1].draft} draft came in only halfway: the work was interrupted. Nothing "
            f"is lost. Run `lastlook script undo {root}` to put everything back, then revise again."
        )


def _read_new(new: Path, production: Production) -> bytes:
    try:
        if new.resolve() == production.script_path.resolve():
            raise LastlookError(
                f"{new} is the script itself. What you change in it is seen by `lastlook plan`; a "
                "new draft is another file."
            )
        data = new.read_bytes()
    except OSError as error:
        raise LastlookError(f"{new} cannot be read: {error.strerror}.") from None
    if data == production.script_path.read_bytes():
        raise LastlookError(f"{new} is the same as the script, byte for byte: nothing is new.")
    return data


def _target(production: Production, new: Path, data: bytes) -> str:
    """Return the name that the new draft will have: the script's, with its own ending."""
    script = PurePath(production.script)
    if script.suffix.lower() == new.suffix.lower():
        return production.script
    name = script.stem + new.suffix.lower()
    there = optional_bytes(production.root / name)
    if there is not None and there != data:
        raise LastlookError(
            f"{production.root / name} exists already, and is neither the script nor the new "
            "draft. Give it another name or move it away; the new draft goes there."
        )
    return name


def _named(root: Path, script: str) -> Change:
    """Name the script in production.toml; all else in it stays."""
    snapshot = read_snapshot(root / PRODUCTION_FILE)
    after = edit(snapshot, lambda document: document.update({"script": script}))
    return Change(path=PRODUCTION_FILE, before=snapshot.data, after=after)


def _left_behind(production: Production, report: DraftReport) -> list[Problem]:
    """Say which roles of the cast still have a name that is no longer in the script."""
    found = []
    for rename in report.renames:
        for member in production.cast:
            names = {name.upper() for name in (member.character, *member.also)}
            if rename.old in names and rename.new not in names:
                found.append(
                    Problem(
                        file=PRODUCTION_FILE,
                        what=f"{rename.old} is now {rename.new} in the script, but role "
                        f"{member.id} of the cast does not know that name.",
                        why="Without it the role is planned as somebody new, at no pay.",
                        fix=f'Add also = ["{rename.new}"] to that [[cast]] table, or put the '
                        "new name in `character`.",
                        severity=Severity.WARNING,
                    )
                )
    return found


def _no_scenes(new: Path) -> Problem:
    return Problem(
        file=new.name,
        what="There is no scene in this draft.",
        why="Every scene of the film would be omitted.",
        fix="A scene begins with a heading such as INT. CAR - NIGHT; look at the file.",
    )
