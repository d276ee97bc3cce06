"""What things are made of: paint and chrome, cloth, skin and hair, plastic, board, snow.

Reflectances are round numbers for common stuff; the cabin's come out at about `[light] cabin`.
A picture is painted the sooner the fewer shapes it has, so matters differ by the colour and the
roughness of each triangle, and only a few finishes are shapes of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.stage.car import INTERIOR
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.stage import Thing
    from lastlook.take.stage.flesh import Flesh

    Floats = npt.NDArray[np.float64]
    Colour = tuple[float, float, float]


class Finish(StrEnum):
    """How light leaves a matter."""

    DULL = "dull"
    GLOSSY = "glossy"
    PAINT = "paint"
    """Lacquer from outside and inside."""
    SHEET = "sheet"
    """Lacquer outside, lining within."""
    CHROME = "chrome"
    MIRROR = "mirror"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What something is made of."""

    finish: Finish = Finish.DULL
    colour: Colour = (0.0, 0.0, 0.0)
    """Linear."""
    rough: float = 0.5
    """Of glossy ones."""


SILVER = 0.7
"""What a car's mirrors give back; as `stage.mirrors` has it."""
COATS: Sequence[Colour] = (
    (0.045, 0.085, 0.19), (0.14, 0.085, 0.05), (0.19, 0.035, 0.04), (0.05, 0.11, 0.075),
    (0.28, 0.20, 0.07), (0.16, 0.16, 0.18),
)  # fmt: skip
HAIR: Sequence[Colour] = ((0.10, 0.045, 0.02), (0.035, 0.03, 0.03), (0.22, 0.15, 0.08))
SKIN: Sequence[Colour] = ((0.50, 0.30, 0.22), (0.43, 0.25, 0.17))
WORK: Colour = (0.035, 0.035, 0.04)
"""What crew wear."""
SEAMS = (
    "frame", "window sill", "pillar", "roof", "floor", "door inside", "firewall", "rear wall",
    "wheel housing",
)  # fmt: skip
"""How parts of the cabin's shell are called: sheet, paint outside and lining within."""


LACQUER: Colour = (0.030, 0.085, 0.10)


def matters(cabin: float, people: Sequence[str]) -> Mapping[str, Matter]:
    """Return every matter by name; `cabin` is the mean reflectance inside, `people` the actors."""
    cloth, dash = min(0.9, 0.8 * cabin), min(0.9, 0.4 * cabin)
    found = dict(
        _MATTERS,
        lining=Matter(colour=lining(cabin)),
        cloth=Matter(colour=(1.15 * cloth, cloth, 0.85 * cloth)),
        dash=_glossy((dash, dash, dash), 0.55),
        carpet=Matter(colour=(0.6 * dash, 0.6 * dash, 0.6 * dash)),
    )
    for number, name in enumerate(people):
        coat = COATS[number % len(COATS)]
        red, green, blue = coat
        legs = (0.25 * red + 0.02, 0.25 * green + 0.02, 0.25 * blue + 0.02)
        found[f"coat {name}"] = Matter(colour=coat)
        found[f"trousers {name}"] = Matter(colour=legs)
        found[f"skin {name}"] = Matter(colour=SKIN[number % len(SKIN)])
        found[f"hair {name}"] = Matter(colour=HAIR[number % len(HAIR)])
    return MappingProxyType(found)


def lining(cabin: float) -> Colour:
    """Return the colour of headliner and pillars."""
    light = min(0.9, 1.7 * cabin)
    return light, light, 0.95 * light


def _glossy(colour: Colour, rough: float) -> Matter:
    return Matter(finish=Finish.GLOSSY, colour=colour, rough=rough)


_MATTERS = MappingProxyType(
    {
        "asphalt": _glossy((0.085, 0.087, 0.092), 0.75),
        "wall": Matter(colour=(0.33, 0.28, 0.24)),
        "paint": Matter(finish=Finish.PAINT, colour=LACQUER),
        "sheet": Matter(finish=Finish.SHEET, colour=LACQUER),
        "rubber": _glossy((0.02, 0.02, 0.02), 0.7),
        "chrome": Matter(finish=Finish.CHROME, colour=(0.55, 0.55, 0.55)),
        "mirror": Matter(finish=Finish.MIRROR, colour=(SILVER, SILVER, SILVER)),
        "lamp glass": _glossy((0.62, 0.64, 0.66), 0.15),
        "tail lamp": _glossy((0.30, 0.012, 0.012), 0.2),
        "plate": Matter(colour=(0.62, 0.62, 0.62)),
        "plywood": Matter(colour=(0.42, 0.29, 0.16)),
        "carton": Matter(colour=(0.40, 0.29, 0.18)),
        "metal": _glossy((0.12, 0.12, 0.12), 0.4),
        "black": _glossy((0.025, 0.025, 0.025), 0.5),
        "lantern": Matter(colour=(0.8, 0.8, 0.8)),
        "snow": Matter(colour=(0.90, 0.92, 0.95)),
        "work": Matter(colour=WORK),
        "skin": Matter(colour=SKIN[0]),
        "hair": Matter(colour=HAIR[1]),
    }
)


