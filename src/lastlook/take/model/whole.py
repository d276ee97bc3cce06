"""A take file as a whole."""

from __future__ import annotations

from dataclasses import dataclass

# schema.py resolves the annotations when it runs, so these are not only for type checkers.
from decimal import Decimal
from typing import Annotated

from lastlook.production.values import Key
from lastlook.take.model.camera import Camera, Margins
from lastlook.take.model.card import Card
from lastlook.take.model.gear import Gear, Lamp
from lastlook.take.model.measures import FILLED, TIME
from lastlook.take.model.people import Figure
from lastlook.take.model.running import Cue, Face, Light, Reset
from lastlook.take.model.set import Set
from lastlook.take.model.snow import Beat, Closes, Dump, Falling, Fineness, Measured, Wind, Wiper


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A take file."""

    format: Annotated[int, Key(least=1, most=1)] = 1
    title: Annotated[str, FILLED]
    duration: Annotated[Decimal, Key(is_a="seconds", such="300", least=1, most=3600)]
    fps: Annotated[Decimal, Key(is_a="frames a second", such="24", least=1, most=240)] = Decimal(24)
    scene: str = ""
    """Id of the scene, as scenes.toml has it."""
    set: Set
    wind: tuple[Wind, ...] = ()
    faces: tuple[Face, ...] = ()
    light: Light = Light()
    falling: tuple[Falling, ...] = ()
    dumps: tuple[Dump, ...] = ()
    wipers: tuple[Wiper, ...] = ()
    wiper_speeds: tuple[Beat, ...] = ()
    cues: tuple[Cue, ...] = ()
    cut: Annotated[Decimal | None, TIME] = None
    """Cut to black: nothing is recorded from here on. Without it, the end."""
    closes: tuple[Closes, ...] = ()
    figures: tuple[Figure, ...] = ()
    gear: tuple[Gear, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    cameras: tuple[Camera, ...] = ()
    margins: Margins = Margins()
    card: tuple[Card, ...] = ()
    """What was read off on set; `calibration` then holds what follows from it."""
    calibration: tuple[Measured, ...] = ()
    reset: Reset = Reset()
    fineness: Fineness = Fineness()

    def pourer(self, dump: Dump) -> Figure | None:
        """Return the figure that has a dump's box in its hands; nobody in a seat pours."""
        named = (one for one in self.figures if one.name == dump.by)
        return next((one for one in named if one.seat is None and one.path), None)

    def pours(self, figure: Figure) -> tuple[Dump, ...]:
        """Return the dumps that a figure pours."""
        return tuple(dump for dump in self.dumps if self.pourer(dump) is figure)
