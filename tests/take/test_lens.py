"""What a camera sees: angles, places and rays, moves between keyframes."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.take import lens
from lastlook.take.model import Camera, Ease, Framing, Point, Recorded


def d(number: float) -> Decimal:
    return Decimal(str(number))


def framing(x: float = 0, y: float = 0, z: float = 1, **keys: Any) -> Framing:
    for name in ("at", "pan", "tilt", "roll", "lens", "focus"):
        if name in keys:
            keys[name] = d(keys[name])
    return Framing(x=d(x), y=d(y), z=d(z), **keys)


def point(x: float, y: float, z: float) -> Point:
    return Point(x=d(x), y=d(y), z=d(z))


def camera(*frames: Framing, **keys: Any) -> Camera:
    wanted: dict[str, Any] = {"sensor": "alexa-35-open-gate", "lens": Decimal(40)}
    return Camera(name="A", frames=frames or (framing(),), **(wanted | keys))


def area(width: str, height: str) -> Recorded:
    return Recorded(width=Decimal(width), height=Decimal(height))


class TestAngles:
    """HFOV = 2·atan(w·s/2f), VFOV = 2·atan(h/2f)."""

    def test_as_usd_has_it(self) -> None:
        seen = lens.view(camera(lens=d(42.5), recorded=area("24.89", "18.66")), 0)
        assert seen.horizontal == pytest.approx(32.6425, abs=5e-5)

    def test_usd_itself(self) -> None:
        from pxr import Gf

        gate = Gf.Camera()
        gate.horizontalAperture, gate.verticalAperture, gate.focalLength = 24.89, 18.66, 42.5
        seen = lens.view(camera(lens=d(42.5), recorded=area("24.89", "18.66")), 0)
        way = gate.FOVHorizontal, gate.FOVVertical
        assert gate.GetFieldOfView(way[0]) == pytest.approx(seen.horizontal, abs=1e-4)
        assert gate.GetFieldOfView(way[1]) == pytest.approx(seen.vertical, abs=1e-4)

    @given(
        st.floats(5, 80),
        st.floats(5, 60),
        st.floats(8, 400),
        st.sampled_from([1, 1.3, 1.5, 1.8, 2]),
    )
    def test_of_any_sensor_and_lens(self, w: float, h: float, f: float, s: float) -> None:
        width, height = round(w, 2), round(h, 2)
        one = camera(lens=d(round(f, 1)), squeeze=d(s), recorded=area(str(width), str(height)))
        seen = lens.view(one, 0)
        assert seen.horizontal == pytest.approx(
            math.degrees(2 * math.atan(width * s / (2 * round(f, 1))))
        )
        assert seen.vertical == pytest.approx(
            math.degrees(2 * math.atan(height / (2 * round(f, 1))))
        )

    def test_a_squeeze_of_two_is_twice_the_width_on_the_picture_plane(self) -> None:
        plain = lens.view(camera(), 0)
        wide = lens.view(camera(squeeze=Decimal(2)), 0)
        assert wide.half_width == pytest.approx(2 * plain.half_width)
        assert wide.half_height == pytest.approx(plain.half_height)

    def test_the_whole_sensor_is_recorded_unless_less_is(self) -> None:
        assert lens.recorded(camera()) == (27.99, 19.22)
        assert lens.recorded(camera(recorded=area("24", "13.5"))) == (24, 13.5)

    def test_breathing_takes_the_image_distance(self) -> None:
        near = framing(focus=0.5)
        still = lens.view(camera(near), 0)
        breathes = lens.view(camera(near, breathing=True), 0)
        assert breathes.half_width == pytest.approx(27.99 / (2 * 40 * 500 / (500 - 40)))
        assert breathes.half_width < still.half_width
        # m = f/(d - f): the image distance is f·(1 + m).
        assert still.half_width / breathes.half_width == pytest.approx(1 + 40 / (500 - 40))
        far = framing(focus=10000)
        assert lens.view(camera(far, breathing=True), 0).half_width == pytest.approx(
            still.half_width, rel=1e-5
        )

    def test_exposure(self) -> None:
        assert lens.exposure(camera(), 24) == pytest.approx(1 / 48)
        assert lens.exposure(camera(shutter=Decimal(90)), 25) == pytest.approx(1 / 100)

    def test_every_sensor_says_who_published_it(self) -> None:
        for sensor in lens.sensors().values():
            assert 5 < sensor.width < 80
            assert 5 < sensor.height < 80
            assert sensor.source
        assert lens.sensors()["alexa-35-open-gate"].height == 19.22


class TestExtraction:
    """What is shown of what is recorded."""

    def test_all_without_one(self) -> None:
        assert lens.view(camera(), 0).shown == (1, 1)

    def test_a_wider_one_takes_from_the_height(self) -> None:
        seen = lens.view(camera(recorded=area("24", "13.5"), extraction=d(2.4)), 0)
        assert seen.shown == pytest.approx((1, 24 / 13.5 / 2.4))

    def test_a_narrower_one_takes_from_the_width(self) -> None:
        seen = lens.view(camera(recorded=area("24", "12"), extraction=d(1.5)), 0)
        assert seen.shown == pytest.approx((0.75, 1))

    def test_an_anamorphic_picture_is_measured_unsqueezed(self) -> None:
        seen = lens.view(camera(recorded=area("24", "20"), squeeze=d(2), extraction=d(2.4)), 0)
        assert seen.shown == pytest.approx((1, 1))

    def test_widening_keeps_it_where_it_is(self) -> None:
        seen = lens.view(camera(recorded=area("24", "13.5"), extraction=d(2.4)), 0)
        wide = seen.widened(0.05)
        assert wide.half_width == pytest.approx(1.1 * seen.half_width)
        assert wide.half_height * wide.shown[1] == pytest.approx(seen.half_height * seen.shown[1])
        assert wide.half_width * wide.shown[0] == pytest.approx(seen.half_width * seen.shown[0])


class TestPlaces:
    """The picture runs from -1 to 1, to the right and up."""

    def test_left_is_left_and_up_is_up(self) -> None:
        seen = lens.view(camera(recorded=area("40", "20"), lens=d(20)), 0)
        ahead = np.array(
            [[5.0, 0, 1], [5, 5, 1], [5, -5, 1], [5, 0, 3.5], [5, 0, -1.5], [-5, 0, 1]]
        )
        places, depth = seen.project(ahead)
        assert places[:5] == pytest.approx(
            np.array([[0, 0], [-1, 0], [1, 0], [0, 1], [0, -1]]), abs=1e-12
        )
        assert depth.tolist() == pytest.approx([5, 5, 5, 5, 5, -5])

    @given(
        st.floats(-170, 170), st.floats(-80, 80), st.floats(-180, 180),
        st.floats(-1, 1), st.floats(-1, 1), st.floats(0.1, 300),
    )  # fmt: skip
    def test_there_and_back(
        self, pan: float, tilt: float, roll: float, x: float, y: float, far: float
    ) -> None:
        one = framing(1, -2, 1.5, pan=round(pan, 3), tilt=round(tilt, 3), roll=round(roll, 3))
        seen = lens.view(camera(one), 0)
        place = np.array([x, y])
        way = seen.directions(place)
        assert np.linalg.norm(way) == pytest.approx(1)
        found, depth = seen.project((seen.eye + way * far)[None])
        assert found[0] == pytest.approx(place, abs=1e-9)
        assert 0 < depth[0] <= far * (1 + 1e-9)
        axes = np.array([seen.right, seen.up, seen.forward])
        assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
        # Right × up points back at the operator.
        assert np.cross(seen.right, seen.up) == pytest.approx(-seen.forward, abs=1e-12)

    def test_rays_go_through_the_middles_of_pixels_top_row_first(self) -> None:
        seen = lens.view(camera(), 0)
        rays = seen.rays(4, 2)
        assert rays.shape == (2, 4, 3)
        places, _ = seen.project(seen.eye + rays.reshape(-1, 3))
        assert places[:, 0].tolist() == pytest.approx([-0.75, -0.25, 0.25, 0.75] * 2)
        assert places[:, 1].tolist() == pytest.approx([0.5] * 4 + [-0.5] * 4)

    def test_roll_is_clockwise_as_the_operator_sees_the_camera(self) -> None:
        seen = lens.view(camera(framing(roll=10), recorded=area("40", "20"), lens=d(20)), 0)
        assert seen.right[2] == pytest.approx(-math.sin(math.radians(10)))
        # So what is level turns the other way in the picture: its left end stands lower.
        places, _ = seen.project(np.array([[5.0, 2, 1], [5, -2, 1]]))
        assert places[0, 1] < 0 < places[1, 1]

    def test_pan_goes_left_and_tilt_up(self) -> None:
        assert lens.view(camera(framing(pan=90)), 0).forward == pytest.approx([0, 1, 0], abs=1e-12)
        up = lens.view(camera(framing(tilt=30)), 0).forward
        assert up == pytest.approx([math.sqrt(0.75), 0, 0.5])

    def test_straight_down_has_a_right_and_an_up(self) -> None:
        seen = lens.view(camera(framing(tilt=-90)), 0)
        assert seen.right == pytest.approx([0, -1, 0], abs=1e-9)
        assert seen.up == pytest.approx([1, 0, 0], abs=1e-9)


class TestMoves:
    """Between keyframes."""

    ends = framing(0, 0, 1, at=2), framing(4, 0, 1, at=6, lens=80)

    def test_it_waits_before_and_after(self) -> None:
        one = camera(*self.ends)
        assert lens.view(one, 0).eye.tolist() == [0, 0, 1]
        assert lens.view(one, 9).eye.tolist() == [4, 0, 1]
        assert lens.view(one, 9).lens == 80

    @pytest.mark.parametrize(
        ("ease", "at", "x"),
        [(Ease.EVEN, 3, 1), (Ease.SMOOTH, 3, 4 * (3 / 16 - 2 / 64)), (Ease.SMOOTH, 4, 2),
         (Ease.CUT, 5.99, 0), (Ease.CUT, 6, 4)],
    )  # fmt: skip
    def test_ease(self, ease: Ease, at: float, x: float) -> None:
        one = camera(self.ends[0], replace(self.ends[1], ease=ease))
        assert lens.view(one, at).eye[0] == pytest.approx(x)

    def test_what_it_looks_at_stays_in_the_middle(self) -> None:
        dora = point(5, 2, 1.2)
        one = camera(framing(0, 0, 1, look=dora), framing(5, -3, 2, at=10, look=dora))
        for at in (0, 1, 3.7, 5, 9, 10):
            seen = lens.view(one, at)
            places, depth = seen.project(np.array([[5, 2, 1.2]]))
            assert places[0] == pytest.approx([0, 0], abs=1e-9)
            assert depth[0] == pytest.approx(np.linalg.norm(seen.eye - [5, 2, 1.2]))

    def test_a_stated_pan_turns_as_it_is_written(self) -> None:
        one = camera(framing(pan=-170), framing(pan=170, at=10, ease=Ease.EVEN))
        assert lens.view(one, 5).forward == pytest.approx([1, 0, 0], abs=1e-12)
        looks = camera(framing(look=point(-10, -1, 1)), framing(pan=170, at=10, ease=Ease.EVEN))
        # From a look it turns the shorter way, which is over its back.
        assert lens.view(looks, 5).forward[0] < -0.99

    def test_focus_goes_as_a_ring_does(self) -> None:
        one = camera(framing(focus=1), framing(focus=4, at=10, ease=Ease.EVEN))
        assert lens.view(one, 5).focus == pytest.approx(1.6)
        assert lens.view(camera(framing(look=point(3, 4, 1))), 0).focus == pytest.approx(5)
        assert lens.view(camera(), 0).focus == lens.FAR

    def test_when_it_rolls(self) -> None:
        assert lens.rolls(camera(), 300) == (0, 300)
        assert lens.rolls(camera(at=d(5), until=d(400)), 300) == (5, 300)
        assert lens.rolls(camera(until=d(40)), 300) == (0, 40)
