"""Several files changed as one: all of them or none, on record, so that it can be undone.

The record is a folder such as `drafts/undo/0001/` with a copy of every file as it was, and
`record.toml`, which is written last of it and before anything else is touched. After a crash the
record says which files have been changed already.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from lastlook.errors import ChangedUnderneathError, LastlookError, ProblemsError
from lastlook.production import read_snapshot, write_atomic
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lastlook.production import Snapshot

UNDO = "drafts/undo"
_RECORD = "record.toml"
_HEADER = """\
# What one command changed, so that it can be put back: see {command}.
# The files beside this one are as they were before.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file before and after; None where there is no such file."""

    path: str
    """From the production's folder, with `/`."""
    before: bytes | None
    after: bytes | None


class State(Enum):
    """How files on disk stand to a record."""

    DONE = auto()
    """All are as the record left them."""
    UNDONE = auto()
    """All are as they were before it."""
    HALFWAY = auto()
    """Some are as before and some as after: it was interrupted."""
    EDITED = auto()
    """Some are neither: somebody has worked on them since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFile:
    """A file in a record."""

    path: str
    before: str = ""
    """SHA-256; empty where there was no file."""
    after: str = ""
    copy: str = ""
    """Name of the copy beside the record; empty where there was no file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one revise, or one decision, changed."""

    draft: str
    """Name of the draft that came in, or what was decided."""
    script: str
    """Where that draft was put; empty for a decision."""
    file: tuple[RecordedFile, ...]


def apply(
    root: Path, changes: Sequence[Change], *, draft: str, script: str = "", home: str = UNDO
) -> None:
    """Make all changes, in order, or none; the record goes into the folder `home`.

    Raises
    ------
    ChangedUnderneathError
        A file is not as `before` says; everything is as it was.
    OSError
        The disk refused; everything is as it was.
    """
    for change in changes:
        if _read(root / change.path) != change.before:
            raise ChangedUnderneathError(root / change.path)
    folder = _keep(root, changes, draft=draft, script=script, home=home)
    done: list[Change] = []
    try:
        for change in changes:
            if change.after == change.before:
                continue
            _put(root / change.path, change.after, expected=change.before)
            done.append(change)
    except BaseException:
        for change in reversed(done):
            _put(root / change.path, change.before, expected=change.after)
        discard(folder)
        raise


def last_record(root: Path, home: str = UNDO) -> tuple[Path, Record] | None:
    """Return the latest record and its folder.

    Raises
    ------
    ProblemsError
        The record cannot be read.
    """
    folders = records(root, home)
    if not folders:
        return None
    folder = folders[-1]
    name = f"{home}/{folder.name}/{_RECORD}"
    toml, problems = parse((folder / _RECORD).read_bytes(), name)
    if toml is None:
        raise ProblemsError(problems)
    reader = Reader(toml.marks, name)
    record = reader.table(Record, toml.table)
    if record is None:
        raise ProblemsError(reader.problems)
    return folder, record


def state_of(root: Path, record: Record) -> tuple[State, tuple[str, ...]]:
    """Return how the files stand to a record, and which of them are neither before nor after."""
    before = after = False
    edited = []
    for file in record.file:
        now = _sha256(_read(root / file.path))
        if now not in {file.before, file.after}:
            edited.append(file.path)
        elif file.before != file.after:
            before |= now == file.before
            after |= now == file.after
    if edited:
        return State.EDITED, tuple(edited)
    if before and after:
        return State.HALFWAY, ()
    return (State.UNDONE if before else State.DONE), ()


def take_back(root: Path, folder: Path, record: Record) -> None:
    """Put every file back as it was before the record, and drop the record.

    The files must each be as before or after it; see `state_of`. If this is interrupted it can be
    done again.

    Raises
    ------
    LastlookError
        A copy is not what was put there; nothing was written.
    """
    copies = {file.path: _copy(folder, file) for file in record.file}
    for file in reversed(record.file):
        now = _read(root / file.path)
        if now != copies[file.path]:
            _put(root / file.path, copies[file.path], expected=now)
    discard(folder)


def drop_undone(root: Path, home: str = UNDO) -> None:
    """Drop records of what has been put back by hand, such as with git."""
    while (latest := last_record(root, home)) and state_of(root, latest[1])[0] is State.UNDONE:
        discard(latest[0])


def _copy(folder: Path, file: RecordedFile) -> bytes | None:
    data = _read(folder / file.copy) if file.copy else None
    if _sha256(data) != file.before:
        raise LastlookError(
            f"{folder / file.copy} is gone or was changed, so {file.path} cannot be put back as "
            "it was. Nothing was written."
        )
    return data


def records(root: Path, home: str = UNDO) -> list[Path]:
    """Return the folders of all records, the latest last."""
    there = root / home
    return sorted(path.parent for path in there.glob(f"[0-9]*/{_RECORD}")) if there.is_dir() else []


def _keep(root: Path, changes: Iterable[Change], *, draft: str, script: str, home: str) -> Path:
    """Write the record: first the copies, then what makes them one."""
    known = records(root, home)
    folder = root / home / f"{int(known[-1].name) + 1 if known else 1:04}"
    if folder.exists():
        discard(folder)  # a record that was never finished
    folder.mkdir(parents=True)
    header = _HEADER.format(
        command="`lastlook script undo`" if home == UNDO else "`lastlook breakdown undo`"
    )
    lines = [header, f"draft = {quoted(draft)}", f"script = {quoted(script)}"]
    for count, change in enumerate(changes, 1):
        lines += ["", "[[file]]", f"path = {quoted(change.path)}"]
        if change.before is not None:
            copy = f"{count}-{change.path.rpartition('/')[2]}"
            write_atomic(folder / copy, change.before, expected=None)
            lines += [f"before = {quoted(_sha256(change.before))}", f"copy = {quoted(copy)}"]
        if change.after is not None:
            lines.append(f"after = {quoted(_sha256(change.after))}")
    text = "\n".join([*lines, ""])
    write_atomic(folder / _RECORD, text.encode(), expected=None)
    return folder


def discard(folder: Path) -> None:
    """Remove a record, what makes it one first; and its parents where they are left empty."""
    (folder / _RECORD).unlink(missing_ok=True)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    for parent in (folder.parent, folder.parent.parent):
        if any(parent.iterdir()):
            break
        parent.rmdir()


def _put(path: Path, data: bytes | None, *, expected: bytes | None) -> None:
    """Write or remove a file that holds what is expected."""
    snapshot = _snapshot(path)
    if (snapshot.data if snapshot else None) != expected:
        raise ChangedUnderneathError(path)
    if data is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data, expected=snapshot)


def _snapshot(path: Path) -> Snapshot | None:
    return read_snapshot(path) if path.is_file() else None


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _sha256(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()
