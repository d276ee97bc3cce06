"""Storyboard frames of a take: each keyframe and each give-away, through the true lens.

A board is what the recorded area sees, drawn by rays (`take_shade`), with what is shown of it, the
way the camera and people go from there, and what must not be seen outlined in red.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lastlook.paperwork import take_symbols as symbols
from lastlook.paperwork.png import png
from lastlook.paperwork.svg import INK, QUIET, RED, Drawing, fitted, width
from lastlook.paperwork.take_boards import HELD, board_moments, running
from lastlook.paperwork.take_lens import lens_words, millimetres
from lastlook.paperwork.take_outlines import outline_hidden
from lastlook.paperwork.take_seen import seen_words, when_words
from lastlook.paperwork.take_shade import shade
from lastlook.paperwork.take_where import clock, figure_spots, there, way
from lastlook.take.lens import view
from lastlook.take.sight.findings import Way
from lastlook.take.stage.scene import Kind
from lastlook.take.timecode import frame_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from lastlook.paperwork.svg import Picture
    from lastlook.paperwork.take_boards import Moment
    from lastlook.paperwork.take_moves import Move
    from lastlook.paperwork.take_shade import Shaded
    from lastlook.take.lens import View
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.stage import Stage
    from lastlook.take.stage.scene import Scene

WIDE, TALL = 364.0, 204.0
"""The most room that the picture of a board takes, points: four go on a landscape page."""
CAPTION = 44.0
CELLS = 640

Point = tuple[float, float]


def take_frames(found: Rehearsal, stage: Stage) -> tuple[Picture, ...]:
    """Draw every board of a take, camera by camera.

    Raises
    ------
    TracerMissingError
        Without the extra `sight`.
    """
    return tuple(
        _Board(found, stage, camera, moment).draw()
        for camera in found.take.cameras
        for moment in board_moments(found, camera)
    )


def _without(scene: Scene, camera: str) -> Scene:
    """Return a scene as a camera sees it: its own body is not before its lens."""
    return replace(
        scene,
        things=tuple(
            thing for thing in scene.things if thing.kind is not Kind.CAMERA or thing.name != camera
        ),
    )


class _Board:
    """One board."""

    def __init__(self, found: Rehearsal, stage: Stage, camera: Camera, moment: Moment) -> None:
        self.found = found
        self.take = found.take
        self.camera = camera
        self.moment = moment
        self.seen: View = view(camera, moment.at)
        self.scene = _without(stage.scene(moment.at, found.run.film), camera.name)
        ratio = self.seen.half_width / self.seen.half_height
        self.wide = min(WIDE, TALL * ratio)
        self.high = self.wide / ratio
        self.left = 0.0
        self.top = 0.0
        self.draw_ = Drawing()
        self.seen_now = dict.fromkeys([*moment.give_aways, *running(found, moment)])

    def draw(self) -> Picture:
        """Draw it all."""
        draw, moment = self.draw_, self.moment
        cells = shade(self.scene, self.seen, self.found.run.film, CELLS)
        with draw.window(self.left, self.top, self.wide, self.high):
            draw.image(self.left, self.top, self.wide, self.high, png=png(cells.grey))
            self._extraction()
            self._people(cells)
            self._camera_way()
            self._hidden(cells)
        draw.rect(self.left, self.top, self.wide, self.high, fill="none", stroke=INK, thick=0.9)
        self._caption()
        title = f"Camera {moment.camera}, board {moment.number}"
        name = f"board-{self.take.cameras.index(self.camera) + 1}-{moment.number}"
        return draw.done(
            WIDE, self.high + CAPTION, name=name, title=title, description=self._told()
        )

    def _place(self, across: float, over: float) -> Point:
        """Return the point for a place of the recorded picture (-1 to 1)."""
        return (
            self.left + self.wide * (across + 1) / 2,
            self.top + self.high * (1 - over) / 2,
        )

    def _hidden(self, cells: Shaded) -> None:
        """Outline in red what must not be seen and is, and name it."""
        room = (self.left, self.top, self.wide, self.high)
        least = float(self.take.margins.contrast)
        drawn = outline_hidden(self.draw_, self.scene.things, cells, room, least=least)
        for give in self.moment.give_aways:
            if give.way is Way.DIRECT and drawn:
                continue
            left, top = self._place(give.box[0], give.box[3])
            right, bottom = self._place(give.box[2], give.box[1])
            self.draw_.rect(
                left - 3, top - 3, right - left + 6, bottom - top + 6, fill="none", stroke=RED,
                thick=1.6,
            )  # fmt: skip

    def _extraction(self) -> None:
        across, over = self.seen.shown
        if min(across, over) > 0.995:
            return
        left, top = self._place(-across, over)
        right, bottom = self._place(across, -over)
        draw = self.draw_
        for x1, y1, x2, y2 in (
            (self.left, self.top, self.left + self.wide, top),
            (self.left, bottom, self.left + self.wide, self.top + self.high),
            (self.left, top, left, bottom),
            (right, top, self.left + self.wide, bottom),
        ):
            if x2 - x1 > 0.1 and y2 - y1 > 0.1:
                draw.rect(x1, y1, x2 - x1, y2 - y1, fill="#ffffff", opacity=0.5)
        draw.rect(left, top, right - left, bottom - top, fill="none", stroke="#ffffff", thick=2.2)
        draw.rect(left, top, right - left, bottom - top, fill="none", stroke=INK, thick=0.9)

    def _people(self, cells: Shaded) -> None:
        """Draw the ways of those who are in the picture and go somewhere before the next board."""
        move = self.moment.move
        until = self.moment.at + HELD if move is None else move.until
        shown = set(np.unique(cells.thing[cells.through > 0.05]))
        for number, thing in enumerate(self.scene.things):
            figure = next((one for one in self.take.figures if one.name == thing.name), None)
            if figure is None or figure.seat is not None or number not in shown:
                continue
            if not figure.path or not there(figure, self.moment.at):
                continue
            spots = way(figure_spots(self.take, figure), self.moment.at, until)
            places, depth = self.seen.project(
                np.array([(spot.x, spot.y, spot.z + 0.9) for spot in spots])
            )
            if len(spots) > 1 and (depth > 0.1).all():
                points = [self._place(float(a), float(o)) for a, o in places]
                symbols.arrow(self.draw_, points, thick=2.0, halo=1.0)

    def _camera_way(self) -> None:
        """Draw where the frame goes: the next frame inside this one, or an arrow at the edge."""
        move = self.moment.move
        if move is None:
            return
        after = view(self.camera, move.until)
        corners = _frame_corners(after, self.seen)
        places, depth = self.seen.project(corners)
        if (depth > 0.05).all() and np.abs(places).max() < 1.5:
            inner = [self._place(float(a), float(o)) for a, o in places]
            outer = [self._place(a, o) for a, o in ((-1, 1), (1, 1), (1, -1), (-1, -1))]
            if min(math.dist(a, b) for a, b in zip(inner, outer, strict=True)) > 6:
                ring = symbols.outline(inner)
                self.draw_.shape(ring, fill="none", stroke="#ffffff", thick=2.4)
                self.draw_.shape(ring, fill="none", stroke=INK, thick=1.1, dashes="5 3")
                for start, end in zip(outer, inner, strict=True):
                    self._arrow(_on_the_way(start, end, 0.12), _on_the_way(start, end, 0.9))
                return
        self._edge_arrow(after)

    def _edge_arrow(self, after: View) -> None:
        """Point where the frame turns or travels, along its lower edge or at its side."""
        turn = after.forward - self.seen.forward
        went = after.eye - self.seen.eye
        across = float(turn @ self.seen.right) + 0.5 * float(went @ self.seen.right)
        over = float(turn @ self.seen.up) + 0.5 * float(went @ self.seen.up)
        if float(after.forward @ self.seen.forward) < -0.2:
            across = -1.0 if float(np.cross(self.seen.forward, after.forward)[2]) > 0 else 1.0
        size = math.hypot(across, over)
        if size < 1e-3:
            return
        across, over = across / size, over / size
        x, y = self._place(0.55 * across, 0.55 * over)
        end = self._place(0.88 * across, 0.88 * over)
        self._arrow((x, y), end, thick=3.4)

    def _arrow(self, start: Point, end: Point, *, thick: float = 1.6) -> None:
        symbols.arrow(self.draw_, [start, end], thick=thick, halo=1.1)

    def _caption(self) -> None:
        draw, moment, y = self.draw_, self.moment, self.high + 11
        head = f"{moment.camera}{moment.number} · {clock(moment.at)}"
        draw.text(0, y, head, size=8.5, bold=True)
        x = width(head, 8.5, bold=True) + 8
        focus = f"{self.seen.focus:.2f} m" if self.seen.focus < 60 else "far"
        lens = (
            f"frame {frame_of(moment.at, self.take.fps)} · "
            f"{lens_words(self.camera, self.seen.lens)} · "
            f"{self.seen.horizontal:.0f}° × {self.seen.vertical:.0f}° · focus {focus}"
        )
        draw.text(x, y, fitted(lens, WIDE - x, 7), size=7, fill=QUIET)
        seen = "; ".join(f"{seen_words(give)}, {when_words(give)}" for give in self.seen_now)
        lines = [(f"SEEN: {seen}", RED)] if seen else []
        lines += [(line, INK) for line in (moment.what, _going(moment.move)) if line]
        for words, fill in lines:
            y += 10.5
            draw.text(0, y, fitted(words, WIDE, 7.5), size=7.5, fill=fill)

    def _told(self) -> str:
        moment = self.moment
        parts = [
            f"At {clock(moment.at)} through a {millimetres(self.seen.lens)} lens.",
            moment.what,
        ]
        if moment.move:
            parts.append(f"Then: {_going(moment.move)}.")
        parts += [f"Seen: {seen_words(give)}." for give in self.seen_now]
        return " ".join(part for part in parts if part)


def _going(move: Move | None) -> str:
    """Say a move with its times."""
    if move is None:
        return ""
    when = f"{clock(move.at)}–{clock(move.until)}" if move.seconds else clock(move.at)
    return f"{when} {move.words}"


def _on_the_way(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _frame_corners(after: View, before: View) -> npt.NDArray[np.float64]:
    """Return the corners of a later frame, as far ahead as it is focused."""
    far = min(after.focus, before.focus + float(np.linalg.norm(after.eye - before.eye)), 6.0)
    middle = after.eye + after.forward * far
    across, over = after.right * after.half_width * far, after.up * after.half_height * far
    return np.array([middle - across + over, middle + across + over,
                     middle + across - over, middle - across - over])  # fmt: skip
