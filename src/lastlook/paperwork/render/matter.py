"""What things are made of: paint and chrome, cloth, skin and hair, plastic, board, snow.

Reflectances are round numbers for common stuff; the cabin's come out at about `[light] cabin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.take.stage.car import INTERIOR
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.stage import Stage, Thing
    from lastlook.take.stage.flesh import Flesh

    Colour = tuple[float, float, float]
    Matter = dict[str, Any]

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


def soft(colour: Colour | float) -> Matter:
    """Return something dull, the same from both sides."""
    return {"type": "twosided", "inner": _dull(colour)}


def _dull(colour: Colour | float) -> Matter:
    return {"type": "diffuse", "reflectance": _rgb(colour)}


def _rgb(colour: Colour | float) -> Matter:
    return {"type": "rgb", "value": list(colour) if isinstance(colour, tuple) else [colour] * 3}


def _plastic(colour: Colour | float, rough: float) -> Matter:
    return {
        "type": "principled", "base_color": _rgb(colour), "roughness": rough, "specular": 0.5,
    }  # fmt: skip


PAINT: Matter = {
    "type": "principled", "base_color": _rgb((0.030, 0.085, 0.10)), "metallic": 0.25,
    "roughness": 0.38, "specular": 0.5, "clearcoat": 1.0, "clearcoat_gloss": 0.96,
}  # fmt: skip


def matters(cabin: float, people: Sequence[str]) -> Mapping[str, Matter]:
    """Return every matter by name; `cabin` is the mean reflectance inside, `people` the actors."""
    lining, cloth, dash = min(0.9, 1.7 * cabin), min(0.9, 0.8 * cabin), min(0.9, 0.4 * cabin)
    both = {"type": "twosided"}
    found: dict[str, Matter] = {
        "asphalt": {**both, "inner": _plastic((0.085, 0.087, 0.092), 0.75)},
        "wall": soft((0.33, 0.28, 0.24)),
        "paint": {**both, "inner": PAINT},
        "sheet": {**both, "outside": PAINT, "within": _dull((lining, lining, 0.95 * lining))},
        "lining": soft((lining, lining, 0.95 * lining)),
        "cloth": soft((1.15 * cloth, cloth, 0.85 * cloth)),
        "dash": {**both, "inner": _plastic(dash, 0.55)},
        "carpet": soft(0.6 * dash),
        "rubber": {**both, "inner": _plastic(0.02, 0.7)},
        "chrome": {**both, "inner": {"type": "roughconductor", "material": "Cr", "alpha": 0.12}},
        "mirror": {
            **both,
            "inner": {"type": "conductor", "material": "none", "specular_reflectance": SILVER},
        },
        "lamp glass": {**both, "inner": _plastic((0.62, 0.64, 0.66), 0.15)},
        "tail lamp": {**both, "inner": _plastic((0.30, 0.012, 0.012), 0.2)},
        "plate": soft(0.62),
        "plywood": soft((0.42, 0.29, 0.16)),
        "carton": soft((0.40, 0.29, 0.18)),
        "metal": {**both, "inner": _plastic(0.12, 0.4)},
        "black": {**both, "inner": _plastic(0.025, 0.5)},
        "lantern": soft(0.8),
        "snow": soft((0.90, 0.92, 0.95)),
        "work": soft(WORK),
        "skin": soft(SKIN[0]),
        "hair": soft(HAIR[1]),
    }
    for number, name in enumerate(people):
        coat = COATS[number % len(COATS)]
        found[f"coat {name}"] = soft(coat)
        found[f"trousers {name}"] = soft(tuple(0.25 * c + 0.02 for c in coat))  # type: ignore[arg-type]
        found[f"skin {name}"] = soft(SKIN[number % len(SKIN)])
        found[f"hair {name}"] = soft(HAIR[number % len(HAIR)])
    return found


def of_faces(thing: Thing, stage: Stage) -> npt.NDArray[np.str_]:
    """Return the name of the matter of each triangle of a thing."""
    names = np.array([_named(thing, part) for part in thing.mesh.names])
    found = names[thing.mesh.parts].astype("U64")
    if thing.kind in {Kind.ACTOR, Kind.CREW} and thing.name in stage.people:
        hair = _hair(stage.people[thing.name].flesh)
        found[hair] = f"hair {thing.name}" if thing.kind is Kind.ACTOR else "hair"
    return found


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


def _hair(flesh: Flesh) -> npt.NDArray[np.bool_]:
    """Return which triangles of a figure are hair: the top and the back of the head."""
    mesh = flesh.mesh
    head = mesh.parts == mesh.names.index("head")
    middles = mesh.vertices[mesh.faces].mean(axis=1)
    reach = np.abs(mesh.vertices[np.unique(mesh.faces[head])]).max(axis=0)
    ahead, _, over = (middles / reach).T
    return np.asarray(head & ((over > 0.55) | ((ahead < 0.12) & (over > -0.55))))
