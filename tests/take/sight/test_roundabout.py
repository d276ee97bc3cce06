"""Shadows and reflections over a take: planted ones with their frames, slips, and silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.sight import sets

from lastlook.take import lens
from lastlook.take.model import Lamp, Level, Margins, Point
from lastlook.take.sight import roundabout
from lastlook.take.sight.findings import Slip, Verdict, Way
from lastlook.take.sight.lamplight import beams
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.plan import Plan
from lastlook.take.sight.points import SPACING
from lastlook.take.sight.tracer import Tracer
from lastlook.take.stage.scene import Kind, Mirror, Scene, Thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.take.model import Take
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Mesh

GROUND = sets.box((5, 0, -0.5), (20, 20, 1), "ground")
FLAG = sets.box((5, 0, 2), (0.5, 0.5, 0.05), "flag")
BEHIND = sets.box((-3, 0.8, 1.2), (0.4, 0.4, 0.8), "head")
GLASS = Mirror(
    name="inner mirror", reflectance=0.8,
    corners=np.array([[3, 0.6, 0.9], [3, -0.2, 0.9], [3, -0.2, 1.5], [3, 0.6, 1.5]]),
)  # fmt: skip
"""3 m ahead of the camera, a little to its left, facing it."""


@dataclass
class Set:
    """The ground, something hidden at times, and mirrors."""

    hidden: Callable[[float], Mesh | None]
    mirrors: tuple[Mirror, ...] = ()
    shy: bool = True

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment."""
        things = [Thing(name="ground", kind=Kind.GROUND, hidden=False, mesh=GROUND)]
        mesh = self.hidden(at)
        if mesh is not None:
            things.append(Thing(name="Grip", kind=Kind.CREW, hidden=self.shy, mesh=mesh))
        return Scene(at=at, things=tuple(things), panes=(), mirrors=self.mirrors)


def between(mesh: Mesh, first: int, last: int) -> Callable[[float], Mesh | None]:
    """Return something that is there from one frame to another."""
    return lambda at: mesh if first - 0.5 <= at * 24 <= last + 0.5 else None


def lamp(*levels: tuple[float, float]) -> Lamp:
    def number(value: float) -> Decimal:
        return Decimal(str(value))

    return Lamp(
        name="Key", kind="fresnel-1k", x=number(5), y=number(0), z=number(4),
        aim=Point(x=number(5), y=number(0), z=number(0)),
        levels=tuple(Level(at=number(at), level=number(level)) for at, level in levels),
    )  # fmt: skip


def find(stage: Set, margins: Margins = sets.QUIET, lamps: tuple[Lamp, ...] = ()) -> list[GiveAway]:
    take: Take = sets.take(margins=margins, lamps=lamps)
    moments = Moments(stage, None, Tracer, fps=24.0, frames=96, spacing=SPACING)
    plan = Plan(take=take, fps=24.0, stage=moments, thin=None, every=1, counted=True)
    return list(roundabout.find(plan))


@pytest.mark.parametrize(("first", "last"), [(30, 40), (31, 39), (0, 95), (50, 53)])
def test_a_shadow_is_found_from_its_first_frame_to_its_last(first: int, last: int) -> None:
    (found,) = find(Set(between(FLAG, first, last)), lamps=(lamp(),))
    assert (found.way, found.thing, found.part, found.via) == (
        Way.SHADOW, "Grip", "flag", "ground",
    )  # fmt: skip
    assert (found.first, found.last) == (first, last)
    assert (found.verdict, found.slip, found.shown) == (Verdict.SEEN, Slip.NONE, True)


@pytest.mark.parametrize(("first", "last"), [(30, 40), (7, 90)])
def test_somebody_in_the_mirror_is_found_from_their_first_frame_to_their_last(
    first: int, last: int
) -> None:
    (found,) = find(Set(between(BEHIND, first, last), mirrors=(GLASS,)))
    assert (found.way, found.part, found.via) == (Way.REFLECTION, "head", "inner mirror")
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("first", [31, 32, 33, 94])
@pytest.mark.parametrize("long", [1, 2, 3])
def test_a_shadow_that_flashes_by_is_found_to_the_frame(first: int, long: int) -> None:
    last = min(95, first + long - 1)
    (found,) = find(Set(between(FLAG, first, last)), lamps=(lamp(),))
    assert (found.way, found.first, found.last) == (Way.SHADOW, first, last)


