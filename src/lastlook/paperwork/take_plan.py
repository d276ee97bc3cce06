"""The overhead plan of a take, beat by beat, true to scale: what a gaffer carries on paper.

Every plan of a take has the same scale and middle, so that leafing through them shows what moves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork import take_ground as ground
from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.placing import Line
from lastlook.paperwork.svg import INK, QUIET, fitted, width
from lastlook.paperwork.take_beats import Stretch, beats
from lastlook.paperwork.take_lens import millimetres
from lastlook.paperwork.take_paper import INSIDE, LINE_WEIGHT, NOTE, SYMBOL, PlanPaper
from lastlook.paperwork.take_plan_edges import EDGE, bar_length, draw_bar, draw_wind
from lastlook.paperwork.take_plan_foot import FOOT, draw_foot
from lastlook.paperwork.take_plan_optics import (
    FAR,
    beam_of,
    draw_beams,
    draw_sightlines,
    draw_views,
)
from lastlook.paperwork.take_plan_people import (
    draw_figure,
    height,
    joined,
    people_ends,
    stands,
)
from lastlook.paperwork.take_plan_ways import draw_pours, draw_ways
from lastlook.paperwork.take_scale import FINER, SCALES, fit, hull
from lastlook.paperwork.take_where import (
    camera_spots,
    clock,
    dump_spots,
    figure_spots,
    gear_spots,
    spot_at,
    there,
)
from lastlook.take.bodies import body_of
from lastlook.take.lens import view
from lastlook.take.sight.lamplight import level
from lastlook.take.stage.scene import Kind
from lastlook.take.timecode import recorded_until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.svg import Picture
    from lastlook.paperwork.take_scale import Scale
    from lastlook.take.model import Camera, Lamp
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.stage import Scene, Stage

Point = tuple[float, float]

WIDE, HIGH = 742.0, 523.0
"""Points: a landscape page of A4 or Letter, less its margins, without a change of scale."""
HEAD = 33.0


def take_plans(found: Rehearsal, stage: Stage) -> tuple[Picture, ...]:
    """Draw the plan of every beat of a rehearsed take."""
    scale = plan_scale(stage, (0.0, HEAD, WIDE, HIGH - FOOT))
    drawn = []
    for beat in beats(found.take):
        paper = PlanPaper(scale=scale, small=False)
        plan = _Plan(found, stage, beat, paper)
        plan.head()
        also = plan.draw()
        draw_foot(paper.draw, found, beat, also, top=scale.bottom, wide=WIDE)
        title = f"{found.take.title}: plan {beat.number} of {beat.count}"
        drawn.append(
            paper.draw.done(
                WIDE, HIGH, name=f"plan-{beat.number}", title=title, description=plan.told()
            )
        )
    return tuple(drawn)


def small_plan(found: Rehearsal, stage: Stage, wide: float, high: float) -> Picture:
    """Draw one plan of the whole take, with names alone, for the corner of a page."""
    take = found.take
    beat = Stretch(number=1, count=1, at=0.0, until=float(recorded_until(take)), changes=())
    scale = plan_scale(stage, (0.0, 0.0, wide, high), FINER)
    paper = PlanPaper(scale=scale, small=True)
    plan = _Plan(found, stage, beat, paper)
    plan.draw()
    return paper.draw.done(
        wide, high, name="small-plan", title=f"{take.title}: plan", description=plan.told()
    )


def plan_scale(
    stage: Stage, room: tuple[float, float, float, float], scales: Sequence[int] = SCALES
) -> Scale:
    """Choose the scale that all plans of a take share, for a room on the paper in points."""
    take = stage.take
    body = body_of(take.set.car)
    half, wide = body.length / 2, body.width / 2
    must = [(half, wide), (-half, -wide)] if body.panes else [(0.0, 0.0)]
    must += [(spot.x, spot.y) for camera in take.cameras for spot in camera_spots(camera)]
    may = [(spot.x, spot.y) for dump in take.dumps for spot in dump_spots(dump)]
    may += [(spot.x, spot.y) for figure in take.figures for spot in figure_spots(take, figure)]
    may += [(spot.x, spot.y) for gear in take.gear for spot in gear_spots(gear)]
    may += [(float(lamp.x), float(lamp.y)) for lamp in take.lamps]
    return fit(must, may, room, scales, outlines=people_ends(stage))


class _Plan:
    """The plan of one beat."""

    def __init__(self, found: Rehearsal, stage: Stage, beat: Stretch, paper: PlanPaper) -> None:
        self.found = found
        self.take = found.take
        self.stage = stage
        self.beat = beat
        self.paper = paper
        self.scale = paper.scale
        self.body = body_of(self.take.set.car)
        self.scene: Scene = stage.scene(beat.at, found.run.film)

    def head(self) -> None:
        """Write the title, the time and what moves."""
        draw, beat = self.paper.draw, self.beat
        right = f"Plan {beat.number} of {beat.count} · 1:{self.scale.one_to}"
        draw.text(WIDE, 13, right, size=12, bold=True, anchor="end")
        room = WIDE - width(right, 12, bold=True) - 20
        draw.text(0, 13, fitted(self.take.title, room, 12, bold=True), size=12, bold=True)
        fps = float(self.take.fps)
        first, last = math.ceil(beat.at * fps), math.ceil(beat.until * fps) - 1
        when = f"{clock(beat.at)} to {clock(beat.until)}, frames {first} to {last}."
        moves = f" Moving: {', '.join(beat.changes)}." if beat.changes else " Nobody moves."
        draw.text(0, 26, fitted(when + moves, WIDE, 8), size=8)

    def draw(self) -> list[str]:
        """Draw the plan; return the labels for which there was no room."""
        scale, draw, beat, take = self.scale, self.paper.draw, self.beat, self.take
        wide, high = scale.right - scale.left, scale.bottom - scale.top
        self._keep_off()
        with draw.window(scale.left, scale.top, wide, high):
            if self.found.run.film is not None and not self.paper.small:
                ground.draw_snow(draw, scale, self.found.run.film, beat.at)
            ground.draw_walls(draw, scale, take)
            ground.draw_boards(draw, scale, take)
            ground.draw_car(draw, scale, self.found, beat.at)
            self._gear_outlines()
            draw_views(self.paper, take, beat.at)
            draw_beams(self.paper, take, beat.at)
            draw_ways(self.paper, take, beat.at, beat.until)
            draw_pours(self.paper, take, beat.at, beat.until)
            self._symbols()
            draw_sightlines(self.paper, self.found, self.stage, beat)
        draw.rect(scale.left, scale.top, wide, high, fill="none", stroke=INK, thick=0.6)
        draw_bar(self.paper)
        if not self.paper.small:
            draw_wind(self.paper, take, beat.at)
        self._name_set()
        return self.paper.set_labels()

    def _gear_outlines(self) -> None:
        """Draw what stands there by the true outline of each of its parts; boxes while in use."""
        pouring = {
            dump.name
            for dump in self.take.dumps
            if float(dump.at) < self.beat.until and float(dump.at + dump.seconds) > self.beat.at
        }
        for thing in self.scene.things:
            if thing.kind not in {Kind.GEAR, Kind.BOX, Kind.LAMP}:
                continue
            if thing.kind is Kind.BOX and not any(name in thing.name for name in pouring):
                continue
            mesh = thing.mesh
            for number in range(len(mesh.names)):
                faces = mesh.faces[mesh.parts == number]
                ring = hull(mesh.vertices[np.unique(faces), :2]) if len(faces) else []
                if len(ring) < 3:
                    continue
                points = self.scale.many(ring)
                self.paper.draw.shape(
                    symbols.outline(points), fill="#e4e4e0", stroke=INK, thick=0.6, opacity=0.8
                )
                self.paper.crowd.line([*points, points[0]], LINE_WEIGHT / 2)

    def _symbols(self) -> None:
        at = self.beat.at
        for lamp in self.take.lamps:
            on, spot = level(lamp, at), (float(lamp.x), float(lamp.y))
            share = "off" if on <= 0 else "full" if on >= 1 else f"{on:.0%}"
            if self.scale.holds(*spot, spare=4):
                self._lamp(lamp, self.scale.at(*spot), on=on > 0)
            note = f"{lamp.kind} · {share} · {float(lamp.z):g} m high"
            self.paper.name(spot, 8.0, lamp.name, note)
        for gear in self.take.gear:
            if there(gear, at):
                place = spot_at(gear_spots(gear), at)
                note = joined(gear.department, height(place.z))
                self.paper.name((place.x, place.y), 5.0, gear.name, note)
        for figure in self.take.figures:
            if there(figure, at):
                draw_figure(self.paper, self.take, self.stage, self.scene, figure)
        for camera in self.take.cameras:
            if there(camera, at):
                self._camera(camera)

    def _lamp(self, lamp: Lamp, at: tuple[float, float], *, on: bool) -> None:
        draw, metre = self.paper.draw, self.scale.metre
        if beam_of(lamp) is None:
            symbols.ball(draw, *at, metre, on=on)
            return
        facing = math.atan2(float(lamp.aim.y - lamp.y), float(lamp.aim.x - lamp.x))
        symbols.lamp(draw, *at, metre, facing=math.degrees(facing), on=on)

    def _camera(self, camera: Camera) -> None:
        seen = view(camera, self.beat.at)
        facing = math.degrees(math.atan2(float(seen.forward[1]), float(seen.forward[0])))
        spot = (float(seen.eye[0]), float(seen.eye[1]))
        symbols.camera(self.paper.draw, *self.scale.at(*spot), self.scale.metre, facing=facing)
        focus = f"focus {seen.focus:.2f} m" if seen.focus < FAR else "focus far"
        note = f"{millimetres(seen.lens)} · {focus}"
        self.paper.name(spot, 9.0, f"Camera {camera.name}", note, size=6.5)

    # Around it.

    def _keep_off(self) -> None:
        """Keep labels off the scale bar and the wind, and rather off the car."""
        scale, crowd = self.scale, self.paper.crowd
        right = scale.left + bar_length(scale) + 44
        crowd.box(scale.left, scale.bottom - 24, right, scale.bottom, EDGE)
        if not self.paper.small:
            crowd.box(scale.right - 96, scale.top, scale.right, scale.top + 44, EDGE)
        if not self.body.panes:
            return
        car = scale.many(ground.car_outline(self.body))
        xs, ys = [x for x, _ in car], [y for _, y in car]
        crowd.box(min(xs), min(ys), max(xs), max(ys), INSIDE)
        crowd.line([*car, car[0]], LINE_WEIGHT)

    def _name_set(self) -> None:
        for wall in self.take.set.walls:
            ends = [(float(wall.x), float(wall.y)), (float(wall.to_x), float(wall.to_y))]
            self.paper.crowd.line(self.scale.many(ends), SYMBOL)
            spot = ((float(wall.x) + float(wall.to_x)) / 2, (float(wall.y) + float(wall.to_y)) / 2)
            if self.scale.holds(*spot, spare=6):
                words = joined(wall.name, f"{float(wall.height):g} m high")
                self.paper.label(self.scale.at(*spot), 3.0, (Line(text=words, size=6.5),))
        if not self.body.panes:
            return
        nose = self.scale.at(self.body.length / 2, 0)
        self.paper.label(nose, 2.0, (Line(text="front", size=NOTE, fill=QUIET),))
        self.paper.crowd.box(nose[0] - 2, nose[1] - 2, nose[0] + 2, nose[1] + 2, SYMBOL)

    def told(self) -> str:
        """Say what the plan shows."""
        beat, take = self.beat, self.take
        parts = [f"From {clock(beat.at)} to {clock(beat.until)}, scale 1 to {self.scale.one_to}."]
        for camera in take.cameras:
            if there(camera, beat.at):
                seen = view(camera, beat.at)
                place = _from_car(*map(float, seen.eye))
                parts.append(f"Camera {camera.name}, {millimetres(seen.lens)}, {place}.")
        for figure in take.figures:
            if there(figure, beat.at):
                spot = stands(take, self.stage, figure, beat.at)
                where = _from_car(spot.x, spot.y, spot.z)
                parts.append(f"{figure.name}, {spot.pose}, {where}.")
        if beat.changes:
            parts.append(f"Moving: {', '.join(beat.changes)}.")
        return " ".join(parts)


def _from_car(x: float, y: float, z: float) -> str:
    """Say where a place is from the middle of the car."""
    along = f"{abs(x):.1f} m {'ahead' if x >= 0 else 'behind'}"
    across = f"{abs(y):.1f} m {'left' if y >= 0 else 'right'}"
    return f"{along}, {across} of the car's middle, {z:.1f} m high"
