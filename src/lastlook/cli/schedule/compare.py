"""`lastlook schedule compare`: two boards strip by strip."""

from __future__ import annotations

from pathlib import Path

import click

from lastlook.cli.schedule.folder import as_comparison, open_board, read_other, say_json


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("board", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def compare(folder: Path, board: Path, other: Path, *, as_json: bool) -> None:
    """Hold BOARD against OTHER, two boards of the production in FOLDER.

    Strip by strip what stands on another date or in another order, the days, the cost by term,
    and every rule that each of them breaks. Nothing is written.
    """
    from lastlook.cli.schedule.words import say_broken, say_days, say_strips, say_terms
    from lastlook.schedule.compare import compare as hold_against

    opened = open_board(folder, board)
    second = read_other(opened.film, opened.shoot, other)
    found = hold_against(opened.file.board, second.board, opened.shoot)
    if as_json:
        say_json({"currency": opened.shoot.currency, **as_comparison(found)})
        return
    say_strips(found)
    say_days(found)
    say_terms(found.terms, found.total, opened.shoot.currency)
    for path, broken in ((board, found.broken_before), (other, found.broken_after)):
        click.echo(f"{path.name}: {'breaks no rule' if not broken else 'breaks rules'}")
        for line in say_broken(broken):
            click.echo(f"  {line}")
