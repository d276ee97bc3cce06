"""What happens to a shoot that has begun: illness, a day that falls behind, dates that are shot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.schedule.board import Strip
from lastlook.schedule.choices import settled
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import Shoot


class NotOnTheBoardError(LastlookError):
    """What is said to have happened does not fit the board or the shoot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A shoot, its board and the dates that stay, after something has happened."""

    shoot: Shoot
    board: Board
    shut: frozenset[date]
    left: tuple[str, ...] = ()
    """Scenes that were not shot on their date."""


def nothing_yet(shoot: Shoot, board: Board) -> Happened:
    """Start from a shoot and its board."""
    return Happened(shoot=shoot, board=board, shut=frozenset())


def fell_ill(so_far: Happened, who: int, at: date) -> Happened:
    """Take a date from a role."""
    shoot = so_far.shoot
    if at not in shoot.dates:
        raise NotOnTheBoardError(f"{say_date(at)} is not a date that may be shot on.")
    lost = shoot.dates.index(at)
    players = tuple(
        replace(
            one,
            dates=one.dates - {lost},
            why_not=(*one.why_not, f"lost on {say_date(at)}"),
        )
        if one.id == who
        else one
        for one in shoot.players
    )
    return replace(so_far, shoot=replace(shoot, players=players))


def shot_until(so_far: Happened, last: date) -> Happened:
    """Let every date up to one be shot as it stands."""
    shot = {day.date for day in so_far.board.days if day.date <= last}
    over = {day for day in so_far.shoot.dates if day <= last}
    return replace(so_far, shut=so_far.shut | shot | over)


def only_week(so_far: Happened, week: int) -> Happened:
    """Leave all but one week of shooting as it stands; weeks run from Monday to Sunday.

    Raises
    ------
    NotOnTheBoardError
        The board has no such week.
    """
    shot = [day.date for day in so_far.board.days if day.strips]
    weeks = sorted({day.isocalendar()[:2] for day in shot})
    if not 1 <= week <= len(weeks):
        raise NotOnTheBoardError(
            f"The board has {len(weeks)} weeks of shooting; there is no week {week}."
        )
    every = {*shot, *so_far.shoot.dates}
    others = {day for day in every if day.isocalendar()[:2] != weeks[week - 1]}
    return replace(so_far, shut=so_far.shut | others)


def day_of(board: Board, at: date, crew: str | None = None) -> ShootDay:
    """Give the shooting day of a unit (by its id) on a date; the main unit's where none is named.

    Where the main unit does not shoot and one second unit does, it is that one's.

    Raises
    ------
    NotOnTheBoardError
        Nothing is shot on that date by the unit, or by several second units of which none is named.
    """
    here = {day.crew: day for day in board.days if day.date == at and day.strips}
    if crew is None:
        if len(here) > 1 and "" not in here:
            raise NotOnTheBoardError(
                f"Several units shoot on {say_date(at)}; say which: {', '.join(here)}."
            )
        crew = "" if "" in here else next(iter(here), "")
    if crew not in here:
        by = f" by the unit {crew}" if crew and here else ""
        raise NotOnTheBoardError(f"Nothing is shot on {say_date(at)}{by}.")
    return here[crew]


def fell_behind(so_far: Happened, at: date, minutes: int, crew: str | None = None) -> Happened:
    """Let a date end so many working minutes early: what was not done by then is still to shoot.

    Everything up to that date stays; strips that would have ended later leave it, with the
    moves before them, and are to be shot on later dates. The day is that of a unit, as `day_of`
    finds it; what other units shot on the date is done.

    Raises
    ------
    NotOnTheBoardError
        Nothing is shot on that date, or it is not clear by whom.
    """
    board, shoot = so_far.board, settled(so_far.shoot, so_far.board)
    day = day_of(board, at, crew)
    ends = _ends(day.work, shoot.terms_of(day.crew))
    over = ends[-1] - minutes
    kept = next((n for n, end in enumerate(ends) if end > over), len(ends))
    while kept and not isinstance(day.work[kept - 1], Strip):
        kept -= 1
    left = tuple(item.scene for item in day.work[kept:] if isinstance(item, Strip))
    done = replace(day, work=day.work[:kept])
    days = tuple(done if one is day else one for one in board.days)
    happened = shot_until(replace(so_far, board=replace(board, days=days)), at)
    return replace(happened, left=left)


def _ends(work: Collection[object], shoot: Shoot) -> list[int]:
    """Working minutes from call to the end of each line; a move counts before its strip."""
    needs = {scene.id: scene for scene in shoot.scenes}
    items = list(work)
    strips = [item for item in items if isinstance(item, Strip) and item.scene in needs]
    roads = {
        two.scene: shoot.road(needs[one.scene].location, needs[two.scene].location).minutes
        for one, two in pairwise(strips)
        if needs[one.scene].location != needs[two.scene].location
    }
    ends, now = [], 0
    for item in items:
        if isinstance(item, Strip):
            scene = needs.get(item.scene)
            now += roads.get(item.scene, 0) + (scene.minutes if scene else 0)
        elif not getattr(item, "move", False):
            now += getattr(item, "minutes", 0)
        ends.append(now)
    return ends
