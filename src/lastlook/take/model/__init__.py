"""One difficult take as its file states it. Metres, seconds and degrees; see docs/formats/take.md.

x runs forward from the middle of the car, y to its left, z up from the ground.
"""

from __future__ import annotations

from lastlook.take.model.camera import Camera, Ease, Framing, Margins, Recorded
from lastlook.take.model.card import Card, Lux, Tilt, Wiped
from lastlook.take.model.gear import Gear, Gel, Lamp, Level, Stand
from lastlook.take.model.people import Figure, Point, Pose, Role, Waypoint
from lastlook.take.model.place import PaneName, Place, Seat, Side
from lastlook.take.model.running import Cue, Face, Light, Reset, Sacks, Step, Sun
from lastlook.take.model.set import Board, Set, Wall
from lastlook.take.model.snow import (
    Area,
    Beat,
    Closes,
    Dump,
    Falling,
    Fineness,
    Measured,
    Throw,
    Wind,
    Wiper,
)
from lastlook.take.model.whole import Take

__all__ = [
    "Area",
    "Beat",
    "Board",
    "Camera",
    "Card",
    "Closes",
    "Cue",
    "Dump",
    "Ease",
    "Face",
    "Falling",
    "Figure",
    "Fineness",
    "Framing",
    "Gear",
    "Gel",
    "Lamp",
    "Level",
    "Light",
    "Lux",
    "Margins",
    "Measured",
    "PaneName",
    "Place",
    "Point",
    "Pose",
    "Recorded",
    "Reset",
    "Role",
    "Sacks",
    "Seat",
    "Set",
    "Side",
    "Stand",
    "Step",
    "Sun",
    "Take",
    "Throw",
    "Tilt",
    "Wall",
    "Waypoint",
    "Wind",
    "Wiped",
    "Wiper",
]