def finishes(cabin: float) -> Mapping[Finish, Mapping[str, Any]]:
    """Return every finish as Mitsuba's; colour and roughness are each triangle's own."""
    lacquer = {
        "type": "principled", "base_color": _rgb(LACQUER), "metallic": 0.25, "roughness": 0.38,
        "specular": 0.5, "clearcoat": 1.0, "clearcoat_gloss": 0.96,
    }  # fmt: skip
    inner: dict[Finish, dict[str, Any]] = {
        Finish.DULL: {"only": {"type": "diffuse", "reflectance": COLOUR}},
        Finish.GLOSSY: {
            "only": {
                "type": "principled", "base_color": COLOUR, "roughness": ROUGH, "specular": 0.5,
            }
        },
        Finish.PAINT: {"only": lacquer},
        Finish.SHEET: {
            "out": lacquer, "within": {"type": "diffuse", "reflectance": _rgb(lining(cabin))},
        },
        Finish.CHROME: {"only": {"type": "roughconductor", "material": "Cr", "alpha": 0.12}},
        Finish.MIRROR: {
            "only": {"type": "conductor", "material": "none", "specular_reflectance": SILVER}
        },
    }  # fmt: skip
    return {finish: {"type": "twosided", **one} for finish, one in inner.items()}


COLOUR = {"type": "mesh_attribute", "name": "face_colour"}
ROUGH = {"type": "mesh_attribute", "name": "face_rough"}


def _rgb(colour: Colour) -> dict[str, Any]:
    return {"type": "rgb", "value": list(colour)}


def of_faces(thing: Thing) -> npt.NDArray[np.str_]:
    """Return the name of the matter of each triangle of a thing."""
    names = np.array([_named(thing, part) for part in thing.mesh.names])
    return np.asarray(names[thing.mesh.parts])


def _named(thing: Thing, part: str) -> str:
    match thing.kind:
        case Kind.CAR:
            return _car(part)
        case Kind.ACTOR | Kind.CREW:
            return _worn(thing, part)
        case Kind.CAMERA:
            return "black"
        case Kind.LAMP:
            return "lantern" if part in {"lantern", "bulb", "softbox"} else "black"
        case _:
            return _PLAIN[thing.kind]


_PLAIN = {
    Kind.GROUND: "asphalt", Kind.WALL: "wall", Kind.BOARD: "plywood", Kind.SNOW: "snow",
    Kind.GEAR: "metal", Kind.BOX: "carton",
}  # fmt: skip
_CAR = {
    "seat": "cloth", "headrest": "cloth", "dashboard": "dash", "steering": "black",
    "armrest": "dash", "headliner": "lining", "parcel shelf": "dash", "inner mirror": "black",
    "wheel arch": "black", "hub": "chrome", "bumper": "black", "grille": "chrome",
    "plate": "plate", "headlamp": "lamp glass", "tail lamp": "tail lamp", "underbody": "black",
    "floor": "carpet", "wheel housing": "carpet", "wheel": "rubber",
}  # fmt: skip
"""By how the name of a part begins; the rest of the car is painted."""


def _car(part: str) -> str:
    found = next((matter for word, matter in _CAR.items() if part.startswith(word)), None)
    if found is not None:
        return found
    inside = part.startswith(INTERIOR) or any(word in part for word in SEAMS)
    return "sheet" if inside else "paint"


def _worn(thing: Thing, part: str) -> str:
    bare = part in {"head", "neck"} or part.endswith("hand")
    if thing.kind is Kind.CREW:
        return "skin" if bare else "work"
    if bare:
        return f"skin {thing.name}"
    if part.endswith("foot"):
        return "black"
    low = part == "hips" or part.endswith(("thigh", "shin"))
    return f"{'trousers' if low else 'coat'} {thing.name}"


def hair(thing: Thing) -> str:
    """Return the name of the matter of a figure's hair."""
    return f"hair {thing.name}" if thing.kind is Kind.ACTOR else "hair"


def is_hair(flesh: Flesh, middles: Floats) -> npt.NDArray[np.bool_]:
    """Return which places on a head that looks along x (n × 3) are hair: its top and its back."""
    mesh = flesh.mesh
    head = mesh.parts == mesh.names.index("head")
    reach = np.abs(mesh.vertices[np.unique(mesh.faces[head])]).max(axis=0)
    ahead, _, over = (middles / reach).T
    return np.asarray((over > 0.58) | ((ahead < 0.10) & (over > -0.62)))
