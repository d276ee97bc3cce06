"""What a board costs: the one plain evaluation that everything else is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTerm:
    """One line of the cost page."""

    name: str
    """Such as `Shooting days` or `Cast, holding`."""
    amount: Decimal
    arithmetic: str
    """How the amount came about: `3 days × 2,400`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostReport:
    """A board's cost by term."""

    terms: tuple[CostTerm, ...]
    total: Decimal
    currency: str
    unknown: tuple[str, ...] = ()
    """What nobody has stated and so is missing from the total."""
