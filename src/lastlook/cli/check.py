"""`lastlook check`: everything that is wrong, in every file, at once."""

from __future__ import annotations

from pathlib import Path

import click

from lastlook.errors import Severity


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path) -> None:
    """Report every problem in every file of FOLDER: where, what, why and the way out.

    Nothing is written. Ends with 1 if there is an error, with 0 if there are warnings only.
    """
    from lastlook.cli.say import count_problems, say_problems
    from lastlook.plan import check as check_production

    problems = check_production(folder)
    say_problems(problems)
    click.echo(f"{folder}: {count_problems(problems) or 'nothing wrong'}")
    if any(problem.severity is Severity.ERROR for problem in problems):
        ctx.exit(1)
