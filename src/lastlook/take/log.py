"""The take log: what happened, take by take, kept beside the take file for ever.

Takes and notes are only ever added at the end of the file; of a take that is there, single values
are changed (circled later, a reason found at the monitor). What nobody planned is a note.
"""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from datetime import date, time  # noqa: TC003
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from lastlook.errors import LastlookError, Problem
from lastlook.language.letters import without_accents
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lastlook.production.files import Snapshot

SUFFIX = ".log.toml"
HEAD = (
    "# What happened, take by take. `lastlook take log` adds to it; correct it by hand.\n"
    "format = 1\n"
)

_NUMBER = Key(is_a="a take's number", such="3", least=1, most=9999)
_LENGTH = Key(is_a="seconds", such="287.5", least=0, most=36000)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedTake:
    """A take that was shot."""

    take: Annotated[int, _NUMBER]
    slate: str = ""
    """What the slate says before the take's number: `24A`."""
    date: date | None = None
    rolled: time | None = None
    """Clock time at "action"."""
    length: Annotated[Decimal | None, _LENGTH] = None
    """Seconds from "action" to "cut"."""
    circled: bool = False
    """The director wants it."""
    no_good: str = ""
    """Why not, where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that happened and that nobody planned."""

    take: Annotated[int, _NUMBER]
    at: Annotated[Decimal | None, Key(is_a="seconds from action", such="252", least=0)] = None
    what: Annotated[str, Key(filled=True, lines=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log file."""

    format: Annotated[int, Key(least=1, most=1)] = 1
    takes: tuple[LoggedTake, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def next_take(self) -> int:
        """The number after the highest."""
        numbers = [one.take for one in self.takes] + [one.take for one in self.notes]
        return max(numbers, default=0) + 1

    def notes_of(self, take: int) -> tuple[Note, ...]:
        """Return a take's notes in the order of time, those without one first."""
        own = [note for note in self.notes if note.take == take]
        return tuple(sorted(own, key=lambda note: -1 if note.at is None else note.at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place of a log that has all the words looked for."""

    take: int
    at: Decimal | None
    where: str
    """`note`, `no good` or `slate`."""
    what: str


def log_path(take_file: Path) -> Path:
    """Return where a take's log is: `12-car.log.toml` beside `12-car.toml`."""
    return take_file.with_name(take_file.name.removesuffix(".toml") + SUFFIX)


def parse_log(data: bytes, file: str) -> tuple[Log | None, list[Problem]]:
    """Read the bytes of a log: the log, or None if it has any error; and all problems."""
    toml, problems = parse(data, file)
    if toml is None:
        return None, problems
    reader = Reader(toml.marks, file)
    log = reader.table(Log, toml.table)
    first: dict[int, int] = {}
    for index, one in enumerate(log.takes if log else ()):
        if one.take in first:
            reader.problem(
                ("takes", index, "take"),
                f"Take {one.take} is in the log twice.",
                "Give one of them another number, or make them one.",
            )
        first.setdefault(one.take, index)
    for index, note in enumerate(log.notes if log else ()):
        if note.take not in first:
            reader.problem(
                ("notes", index, "take"),
                f"There is no take {note.take} in the log.",
                "Add a [[takes]] table for it, or correct the number.",
            )
    return (None if reader.problems else log), sorted(reader.problems)


def logged(
    snapshot: Snapshot | None, log: Log, take: int, changes: Mapping[str, Any],
    notes: Sequence[Note],
) -> bytes:  # fmt: skip
    """Return a log file's new bytes, with a take added or changed and notes added.

    Parameters
    ----------
    snapshot
        The file as it was read; None for a log that begins.
    log
        What it says.
    changes
        Keys of `LoggedTake` and their values, without `take`.

    Raises
    ------
    LastlookError
        A value that a log cannot hold; or the file is written so that it cannot be changed
        without disturbing the rest.
    """
    from lastlook.production.toml_edit import cannot_edit
    from lastlook.production.toml_splice import TomlSplicer

    new = [_table("takes", {"take": take, **changes})]
    new += [
        _table("notes", {"take": note.take, "at": note.at, "what": note.what}) for note in notes
    ]
    _, problems = parse_log("".join(new).encode(), "log")
    if problems:
        raise LastlookError("\n".join(problem.message for problem in problems))
    data = HEAD.encode() if snapshot is None else snapshot.data
    there = next((n for n, one in enumerate(log.takes) if one.take == take), None)
    if there is not None and changes and snapshot is not None:
        splicer = TomlSplicer(snapshot)
        for key, value in changes.items():
            splicer.put(("takes", there, key), _toml_value(value))
        data = splicer.result()
    added = new if there is None else new[1:]
    newline = snapshot.newline if snapshot and snapshot.newline else "\n"
    text = "".join(added).replace("\n", newline).encode()
    if text and data and not data.endswith((b"\n", b"\r")):
        data += newline.encode()
    if parse_log(data + text, "log")[0] is None and snapshot is not None:
        raise cannot_edit(snapshot)
    return data + text


def find(log: Log, words: str) -> tuple[Found, ...]:
    """Return what has every word, whatever its case and accents, in the order of takes."""
    wanted = [_plain(word) for word in words.split()]
    rows = []
    for one in log.takes:
        rows.append(Found(take=one.take, at=None, where="slate", what=one.slate))
        rows.append(Found(take=one.take, at=None, where="no good", what=one.no_good))
        rows += [
            Found(take=one.take, at=note.at, where="note", what=note.what)
            for note in log.notes_of(one.take)
        ]
    return tuple(row for row in rows if row.what and all(w in _plain(row.what) for w in wanted))


def _plain(text: str) -> str:
    return without_accents(text).casefold()


def _table(name: str, values: Mapping[str, Any]) -> str:
    from lastlook.production.toml_splice import inline

    lines = [
        f"{key} = {inline(_toml_value(value))}"
        for key, value in values.items()
        if value is not None
    ]
    return f"\n[[{name}]]\n" + "\n".join(lines) + "\n"


def _toml_value(value: Any) -> Any:
    """TOML has no Decimal: whole seconds are whole, others have their digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
