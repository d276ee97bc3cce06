"""`lastlook schedule resolve`: a legal board again, with the least change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.schedule.folder import (
    OneDate,
    as_comparison,
    number,
    open_board,
    role_of,
    say_json,
    signed,
    unit_of,
)

if TYPE_CHECKING:
    from datetime import date

    from lastlook.cli.schedule.folder import Opened
    from lastlook.schedule.explain import Happened, Resolved


class Days(click.ParamType[float]):
    """`0.5d`: a part of a working day, or several."""

    name = "DAYS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read it."""
        try:
            days = float(str(value).removesuffix("d"))
        except ValueError:
            self.fail(f"{value} is not a part of a day; write 0.5d.", param, ctx)
        if not 0 < days <= 1:
            self.fail(f"{value} is not a part of one day; write 0.5d.", param, ctx)
        return days


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--only-week", type=int, metavar="N", help="Leave all but shooting week N alone.")
@click.option(
    "--sick",
    nargs=2,
    type=(str, OneDate()),
    multiple=True,
    metavar="ROLE DATE",
    help="ROLE cannot work on DATE. May be given again.",
)
@click.option(
    "--behind",
    nargs=2,
    type=(Days(), OneDate()),
    metavar="DAYS DATE",
    help="DATE ended so much of a working day early, as in `0.5d 2027-01-18`.",
)
@click.option(
    "--unit",
    metavar="UNIT",
    help="With --behind: the second unit whose day it was, by id or name.",
)
@click.option("--shot-until", type=OneDate(), help="Days up to this date are shot, and stay.")
@click.option(
    "--stay",
    type=click.FloatRange(min=0),
    help="What moving a strip to another date has to save; if not given a twentieth of a shooting "
    "day, and more where over a tenth of the strips would move. 0 for the cheapest board.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1, max=86400),
    default=4.0,
    show_default=True,
    help="Work given to the solver.",
)
@click.option("--seed", type=int, default=1, help="Another seed, another try.")
@click.option("--write", is_flag=True, help="Write board.toml; the old one is kept beside it.")
@click.option(
    "--to", type=click.Path(path_type=Path), help="Write it into another file of the production."
)
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def resolve(
    folder: Path,
    *,
    only_week: int | None,
    sick: tuple[tuple[str, date], ...],
    behind: tuple[float, date] | None,
    unit: str | None,
    shot_until: date | None,
    stay: float | None,
    seconds: float,
    seed: int,
    write: bool,
    to: Path | None,
    as_json: bool,
) -> None:
    """Make the board in FOLDER legal again with the least change.

    What cannot stay is moved to where that costs least; more is moved only if it saves more than
    the price of the strips it moves. Locks are kept. Nothing is written without --write or --to.
    """
    from lastlook.schedule.explain import resolve as least_change
    from lastlook.schedule.explain import to_compile, usual_most, usual_stay

    opened = open_board(folder)
    if unit is not None and behind is None:
        raise click.UsageError("--unit says whose day fell behind: it needs --behind DAYS DATE.")
    happened = _happened(opened, only_week, sick, shot_until)
    if behind is not None:
        happened = _behind(opened, happened, *behind, unit)
    if to_compile(happened.shoot):
        click.echo("The search is compiled first, once: that takes half a minute.", err=True)
    found = least_change(
        happened.shoot,
        happened.board,
        stay=usual_stay(opened.shoot) if stay is None else round(100 * stay),
        most=usual_most(happened.board) if stay is None else None,
        shut=happened.shut,
        before=opened.file.board,
        seconds=seconds,
        seed=seed,
    )
    written, aside = _write(opened, found, write=write, to=to)
    if as_json:
        say_json(
            {
                "currency": opened.shoot.currency,
                "moved": list(found.moved),
                "must": list(found.must),
                "not_shot": list(happened.left),
                "stay": number(found.stay),
                "bound": number(found.bound),
                "proved": found.proved,
                "beyond": found.beyond,
                "written": written.name if written else None,
                "board_before": aside.name if aside else None,
                **as_comparison(found.change),
            }
        )
        return
    _show(opened, happened, found)
    for who, day in sick:
        click.echo(
            f"production.toml does not know yet that {who} is away on {day}: state it there."
        )
    if aside:
        click.echo(f"The board before is in {aside.name}.")
    if written:
        click.echo(str(written))


def _happened(
    opened: Opened,
    only_week: int | None,
    sick: tuple[tuple[str, date], ...],
    shot_until: date | None,
) -> Happened:
    from lastlook.schedule import explain

    happened = explain.nothing_yet(opened.shoot, opened.file.board)
    for who, day in sick:
        happened = explain.fell_ill(happened, role_of(opened.shoot, who), day)
    if only_week is not None:
        happened = explain.only_week(happened, only_week)
    if shot_until is not None:
        happened = explain.shot_until(happened, shot_until)
    return happened


def _behind(
    opened: Opened, happened: Happened, share: float, at: date, unit: str | None
) -> Happened:
    """Let a unit's day have ended so much of its working day early."""
    from lastlook.schedule import explain

    crew = None if unit is None else unit_of(opened.shoot, unit)
    crew = explain.day_of(happened.board, at, crew).crew
    minutes = round(share * opened.shoot.terms_of(crew).work)
    return explain.fell_behind(happened, at, minutes, crew)


def _write(
    opened: Opened, found: Resolved, *, write: bool, to: Path | None
) -> tuple[Path | None, Path | None]:
    """Write the board where it was asked for; return the file, and where the old board is."""
    from lastlook.errors import LastlookError
    from lastlook.plan.boards import BOARD_FILE, put_aside
    from lastlook.schedule import write_board

    root = opened.film.production.root
    if to is not None:
        path = root / to
        if path.exists():
            raise LastlookError(f"{path} is there already. Nothing was written.")
        write_board(path, found.board, opened.shoot, expected=None)
        return path, None
    if not write:
        return None, None
    aside = put_aside(root, opened.file)
    path = root / BOARD_FILE
    write_board(path, found.board, opened.shoot, expected=opened.file.snapshot)
    return path, aside


def _show(opened: Opened, happened: Happened, found: Resolved) -> None:
    from lastlook.cli.schedule.words import say_strips, say_terms
    from lastlook.language.inflect import how_many
    from lastlook.schedule.cost import say_money
    from lastlook.schedule.explain.resolve import MOST_DOUBLED

    if happened.left:
        numbers = {strip.scene: strip.number for strip in found.change.strips}
        left = ", ".join(numbers.get(scene, scene) for scene in happened.left)
        click.echo(f"Not shot on their day: {left}")
    if found.must:
        numbers = {strip.scene: strip.number for strip in found.change.strips}
        must = ", ".join(numbers.get(scene, scene) for scene in found.must)
        click.echo(f"Cannot stay on their day, whatever else is moved: {must}")
    say_strips(found.change)
    say_terms(found.change.terms, found.change.total, opened.shoot.currency)
    added = signed(found.change.total.added)
    price = f"{opened.shoot.currency} {say_money(found.stay)}"
    proved = "; proved: nothing is better at this price" if found.proved else ""
    click.echo(f"{added}, where a strip stays unless its move saves {price}{proved}")
    if found.beyond is not None:
        strips = how_many(found.beyond, "strip")
        click.echo(
            f"No price of up to {2**MOST_DOUBLED} times that keeps to {strips}, a tenth; "
            "--stay takes any other."
        )
    if found.cheaper:
        more = signed(found.cheaper.total - found.change.total.before)
        click.echo(
            f"For {more}, {how_many(found.cheaper.moved, 'strip')} would move: "
            f"--stay {found.cheaper.stay:f}"
        )
