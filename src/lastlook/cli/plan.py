"""`lastlook plan`: the main job, from a script to a shootable book."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastlook.plan import Plan, Stage


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the summary for programs.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1, max=86400),
    default=5.0,
    show_default=True,
    help="Work given to the solver. The same figure gives the same board.",
)
@click.option("--seed", type=int, help="Another seed, another try; 1 without it.")
@click.option(
    "--solve",
    "again",
    is_flag=True,
    help="Solve again although the board was arranged by hand. Locks are kept.",
)
def plan(path: Path, *, as_json: bool, seconds: float, seed: int | None, again: bool) -> None:
    """Plan the film in PATH and print its book.

    PATH is a production folder, or a bare screenplay: then a folder of its name is made beside
    it first, and everything that had to be supposed is stated there. What is up to date is not
    made again. The last line is the path of the book.
    """
    from lastlook.errors import LastlookError
    from lastlook.plan import plan as plan_film
    from lastlook.plan import summary

    try:
        with _bars(quiet=as_json) as progress:
            planned = plan_film(
                _root(path), seconds=seconds, seed=seed, again=again, progress=progress
            )
    except OSError as error:
        where = error.filename2 or error.filename or path
        raise LastlookError(f"{where} cannot be written: {error.strerror}.") from error
    if as_json:
        click.echo(json.dumps(summary(planned), ensure_ascii=False, indent=1))
    else:
        _show(planned)
        click.echo(str(planned.book))


def _root(path: Path) -> Path:
    """Return the production to plan; a bare script gets a folder of its own first."""
    from lastlook.errors import LastlookError
    from lastlook.plan import first_monday, new_from_script
    from lastlook.production import find_root, open_production

    if not path.is_file() or find_root(path) is not None:
        return path
    folder = path.with_suffix("") if path.suffix else path.with_name(f"{path.name}-film")
    if find_root(folder) is None:
        today = date.today()  # noqa: DTZ011  (the user's own day)
        start = first_monday(today)
        return new_from_script(path, folder, start=start, start_stated=False)
    script = open_production(folder).script_path
    if script.read_bytes() != path.read_bytes():
        raise LastlookError(
            f"{folder} is the production of another version of {path.name}. Nothing was "
            f"written. To plan this version, copy it over {script}, then run: "
            f"lastlook plan {folder}"
        )
    return folder


@contextmanager
def _bars(*, quiet: bool) -> Iterator[Callable[[Stage, float, str], None]]:
    """Show a bar for each stage on standard error, if it is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from lastlook.plan import Stage

    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description:<26}"),
        BarColumn(bar_width=30),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        console=console,
        disable=quiet or not console.is_terminal,
    )
    tasks = {stage: bars.add_task(stage, total=1.0, note="", start=False) for stage in Stage}

    def tell(stage: Stage, share: float, note: str) -> None:
        bars.start_task(tasks[stage])
        bars.update(tasks[stage], completed=share, note=note)

    with bars:
        yield tell


def _show(planned: Plan) -> None:
    """Print the plan for people: days, cost, gap, warnings."""
    from rich.console import Console
    from rich.table import Table

    from lastlook.breakdown import in_parts
    from lastlook.cli.say import say_problems
    from lastlook.language.inflect import how_many
    from lastlook.plan import shooting_days
    from lastlook.schedule import summarise
    from lastlook.script.pages.eighths import format_eighths

    console = Console(highlight=False)
    film = planned.film
    total = sum(sheet.eighths for sheet in film.sheets)
    console.print(f"\n[bold]{film.production.title}[/bold]", soft_wrap=True)
    console.print(
        f"{how_many(len(film.scenes), 'scene')} on {how_many(len(film.pages.pages), 'page')} "
        f"({format_eighths(total)} as the sum of eighths)"
    )
    numbers = {sheet.scene_id: sheet.number for sheet in in_parts(film.sheets)}
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("Day", "Date", "Unit", "Pages", "Work", "Scenes"):
        table.add_column(name, overflow="fold")
    for day in shooting_days(planned):
        when = date.fromisoformat(day["date"])
        table.add_row(
            str(day["day"]),
            f"{when:%a} {when.day} {when:%b %Y}",
            f"{day['unit']}, {day['crew']}" if day["crew"] else day["unit"],
            format_eighths(day["eighths"]),
            f"{day['minutes'] // 60}:{day['minutes'] % 60:02} h",
            " ".join(numbers[scene] for scene in day["scenes"]),
        )
    console.print(table)
    locations = {place.id: place.label for place in planned.shoot.places}
    labels = {choice.of: choice.label for choice in planned.shoot.choices}
    for one in planned.board.places:
        where = locations.get(one.location, one.location)
        console.print(f"{labels.get(one.of, one.of)} at {where}", markup=False, soft_wrap=True)
    console.print(f"Board: {planned.choice.origin}", soft_wrap=True)
    for text in summarise(planned.choice.broken):
        console.print(f"  it was solved again because: {text}", markup=False, soft_wrap=True)
    for note in planned.choice.solved.notes if planned.choice.solved else ():
        console.print(f"  {note}", markup=False, soft_wrap=True)
    if planned.aside:
        console.print(
            f"  the arrangement before is in {planned.aside}", markup=False, soft_wrap=True
        )
    resting = [numbers.get(strip.scene, strip.scene) for strip in planned.board.boneyard]
    if resting:
        console.print(
            f"In the boneyard, not shot: {' '.join(resting)}", markup=False, soft_wrap=True
        )
    held = [numbers.get(scene.id, scene.id) for scene in planned.shoot.held]
    if held:
        console.print(
            f"Held by the production, not placed: {' '.join(held)}", markup=False, soft_wrap=True
        )
    for line in _money(planned):
        console.print(line, markup=False, soft_wrap=True)
    say_problems(planned.problems)


def _money(planned: Plan) -> Iterator[str]:
    currency, proof = planned.report.currency, planned.board.proof
    cost = f"Cost: {currency} {planned.report.total:,.2f}"
    if proof is None:
        yield f"{cost}; nothing is proved of a board arranged by hand (--solve proves a bound)"
    elif proof.optimal:
        yield f"{cost}, proved to be the least any legal schedule can cost"
    else:
        yield (
            f"{cost}; no legal schedule can cost less than {currency} {proof.bound:,.2f} "
            f"(gap {proof.gap:.1%})"
        )
    if planned.report.unknown:
        yield f"Not in the cost, as nobody has stated it: {', '.join(planned.report.unknown)}"
    for assumption in planned.film.production.assumptions:
        yield f"Assumed: {assumption.text}"
