"""`lastlook schedule check`: every rule that a board breaks."""

from __future__ import annotations

from pathlib import Path

import click

from lastlook.cli.schedule.folder import as_violation, number, open_board, say_json


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("board", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.pass_context
def check(ctx: click.Context, folder: Path, board: Path | None, *, as_json: bool) -> None:
    """Check BOARD, a board of the production in FOLDER, against every rule.

    BOARD is board.toml where none is named. The checker shares nothing with the solver, so it
    is as good for a board made by hand or elsewhere. Ends with 1 if a rule is broken.
    """
    from lastlook.cli.say import say_problems
    from lastlook.cli.schedule.words import say_broken
    from lastlook.schedule import cost, violations
    from lastlook.schedule.rules import RULES

    opened = open_board(folder, board, to_check=True)
    broken = violations(opened.file.board, opened.shoot)
    report = cost(opened.file.board, opened.shoot)
    if as_json:
        say_json(
            {
                "legal": not broken,
                "broken": [as_violation(one) for one in broken],
                "rules": [
                    {"name": r.name, "says": r.says, "source": r.cited(opened.shoot)} for r in RULES
                ],
                "currency": report.currency,
                "cost": number(report.total),
                "warnings": [problem.as_dict() for problem in opened.file.problems],
            }
        )
    else:
        say_problems(opened.file.problems)
        for line in say_broken(broken):
            click.echo(line)
        count = f"{len(broken)} broken" if broken else "none is broken"
        click.echo(f"{len(RULES)} rules checked, {count}.")
    if broken:
        ctx.exit(1)
