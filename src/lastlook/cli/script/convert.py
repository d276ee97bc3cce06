"""`lastlook script convert`: the same screenplay in another format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastlook.errors import Problem
    from lastlook.production.files import Snapshot


@click.command()
@click.argument("source", metavar="A", type=click.Path(path_type=Path))
@click.argument("target", metavar="B", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option("--force", is_flag=True, help="Write over B if it is there already.")
def convert(source: Path, target: Path, *, as_json: bool, force: bool) -> None:
    """Write screenplay A as B; the endings of both tell their formats.

    What B's format cannot hold is listed, and the rest is written. B can be .fountain, .fdx,
    .pdf, .docx, .html or .txt.
    """
    from lastlook.production.files import write_atomic
    from lastlook.script import read_file
    from lastlook.script.convert.write import FORMATS, write

    there = _expected(source, target, force=force)
    screenplay = read_file(source)
    written = write(screenplay, target.name)
    try:
        write_atomic(target, written.data, expected=there)
    except OSError as error:
        raise LastlookError(f"{target} cannot be written: {error.strerror}.") from None
    if as_json:
        click.echo(
            json.dumps(
                {
                    "from": str(source),
                    "to": str(target),
                    "format": FORMATS[target.suffix.lower()],
                    "bytes": len(written.data),
                    "losses": _described(written.losses),
                    "problems": _described(screenplay.problems),
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    from lastlook.cli.say import say_problems

    say_problems(screenplay.problems)
    say_problems(written.losses)
    count = len(written.losses)
    lost = f"; {count} {'sort' if count == 1 else 'sorts'} of loss listed above" if count else ""
    click.echo(f"{target} written ({FORMATS[target.suffix.lower()]}){lost}.")


def _expected(source: Path, target: Path, *, force: bool) -> Snapshot | None:
    """Return what stands in the new file's place, None where nothing does."""
    from lastlook.production.files import read_snapshot

    if not target.parent.is_dir():
        raise LastlookError(f"{target} cannot be written: there is no folder {target.parent}.")
    try:
        if target.exists() and source.exists() and target.samefile(source):
            raise LastlookError(f"{source} cannot be written over itself. Give B another name.")
        if target.is_dir():
            raise LastlookError(f"{target} is a folder. Give B the name of a file.")
        if not target.exists():
            return None
        if not force:
            raise LastlookError(f"{target} is there already. Write over it with --force.")
        return read_snapshot(target)
    except OSError as error:
        raise LastlookError(f"{target} cannot be written: {error.strerror}.") from None


def _described(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{"line": p.line, "column": p.column, "message": p.message} for p in problems]
