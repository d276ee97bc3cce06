"""`lastlook take export`: a take for editing programs, 3-D programs, spreadsheets and screens."""

from __future__ import annotations

import json
import math
from pathlib import Path

import click

from lastlook.errors import LastlookError, ProblemsError


@click.command()
@click.argument("file", metavar="TAKE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--to",
    "targets",
    metavar="FILE",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="What to write; its ending says as what. May be given several times.",
)
@click.option(
    "--camera",
    metavar="NAME",
    help="For .edl, .mp4 and .html: whose picture; the first if none is named.",
)
@click.option(
    "--fps",
    type=click.FloatRange(min=0.5, max=240),
    help="Pictures a second of .mp4 (6), poses a second of .glb and .html (8).",
)
@click.option("--no-sight", is_flag=True, help="Do not look for give-aways, which takes longest.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def export(
    file: Path,
    *,
    targets: tuple[Path, ...],
    camera: str | None,
    fps: float | None,
    no_sight: bool,
    as_json: bool,
    force: bool,
) -> None:
    """Write the take in the file TAKE for other programs.

    \b
    .otio          OpenTimelineIO: cameras, a track for each department, markers
    .edl, .xml     CMX 3600 of one camera; Final Cut Pro 7 XML of everything
    .usda, .usdz   OpenUSD: set, people, cameras, lamps and snow, every frame
    .glb           glTF: the same for any viewer, at fewer poses a second
    .html          a page that plays it in the browser, without a network
    .mp4           previs: what a camera sees
    .csv           four tables: timeline, shots, places, snow
    """  # noqa: D301 - click reads \b as a sign to leave lines alone
    from lastlook.cli.say import say_problems
    from lastlook.exchange.take import Export
    from lastlook.exchange.take import export as run
    from lastlook.production import find_root
    from lastlook.take import read_take

    if fps is not None and math.isnan(fps):
        raise click.BadParameter("it is no number of pictures.", param_hint="--fps")
    root = find_root(file.resolve())
    take, problems = read_take(file.resolve() if root else file, root=root)
    if take is None:
        raise ProblemsError(problems)
    say_problems(problems)
    for target in targets:
        if not target.parent.is_dir():
            raise LastlookError(f"{target} cannot be written: there is no folder {target.parent}.")
        _may_write(target, force=force)
    asked = Export(take=take, root=root, camera=camera, fps=fps, sight=not no_sight)
    out = run(asked, targets)
    _write_all(out, force=force)
    if as_json:
        files = [{"path": str(path), "bytes": len(data)} for path, data in out.items()]
        click.echo(json.dumps({"files": files}, ensure_ascii=False, indent=1))
        return
    for path, data in out.items():
        click.echo(f"{path} written, {_size(len(data))}.")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def _may_write(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise LastlookError(f"{path} is a folder. Give the name of a file.")
    if path.exists() and not force:
        raise LastlookError(f"{path} is there already. Write over it with --force.")


def _write_all(out: dict[Path, bytes], *, force: bool) -> None:
    """Write every file or, if one of them may not be written, none."""
    from lastlook.production.files import read_snapshot, write_atomic

    for path in out:
        _may_write(path, force=force)
    for path, data in out.items():
        try:
            write_atomic(path, data, expected=read_snapshot(path) if path.exists() else None)
        except OSError as error:
            raise LastlookError(f"{path} cannot be written: {error.strerror}.") from None