@pytest.mark.parametrize(("first", "last"), [(31, 32), (40, 41), (49, 49)])
def test_a_face_that_flashes_in_the_mirror_is_found_to_the_frame(first: int, last: int) -> None:
    (found,) = find(Set(between(BEHIND, first, last), mirrors=(GLASS,)))
    assert (found.way, found.first, found.last) == (Way.REFLECTION, first, last)


def test_a_hand_that_shoots_past_the_mirror_is_found() -> None:
    # 12 m/s: half a metre a frame, through a view that is some 1.5 m wide where it passes.
    def flies(at: float) -> Mesh:
        return sets.box((-3, -12 + 12 * at, 1.2), (0.1, 0.1, 0.1), "hand")

    (found,) = find(Set(flies, mirrors=(GLASS,)))
    # Mirrored at 3 m, the eye is at (6, 0): y from -0.6 to 1.8 at 9 m, ends a hand's breadth off.
    middle = [-0.2 / 3 * 9, 0.6 / 3 * 9]
    frames = [(y + 12) / 12 * 24 for y in middle]
    assert abs(found.first - frames[0]) <= 1
    assert abs(found.last - frames[1]) <= 1


def test_a_lamp_that_flickers_throws_a_shadow_for_two_frames() -> None:
    light = lamp((0, 0), (31 / 24, 1), (33 / 24, 0))
    (found,) = find(Set(between(FLAG, 0, 95)), lamps=(light,))
    assert (found.first, found.last) == (31, 32)


def test_pixels_of_a_shadow_are_counted_with_its_half_shade() -> None:
    light = lamp()
    (found,) = find(Set(between(FLAG, 30, 40)), lamps=(light,))
    # 0.5 m wide, 2 m below a lamp 4 m up: 1 m square on the ground about (5, 0), and as far again
    # round it as the lens is wide, for its rim sees the ground past the flag from there.
    (key,) = beams(sets.take(lamps=(light,)))
    half = 0.5 + max(key.opening)
    corners = np.array([[5 + x, y, 0] for x in (-half, half) for y in (-half, half)])
    at, _ = lens.view(sets.camera(), 0.0).project(corners)
    wide = (abs(at[1, 0] - at[0, 0]) + abs(at[3, 0] - at[2, 0])) / 2
    area = wide * abs(at[0, 1] - at[2, 1]) * 960 * 540
    assert found.pixels == pytest.approx(area, rel=0.06)


def test_a_lamp_that_comes_on_brings_the_shadow() -> None:
    (found,) = find(Set(between(FLAG, 0, 95)), lamps=(lamp((0, 0), (2, 1)),))
    assert (found.first, found.last) == (48, 95)


def test_a_clean_take_gives_no_alarm() -> None:
    assert not find(Set(between(FLAG, 0, 95)))
    assert not find(Set(between(FLAG, 0, 95), shy=False), lamps=(lamp(),))
    assert not find(Set(between(BEHIND, 0, 95)), lamps=(lamp(),))
    assert not find(Set(lambda at: None, mirrors=(GLASS,)), lamps=(lamp(),))


def test_a_lamp_that_is_late_is_marginal() -> None:
    # Off from 1 s; somebody comes at 1.25 s. Half a second late, it would throw their shadow.
    margins = replace(sets.QUIET, cue=Decimal("0.5"))
    stage = Set(between(FLAG, 30, 95))
    dark = lamp((0, 1), (1, 0))
    assert not find(stage, lamps=(dark,))
    (found,) = find(stage, margins, (dark,))
    assert (found.verdict, found.slip, found.way) == (Verdict.MARGINAL, Slip.CUE, Way.SHADOW)


def test_a_shadow_just_beside_the_frame_is_the_operators() -> None:
    # The frame ends 5 m to the left of a place 5 m ahead; the shadow is 1 m wide.
    left = sets.box((5, 5.35, 2), (0.5, 0.5, 0.05), "flag")
    light = replace(lamp(), y=Decimal("5.35"), aim=replace(lamp().aim, y=Decimal("5.35")))
    margins = replace(sets.QUIET, frame=Decimal("0.03"))
    narrow = sets.box((5, 5.2, 2), (0.1, 0.05, 0.05), "flag")
    near = replace(light, y=Decimal("5.2"), aim=replace(light.aim, y=Decimal("5.2")))
    assert [one.slip for one in find(Set(between(left, 0, 95)), margins, (light,))] == [Slip.NONE]
    found = find(Set(between(narrow, 0, 95)), margins, (near,))
    assert [one.slip for one in found] == [Slip.OPERATOR]
    assert not find(Set(between(narrow, 0, 95)), sets.QUIET, (near,))
