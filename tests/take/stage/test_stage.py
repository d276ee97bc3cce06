"""The stage as a whole: the example, walls, boards; and what stays the same over frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.take.stage.closed import check
from tests.take.stage.takes import figure, take

from lastlook.take import read_take
from lastlook.take.bodies import bodies
from lastlook.take.stage import Kind, build

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = (
    figure("Walker", "{ x = -6, y = 5 }, { at = 50, x = 6, y = 5 }", 'role = "police"')
    + figure("Still", '{ x = 3, y = -3, pose = "crouching", facing = 90 }')
    + '[[gear]]\nname = "Cart"\nkind = "cart"\npath = [{ x = 6, y = 6 }]\n'
    + '[[lamps]]\nname = "Key"\nkind = "hmi-1200"\nx = 5\ny = 4\nz = 3\n'
    + "aim = { x = 0, y = 0, z = 1 }\n"
    + '[[cameras]]\nname = "A"\nsensor = "venice"\nlens = 35\n'
    + "frames = [{ x = 4, y = 0, z = 1.4, pan = 180 }]\n"
    + '[[dumps]]\nname = "D"\nmaterial = "paper"\nat = 5\nseconds = 9\nlitres = 9\n'
    + "path = [{ x = 0, y = 2, z = 2 }]\n"
    + '[[set.walls]]\nname = "Fence"\nx = -5\ny = 8\nto_x = 5\nto_y = 9\nheight = 2\nz = 0.1\n'
    + '[[set.boards]]\nside = "left"\nstart = -1\nend = 1\nheight = 0.8\nreach = 0.2\nlip = 0.1\n'
    + '[[set.boards]]\nside = "right"\nstart = -1\nend = 1\nheight = 0.8\nreach = 0.2\n'
)  # fmt: skip


def test_everything_stands_in_the_scene_with_its_kind() -> None:
    scene = build(take(EVERYTHING)).scene(3)
    kinds = {thing.name: thing.kind for thing in scene.things}
    assert kinds == {
        "car": Kind.CAR, "ground": Kind.GROUND, "Fence": Kind.WALL, "board left": Kind.BOARD,
        "board right": Kind.BOARD, "Key": Kind.LAMP, "Walker": Kind.CREW, "Still": Kind.CREW,
        "Cart": Kind.GEAR, "box of D": Kind.BOX, "A": Kind.CAMERA,
    }  # fmt: skip
    hidden = {thing.name for thing in scene.things if thing.hidden}
    assert hidden == {"Key", "Walker", "Still", "Cart", "box of D", "A"}
    for thing in scene.things:
        check(thing.mesh)
    assert scene.panes is bodies()["sedan"].panes
    assert len(scene.mirrors) == 8
    assert scene.at == 3


def test_what_stays_keeps_its_mesh() -> None:
    stage = build(take(EVERYTHING))
    first = {thing.name: thing.mesh for thing in stage.scene(20).things}
    then = {thing.name: thing.mesh for thing in stage.scene(20.5).things}
    moved = {name for name, mesh in then.items() if first[name] is not mesh}
    assert moved == {"Walker"}
    again = {thing.name: thing.mesh for thing in stage.scene(20).things}
    assert again["Walker"] is first["Walker"]


def test_a_moving_mesh_keeps_its_faces() -> None:
    stage = build(take(EVERYTHING))
    meshes = [next(t.mesh for t in stage.scene(at).things if t.name == "Walker") for at in (1, 2)]
    assert meshes[0].faces is meshes[1].faces
    assert meshes[0].names == meshes[1].names
    assert not np.array_equal(meshes[0].vertices, meshes[1].vertices)


def test_walls_and_boards_are_where_they_are_said_to_be() -> None:
    things = {thing.name: thing.mesh for thing in build(take(EVERYTHING)).scene(0).things}
    fence = things["Fence"].vertices
    assert fence.min(axis=0) == pytest.approx([-5, 8, 0.1], abs=0.02)
    assert fence.max(axis=0) == pytest.approx([5, 9, 2.1], abs=0.02)
    half = bodies()["sedan"].width / 2
    left = things["board left"].vertices
    assert left.min(axis=0) == pytest.approx([-1, half, 0.788])
    assert left.max(axis=0) == pytest.approx([1, half + 0.2, 0.9])
    right = things["board right"].vertices
    assert right.min(axis=0) == pytest.approx([-1, -half - 0.2, 0.788])
    assert right.max(axis=0) == pytest.approx([1, -half, 0.8])
    ground = things["ground"].vertices
    assert ground[:, 2].max() < 0
    assert np.ptp(ground[:, 0]) == 80


@pytest.mark.parametrize("file", ["24-car.toml", "drafts/24-car-first.toml"])
def test_the_example_is_of_a_size_that_can_be_looked_at(last_ride: Path, file: str) -> None:
    one, problems = read_take(last_ride / "takes" / file, root=last_ride)
    assert problems == []
    assert one is not None
    stage = build(one, last_ride)
    for at in (0.0, 100.0, 250.0):
        scene = stage.scene(at)
        for thing in scene.things:
            check(thing.mesh)
        assert sum(len(thing.mesh.faces) for thing in scene.things) < 20_000


def test_a_stage_is_the_same_every_time() -> None:
    first, second = (build(take(EVERYTHING)).scene(7.3) for _ in range(2))
    for one, other in zip(first.things, second.things, strict=True):
        assert one.name == other.name
        assert np.array_equal(one.mesh.vertices, other.mesh.vertices)
