"""On a plan: people, by the outlines of their limbs, each with a name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.take_paper import LINE_WEIGHT
from lastlook.paperwork.take_scale import hull
from lastlook.paperwork.take_where import Spot, figure_spots, spot_at
from lastlook.take.model import Pose
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from lastlook.paperwork.take_paper import PlanPaper
    from lastlook.take.model import Figure, Take
    from lastlook.take.stage import Scene, Stage

Point = tuple[float, float]


def draw_figure(paper: PlanPaper, take: Take, stage: Stage, scene: Scene, figure: Figure) -> None:
    """Draw somebody as they are at the scene's moment, and name them."""
    spot = stands(take, stage, figure, scene.at)
    scale = paper.scale
    if scale.holds(spot.x, spot.y, spare=4):
        limbs, head = _shape(paper, scene, figure.name)
        symbols.figure(
            paper.draw, *scale.at(spot.x, spot.y), scale.metre, facing=spot.facing,
            role=figure.role, pose=spot.pose, limbs=limbs, head=head,
        )  # fmt: skip
    pose = "" if spot.pose in {Pose.STANDING, Pose.SEATED} else str(spot.pose)
    high = height(spot.z) if figure.seat is None else ""
    note = joined(figure.department, pose, high)
    paper.name((spot.x, spot.y), symbols.SHOULDERS / 2 * scale.metre, figure.name, note)


def stands(take: Take, stage: Stage, figure: Figure, at: float) -> Spot:
    """Return where somebody is at a moment; an operator is with the camera."""
    spots = figure_spots(take, figure)
    if spots:
        return spot_at(spots, at)
    held = stage.held(figure.name, at)
    x, y, z = held.place
    return Spot(at=at, x=x, y=y, z=z, facing=math.degrees(held.facing))


def people_ends(stage: Stage) -> list[Point]:
    """Return how far everybody reaches on the plan where they stand: two corners for each place."""
    found: list[Point] = []
    for figure in stage.take.figures:
        moments = {spot.at for spot in figure_spots(stage.take, figure)} or {0.0}
        for at in sorted(moments):
            person = stage.people[figure.name]
            places = person.mesh(stage.held(figure.name, at)).vertices[:, :2]
            for x, y in (places.min(axis=0), places.max(axis=0)):
                found.append((float(x), float(y)))
    return found


def joined(*parts: str) -> str:
    """Join what is not empty."""
    return " · ".join(part for part in parts if part)


def height(z: float) -> str:
    """Say how high something stands; nothing of what is on the ground."""
    return f"{z:.1f} m up" if z >= 0.05 else ""


def _shape(paper: PlanPaper, scene: Scene, name: str) -> tuple[list[list[Point]], Point | None]:
    """Return the outlines of somebody's limbs on the paper, the lowest first, and the head."""
    kinds = {Kind.ACTOR, Kind.CREW}
    thing = next((one for one in scene.things if one.name == name and one.kind in kinds), None)
    if thing is None:
        return [], None
    mesh = thing.mesh
    limbs: list[tuple[float, list[Point]]] = []
    head = None
    for number, part in enumerate(mesh.names):
        faces = mesh.faces[mesh.parts == number]
        if not len(faces):
            continue
        places = mesh.vertices[np.unique(faces)]
        if part == "head":
            head = paper.scale.at(float(places[:, 0].mean()), float(places[:, 1].mean()))
        elif part != "neck":
            ring = paper.scale.many(hull(places[:, :2]))
            limbs.append((float(places[:, 2].max()), ring))
            paper.crowd.line([*ring, ring[0]], LINE_WEIGHT / 2)
    return [ring for _, ring in sorted(limbs)], head
