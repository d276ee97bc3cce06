"""Figures: their measures, poses, hands, seats; and that who does not move is one mesh."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.take.stage.closed import check, is_closed, part, volume
from tests.take.stage.takes import figure, take

from lastlook.take.bodies import bodies
from lastlook.take.model import Pose
from lastlook.take.stage import Kind, Mesh, Stage, build
from lastlook.take.stage.builds import ANGLES, builds, measures, postures
from lastlook.take.stage.reach import reach, too_far
from lastlook.take.stage.skeleton import BONES, skeleton

POSES = tuple(Pose)


def one(text: str, at: float = 0.0, name: str = "X") -> Mesh:
    return mesh_of(build(take(text)), at, name)


def mesh_of(stage: Stage, at: float, name: str = "X") -> Mesh:
    return next(thing.mesh for thing in stage.scene(at).things if thing.name == name)


def middle(mesh: Mesh, name: str) -> list[float]:
    vertices, _ = part(mesh, name)
    return [float(value) for value in (vertices.min(axis=0) + vertices.max(axis=0)) / 2]


@pytest.mark.parametrize("build_id", builds())
@pytest.mark.parametrize("pose", POSES)
def test_every_limb_of_every_build_in_every_pose_is_closed(build_id: str, pose: Pose) -> None:
    mesh = one(figure("X", f'{{ x = 3, y = 0, pose = "{pose}" }}', f'build = "{build_id}"'))
    check(mesh)
    assert mesh.names == BONES
    for name in BONES:
        vertices, faces = part(mesh, name)
        assert is_closed(faces)
        assert volume(vertices, faces) > 0
    assert 800 < len(mesh.faces) < 1600


@pytest.mark.parametrize("build_id", builds())
def test_people_are_as_tall_as_their_build_and_stand_on_the_ground(build_id: str) -> None:
    mesh = one(figure("X", "{ x = 3, y = 0, z = 0.4 }", f'build = "{build_id}"'))
    low, high = mesh.vertices[:, 2].min(), mesh.vertices[:, 2].max()
    assert low == pytest.approx(0.4, abs=0.02)
    assert high - low == pytest.approx(builds()[build_id].stature, abs=0.025)


def test_a_stated_stature_goes_before_the_builds() -> None:
    mesh = one(figure("X", "{ x = 3, y = 0 }", "stature = 1.95"))
    assert mesh.vertices[:, 2].max() == pytest.approx(1.95, abs=0.025)


@pytest.mark.parametrize("build_id", ["child", "woman", "man-tall"])
@pytest.mark.parametrize("pose", [p for p in POSES if p is not Pose.SEATED])
def test_every_pose_rests_on_what_it_is_on(pose: Pose, build_id: str) -> None:
    text = figure("X", f'{{ x = 3, y = 0, z = 0.9, pose = "{pose}" }}', f'build = "{build_id}"')
    assert one(text).vertices[:, 2].min() == pytest.approx(0.9, abs=0.05)


def test_a_seat_is_as_high_as_the_underside_of_the_hips() -> None:
    mesh = one(figure("X", '{ x = 3, y = 0, z = 0.45, pose = "seated" }'))
    hips, _ = part(mesh, "hips")
    assert hips[:, 2].min() == pytest.approx(0.45, abs=0.06)
    assert mesh.vertices[:, 2].min() == pytest.approx(0.0, abs=0.12)


def test_poses_look_like_what_they_are_called() -> None:
    def at(pose: str, name: str) -> list[float]:
        return middle(one(figure("X", f'{{ x = 0, y = 3, pose = "{pose}" }}', 'build="man"')), name)

    heads = {pose: at(pose, "head")[2] for pose in POSES}
    order = ("standing", "kneeling", "crouching", "prone", "lying")
    assert [heads[Pose(pose)] for pose in order] == sorted(
        (heads[Pose(pose)] for pose in order), reverse=True
    )
    assert at("prone", "head")[0] > 0.5
    assert at("lying", "head")[0] < -0.5
    assert at("kneeling", "left shin")[2] < 0.15
    assert at("kneeling", "left foot")[0] < -0.3
    assert at("bending", "head")[0] > 0.4
    assert at("crouching", "left thigh")[2] > 0.3


@given(st.floats(-180, 180), st.sampled_from(POSES))
@settings(max_examples=30)
def test_figures_face_where_they_are_said_to(facing: float, pose: Pose) -> None:
    facing = round(facing, 2)
    text = figure("X", f'{{ x = 2, y = 3, facing = {facing}, pose = "{pose}" }}')
    mesh = one(text)
    ahead = np.array([math.cos(math.radians(facing)), math.sin(math.radians(facing))])
    left = np.array([-ahead[1], ahead[0]])
    hands = np.array(middle(mesh, "left hand"))[:2] - np.array(middle(mesh, "right hand"))[:2]
    assert hands @ left > 0.2
    assert abs(hands @ ahead) < 1e-6
    toes = np.array(middle(mesh, "left foot"))[:2] - np.array(middle(mesh, "left shin"))[:2]
    if pose in {Pose.STANDING, Pose.SEATED}:
        assert toes @ ahead > 0.03


def test_the_nose_looks_where_the_head_is_turned() -> None:
    def nose(turn: int) -> list[float]:
        stage = build(take(figure("X", f"{{ x = 2, y = 3, turn = {turn} }}")))
        bones, _, root = stage.people["X"].posed(stage.held("X", 0))
        vertices, _ = part(mesh_of(stage, 0), "head")
        away = (vertices - root - np.array(bones.bones["head"].start))[:, :2]
        return [float(value) for value in away[np.linalg.norm(away, axis=1).argmax()]]

    ahead, left = nose(0), nose(90)
    assert ahead[0] > 0.1 > abs(ahead[1])
    assert left[1] > 0.08
    assert nose(-45)[1] < -0.05


@given(st.lists(st.floats(-2.5, 2.5), min_size=len(ANGLES), max_size=len(ANGLES)))
def test_bones_keep_their_lengths_whatever_the_angles(angles: list[float]) -> None:
    size = measures("woman")
    bones = skeleton(size, angles).bones
    for side in ("left", "right"):
        for first, second, length in (
            ("upper arm", "forearm", size.upper_arm), ("forearm", "hand", size.forearm),
            ("thigh", "shin", size.thigh), ("shin", "foot", size.shin),
        ):  # fmt: skip
            start, end = bones[f"{side} {first}"].start, bones[f"{side} {second}"].start
            assert math.dist(start, end) == pytest.approx(length)
    for bone in bones.values():
        assert math.hypot(*bone.along) == pytest.approx(1)
        assert math.hypot(*bone.front) == pytest.approx(1)
        dot = sum(a * b for a, b in zip(bone.along, bone.front, strict=True))
        assert dot == pytest.approx(0, abs=1e-6)


def test_standing_joints_are_as_high_as_drillis_and_contini_say() -> None:
    size = measures("man")
    one_ = skeleton(size, [0.0] * 8 + [math.pi / 2] * 2 + [0.0] * 4)
    sole = -(size.thigh + size.shin + size.ankle)
    heights = {
        "left foot": 0.039, "left shin": 0.285, "left thigh": 0.530, "head": 0.936,
        "neck": 0.818,
    }  # fmt: skip
    for bone, share in heights.items():
        assert one_.bones[bone].start[2] - sole == pytest.approx(share * size.stature)
    assert one_.low == pytest.approx(sole)


@given(st.tuples(*[st.floats(-0.6, 0.6)] * 3), st.sampled_from([1.0, -1.0]))
def test_arms_reach_what_is_near_enough(target: tuple[float, float, float], sign: float) -> None:
    size = measures("average")
    upper, lower = reach(size, sign, (0, 0, 0), target)
    assert math.hypot(*upper) == pytest.approx(1)
    assert math.hypot(*lower) == pytest.approx(1, abs=1e-6)
    long = size.forearm + size.hand / 2
    palm = [u * size.upper_arm + w * long for u, w in zip(upper, lower, strict=True)]
    far = math.hypot(*target)
    if abs(size.upper_arm - long) + 0.01 < far < size.upper_arm + long - 0.01:
        assert palm == pytest.approx(list(target), abs=1e-6)
        assert too_far(size, (0, 0, 0), target) == 0
    elif far > size.upper_arm + long:
        toward = sum(p * t for p, t in zip(palm, target, strict=True)) / far
        assert toward == pytest.approx(size.upper_arm + long, abs=0.01)
        assert too_far(size, (0, 0, 0), target) == pytest.approx(far - size.upper_arm - long)


def test_a_hand_goes_where_the_path_sends_it_and_comes_back() -> None:
    stage = build(
        take(
            figure(
                "X",
                "{ x = 0, y = 2, facing = 270 },"
                "{ at = 10, x = 0, y = 2, facing = 270, seconds = 2,"
                " left_hand = { x = 0.3, y = 1.5, z = 1.2 } },"
                "{ at = 20, x = 0, y = 2, facing = 270, seconds = 2 }",
            )
        )
    )
    resting = middle(mesh_of(stage, 0), "left hand")
    assert mesh_of(stage, 0) is mesh_of(stage, 7.9)
    assert middle(mesh_of(stage, 10), "left hand") == pytest.approx([0.3, 1.5, 1.2], abs=0.02)
    assert mesh_of(stage, 10) is mesh_of(stage, 17.9)
    halfway = middle(mesh_of(stage, 9), "left hand")
    assert math.dist(resting, halfway) > 0.1
    assert mesh_of(stage, 20) is mesh_of(stage, 59)
    assert middle(mesh_of(stage, 20), "left hand") == pytest.approx(resting)


def test_a_hand_moves_from_one_place_to_the_next() -> None:
    path = (
        "{ x = 0, y = 2, facing = 270, right_hand = { x = -0.3, y = 1.5, z = 1.2 } },"
        "{ at = 10, x = 0, y = 2, facing = 270, seconds = 10,"
        " right_hand = { x = 0.1, y = 1.5, z = 1.4 } }"
    )
    stage = build(take(figure("X", path)))
    assert middle(mesh_of(stage, 5), "right hand") == pytest.approx([-0.1, 1.5, 1.3], abs=0.02)


@pytest.mark.parametrize("car", bodies())
@pytest.mark.parametrize("build_id", ["woman-small", "man", "man-tall", "child"])
def test_the_eyes_of_whoever_sits_are_where_the_seats_are(car: str, build_id: str) -> None:
    text = f'[[figures]]\nname = "X"\nrole = "actor"\nbuild = "{build_id}"\nseat = "front-right"\n'
    stage = build(take(text, car=car))
    seat = next(s for s in bodies()[car].seats if s.seat == "front-right")
    person = stage.people["X"]
    bones, turn, root = person.posed(stage.held("X", 0))
    assert turn @ np.array(bones.eyes) + root == pytest.approx([seat.x, seat.y, seat.z])
    mesh = mesh_of(stage, 0)
    thing = next(t for t in stage.scene(0).things if t.name == "X")
    assert (thing.kind, thing.hidden) == (Kind.ACTOR, False)
    assert mesh.vertices[:, 2].max() < bodies()[car].roof - 0.02
    assert np.abs(mesh.vertices[:, 1] - seat.y).max() < 0.42


@pytest.mark.parametrize("car", bodies())
@pytest.mark.parametrize("build_id", ["woman-small", "man", "man-tall", "child"])
@pytest.mark.parametrize("seat", ["front-left", "rear-right"])
def test_feet_stay_in_the_car_on_its_floor(car: str, build_id: str, seat: str) -> None:
    text = f'[[figures]]\nname = "X"\nrole = "actor"\nbuild = "{build_id}"\nseat = "{seat}"\n'
    body = bodies()[car]
    mesh = one(text) if car == "sedan" else mesh_of(build(take(text, car=car)), 0)
    feet = np.concatenate([part(mesh, f"{side} foot")[0] for side in ("left", "right")])
    assert feet[:, 2].min() == pytest.approx(body.floor, abs=0.06)
    assert mesh.vertices[:, 0].max() < body.cowl_x
    assert part(mesh, "hips")[0][:, 2].min() > body.floor
    knees = part(mesh, "left shin")[0][:, 2].max()
    assert body.floor + 0.25 < knees < body.belt


def test_who_sits_leans_about_the_hips_and_turns_the_head() -> None:
    text = (
        '[[figures]]\nname = "X"\nrole = "actor"\nseat = "front-left"\n'
        "path = [{ x = 0, y = 0 }, { at = 5, x = 9, y = 9, lean = 25, turn = 60 }]\n"
    )
    stage = build(take(text))
    upright, leaning = mesh_of(stage, 0), mesh_of(stage, 5)
    assert middle(leaning, "head")[0] > middle(upright, "head")[0] + 0.15
    for limb in ("left thigh", "right foot"):
        assert middle(leaning, limb) == pytest.approx(middle(upright, limb))


def test_crew_come_and_go() -> None:
    text = figure("X", "{ x = 3, y = 3 }", "at = 5\nuntil = 9\ndepartment = 'Props'")
    stage = build(take(text))
    there = [any(t.name == "X" for t in stage.scene(at).things) for at in (4.99, 5, 8.9, 9)]
    assert there == [False, True, True, False]
    thing = next(t for t in stage.scene(6).things if t.name == "X")
    assert (thing.kind, thing.hidden, thing.department) == (Kind.CREW, True, "Props")


def test_somebody_may_be_hidden_or_shown_against_their_role() -> None:
    text = figure("X", "{ x = 3, y = 3 }", 'role = "actor"\nhidden = true')
    text += figure("Y", "{ x = 4, y = 3 }", 'role = "police"\nhidden = false')
    hidden = {t.name: t.hidden for t in build(take(text)).scene(0).things}
    assert (hidden["X"], hidden["Y"]) == (True, False)


def test_every_pose_names_every_angle() -> None:
    assert set(postures()) == {*POSES, "driving"}
    assert all(len(posture.angles) == len(ANGLES) for posture in postures().values())
