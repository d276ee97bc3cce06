"""The book's contents as plain values, worked out once and shared by PDF, CSV and HTML.

Everything a template prints stands here as finished words, so that templates decide only how
things look. Only `CostView` and `PayView` carry money.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.paperwork.palette import Look
    from lastlook.paperwork.take_report import TakeReport


@dataclass(frozen=True, slots=True, kw_only=True)
class StripView:
    """One scene on the board."""

    kind: str = "strip"
    scene: str
    """Scene id."""
    number: str
    look: str
    """Attribute of the palette."""
    int_ext: str
    light: str
    """`Day`, `Night` or `?`."""
    set: str
    time: str
    eighths: int
    pages: str
    minutes: int
    cast: tuple[int, ...]
    cast_text: str
    synopsis: str
    location: str
    script_day: str
    page: str
    locked: bool
    cast_marked: str = ""
    """`cast_text` with (K) beside every minor."""
    closed_set: bool = False
    """Printed as CLOSED SET, and nothing else about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerView:
    """A line on the board that is not a scene."""

    kind: str = "banner"
    text: str
    duration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakView:
    """What lies between two shooting days."""

    kind: str
    """`week_break`, `free_day` or `holiday`: an attribute of the palette."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One shooting day."""

    number: int
    """From 1; 0 where the day has no scenes."""
    date: str
    """ISO."""
    title: str
    """`Day 2 of 3`, or `No shooting`."""
    when: str
    unit: str
    """`Day unit, call 07:00`."""
    crew: str = ""
    """The second unit that shoots it; empty for the main unit."""
    name: str = ""
    """What no other day has: its date, and its second unit's id."""
    places: str
    items: tuple[StripView | BannerView, ...]
    scenes: int
    eighths: int
    pages: str
    minutes: int
    hours: str
    end: str
    """The banner after the day's strips."""
    before: tuple[BreakView, ...]
    """Breaks since the shooting day before."""
    locked: bool
    notes: tuple[str, ...] = ()
    """Calls, meals, hours of locations, permits and weather cover, for the one-liner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Elements of one category on one sheet."""

    category: str
    labels: tuple[str, ...]
    colour: str = ""
    """Of the category, `#rrggbb`; empty where none is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """Something the machine noticed on one sheet."""

    category: str
    label: str
    reason: str
    quote: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """One breakdown sheet."""

    strip: StripView
    heading: str
    synopsis: str
    synopsis_stated: bool
    shot: str
    """`Day 2, Tue 19 Jan 2027`, or why not."""
    time_needed: str
    cast: tuple[tuple[int, str, bool], ...]
    """Board id, character, whether the role speaks."""
    background: tuple[tuple[str, str], ...]
    """Label and count; an unknown count is `?`."""
    groups: tuple[GroupView, ...]
    cast_colour: str
    background_colour: str
    suggestions: tuple[SuggestionView, ...]
    """The surest, with their words."""
    also: tuple[GroupView, ...]
    """The other suggestions, by name only."""
    notes: str
    tall: bool
    """Too long to be kept on one page in one piece."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastView:
    """One role on the cast list."""

    id: int
    character: str
    minor: bool
    """Marked (K)."""
    performer: str
    scenes: tuple[str, ...]
    scene_count: int
    eighths: int
    pages: str
    work: int
    hold: int
    start: str
    finish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetView:
    """One set of the story."""

    set: str
    location: str
    scenes: tuple[str, ...]
    scene_count: int
    eighths: int
    pages: str
    days: str
    """Numbers of the shooting days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One location."""

    name: str
    address: str
    sets: tuple[str, ...]
    scene_count: int
    pages: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """One column of the day-out-of-days."""

    iso: str
    month: str
    day: str
    weekday: str
    shoot_day: str
    opens_week: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodLine:
    """One row of the day-out-of-days."""

    id: int
    character: str
    codes: tuple[str, ...]
    work: int
    hold: int
    total: int
    start: str
    finish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodView:
    """The day-out-of-days, cut into groups of columns that fit a page across."""

    dates: tuple[DateView, ...]
    lines: tuple[DoodLine, ...]
    working: tuple[str, ...]
    """How many roles work on each date."""
    chunks: tuple[tuple[int, int], ...]
    """Column ranges, end excluded; totals stand beside the last."""
    units: tuple[str, ...] = ()
    """For each second unit its dates, in words; shooting days are the main unit's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayView:
    """What one role is paid."""

    id: int
    character: str
    performer: str
    work: int
    hold: int
    rate: str
    pay: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostView:
    """The cost and proof page."""

    terms: tuple[tuple[str, str, str], ...]
    """Name, arithmetic, amount."""
    currency: str
    total: str
    bound: str
    gap: str
    proof: str
    """What is proved, in plain words."""
    solver: str
    unknown: tuple[str, ...]
    pay: tuple[PayView, ...]
    hold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmView:
    """Who makes what."""

    title: str
    script: str
    writer: str
    director: str
    producer: str
    company: str
    crew: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """The figures on the cover."""

    days: int
    """Of the main unit."""
    more_days: int
    """Of second units."""
    dates: str
    scenes: int
    pages: int
    eighths: int
    sum_of_eighths: str
    roles: int
    places: int
    moves: int
    cost: str
    boneyard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A matrix, or a journey."""

    heading: str
    """Empty where it goes on from the picture before."""
    title: str
    description: str
    """In words, for those who do not see it."""
    width: float
    """In points."""
    svg: str
    on_index: bool
    """Whether `index.html` shows it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """The whole book."""

    film: FilmView
    summary: SummaryView
    looks: Mapping[str, Look]
    days: tuple[DayView, ...]
    boneyard: tuple[StripView, ...]
    sheets: tuple[SheetView, ...]
    cast: tuple[CastView, ...]
    sets: tuple[SetView, ...]
    places: tuple[PlaceView, ...]
    dood: DoodView
    cost: CostView
    rules: tuple[tuple[str, str, str], ...]
    """What, source, date."""
    assumptions: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...]
    """Place and message."""
    paper: str
    takes: tuple[tuple[str, TakeReport], ...] = ()
    """Number of the scene and how its take stands."""
    pictures: tuple[PictureView, ...] = ()
