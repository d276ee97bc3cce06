"""Hours and money of production.toml as the whole numbers that a shoot reckons with."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time


def in_minutes(hours: Decimal) -> int:
    """Give hours in minutes, to the nearest."""
    return int((hours * 60).to_integral_value(rounding=ROUND_HALF_UP))


def in_cents(money: Decimal) -> int:
    """Give an amount in cents, to the nearest."""
    return int((money * 100).to_integral_value(rounding=ROUND_HALF_UP))


def of_the_day(moment: time) -> int:
    """Give a time of day in minutes after midnight."""
    return moment.hour * 60 + moment.minute
