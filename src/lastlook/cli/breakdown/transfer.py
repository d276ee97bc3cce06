"""`lastlook breakdown export` and `import`: the breakdown to other programs, and from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.breakdown.film import decide, load_film, say_done, say_json
from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.errors import Problem
    from lastlook.exchange import Incoming, Merged
    from lastlook.plan import Film
    from lastlook.production.files import Snapshot
    from lastlook.schedule import Board
    from lastlook.script.drafts.changes import Change


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--fdx",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The script for Final Draft and Movie Magic, every element tagged in its words.",
)
@click.option(
    "--uss",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Sheets, elements, board and calendar as a Universal Schedule (.uss).",
)
@click.option(
    "--csv",
    "tables",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Two tables, scenes.csv and elements.csv, into a folder, which is made if need be.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def export(
    folder: Path,
    *,
    fdx: Path | None,
    uss: Path | None,
    tables: Path | None,
    as_json: bool,
    force: bool,
) -> None:
    """Write the breakdown of the film in FOLDER for other programs.

    Several formats may be asked for at once. What a format cannot hold is listed.
    """
    if fdx is None and uss is None and tables is None:
        raise click.UsageError("Say what to write: --fdx FILE, --uss FILE or --csv FOLDER.")
    film = load_film(folder)
    out: list[tuple[Path, bytes]] = []
    losses: list[Problem] = []
    on_heading: Sequence[str] = ()
    if fdx is not None:
        from lastlook.exchange import tag_script
        from lastlook.script.fdx.write import write_fdx

        tagged, on_heading = tag_script(film)
        written = write_fdx(tagged)
        out.append((fdx, written.data))
        losses += written.losses
    if uss is not None:
        from lastlook.exchange import film_to_uss, write_uss

        out.append((uss, write_uss(film_to_uss(film, _board(film)))))
    if tables is not None:
        from lastlook.exchange import film_to_csv

        out += [(tables / name, data) for name, data in film_to_csv(film, _board(film)).items()]
    _write_all(out, force=force, folder=tables)
    if as_json:
        say_json(
            {
                "files": [{"path": str(path), "bytes": len(data)} for path, data in out],
                "on_heading": list(on_heading),
                "losses": [problem.as_dict() for problem in losses],
            }
        )
        return
    from lastlook.cli.say import by_scene, say_problems

    say_problems(losses)
    if on_heading:
        click.echo("tagged on the heading, as the scene's words do not name it:")
    for line in by_scene(on_heading):
        click.echo(f"  {line}")
    for path, _ in out:
        click.echo(f"{path} written.")


def _board(film: Film) -> Board | None:
    """Return the film's board; None where there is none."""
    from lastlook.plan.boards import BOARD_FILE
    from lastlook.schedule import build_shoot, read_board

    path = film.production.root / BOARD_FILE
    if not path.is_file():
        return None
    return read_board(path, build_shoot(film.production, film.sheets)).board


