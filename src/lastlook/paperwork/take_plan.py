"""The overhead plan of a take, beat by beat, true to scale: what a gaffer carries on paper.

Every plan of a take has the same scale and middle, so that leafing through them shows what moves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork import take_ground as ground
from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.placing import Crowd, Label, Line, place
from lastlook.paperwork.svg import INK, QUIET, RED, Drawing, fitted, width
from lastlook.paperwork.take_beats import beats
from lastlook.paperwork.take_plan_foot import FOOT, draw_foot
from lastlook.paperwork.take_scale import fit, hull
from lastlook.paperwork.take_where import (
    Spot,
    camera_spots,
    clock,
    dump_spots,
    figure_spots,
    gear_spots,
    spot_at,
    there,
    way,
)
from lastlook.take.lens import view
from lastlook.take.model import Pose
from lastlook.take.sight.findings import Verdict, Way
from lastlook.take.sight.lamplight import level
from lastlook.take.stage.stock import lamps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.paperwork.svg import Picture
    from lastlook.paperwork.take_beats import Stretch
    from lastlook.paperwork.take_scale import Scale
    from lastlook.take.lens import View
    from lastlook.take.model import Camera, Figure, Take
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.stage import Stage
    from lastlook.take.stage.scene import Scene

WIDE, HIGH = 742.0, 523.0
"""Points: a landscape page of A4 or Letter, less its margins, without a change of scale."""
HEAD = 33.0
SYMBOL, LINE_WEIGHT, INSIDE = 1.0, 0.5, 0.12
"""What it costs a label to cover a square point of a symbol, of a line, of the car."""
REACH = (3.0, 9.0)
"""Metres that the sides of a camera's angle are drawn at least, and at most."""
FAR = 60.0
"""Metres from which a focus is not drawn."""

Point = tuple[float, float]


def take_plans(found: Rehearsal, stage: Stage) -> tuple[Picture, ...]:
    """Draw the plan of every beat of a rehearsed take."""
    scale = plan_scale(found.take)
    return tuple(_Plan(found, stage, scale, beat).draw() for beat in beats(found.take))


def plan_scale(take: Take) -> Scale:
    """Choose the scale that all plans of a take share."""
    from lastlook.take.bodies import bodies

    body = bodies()[take.set.car]
    half, wide = body.length / 2, body.width / 2
    must = [(half, wide), (-half, -wide)]
    must += [(spot.x, spot.y) for camera in take.cameras for spot in camera_spots(camera)]
    may = [(spot.x, spot.y) for dump in take.dumps for spot in dump_spots(dump)]
    may += [(spot.x, spot.y) for figure in take.figures for spot in figure_spots(take, figure)]
    may += [(spot.x, spot.y) for gear in take.gear for spot in gear_spots(gear)]
    may += [(float(lamp.x), float(lamp.y)) for lamp in take.lamps]
    return fit(must, may, (0.0, HEAD, WIDE, HIGH - FOOT))


