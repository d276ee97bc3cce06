"""One strip on another date with all others where they are: what that costs, what it breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from lastlook.schedule.board import Banner, Board, ShootDay, Strip, Unit
from lastlook.schedule.check import violations
from lastlook.schedule.cost import cost
from lastlook.schedule.solver.arrange import move_banner
from lastlook.schedule.solver.clock import by_the_clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from lastlook.schedule.check import Violation
    from lastlook.schedule.cost import CostReport
    from lastlook.schedule.shoot import SceneNeed, Shoot


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A strip tried on a date."""

    board: Board
    report: CostReport
    broken: tuple[Violation, ...]
    """Rules that this breaks and the board before did not."""


def tried(board: Board, shoot: Shoot, scene: SceneNeed, at: date) -> Trial:
    """Put a scene's strip on a date, in the best place of it, and leave the others alone.

    Best is what breaks the fewest rules and then costs least. An empty date takes either unit.
    The checker and `cost` judge, as of any board.
    """
    before = {(one.rule, one.text) for one in violations(board, shoot)}
    found: list[tuple[int, Decimal, int, Trial]] = []
    for number, tried_board in enumerate(_ways(board, shoot, scene, at)):
        broken = tuple(
            one for one in violations(tried_board, shoot) if (one.rule, one.text) not in before
        )
        report = cost(tried_board, shoot)
        trial = Trial(board=tried_board, report=report, broken=broken)
        found.append((len(broken), report.total, number, trial))
    return min(found, key=lambda way: way[:3])[3]


def _ways(board: Board, shoot: Shoot, scene: SceneNeed, at: date) -> Iterator[Board]:
    """Give every board with the strip elsewhere that is worth looking at."""
    needs = {need.id: need for need in shoot.scenes}
    strip = next(
        (s for day in board.days for s in day.strips if s.scene == scene.id),
        Strip(scene=scene.id),
    )
    days = {day.slot: _moved(_without(day, scene.id), needs, shoot) for day in board.days}
    bones = tuple(one for one in board.boneyard if one.scene != scene.id)
    crews = [unit.id for unit in shoot.second_units if scene.id in unit.scenes]
    order = {"": 0} | {unit.id: at for at, unit in enumerate(shoot.second_units, start=1)}
    for crew in ["", *crews]:
        there = days.get((at, crew), ShootDay(date=at, crew=crew))
        units: Sequence[Unit] = (there.unit,) if there.strips else tuple(Unit)
        for unit, place in product(units, _places(there, scene, needs, shoot)):
            work = (*there.work[:place], strip, *there.work[place:])
            day = _moved(replace(there, unit=unit, work=work), needs, shoot)
            every = {**days, day.slot: day}
            slots = sorted(every, key=lambda on: (on[0], order.get(on[1], len(order)), on[1]))
            kept = tuple(every[on] for on in slots if every[on].work or every[on].locked)
            yield replace(board, days=kept, boneyard=bones, proof=None)


def _places(
    day: ShootDay, scene: SceneNeed, needs: dict[str, SceneNeed], shoot: Shoot
) -> list[int]:
    """Where in a day a strip may go: beside those of its location, or first or last."""
    every = range(len(day.work) + 1)
    by_order = shoot.daylight or shoot.orders or shoot.cast_turnaround
    if by_order or by_the_clock(shoot, shoot.scenes):
        return list(every)
    here = [
        place
        for place, item in enumerate(day.work)
        if isinstance(item, Strip)
        and item.scene in needs
        and needs[item.scene].location == scene.location
    ]
    return [here[-1] + 1] if here else [len(day.work), 0]


def _without(day: ShootDay, scene: str) -> ShootDay:
    work = tuple(i for i in day.work if not (isinstance(i, Strip) and i.scene == scene))
    return replace(day, work=work)


def _moved(day: ShootDay, needs: dict[str, SceneNeed], shoot: Shoot) -> ShootDay:
    """Write a day's company moves anew."""
    work: list[Strip | Banner] = []
    before: SceneNeed | None = None
    for item in day.work:
        if isinstance(item, Banner):
            if not item.move:
                work.append(item)
            continue
        need = needs.get(item.scene)
        if before is not None and need is not None and before.location != need.location:
            work.append(move_banner(before, need, shoot.terms_of(day.crew)))
        work.append(item)
        before = need or before
    return replace(day, work=tuple(work))
