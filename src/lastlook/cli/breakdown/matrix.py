"""`lastlook breakdown matrix`: who and what is in which scene, as one table."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lastlook.cli.breakdown.film import say_json
from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.matrix import Matrix
    from lastlook.cli.breakdown.story import Story


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--elements",
    "categories",
    metavar="CATEGORY",
    multiple=True,
    help="Elements of CATEGORY in the place of the cast; `all` for those of every category.",
)
@click.option("--shooting", is_flag=True, help="Scenes in the order of the board, not the story's.")
@click.option(
    "--svg", metavar="FILE", type=click.Path(path_type=Path), help="Draw it into FILE (SVG)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def matrix(
    folder: Path,
    *,
    categories: tuple[str, ...],
    shooting: bool,
    svg: Path | None,
    as_json: bool,
    force: bool,
) -> None:
    """Show which scenes of the film in FOLDER have which roles, or which elements.

    FOLDER may be a script file. A picture too large for one sheet of paper is split: FILE-1,
    FILE-2 and so on.
    """
    from lastlook.cli.breakdown.story import read_story

    story = read_story(folder)
    found = _matrix(story, categories, _order(folder) if shooting else ())
    if svg is not None:
        from lastlook.cli.breakdown.picture_files import write_pictures
        from lastlook.paperwork.matrix_picture import matrix_pictures

        what = "elements" if categories else "cast"
        pictures = matrix_pictures(found, title=f"{story.title}: scenes and {what}")
        write_pictures(svg, pictures, force=force)
    if as_json:
        say_json(asdict(found))
    else:
        _show(found)


def _matrix(story: Story, categories: tuple[str, ...], order: tuple[str, ...]) -> Matrix:
    from lastlook.breakdown.matrix import cast_matrix, element_matrix
    from lastlook.cli.breakdown.suggest import named_category

    if not categories:
        return cast_matrix(story.sheets, story.decisions, cast=story.cast, order=order)
    wanted = {named_category(name) for name in categories if name.casefold() != "all"}
    return element_matrix(
        story.sheets, story.decisions, categories=wanted, cast=story.cast, order=order
    )


def _order(folder: Path) -> tuple[str, ...]:
    """Return the scenes as the board has them; what is not on a shooting day comes last."""
    from lastlook.cli.breakdown.film import load_film
    from lastlook.plan.boards import BOARD_FILE
    from lastlook.schedule import build_shoot
    from lastlook.schedule.board_file import read_board

    film = load_film(folder)
    path = film.production.root / BOARD_FILE
    if not path.is_file():
        raise LastlookError(f"{folder} has no board yet. Make one with `lastlook plan {folder}`.")
    board = read_board(path, build_shoot(film.production, film.sheets)).board
    return tuple(strip.scene for day in board.days for strip in day.strips)


NAMES = 24
"""Letters of a role's or an element's name in the table."""
_LETTERS = {"speaks": "●", "silent": "○", "there": "■", "comes along": "□"}


def _show(found: Matrix) -> None:
    """Print the table: on a terminal in parts as wide as it is, into a file in one."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = Console()
    room = terminal.width - NAMES - 9 if terminal.is_terminal else None
    for part in _parts([max(2, len(c.number)) + 1 for c in found.columns], room):
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column("", overflow="ellipsis", no_wrap=True, min_width=NAMES, max_width=NAMES)
        for column in found.columns[part]:
            table.add_column(column.number, no_wrap=True, min_width=2)
        table.add_column("scenes", justify="right")
        for row in found.rows:
            marks = (_LETTERS[cell.mark] if cell else "·" for cell in row.cells[part])
            table.add_row(Text(f"{row.number} {row.label}".strip()), *marks, str(row.scenes))
        wide = NAMES + 10 + sum(max(2, len(c.number)) + 1 for c in found.columns[part])
        Console(highlight=False, width=wide).print(table)
    used = dict.fromkeys(str(c.mark) for row in found.rows for c in row.cells if c)
    click.echo("   ".join(f"{_LETTERS[mark]} {mark}" for mark in sorted(used)))


def _parts(widths: Sequence[int], room: int | None) -> list[slice]:
    """Part columns so that no part is wider than the room, if there is a limit."""
    starts, used = [0], 0
    for at, width in enumerate(widths):
        if room is not None and used and used + width > room:
            starts.append(at)
            used = 0
        used += width
    return [slice(a, b) for a, b in zip(starts, [*starts[1:], len(widths)], strict=True)]
