"""What is to be painted, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lastlook.paperwork.render.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.render.exposure import Metered


class Frame(StrEnum):
    """What is shown of the recorded area."""

    MARK = "mark"
    """All of it, the extraction as a frame, the rest darker."""
    CROP = "crop"
    """The extraction alone."""
    FULL = "full"
    """All of it, unmarked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be painted."""

    camera: str | None = None
    """Of this camera only; else of all."""
    moments: Sequence[float] = ()
    """Seconds; without any, each camera's keyframes."""
    samples: int = 16
    """Paths for each pixel."""
    width: int = 960
    """Pixels across the recorded area."""
    frame: Frame = Frame.CROP
    blur: bool = True
    """Whether what is out of focus is blurred, for a camera with an `aperture`."""
    hold: bool = False
    """Whether all boards of a camera are exposed as its first."""
    calm: bool = True
    """Whether noise is taken out."""
    engine: Engine = Engine.SCALAR
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """One painted board."""

    camera: str
    number: int
    """Of the camera's boards, from 1."""
    at: float
    what: str
    name: str
    """Of the file: `take-24-car-paint-A-1.png`."""
    png: bytes
    metered: Metered
