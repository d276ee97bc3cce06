"""A board and its shoot as the rules look at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lastlook.schedule.board import Unit
from lastlook.schedule.choices import settled
from lastlook.schedule.presence import work_minutes
from lastlook.schedule.rules.clock import arrives_before, walk
from lastlook.schedule.windows import say_date

if TYPE_CHECKING:
    from datetime import date

    from lastlook.schedule.board import Board, ShootDay
    from lastlook.schedule.rules.clock import DayClock
    from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot


class Standing(NamedTuple):
    """Where a scene stands."""

    date: date
    order: int
    """Place in the day's order."""
    crew: str
    """Second unit of the day; empty for the main unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything looked up by name."""

    board: Board
    shoot: Shoot
    """With each scene at the location that the board has chosen."""
    shot: tuple[ShootDay, ...] = field(init=False)
    """Days with strips, by date, the main unit's first; one of banners alone is not shot on."""
    crews: dict[str, int] = field(init=False)
    """Position of each unit, the main one first."""
    scenes: dict[str, SceneNeed] = field(init=False)
    players: dict[int, Player] = field(init=False)
    places: dict[str, Place] = field(init=False)
    positions: dict[date, int] = field(init=False)
    shoots: dict[str, Shoot] = field(init=False)
    """The shoot by each unit's own terms, the main one's under an empty id."""

    def __post_init__(self) -> None:
        shoot = settled(self.shoot, self.board)
        object.__setattr__(self, "shoot", shoot)
        crews = {"": 0} | {one.id: at for at, one in enumerate(shoot.second_units, start=1)}
        object.__setattr__(self, "crews", crews)
        object.__setattr__(self, "shoots", {crew: shoot.of_unit(crew) for crew in crews})
        days = sorted((day for day in self.board.days if day.strips), key=self.place_of)
        object.__setattr__(self, "shot", tuple(days))
        object.__setattr__(self, "scenes", {scene.id: scene for scene in shoot.scenes})
        object.__setattr__(self, "players", {who.id: who for who in shoot.players})
        object.__setattr__(self, "places", {place.id: place for place in shoot.places})
        object.__setattr__(self, "positions", {day: at for at, day in enumerate(shoot.dates)})

    def place_of(self, day: ShootDay) -> tuple[date, int, str]:
        """Give what days are sorted by: the date, then the unit."""
        return day.date, self.crews.get(day.crew, len(self.crews)), day.crew

    def on(self, day: ShootDay | Standing) -> str:
        """Say a day: its date, and its unit where that is not the main one."""
        second = self.shoot.crew(day.crew)
        crew = second.label if second else day.crew
        return f"{say_date(day.date)} ({crew})" if crew else say_date(day.date)

    def shoot_of(self, day: ShootDay) -> Shoot:
        """Give the shoot by the terms on which a day's unit works."""
        return self.shoots.get(day.crew, self.shoot)

    def key_of(self, day: ShootDay, name: str) -> str:
        """Say where a term of a day's unit stands: `hours.work`, or `work of Second unit`."""
        unit = self.shoot.crew(day.crew)
        own = unit is not None and getattr(unit, name) is not None
        return f"{name} of {unit.label}" if unit and own else f"hours.{name}"

    def turnaround_of(self, crew: str) -> int:
        """Least rest of a unit's crew in minutes."""
        second = self.shoot.crew(crew)
        return second.turnaround if second else self.shoot.turnaround

    def of_crews(self) -> list[tuple[ShootDay, ...]]:
        """Give the shooting days of each unit by itself."""
        found: dict[str, list[ShootDay]] = {}
        for day in self.shot:
            found.setdefault(day.crew, []).append(day)
        return [tuple(days) for days in found.values()]

    def number(self, scene: str) -> str:
        """Take a scene's number from its label: what stands before the heading."""
        need = self.scenes.get(scene)
        return need.label.partition(" (")[0].removeprefix("scene ") if need else scene

    def work_of(self, day: ShootDay) -> list[SceneNeed]:
        """Scenes of a day in order; strips without a scene are left out."""
        return [self.scenes[strip.scene] for strip in day.strips if strip.scene in self.scenes]

    def moves_of(self, day: ShootDay) -> int:
        """How often the location changes within a day."""
        return sum(one.location != two.location for one, two in pairwise(self.work_of(day)))

    def minutes_of(self, day: ShootDay) -> int:
        """Actual work: strips, moves and banners. A move's own banner is the move itself."""
        return work_minutes(day, self.shoot)

    def call_of(self, day: ShootDay) -> int:
        """Minutes after midnight at which a day's unit is called."""
        return self.shoot_of(day).calls[0 if day.unit is Unit.DAY else 1]

    def call_for(self, day: ShootDay, role: int) -> int:
        """Minutes after midnight at which a role is called on a day that it works.

        With its unit; where calls are personal, for its own first strip, less its make-up.
        """
        if self.shoot.personal_calls:
            for strip in self.clock_of(day).strips:
                if role in strip.scene.cast:
                    return strip.start - arrives_before(self.shoot, role)
        return self.call_of(day)

    def clock_of(self, day: ShootDay) -> DayClock:
        """When each strip of a day begins and ends, and its meals."""
        shoot, at = self.shoot_of(day), self.positions.get(day.date)
        return walk(day, self.scenes, shoot, self.call_of(day), at)

    def wrap_of(self, day: ShootDay) -> int:
        """Minutes after the day's midnight at which its work is over, the meal included."""
        by_clock = self.clock_of(day).end
        return max(self.call_of(day) + self.minutes_of(day) + self.shoot_of(day).meal, by_clock)

    def working(self) -> dict[int, dict[date, tuple[ShootDay, ...]]]:
        """Days on which each role works, by date, rising: several where several units have it."""
        found: dict[int, dict[date, tuple[ShootDay, ...]]] = {who: {} for who in self.players}
        for day in self.shot:
            for who in sorted({who for scene in self.work_of(day) for who in scene.cast}):
                days = found.setdefault(who, {})
                days[day.date] = (*days.get(day.date, ()), day)
        return found

    def where(self) -> dict[str, Standing]:
        """Date, place in the day's order and unit of each scene; the first where it stands twice.

        Strips of held scenes, and of none, have rules of their own.
        """
        found: dict[str, Standing] = {}
        for day in self.shot:
            for order, strip in enumerate(day.strips):
                if strip.scene in self.scenes:
                    found.setdefault(strip.scene, Standing(day.date, order, day.crew))
        return found


def start(label: str) -> str:
    """Begin a sentence with a label."""
    return label[0].upper() + label[1:]


def reasons(why_not: tuple[str, ...]) -> str:
    """End a sentence with the windows that are meant."""
    return f" ({'; '.join(why_not)})." if why_not else "."


def because(why: str) -> str:
    """End a sentence with the reason that the production gives."""
    return f" ({why})." if why else "."


def hours(minutes: int) -> str:
    """Say a length of time."""
    if minutes <= 0:
        return "no time"
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    return f"{whole} h {rest:02} min" if rest else f"{whole} h"


def clock(minutes: int) -> str:
    """Say a time of day; past midnight it is the next morning's."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
