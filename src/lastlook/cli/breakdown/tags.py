"""`lastlook breakdown tags`: where every confirmed tag is in the script of today."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Show those that are kept too.")
@click.option("--json", "as_json", is_flag=True, help="Print all of them for programs.")
def tags(folder: Path, *, every: bool, as_json: bool) -> None:
    """Show where each confirmed tag of the production in FOLDER is in the script.

    Kept: its sentence stands in its scene. Changed: the sentence does not, the scene does.
    Moved: the sentence stands in another scene. Unquoted: put on the sheet without a sentence.
    Orphaned: its scene is gone. Nothing is ever left out.
    """
    from dataclasses import asdict

    from rich.console import Console

    from lastlook.breakdown.tags import TagState, counted, status_of_tags
    from lastlook.cli.breakdown.film import load_film, say_json
    from lastlook.cli.script.revise_tags import counts_line, tag_lines

    film = load_film(folder)
    found = status_of_tags(film.screenplay, film.scenes, film.decisions, film.ledger)
    if as_json:
        say_json(
            {
                "total": len(found),
                "counts": counted(found),
                "tags": [asdict(tag) for tag in found],
            }
        )
        return
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for state in TagState:
        shown = [tag for tag in found if tag.state is state]
        if not shown or (state in {TagState.KEPT, TagState.UNQUOTED} and not every):
            continue
        console.print(f"{state.value.capitalize()}", style="bold")
        for tag in shown:
            for line in tag_lines(tag):
                console.print(line)
        console.print()
    console.print(counts_line(found))
