"""Ways out: they help when run, less of them does not, and the cheapest comes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.take.sight import sets

from lastlook.take.materials import materials
from lastlook.take.model import Dump, Figure, Framing, Gear, Place, Pose, Stand, Waypoint
from lastlook.take.sight import direct
from lastlook.take.sight.change import METRE, clock
from lastlook.take.sight.changes import changes
from lastlook.take.sight.findings import Verdict
from lastlook.take.sight.fixes import Workshop
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.plan import Plan
from lastlook.take.sight.points import SPACING
from lastlook.take.sight.tracer import Tracer
from lastlook.take.stage.scene import Kind, Scene, Thing

if TYPE_CHECKING:
    from lastlook.take.model import Take
    from lastlook.take.sight.findings import Fix, GiveAway
    from lastlook.take.snow.film import Film

TALL = {Pose.STANDING: 1.8, Pose.KNEELING: 1.3, Pose.CROUCHING: 0.9, Pose.PRONE: 0.3}


class Blocks:
    """A stage on which people and gear are blocks, and a wall hides what is behind it."""

    def __init__(self, take: Take) -> None:
        self.take = take
        self.wall = sets.box((3.0, -1.0, 0.8), (0.1, 2.0, 1.6), "wall")

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment."""
        things = [Thing(name="wall", kind=Kind.WALL, hidden=False, mesh=self.wall)]
        for figure in self.take.figures:
            until = at if figure.until is None else float(figure.until)
            if float(figure.at) <= at <= until:
                point = [one for one in figure.path if float(one.at) <= at + 1e-9][-1]
                things.append(self._block(figure.name, point, TALL[point.pose]))
        things += [self._block(gear.name, gear.path[0], 1.0) for gear in self.take.gear]
        return Scene(at=at, things=tuple(things), panes=(), mirrors=())

    def _block(self, name: str, at: Waypoint | Stand, tall: float) -> Thing:
        middle = (float(at.x), float(at.y), float(at.z) + tall / 2)
        mesh = sets.box(middle, (0.3, 0.4, tall))
        return Thing(name=name, kind=Kind.CREW, hidden=True, mesh=mesh)


def plan_of(take: Take) -> Plan:
    stage = Moments(Blocks(take), None, Tracer, fps=24.0, frames=96, spacing=SPACING)
    return Plan(take=take, fps=24.0, stage=stage, thin=None, every=1, counted=True)


def seen(take: Take) -> list[GiveAway]:
    return [one for one in direct.find(plan_of(take)) if one.verdict is Verdict.SEEN]


def ways_out(take: Take) -> tuple[Fix, ...]:
    return Workshop(plan_of(take), Blocks, materials()).find(seen(take))


def stands(x: float, y: float, **more: object) -> Waypoint:
    values: dict[str, object] = {"x": Decimal(str(x)), "y": Decimal(str(y))} | more
    return Waypoint(**values)  # type: ignore[arg-type]


def crew(*path: Waypoint, **more: object) -> Figure:
    return Figure(name="Crew", path=path, **more)  # type: ignore[arg-type]


def test_the_cheapest_spot_behind_the_wall_helps_and_less_does_not() -> None:
    # The wall hides from y = -4 to y = 0 (at its distance of 3 m: -2 to 0), up to 1.8 m at 5 m.
    take = sets.take(figures=(crew(stands(5, 0.1, pose=Pose.KNEELING)),))
    assert [one.thing for one in seen(take)] == ["Crew"]
    found = ways_out(take)
    best = next(fix for fix in found if fix.changes)
    assert best.what == f"Crew: kneel {-best.changes['y']:.2f} m further to the car's right"
    assert best.clears
    # The block's left side is at 0.1 + 0.2, the eye's line past the wall's end is y = 0.
    assert 0.3 <= -best.changes["y"] <= 0.3 + 2 * float(METRE)
    moved = Decimal(str(best.changes["y"]))
    assert not seen(sets.take(figures=(crew(stands(5, 0.1 + float(moved), pose=Pose.KNEELING)),)))
    less = 0.1 + float(moved + 2 * METRE)
    assert seen(sets.take(figures=(crew(stands(5, less, pose=Pose.KNEELING)),)))


def test_lower_behind_a_wall() -> None:
    # At 4 m the eye at 1.2 m sees over the wall's 1.6 m what is above 1.73 m.
    take = sets.take(figures=(crew(stands(4, -1)),))
    first = ways_out(take)[0]
    assert (first.what, first.cost, first.table) == ("Crew: kneel", 0.3, "figures")
    assert not seen(sets.take(figures=(crew(stands(4, -1, pose=Pose.KNEELING)),)))


def test_the_cheapest_comes_first_and_no_more_than_three() -> None:
    found = ways_out(sets.take(figures=(crew(stands(4, -1)),)))
    assert [fix.cost for fix in found] == sorted(fix.cost for fix in found)
    assert 1 <= len(found) <= 3
    assert len({fix.what for fix in found}) == len(found)


