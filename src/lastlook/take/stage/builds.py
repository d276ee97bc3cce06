"""What figures are like, from figures.toml: builds, lengths of limbs, poses."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDES = ("left", "right")
SEATED_IN_CAR = "driving"
"""The pose of whoever sits in a car's seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A person's size."""

    id: str
    stature: float
    """Metres."""
    girth: float
    """1 is common for the stature."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A person's lengths and half-thicknesses in metres, winter clothes included.

    Pairs are depth and width, or the half-thickness at a limb's upper and at its lower end.
    """

    stature: float
    ankle: float
    """Above the sole."""
    thigh: float
    shin: float
    trunk: float
    """From the line of the hips to that of the shoulders."""
    head: float
    """From the line of the shoulders to the eyes."""
    upper_arm: float
    forearm: float
    hand: float
    foot: float
    shoulder: float
    """From the middle to a shoulder."""
    hip: float
    """From the middle to a hip."""
    head_half: tuple[float, float, float]
    """Depth, width, height."""
    neck_half: float
    chest_half: tuple[float, float]
    hips_half: tuple[float, float]
    upper_arm_half: tuple[float, float]
    forearm_half: tuple[float, float]
    hand_half: tuple[float, float]
    thigh_half: tuple[float, float]
    shin_half: tuple[float, float]
    foot_half: tuple[float, float]
    """Height and width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """Angles of a pose, radians; see figures.toml."""

    over: str
    sits: bool
    angles: tuple[float, ...]
    """As ANGLES names them."""


ANGLES = (
    "trunk", "head", "spread", "arm_spread", "thigh left", "thigh right", "shin left",
    "shin right", "foot left", "foot right", "upper_arm left", "upper_arm right",
    "forearm left", "forearm right",
)  # fmt: skip


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))


@cache
def builds() -> Mapping[str, Build]:
    """Return the builds lastlook knows, by id."""
    return MappingProxyType({id_: Build(id=id_, **row) for id_, row in _data()["builds"].items()})


@cache
def postures() -> Mapping[str, Posture]:
    """Return the poses by name, that of a car's seat among them."""
    return MappingProxyType({name: _posture(row) for name, row in _data()["poses"].items()})


def _posture(row: Mapping[str, Any]) -> Posture:
    found = []
    for name in ANGLES:
        key, _, side = name.partition(" ")
        value = row[key][SIDES.index(side)] if side else row[key]
        found.append(float(value) * 3.141592653589793 / 180)
    return Posture(over=row["over"], sits=row.get("sits", False), angles=tuple(found))


@cache
def measures(build: str, stature: float | None = None) -> Measures:
    """Return the measures of a build, or of somebody of that build with another stature."""
    one = builds()[build]
    tall = one.stature if stature is None else stature
    data = _data()
    part = {key: value for key, value in data["segments"].items() if key != "source"}
    clothes = data["clothes"]

    def half(name: str, cloth: str = "") -> tuple[float, ...]:
        value = data["girths"][name]
        row = value if isinstance(value, list) else [value]
        more = clothes[cloth] if cloth else 0.0
        return tuple(tall * one.girth * share + more for share in row)

    return Measures(
        stature=tall,
        ankle=tall * part["ankle"],
        thigh=tall * (part["hip"] - part["knee"]),
        shin=tall * (part["knee"] - part["ankle"]),
        trunk=tall * (part["shoulder"] - part["hip"]),
        head=tall * (part["eye"] - part["shoulder"]),
        upper_arm=tall * part["upper_arm"],
        forearm=tall * part["forearm"],
        hand=tall * part["hand"],
        foot=tall * part["foot"],
        shoulder=tall * part["shoulder_width"] / 2,
        hip=tall * part["hip_width"] / 4,
        head_half=_three(tuple(tall * share for share in data["girths"]["head"])),
        neck_half=half("neck", "collar")[0],
        chest_half=_two(half("chest", "coat")),
        hips_half=_two(half("hips", "coat")),
        upper_arm_half=_two(half("upper_arm", "coat")),
        forearm_half=_two(half("forearm", "coat")),
        hand_half=_two(half("hand", "gloves")),
        thigh_half=_two(half("thigh", "trousers")),
        shin_half=_two(half("shin", "trousers")),
        foot_half=_two(half("foot", "boots")),
    )


def _two(row: tuple[float, ...]) -> tuple[float, float]:
    return row[0], row[1]


def _three(row: tuple[float, ...]) -> tuple[float, float, float]:
    return row[0], row[1], row[2]
