"""`lastlook take rehearse`: what a take's snow will do, who shows in frame, and what would help."""

from __future__ import annotations

import json
import math
from pathlib import Path

import click

from lastlook.errors import LastlookError, ProblemsError

BOOK = "book"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option(
    "--every",
    type=click.FloatRange(min=0.01, max=60),
    help="Look at a moment every so many seconds only; else at every frame.",
)
@click.option("--no-sight", is_flag=True, help="Run the snow only; look for nobody.")
def rehearse(file: Path, *, as_json: bool, every: float | None, no_sight: bool) -> None:
    """Run the take in FILE: its snow and light, who shows in which frame, and the reset.

    Writes run sheet, overhead plans, storyboard frames and timeline into the production's `book`
    folder, or beside FILE where there is no production. The exit code is 1 where a pane does not
    shut when the page says, or where somebody is seen who must not be.
    """
    from lastlook.cli.say import say_problems
    from lastlook.cli.take.telling import as_dict, tell
    from lastlook.cli.take.working import working
    from lastlook.plan.film import take_of
    from lastlook.plan.rehearsing import print_take
    from lastlook.production import find_root
    from lastlook.take import read_take
    from lastlook.take.rehearsal import rehearse as run

    if every is not None and math.isnan(every):
        raise click.BadParameter("it is no number of seconds.", param_hint="--every")
    root = find_root(file.resolve())
    take, problems = read_take(file.resolve() if root else file, root=root)
    if take is None:
        raise ProblemsError(problems)
    say_problems(problems)
    if root:
        take = take_of(root, file.resolve()) or take
    folder = root / BOOK if root and file.resolve().parent.parent == root else file.parent
    with working() as doing:
        found = run(take, root=root, sight=not no_sight, every=every, tell=doing)
        doing("Pages")
        try:
            files, _ = print_take(found, file.name, file.stem, folder, root)
        except OSError as error:
            raise LastlookError(f"{folder} cannot be written to: {error.strerror}.") from error
    if as_json:
        click.echo(json.dumps(as_dict(found, files), ensure_ascii=False, indent=1))
    else:
        tell(found, files)
    if not found.good:
        click.get_current_context().exit(1)