class _Plan:
    """The plan of one beat."""

    def __init__(self, found: Rehearsal, stage: Stage, scale: Scale, beat: Stretch) -> None:
        self.found = found
        self.take = found.take
        self.stage = stage
        self.scale = scale
        self.beat = beat
        self.draw_ = Drawing()
        self.crowd = Crowd()
        self.labels: list[Label] = []
        self.scene: Scene = stage.scene(beat.at, found.run.film)

    def draw(self) -> Picture:
        """Draw it all."""
        scale, draw, beat = self.scale, self.draw_, self.beat
        self._head()
        room = (scale.left, scale.top, scale.right, scale.bottom)
        self._corners()
        with draw.window(scale.left, scale.top, scale.right - scale.left, scale.bottom - scale.top):
            if self.found.run.film is not None:
                ground.draw_snow(draw, scale, self.found.run.film, beat.at)
            ground.draw_walls(draw, scale, self.take)
            ground.draw_boards(draw, scale, self.take)
            ground.draw_car(draw, scale, self.found, beat.at)
            self._gear_outlines()
            for camera in self.take.cameras:
                if there(camera, beat.at):
                    self._wedge(camera)
            self._beams()
            self._ways()
            self._symbols()
            self._sightlines()
        draw.rect(
            scale.left, scale.top, scale.right - scale.left, scale.bottom - scale.top,
            fill="none", stroke=INK, thick=0.6,
        )  # fmt: skip
        self._wind_and_bar()
        self._name_set()
        self.labels.sort(key=lambda label: -len(label.lines))
        inner = (room[0] + 4, room[1] + 4, room[2] - 4, room[3] - 4)
        placed, without = place(self.labels, self.crowd, inner)
        for one in placed:
            self._write(one)
        also = ["; ".join(line.text for line in label.lines) for label in without]
        draw_foot(draw, self.found, beat, self.scale, also, top=scale.bottom, wide=WIDE)
        title = f"{self.take.title}: plan {beat.number} of {beat.count}"
        return draw.done(
            WIDE, HIGH, name=f"plan-{beat.number}", title=title, description=self._told()
        )

    def _head(self) -> None:
        draw, beat = self.draw_, self.beat
        right = f"Plan {beat.number} of {beat.count} · 1:{self.scale.one_to}"
        draw.text(WIDE, 13, right, size=12, bold=True, anchor="end")
        room = WIDE - width(right, 12, bold=True) - 20
        draw.text(0, 13, fitted(self.take.title, room, 12, bold=True), size=12, bold=True)
        fps = float(self.take.fps)
        first, last = math.ceil(beat.at * fps), math.ceil(beat.until * fps) - 1
        when = f"{clock(beat.at)} to {clock(beat.until)}, frames {first} to {last}."
        moves = f" Moving: {', '.join(beat.changes)}." if beat.changes else " Nobody moves."
        draw.text(0, 26, fitted(when + moves, WIDE, 8), size=8)

    # What is drawn to scale.

    def _gear_outlines(self) -> None:
        """Draw what stands there by the true outline of each of its parts."""
        kinds = {"gear", "box"}
        for thing in self.scene.things:
            if thing.kind not in kinds:
                continue
            for number in range(len(thing.mesh.names)):
                faces = thing.mesh.faces[thing.mesh.parts == number]
                if len(faces):
                    ring = self.scale.many(hull(thing.mesh.vertices[np.unique(faces), :2]))
                    self.draw_.shape(
                        symbols.outline(ring), fill="#e4e4e0", stroke=INK, thick=0.6, opacity=0.8
                    )
                    for x, y in ring:
                        self.crowd.box(x - 3, y - 3, x + 3, y + 3, LINE_WEIGHT)

    def _wedge(self, camera: Camera) -> None:
        """Draw what a camera sees: recorded dashed, extracted full, focus across it."""
        seen = view(camera, self.beat.at)
        if math.hypot(float(seen.forward[0]), float(seen.forward[1])) < 0.1:
            return
        far = min(REACH[1], max(REACH[0], 1.8 * seen.focus if seen.focus < FAR else REACH[1]))
        eye = self.scale.at(float(seen.eye[0]), float(seen.eye[1]))
        shares = [(1.0, "5 2.5", 0.6)]
        if seen.shown[0] < 0.995:
            shares.append((seen.shown[0], "", 0.8))
        else:
            shares = [(1.0, "", 0.8)]
        for share, dashes, thick in shares:
            ends = [self.scale.at(*end) for end in wedge(seen, share, far)]
            for end in ends:
                self.draw_.line(*eye, *end, stroke=INK, thick=thick, dashes=dashes)
                self.crowd.line([eye, end], LINE_WEIGHT)
        left, right = (self.scale.at(*end) for end in wedge(seen, shares[-1][0], far))
        self.draw_.shape(symbols.outline([eye, left, right]), fill="#1d1d1d", opacity=0.05)
        if seen.focus < FAR:
            plane = [self.scale.at(*end) for end in focus_line(seen, shares[-1][0])]
            self.draw_.line(*plane[0], *plane[1], stroke=INK, thick=0.7, dashes="1 2")
            self.crowd.line(plane, LINE_WEIGHT)

    def _beams(self) -> None:
        for lamp in self.take.lamps:
            on = level(lamp, self.beat.at)
            x, y = float(lamp.x), float(lamp.y)
            if on <= 0 or not self.scale.holds(x, y):
                continue
            aim = (float(lamp.aim.x) - x, float(lamp.aim.y) - y)
            long, facing = math.hypot(*aim), math.degrees(math.atan2(aim[1], aim[0]))
            half = float(lamps()[lamp.kind].beam if lamp.beam is None else lamp.beam) / 2
            if half >= 80 or long < 0.05:
                half = 0.0
            start = self.scale.at(x, y)
            for turn in {half, -half}:
                angle = math.radians(facing + turn)
                reach = long / max(0.3, math.cos(math.radians(turn)))
                end = self.scale.at(x + reach * math.cos(angle), y + reach * math.sin(angle))
                self.draw_.line(*start, *end, stroke="#9a6a00", thick=0.5, dashes="7 2 1 2")
                self.crowd.line([start, end], LINE_WEIGHT / 3, step=8)

    def _ways(self) -> None:
        """Draw the ways taken in this beat, with times where they turn."""
        start, end = self.beat.at, self.beat.until
        for camera in self.take.cameras:
            self._way(way(camera_spots(camera), start, end), thick=1.6)
        for figure in self.take.figures:
            if figure.path and figure.seat is None and there(figure, start):
                went = way(figure_spots(self.take, figure), start, end)
                self._way(went, thick=1.1)
                if (
                    len(went) > 1
                    and math.dist((went[0].x, went[0].y), (went[-1].x, went[-1].y)) > 0.3
                ):
                    self._ghost(figure, spot_at(figure_spots(self.take, figure), end))
        for gear in self.take.gear:
            self._way(way(gear_spots(gear), start, end), thick=1.1, dashes="4 2")
        for dump in self.take.dumps:
            at, until = float(dump.at), float(dump.at + dump.seconds)
            if at >= end or until <= start:
                continue
            spots = way(dump_spots(dump), max(at, start), min(until, end))
            self._pour(spots)
            middle = self.scale.at(
                sum(spot.x for spot in spots) / len(spots),
                sum(spot.y for spot in spots) / len(spots),
            )
            words = f"{clock(at)}–{clock(until)} · {dump.litres:g} l"
            self._label(middle, 5.0, (Line(text=dump.name, bold=True), Line(text=words, size=6.5)))

    def _way(self, spots: Sequence[Spot], *, thick: float, dashes: str = "") -> None:
        if len(spots) < 2:
            return
        points = self.scale.many((spot.x, spot.y) for spot in spots)
        if max(math.dist(points[0], point) for point in points) < 3:
            return
        symbols.arrow(self.draw_, points, thick=thick, dashes=dashes)
        self.crowd.line(points, LINE_WEIGHT)
        for spot, (x, y) in zip(spots[1:], points[1:], strict=True):
            if spot.at <= self.beat.until:
                self._label((x, y), 2.5, (Line(text=clock(spot.at), size=6.5, bold=True),))

    def _pour(self, spots: Sequence[Spot]) -> None:
        """Draw where a box pours; a way there and back is one line."""
        drawn: set[tuple[tuple[float, ...], ...]] = set()
        for before, after in zip(spots, spots[1:], strict=False):
            ends = tuple(sorted(((before.x, before.y), (after.x, after.y))))
            if ends in drawn:
                continue
            drawn.add(ends)
            line = self.scale.many([(before.x, before.y), (after.x, after.y)])
            self.draw_.path(symbols.outline(line), stroke="#ffffff", thick=4.0)
            self.draw_.path(symbols.outline(line), stroke=INK, thick=2.6, dashes="0.1 4.2")
            self.crowd.line(line, LINE_WEIGHT)

    # Symbols and their names.

    def _symbols(self) -> None:
        for lamp in self.take.lamps:
            self._lamp(lamp.name)
        for gear in self.take.gear:
            if there(gear, self.beat.at):
                spot = spot_at(gear_spots(gear), self.beat.at)
                words = [Line(text=gear.name, bold=True)]
                said = " · ".join(part for part in (gear.department, _height(spot.z)) if part)
                if said:
                    words.append(Line(text=said, size=6.2, fill=QUIET))
                self._named((spot.x, spot.y), 5.0, tuple(words))
        for figure in self.take.figures:
            if there(figure, self.beat.at):
                self._figure(figure)
        for camera in self.take.cameras:
            if there(camera, self.beat.at):
                self._camera(camera)

    def _figure(self, figure: Figure) -> None:
        spot = spot_at(figure_spots(self.take, figure), self.beat.at)
        words = [Line(text=figure.name, bold=True)]
        pose = "" if spot.pose in {Pose.STANDING, Pose.SEATED} else str(spot.pose)
        high = _height(spot.z) if figure.seat is None else ""
        said = " · ".join(part for part in (figure.department, pose, high) if part)
        if said:
            words.append(Line(text=said, size=6.2, fill=QUIET))
        if not self.scale.holds(spot.x, spot.y, spare=4):
            self._beyond(spot, tuple(words))
            return
        x, y = self.scale.at(spot.x, spot.y)
        symbols.figure(
            self.draw_, x, y, self.scale.metre, facing=spot.facing, role=figure.role, pose=spot.pose
        )
        self._named((spot.x, spot.y), symbols.SHOULDERS / 2 * self.scale.metre, tuple(words))

    def _ghost(self, figure: Figure, spot: Spot) -> None:
        if self.scale.holds(spot.x, spot.y):
            x, y = self.scale.at(spot.x, spot.y)
            symbols.figure(
                self.draw_, x, y, self.scale.metre, facing=spot.facing, role=figure.role,
                pose=spot.pose, ghost=True,
            )  # fmt: skip
            self.crowd.box(x - 6, y - 6, x + 6, y + 6, LINE_WEIGHT)

    def _camera(self, camera: Camera) -> None:
        seen = view(camera, self.beat.at)
        facing = math.degrees(math.atan2(float(seen.forward[1]), float(seen.forward[0])))
        spot = (float(seen.eye[0]), float(seen.eye[1]))
        x, y = self.scale.at(*spot)
        symbols.camera(self.draw_, x, y, self.scale.metre, facing=facing)
        focus = f"focus {seen.focus:.2f} m" if seen.focus < FAR else "focus far"
        words = (
            Line(text=f"Camera {camera.name}", bold=True),
            Line(text=f"{seen.lens:g} mm · {focus}", size=6.5),
        )
        back = symbols.turned(x, y, facing, [(-0.25 * self.scale.metre, 0.0)])[0]
        self._label(back, 8.0, words)
        self.crowd.box(x - 8, y - 8, x + 8, y + 8, SYMBOL)

    def _lamp(self, name: str) -> None:
        lamp = next(one for one in self.take.lamps if one.name == name)
        on = level(lamp, self.beat.at)
        x, y = float(lamp.x), float(lamp.y)
        share = "off" if on <= 0 else f"{on:.0%}" if on < 1 else "full"
        words = (
            Line(text=lamp.name, bold=True),
            Line(text=f"{lamp.kind} · {share} · {float(lamp.z):g} m high", size=6.2, fill=QUIET),
        )
        if not self.scale.holds(x, y, spare=4):
            self._beyond(Spot(at=self.beat.at, x=x, y=y, z=0), words)
            return
        facing = math.degrees(math.atan2(float(lamp.aim.y) - y, float(lamp.aim.x) - x))
        symbols.lamp(self.draw_, *self.scale.at(x, y), self.scale.metre, facing=facing, on=on > 0)
        self._named((x, y), 8.0, words)

    def _named(self, spot: Point, around: float, lines: tuple[Line, ...]) -> None:
        x, y = self.scale.at(*spot)
        self._label((x, y), around, lines)
        self.crowd.box(x - around, y - around, x + around, y + around, SYMBOL)

    def _beyond(self, spot: Spot, lines: tuple[Line, ...]) -> None:
        """Point to what stands off the paper."""
        edge = self.scale.edge(spot.x, spot.y, spare=3)
        inner = self.scale.edge(spot.x, spot.y, spare=16)
        symbols.arrow(self.draw_, [inner, edge], thick=1.2)
        far = math.hypot(spot.x - self.scale.x, spot.y - self.scale.y)
        away = Line(text=f"{far:.0f} m from the middle", size=6.2, fill=QUIET)
        self._label(inner, 3.0, (*lines, away))
        self.crowd.box(inner[0] - 4, inner[1] - 4, inner[0] + 4, inner[1] + 4, SYMBOL)

    def _label(self, at: Point, around: float, lines: tuple[Line, ...]) -> None:
        if self.scale.left <= at[0] <= self.scale.right:
            if self.scale.top <= at[1] <= self.scale.bottom:
                self.labels.append(Label(x=at[0], y=at[1], around=around, lines=lines))

    # Who shows.

    def _sightlines(self) -> None:
        if self.found.sight is None:
            return
        fps = float(self.take.fps)
        shown: set[tuple[str, str, str]] = set()
        for give in self.found.sight.give_aways:
            first, last = give.first / fps, give.last / fps
            key = (give.camera, give.thing, give.verdict)
            if first >= self.beat.until or last < self.beat.at or key in shown:
                continue
            shown.add(key)
            self._sightline(give, max(first, self.beat.at))

    def _sightline(self, give: GiveAway, at: float) -> None:
        camera = next((one for one in self.take.cameras if one.name == give.camera), None)
        limb = limb_place(self.stage.scene(at, self.found.run.film), give)
        if camera is None or limb is None:
            return
        eye = view(camera, at).eye
        start, end = self.scale.at(float(eye[0]), float(eye[1])), self.scale.at(*limb)
        sure = give.verdict is Verdict.SEEN
        self.draw_.line(
            *start, *end, stroke=RED, thick=1.5 if sure else 1.0, dashes="" if sure else "3 2"
        )
        symbols.cross(self.draw_, *end, stroke=RED)
        self.crowd.line([start, end], LINE_WEIGHT)
        what = "SEEN" if sure else f"marginal, {give.slip}"
        via = f" {_VIA[give.way]} {give.via}" if give.via else ""
        when = f"{clock(give.since)}–{clock(give.until)}, from frame {give.first}"
        words = (
            Line(text=f"{what}: {give.part}{via}", size=7, bold=True, fill=RED),
            Line(text=f"{give.thing}, {when}", size=6.2, fill=RED),
        )
        self._label(end, 5.0, words)

    # Around it.

    def _corners(self) -> None:
        """Keep labels off the scale bar and the wind."""
        scale = self.scale
        self.crowd.box(
            scale.left, scale.bottom - 26, scale.left + self._bar() + 40, scale.bottom, 9
        )
        self.crowd.box(scale.right - 96, scale.top, scale.right, scale.top + 44, 9)
        car = [scale.at(x, y) for x, y in ground.car_outline(self._body())]
        xs, ys = [x for x, _ in car], [y for _, y in car]
        self.crowd.box(min(xs), min(ys), max(xs), max(ys), INSIDE)
        self.crowd.line([*car, car[0]], LINE_WEIGHT)

    def _body(self) -> ground.Body:
        from lastlook.take.bodies import bodies

        return bodies()[self.take.set.car]

    def _bar(self) -> float:
        return (2 if self.scale.one_to <= 50 else 5 if self.scale.one_to <= 200 else 10) * (
            self.scale.metre
        )

    def _wind_and_bar(self) -> None:
        draw, scale = self.draw_, self.scale
        x, y = scale.left + 12, scale.bottom - 9
        metres = round(self._bar() / scale.metre)
        draw.rect(x - 6, y - 13, self._bar() + 40, 18, fill="#ffffff", opacity=0.85)
        for metre in range(metres):
            draw.rect(
                x + metre * scale.metre, y - 3, scale.metre, 3,
                fill=INK if metre % 2 == 0 else "#ffffff", stroke=INK, thick=0.5,
            )  # fmt: skip
        draw.text(x, y - 5, "0", size=6.5, anchor="middle")
        draw.text(x + metres * scale.metre, y - 5, f"{metres} m", size=6.5, anchor="middle")
        wind = next((w for w in reversed(self.take.wind) if float(w.at) <= self.beat.at), None)
        x, y = scale.right - 24, scale.top + 20
        draw.rect(scale.right - 92, scale.top + 3, 89, 37, fill="#ffffff", opacity=0.85)
        if wind is None or not wind.speed:
            draw.text(scale.right - 8, scale.top + 23, "no wind", size=7, anchor="end")
        else:
            symbols.arrow(
                draw, symbols.turned(x, y, float(wind.toward), [(-13, 0), (13, 0)]), thick=1.8
            )
            draw.text(x - 20, y, "wind", size=7, anchor="end", bold=True)
            draw.text(x - 20, y + 9, f"{float(wind.speed):g} m/s", size=7, anchor="end")

    def _name_set(self) -> None:
        for wall in self.take.set.walls:
            spot = ((float(wall.x) + float(wall.to_x)) / 2, (float(wall.y) + float(wall.to_y)) / 2)
            if self.scale.holds(*spot, spare=6):
                high = f"{float(wall.height):g} m high"
                self._label(
                    self.scale.at(*spot), 3.0, (Line(text=f"{wall.name} · {high}", size=6.5),)
                )
        nose = self.scale.at(self._body().length / 2, 0)
        self._label(nose, 2.0, (Line(text="front", size=6.2, fill=QUIET),))

    def _write(self, one: object) -> None:
        from lastlook.paperwork.placing import Placed

        assert isinstance(one, Placed)
        draw = self.draw_
        if one.leader is not None:
            draw.line(*one.leader, stroke=QUIET, thick=0.45)
        label = one.label
        draw.rect(
            one.left - 1, one.top, label.width + 2, label.height, fill="#ffffff", opacity=0.82
        )
        for line, y in one.baselines():
            draw.text(one.left, y, line.text, size=line.size, bold=line.bold, fill=line.fill)

    def _told(self) -> str:
        """Say what the plan shows."""
        beat, take = self.beat, self.take
        parts = [f"From {clock(beat.at)} to {clock(beat.until)}, scale 1 to {self.scale.one_to}."]
        for camera in take.cameras:
            seen = view(camera, beat.at)
            parts.append(
                f"Camera {camera.name}, {seen.lens:g} mm, at {_metres(seen.eye[0])} m forward and "
                f"{_metres(seen.eye[1])} m left."
            )
        for figure in take.figures:
            if there(figure, beat.at):
                spot = spot_at(figure_spots(take, figure), beat.at)
                parts.append(
                    f"{figure.name}, {spot.pose}, at {_metres(spot.x)} m forward and "
                    f"{_metres(spot.y)} m left."
                )
        if beat.changes:
            parts.append(f"Moving: {', '.join(beat.changes)}.")
        return " ".join(parts)


