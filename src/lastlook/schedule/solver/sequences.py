"""Every order of a day's strips, those that come to the same taken together.

Dynamic programming over the sets of strips that are done: of two ways to the same moment with the
same left to do, the one that is better for nobody is dropped. So ten strips are looked at in full
where their 3.6 million orders could not be. `order.every_plan` looks at them one by one; tests
hold the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.solver.clock import called, on_set_too_long, shot, spent

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lastlook.schedule.solver.clock import Clock
    from lastlook.schedule.solver.task import Task

SEARCHED = 3_000
"""Strips put after others before it is given up, where many days are looked at: six to eight
strips, in some hundredths of a second at most."""
PROVED = 40_000
"""The same where a proof hangs on it: about ten strips, in some tenths."""
NOBODY = -1


class Asked(NamedTuple):
    """What of an order matters beside its moves, its late meals and its wrap."""

    ends: frozenset[int] = frozenset()
    """Roles (by position) that had better be done early."""
    begins: frozenset[int] = frozenset()
    """Roles that had better begin late."""
    strips: frozenset[int] = frozenset()
    """Strips (scenes by number) whose own times matter, whichever they are."""


class _Way(NamedTuple):
    """One way through some of the strips."""

    order: tuple[int, ...]
    clock: Clock
    minutes: int
    """Of the moves."""
    cents: int
    """Of the moves."""
    begins: tuple[int, ...]
    """For each role that is watched the begin of its first strip; `NOBODY` before it."""
    ends: tuple[int, ...]
    times: tuple[tuple[int, int, int], ...] = ()
    """When the strips that matter were begun and ended."""


def sequences(
    task: Task,
    day: tuple[int, int],
    scenes: Sequence[int],
    needed: Sequence[tuple[int, int]],
    asked: Asked,
    *,
    steps: int = SEARCHED,
) -> list[tuple[int, ...]] | None:
    """Give the orders of a day's strips of which every other is matched or beaten by one.

    Beaten in the cents of its moves, the number of late half hours, the moment of its wrap, and
    in what is `asked`. Banners are not seen. None where there are too many to look at.

    Parameters
    ----------
    day
        The slot, and whether it is shot by day (0) or by night (1).
    needed
        Pairs of scenes of which the first comes first.
    steps
        Strips put after others before it is given up.

    """
    return _Day(task, day, scenes, needed, asked).all(steps)


class _Done(NamedTuple):
    """What is done, whatever the way."""

    strips: int
    """As bits, by their places among the day's."""
    place: str
    """Where the last one was."""
    moves: int


_Layer = dict[tuple[_Done, tuple[object, ...]], list[_Way]]


class _Day:
    """A day's strips, looked up fast."""

    def __init__(
        self,
        task: Task,
        day: tuple[int, int],
        scenes: Sequence[int],
        needed: Sequence[tuple[int, int]],
        asked: Asked,
    ) -> None:
        self.task, (self.slot, self.unit) = task, day
        self.shoot = task.shoot_of(self.slot)
        self.scenes, self.asked = list(scenes), asked
        index = {scene: at for at, scene in enumerate(scenes)}
        self.first = [
            sum(1 << index[a] for a, b in needed if b == scene and a in index) for scene in scenes
        ]
        self.places = [task.shoot.places[task.place_of[scene]].id for scene in scenes]
        minors = {limit.role for limit in self.shoot.minors if limit.presence}
        players = self.shoot.players
        self.minors = {at for at, who in enumerate(players) if who.id in minors}
        here = {who for scene in scenes for who in task.cast_of[scene]}
        self.watched = sorted(here & (asked.ends | asked.begins | self.minors))
        self.bits = [
            sum(1 << at for at, scene in enumerate(scenes) if who in task.cast_of[scene])
            for who in self.watched
        ]
        # Who starts earlier is never worse off, unless meals, minors or own calls say otherwise.
        self.sooner = task.earlier_is_better and not asked.begins and not asked.strips

    def all(self, steps: int) -> list[tuple[int, ...]] | None:
        """Go through all strips, layer by layer."""
        count = len(self.scenes)
        nobody = (NOBODY,) * len(self.watched)
        start = _Way((), called(self.shoot, self.unit), 0, 0, nobody, nobody)
        layer: _Layer = {(_Done(0, "", 0), ()): [start]}
        for _ in range(count):
            following: _Layer = {}
            for (state, _), ways in layer.items():
                for at in range(count):
                    if state.strips >> at & 1 or self.first[at] & ~state.strips:
                        continue
                    steps -= len(ways)
                    if steps < 0:
                        return None
                    for way in ways:
                        self._go_on(way, state, at, following)
            layer = following
        return [way.order for ways in layer.values() for way in ways]

    def _go_on(self, way: _Way, state: _Done, at: int, following: _Layer) -> None:
        """Put a strip after others, if it can be and the way there is not beaten."""
        clock, minutes, cents, here = way.clock, way.minutes, way.cents, self.places[at]
        done, place, moves = state
        if place not in ("", here):
            road = self.shoot.road(place, here)
            if road.days or moves == self.shoot.max_moves:
                return
            moves, minutes, cents = moves + 1, minutes + road.minutes, cents + road.cost
            clock = spent(self.shoot, self.unit, clock, road.minutes)[1]
        scene = self.scenes[at]
        found = shot(self.task, self.slot, self.unit, scene, clock)
        if found is None:
            return
        begin, clock = found
        done |= 1 << at
        begins, ends = list(way.begins), list(way.ends)
        for number, who in enumerate(self.watched):
            if not self.bits[number] >> at & 1:
                continue
            if begins[number] == NOBODY:
                begins[number] = begin
            if not self.bits[number] & ~done:
                ends[number] = clock.now
                if who in self.minors and self._too_long(who, begins[number], clock):
                    return
        times = way.times
        if scene in self.asked.strips:
            times = tuple(sorted((*times, (scene, begin, clock.now))))
        new = _Way((*way.order, scene), clock, minutes, cents, tuple(begins), tuple(ends), times)
        key = (_Done(done, here, moves), self._apart(new))
        others = following.setdefault(key, [])
        marks = self._marks(new)
        if any(_no_worse(self._marks(one), marks) for one in others):
            return
        others[:] = [one for one in others if not _no_worse(marks, self._marks(one))]
        others.append(new)

    def _too_long(self, who: int, begin: int, clock: Clock) -> bool:
        role = self.shoot.players[who].id
        return on_set_too_long(self.task, self.slot, clock, {role: (begin, clock.now)})

    def _apart(self, way: _Way) -> tuple[object, ...]:
        """Give what must be equal for one way to beat another."""
        started = tuple(
            begin
            for who, begin, end in zip(self.watched, way.begins, way.ends, strict=True)
            if who in self.minors and end == NOBODY
        )
        clock = () if self.sooner else (way.clock.now, way.clock.due, way.clock.eaten)
        return (*clock, way.minutes, started, way.times)

    def _marks(self, way: _Way) -> tuple[int, ...]:
        """Give what had better be small."""
        return (
            way.clock.now,
            way.cents,
            way.clock.late,
            *(
                end
                for who, end in zip(self.watched, way.ends, strict=True)
                if who in self.asked.ends and end != NOBODY
            ),
            *(
                -begin
                for who, begin in zip(self.watched, way.begins, strict=True)
                if who in self.asked.begins and begin != NOBODY
            ),
        )


def _no_worse(one: Collection[int], other: Collection[int]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))
