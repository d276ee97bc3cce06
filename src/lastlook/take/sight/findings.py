"""What was found of a take's sightlines: give-aways, the verdict, ways out, the chance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Verdict(StrEnum):
    """How a take, or one thing in it, stands."""

    CLEAN = "clean"
    MARGINAL = "marginal"
    """It shows only if something goes a little wrong, within the take's margins."""
    SEEN = "seen"


class Way(StrEnum):
    """How something comes into the picture."""

    DIRECT = "direct"
    """Itself, in the open or through glass."""
    SHADOW = "shadow"
    """Its shadow on what the picture shows."""
    REFLECTION = "reflection"
    """In clean glass, a mirror or shining paint."""


class Slip(StrEnum):
    """What must go wrong for a marginal thing to show."""

    NONE = ""
    OPERATOR = "operator"
    """The frame is off by the margin."""
    CUE = "cue"
    """A cue is early or late by the margin."""
    SNOW = "snow"
    """Less snow comes, by the margin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAway:
    """Something that must not be seen, and is: one run of frames of one camera."""

    camera: str
    verdict: Verdict
    way: Way
    slip: Slip
    thing: str
    part: str
    """The limb, or part of the thing, of which most shows: `left hand`."""
    parts: tuple[str, ...]
    """All that show."""
    via: str
    """The pane it is seen through, the mirror it is seen in, what its shadow falls on; or `""`."""
    first: int
    """Frame, from 0 at "action"."""
    last: int
    """Frame, included."""
    fps: float
    pixels: float
    """The most in one frame of a picture `margins.width` wide, weighed by what snow lets pass."""
    worst: int
    """The frame with the most."""
    box: tuple[float, float, float, float]
    """Left, bottom, right, top in that frame, of the recorded picture from -1 to 1."""
    shown: bool
    """Whether it is inside the extraction, not only in the recorded area around it."""

    @property
    def since(self) -> float:
        """Seconds from "action" at which it first shows."""
        return self.first / self.fps

    @property
    def until(self) -> float:
        """Seconds at which it is gone: the end of its last frame."""
        return (self.last + 1) / self.fps


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change of the plan that was run, and after which the give-away is gone."""

    what: str
    """In words: `move "Windscreen" to 0:42`."""
    thing: str
    """The give-away it removes."""
    table: str
    """Where in the file: `dumps`, `figures`, `gear`, `cameras`, `lamps`."""
    name: str
    changes: Mapping[str, float]
    """By how much, of which key: seconds of `at`, metres of `x`, `y`, `z`."""
    cost: float
    """Metres moved, with a second counting a tenth of a metre: the least comes first."""
    clears: bool
    """Whether the whole take is clean (or only marginal) with it."""
    gone: str = ""
    """What is not seen any more, in words: the thing, or only its shadow or reflection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The probability of a clean take, from rehearsals with random slips within the margins."""

    rehearsals: int
    clean: int
    low: float
    """Of the 95 % interval (Wilson)."""
    high: float

    @property
    def share(self) -> float:
        """Of the rehearsals that were clean."""
        return self.clean / self.rehearsals


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The sightlines of a take."""

    verdict: Verdict
    frames: Mapping[str, int]
    """How many frames of each camera were looked at."""
    give_aways: tuple[GiveAway, ...]
    """The gravest first: seen before marginal, then by the first frame."""
    fixes: tuple[Fix, ...]
    """For what is seen, the cheapest first; empty where none was found."""
    chance: Chance | None
    """None where no rehearsals were asked for."""
    every: float
    """Seconds between the moments looked at; a frame unless something was missing."""
    notes: tuple[str, ...] = ()
    """What was not looked at, and why."""
    blind: tuple[str, ...] = ()
    """Cameras that stand inside something, in words: they see nobody, and nothing else either."""
