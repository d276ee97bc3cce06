"""Decisions on disk: each written whole or not at all, and any can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.script.drafts.changes import (
    State,
    apply,
    discard,
    drop_undone,
    last_record,
    records,
    state_of,
    take_back,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lastlook.script.drafts.changes import Change

HOME = "drafts/decisions"
"""Where the records of decisions are, from the production's folder."""
_MOST = 20
"""Decisions that can be taken back, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What an undo did."""

    what: str
    """The decision that was taken back."""
    files: tuple[str, ...]


def write(root: Path, changes: Sequence[Change], what: str) -> tuple[str, ...]:
    """Make the changes of one decision, all or none, and remember how it was.

    Returns
    -------
    tuple
        The files that changed; empty where all were as they should be.

    Raises
    ------
    ChangedUnderneathError
        A file is not the one that was read; nothing was written.
    """
    real = [change for change in changes if change.before != change.after]
    if real:
        drop_undone(root, HOME)
        apply(root, real, draft=what, home=HOME)
        for folder in records(root, HOME)[:-_MOST]:
            discard(folder)
    return tuple(change.path for change in real)


def undo(root: Path) -> TakenBack:
    """Take the last decision back: its files as they were, byte for byte.

    Raises
    ------
    LastlookError
        There is none, or a file was edited since.
    """
    drop_undone(root, HOME)
    latest = last_record(root, HOME)
    if latest is None:
        raise LastlookError(
            f"There is no decision to take back in {root}. What was decided by hand, or before the "
            f"last {_MOST} commands, is changed in an editor."
        )
    folder, record = latest
    state, edited = state_of(root, record)
    if state is State.EDITED:
        raise LastlookError(
            f"{' and '.join(edited)} changed since “{record.draft}” was decided, and taking it "
            f"back would lose that. Nothing was written. {folder} has the files as they were "
            "before it."
        )
    take_back(root, folder, record)
    return TakenBack(what=record.draft, files=tuple(file.path for file in record.file))
