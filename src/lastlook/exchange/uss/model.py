"""A .uss file as values, in the terms of the standard's documents.

Source: docs.md and the samples of the Universal Schedule Standard 1.0.0. `extra` holds the keys of
an object that the standard does not know; those that people add begin with an underscore.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "1.0.0"


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class UssEvent:
    """Something on one date: the start, a day off, or any other."""

    id: str = ""
    date: str = ""
    """ISO date and time, as written."""
    type: str = "event"
    """`start`, `dayOff` or `event`."""
    name: str | None = None
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class UssBreakdown:
    """A breakdown sheet, or a banner."""

    id: str
    banner_text: str | None = None
    comments: str | None = None
    created: str = ""
    description: str | None = None
    elements: tuple[str, ...] = ()
    pages: float | None = None
    """Pages as a decimal: 0.375 is 3/8."""
    scene: str | None = None
    script_page: str | None = None
    duration: float | None = None
    """Milliseconds."""
    type: str = "scene"
    """`scene` or `banner`."""
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class UssCategory:
    """A category of elements; `ucid` is the number that tells which."""

    id: str
    created: str = ""
    name: str = ""
    ucid: float = 0
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class UssElement:
    """Somebody or something that scenes need; also a set, INT or EXT, a time of day."""

    id: str
    category: str = ""
    created: str = ""
    days_off: tuple[int, ...] = ()
    drop_day_count: float = 10
    element_id: str | None = None
    """The board id."""
    events: tuple[UssEvent, ...] | None = ()
    is_dood: bool = True
    is_drop: bool = True
    is_hold: bool = True
    is_id_lock: bool = False
    linked_elements: tuple[str, ...] | None = ()
    name: str = ""
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class UssBoard:
    """A list of breakdowns: the stripboard, the boneyard, another unit's."""

    id: str = ""
    name: str = ""
    items: tuple[str | tuple[str, ...], ...] = ()
    """Ids of breakdowns; those of one shooting day together."""
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class UssStripboard:
    """One way to shoot it all."""

    id: str = ""
    boards: tuple[UssBoard, ...] = ()
    calendar: str | None = None
    name: str = ""
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class UssCalendar:
    """When it is shot."""

    id: str = ""
    days_off: tuple[int, ...] = ()
    """Weekdays: 0 is Sunday."""
    events: tuple[UssEvent, ...] | None = ()
    name: str = ""
    extra: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uss:
    """The whole file."""

    id: str = ""
    author: str | None = None
    company: str | None = None
    created: str = ""
    episode: str | None = None
    episode_name: str | None = None
    description: str | None = None
    name: str = ""
    project: str | None = None
    sched_color: str | None = None
    sched_date: str | None = None
    script_color: str | None = None
    script_date: str | None = None
    season: str | None = None
    source: str = ""
    uss_version: str = VERSION
    breakdowns: tuple[UssBreakdown, ...] = ()
    categories: tuple[UssCategory, ...] = ()
    elements: tuple[UssElement, ...] = ()
    stripboards: tuple[UssStripboard, ...] | None = ()
    calendars: tuple[UssCalendar, ...] | None = ()
    extra: Mapping[str, Any] = field(default_factory=_none)
    beside: Mapping[str, Any] = field(default_factory=_none)
    """Keys that stand beside `universalScheduleStandard`."""
