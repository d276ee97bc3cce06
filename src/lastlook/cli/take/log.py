"""`lastlook take log`: what happened, take by take, beside the plan."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.take.telling import clock
from lastlook.errors import LastlookError, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.take import Take
    from lastlook.take.log import Found, Log, LoggedTake, Note

NOTE = re.compile(r"(\d{1,3}):([0-5]\d(?:\.\d+)?)\s+(\S.*)", re.DOTALL)
LENGTH = re.compile(r"(\d{1,3}):([0-5]\d(?:\.\d+)?)|(\d+(?:\.\d+)?)")
TRIES = 9
"""Times that a log is read again where another program writes at the same moment."""
NEAR = Decimal(3)
"""Seconds within which a planned cue is told beside a note."""


class Length(click.ParamType[Decimal]):
    """Minutes and seconds, `4:47`, or seconds."""

    name = "m:ss"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give seconds."""
        found = LENGTH.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is no length: write 4:47, or seconds.", param, ctx)
        minutes, seconds, alone = found.groups()
        return Decimal(alone) if alone else 60 * Decimal(minutes) + Decimal(seconds)


class Clock(click.ParamType[time]):
    """A time of day, `21:42` or `21:42:10`."""

    name = "hh:mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give a time."""
        try:
            return time.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no time of day: write 21:42.", param, ctx)


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True))
@click.option("--take", "number", type=click.IntRange(1, 9999), help="Which; else the next.")
@click.option("--slate", help="What the slate says before the number, such as 24A.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day it was shot.")
@click.option("--rolled", type=Clock(), help="Clock time at action.")
@click.option("--length", type=Length(), help="From action to cut.")
@click.option("--circled/--not-circled", default=None, help="The director wants it, or not.")
@click.option("--no-good", metavar="REASON", help="Why it is no good.")
@click.option("--note", "notes", multiple=True, help='What happened: "4:12 a single tear".')
@click.option("--find", "words", metavar="WORDS", help="Search; FILE may be a whole production.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def log(
    path: Path, *, number: int | None, slate: str | None, day: datetime | None, rolled: time | None,
    length: Decimal | None, circled: bool | None, no_good: str | None, notes: Sequence[str],
    words: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Keep what happened in the take of FILE, search it, and show it beside the plan.

    With anything that is to be kept, a take is added to the log beside FILE, or the one that
    --take names is changed; notes are only ever added. Without, the log is shown.
    """
    given = {
        "slate": slate,
        "date": day.date() if day else None,
        "rolled": rolled,
        "length": length,
        "circled": circled,
        "no_good": no_good,
    }
    changes = {key: value for key, value in given.items() if value is not None}
    if words is not None:
        if changes or notes:
            raise click.UsageError("--find searches; it does not go with what is to be kept.")
        _search(path, words, as_json=as_json)
        return
    if path.is_dir():
        raise click.UsageError("Name one take file; a folder can only be searched, with --find.")
    take = _plan(path)
    if changes or notes:
        _keep(path, number, changes, notes)
    elif number is not None:
        raise click.UsageError("Say what is to be kept of this take, such as --circled.")
    _show(path, take, as_json=as_json)


def _plan(path: Path) -> Take:
    from lastlook.production import find_root
    from lastlook.take import read_take

    take, problems = read_take(path, root=find_root(path))
    if take is None:
        raise ProblemsError(problems)
    return take


def _read(path: Path) -> tuple[Any, Log]:
    """Read a take's log and the file that it is in; an empty one where there is none."""
    from lastlook.production import read_snapshot
    from lastlook.take.log import Log, log_path, parse_log

    file = log_path(path)
    if not file.is_file():
        return None, Log()
    snapshot = read_snapshot(file)
    found, problems = parse_log(snapshot.data, file.name)
    if found is None:
        raise ProblemsError(problems)
    return snapshot, found


def _keep(path: Path, number: int | None, changes: dict[str, Any], words: Sequence[str]) -> None:
    """Put a take into the log; whoever logs at the same moment loses nothing either."""
    from lastlook.errors import ChangedUnderneathError
    from lastlook.production import write_atomic
    from lastlook.production.files import one_at_a_time
    from lastlook.take.log import log_path

    for left in reversed(range(TRIES)):
        try:
            with one_at_a_time(path.resolve().parent):
                snapshot, data = _with(path, number, changes, words)
                write_atomic(log_path(path), data, expected=snapshot)
        except ChangedUnderneathError:
            if not left:
                raise
        except OSError as error:
            message = f"{log_path(path)} cannot be written: {error.strerror}."
            raise LastlookError(message) from error
        else:
            return


def _with(
    path: Path, number: int | None, changes: dict[str, Any], words: Sequence[str]
) -> tuple[Any, bytes]:
    """Return a log's file as it is and its bytes with a take added or changed."""
    from lastlook.take.log import Note, logged

    snapshot, before = _read(path)
    take = number or before.next_take
    there = next((asdict(one) for one in before.takes if one.take == take), {})
    after = {**there, **changes}
    if after.get("circled") and after.get("no_good"):
        raise click.UsageError(
            f"Take {take} would be circled and no good ({after['no_good']}). "
            'Add --not-circled, or --no-good "".'
        )
    notes = [_note(take, text) for text in words]
    if (reason := there.get("no_good")) and after["no_good"] != reason:
        # What was said stays, and is found: a reason gives way to a note.
        notes.insert(0, Note(take=take, what=f"No good until now: {reason}"))
    return snapshot, logged(snapshot, before, take, changes, notes)


def _note(take: int, text: str) -> Note:
    from lastlook.take.log import Note

    found = NOTE.fullmatch(text.strip())
    if not text.strip():
        raise click.UsageError('A note says what happened: --note "4:12 a single tear".')
    if not found:
        return Note(take=take, what=text.strip())
    minutes, seconds, what = found.groups()
    return Note(take=take, at=60 * Decimal(minutes) + Decimal(seconds), what=what)


def _search(path: Path, words: str, *, as_json: bool) -> None:
    from lastlook.take.log import SUFFIX, find

    folder = path / "takes" if (path / "takes").is_dir() else path
    files = (
        [file.with_name(file.name.removesuffix(SUFFIX) + ".toml") for file in
         sorted(folder.glob(f"*{SUFFIX}"))]
        if path.is_dir()
        else [path]
    )  # fmt: skip
    found: list[tuple[Path, Found]] = []
    for file in files:
        found += [(file, one) for one in find(_read(file)[1], words)]
    if as_json:
        rows = [
            {"file": file.name, "take": one.take, "at": _number(one.at), "where": one.where,
             "what": one.what}
            for file, one in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for file, one in found:
        at = f" {clock(one.at)}" if one.at is not None else ""
        click.echo(f"{file.stem}, take {one.take}{at}: {one.what}")
    if not found:
        click.echo(f"Nothing in {len(files)} log{'s' if len(files) != 1 else ''} has {words!r}.")


def _show(path: Path, take: Take, *, as_json: bool) -> None:
    from lastlook.take.log import log_path

    _, found = _read(path)
    if as_json:
        click.echo(json.dumps(as_dict(found, take), ensure_ascii=False, indent=1))
        return
    click.echo(f"{take.title}, planned at {clock(take.duration)}")
    if not found.takes:
        click.echo('Nothing is logged yet. Begin with: --slate 24A --note "4:12 a single tear"')
    for one in found.takes:
        click.echo("  " + _line(one, take))
        for note in found.notes_of(one.take):
            at = "      " if note.at is None else f"{clock(note.at):>6}"
            click.echo(f"    {at}  {note.what}" + _beside(note, take))
    if found.takes:
        click.echo(f"Kept in {log_path(path)}")


def as_dict(found: Log, take: Take) -> list[dict[str, Any]]:
    """Return a log for programs, with what was planned where something happened."""
    return [
        {
            "take": one.take,
            "slate": one.slate,
            "date": one.date.isoformat() if one.date else None,
            "rolled": one.rolled.isoformat() if one.rolled else None,
            "length": _number(one.length),
            "circled": one.circled,
            "no_good": one.no_good,
            "notes": [
                {"at": _number(note.at), "what": note.what, "planned": list(_planned(note, take))}
                for note in found.notes_of(one.take)
            ],
        }
        for one in found.takes
    ]


def _line(one: LoggedTake, take: Take) -> str:
    slate = f"{one.slate}-{one.take}" if one.slate else f"Take {one.take}"
    parts: list[str] = [f"({slate})" if one.circled else slate]
    if one.date:
        parts.append(one.date.isoformat())
    if one.rolled:
        parts.append(f"rolled {one.rolled:%H:%M}")
    if one.length is not None:
        apart = one.length - take.duration
        side = "longer" if apart > 0 else "shorter"
        told = f", {abs(apart):.0f} s {side} than planned" if abs(apart) >= 1 else ""
        parts.append(clock(one.length) + told)
    parts.append("circled" if one.circled else f"no good: {one.no_good}" if one.no_good else "")
    return "  ".join(part for part in parts if part)


def _beside(note: Note, take: Take) -> str:
    planned = "; ".join(_planned(note, take))
    return f"   [planned then: {planned}]" if planned else ""


def _planned(note: Note, take: Take) -> Iterable[str]:
    """Say what the plan has at a note's moment."""
    if note.at is None:
        return ()
    return tuple(
        f"{clock(cue.at)} {cue.department}: {cue.what}"
        for cue in sorted(take.cues, key=lambda cue: cue.at)
        if abs(cue.at - note.at) <= NEAR
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
