"""The calibration card: what half an hour on set measures, as it was read off."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.measures import MATERIAL, SIZE

_ABOVE = Key(is_a="a number above 0", such="2.5", least=Decimal("0.0001"), most=100_000)
_THICK = Key(is_a="millimetres", such="20", least=0, most=1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilt:
    """Snow of some thickness on a sheet of glass that is tilted until it slides."""

    mm: Annotated[Decimal, Key(is_a="millimetres", such="20", least=1, most=1000)]
    degrees: Annotated[Decimal, Key(is_a="degrees", such="38", least=1, most=90)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lux:
    """A lux meter under snow of some thickness on glass."""

    mm: Annotated[Decimal, _THICK]
    lux: Annotated[Decimal, _ABOVE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """Wipers run over snow of some thickness."""

    mm: Annotated[Decimal, Key(is_a="millimetres", such="30", least=1, most=1000)]
    cycles: Annotated[int, Key(least=1, most=1000)] = 10
    left: Annotated[Decimal, _THICK] = Decimal(0)
    """Millimetres on the swept glass after them."""
    stalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What was read off for one material; whatever was not measured is left out."""

    material: Annotated[str, MATERIAL]
    bucket_litres: Annotated[Decimal | None, _ABOVE] = None
    bucket_kilograms: Annotated[Decimal | None, _ABOVE] = None
    """Of the snow in it, loosely filled."""
    cone_radius: Annotated[Decimal | None, SIZE] = None
    """Of a cone poured on the ground, metres."""
    cone_height: Annotated[Decimal | None, SIZE] = None
    tilts: tuple[Tilt, ...] = ()
    drop_metres: Annotated[Decimal | None, _ABOVE] = None
    """Height from which single flakes were dropped."""
    drop_seconds: Annotated[tuple[Decimal, ...], Key(is_a="seconds", such="2.7", least=0)] = ()
    """Of each drop, by stopwatch."""
    lux: tuple[Lux, ...] = ()
    """With one at 0 mm, under the bare glass."""
    wiper_arc: Annotated[Decimal | None, SIZE] = None
    """Metres that the middle of a blade travels in one stroke."""
    wiped: tuple[Wiped, ...] = ()
    clear_litres: Annotated[Decimal | None, _ABOVE] = None
    """What one full clear took away."""
    clear_minutes: Annotated[Decimal | None, _ABOVE] = None
    clear_people: Annotated[int | None, Key(least=1, most=1000)] = None
    note: Annotated[str, Key(lines=True)] = ""
