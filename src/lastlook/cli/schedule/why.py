"""`lastlook schedule why`: why a scene is where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.schedule.folder import (
    as_comparison,
    as_term,
    as_violation,
    number,
    open_board,
    say_json,
    scene_of,
    signed,
)

if TYPE_CHECKING:
    from lastlook.schedule import Shoot
    from lastlook.schedule.explain import OtherDate, Why


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("scene")
@click.option(
    "--nearest",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Dates for which the board is solved again around the scene.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1, max=86400),
    default=2.0,
    show_default=True,
    help="Work given to each of them.",
)
@click.option("--board", type=click.Path(path_type=Path), help="Another board than board.toml.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def why(
    folder: Path, scene: str, *, nearest: int, seconds: float, board: Path | None, as_json: bool
) -> None:
    """Say why SCENE, by number or id, is where it is on the board in FOLDER.

    For every other date: what the board costs with the scene there and all others where they are,
    or which rules shut it. For the nearest few also with others moved. Nothing is written.
    """
    from lastlook.schedule.explain import why as explain_scene

    opened = open_board(folder, board)
    found = explain_scene(
        opened.shoot,
        opened.file.board,
        scene_of(opened.shoot, scene),
        nearest=nearest,
        seconds=seconds,
    )
    if as_json:
        say_json({"currency": opened.shoot.currency, **_as_dict(found)})
    else:
        _show(found, opened.shoot)


def _as_dict(found: Why) -> dict[str, Any]:
    return {
        "scene": found.scene,
        "label": found.label,
        "date": found.date.isoformat(),
        "unit": str(found.unit),
        "crew": found.crew,
        "locked": found.locked,
        "needs": [
            {"says": says, "dates": [day.isoformat() for day in sorted(dates)]}
            for says, dates in found.needs
        ],
        "dates": [_other(other) for other in found.dates],
    }


def _other(other: OtherDate) -> dict[str, Any]:
    return {
        "date": other.date.isoformat(),
        "unit": str(other.unit) if other.unit else None,
        "crew": other.crew,
        "added": None if other.added is None else number(other.added),
        "terms": [as_term(term) for term in other.terms],
        "broken": [as_violation(one) for one in other.broken],
        "own": list(other.own),
        "change": as_comparison(other.change) if other.change else None,
        "at_least": None if other.at_least is None else number(other.at_least),
        "impossible": other.impossible,
    }


def _show(found: Why, shoot: Shoot) -> None:
    from lastlook.schedule.windows import say_date

    label = f"{found.label[0].upper()}{found.label[1:]}"
    locked = ", locked there" if found.locked else ""
    units = {one.id: one.label for one in shoot.second_units}
    crew = f", {units.get(found.crew, found.crew)}" if found.crew else ""
    on = say_date(found.date)
    click.echo(f"{label} is shot on {on} by the {found.unit} unit{crew}{locked}.")
    click.echo("It needs:")
    for says, _ in found.needs:
        click.echo(f"  {says}")
    click.echo(f"On another date, with all other strips where they are (in {shoot.currency}):")
    for other in found.dates:
        click.echo(f"  {say_date(other.date)}: {_said(other, units)}")
    solved = [other for other in found.dates if other.change or other.impossible]
    if solved:
        click.echo("With others moved as well:")
    for other in solved:
        click.echo(f"  {say_date(other.date)}: {_solved(other)}")


def _said(other: OtherDate, units: dict[str, str]) -> str:
    from lastlook.cli.schedule.words import say_broken, say_changes

    if other.added is not None:
        terms = say_changes(other.terms)
        crew = f", {units.get(other.crew, other.crew)}" if other.crew else ""
        return signed(other.added) + crew + (f" ({terms})" if terms else "")
    if other.own:
        first, *more = other.own
        return f"never: it needs {first}" + (f", and {len(more)} more" if more else "")
    first, *more = say_broken(other.broken)
    return f"not as it stands: {first}" + (f" And {len(more)} more." if more else "")


def _solved(other: OtherDate) -> str:
    from lastlook.cli.schedule.words import say_changes

    if other.change is None:
        return "no legal board has it there"
    added = other.change.total.added
    proved = " (proved: no board has it there for less)" if added == other.at_least else ""
    moved = [strip.number for strip in other.change.moved]
    terms = say_changes(other.change.terms)
    detail = f"; {terms}" if terms else ""
    verb = "strip moves" if len(moved) == 1 else "strips move"
    return f"{signed(added)}{proved}; {len(moved)} {verb}: {', '.join(moved)}{detail}"
