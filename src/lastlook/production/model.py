"""What people state about a production: `production.toml` as values.

The fields are the keys of the file. A `Key` beside a type holds the words in which a mistake
is explained, an example, and bounds; `schema.py` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from datetime import date, time  # noqa: TC003
from decimal import Decimal
from enum import StrEnum
from pathlib import Path  # noqa: TC003
from typing import Annotated

from lastlook.production.terms import (
    MOST_MONEY,
    Apart,
    Base,
    CallOf,
    ClockWindows,
    Order,
    Overtime,
    Premium,
    Rental,
    RestOf,
    Road,
    SecondUnit,
    SetPlaces,
    Together,
    Weekday,
    Windows,
)
from lastlook.production.values import Key


class PaletteName(StrEnum):
    """Colours of strips and of the categories of elements."""

    TRADE = "trade"
    """Boards as in North America, categories as Final Draft tags them."""
    MARKER = "marker"
    """The same boards, categories as marked with pencils on paper."""
    NIGHTS_SWAPPED = "nights-swapped"
    """Boards with the two colours of night exchanged, categories as Final Draft tags them."""


class HoldPay(StrEnum):
    """Whether an actor is paid for waiting between two working days."""

    PAID = "paid"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Leave to shoot at a location on some dates and, perhaps, within some hours."""

    start: Annotated[date, Key(is_a="the first date it covers", such="2027-01-18")]
    end: Annotated[date, Key(is_a="the last date it covers", such="2027-01-20")]
    opens: Annotated[time | None, Key(is_a="a time of day", such='"07:00"')] = None
    """First minute of shooting; None for the whole day."""
    closes: Annotated[time | None, Key(is_a="a time of day", such='"22:00"')] = None
    """Last minute of shooting; earlier than `opens` means the next morning."""
    number: str = ""
    note: Annotated[str, Key(lines=True)] = ""
    lead_days: Annotated[int, Key(is_a="a number of days", such="28", least=0, most=365)] = 0
    """Days before its first date by which it has to be asked for."""
    asked: Annotated[date | None, Key(is_a="a date", such="2026-12-01")] = None
    """Date on which it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which dates may be shot on."""

    start: Annotated[date, Key(is_a="the first date that may be shot on", such="2027-01-18")]
    """First date that may be shot on."""
    end: Annotated[
        date | None, Key(is_a="the last date that may be shot on", such="2027-02-05")
    ] = None
    """Last date that may be shot on; None gives room enough for every scene."""
    max_days: Annotated[
        int | None,
        Key(
            is_a="a whole number, the most shooting days there may be", such="3", least=1, most=1000
        ),
    ] = None
    """At most this many shooting days."""
    weekly_days_off: Annotated[
        tuple[Weekday, ...], Key(is_a="a list of weekdays", such='["sat", "sun"]')
    ] = (Weekday.SAT, Weekday.SUN)
    holidays: Annotated[
        str, Key(is_a="the code of a country or of a part of it", such='"US-NY"')
    ] = ""
    """Country or country-subdivision code whose public holidays are off, such as `US-NY`."""
    days_off: Annotated[
        tuple[date, ...], Key(is_a="a list of dates", such="[2027-01-25, 2027-01-26]")
    ] = ()
    """Further dates on which nobody shoots."""
    work_days: Annotated[
        tuple[date, ...], Key(is_a="a list of dates", such="[2027-01-23, 2027-01-24]")
    ] = ()
    """Dates that are worked although a rule above has them off."""
    week_start: Annotated[Weekday, Key(is_a="a weekday", such='"mon"')] = Weekday.MON
    """First day of the production's week, in which days worked are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The working day. Durations are hours; a rule's source stands in `rules`."""

    work: Annotated[
        Decimal,
        Key(
            is_a="a number, the hours of work in a day without the meal",
            such="11",
            least=1,
            most=24,
        ),
    ] = Decimal(11)
    """Longest working time of a day, meal not counted."""
    meal: Annotated[Decimal, Key(is_a="a number of hours", such="0.5", least=0, most=4)] = Decimal(
        1
    )
    day_call: Annotated[time, Key(is_a="a time of day", such='"07:00"')]
    """Crew call of a day unit."""
    night_call: Annotated[time, Key(is_a="a time of day", such='"17:00"')]
    """Crew call of a night unit."""
    per_page: Annotated[
        Decimal,
        Key(
            is_a="a number, the hours of work for one page", such="2", least=Decimal("0.1"), most=24
        ),
    ] = Decimal(2)
    """Working time for a page (eight eighths) where a scene states none of its own."""
    company_move: Annotated[
        Decimal, Key(is_a="a number of hours", such="1.5", least=0, most=12)
    ] = Decimal(1)
    """Working time that a move to a second location takes out of the day."""
    crew_turnaround: Annotated[
        Decimal,
        Key(
            is_a="a number, the hours of rest from wrap to the next call",
            such="10",
            least=0,
            most=48,
        ),
    ] = Decimal(10)
    """Least rest of the crew between wrap and the next call."""
    cast_turnaround: Annotated[
        Decimal,
        Key(
            is_a="a number, the hours of rest from wrap to the next call",
            such="12",
            least=0,
            most=48,
        ),
    ] = Decimal(12)
    """Least rest of the cast between wrap and the next call."""
    max_moves: Annotated[
        int, Key(is_a="a whole number, the most company moves in a day", such="1", least=0, most=20)
    ] = 1
    """Most company moves in one day."""
    night_interiors_by_day: bool = True
    """INT. … NIGHT may be shot by a day unit, behind blacked-out windows."""
    cast_rest: Annotated[RestOf, Key(is_a='"company" or "role"', such='"role"')] = RestOf.COMPANY
    """For whom `cast_turnaround` is reckoned: the company, or each role from its own last strip."""
    calls: Annotated[CallOf, Key(is_a='"unit" or "personal"', such='"personal"')] = CallOf.UNIT
    """Whether roles are called with their unit, or each for its own first strip."""
    make_up: Annotated[Decimal, Key(is_a="a number of hours", such="1.5", least=0, most=12)] = (
        Decimal(0)
    )
    """From a role's personal call to its first strip: make-up, wardrobe, the way to the set."""
    meal_within: Annotated[
        Decimal | None,
        Key(is_a="a number, the hours from call to meal", such="6", least=1, most=24),
    ] = None
    """The meal falls between strips, at most so long after the call and after the meal before it;
    None: it falls six hours after the call, if need be within a strip."""
    commute: Annotated[
        Decimal | None,
        Key(is_a="a number, the hours between two units", such="0.5", least=0, most=12),
    ] = None
    """Way between units for a role that works with several on one date; None: nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Money, in the production's currency."""

    currency: Annotated[str, Key(is_a="a currency's three letters", such='"USD"')] = "USD"
    shoot_day: Annotated[
        Decimal,
        Key(is_a="a number for one day's cost", such="2400", least=0, most=MOST_MONEY, places=2),
    ] = Decimal(0)
    """Crew and equipment for one shooting day."""
    company_move: Annotated[
        Decimal,
        Key(is_a="a number for one move's cost", such="300", least=0, most=MOST_MONEY, places=2),
    ] = Decimal(0)
    hold: Annotated[HoldPay, Key(is_a='"paid" or "unpaid"', such='"paid"')] = HoldPay.PAID
    drop_after: Annotated[
        int | None, Key(is_a="a number of calendar days", such="10", least=1, most=365)
    ] = None
    """A role may be dropped once, unpaid, if it is picked up more than this many days later."""
    forced_call: Annotated[
        Decimal | None,
        Key(is_a="a number for one call", such="950", least=0, most=MOST_MONEY, places=2),
    ] = None
    """For each role called before its rest is over; None where that is forbidden."""
    late_meal: Annotated[
        Decimal | None,
        Key(is_a="a number for half an hour", such="250", least=0, most=MOST_MONEY, places=2),
    ] = None
    """For each begun half hour that a meal is late (`hours.meal_within`); None: forbidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """One role and who plays it."""

    id: Annotated[
        int, Key(is_a="a whole number, the role's board number", such="1", least=1, most=9999)
    ]
    """Board id: printed on strips, never used again for another role."""
    character: Annotated[
        str, Key(is_a="the role's name as the script cues it", such='"MARA"', filled=True)
    ]
    """Name as the cues have it."""
    also: Annotated[
        tuple[str, ...],
        Key(is_a="a list of other names for the role", such='["YOUNG MAN"]', filled=True),
    ] = ()
    """Other names in the script that mean the same role, such as `YOUNG MAN`."""
    performer: Annotated[str, Key(is_a="the performer's name", such='"…"')] = ""
    rate: Annotated[
        Decimal | None,
        Key(is_a="a number for a day's pay", such="450", least=0, most=MOST_MONEY, places=2),
    ] = None
    """Pay for a day, worked or held; None when nobody has said yet."""
    week: Annotated[
        Decimal | None,
        Key(is_a="a number for a week's pay", such="1800", least=0, most=MOST_MONEY, places=2),
    ] = None
    """Pay for all paid days of one calendar week, where that is less."""
    least_days: Annotated[int, Key(is_a="a number of days", such="5", least=0, most=1000)] = 0
    """Guarantee: days that are paid at least, at the day rate."""
    drop: bool = True
    """Whether the role may be dropped and picked up, under `costs.drop_after`."""
    waits: bool = True
    """False: must not be held; works on every date from its first to its last."""
    make_up: Annotated[
        Decimal | None, Key(is_a="a number of hours", such="2", least=0, most=12)
    ] = None
    """From its personal call to its first strip; None: as `hours.make_up` has it."""
    available: Windows = ()
    """If any are given, the role can work on no other dates."""
    unavailable: Windows = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place that is shot at, standing for one or more sets of the story."""

    id: Annotated[str, Key(is_a="a short name of your own", such='"garage"', filled=True)]
    """Short name used in other files, such as `garage`."""
    name: Annotated[str, Key(is_a="the name on the call sheet", such='"Pier garage"', filled=True)]
    sets: Annotated[
        tuple[str, ...],
        Key(
            is_a="a list of the script's sets that are shot here",
            such='["HOUSE", "CAR"]',
            filled=True,
        ),
    ] = ()
    """Sets of the script that are shot here; `HOUSE` also means `HOUSE - KITCHEN`."""
    address: Annotated[str, Key(lines=True)] = ""
    fee: Annotated[
        Decimal | None,
        Key(
            is_a="a number for each day it is used", such="350", least=0, most=MOST_MONEY, places=2
        ),
    ] = None
    """For each day it is shot at; None when nobody has said yet."""
    available: ClockWindows = ()
    """If any are given, it can be shot at on no other dates."""
    unavailable: ClockWindows = ()
    permits: Annotated[
        tuple[Permit, ...],
        Key(
            is_a="a list of permits",
            such='[{ start = 2027-01-18, end = 2027-01-20, opens = "07:00", closes = "22:00" }]',
        ),
    ] = ()
    """If any are given, it can be shot at only within them."""
    hold: Annotated[
        Decimal | None,
        Key(is_a="a number for each day kept", such="120", least=0, most=MOST_MONEY, places=2),
    ] = None
    """For each date it is kept and not used, between the first and the last it is shot at."""
    prep_days: Annotated[int, Key(is_a="a number of days", such="2", least=0, most=365)] = 0
    """Days of preparation before, each at the fee."""
    strike_days: Annotated[int, Key(is_a="a number of days", such="1", least=0, most=365)] = 0
    """Days to clear it afterwards, each at the fee."""
    shared: bool = False
    """Whether several units may shoot at it on one date; its fee is paid once then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    """Someone behind the camera."""

    job: Annotated[str, Key(is_a="what they do", such='"First AD"', filled=True)]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where a number of this file comes from. Not legal advice."""

    about: Annotated[
        str, Key(is_a="the key it explains", such='"hours.cast_turnaround"', filled=True)
    ]
    """Dotted name of what it explains, such as `hours.cast_turnaround`."""
    source: Annotated[
        str,
        Key(is_a="where it comes from", such='"union agreement"', filled=True, lines=True),
    ]
    dated: Annotated[date | None, Key(is_a="when it was looked up", such="2026-11-01")] = None