_VIA = {Way.DIRECT: "through", Way.SHADOW: "as a shadow on", Way.REFLECTION: "in"}


def wedge(seen: View, share: float, far: float) -> tuple[Point, Point]:
    """Return where the left and right sides of a view end on the plan, `far` metres away.

    `share` is of the recorded width. The sides are those in the middle of the frame's height.
    """
    sides = seen.directions(np.array([[-share, 0.0], [share, 0.0]]))
    ends = []
    for side in sides:
        flat = math.hypot(float(side[0]), float(side[1]))
        ends.append((
            float(seen.eye[0] + side[0] / flat * far), float(seen.eye[1] + side[1] / flat * far)
        ))  # fmt: skip
    return ends[0], ends[1]


def focus_line(seen: View, share: float) -> tuple[Point, Point]:
    """Return the ends of the plane of focus on the plan, across the frame."""
    middle = seen.eye + seen.forward * seen.focus
    half = seen.right * seen.half_width * seen.focus * share
    left, right = middle - half, middle + half
    return (float(left[0]), float(left[1])), (float(right[0]), float(right[1]))


def limb_place(scene: Scene, give: GiveAway) -> Point | None:
    """Return where the limb that shows is on the plan."""
    for thing in scene.things:
        if thing.name == give.thing:
            mesh = thing.mesh
            wanted = [i for i, name in enumerate(mesh.names) if name == give.part]
            faces = mesh.faces[np.isin(mesh.parts, wanted)] if wanted else mesh.faces
            middle = mesh.vertices[np.unique(faces)].mean(axis=0)
            return float(middle[0]), float(middle[1])
    return None


def _height(z: float) -> str:
    return f"{z:.1f} m up" if z >= 0.05 else ""


def _metres(value: float) -> str:
    return f"{float(value) + 0.0:.2f}"
