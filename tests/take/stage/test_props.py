"""Equipment, lamps, cameras, boxes: their sizes, where they are, who holds them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.take.stage.closed import check, is_closed, part, volume
from tests.take.stage.takes import figure, take

from lastlook.take import lens
from lastlook.take.stage import Kind, Mesh, Stage, Thing, build, strains
from lastlook.take.stage.stock import gear, lamps

DUMP = (
    '[[dumps]]\nname = "D"\nmaterial = "paper"\nat = 20\nseconds = 10\nlitres = 30\nbox = 0.4\n'
    'by = "X"\n'
    "path = [{ x = 1.2, y = 0.2, z = 1.7 }, { at = 10, x = 1.2, y = -0.2, z = 1.7 }]\n"
)
POURER = figure("X", '{ x = 1.6, y = 0, z = 0.9, facing = 180, pose = "kneeling" }')


def thing(stage: Stage, name: str, at: float = 0.0) -> Thing:
    return next(one for one in stage.scene(at).things if one.name == name)


def reach(mesh: Mesh) -> tuple[list[float], list[float]]:
    return mesh.vertices.min(axis=0).tolist(), mesh.vertices.max(axis=0).tolist()


@pytest.mark.parametrize("kind", [*gear(), *lamps()])
def test_every_solid_of_the_stock_is_closed(kind: str) -> None:
    item = gear()[kind] if kind in gear() else lamps()[kind]
    for solid in item.solids:
        assert is_closed(solid.form[1])
        assert volume(*solid.form) > 0
    assert item.name
    assert len({*gear()} & {*lamps()}) == 0


@pytest.mark.parametrize("kind", [k for k in gear() if k not in {"camera", "camera-small"}])
def test_gear_stands_on_the_ground(kind: str) -> None:
    stage = build(take(f'[[gear]]\nname = "G"\nkind = "{kind}"\npath = [{{ x = 5, y = 3 }}]\n'))
    one = thing(stage, "G")
    check(one.mesh)
    assert (one.kind, one.hidden) == (Kind.GEAR, True)
    assert -0.01 <= reach(one.mesh)[0][2] < 0.21
    assert len(one.mesh.faces) < 250


def test_gear_takes_the_size_it_is_given() -> None:
    text = (
        '[[gear]]\nname = "G"\nkind = "box"\nwidth = 3\ndepth = 0.5\nheight = 2\n'
        "department = 'Art'\nhidden = false\npath = [{ x = 10, y = 0, z = 1, facing = 90 }]\n"
    )
    one = thing(build(take(text)), "G")
    low, high = reach(one.mesh)
    assert low == pytest.approx([8.5, -0.25, 1])
    assert high == pytest.approx([11.5, 0.25, 3])
    assert (one.hidden, one.department) == (False, "Art")


def test_the_head_of_gear_tilts_and_its_stand_does_not() -> None:
    def flag(tilt: int) -> Mesh:
        path = f"path = [{{ x = 5, y = 0, tilt = {tilt} }}]\n"
        return thing(build(take(f'[[gear]]\nname = "G"\nkind = "flag-4x4"\n{path}')), "G").mesh

    level, raised = flag(0), flag(90)
    assert np.array_equal(part(level, "stand")[0], part(raised, "stand")[0])
    before, after = (part(one, "flag")[0] for one in (level, raised))
    assert np.ptp(before[:, 2]) == pytest.approx(1.22)
    assert np.ptp(after[:, 0]) == pytest.approx(1.22)
    assert np.ptp(after[:, 2]) < 0.02


def test_gear_that_stays_is_one_mesh_and_comes_and_goes() -> None:
    text = (
        '[[gear]]\nname = "G"\nkind = "cart"\nat = 4\nuntil = 40\n'
        "path = [{ x = 5, y = 3 }, { at = 10, x = 8, y = 3 }]\n"
    )
    stage = build(take(text))
    assert thing(stage, "G", 12).mesh is thing(stage, "G", 30).mesh
    assert thing(stage, "G", 5).mesh is not thing(stage, "G", 6).mesh
    assert [any(t.name == "G" for t in stage.scene(at).things) for at in (3.9, 4, 40)] == [
        False, True, False,
    ]  # fmt: skip


def test_a_lamp_looks_at_its_aim_from_a_stand() -> None:
    text = (
        '[[lamps]]\nname = "L"\nkind = "fresnel-1k"\nx = 4\ny = 3\nz = 2.5\n'
        "aim = { x = 0, y = 0, z = 1 }\n"
    )
    one = thing(build(take(text)), "L")
    check(one.mesh)
    assert (one.kind, one.hidden, one.department) == (Kind.LAMP, True, "Light")
    head, _ = part(one.mesh, "head")
    toward = np.array([-4, -3, -1.5]) / math.dist((4, 3, 2.5), (0, 0, 1))
    along = (head - (4, 3, 2.5)) @ toward
    assert along.max() == pytest.approx(0, abs=1e-9)
    assert along.min() == pytest.approx(-0.3)
    assert part(one.mesh, "stand")[0][:, 2].min() == pytest.approx(0.08, abs=0.02)
    assert part(one.mesh, "legs")[0][:, 2].min() < 0.03


def test_a_practical_hangs_without_a_stand() -> None:
    text = (
        '[[lamps]]\nname = "L"\nkind = "practical"\nx = 0\ny = 0\nz = 1.3\n'
        "aim = { x = 0, y = 0, z = 0 }\nhidden = false\n"
    )
    one = thing(build(take(text)), "L")
    assert one.mesh.names == ("bulb",)
    assert not one.hidden


CAMERA = (
    '[[cameras]]\nname = "A"\nsensor = "venice"\nlens = 35\noperator = "Op"\n'
    "frames = [{ x = 5, y = 0, z = 1.5, look = { x = 0, y = 0, z = 1 } },"
    " { at = 10, x = 3, y = 2, z = 0.8, look = { x = 0, y = 0, z = 1 } }]\n"
)


def test_a_camera_is_where_its_lens_is() -> None:
    stage = build(take(CAMERA + '[[figures]]\nname = "Op"\n'))
    for at in (0.0, 4.0, 10.0):
        one = thing(stage, "A", at)
        seen = lens.view(stage.take.cameras[0], at)
        assert (one.kind, one.hidden) == (Kind.CAMERA, True)
        along = (one.mesh.vertices - seen.eye) @ seen.forward
        assert along.min() == pytest.approx(-0.52)
        assert along.max() == pytest.approx(0.1)
    assert thing(stage, "A", 11).mesh is thing(stage, "A", 50).mesh


def test_an_operator_without_a_path_goes_with_the_camera() -> None:
    stage = build(take(CAMERA + '[[figures]]\nname = "Op"\nbuild = "man"\n'))
    for at in (0.0, 5.0, 10.0):
        seen = lens.view(stage.take.cameras[0], at)
        held = stage.held("Op", at)
        behind = (np.array(held.place) - seen.eye) @ seen.forward
        assert behind < -0.4
        head, _ = part(thing(stage, "Op", at).mesh, "head")
        assert ((head - seen.eye) @ seen.forward < -0.05).all()
    assert stage.held("Op", 0).angles != stage.held("Op", 10).angles
    assert strains(stage) == ()


@pytest.mark.parametrize("high", [1.7, 1.2, 0.8, 0.3])
def test_an_operator_gets_as_low_as_the_camera(high: float) -> None:
    text = (
        f'[[cameras]]\nname = "A"\nsensor = "venice"\nlens = 35\noperator = "Op"\n'
        f"frames = [{{ x = 5, y = 0, z = {high}, pan = 180 }}]\n"
        '[[figures]]\nname = "Op"\n'
    )
    stage = build(take(text))
    head = part(thing(stage, "Op").mesh, "head")[0].mean(axis=0)
    assert head[2] == pytest.approx(high, abs=0.5)
    assert strains(stage) == ()


def test_a_box_follows_its_path_in_the_hands_of_who_pours() -> None:
    stage = build(take(DUMP + POURER))
    for at, y in ((20.0, 0.2), (25.0, 0.0), (30.0, -0.2)):
        box = thing(stage, "box of D", at)
        low, high = reach(box.mesh)
        assert (box.kind, box.hidden) == (Kind.BOX, True)
        assert low[2] == pytest.approx(1.7)
        assert (low[1] + high[1]) / 2 == pytest.approx(y)
        assert high[1] - low[1] == pytest.approx(0.4)
        # The mouth is its front, and who pours faces backward.
        assert low[0] == pytest.approx(1.2)
        person = thing(stage, "X", at).mesh
        for side, sign in (("left", -1), ("right", 1)):
            hand, _ = part(person, f"{side} hand")
            centre = (hand.min(axis=0) + hand.max(axis=0)) / 2
            assert centre == pytest.approx([1.35, y + sign * 0.22, 1.85], abs=0.03)
    assert strains(stage) == ()


def test_a_box_stands_beside_who_pours_before_and_after() -> None:
    stage = build(take(DUMP + POURER))
    for at in (0.0, 17.9, 32.1, 59.0):
        low, _ = reach(thing(stage, "box of D", at).mesh)
        assert low[2] == pytest.approx(0.9)
        assert low[1] > 0.2
        assert thing(stage, "box of D", at).mesh is thing(stage, "box of D", at).mesh
    assert stage.held("X", 10.0).hands == ()
    lifted = reach(thing(stage, "box of D", 19.0).mesh)[0][2]
    assert 0.9 < lifted < 1.7


def test_a_box_that_nobody_holds_stays_at_its_first_and_last_place() -> None:
    stage = build(take(DUMP.replace('by = "X"\n', "")))
    for at, y in ((0.0, 0.2), (25.0, 0.0), (59.0, -0.2)):
        low, high = reach(thing(stage, "box of D", at).mesh)
        assert (low[1] + high[1]) / 2 == pytest.approx(y)
        assert low[2] == pytest.approx(1.7)


def test_somebody_may_pour_several() -> None:
    second = DUMP.replace('"D"', '"E"').replace("at = 20", "at = 40")
    stage = build(take(DUMP + second + POURER))
    assert len(stage.held("X", 25).hands) == len(stage.held("X", 45).hands) == 2
    assert stage.held("X", 36).hands == ()
    assert reach(thing(stage, "box of E", 25).mesh)[0][2] == pytest.approx(0.9)


def test_what_hands_cannot_reach_is_told() -> None:
    far = POURER.replace("x = 1.6", "x = 3.1").replace("z = 0.9", "z = 0")
    (said,) = strains(build(take(DUMP + far)))
    assert said.startswith('X cannot reach the box of "D" at 20 s: 1.')
    hand = figure("Y", "{ x = 4, y = 4, left_hand = { x = 4, y = 4, z = 2.9 } }")
    (said,) = strains(build(take(hand)))
    assert said.startswith("Y cannot reach x 4, y 4, z 2.9 at 0 s")


def test_who_stands_in_the_sheet_of_the_car_is_told() -> None:
    (said,) = strains(build(take(figure("X", "{ x = 1.5, y = 0 }"))))
    assert said == "X stands in the car, not on it, at 0 s."
    assert strains(build(take(figure("X", "{ x = 1.5, y = 0, z = 0.9 }")))) == ()


def test_an_operator_of_a_camera_in_the_car_needs_a_seat() -> None:
    inside = CAMERA.replace("x = 3, y = 2, z = 0.8", "x = -0.2, y = 0, z = 1.1")
    someone = '[[figures]]\nname = "Op"\n'
    assert strains(build(take(inside + someone))) == ("Op stands in the car, not on it, at 10 s.",)
    assert strains(build(take(inside + someone + 'seat = "rear-left"\n'))) == ()
