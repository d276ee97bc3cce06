"""A breakdown as another program wrote it, whatever its format: sheets that seek their scenes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown.decisions import SceneDecisions
from lastlook.production.values import CONTROL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastlook.breakdown.decisions import ElementRecord
    from lastlook.errors import Problem

OTHER = "Miscellaneous"
"""Where a category comes in that the trade does not know."""
_APART = re.compile(r"\s*(?:[,;&+]|\s/\s)\s*")


def numbers_of(text: str) -> tuple[str, ...]:
    """Return the scene numbers of a sheet: `12A, 13` is two; `101-3` and `A12` are one."""
    return tuple(part for part in _APART.split(text.strip()) if part)


def heading_of(int_ext: str, set_name: str, time: str) -> str:
    """Write a heading as a script has it, of what is known."""
    inside = int_ext.strip().rstrip(".").upper()
    start = {"I/E": "INT./EXT.", "INT/EXT": "INT./EXT.", "EXT/INT": "EXT./INT."}.get(
        inside.replace(" ", "").replace(".", ""), f"{inside}." if inside else ""
    )
    place = " ".join(filter(None, (start, set_name.strip())))
    return f"{place} - {time.strip()}" if time.strip() and place else place


def plain(text: str | None) -> str:
    """Return words on one line, without what no editor shows and TOML does not allow."""
    return " ".join(CONTROL.sub(" ", text or "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSheet:
    """What a file says of one scene, or of several that it keeps on one sheet."""

    key: str
    """The file's own id for it; what `Incoming.days` names."""
    place: str
    """What people call it: `scene 12A`, `sheet 4`."""
    line: int = 0
    """Where it stands in the file, from 1; of a PDF the page. 0 where nobody knows."""
    scene_id: str = ""
    """lastlook's id of the scene, where the file carries one."""
    numbers: tuple[str, ...] = ()
    """Scene numbers as typed, such as `12A`."""
    heading: str = ""
    """As a script would have it, as far as the file says: `INT. CAR - NIGHT`."""
    text: str | None = None
    """The scene's words below its heading; None where the file is no script."""
    eighths: int | None = None
    cast: tuple[str, ...] = ()
    """Who is in it, by name."""
    decisions: SceneDecisions = field(default_factory=SceneDecisions)
    """All else, in the terms of breakdown.toml. `location` may be a name as well as an id."""
    complete: bool = True
    """It lists all of the scene, and not of a part of it alone."""
    exact: bool = False
    """The file is lastlook's own: what it does not say was not decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingItem:
    """One strip or banner of an incoming day."""

    sheet: str = ""
    """`IncomingSheet.key`; empty for a banner."""
    banner: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingDay:
    """A shooting day as the file has it."""

    date: date | None
    """None where the file has no calendar."""
    night: bool | None = None
    """Whether the night unit shoots; None where the file does not say."""
    items: tuple[IncomingItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A whole file."""

    name: str
    """Of the file, for messages."""
    sheets: tuple[IncomingSheet, ...] = ()
    records: Mapping[str, ElementRecord] = field(default_factory=lambda: MappingProxyType({}))
    """Elements with an identity of their own, by id."""
    days: tuple[IncomingDay, ...] = ()
    """Its stripboard; empty where it has none."""
    boneyard: tuple[str, ...] = ()
    """Keys of sheets that are not to be shot, or not placed yet."""
    problems: tuple[Problem, ...] = ()
    """Everything that was not understood."""
