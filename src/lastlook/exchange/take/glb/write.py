"""A take as a .glb: set, people, cameras and snow, all of it played by one animation.

The set keeps its axes below a node that lays them as glTF wants: y up. Where a thing comes or
goes, its scale is 0 while it is away. An angle of view cannot change in glTF: a zoom is in
`extras`, which the page of `lastlook take export --to FILE.html` reads.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.exchange.take.colours import GLASS, SNOW, colour
from lastlook.exchange.take.glb.container import Container
from lastlook.exchange.take.glb.snow import add_glass, add_loose
from lastlook.exchange.take.rigid import quaternions, smooth, thinned
from lastlook.take.stage.cabin import corners
from lastlook.take.stage.scene import Kind
from lastlook.take.timecode import timecode

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.exchange.take.cameras import Shot
    from lastlook.exchange.take.moving import Followed, Part
    from lastlook.exchange.take.played import Played

    Floats = npt.NDArray[np.float64]

UPRIGHT = [-math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5)]
"""Turns z up into y up."""
NEAR, FAR = 0.02, 1000.0
STEADY = 2e-4
"""Metres, and radians, by which a camera's samples that are left out may be off."""


def glb_bytes(played: Played) -> bytes:
    """Return the .glb of a take."""
    return _Writer(played).written()


