"""Shadows: analytic edges, areas and contrasts; the right frame; and where there is none."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.take.sight import hand_made as made

from lastlook.take import materials
from lastlook.take.sight import shade
from lastlook.take.sight.frame import Frame
from lastlook.take.sight.glimpse import grid_of
from lastlook.take.sight.lamplight import sun
from lastlook.take.sight.moments import named
from lastlook.take.sight.plain import PlainTracer
from lastlook.take.sight.screens import BEHIND, Screens
from lastlook.take.sight.shadows import Shadows
from lastlook.take.sight.solids import Solids
from lastlook.take.sight.tracer import Tracer
from lastlook.take.snow import optics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.model import Take
    from lastlook.take.sight.buffers import Glimpsed
    from lastlook.take.sight.lamplight import Beam
    from lastlook.take.sight.moments import Trace
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Thing

GROUND = made.ground()
ABOVE = made.view((0, 0, 10), (0, 0, 0))
FLAG = made.box("Flag", (0, 0, 2), (0.4, 0.4, 0.02))
DOWN = made.beam((0, 0, 4), (0, 0, 0))


def frame(
    things: Sequence[Thing], view: View, *, film: Film | None = None, panes: Sequence[Pane] = (),
    seen: Sequence[Thing] = (GROUND,), levels: tuple[float, ...] = (1.0,),
) -> Frame:  # fmt: skip
    return Frame(
        things=named(things), solids=Solids(seen), panes=tuple(panes), view=view, levels=levels,
        film=film, snow_at=0.0,
    )  # fmt: skip


def look(
    one: Frame, *beams: Beam, take: Take | None = None, trace: Callable[[Any, Any], Trace] = Tracer
) -> dict[str, Glimpsed]:
    shadows = Shadows(take or made.take(), beams or (DOWN,), materials(), made.stage(trace))
    return {name: one.wide for name, one in shadows.look(one).items()}


def test_a_flag_half_way_throws_a_shadow_twice_its_size() -> None:
    found = look(frame([FLAG], ABOVE))["Flag"]
    assert (list(found.parts), found.via, found.shown) == (["case"], "ground", found.pixels)
    metre = 1920 / (2 * ABOVE.half_width * 10)
    assert found.pixels == pytest.approx((0.8 * metre) ** 2, rel=0.02)
    across, over = 0.4 / (ABOVE.half_width * 10), 0.4 / (ABOVE.half_height * 10)
    # A point stands for 2.5 cm around it, which is 5 cm on the ground.
    assert found.box == pytest.approx((-across, -over, across, over), abs=0.05 / 10 / 0.4)
    left, bottom, right, top = found.box
    assert max(-left, right) <= across
    assert max(-bottom, top) <= over


def test_its_pixels_are_counted() -> None:
    shadows = Shadows(made.take(), (DOWN,), materials(), made.stage())
    grid = grid_of(ABOVE, (-0.3, -0.3, 0.3, 0.3), width=1920, margin=0.0, rays=300_000)
    found = shadows.count(frame([FLAG], ABOVE), "Flag", grid)
    assert found is not None
    # Its upper side is 1.99 m below the lamp; the flag itself covers none of the picture here.
    metre = 1920 / (2 * ABOVE.half_width * 10)
    assert found.pixels == pytest.approx((0.4 * 4 / 1.99 * metre) ** 2, rel=0.02)
    assert (list(found.parts), found.via) == (["case"], "ground")
    assert shadows.count(frame([FLAG], ABOVE, levels=(0.0,)), "Flag", grid) is None


def test_it_needs_no_embree() -> None:
    plain, fast = (look(frame([FLAG], ABOVE), trace=one)["Flag"] for one in (PlainTracer, Tracer))
    assert plain.pixels == pytest.approx(fast.pixels, rel=1e-5)


def test_a_lamp_that_is_off_throws_none_and_a_dimmed_one_a_fainter_one() -> None:
    assert not look(frame([FLAG], ABOVE, levels=(0.0,)))
    # A quarter of 1485 lux against daylight's 100.
    for contrast, seen in (("0.77", True), ("0.80", False)):
        take = made.take(margins=f"contrast = {contrast}")
        assert bool(look(frame([FLAG], ABOVE, levels=(0.25,)), take=take)) is seen


def test_the_margin_round_the_picture_is_told_apart() -> None:
    # Half of the shadow, 0.8 m wide, is past the left edge of the frame.
    left = made.view((0, 0, 10), (0, 0, 0))
    edge = left.half_width * 10
    one = frame([made.moved(FLAG, 0, edge / 2)], left)
    wide = made.beam((0, 0, 4), (0, 0, 0), half=math.radians(80))
    shadows = Shadows(made.take(), (wide,), materials(), made.stage())
    found = shadows.look(one)["Flag"]
    assert found.planned is not None
    assert found.planned.pixels == found.wide.pixels
    more = shadows.look(replace(one, margin=0.5))["Flag"]
    assert more.planned is not None
    assert more.planned.pixels == pytest.approx(found.wide.pixels)
    assert more.wide.pixels == pytest.approx(2 * found.wide.pixels, rel=0.05)


def test_outside_the_beam_there_is_none() -> None:
    beside = made.moved(FLAG, 3.0)
    assert not look(frame([beside], ABOVE))


def test_what_stands_in_the_dark_of_something_else_throws_none() -> None:
    roof = made.box("Roof", (0, 0, 3), (2, 2, 0.02), hidden=False)
    under = made.view((6, 0, 2), (0, 0, 0))
    assert look(frame([FLAG], under))
    assert not look(frame([FLAG], under, seen=(GROUND, roof)))


def test_a_shadow_that_something_covers_is_not_seen() -> None:
    screen = made.wall("Hedge", 3.0)
    low = made.view((6, 0, 1), (0, 0, 0.5))
    assert look(frame([FLAG], low))
    assert not look(frame([FLAG], low, seen=(GROUND, screen)))


@pytest.mark.parametrize(("contrast", "seen"), [("0.72", True), ("0.76", False)])
def test_another_lamp_washes_it_out(contrast: str, seen: bool) -> None:
    # Below the small flag: the one's candela/4² against the other's through 45° at √32 m. The
    # other's narrow beam is as bright and passes beside the flag.
    assert (1 / 16) / (1 / 16 + math.cos(math.pi / 4) / 32) == pytest.approx(0.739, abs=1e-3)
    small = made.box("Flag", (0, 0, 2), (0.04, 0.04, 0.02))
    narrow = 20_000 * (1 - math.cos(math.radians(10))) / (1 - math.cos(math.radians(30)))
    fill = made.beam((4, 0, 4), (0, 0, 0), name="Fill", half=math.radians(10), lumens=narrow)
    take = made.take("[light]\nlux = 0", margins=f"contrast = {contrast}\npixels = 0")
    take = replace(take, lamps=take.lamps * 2)
    assert bool(look(frame([small], ABOVE, levels=(1.0, 1.0)), DOWN, fill, take=take)) is seen


@pytest.mark.parametrize(("contrast", "seen"), [("0.92", True), ("0.94", False)])
def test_daylight_thins_it_by_its_share(contrast: str, seen: bool) -> None:
    # 20,000 lm in a cone of 30° give 23,758 cd, 1485 lux at 4 m; daylight is 100.
    assert DOWN.candela / 16 / (DOWN.candela / 16 + 100) == pytest.approx(0.937, abs=1e-3)
    found = look(frame([FLAG], ABOVE), take=made.take(margins=f"contrast = {contrast}"))
    assert bool(found) is seen


def test_a_lamp_of_some_size_leaves_half_a_shade_at_the_edge() -> None:
    # Lens 4 m up, flag's edge 2 m up: a disc of 0.2 m radius smears the edge over ±0.2 m.
    soft = made.beam((0, 0, 4), (0, 0, 0), opening=(0.2, 0.2))
    hard, dark = (
        look(frame([FLAG], ABOVE), one, take=made.take("[light]\nlux = 0", margins=limit))["Flag"]
        for one, limit in ((DOWN, "contrast = 0.9"), (soft, "contrast = 0.9"))
    )
    assert dark.pixels < 0.5 * hard.pixels
    faint = look(frame([FLAG], ABOVE), soft, take=made.take("[light]\nlux = 0"))["Flag"]
    assert faint.pixels == pytest.approx(hard.pixels, rel=0.02)


def test_a_soft_lamp_far_off_loses_a_thin_thing() -> None:
    pole = made.box("Pole", (0, 0, 4), (0.03, 3.0, 0.03))
    near = made.beam((0, 0, 4.5), (0, 0, 0), opening=(0.0, 0.0))
    soft = made.beam((0, 0, 9), (0, 0, 0), opening=(1.0, 1.0))
    assert look(frame([pole], ABOVE), near)
    # The pole hides some 2 % of a disc 5 m above it, and daylight fills half of that.
    dim = made.take("[light]\nlux = 1000")
    assert not look(frame([pole], ABOVE), soft, take=dim)


def sunlit(**keys: float) -> Take:
    numbers = "\n".join(f"{key} = {value}" for key, value in keys.items())
    return made.take(f"[light]\nlux = 10000\n[light.sun]\n{numbers}")


def test_the_sun_throws_a_shadow_as_far_off_as_it_is_low() -> None:
    # 30° high to the car's left: 2 m up, the shadow is 2 m / tan 30° to the right.
    take = sunlit(azimuth=90, height=30)
    (found,) = look(frame([FLAG], ABOVE, levels=()), *sun(take), take=take).values()
    assert found.via == "ground"
    left, bottom, right, top = found.box
    # Seen from above, with the picture's right and up as the view has them.
    middle = np.array([[0.0, -2 / math.tan(math.radians(30)), 0.0]])
    at, _ = ABOVE.project(middle)
    assert ((left + right) / 2, (bottom + top) / 2) == pytest.approx(at[0], abs=0.02)
    # Parallel light: 0.4 m both ways, and as much longer as it is slanting.
    metre = 1920 / (2 * ABOVE.half_width * 10)
    tall = 0.4 + 0.02 / math.tan(math.radians(30))
    assert found.pixels == pytest.approx(0.4 * tall * metre**2, rel=0.15)


@pytest.mark.parametrize(("lux", "seen"), [(400, True), (180, False)])
def test_a_weak_sun_is_lost_in_the_light_of_the_sky(lux: float, seen: bool) -> None:
    # Of 10,000 lux from the sky, contrast 0.02 takes 204 on the ground.
    take = sunlit(azimuth=90, height=80, lux=lux)
    assert bool(look(frame([FLAG], ABOVE, levels=()), *sun(take), take=take)) is seen


def test_a_roof_keeps_the_sun_off() -> None:
    take = sunlit(azimuth=0, height=60)
    roof = made.box("Roof", (1.5, 0, 5), (6, 6, 0.02), hidden=False)
    low = made.view((-6, 0, 2), (0, 0, 0))
    assert look(frame([FLAG], low, levels=()), *sun(take), take=take)
    assert not look(frame([FLAG], low, seen=(GROUND, roof), levels=()), *sun(take), take=take)


def test_the_suns_rim_softens_a_shadow_with_the_distance() -> None:
    # It is half a degree wide: 30 m up, an edge is smeared over 28 cm.
    take = sunlit(azimuth=0, height=90)
    high = made.view((0, 0, 12), (0, 0, 0))
    near, far = (made.box("Wire", (0, 0, height), (0.04, 2.0, 0.04)) for height in (0.5, 30.0))
    dark = replace(take, margins=replace(take.margins, contrast=Decimal("0.5")))
    (found,) = look(frame([near], high, levels=()), *sun(dark), take=dark).values()
    assert found.pixels > 100
    assert not look(frame([far], high, levels=()), *sun(dark), take=dark)


def test_actors_throw_shadows_in_peace() -> None:
    crew = made.box("Crew", (0, 0, 2), (0.4, 0.4, 0.4))
    actor = made.box("Actor", (0, 0, 2), (0.4, 0.4, 0.4), hidden=False)
    assert look(frame([crew], ABOVE))
    assert not look(frame([], ABOVE, seen=(GROUND, actor)))


# Back-lit snow: a camera in the car, a lamp beside it, somebody between lamp and side window.

SIDE = made.pane("front-left")
INSIDE = made.view((0.1, -0.4, 1.15), (0.06, 0.85, 1.15))
BACK = made.beam((0.06, 4.85, 1.6), (0.06, 0.85, 1.15))
SOMEBODY = made.box("Effects", (0.06, 1.8, 1.2), (0.3, 0.2, 0.6), part="head")


def behind_glass(depth: float, *, x: float = 0.0) -> Frame:
    return frame(
        [made.moved(SOMEBODY, x)], INSIDE, film=made.film({"front-left": depth}), panes=[SIDE],
        seen=(),
    )  # fmt: skip


def test_a_body_before_a_back_lit_window_shows_on_its_snow() -> None:
    found = look(behind_glass(4.0), BACK)["Effects"]
    assert (list(found.parts), found.via) == (["head"], "front-left")
    # Its shadow on the glass is 0.3 m · 4/3.05 wide.
    width = 0.3 * (4.0 / 3.1)
    far = 0.85 + 0.4
    assert (found.box[2] - found.box[0]) * INSIDE.half_width * far == pytest.approx(width, abs=0.1)


def test_clean_glass_is_no_screen() -> None:
    assert not look(behind_glass(0.0), BACK)


@pytest.mark.parametrize("off", [-0.01, 0.01])
def test_its_contrast_is_what_the_optics_say(off: float) -> None:
    sheets = 2.0
    glow = float(Screens(made.take(), materials()).glow(np.array([sheets]))[0])
    scattered = glow - math.exp(-sheets)
    lux = float(BACK.lux(np.array([[0.06, 0.79, 1.15]]), np.array([[0.0, 0.956, 0.292]]))[0])
    gaps = float(optics.direct(sheets, 0.95)) * BEHIND * 100
    expected = lux * scattered / ((lux + 100) * scattered + gaps)
    found = look(behind_glass(sheets), BACK, take=made.take(margins=f"contrast = {expected + off}"))
    assert bool(found) is (off < 0)


def test_thick_snow_still_glows_but_a_room_in_daylight_hides_it() -> None:
    assert look(behind_glass(60.0), BACK)
    bright = made.take("[light]\nlux = 200000")
    assert not look(behind_glass(60.0), BACK, take=bright)


def test_seen_from_outside_it_lies_on_the_white() -> None:
    outside = made.view((1.2, 3.2, 1.3), (0.06, 0.85, 1.15))
    here = frame([SOMEBODY], outside, film=made.film({"front-left": 8.0}), panes=[SIDE], seen=())
    found = look(here, BACK)["Effects"]
    assert found.via == "front-left"


def test_somebody_who_walks_past_shows_from_the_right_frame() -> None:
    # From the rear towards the front at 1.2 m/s: the shadow's edge meets the glass where the ray
    # from the lamp past the leading side (x + 0.15) reaches the window's rear edge.
    speed, start, fps = 1.2, -3.0, 24
    shadows = Shadows(made.take(), (BACK,), materials(), made.stage())
    seen = [
        number
        for number in range(90)
        if shadows.look(behind_glass(4.0, x=start + speed * number / fps))
    ]
    # The window's rear edge at the height of the eye-line, and the leading side, both as seen
    # from the lamp at x = 0.06.
    v = (1.2 - SIDE.z) / math.sin(math.radians(SIDE.tilt))
    half = (SIDE.width + (SIDE.top_width - SIDE.width) * v / SIDE.height) / 2
    low = (SIDE.width + (SIDE.top_width - SIDE.width) * 0.05 / SIDE.height) / 2
    # The lamp is 4 m from the glass and 2.95 m from the body's near side.
    edges = [-(rear * (4.85 - 1.9) / 4.0) for rear in (low, half)]
    frames = [(edge - 0.15 - start) / speed * fps for edge in edges]
    assert math.floor(min(frames)) - 1 <= seen[0] <= math.ceil(max(frames)) + 1
    assert max(frames) - min(frames) < 2.5
    assert seen == list(range(seen[0], seen[-1] + 1))


def test_what_stands_still_is_cast_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counted(*args: Any) -> Any:
        calls.append(1)
        return shade.cast(*args)

    monkeypatch.setattr("lastlook.take.sight.shadows.cast", counted)
    shadows = Shadows(made.take(), (DOWN,), materials(), made.stage())
    here = frame([FLAG], ABOVE)
    assert shadows.look(here).keys() == shadows.look(here).keys() == {"Flag"}
    assert len(calls) == 1
    shadows.look(replace(here, things={"Flag": made.moved(FLAG, 0.1)}))
    assert len(calls) == 2
