"""`lastlook breakdown export` and `import`: the breakdown to other programs, and from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.errors import LastlookError, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.errors import Problem
    from lastlook.exchange import Incoming, Merged
    from lastlook.plan import Film
    from lastlook.production.files import Snapshot


def _film(folder: Path) -> Film:
    from lastlook.plan import load

    film, problems = load(folder)
    if film is None:
        raise ProblemsError(problems)
    return film


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--fdx",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The script for Final Draft and Movie Magic, every element tagged in its words.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def export(folder: Path, *, fdx: Path | None, as_json: bool, force: bool) -> None:
    """Write the breakdown of the film in FOLDER for other programs.

    Several formats may be asked for at once. What a format cannot hold is listed.
    """
    from lastlook.exchange import tag_script

    if fdx is None:
        raise click.UsageError("Say what to write: --fdx.")
    film = _film(folder)
    out: list[tuple[Path, bytes]] = []
    losses: list[Problem] = []
    on_heading: Sequence[str] = ()
    if fdx is not None:
        from lastlook.script.fdx.write import write_fdx

        tagged, on_heading = tag_script(film)
        written = write_fdx(tagged)
        out.append((fdx, written.data))
        losses += written.losses
    _write_all(out, force=force)
    if as_json:
        told = {
            "files": [{"path": str(path), "bytes": len(data)} for path, data in out],
            "on_heading": list(on_heading),
            "losses": [problem.as_dict() for problem in losses],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from lastlook.cli.say import say_problems

    say_problems(losses)
    for line in on_heading:
        click.echo(f"tagged on the heading, as the scene's words do not name it: {line}")
    for path, _ in out:
        click.echo(f"{path} written.")


def _write_all(out: Sequence[tuple[Path, bytes]], *, force: bool) -> None:
    """Write every file or, if one of them may not be written, none."""
    from lastlook.production.files import read_snapshot, write_atomic

    there: list[Snapshot | None] = []
    for path, _ in out:
        if not path.parent.is_dir():
            raise LastlookError(f"{path} cannot be written: there is no folder {path.parent}.")
        if path.is_dir():
            raise LastlookError(f"{path} is a folder. Give the name of a file.")
        if path.exists() and not force:
            raise LastlookError(f"{path} is there already. Write over it with --force.")
        there.append(read_snapshot(path) if path.exists() else None)
    for (path, data), expected in zip(out, there, strict=True):
        try:
            write_atomic(path, data, expected=expected)
        except OSError as error:
            raise LastlookError(f"{path} cannot be written: {error.strerror}.") from None


@click.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument(
    "files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def import_files(folder: Path, files: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> None:
    """Take the breakdown in FILE... into the film in FOLDER.

    Scenes are matched by their words, heading and cast, never by number alone. What is decided
    here stays as it is; what the files have more is added to breakdown.toml, and what matches
    no scene is listed with all it says.
    """
    from lastlook.exchange import merge, write_decisions

    film = _film(folder)
    incoming = _read(files)
    merged = merge(film, incoming)
    if not dry_run and merged.decisions != film.decisions:
        write_decisions(film, merged.decisions)
    if as_json:
        click.echo(json.dumps(_told(incoming, merged), ensure_ascii=False, indent=1))
        return
    _show(incoming, merged, dry_run=dry_run)


def _read(files: Sequence[Path]) -> Incoming:
    from lastlook.exchange import read_tags
    from lastlook.script import read_file

    return read_tags(read_file(files[0]))


def _show(incoming: Incoming, merged: Merged, *, dry_run: bool) -> None:
    from lastlook.cli.say import say_problems

    say_problems(incoming.problems)
    for remark in merged.remarks:
        click.echo(remark)
    for kept in merged.kept:
        where = f"scene {kept.scene}: " if kept.scene else ""
        click.echo(f"{where}{kept.what} stays “{kept.ours}”; the file has “{kept.theirs}”.")
    for one in merged.unplaced:
        click.echo(f"{one.place}, {one.heading or 'no heading'}, matches no scene: {one.why}.")
        for words in one.words:
            click.echo(f"  {words}")
    for line in merged.added:
        click.echo(f"+ {line}")
    verb = "would be added" if dry_run else "added"
    click.echo(
        f"{len(merged.matched)} of {len(incoming.sheets)} sheets matched; "
        f"{len(merged.added)} {verb}, {merged.already} there already."
    )


def _told(incoming: Incoming, merged: Merged) -> dict[str, Any]:
    return {
        "sheets": len(incoming.sheets),
        "matched": {key: list(ids) for key, ids in merged.matched.items()},
        "added": list(merged.added),
        "already": merged.already,
        "kept": [
            {"scene": k.scene, "what": k.what, "ours": k.ours, "theirs": k.theirs}
            for k in merged.kept
        ],
        "unplaced": [
            {
                "place": one.place,
                "line": one.line,
                "heading": one.heading,
                "why": one.why,
                "words": list(one.words),
            }
            for one in merged.unplaced
        ],
        "remarks": list(merged.remarks),
        "problems": [problem.as_dict() for problem in incoming.problems],
    }
