"""What a legal board still waits for: clearances that are due, minors' hours in a day's order.

A notice is no broken rule: the board stands, and no solver could do better. It says no more than
the clearances do, which is never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.schedule.board import Unit
from lastlook.schedule.rules.clock import arrives_before
from lastlook.schedule.rules.known import Known
from lastlook.schedule.windows import DAY_MINUTES, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastlook.consent.minors import DayLimit, MinorHours
    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.shoot import Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to be done or looked at before a day is shot."""

    blocks: bool
    """The scene may not be shot until it is done."""
    text: str
    scenes: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """When a role is on set on one date, by the order of the strips; minutes after midnight."""

    date: date
    start: int
    end: int
    """The meal included where it falls in between."""
    meal: int
    """Minutes of the meal within."""
    work: int
    """Minutes of the role's scenes."""


def notices(board: Board, shoot: Shoot) -> tuple[Notice, ...]:
    """List what is due, day by day, then permits, and minors by role."""
    known = Known(board=board, shoot=shoot)
    return (*_due(board, shoot), *permits_due(known), *_minors(known))


def permits_due(known: Known) -> Iterator[Notice]:
    """Name each permit that days rest on and nobody has asked for, with the last day to ask."""
    for place in known.shoot.places:
        for ask in place.asks:
            days = [
                day
                for day in known.shot
                if ask.start <= day.date <= ask.end
                and any(scene.location == place.id for scene in known.work_of(day))
            ]
            if days:
                on = " and ".join(dict.fromkeys(say_date(day.date) for day in days))
                yield Notice(
                    blocks=False,
                    text=f"{place.label}, shot at on {on}, rests on a {ask.says} that nobody has "
                    f"asked for; the last day to ask is {say_date(ask.by)}.",
                    scenes=tuple(
                        scene.id
                        for day in days
                        for scene in known.work_of(day)
                        if scene.location == place.id
                    ),
                    dates=tuple(dict.fromkeys(day.date for day in days)),
                )


def _due(board: Board, shoot: Shoot) -> Iterator[Notice]:
    needs = {scene.id: scene for scene in shoot.scenes}
    waiting = {one.scene: one for one in shoot.clearances.waiting}
    advised = {one.scene: one for one in shoot.clearances.clear_from if not one.blocks}
    for day in board.days:
        call = datetime.combine(day.date, time()) + timedelta(minutes=_call(day, shoot))
        for strip in day.strips:
            if strip.scene not in needs:
                continue
            label = needs[strip.scene].label
            if one := waiting.get(strip.scene):
                due = call - timedelta(minutes=one.notice)
                yield Notice(
                    blocks=one.blocks,
                    text=f"{_start(label)}, called on {_moment(call)}, is not cleared yet; what it "
                    f"waits for is due by {_moment(due)}.",
                    scenes=(strip.scene,),
                    dates=(day.date,),
                )
            if (since := advised.get(strip.scene)) and call < since.moment:
                yield Notice(
                    blocks=False,
                    text=f"{_start(label)} is called on {_moment(call)} and should not be before "
                    f"{_moment(since.moment)}.",
                    scenes=(strip.scene,),
                    dates=(day.date,),
                )


def _minors(known: Known) -> Iterator[Notice]:
    board, shoot = known.board, known.shoot
    labels = {player.id: player.label for player in shoot.players}
    for hours in shoot.clearances.minors:
        if hours.role not in labels:
            continue
        days = [
            (day, presence)
            for day in board.days
            if (presence := presence_of(hours.role, day, known)) is not None
        ]
        label = labels[hours.role]
        if any((limit := hours.on(day.date)) and limit.work is None for day, _ in days):
            yield Notice(
                blocks=False,
                text=f"How long {label} may work in a day is not known to lastlook; look it up "
                f"before the day ({hours.cited}).",
                people=(hours.role,),
            )
        for _, presence in days:
            limit = hours.on(presence.date)
            # Where the law blocks, a rule of the board holds its hours: see rules/of_the_day.py.
            if limit is not None and not hours.blocks:
                yield from _one_day(label, hours, presence, limit)
        for (_, one), (_, two) in pairwise(days):
            limit = hours.on(one.date)
            rest = (two.date - one.date).days * DAY_MINUTES + two.start - one.end
            if limit is not None and rest < limit.rest:
                yield _of(
                    hours,
                    f"{label} has {_hours(rest)} of rest between {say_date(one.date)} and "
                    f"{say_date(two.date)}, and needs {_hours(limit.rest)}",
                    (one.date, two.date),
                )


def _one_day(label: str, hours: MinorHours, one: Presence, limit: DayLimit) -> Iterator[Notice]:
    on = say_date(one.date)
    span = one.end - one.start - min(one.meal, limit.meal)
    if limit.work is not None and one.work > limit.work:
        text = f"{label} works {_hours(one.work)} on {on}, and may work {_hours(limit.work)}"
        yield _of(hours, text, (one.date,))
    if limit.on_set is not None and span > limit.on_set:
        text = f"is on set for {_hours(span)} and may be for {_hours(limit.on_set)}"
        yield _of(hours, f"On {on}, by the order of the strips, {label} {text}", (one.date,))
    if one.start < limit.earliest:
        text = f"begins at {_clock(one.start)} and may not before {_clock(limit.earliest)}"
        yield _of(hours, f"On {on}, by the order of the strips, {label} {text}", (one.date,))
    if one.end > limit.latest:
        text = f"ends at {_clock(one.end)} and has to by {_clock(limit.latest)}"
        yield _of(hours, f"On {on}, by the order of the strips, {label} {text}", (one.date,))


def _of(hours: MinorHours, text: str, dates: tuple[date, ...]) -> Notice:
    return Notice(
        blocks=hours.blocks, text=f"{text} ({hours.cited}).", people=(hours.role,), dates=dates
    )


def presence_of(role: int, day: ShootDay, known: Known) -> Presence | None:
    """Give a role's arrival and leaving on a day, by its strips' order; None where it has none."""
    shoot = known.shoot
    by_clock = known.clock_of(day)
    here = [strip for strip in by_clock.strips if role in strip.scene.cast]
    if not here:
        return None
    arrives, leaves = here[0].start - arrives_before(shoot, role), here[-1].end
    return Presence(
        date=day.date,
        start=arrives,
        end=leaves,
        meal=by_clock.meal_minutes(arrives, leaves, known.shoot_of(day).meal),
        work=sum(strip.scene.minutes for strip in here),
    )


def _call(day: ShootDay, shoot: Shoot) -> int:
    return shoot.terms_of(day.crew).calls[0 if day.unit is Unit.DAY else 1]


def _moment(when: datetime) -> str:
    return f"{say_date(when.date())}, {when:%H:%M}"


def _clock(minutes: int) -> str:
    days, rest = divmod(minutes, DAY_MINUTES)
    return f"{rest // 60:02}:{rest % 60:02}" + (" the next day" if days else "")


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)


def _start(label: str) -> str:
    return label[0].upper() + label[1:]
