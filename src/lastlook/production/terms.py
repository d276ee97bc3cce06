"""Terms beyond days and places, as `production.toml` states them: rentals, orders, roads, light.

The fields are the keys of the file, as in `model.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from datetime import date, time  # noqa: TC003
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lastlook.production.values import Key

MOST_MONEY = 1_000_000_000


class Weekday(StrEnum):
    """Days as they are written in `production.toml`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class WhichUnit(StrEnum):
    """Units that something is about."""

    DAY = "day"
    NIGHT = "night"
    ANY = "any"


class CallOf(StrEnum):
    """For whom a day's call is."""

    UNIT = "unit"
    """The whole unit, at its call."""
    PERSONAL = "personal"
    """Each role for its own first strip, less its make-up."""


class RestOf(StrEnum):
    """For whom the cast's turnaround is reckoned."""

    COMPANY = "company"
    """The whole company, from its wrap."""
    ROLE = "role"
    """Each role, from the end of its own last strip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of dates, both ends included."""

    start: Annotated[date, Key(is_a="the first date", such="2027-01-18")]
    end: Annotated[date, Key(is_a="the last date", such="2027-01-20")]
    note: Annotated[str, Key(lines=True)] = ""
    """Why, in a few words; quoted where the window makes trouble."""


Windows = Annotated[
    tuple[Window, ...],
    Key(is_a="a list of spans of dates", such="[{ start = 2027-01-18, end = 2027-01-20 }]"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWindow(Window):
    """A span of dates and, perhaps, of hours on each of them."""

    opens: Annotated[time | None, Key(is_a="a time of day", such='"20:00"')] = None
    """First minute on each date; None for the whole day."""
    closes: Annotated[time | None, Key(is_a="a time of day", such='"02:00"')] = None
    """Last minute; earlier than `opens` means the next morning."""


ClockWindows = Annotated[
    tuple[ClockWindow, ...],
    Key(
        is_a="a list of spans of dates",
        such='[{ start = 2027-01-18, end = 2027-01-20, opens = "20:00", closes = "02:00" }]',
    ),
]

_SCENES = Key(is_a="a list of scene ids", such='["s012", "s013"]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtime:
    """What a day costs beyond a length: overtime by the tenth of an hour, a late meal once."""

    after: Annotated[
        Decimal,
        Key(is_a="a number, the hours of work after which it counts", such="8", least=0, most=24),
    ]
    """Working hours after which it counts."""
    tenth: Annotated[
        Decimal,
        Key(is_a="a number for a tenth of an hour", such="45", least=0, most=MOST_MONEY, places=2),
    ] = Decimal(0)
    """For each begun tenth of an hour beyond."""
    once: Annotated[
        Decimal, Key(is_a="a number for the day", such="250", least=0, most=MOST_MONEY, places=2)
    ] = Decimal(0)
    """As soon as the day is longer."""
    label: str = ""
    """As the cost page names it: `time and a half`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Premium:
    """Shooting days that cost more: nights, sixth days, dates."""

    weekdays: Annotated[tuple[Weekday, ...], Key(is_a="a list of weekdays", such='["sat"]')] = ()
    """Weekdays it is about; unset with `dates`, all."""
    dates: Annotated[tuple[date, ...], Key(is_a="a list of dates", such="[2027-01-23]")] = ()
    """Dates it is about, beside the weekdays."""
    worked: Annotated[
        tuple[int, ...],
        Key(is_a="a list of numbers of days in a week", such="[6]", least=1, most=7),
    ] = ()
    """It is about the sixth, say, shooting day of the production's week, whatever weekday it is."""
    unit: Annotated[WhichUnit, Key(is_a='"day", "night" or "any"', such='"night"')] = WhichUnit.ANY
    factor: Annotated[
        Decimal, Key(is_a="a number to multiply a day's cost by", such="1.5", least=1, most=10)
    ] = Decimal(1)
    """What `costs.shoot_day` is multiplied by."""
    add: Annotated[
        Decimal, Key(is_a="a number for one day", such="800", least=0, most=MOST_MONEY, places=2)
    ] = Decimal(0)
    """What is added to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rental:
    """Equipment, an effect or an animal that is paid for as long as it is kept."""

    id: Annotated[str, Key(is_a="a short name of your own", such='"snow"', filled=True)]
    name: Annotated[str, Key(is_a="what is rented", such='"Snow machine"', filled=True)]
    elements: Annotated[
        tuple[str, ...],
        Key(is_a="a list of elements of the breakdown", such='["snow machine"]', filled=True),
    ] = ()
    """Labels or ids of the elements it is rented for: every scene that has one needs it."""
    scenes: Annotated[tuple[str, ...], _SCENES] = ()
    """Ids of further scenes that need it."""
    day: Annotated[
        Decimal,
        Key(is_a="a number for one day", such="350", least=0, most=MOST_MONEY, places=2),
    ] = Decimal(0)
    """For a day it is used or kept."""
    week: Annotated[
        Decimal | None,
        Key(is_a="a number for one week", such="1400", least=0, most=MOST_MONEY, places=2),
    ] = None
    """For all days of one calendar week, where that is less."""
    least_days: Annotated[int, Key(is_a="a number of days", such="3", least=0, most=1000)] = 0
    """Days that are paid at least."""
    kept: bool = True
    """Whether it is paid for between days of use too."""
    once: Annotated[
        Decimal,
        Key(
            is_a="a number for bringing and fetching it",
            such="500",
            least=0,
            most=MOST_MONEY,
            places=2,
        ),
    ] = Decimal(0)
    """For bringing and fetching it."""
    count: Annotated[int, Key(is_a="a whole number", such="2", least=1, most=100)] = 1
    """How many there are: so many units can use it on one date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One scene before another: a beard, a set that burns down."""

    first: Annotated[str, Key(is_a="the id of a scene", such='"s012"', filled=True)]
    """Id of the scene that is shot first."""
    then: Annotated[str, Key(is_a="the id of a scene", such='"s030"', filled=True)]
    """Id of the scene that follows."""
    gap_days: Annotated[int, Key(is_a="a number of days", such="14", least=0, most=365)] = 0
    """Least calendar days between them; 0 allows the same day, in order."""
    why: Annotated[str, Key(lines=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Scenes of which no two are shot on one day."""

    scenes: Annotated[tuple[str, ...], Key(is_a=_SCENES.is_a, such=_SCENES.such, filled=True)]
    why: Annotated[str, Key(lines=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Scenes that are shot on one day."""

    scenes: Annotated[tuple[str, ...], Key(is_a=_SCENES.is_a, such=_SCENES.such, filled=True)]
    why: Annotated[str, Key(lines=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A move between two locations that differs from `hours.company_move`."""

    between: Annotated[
        tuple[str, ...],
        Key(is_a="a list of two location ids", such='["garage", "island"]', filled=True),
    ]
    hours: Annotated[
        Decimal | None, Key(is_a="a number of hours", such="2.5", least=0, most=12)
    ] = None
    """Working time that the move takes out of a day; unset, `hours.company_move`."""
    cost: Annotated[
        Decimal | None,
        Key(is_a="a number for one move's cost", such="900", least=0, most=MOST_MONEY, places=2),
    ] = None
    """For one move; unset, `costs.company_move`."""
    days: Annotated[int, Key(is_a="a number of days", such="1", least=0, most=30)] = 0
    """Whole days on the road; more than 0 forbids both on one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Where the company shoots, for the sun."""

    latitude: Annotated[
        Decimal,
        Key(is_a="degrees north, south below zero", such="43.66", least=-66, most=66),
    ]
    """Degrees, north is positive."""
    longitude: Annotated[
        Decimal, Key(is_a="degrees east, west below zero", such="-70.25", least=-180, most=180)
    ]
    """Degrees, east is positive."""
    zone: Annotated[str, Key(is_a="a time zone's name", such='"America/New_York"', filled=True)]
    """Name of the time zone, as clocks on set have it."""


def is_zone(name: str) -> bool:
    """Whether a time zone of this name is known."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found; no name; a folder
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlaces:
    """A set that several locations can stand in for: the schedule chooses one."""

    name: Annotated[str, Key(is_a="a set of the script", such='"CAR"', filled=True)]
    """As the headings have it; `HOUSE` also means `HOUSE - KITCHEN`."""
    locations: Annotated[
        tuple[str, ...],
        Key(is_a="a list of location ids", such='["garage", "pier"]', filled=True),
    ]
    """Ids of the locations; the first holds until a board says otherwise."""
    split: bool = False
    """Whether its scenes may be shot at different ones of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondUnit:
    """A second crew, which shoots some of the scenes beside the main unit."""

    id: Annotated[str, Key(is_a="a short name of your own", such='"second"', filled=True)]
    """Short name used in `board.toml`."""
    name: Annotated[str, Key(is_a="the name on the paperwork", such='"Second unit"', filled=True)]
    day: Annotated[
        Decimal, Key(is_a="a number for a day", such="1200", least=0, most=MOST_MONEY, places=2)
    ] = Decimal(0)
    """Crew and equipment for one of its days; `[[premium]]` holds for it too."""
    sets: Annotated[
        tuple[str, ...], Key(is_a="a list of the script's sets", such='["ROAD"]', filled=True)
    ] = ()
    """Sets whose scenes it may shoot; `HOUSE` also means `HOUSE - KITCHEN`."""
    scenes: Annotated[tuple[str, ...], _SCENES] = ()
    """Ids of further scenes that it may shoot: inserts, establishing shots, parts."""
    without_cast: bool = False
    """Whether it may shoot every scene that no role is in."""
    available: Windows = ()
    """If any are given, it can work on no other dates."""
    unavailable: Windows = ()
    max_days: Annotated[
        int | None, Key(is_a="a whole number of days", such="4", least=1, most=1000)
    ] = None
    """At most this many days of it."""
    crew_turnaround: Annotated[
        Decimal | None,
        Key(
            is_a="a number, the hours of rest from wrap to the next call",
            such="11",
            least=0,
            most=48,
        ),
    ] = None
    """Least rest of its crew; None is the main unit's."""
    overtime: Annotated[
        tuple[Overtime, ...],
        Key(is_a="a list of lengths of day", such="[{ after = 10, tenth = 25 }]"),
    ] = ()
    """What its long days cost; the production's own `[[overtime]]` is the main unit's."""
    day_call: Annotated[time | None, Key(is_a="a time of day", such='"07:00"')] = None
    """Its call by day; None, as of the other hours below, is the main unit's."""
    night_call: Annotated[time | None, Key(is_a="a time of day", such='"17:00"')] = None
    work: Annotated[
        Decimal | None,
        Key(is_a="a number, the hours of a working day", such="9", least=1, most=24),
    ] = None
    """Longest working time of its day, meal not counted."""
    meal: Annotated[Decimal | None, Key(is_a="a number of hours", such="0.5", least=0, most=4)] = (
        None
    )
    meal_within: Annotated[
        Decimal | None,
        Key(is_a="a number, the hours from call to meal", such="6", least=1, most=24),
    ] = None
    company_move: Annotated[
        Decimal | None,
        Key(is_a="a number of hours, what a move takes", such="0.5", least=0, most=12),
    ] = None
    """Working time that one of its moves takes out of its day; a `[[road]]` holds for it too."""
    move_cost: Annotated[
        Decimal | None,
        Key(is_a="a number for one move's cost", such="200", least=0, most=MOST_MONEY, places=2),
    ] = None
    max_moves: Annotated[
        int | None,
        Key(is_a="a whole number, the most company moves in a day", such="2", least=0, most=20),
    ] = None
