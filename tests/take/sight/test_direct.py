"""Planted give-aways are found in the right frames, and a clean take gives no alarm."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.sight.sets import (
    QUIET,
    WINDOW,
    HandSet,
    both,
    box,
    camera,
    frosted,
    point,
    take,
    wall_round,
)

from lastlook.take.model import Falling, Framing, Margins
from lastlook.take.sight import Slip, Verdict, Way, look, looking
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.take.sight import GiveAway, Sight
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Mesh, Scene

HOUSE = wall_round(WINDOW)
"""A wall 4 m away with a window 2 m wide from 0.5 to 2 m above the ground."""


def frame_of(at: float) -> float:
    return round(at * 24, 6)


def only(sight: Sight) -> GiveAway:
    assert len(sight.give_aways) == 1, sight.give_aways
    return sight.give_aways[0]


def hand(at: float) -> Mesh:
    """Return somebody below the sill whose hand comes up for the frames from 30 to 38."""
    up = 1.2 if 30 <= frame_of(at) <= 38 else -0.2
    body = box((6, 0, -1), (0.5, 0.5, 1), "hips")
    return both(body, box((6, 0.3, up), (0.1, 0.1, 0.2), "left hand"))


def test_a_hand_behind_the_rear_window_for_nine_frames() -> None:
    found = look(take(), HandSet(solid=(HOUSE,), moves={"Effects": hand}, panes=(WINDOW,)), None)
    one = only(found)
    assert found.verdict is one.verdict is Verdict.SEEN
    assert (one.way, one.slip) == (Way.DIRECT, Slip.NONE)
    assert (one.camera, one.thing, one.part, one.via) == ("A", "Effects", "left hand", "rear")
    assert (one.first, one.last) == (30, 38)
    assert one.since == pytest.approx(1.25)
    assert one.until == pytest.approx(39 / 24)
    # 0.1 m × 0.2 m at 5.95 m, 90° across 1920 pixels.
    assert one.pixels == pytest.approx(0.1 * 0.2 * (960 / 5.95) ** 2, rel=0.06)
    # To the left of the picture: y is left.
    assert one.box[0] < one.box[2] < 0
    assert one.box[0] == pytest.approx(-0.35 / 5.95, abs=0.003)
    assert one.shown
    assert found.frames == {"A": 96}
    assert found.every == pytest.approx(1 / 24)
    assert found.notes == ()


@pytest.mark.parametrize("closes", [1.1, 1.36, 1.5])
def test_snow_closes_on_the_hand(closes: float) -> None:
    film = frosted(WINDOW, lambda at: 0.0 if at < closes else 9.0, 4)
    stage = HandSet(solid=(HOUSE,), moves={"Effects": hand}, panes=(WINDOW,))
    found = look(take(), stage, film)
    # A record holds from the one before, so the window is shut a step before it is noted.
    shut = math.ceil(round((math.ceil(closes * 10) / 10 - 0.1) * 24, 6))
    if shut < 30:
        assert found.give_aways == ()
        assert found.verdict is Verdict.CLEAN
    else:
        one = only(found)
        assert one.first == 30
        assert abs(one.last - min(shut, 38)) <= 1


def test_thin_snow_weighs_what_shows() -> None:
    stage = HandSet(solid=(HOUSE,), moves={"Effects": hand}, panes=(WINDOW,))
    clear = only(look(take(), stage, None)).pixels
    dim = only(look(take(), stage, frosted(WINDOW, lambda _: 1.0, 4))).pixels
    assert dim == pytest.approx(clear * math.exp(-1), rel=0.02)
    # 2 % passes at a depth of 3.91, straight on; the hand is seen at an angle of 3°.
    assert look(take(), stage, frosted(WINDOW, lambda _: 3.85, 4)).give_aways
    assert not look(take(), stage, frosted(WINDOW, lambda _: 3.97, 4)).give_aways


def test_a_head_that_rises_above_the_sill() -> None:
    """The sill is at 0.5 m, the eye at 1.2 m: 6 m away nothing below 0.15 m shows."""

    def rising(at: float) -> Mesh:
        head = box((6, -0.2, -0.25 + at * 0.1), (0.2, 0.16, 0.24), "head")
        return both(head, box((6, -0.2, -1), (0.4, 0.5, 0.9), "chest"))

    found = look(take(), HandSet(solid=(HOUSE,), moves={"Police": rising}, panes=(WINDOW,)), None)
    one = only(found)
    # Its far upper edge: the sight over the sill's near edge falls 0.7 m in 3.99 m.
    lowest = 1.2 - 0.7 / 3.99 * 6.1
    first = math.ceil((lowest - (-0.25 + 0.12)) / 0.1 * 24)
    assert abs(one.first - first) <= 1
    assert one.last == 95
    assert one.part == "head"


def test_the_rim_of_a_box_dips_into_the_frame() -> None:
    """18 mm of 32 mm at 45°: the picture's top is 29.36° up, 2.81 m over the eye at 5 m."""

    def dips(at: float) -> Mesh:
        height = 4.3 - 0.1 * math.cos((at - 2) * math.pi) if 1.5 <= at <= 2.5 else 4.4
        return box((5, 0.4, height), (0.4, 0.4, 0.3), "rim")

    stage = HandSet(moves={"box of Rear": dips}, kind=Kind.BOX)
    one = only(look(take(), stage, None))
    top = 1.2 + 5.2 * 18 / 32
    frames = [f for f in range(96) if dips(f / 24).vertices[:, 2].min() < top - 0.002]
    assert abs(one.first - frames[0]) <= 1
    assert abs(one.last - frames[-1]) <= 1
    assert one.part == "rim"
    assert one.box[3] > 0.99


