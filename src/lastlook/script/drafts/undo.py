"""Taking the last draft out again, and listing those there are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError, ProblemsError
from lastlook.production import find_root, open_production, read_snapshot
from lastlook.script import read
from lastlook.script.drafts.changes import State, drop_undone, last_record, state_of, take_back
from lastlook.script.drafts.compare import size_of
from lastlook.script.drafts.kept import first_draft, ledger_of, optional_bytes, put_aside
from lastlook.script.ledger import FILE as LEDGER_FILE

if TYPE_CHECKING:
    from lastlook.script.drafts.compare_report import DraftSize
    from lastlook.script.ledger import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo did."""

    draft: str
    """Name of the draft that was taken out."""
    script: str
    """File of the script of today."""
    kept: str
    """Where the draft that was taken out is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """A draft as it is on disk."""

    draft: Draft
    size: DraftSize | None
    """None where it cannot be read."""
    note: str
    """What is wrong or has happened, in a few words; empty where nothing."""
    current: bool


def undo(folder: Path | str) -> Undone:
    """Take the last draft out again: every file as it was before it came in, byte for byte.

    The draft itself is kept in `drafts/undone/`. A revise that was interrupted is taken back too.

    Raises
    ------
    LastlookError
        There is nothing to undo, or files have been edited since.
    """
    root = _root(folder)
    latest = last_record(root)
    if latest is None:
        raise LastlookError(
            f"There is nothing to undo in {root}: no draft has come in by `lastlook script revise`."
        )
    kept, record = latest
    state, edited = state_of(root, record)
    earlier = record.file[0].path
    if state is State.EDITED:
        raise LastlookError(
            f"{_and(edited)} changed since the {record.draft} draft came in, and undoing would "
            f"lose that. Nothing was written. To go back to the earlier draft and keep all "
            f"identities, bring it in as a new one: lastlook script revise {root} "
            f"{root / earlier}"
        )
    if state is State.UNDONE:
        drop_undone(root)
        raise LastlookError(
            f"The {record.draft} draft is out already: the files are as they were before it came "
            "in. Nothing was written."
        )
    data = optional_bytes(root / record.script)
    after = next(file.after for file in record.file if file.path == record.script)
    aside = ""
    if data is not None and hashlib.sha256(data).hexdigest() == after:
        aside = put_aside(root, record.draft, PurePath(record.script).suffix, data)
    take_back(root, kept, record)
    gone = next((f.path for f in record.file if f.before and not f.after), record.script)
    return Undone(draft=record.draft, script=gone, kept=aside)


def list_drafts(folder: Path | str) -> tuple[DraftState, ...]:
    """Return all drafts of a production from the first to the script of today.

    Raises
    ------
    ProblemsError
        The production or its ledger cannot be read.
    """
    root = _root(folder)
    drafts = ledger_of(optional_bytes(root / LEDGER_FILE)).draft
    if not drafts:
        production = open_production(root)
        script = read_snapshot(production.script_path)
        play = read(script.data, production.script)
        drafts = (first_draft(play, production.script, script.sha256),)
    return tuple(_state(root, draft, current=draft is drafts[-1]) for draft in drafts)


def _state(root: Path, draft: Draft, *, current: bool) -> DraftState:
    size, note = None, ""
    data = optional_bytes(root / draft.file)
    if data is None:
        note = f"{draft.file} is missing"
    else:
        if hashlib.sha256(data).hexdigest() != draft.sha256:
            note = "edited since it came in" if current else "changed since it was kept"
        try:
            size = size_of(read(data, draft.file))
        except ProblemsError:
            note = "cannot be read"
    return DraftState(draft=draft, size=size, note=note, current=current)


def _root(folder: Path | str) -> Path:
    root = find_root(folder)
    if root is None:
        open_production(folder)  # says why
        raise AssertionError
    return root


def _and(names: tuple[str, ...]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last} were" if most else f"{last} was"
