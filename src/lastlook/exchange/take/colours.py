"""Colours of things in viewers, linear: what must not be seen stands out."""

from __future__ import annotations

from lastlook.take.stage.scene import Kind

Colour = tuple[float, float, float]

SNOW: Colour = (0.88, 0.91, 0.96)
GLASS = (0.45, 0.62, 0.70, 0.18)
"""With its opacity."""
KINDS: dict[Kind, Colour] = {
    Kind.GROUND: (0.10, 0.10, 0.11),
    Kind.WALL: (0.34, 0.30, 0.26),
    Kind.CAR: (0.05, 0.09, 0.15),
    Kind.SNOW: SNOW,
    Kind.BOARD: (0.45, 0.31, 0.17),
    Kind.ACTOR: (0.55, 0.36, 0.27),
    Kind.CREW: (0.72, 0.20, 0.10),
    Kind.GEAR: (0.30, 0.30, 0.32),
    Kind.LAMP: (0.55, 0.48, 0.20),
    Kind.CAMERA: (0.10, 0.10, 0.11),
    Kind.BOX: (0.60, 0.47, 0.30),
}
SKIN: Colour = (0.60, 0.42, 0.33)
PARTS: dict[Kind, dict[str, Colour]] = {
    Kind.CAR: {
        "headlamp": (0.60, 0.60, 0.55),
        "tail lamp": (0.35, 0.02, 0.02),
        "headrest": (0.17, 0.13, 0.11),
        "seat": (0.17, 0.13, 0.11),
        "steering": (0.04, 0.04, 0.04),
        "wheel": (0.03, 0.03, 0.03),
        "dashboard": (0.06, 0.06, 0.07),
    },
    Kind.ACTOR: {"head": SKIN, "hand": SKIN, "neck": SKIN},
}
"""By a word of the part's name; crew keep theirs all over, so that a hand is seen as crew's."""


def colour(kind: Kind, part: str) -> Colour:
    """Return the colour of a part of a thing."""
    for word, found in PARTS.get(kind, {}).items():
        if word in part:
            return found
    return KINDS[kind]
