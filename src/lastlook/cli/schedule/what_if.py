"""`lastlook schedule what-if`: cost against days, a location's date, an actor's window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.schedule.folder import (
    DateSpan,
    choice_of,
    number,
    open_board,
    place_of,
    progress_bar,
    role_of,
    say_json,
    unit_of,
)
from lastlook.errors import LastlookError
from lastlook.language.inflect import how_many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastlook.schedule import Board, Shoot
    from lastlook.schedule.explain import Case


@click.command("what-if")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--days", metavar="N..N", help="The cost for each limit of shooting days.")
@click.option("--without-window", metavar="ROLE", help="The cost if ROLE were always free.")
@click.option(
    "--location-date",
    nargs=2,
    type=(str, DateSpan()),
    metavar="LOCATION DATE..DATE",
    help="The cost for each date from which LOCATION may be had.",
)
@click.option(
    "--actor",
    nargs=2,
    type=(str, DateSpan()),
    metavar="ROLE DATE..DATE",
    help="The cost if ROLE is free from the first date, for each date it may leave after.",
)
@click.option("--set", "of_set", metavar="SET", help="The cost for each location SET may be at.")
@click.option("--without-unit", metavar="UNIT", help="The cost without the second unit UNIT.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1, max=86400),
    default=5.0,
    show_default=True,
    help="Work given to the solver for each case.",
)
@click.option("--seed", type=int, default=1, help="Another seed, another try.")
@click.option("--svg", metavar="FILE", type=click.Path(path_type=Path), help="Draw it into FILE.")
@click.option("--force", is_flag=True, help="Write over a picture that is there already.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def what_if(
    folder: Path,
    *,
    days: str | None,
    without_window: str | None,
    location_date: tuple[str, tuple[date, date]] | None,
    actor: tuple[str, tuple[date, date]] | None,
    of_set: str | None,
    without_unit: str | None,
    seconds: float,
    seed: int,
    svg: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Say what the film in FOLDER would cost if something were otherwise.

    Ask one thing: --days, --without-window, --location-date, --actor, --set or --without-unit.
    Locks of board.toml are kept. Nothing is written but the picture you ask for.
    """
    from lastlook.schedule import explain

    asked = (days, without_window, location_date, actor, of_set, without_unit)
    if sum(bool(one) for one in asked) != 1:
        raise click.UsageError(
            "Ask one thing: --days, --without-window, --location-date, --actor, --set or "
            "--without-unit."
        )
    if svg is not None and svg.exists() and not force:
        raise LastlookError(f"{svg} is there already; --force writes over it.")
    opened = open_board(folder)
    shoot, board = opened.shoot, opened.file.board
    with progress_bar(quiet=as_json) as progress:
        how: dict[str, Any] = {"seconds": seconds, "seed": seed, "progress": progress}
        if days:
            about = "shooting days"
            cases = explain.days_frontier(shoot, board, _numbers(days), **how)
        elif without_window:
            about = f"the window of {without_window}"
            who = role_of(shoot, without_window)
            cases = explain.without_window(shoot, board, who, **how)
        elif location_date:
            about = f"the first date at {location_date[0]}"
            place = place_of(shoot, location_date[0])
            cases = explain.location_dates(shoot, board, place, *location_date[1], **how)
        elif actor:
            about = f"the date after which {actor[0]} leaves"
            cases = explain.actor_leaves(shoot, board, role_of(shoot, actor[0]), *actor[1], **how)
        elif of_set:
            name = choice_of(shoot, of_set)
            about = f"where {name} is shot"
            cases = explain.set_places(shoot, board, name, **how)
        elif without_unit:
            unit = unit_of(shoot, without_unit)
            about = f"the second unit {without_unit}"
            cases = explain.without_unit(shoot, board, unit, **how)
    if svg is not None:
        _draw(svg, cases, opened.film.production.title, about, shoot.currency, force=force)
    _tell(cases, shoot, board, about, as_json=as_json)


def _numbers(days: str) -> range:
    first, dots, last = days.partition("..")
    try:
        found = range(int(first), int(last if dots else first) + 1)
    except ValueError:
        raise click.UsageError(f"{days} is not a span of numbers; write 3..6.") from None
    if not found or found[0] < 1:
        raise click.UsageError(f"{days} is no span of shooting days; write 3..6.")
    return found


def _draw(
    path: Path, cases: Sequence[Case], title: str, about: str, currency: str, *, force: bool
) -> None:
    from lastlook.cli.breakdown.picture_files import write_pictures
    from lastlook.paperwork.frontier_picture import frontier_picture

    picture = frontier_picture(cases, title=f"{title}: cost against {about}", currency=currency)
    if picture is None:
        raise LastlookError("No case has a board, so there is nothing to draw.")
    write_pictures(path, (picture,), force=force)


def _tell(cases: Sequence[Case], shoot: Shoot, board: Board, about: str, *, as_json: bool) -> None:
    from lastlook.schedule import cost

    now = cost(board, shoot)
    if as_json:
        say_json(
            {
                "about": about,
                "currency": shoot.currency,
                "cost_now": number(now.total),
                "cases": [_as_dict(case) for case in cases],
            }
        )
        return
    from lastlook.schedule.cost import say_money

    click.echo(f"Cost in {shoot.currency} against {about}; now {say_money(now.total)}:")
    for case in cases:
        click.echo(f"  {case.says}: {_said(case)}")


def _as_dict(case: Case) -> dict[str, Any]:
    return {
        "key": case.key,
        "says": case.says,
        "cost": number(case.best.cost) if case.best else None,
        "bound": number(case.best.bound) if case.best else None,
        "optimal": case.best.optimal if case.best else None,
        "days": case.days,
        "impossible": bool(case.why_not),
        "why_not": list(case.why_not),
    }


def _said(case: Case) -> str:
    from lastlook.schedule.cost import say_money

    if case.best is None:
        return f"impossible. {case.why_not[0]}" if case.why_not else "no board found in time"
    proved = "proved" if case.best.optimal else f"not less than {say_money(case.best.bound)}"
    days = how_many(case.days or 0, "day")
    if second := sum(bool(day.strips) for day in case.best.board.days if day.crew):
        days += f" and {second} of second units"
    return f"{say_money(case.best.cost)} on {days} ({proved})"
