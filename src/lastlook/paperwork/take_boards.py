"""Which moments of a take get a board: keyframes of a camera, and where something gives away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.paperwork.take_moves import move_words, moves
from lastlook.take.lens import rolls, view
from lastlook.take.sight.findings import Verdict
from lastlook.take.timecode import recorded_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.paperwork.take_moves import Move
    from lastlook.take.model import Camera
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.sight.findings import GiveAway

HELD = 30.0
"""Seconds within which a camera that stays needs no second board."""
NEAR = 5.0
"""Seconds within which a give-away is shown on the board of a keyframe."""
MOST_SEEN = 6
"""Give-aways that are shown, for each camera."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A board to be drawn."""

    camera: str
    number: int
    """Of the camera's boards, from 1."""
    at: float
    what: str
    move: Move | None
    """How the camera goes on from here."""
    give_aways: tuple[GiveAway, ...]


def board_moments(found: Rehearsal, camera: Camera) -> tuple[Moment, ...]:
    """Choose a camera's boards, in the order of time."""
    going = moves(camera)
    chosen = [
        Moment(
            camera=camera.name,
            number=0,
            at=at,
            what=what,
            move=_next(going, at, HELD),
            give_aways=(),
        )
        for at, what in keyframes(camera, float(recorded_until(found.take)))
    ]
    for give in _seen(found, camera.name):
        worst = give.worst / give.fps
        near = [
            n for n, one in enumerate(chosen)
            if abs(one.at - worst) < NEAR and give.since <= one.at < give.until
        ]  # fmt: skip
        if near:
            best = min(near, key=lambda n: abs(chosen[n].at - worst))
            chosen[best] = replace(chosen[best], give_aways=(*chosen[best].give_aways, give))
        else:
            chosen.append(
                Moment(
                    camera=camera.name, number=0, at=worst, what="", give_aways=(give,),
                    move=_next(going, worst, 0.0),
                )
            )  # fmt: skip
    chosen.sort(key=lambda one: one.at)
    return tuple(replace(one, number=number) for number, one in enumerate(chosen, 1))


def keyframes(camera: Camera, end: float) -> Iterator[tuple[float, str]]:
    """Give the keyframes to be drawn, and their words; one that only goes on holding has none."""
    start, until = rolls(camera, end)
    held: tuple[float, str] | None = None
    before = None
    for frame in camera.frames:
        at = max(float(frame.at), start)
        if at >= until:
            break
        stays = before is not None and not move_words(view(camera, before), view(camera, at))
        before = at
        if held is not None and stays and at - held[0] < HELD:
            held = (held[0], "; ".join(part for part in (held[1], frame.what) if part))
            continue
        if held is not None:
            yield held
        held = (at, frame.what)
    if held is not None:
        yield held


def _next(going: tuple[Move, ...], at: float, before: float) -> Move | None:
    """Return the move that a camera is in, or begins within so many seconds."""
    return next((move for move in going if move.at - before <= at < move.until), None)


def _seen(found: Rehearsal, camera: str) -> Iterator[GiveAway]:
    """Give the first time that each thing is seen, the gravest first."""
    if found.sight is None:
        return
    shown: set[tuple[str, str]] = set()
    for give in found.sight.give_aways:
        key = (give.thing, give.way)
        if give.camera != camera or give.verdict is not Verdict.SEEN or key in shown:
            continue
        if len(shown) == MOST_SEEN:
            return
        shown.add(key)
        yield give


def running(found: Rehearsal, moment: Moment) -> Iterator[GiveAway]:
    """Give what is seen at a board's moment."""
    if found.sight is None:
        return
    for give in found.sight.give_aways:
        seen = give.camera == moment.camera and give.verdict is Verdict.SEEN
        if seen and give.since <= moment.at < give.until:
            yield give