class RuleEffect(StrEnum):
    """What an overridden rule is to do."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOverride:
    """A rule of lastlook's rule book that this production has otherwise. Not legal advice."""

    rule: Annotated[str, Key(is_a="the id of a rule", such='"rider-48h"', filled=True)]
    """Id of the rule, as `lastlook consent rules` lists it."""
    effect: RuleEffect | None = None
    number: Annotated[str, Key(is_a="the name of one of the rule's numbers", such='"hours"')] = ""
    value: Annotated[int | None, Key(is_a="a whole number", such="72", least=0, most=100000)] = None
    """The number's value here."""
    why: Annotated[str, Key(is_a="why it is otherwise here", such='"…"', filled=True, lines=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something lastlook had to suppose, kept until a person states it."""

    about: Annotated[str, Key(is_a="the key it supposes", such='"calendar.start"', filled=True)]
    text: Annotated[str, Key(is_a="what is supposed", such='"…"', filled=True, lines=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A production folder, read and checked."""

    root: Path
    title: Annotated[str, Key(is_a="the film's title", such='"Last Ride"', filled=True)]
    script: Annotated[
        str,
        Key(is_a="the script's file name in this folder", such='"script.fountain"', filled=True),
    ]
    """File name of the script within the folder."""
    writer: str = ""
    director: str = ""
    producer: str = ""
    company: str = ""
    palette: PaletteName = PaletteName.TRADE
    """Colours of the board and of the categories on breakdown sheets."""
    calendar: Calendar
    hours: Hours
    costs: Costs = Costs()
    cast: tuple[CastMember, ...] = ()
    locations: Annotated[tuple[Location, ...], Key(name="location")] = ()
    crew: tuple[CrewMember, ...] = ()
    base: Base | None = None
    overtime: tuple[Overtime, ...] = ()
    premiums: Annotated[tuple[Premium, ...], Key(name="premium")] = ()
    rentals: Annotated[tuple[Rental, ...], Key(name="rental")] = ()
    orders: Annotated[tuple[Order, ...], Key(name="order")] = ()
    apart: tuple[Apart, ...] = ()
    together: tuple[Together, ...] = ()
    roads: Annotated[tuple[Road, ...], Key(name="road")] = ()
    sets: Annotated[tuple[SetPlaces, ...], Key(name="set")] = ()
    second_units: Annotated[tuple[SecondUnit, ...], Key(name="second_unit")] = ()
    rules: Annotated[tuple[Rule, ...], Key(name="rule")] = ()
    rule_overrides: Annotated[tuple[RuleOverride, ...], Key(name="rule_override")] = ()
    assumptions: Annotated[tuple[Assumption, ...], Key(name="assumption")] = ()

    @property
    def script_path(self) -> Path:
        """The script on disk."""
        return self.root / self.script
