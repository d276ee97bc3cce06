"""Terms beyond days and places, as `production.toml` states them: rentals, orders, roads, light.

The fields are the keys of the file, as in `model.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from datetime import date  # noqa: TC003
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


class RestOf(StrEnum):
    """For whom the cast's turnaround is reckoned."""

    COMPANY = "company"
    """The whole company, from its wrap."""
    ROLE = "role"
    """Each role, from the end of its own last strip."""


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
