"""Meshes of the production's own: what is read, how it is turned, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import trimesh
from tests.take.stage.closed import check, volume

from lastlook.errors import LastlookError
from lastlook.take import parse_take
from lastlook.take.stage import Kind, build
from lastlook.take.stage.imported import SUFFIXES, imported

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'title = "T"\nduration = 20\n[set]\ncar = "sedan"\n'


def box(path: Path, *, deep: float = 3, wide: float = 2, high: float = 1) -> Path:
    """Write a box: 3 m ahead, 2 m to the left, 1 m up in the axes of its own format."""
    form = trimesh.creation.box((deep, wide, high))
    form.apply_translation((deep / 2, wide / 2, high / 2))
    if path.suffix in {".glb", ".gltf"}:
        form.vertices = form.vertices[:, [1, 2, 0]]
    if path.suffix == ".gltf":
        path.parent.mkdir(exist_ok=True)
        files: dict[str, bytes] = form.scene().export(file_type="gltf")
        for name, data in files.items():
            (path if name.endswith(".gltf") else path.parent / name).write_bytes(data)
        return path
    form.export(path)
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_comes_with_its_front_ahead_and_its_top_up(
    tmp_path: Path, suffix: str
) -> None:
    box(tmp_path / f"sign{suffix}")
    mesh = imported(f"sign{suffix}", tmp_path, scale=2)
    check(mesh)
    assert mesh.names == ("sign",)
    assert mesh.vertices.min(axis=0) == pytest.approx([0, 0, 0], abs=1e-6)
    assert mesh.vertices.max(axis=0) == pytest.approx([6, 4, 2], abs=1e-5)
    assert volume(mesh.vertices, mesh.faces) == pytest.approx(48, rel=1e-5)


def refused(path: str, root: Path | None) -> str:
    with pytest.raises(LastlookError) as told:
        imported(path, root)
    return str(told.value)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    home = tmp_path / "film"
    home.mkdir()
    box(tmp_path / "outside.obj")
    assert "no file none.glb" in refused("none.glb", home)
    assert "outside the production's folder" in refused("../outside.obj", home)
    assert "outside the production's folder" in refused(str(tmp_path / "outside.obj"), home)
    assert "is not one of .glb" in refused("sign.fbx", home)
    assert "this take is in none" in refused("sign.glb", None)
    (home / "broken.glb").write_bytes(b"glTF, but not really")
    assert "cannot be read as a mesh" in refused("broken.glb", home)
    (home / "empty.obj").write_text("# nothing\n")
    assert "empty.obj" in refused("empty.obj", home)
    (home / "dots.ply").write_text(
        "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\n"
        "property float z\nend_header\n0 0 0\n"
    )
    assert "dots.ply" in refused("dots.ply", home)
    (home / "nan.obj").write_text("v 0 0 nan\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    assert "no numbers" in refused("nan.obj", home)


def test_a_mesh_that_is_too_fine_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box(tmp_path / "sign.stl")
    monkeypatch.setattr("lastlook.take.stage.imported.MOST", 11)
    assert "12 triangles, more than 11" in refused("sign.stl", tmp_path)


def test_without_trimesh_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box(tmp_path / "sign.stl")
    monkeypatch.setitem(__import__("sys").modules, "trimesh", None)
    assert "lastlook[sight]" in refused("sign.stl", tmp_path)


GEAR = (
    '[[gear]]\nname = "Sign"\nmesh = "sign.glb"\nwidth = 4\n'
    "path = [{ x = 10, y = 0, facing = 90 }]\n"
)


def test_a_mesh_stands_in_the_set_at_the_size_it_is_given(tmp_path: Path) -> None:
    box(tmp_path / "sign.glb")
    take, problems = parse_take((HEAD + GEAR).encode(), "t.toml", root=tmp_path)
    assert problems == []
    assert take is not None
    one = next(t for t in build(take, tmp_path).scene(0).things if t.name == "Sign")
    assert one.kind is Kind.GEAR
    assert one.mesh.vertices.min(axis=0) == pytest.approx([6, 0, 0], abs=1e-6)
    assert one.mesh.vertices.max(axis=0) == pytest.approx([10, 3, 1], abs=1e-6)


def test_a_mesh_in_millimetres_is_told_of_its_scale(tmp_path: Path) -> None:
    box(tmp_path / "van.obj", deep=5200, wide=2000, high=2400)
    assert "5,200 m large" in refused("van.obj", tmp_path)
    assert "scale" in refused("van.obj", tmp_path)
    assert imported("van.obj", tmp_path, scale=0.001).vertices.max() == pytest.approx(5.2)


def test_a_mesh_without_size_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dot.obj").write_text("v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n")
    assert "is 0 m large" in refused("dot.obj", tmp_path)


def test_a_mesh_that_is_missing_is_a_problem_of_its_line(tmp_path: Path) -> None:
    take, problems = parse_take((HEAD + GEAR).encode(), "t.toml", root=tmp_path)
    assert take is None
    assert [(p.line, p.what) for p in problems] == [
        (7, "There is no file sign.glb in the production's folder.")
    ]
    unchecked, _ = parse_take((HEAD + GEAR).encode(), "t.toml")
    assert unchecked is not None
    with pytest.raises(LastlookError, match=r"sign\.glb"):
        build(unchecked, tmp_path)


def test_a_damaged_mesh_is_a_problem_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "sign.glb").write_bytes(b"glTF, but not really")
    take, (problem,) = parse_take((HEAD + GEAR).encode(), "t.toml", root=tmp_path)
    assert take is None
    assert problem.line == 7
    assert "sign.glb cannot be read as a mesh" in problem.what
    box(tmp_path / "sign.glb")
    take, problems = parse_take((HEAD + GEAR).encode(), "t.toml", root=tmp_path)
    assert take is not None
    assert problems == []


def test_a_flat_mesh_is_not_stretched_along_nothing(tmp_path: Path) -> None:
    (tmp_path / "sheet.obj").write_text("v 0 0 0\nv 0 1 0\nv 0 1 1\nf 1 2 3\n")
    text = GEAR.replace("sign.glb", "sheet.obj").replace("width = 4", "depth = 2\nheight = 3")
    take, _ = parse_take((HEAD + text).encode(), "t.toml")
    assert take is not None
    mesh = next(t.mesh for t in build(take, tmp_path).scene(0).things if t.name == "Sign")
    assert np.ptp(mesh.vertices, axis=0) == pytest.approx([1, 0, 3], abs=1e-9)