def test_the_same_every_time() -> None:
    take = sets.take(figures=(crew(stands(4, -1)),))
    assert ways_out(take) == ways_out(take)


def test_a_cue_that_is_late_comes_earlier() -> None:
    # They walk behind the wall at 2 s; the camera rolls from 1.2 s. A step of a cue is 0.5 s.
    away = stands(5, -1, at=Decimal(2), pose=Pose.KNEELING)
    take = sets.take(
        sets.camera(at=Decimal("1.2")), figures=(crew(stands(3.5, 1.4, pose=Pose.KNEELING), away),)
    )
    found = ways_out(take)
    assert found[0].what == "Crew: move 1.5 s earlier"
    assert found[0].changes == {"at": -1.5}
    # 1.0 s is enough; half a second is added against slips.
    assert found[0].cost == pytest.approx(0.15)


def test_gear_is_moved_or_taken_away() -> None:
    cart = Gear(name="Cart", kind="cart", path=(Stand(x=Decimal(2), y=Decimal(0)),))
    take = sets.take(gear=(cart,))
    best = ways_out(take)[0]
    assert best.what == f"Cart: {-best.changes['x']:.2f} m further back"
    (away,) = (one for one in changes(take, seen(take)[0]) if one.what(1) == "take Cart away")
    assert not seen(away.apply(take, 1))
    assert away.cost(1) > best.cost


def test_two_who_show_are_not_both_cleared_by_one_change() -> None:
    other = replace(crew(stands(4, -1.5)), name="Grip")
    found = ways_out(sets.take(figures=(crew(stands(4, -1)), other)))
    assert {fix.thing for fix in found} == {"Crew", "Grip"}
    assert not any(fix.clears for fix in found)


def test_what_hides_somebody_from_one_camera_does_not_say_that_they_are_gone() -> None:
    # A looks over the wall from in front of it; B, at the other side, has nothing between.
    other = Framing(x=Decimal(9), y=Decimal(-1), z=Decimal("1.2"), pan=Decimal(180))
    both = (sets.camera(), sets.camera("B", frames=(other,)))
    found = ways_out(sets.take(*both, figures=(crew(stands(4, -1)),)))
    first = next(fix for fix in found if fix.what == "Crew: kneel")
    assert first.gone == "the sight of Crew in A’s picture"
    assert not first.clears
    (alone, *_) = ways_out(sets.take(figures=(crew(stands(4, -1)),)))
    assert (alone.what, alone.gone, alone.clears) == ("Crew: kneel", "Crew", True)


def test_a_camera_is_not_moved_to_where_it_sees_somebody_else() -> None:
    # The cart, 1 m high, stands behind the wall: from 3 m the camera sees over it.
    cart = Gear(name="Cart", kind="cart", path=(Stand(x=Decimal(8), y=Decimal(-1)),))
    take = sets.take(figures=(crew(stands(4, -1)),), gear=(cart,))
    shop = Workshop(plan_of(take), Blocks, materials())
    shop.known_seen = {"Crew"}
    (camera,) = take.cameras
    high = replace(camera, frames=(replace(camera.frames[0], z=Decimal(3)),))
    assert shop._nobody_else(take, None)
    assert not shop._nobody_else(replace(take, cameras=(high,)), None)


def test_what_only_moves_the_trouble_is_no_way_out() -> None:
    # Half the take behind the wall, then in the open to its left: going right by 2 m hides them
    # there, but the spot before would then be beyond the wall's other end.
    path = (stands(5, -2.6, pose=Pose.KNEELING), stands(5, 0.1, at=Decimal(2), pose=Pose.KNEELING))
    take = sets.take(figures=(crew(*path),))
    for fix in ways_out(take):
        change = next(
            (c, n)
            for c in changes(take, seen(take)[0])
            for n in range(1, c.most + 1)
            if c.what(n) == fix.what
        )
        assert not seen(change[0].apply(take, change[1]))


def test_what_no_one_change_removes_is_cut_where_they_move_on() -> None:
    # In the open on one side, then on the car on the other: one way helps at first, none for both.
    second = stands(5, -4, at=Decimal(2), z=Decimal(1))
    box = Dump(
        name="Box", material="paper", at=Decimal(1), seconds=Decimal(1), litres=Decimal("0.01"),
        path=(Place(x=Decimal(5), y=Decimal("-0.3"), z=Decimal("0.3")),), by="Crew",
    )  # fmt: skip
    take = sets.take(figures=(crew(stands(5, 0.1, pose=Pose.PRONE), second),), dumps=(box,))
    found = ways_out(take)
    first = [fix for fix in found if fix.what.endswith(", 0:00 to 0:02")]
    assert first
    assert not any(fix.clears for fix in found)
    assert first[0].changes["y"] == pytest.approx(-0.35, abs=0.1)


@pytest.mark.parametrize(("seconds", "text"), [(248, "4:08"), (42.5, "0:42.5"), (59.96, "1:00")])
def test_moments_read_as_on_a_run_sheet(seconds: float, text: str) -> None:
    assert clock(seconds) == text
