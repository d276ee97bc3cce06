"""Days that do not suffice, shown by counting alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.schedule.conflict.core import reduced
from lastlook.schedule.conflict.fits import Fits
from lastlook.schedule.conflict.relax import shrink
from lastlook.schedule.conflict.under import under
from lastlook.schedule.conflict.values import Conflict, free, joined
from lastlook.schedule.conflict.ways import all_rules, say_rules, ways_out
from lastlook.schedule.solver.bounds import least_days
from lastlook.schedule.solver.task import day_name, make_task
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastlook.schedule.board import Board
    from lastlook.schedule.shoot import Shoot
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.task import Task


SECONDS = 3.0
"""CP-SAT's deterministic time for leaving out what a counted conflict does not need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What is counted: the days of a place, of a role, or of the whole shoot."""

    place: int | None = None
    player: int | None = None

    def lack(self, least: LeastDays, shoot: Shoot) -> bool:
        """Whether more days are needed than there are."""
        if self.place is not None:
            # Units that share a place count one day each.
            units = len(shoot.second_units) + 1 if shoot.places[self.place].shared else 1
            return least.places[self.place] > units * len(_opened(shoot, self.place))
        if self.player is not None:
            return least.players[self.player] > len(shoot.players[self.player].dates)
        return least.shooting > _most(shoot)

    def says(self, least: LeastDays, shoot: Shoot) -> str:
        if self.place is not None:
            place = shoot.places[self.place]
            opened = free(_opened(shoot, self.place), shoot, "open")
            days = least.places[self.place]
            return f"{place.label} is needed on at least {days} dates, but it is {opened}"
        if self.player is not None:
            who = shoot.players[self.player]
            days, dates = least.players[self.player], free(who.dates, shoot, "free")
            return f"{who.label} has to work on at least {days} dates, but is {dates}"
        if shoot.second_units:
            return (
                f"The shoot needs at least {least.shooting} shooting days, but all units together "
                f"have {_most(shoot)}"
            )
        most = f"calendar.max_days is {shoot.max_days}"
        limit = most if shoot.max_days == _most(shoot) else _span(shoot)
        return f"The shoot needs at least {least.shooting} shooting days, but {limit}"

    def scenes(self, task: Task) -> list[int]:
        if self.place is not None:
            return [scene for scene, at in enumerate(task.place_of) if at == self.place]
        if self.player is not None:
            return [scene for scene, cast in enumerate(task.cast_of) if self.player in cast]
        return list(range(len(task.scenes)))


def by_counting(
    shoot: Shoot, keep: Board | None, task: Task, least: LeastDays
) -> tuple[Conflict, ...]:
    """Explain what simple counting shows: more days are needed than there are."""
    every = [
        *(_Counted(place=number) for number in range(len(shoot.places))),
        *(_Counted(player=number) for number in range(len(shoot.players))),
    ]
    found = [what for what in every if what.lack(least, shoot)]
    if not found and _Counted().lack(least, shoot):
        found = [_Counted()]
    return tuple(_conflict(what, shoot, keep, task, least) for what in found)


def _conflict(
    what: _Counted, shoot: Shoot, keep: Board | None, task: Task, least: LeastDays
) -> Conflict:
    """Say what was counted, with the rules without which the count would not show it."""

    def lacks(
        changed: Shoot,
        board: Board | None,
        rules: Collection[str],
        scenes: Collection[str] | None = None,
    ) -> bool:
        alone = under(rules, changed, board, scenes)
        return what.lack(least_days(make_task(*alone)), alone[0])

    rules = shrink(all_rules(shoot, keep), lambda some: lacks(shoot, keep, some))
    every = [task.scenes[scene] for scene in what.scenes(task)]
    ids = shrink([scene.id for scene in every], lambda some: lacks(shoot, keep, rules, some))
    needs = [scene for scene in every if scene.id in ids]
    # Counting may need what the contradiction itself does not.
    core = [*rules, *(f"scene {name}" for name in ids)]
    smaller, minimal = reduced(shoot, keep, core, seconds=SECONDS)
    if smaller is not None and minimal:
        return smaller

    def holds(changed: Shoot, board: Board | None) -> bool:
        return not lacks(changed, board, rules)

    ways = ways_out(
        rules, needs, shoot, keep, holds, possible=holds, needed=True, days=Fits(SECONDS)
    )
    minutes = sum(scene.minutes for scene in needs)
    count = f"{len(needs)} scenes need" if len(needs) > 1 else f"{needs[0].label} needs"
    already = "already " if len(needs) < len(every) else ""
    # The place's or role's own dates, and max_days, are said already.
    own = {"max_days"}
    if what.player is not None:
        own.add(f"cast {shoot.players[what.player].id}")
    said = say_rules([rule for rule in rules if rule not in own], shoot, keep)
    return Conflict(
        text=f"{what.says(least, shoot)}: {joined([f'{already}{count} {minutes} min', *said])}.",
        rules=tuple(rules),
        ways_out=(*ways, "Put scenes into the boneyard."),
        scenes=tuple(scene.id for scene in needs),
        people=tuple(who.id for who in shoot.players if f"cast {who.id}" in rules),
        places=tuple(place.id for place in shoot.places if f"place {place.id}" in rules),
        dates=tuple(
            dict.fromkeys(
                day.date
                for day in (keep.days if keep else ())
                if f"banner {day_name(*day.slot)}" in rules
            )
        ),
        minimal=minimal,
    )


def _opened(shoot: Shoot, place: int) -> frozenset[int]:
    every = shoot.places[place].every_opening
    return frozenset(at for one in every for at, pair in enumerate(one.minutes) if max(pair))


def _most(shoot: Shoot) -> int:
    """Count the shooting days that there can be, those of each unit."""
    most = len(shoot.dates)
    main = most if shoot.max_days is None else min(most, shoot.max_days)
    return main + sum(
        most if unit.max_days is None else min(most, unit.max_days) for unit in shoot.second_units
    )


def _span(shoot: Shoot) -> str:
    first, last = say_date(shoot.dates[0]), say_date(shoot.dates[-1])
    return f"the calendar has {len(shoot.dates)} dates, {first} to {last}"