def test_a_stand_outside_the_extraction_but_recorded() -> None:
    stand = box((5, 0, 3.7), (0.1, 0.1, 0.5), "stand")
    stage = HandSet(moves={"Stand": lambda _: stand}, kind=Kind.GEAR)
    assert only(look(take(camera()), stage, None)).shown
    one = only(look(take(camera(extraction=Decimal("2.39"))), stage, None))
    assert not one.shown
    assert one.verdict is Verdict.SEEN
    assert (one.first, one.last) == (0, 95)
    lower = box((5, 0, 2.9), (0.1, 0.1, 0.5), "stand")
    stage = HandSet(moves={"Stand": lambda _: lower}, kind=Kind.GEAR)
    assert only(look(take(camera(extraction=Decimal("2.39"))), stage, None)).shown


def test_through_the_arc_that_a_wiper_clears() -> None:
    """Snow everywhere but a quarter ring, which passes before somebody for half a second."""
    rows, columns = np.meshgrid(np.arange(30), np.arange(40), indexing="ij")
    u, v = (columns + 0.5) / 40 * 2 - 1, (rows + 0.5) / 30 * 1.5
    away = np.hypot(u, v)
    arc = (away > 0.4) & (away < 1.0)

    def depth(at: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.where(arc & (1.95 < at < 2.45), 0.1, 8.0)

    crew = box((8, 0, 1.3), (0.4, 0.4, 0.5), "chest")
    stage = HandSet(solid=(HOUSE,), moves={"Effects": lambda _: crew}, panes=(WINDOW,))
    one = only(look(take(), stage, frosted(WINDOW, depth, 4)))
    assert abs(one.first - 46) <= 1
    assert abs(one.last - 57) <= 1
    assert one.via == "rear"
    low = box((8, 0, 0.35), (0.2, 0.4, 0.2), "chest")
    below = HandSet(solid=(HOUSE,), moves={"Effects": lambda _: low}, panes=(WINDOW,))
    # From the eye through the window at 0.35 m above its edge at the most: inside the ring.
    assert look(take(), below, frosted(WINDOW, depth, 4)).give_aways == ()


def test_a_clean_take_gives_no_alarm() -> None:
    hidden = box((6, 0, -1), (0.5, 0.5, 1), "hips")
    behind = box((-3, 0, 1), (0.5, 0.5, 1.8), "chest")
    beside = box((5, 9, 1), (0.5, 0.5, 1.8), "chest")
    # A hole in the wall: glass would show who stands behind the camera.
    stage = HandSet(
        solid=(HOUSE,),
        moves={"One": lambda _: hidden, "Two": lambda _: behind, "Three": lambda _: beside},
    )  # fmt: skip
    found = look(take(margins=Margins()), stage, None)
    assert found.give_aways == ()
    assert found.verdict is Verdict.CLEAN


def test_what_may_be_seen_hides_what_may_not_even_as_it_moves() -> None:
    crew = box((6, 0, 1.2), (0.3, 0.3, 0.3), "head")

    class Passing(HandSet):
        def scene(self, at: float, film: Film | None = None) -> Scene:
            scene = super().scene(at)
            screen = box((3, 2.0 - at, 1.2), (0.01, 1.6, 0.8))
            actor = replace(scene.things[0], name="actor", hidden=False, mesh=screen)
            return replace(scene, things=(*scene.things, actor))

    one, other = look(take(), Passing(moves={"Effects": lambda _: crew}), None).give_aways
    # The screen's leading edge is at y = 1.2 - t; 3 m away the head reaches to ±0.077 m.
    assert (one.first, other.last) == (0, 95)
    assert abs(one.last - 24 * (1.2 + 0.077)) <= 1.2
    assert abs(other.first - 24 * (2.8 - 0.077)) <= 1.2


def test_two_brief_sights_of_a_thing_are_one_within_a_second() -> None:
    crew = box((6, 0, 1.2), (0.3, 0.3, 0.3), "head")

    def twice(at: float) -> Mesh | None:
        return crew if frame_of(at) in {10, 11, 25, 26, 70} else None

    found = look(take(), HandSet(moves={"Effects": twice}), None).give_aways
    assert [(one.first, one.last) for one in found] == [(10, 26), (70, 70)]


def test_a_fast_hand_shows_at_the_end_of_an_exposure() -> None:
    """12 m/s towards the frame's edge and back, over it only as the shutter of frame 48 closes."""

    def fast(at: float) -> Mesh:
        return box((5, 5.12 + abs(at - (2 + 1 / 96)) * 12, 1.2), (0.1, 0.2, 0.2), "hand")

    stage = HandSet(moves={"Props": fast})
    one = only(look(take(camera(shutter=Decimal(180))), stage, None))
    assert (one.first, one.last) == (48, 48)
    assert look(take(camera(shutter=Decimal(90))), stage, None).give_aways == ()


class TestSlips:
    """Marginal findings, each with the slip that causes it."""

    def look(self, move: Callable[[float], Mesh], margins: Margins = QUIET) -> tuple[GiveAway, ...]:
        stage = HandSet(solid=(HOUSE,), moves={"Effects": move}, panes=(WINDOW,))
        return look(take(margins=margins), stage, None).give_aways

    def test_a_frame_that_is_off(self) -> None:
        # The frame's left edge at 5 m is at y = 5; 3 % of the frame's width is 0.3 m more.
        beside = box((5, 5.2, 1.2), (0.1, 0.1, 0.3), "stand")
        stage = HandSet(moves={"Stand": lambda _: beside})
        assert look(take(), stage, None).give_aways == ()
        one = only(look(take(margins=replace(QUIET, frame=Decimal("0.03"))), stage, None))
        assert (one.verdict, one.slip) == (Verdict.MARGINAL, Slip.OPERATOR)
        assert (one.first, one.last) == (0, 95)
        assert one.box[0] < -1

    def test_a_camera_that_is_off(self) -> None:
        low = box((6, 0, 0.03), (0.1, 0.3, 0.2), "head")
        assert self.look(lambda _: low) == ()
        (one,) = self.look(lambda _: low, replace(QUIET, place=Decimal("0.05")))
        assert (one.slip, one.thing, one.via) == (Slip.OPERATOR, "Effects", "rear")

    def test_a_cue_that_is_late(self) -> None:
        def ducks(at: float) -> Mesh:
            return box((6, 0, 1.2 if at < 0 else -0.4), (0.2, 0.2, 0.2), "head")

        def leaves(at: float) -> Mesh:
            inside = frame_of(at) >= 40
            return box((6, 0, 1.2 if inside else -0.4), (0.2, 0.2, 0.2), "head")

        assert self.look(ducks, replace(QUIET, cue=Decimal("0.5"))) == ()
        # What is seen anyway is not told again for half a second more.
        (one,) = self.look(leaves, replace(QUIET, cue=Decimal("0.5")))
        assert (one.first, one.verdict) == (40, Verdict.SEEN)

    def test_snow_that_is_late(self) -> None:
        def up(at: float) -> Mesh:
            return box((6, 0, 1.2 if 48 <= frame_of(at) <= 60 else -0.4), (0.2,) * 3, "head")

        film = frosted(WINDOW, lambda at: 9.0 if at >= 1.7 else 0.0, 4)
        stage = HandSet(solid=(HOUSE,), moves={"Effects": up}, panes=(WINDOW,))
        assert look(take(), stage, film).give_aways == ()
        one = only(look(take(margins=replace(QUIET, cue=Decimal("0.5"))), stage, film))
        assert (one.slip, one.part) == (Slip.CUE, "head")
        # The window shuts at 1.6 s, or half a second late at 2.1 s, frame 50.4; and whoever comes
        # up half a second early does so at frame 36.
        assert abs(one.first - 36) <= 1
        assert abs(one.last - 50) <= 1

    def test_less_snow(self) -> None:
        crew = box((6, 0, 1.2), (0.2, 0.2, 0.2), "head")
        stage = HandSet(solid=(HOUSE,), moves={"Effects": lambda _: crew}, panes=(WINDOW,))
        falling = (Falling(name="Sky", material="paper", rate=Decimal(30)),)
        wanted = replace(QUIET, snow=Decimal("0.3"))
        taken = take(margins=wanted, falling=falling)
        thick = frosted(WINDOW, lambda _: 5.0, 4)
        assert (
            looking.look(taken, stage, thick, thin=frosted(WINDOW, lambda _: 4.5, 4)).give_aways
            == ()
        )
        one = only(looking.look(taken, stage, thick, thin=frosted(WINDOW, lambda _: 3.5, 4)))
        assert (one.verdict, one.slip) == (Verdict.MARGINAL, Slip.SNOW)
        assert (one.first, one.last) == (0, 95)


def test_two_cameras_and_one_that_rolls_for_a_while() -> None:
    crew = box((6, 0, 1.2), (0.2, 0.2, 0.2), "head")
    back = Framing(x=Decimal(12), y=Decimal(0), z=Decimal("1.2"), look=point(0, 0, 1.2))
    late = camera("B", frames=(back,), at=Decimal(1), until=Decimal(2))
    found = look(take(camera(), late), HandSet(moves={"Effects": lambda _: crew}), None)
    assert found.frames == {"A": 96, "B": 24}
    assert [(one.camera, one.first, one.last) for one in found.give_aways] == [
        ("A", 0, 95), ("B", 24, 47),
    ]  # fmt: skip


def test_a_camera_does_not_see_itself_but_the_other_one() -> None:
    bodies = {
        "A": lambda _: box((0, 0, 1.2), (0.3, 0.2, 0.2), "body"),
        "B": lambda _: box((6, 0, 1.2), (0.3, 0.2, 0.2), "body"),
    }
    back = Framing(x=Decimal(6), y=Decimal(0), z=Decimal("1.2"), look=point(0, 3, 1.2))
    stage = HandSet(moves=bodies, kind=Kind.CAMERA)
    found = look(take(camera("A"), camera("B", frames=(back,))), stage, None)
    assert [(one.camera, one.thing) for one in found.give_aways] == [("A", "B"), ("B", "A")]


def test_without_embree_it_says_so() -> None:
    crew = box((6, 0, 1.2), (0.3, 0.3, 0.3), "head")
    stage = HandSet(solid=(HOUSE,), moves={"Effects": lambda _: crew}, panes=(WINDOW,))
    found = look(take(seconds=12), stage, None, plain=True)
    one = only(found)
    assert found.every == 5
    assert found.frames == {"A": 3}
    assert "every 5 s only" in found.notes[0]
    assert (one.part, one.first, one.last) == ("head", 0, 240)
    fast = only(look(take(seconds=12), stage, None))
    assert one.pixels == pytest.approx(fast.pixels, rel=0.1)


def test_without_embree_the_note_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "available", lambda: False)
    found = look(take(), HandSet(), None)
    assert "pip install 'lastlook[sight]'" in found.notes[0]
    assert found.verdict is Verdict.CLEAN


def test_a_sliver_that_flashes_by_between_two_coarse_pictures() -> None:
    """A slit of 3 × 6 cm in boards: a rod is behind it for a frame, with no point of it.

    There are none for 28 cm of its length, and the slit shows 10 cm of it.
    """
    left, right = (box((3, side * 2.015, 1.2), (0.02, 4, 6), "board") for side in (1, -1))
    above, below = (box((2.9, 0, 1.2 + side * 2.03), (0.02, 1, 4), "board") for side in (1, -1))

    def passes(at: float) -> Mesh:
        # Two metres a second across the slit, behind it at frame 51: no multiple of a sixth.
        return box((5, (at - 51 / 24) * 2, 1.69), (0.012, 0.045, 4.0), "rod")

    stage = HandSet(solid=(left, right, above, below), moves={"Stand": passes}, kind=Kind.GEAR)
    one = only(look(take(), stage, None))
    assert one.first <= 51 <= one.last
    assert one.last - one.first <= 1