class _Writer:
    """A take on its way into a container."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.out = Container()
        self.paints: dict[tuple[float, ...], int] = {}
        self.shapes: dict[tuple[int, int, int], int] = {}
        self.channels: list[dict[str, Any]] = []
        self.samplers: list[dict[str, Any]] = []

    def written(self) -> bytes:
        """Write everything."""
        played, gltf = self.played, self.out.gltf
        groups = {
            "things": [self.thing(thing) for thing in played.things],
            "glass": [self.pane(pane.name, corners(pane)) for pane in played.panes],
            "cameras": [self.shot(shot) for shot in played.shots],
            "snow": self.snow(),
        }
        nodes = [
            self.node(name, children=children) for name, children in groups.items() if children
        ]
        root = self.node(played.take.title, rotation=UPRIGHT, children=nodes)
        gltf["scenes"] = [{"nodes": [root]}]
        gltf["scene"] = 0
        fps = float(played.take.fps)
        last = round(played.end * fps)
        gltf["extras"] = {
            "lastlook": {"fps": fps, "frames": last + 1, "last": timecode(last, played.take.fps)}
        }
        if self.channels:
            gltf["animations"] = [
                {"name": "take", "channels": self.channels, "samplers": self.samplers}
            ]
        return self.out.to_bytes()

    def node(self, name: str, **more: Any) -> int:
        """Add a node; what is empty is left out."""
        return self.out.add("nodes", {"name": name, **{k: v for k, v in more.items() if v != []}})

    def paint(self, rgb: tuple[float, ...], *, both: bool = True) -> int:
        """Return the material of a colour, with opacity where there is a fourth number.

        What is not seen from `both` sides is not there for whoever is inside.
        """
        key = (*rgb, float(both))
        if key not in self.paints:
            material: dict[str, Any] = {
                "pbrMetallicRoughness": {
                    "baseColorFactor": [*rgb, 1.0][:4], "metallicFactor": 0.0,
                    "roughnessFactor": 0.9,
                },
                "doubleSided": both,
            }  # fmt: skip
            if len(rgb) == 4:
                material["alphaMode"] = "BLEND"
            self.paints[key] = self.out.add("materials", material)
        return self.paints[key]

    def shape(self, points: npt.NDArray[Any], faces: npt.NDArray[Any], paint: int) -> int:
        """Return the mesh of triangles; what stands twice is there once."""
        key = (self.out.vectors(points), self.out.corners(faces), paint)
        if key not in self.shapes:
            primitive = {"attributes": {"POSITION": key[0]}, "indices": key[1], "material": paint}
            self.shapes[key] = self.out.add("meshes", {"primitives": [primitive]})
        return self.shapes[key]

    def animate(
        self, node: int, path: str, times: Floats, values: npt.NDArray[Any], *, held: bool = False
    ) -> None:
        """Move a node; between samples straight, or held as it was."""
        self.samplers.append({
            "input": self.out.samples(times), "output": self.out.samples(values),
            "interpolation": "STEP" if held else "LINEAR",
        })  # fmt: skip
        target = {"node": node, "path": path}
        self.channels.append({"sampler": len(self.samplers) - 1, "target": target})

    def thing(self, thing: Followed) -> int:
        """Add a thing with its parts."""
        node = self.node(
            thing.name,
            children=[self.part(thing, part) for part in thing.parts],
            extras={
                "lastlook": {
                    "hidden": thing.hidden, "kind": thing.kind.value,
                    "department": thing.department,
                }
            },
        )  # fmt: skip
        if thing.present is not None:
            times, sizes = [0.0], [0.0]
            for since, until in thing.present:
                if since == 0:
                    times, sizes = [], []
                times += [since, until]
                sizes += [1.0, 0.0]
            scales = np.repeat(np.array(sizes)[:, None], 3, axis=1)
            self.animate(node, "scale", np.array(times), scales, held=True)
        return node

    def part(self, thing: Followed, part: Part) -> int:
        """Add a part, moving as it does."""
        # A camera looks out of its own body.
        paint = self.paint(colour(thing.kind, part.name), both=thing.kind is not Kind.CAMERA)
        if part.bends is not None and part.bend_times is not None:
            mesh = self.bending(part.bends, part.faces, paint)
            node = self.node(part.name, mesh=mesh, translation=_plain(part.place))
            self.weigh(node, part.bend_times)
            return node
        mesh = self.shape(np.round(part.points, 5), part.faces, paint)
        node = self.node(part.name, mesh=mesh, translation=_plain(part.place))
        if part.motion is not None:
            times = part.motion.times
            self.animate(node, "translation", times, np.round(part.motion.places, 5))
            if np.ptp(part.motion.turns, axis=0).max() > 1e-6:
                self.animate(node, "rotation", times, part.motion.turns)
        return node

    def bending(self, shapes: npt.NDArray[np.float32], faces: npt.NDArray[Any], paint: int) -> int:
        """Return a mesh that takes up shapes (times × n × 3) one after the other."""
        first = np.round(shapes[0], 5)
        targets = [{"POSITION": self.out.vectors(np.round(s - first, 5))} for s in shapes[1:]]
        primitive: dict[str, Any] = {
            "attributes": {"POSITION": self.out.vectors(first)},
            "indices": self.out.corners(faces), "material": paint,
        }  # fmt: skip
        mesh: dict[str, Any] = {"primitives": [primitive]}
        if targets:
            primitive["targets"] = targets
            mesh["weights"] = [0.0] * len(targets)
        return self.out.add("meshes", mesh)

    def weigh(self, node: int, times: Floats) -> None:
        """Let a bending mesh go from shape to shape."""
        if len(times) > 1:
            self.animate(node, "weights", times, np.eye(len(times))[:, 1:].ravel())

    def pane(self, name: str, places: Floats) -> int:
        """Add a pane of clean glass."""
        faces = np.array([[0, 1, 2], [0, 2, 3]])
        return self.node(name, mesh=self.shape(np.round(places, 5), faces, self.paint(GLASS)))

    def snow(self) -> list[int]:
        """Add what lies loose and what lies on glass."""
        nodes = []
        if self.played.loose is not None:
            # From within the car it would be seen from below, where there is none.
            above = self.paint(SNOW, both=False)
            nodes.append(add_loose(self, self.played.loose, above))
        return nodes + [add_glass(self, snow, self.paint(SNOW)) for snow in self.played.glass]

    def shot(self, shot: Shot) -> int:
        """Add a camera; its lens is the first it has."""
        angles = shot.up_angles
        camera = self.out.add("cameras", {
            "name": shot.camera.name, "type": "perspective",
            "perspective": {
                "yfov": float(angles[0]), "aspectRatio": shot.aspect, "znear": NEAR, "zfar": FAR,
            },
        })  # fmt: skip
        keep = thinned(shot.times, angles[:, None], STEADY / 10)
        extraction = shot.camera.extraction
        turns = smooth(quaternions(shot.turns))
        about = {
            "aspect": shot.aspect,
            "extraction": None if extraction is None else float(extraction),
            "rolls": [float(shot.times[0]), float(shot.times[-1])],
            "times": [round(float(at), 4) for at in shot.times[keep]],
            "yfov": [round(float(angle), 6) for angle in angles[keep]],
            "lens": [round(float(lens), 3) for lens in shot.lenses[keep]],
        }
        node = self.node(
            shot.camera.name, camera=camera, translation=_plain(shot.eyes[0]),
            rotation=[float(value) for value in turns[0]], extras={"lastlook": about},
        )  # fmt: skip
        for path, values in (("translation", shot.eyes), ("rotation", turns)):
            moves = thinned(shot.times, values, STEADY)
            if len(moves) > 2 or np.abs(values[-1] - values[0]).max() > STEADY:
                self.animate(node, path, shot.times[moves], values[moves])
        return node


def _plain(values: npt.NDArray[Any]) -> list[float]:
    return [float(value) + 0.0 for value in np.round(values, 5)]
