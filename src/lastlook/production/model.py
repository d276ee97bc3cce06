"""What people state about a production: `production.toml` as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time
    from pathlib import Path


class Weekday(StrEnum):
    """Days as they are written in `production.toml`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class HoldPay(StrEnum):
    """Whether an actor is paid for waiting between two working days."""

    PAID = "paid"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of dates, both ends included."""

    start: date
    end: date
    note: str = ""
    """Why, in a few words; quoted where the window makes trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Leave to shoot at a location on some dates and, perhaps, within some hours."""

    start: date
    end: date
    opens: time | None = None
    """First minute of shooting; None for the whole day."""
    closes: time | None = None
    """Last minute of shooting; earlier than `opens` means the next morning."""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which dates may be shot on."""

    start: date
    """First date that may be shot on."""
    end: date | None = None
    """Last date that may be shot on; None gives room enough for every scene."""
    max_days: int | None = None
    """At most this many shooting days."""
    weekly_days_off: tuple[Weekday, ...] = (Weekday.SAT, Weekday.SUN)
    holidays: str = ""
    """Country or country-subdivision code whose public holidays are off, such as `US-NY`."""
    days_off: tuple[date, ...] = ()
    """Further dates on which nobody shoots."""
    work_days: tuple[date, ...] = ()
    """Dates that are worked although a rule above has them off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The working day. Durations are hours; a rule's source stands in `rules`."""

    work: Decimal = Decimal(11)
    """Longest working time of a day, meal not counted."""
    meal: Decimal = Decimal(1)
    day_call: time
    """Crew call of a day unit."""
    night_call: time
    """Crew call of a night unit."""
    per_page: Decimal = Decimal(2)
    """Working time for a page (eight eighths) where a scene states none of its own."""
    company_move: Decimal = Decimal(1)
    """Working time that a move to a second location takes out of the day."""
    crew_turnaround: Decimal = Decimal(10)
    """Least rest of the crew between wrap and the next call."""
    cast_turnaround: Decimal = Decimal(12)
    """Least rest of the cast between wrap and the next call."""
    max_moves: int = 1
    """Most company moves in one day."""
    night_interiors_by_day: bool = True
    """INT. … NIGHT may be shot by a day unit, behind blacked-out windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Money, in the production's currency."""

    currency: str = "USD"
    shoot_day: Decimal = Decimal(0)
    """Crew and equipment for one shooting day."""
    company_move: Decimal = Decimal(0)
    hold: HoldPay = HoldPay.PAID


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """One role and who plays it."""

    id: int
    """Board id: printed on strips, never used again for another role."""
    character: str
    """Name as the cues have it."""
    also: tuple[str, ...] = ()
    """Other names in the script that mean the same role, such as `YOUNG MAN`."""
    performer: str = ""
    rate: Decimal | None = None
    """Pay for a day, worked or held; None when nobody has said yet."""
    available: tuple[Window, ...] = ()
    """If any are given, the role can work on no other dates."""
    unavailable: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place that is shot at, standing for one or more sets of the story."""

    id: str
    """Short name used in other files, such as `garage`."""
    name: str
    sets: tuple[str, ...]
    """Sets of the script that are shot here; `HOUSE` also means `HOUSE - KITCHEN`."""
    address: str = ""
    fee: Decimal | None = None
    """For each day it is shot at; None when nobody has said yet."""
    available: tuple[Window, ...] = ()
    """If any are given, it can be shot at on no other dates."""
    unavailable: tuple[Window, ...] = ()
    permits: tuple[Permit, ...] = ()
    """If any are given, it can be shot at only within them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    """Someone behind the camera."""

    job: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where a number of this file comes from. Not legal advice."""

    about: str
    """Dotted name of what it explains, such as `hours.cast_turnaround`."""
    source: str
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something lastlook had to suppose, kept until a person states it."""

    about: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A production folder, read and checked."""

    root: Path
    title: str
    script: str
    """File name of the script within the folder."""
    writer: str = ""
    director: str = ""
    producer: str = ""
    company: str = ""
    calendar: Calendar
    hours: Hours
    costs: Costs = Costs()
    cast: tuple[CastMember, ...] = ()
    locations: tuple[Location, ...] = ()
    crew: tuple[CrewMember, ...] = ()
    rules: tuple[Rule, ...] = ()
    assumptions: tuple[Assumption, ...] = field(default=())

    @property
    def script_path(self) -> Path:
        """The script on disk."""
        return self.root / self.script
