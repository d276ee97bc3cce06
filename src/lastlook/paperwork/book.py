"""What a book is printed from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.breakdown import in_parts
from lastlook.paperwork.palette import TRADE, Palette

if TYPE_CHECKING:
    from lastlook.breakdown.journey_model import Journey
    from lastlook.breakdown.model import Sheet
    from lastlook.errors import Problem
    from lastlook.paperwork.take_report import TakeReport
    from lastlook.production.model import Production
    from lastlook.schedule.board import Board
    from lastlook.schedule.cost import CostReport
    from lastlook.schedule.dood import DayOutOfDays
    from lastlook.schedule.shoot import Shoot


class Paper(StrEnum):
    """Paper to print on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything a book is printed from: values of the rooms to the left, and how to print."""

    film: Production
    sheets: tuple[Sheet, ...]
    """In script order."""
    board: Board
    shoot: Shoot
    report: CostReport
    grid: DayOutOfDays
    page_count: int
    """Pages of the script as printed."""
    problems: tuple[Problem, ...] = ()
    """Warnings of every stage, printed so that a person looks at them."""
    paper: Paper = Paper.LETTER
    palette: Palette = TRADE
    journeys: tuple[Journey, ...] = ()
    """Of elements whose path is printed; see `lastlook.breakdown.journeys`."""
    takes: tuple[TakeReport, ...] = ()
    """How the takes that were rehearsed stand."""

    @property
    def minors(self) -> frozenset[int]:
        """Board ids of the roles that are marked (K)."""
        return self.shoot.clearances.under_age

    @property
    def strips(self) -> tuple[Sheet, ...]:
        """The sheets as they are shot: a scene in parts has one for each part."""
        return in_parts(self.sheets)