def _write_all(
    out: Sequence[tuple[Path, bytes]], *, force: bool, folder: Path | None = None
) -> None:
    """Write every file or, if one of them may not be written, none; `folder` is made if need be."""
    from lastlook.production.files import read_snapshot, write_atomic

    there: list[Snapshot | None] = []
    for path, _ in out:
        new = path.parent == folder and not folder.exists() and folder.parent.is_dir()
        if not path.parent.is_dir() and not new:
            raise LastlookError(f"{path} cannot be written: there is no folder {path.parent}.")
        if path.is_dir():
            raise LastlookError(f"{path} is a folder. Give the name of a file.")
        if path.exists() and not force:
            raise LastlookError(f"{path} is there already. Write over it with --force.")
        there.append(read_snapshot(path) if path.exists() else None)
    if folder is not None:
        folder.mkdir(exist_ok=True)
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
@click.option("--board", is_flag=True, help="Make the file's stripboard the board of this film.")
@click.option("--stripboard", metavar="NAME", default="", help="Which one, where it has several.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def import_files(
    folder: Path,
    files: tuple[Path, ...],
    *,
    board: bool,
    stripboard: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take the breakdown in FILE... into the film in FOLDER.

    FILE is a tagged .fdx, a .uss, .csv tables, or Movie Magic's Breakdown and Shooting Schedule
    reports as .pdf. Scenes are matched by their words, heading and cast, never by number alone.
    What is decided here stays as it is; what the file has more is added to breakdown.toml, and
    what matches no scene is listed with all it says.
    """
    from lastlook.exchange import decisions_bytes, merge

    film = load_film(folder)
    incoming = _read(files, stripboard)
    merged = merge(film, incoming)
    changes, remarks = _board_changes(film, incoming, merged) if board else ([], ())
    done: tuple[str, ...] = ()
    if not dry_run and (changes or merged.decisions != film.decisions):
        done = decide(
            film,
            lambda there: decisions_bytes(there, film.decisions, merged.decisions),
            f"import {incoming.name}",
            changes,
        )
    if as_json:
        say_json({**_told(incoming, merged), "board": list(remarks), "files": list(done)})
        return
    _show(incoming, merged, dry_run=dry_run)
    for remark in remarks:
        click.echo(remark)
    if done:
        say_done(folder, f"Wrote {', '.join(done)}.", done)


def _read(files: Sequence[Path], stripboard: str) -> Incoming:
    """Read what came in; the endings of the files tell their formats."""
    from lastlook import exchange
    from lastlook.script import read_file

    endings = {path.suffix.lower() for path in files}
    first = files[0]
    if endings == {".uss"} and len(files) == 1:
        uss, problems = exchange.read_uss(_bytes(first), first.name)
        return exchange.uss_to_incoming(uss, first.name, problems, stripboard=stripboard)
    if endings == {".fdx"} and len(files) == 1:
        return exchange.read_tags(read_file(first))
    if endings <= {".csv", ".tsv"}:
        return exchange.read_tables([(_bytes(path), path.name) for path in files])
    if endings == {".pdf"}:
        return exchange.read_reports([(_bytes(path), path.name) for path in files])
    raise LastlookError(
        "A breakdown comes in as one tagged .fdx, one .uss, .csv tables, or Movie Magic's reports "
        f"as .pdf, not as {', '.join(path.name for path in files)}."
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LastlookError(f"{path} cannot be read: {error.strerror}.") from None


def _board_changes(
    film: Film, incoming: Incoming, merged: Merged
) -> tuple[list[Change], Sequence[str]]:
    """Return what becomes of board.toml; the one that is there is kept beside it."""
    from itertools import count

    from lastlook.breakdown import sheets
    from lastlook.exchange import board_bytes, board_of
    from lastlook.plan.boards import BEFORE_FILE, BOARD_FILE
    from lastlook.schedule import build_shoot
    from lastlook.script.drafts.changes import Change

    if not incoming.days:
        raise LastlookError(f"{incoming.name} holds no board with shooting days.")
    new = sheets(film.production, film.screenplay, film.scenes, film.pages, merged.decisions)
    shoot = build_shoot(film.production, new)
    board, remarks = board_of(film, incoming, merged.matched, shoot)
    root = film.production.root
    path = root / BOARD_FILE
    there = path.read_bytes() if path.is_file() else None
    after = board_bytes(board, shoot)
    if after == there:
        return [], remarks
    changes = [Change(path=BOARD_FILE, before=there, after=after)]
    if there is not None:
        names = (BEFORE_FILE.format(f"-{n}" if n > 1 else "") for n in count(1))
        aside = next(name for name in names if not (root / name).exists())
        changes.append(Change(path=aside, before=None, after=there))
        remarks = (*remarks, f"The board that was there is in {aside}.")
    return changes, remarks


def _show(incoming: Incoming, merged: Merged, *, dry_run: bool) -> None:
    from lastlook.cli.say import alike, by_scene, say_problems

    say_problems(incoming.problems)
    for remark in alike(merged.remarks):
        click.echo(remark)
    for kept in merged.kept:
        where = f"scene {kept.scene}: " if kept.scene else ""
        click.echo(f"{where}{kept.what} stays “{kept.ours}”; the file has “{kept.theirs}”.")
    for one in merged.unplaced:
        click.echo(f"{one.place}, {one.heading or 'no heading'}, matches no scene: {one.why}.")
        for words in one.words:
            click.echo(f"  {words}")
    for line in by_scene(merged.added):
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
