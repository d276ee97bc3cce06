"""`lastlook take rehearse`: what a take's snow will do, and when."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lastlook.errors import LastlookError, ProblemsError

BOOK = "book"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def rehearse(file: Path, *, as_json: bool) -> None:
    """Run the take in FILE and say when each pane is shut, what it uses, and how long the reset is.

    Writes a timeline of cues, opacity and light into the production's `book` folder, or beside
    FILE where there is no production. The exit code is 1 where a pane does not shut when the page
    says.
    """
    from lastlook.cli.take.telling import as_dict, tell
    from lastlook.paperwork.take_chart import take_chart
    from lastlook.production import find_root
    from lastlook.take import read_take
    from lastlook.take import rehearse as run

    root = find_root(file.resolve())
    take, problems = read_take(file.resolve() if root else file, root=root)
    if take is None:
        raise ProblemsError(problems)
    found = run(take)
    chart = _write(file, root, take_chart(found).svg)
    if as_json:
        click.echo(json.dumps(as_dict(found, chart), ensure_ascii=False, indent=1))
    else:
        tell(found, chart)
    if not found.kept:
        click.get_current_context().exit(1)


def _write(file: Path, root: Path | None, svg: str) -> Path:
    """Write the picture; what lastlook derived before is replaced."""
    from lastlook.production import read_snapshot, write_atomic

    folder = root / BOOK if root else file.parent
    path = folder / f"take-{file.stem}.svg"
    try:
        folder.mkdir(exist_ok=True)
        before = read_snapshot(path) if path.is_file() else None
        write_atomic(path, svg.encode(), expected=before)
    except OSError as error:
        raise LastlookError(f"{path} cannot be written: {error.strerror}.") from error
    return path
