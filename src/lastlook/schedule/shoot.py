"""The scheduling problem as values: what must be shot, when it may be, and what it costs.

Everything the checker, the cost and the solver need stands here, so that none of them reads
a script or a file. Times are minutes; dates are positions in `Shoot.dates`; money is cents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.consent.clearances import NO_CLEARANCES, Clearances
from lastlook.schedule.board import Unit
from lastlook.schedule.pay import Pay

if TYPE_CHECKING:
    from datetime import date, datetime

    from lastlook.schedule.hours import Ask, Meals, Spans
    from lastlook.schedule.minors import MinorLimit
    from lastlook.schedule.week import WeekCount


class Sun(StrEnum):
    """Natural light that a scene needs."""

    ANY = "any"
    """None: it is lit, or stands inside."""
    DAY = "day"
    """Sunrise to sunset."""
    NIGHT = "night"
    """The end of civil twilight to its beginning."""
    DUSK = "dusk"
    """From an hour before sunset to the end of civil twilight."""
    DAWN = "dawn"
    """From the beginning of civil twilight to an hour after sunrise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneNeed:
    """One scene to place."""

    id: str
    label: str
    """As printed in messages: `scene 12A (EXT. PARKING LOT - NIGHT)`."""
    minutes: int
    """Working time, at least 1."""
    cast: frozenset[int]
    """Board ids of the roles present."""
    location: str
    units: frozenset[Unit]
    """Units that may shoot it."""
    order: int
    """Position in the script, from 0."""
    strip: str = ""
    """As printed beside the strip in board.toml: `12A INT. CAR - NIGHT · MARA, JON · 1 3/8`."""
    clear_from: datetime | None = None
    """No call for it may be earlier; None where any may."""
    part_of: str = ""
    """Id of the whole scene where this is a part or a pick-up of it; its own id is `s012/a`."""
    sun: Sun = Sun.ANY
    """Natural light it needs, by the clock; ANY for interiors."""
    dates: frozenset[int] | None = None
    """Positions of the only dates it may be shot on; None for any."""
    why_not: tuple[str, ...] = ()
    """What shuts the other dates out, in words, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One role as the schedule sees it."""

    id: int
    label: str
    """As printed in messages: `MARA (1)`."""
    rate: int
    """Cents for a day worked or held; 0 where no rate is stated (see `Shoot.unknown`)."""
    dates: frozenset[int]
    """Positions of the dates on which the role can work."""
    why_not: tuple[str, ...] = ()
    """The windows that shut dates out, in words, for messages."""
    pay: Pay | None = None
    """How it is paid, beyond `rate` for each day; None for that alone (see `pay_of`)."""
    make_up: int = 0
    """Minutes from its personal call to its own first strip."""
    waits: bool = True
    """False: must not be held; it works on every date from its first to its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """For how long, and when, a place is open to a second unit that works by hours of its own."""

    unit: str
    """Id of the second unit."""
    minutes: tuple[tuple[int, int], ...]
    """As `Place.minutes`."""
    hours: tuple[tuple[Spans, Spans], ...] = ()
    """As `Place.hours`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One location as the schedule sees it."""

    id: str
    label: str
    fee: int
    """Cents for a day it is shot at."""
    minutes: tuple[tuple[int, int], ...]
    """For each date: working minutes open to a day unit and to a night unit; 0 is shut."""
    why_not: tuple[str, ...] = ()
    hold: int = 0
    """Cents for each date of the calendar between the first and the last it is shot at, but not
    shot at itself."""
    once: int = 0
    """Cents for preparing and clearing it, once."""
    shared: bool = False
    """Whether several units may shoot at it on one date; its fee is paid once then."""
    hours: tuple[tuple[Spans, Spans], ...] = ()
    """For each date the spans of the clock in which it is open to a day unit and to a night unit,
    minutes after midnight; empty where `minutes` says all."""
    asks: tuple[Ask, ...] = ()
    """Permits that nobody has asked for yet."""
    openings: tuple[Opening, ...] = ()
    """The same as `minutes` and `hours` for second units that are called at other times, or work
    for longer or less. For all others the main unit's hold."""

    @property
    def every_opening(self) -> tuple[Opening, ...]:
        """How it is open to the main unit, under an empty id, and to units that differ."""
        return (Opening(unit="", minutes=self.minutes, hours=self.hours), *self.openings)

    def open_to(self, unit: str) -> Place:
        """Give the place as a second unit (by its id) finds it."""
        own = next((one for one in self.openings if one.unit == unit), None)
        return replace(self, minutes=own.minutes, hours=own.hours) if own else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A set, or one scene of a set that may be split, that several locations can stand in for."""

    of: str
    """The set's name; the scene's id where the set may be split."""
    label: str
    """As printed in messages: `CAR`, or `CAR (scene 12A)`."""
    scenes: frozenset[str]
    """Ids of its scenes, which are all shot at one of the places."""
    places: tuple[str, ...]
    """Ids of the places, the first of which holds where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rental:
    """Equipment, an effect or an animal that is paid for as long as it is kept."""

    id: str
    label: str
    scenes: frozenset[str]
    """Ids of the scenes that need it."""
    pay: Pay
    once: int = 0
    """Cents for bringing and fetching it, once."""
    count: int = 1
    """How many there are: so many units can use it on one date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One scene before another: a beard, a set that burns down, the last scene last."""

    first: str
    then: str
    gap: int = 0
    """Least calendar days from the first's date to the other's; 0 allows the same day, in order."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Scenes of which no two are shot on one day."""

    scenes: frozenset[str]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Scenes that are shot on one day."""

    scenes: frozenset[str]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What a day costs beyond a length: overtime by the tenth of an hour, or once."""

    after: int
    """Working minutes from which it counts; moves and banners are work, the meal is not."""
    tenth: int = 0
    """Cents for each begun tenth of an hour beyond."""
    once: int = 0
    """Cents as soon as the day is longer."""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A move between two places that differs from `Shoot.company_move`."""

    places: frozenset[str]
    """Ids of the two."""
    minutes: int
    cost: int
    days: int = 0
    """Whole dates on the road that must lie between; more than 0 forbids both on one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondUnit:
    """A second crew, which shoots some scenes on dates of its own beside the main unit."""

    id: str
    label: str
    """As printed in messages: `Second unit`."""
    scenes: frozenset[str]
    """Ids of the scenes that it may shoot; the main unit may shoot every one."""
    dates: frozenset[int]
    """Positions of the dates on which it can work."""
    day_costs: tuple[tuple[int, int], ...]
    """For each date cents for a day of it by day and by night."""
    max_days: int | None = None
    turnaround: int = 0
    """Least rest in minutes between its own wrap and its own next call."""
    late: tuple[Late, ...] = ()
    """Its overtime and late meals, the earliest first."""
    why_not: tuple[str, ...] = ()
    """The windows that shut dates out, in words, for messages."""
    calls: tuple[int, int] | None = None
    """Its calls by day and by night; None, as of all that follows, is the main unit's. What holds
    on a day of the unit `Shoot.of_unit` says."""
    work: int | None = None
    """Longest working time of its day in minutes, meal not counted."""
    meal: int | None = None
    meals: Meals | None = None
    company_move: int | None = None
    """Minutes of a move; a `Road` holds for every unit."""
    move_cost: int | None = None
    max_moves: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Daylight:
    """The sun on one date where the company shoots, minutes after midnight, local time."""

    dawn: int
    """Civil twilight begins."""
    rise: int
    set: int
    dusk: int
    """Civil twilight ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoot:
    """The problem: place every scene on a date under every rule, at the least cost."""

    dates: tuple[date, ...]
    """Every date that may be shot on, rising."""
    max_days: int | None
    scenes: tuple[SceneNeed, ...]
    players: tuple[Player, ...]
    places: tuple[Place, ...]
    work: int
    """Longest working time of a day in minutes, meal not counted."""
    meal: int
    calls: tuple[int, int]
    """Call of the day unit and of the night unit, minutes after midnight."""
    turnaround: int
    """Least rest in minutes between one day's wrap and the next call: cast and crew both."""
    company_move: int
    """Minutes a move to another location takes out of the day."""
    max_moves: int
    day_cost: int
    move_cost: int
    hold_paid: bool
    currency: str
    unknown: tuple[str, ...] = ()
    """What nobody has stated and therefore costs nothing here, in words."""
    held: tuple[SceneNeed, ...] = ()
    """Scenes of the script that are held by the production, so that they are not placed."""
    minors: tuple[MinorLimit, ...] = ()
    """What each date holds for roles whose working time the law limits."""
    clearances: Clearances = NO_CLEARANCES
    """The public view of consent and minors, for notices and print."""
    rentals: tuple[Rental, ...] = ()
    orders: tuple[Order, ...] = ()
    apart: tuple[Apart, ...] = ()
    together: tuple[Together, ...] = ()
    late: tuple[Late, ...] = ()
    """Overtime and late meals, the earliest first."""
    day_costs: tuple[tuple[int, int], ...] = ()
    """For each date what a day unit and a night unit cost; empty where all cost `day_cost`."""
    cast_turnaround: int = 0
    """Least rest in minutes of each role, from its own last strip's end to its next day's call;
    counts where it is longer than `turnaround`."""
    forced_call: int | None = None
    """Cents for each role called sooner than `cast_turnaround`; None where that is forbidden."""
    roads: tuple[Road, ...] = ()
    daylight: tuple[Daylight, ...] = ()
    """For each date; empty where nobody has said where the company shoots."""
    sources: tuple[tuple[str, str], ...] = ()
    """What the production's `[[rule]]` tables say: the key, and who says so with the date."""

    choices: tuple[Choice, ...] = ()
    """Sets that several locations can stand in for."""
    second_units: tuple[SecondUnit, ...] = ()
    meals: Meals | None = None
    """When meals are due that fall between strips; None: one falls six hours after the call."""
    personal_calls: bool = False
    """Roles are called for their own first strip, and not with their unit."""
    week_count: WeekCount | None = None
    """What the sixth day worked in a week, say, costs beyond others; None where all are alike."""
    commute: int | None = None
    """Minutes between units for a role that works with several on one date; None where nobody
    may."""

    def day_price(self, date: int, unit: Unit, crew: str = "") -> int:
        """Cents for a shooting day of a crew by day or by night on a date (by position)."""
        second = self.crew(crew)
        costs = second.day_costs if second else self.day_costs
        if not costs:
            return self.day_cost
        return costs[date][0 if unit is Unit.DAY else 1]

    def crew(self, crew: str) -> SecondUnit | None:
        """Look up a second unit by its id; None for the main unit, and for one unknown."""
        return next((one for one in self.second_units if one.id == crew), None)

    def terms_of(self, crew: str) -> Shoot:
        """Give the shoot by a unit's hours, meals and moves; locations and minors stay."""
        unit = self.crew(crew)
        return by_terms(self, unit) if unit else self

    def of_unit(self, crew: str) -> Shoot:
        """Give the shoot by the terms on which a unit works: its hours, meals and moves.

        `calls`, `work`, `meal`, `meals`, `company_move`, `move_cost`, `max_moves`, and what
        locations and minors leave to it on each date, are then that unit's; all else stays. The
        main unit's (an empty id), and that of a unit unknown, is the shoot itself.
        """
        if self.crew(crew) is None:
            return self
        return replace(
            self.terms_of(crew),
            places=tuple(place.open_to(crew) for place in self.places),
            minors=tuple(limit.left_to(crew) for limit in self.minors),
        )

    @property
    def every_meals(self) -> tuple[Meals, ...]:
        """When meals are due between strips, for each unit that says so itself."""
        every = (self.meals, *(unit.meals for unit in self.second_units))
        return tuple(one for one in every if one is not None)

    @property
    def rests_by_role(self) -> bool:
        """Whether each role's rest is reckoned by its own strips."""
        longer = self.cast_turnaround > self.turnaround
        return longer or (self.personal_calls and self.cast_turnaround > 0)

    def pay_of(self, player: Player) -> Pay:
        """How a role is paid."""
        return player.pay or Pay(day=player.rate, hold_paid=self.hold_paid)

    def road(self, one: str, two: str) -> Road:
        """Look up the move from one place to another, either way."""
        for road in self.roads:
            if road.places == {one, two}:
                return road
        return Road(places=frozenset({one, two}), minutes=self.company_move, cost=self.move_cost)


def by_terms(shoot: Shoot, unit: SecondUnit) -> Shoot:
    """Give a shoot with a second unit's own hours, meals and moves; places and minors stay."""
    own = {
        name: value
        for name in ("calls", "work", "meal", "meals", "company_move", "move_cost", "max_moves")
        if (value := getattr(unit, name)) is not None
    }
    return replace(shoot, **own) if own else shoot
