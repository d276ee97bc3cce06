"""Takes as glTF, held to the Khronos validator."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lastlook.exchange.take.glb.container import Container
from lastlook.exchange.take.glb.write import glb_bytes
from lastlook.take.lens import view

if TYPE_CHECKING:
    from lastlook.exchange.take.played import Played
    from lastlook.take.rehearsal import Rehearsal

HERE = Path(__file__).parent
VALIDATOR = Path(sys.prefix) / "gltf" / "node_modules" / "gltf-validator"


def validated(data: bytes, folder: Path) -> dict[str, Any]:
    assert VALIDATOR.is_dir(), "tools/setup dev puts the validator there"
    file = folder / "take.glb"
    file.write_bytes(data)
    node = Path(sys.prefix) / "bin" / "node"
    said = subprocess.run(
        [node, HERE / "validate.cjs", VALIDATOR, file], check=True, capture_output=True, text=True
    )
    report: dict[str, Any] = json.loads(said.stdout)
    return report


@pytest.fixture(scope="module")
def data(played: Played) -> bytes:
    return glb_bytes(played)


def parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    length = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + length]), data[28 + length :]


def numbers(data: bytes, index: int) -> np.ndarray:
    gltf, binary = parts(data)
    accessor = gltf["accessors"][index]
    view_ = gltf["bufferViews"][accessor["bufferView"]]
    kind = {5126: np.float32, 5123: np.uint16, 5125: np.uint32}[accessor["componentType"]]
    wide = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}[accessor["type"]]
    start = view_["byteOffset"]
    flat = np.frombuffer(binary[start : start + view_["byteLength"]], dtype=kind)
    return flat.reshape(-1, wide)


def test_the_khronos_validator_finds_nothing(data: bytes, tmp_path: Path) -> None:
    issues = validated(data, tmp_path)["issues"]
    assert issues["messages"] == []
    assert issues["numErrors"] == issues["numWarnings"] == 0


def test_the_validator_does_look(data: bytes, tmp_path: Path) -> None:
    broken = data.replace(b'"perspective":{"yfov":', b'"perspective":{"yfow":', 1)
    assert validated(broken, tmp_path)["issues"]["numErrors"] > 0


def test_the_validator_is_held_to_its_hash_and_to_no_host() -> None:
    lock = (HERE.parents[2] / "tools" / "gltf" / "package-lock.json").read_text("utf-8")
    packages = json.loads(lock)["packages"]
    assert all("integrity" in one for name, one in packages.items() if name)
    assert "://" not in lock


def test_it_is_the_same_twice(played: Played, data: bytes) -> None:
    assert glb_bytes(played) == data


def test_cameras_look_as_the_lens_does(data: bytes, found: Rehearsal) -> None:
    gltf, _ = parts(data)
    cameras = {one["name"]: one["perspective"] for one in gltf["cameras"]}
    for camera in found.take.cameras:
        seen = view(camera, float(camera.at))
        perspective = cameras[camera.name]
        assert perspective["yfov"] == pytest.approx(np.radians(seen.vertical))
        assert perspective["aspectRatio"] == pytest.approx(seen.half_width / seen.half_height)
    node = next(node for node in gltf["nodes"] if node.get("camera") == 0)
    lens = node["extras"]["lastlook"]
    assert lens["lens"][-1] == 50
    assert lens["yfov"][-1] == pytest.approx(
        np.radians(view(found.take.cameras[0], 7).vertical), abs=1e-5
    )
    assert lens["extraction"] == 2.39


def channel(data: bytes, name: str, path: str) -> tuple[np.ndarray, np.ndarray]:
    gltf, _ = parts(data)
    animation = gltf["animations"][0]
    nodes = [one for one in animation["channels"] if one["target"]["path"] == path]
    named = [one for one in nodes if gltf["nodes"][one["target"]["node"]]["name"] == name]
    sampler = animation["samplers"][named[0]["sampler"]]
    return numbers(data, sampler["input"])[:, 0], numbers(data, sampler["output"])


def test_a_camera_goes_its_way(data: bytes, found: Rehearsal) -> None:
    times, places = channel(data, "A", "translation")
    for at in (0.0, 0.7, 1.5, 2.9, 5.0):
        where = [np.interp(at, times, places[:, n]) for n in range(3)]
        assert np.allclose(where, view(found.take.cameras[0], at).eye, atol=2e-3)


def test_who_comes_and_goes_has_no_size_meanwhile(data: bytes) -> None:
    times, sizes = channel(data, "Runner", "scale")
    assert times == pytest.approx([0, 5, 6.5])
    assert sizes[:, 0].tolist() == [0, 1, 0]


def test_squares_on_glass_cover_what_the_snow_stops(data: bytes, played: Played) -> None:
    gltf, _ = parts(data)
    node = next(one for one in gltf["nodes"] if one["name"] == "snow on rear")
    primitive = gltf["meshes"][node["mesh"]]["primitives"][0]
    points = numbers(data, primitive["attributes"]["POSITION"])
    last = points + numbers(data, primitive["targets"][-1]["POSITION"])
    snow = next(one for one in played.glass if one.name == "rear")

    def areas(corners: np.ndarray) -> np.ndarray:
        squares = corners.reshape(-1, 4, 3)
        across, over = squares[:, 2] - squares[:, 0], squares[:, 3] - squares[:, 1]
        return np.asarray(np.linalg.norm(np.cross(across, over), axis=1) / 2)

    covered = areas(last) / areas(snow.corners.reshape(-1, 3))
    assert np.allclose(covered, snow.hides[-1], atol=0.02)
    _, weights = channel(data, "snow on rear", "weights")
    table = weights.reshape(-1, len(primitive["targets"]))
    assert (table.sum(axis=1) == [0, *[1] * (len(table) - 1)]).all()


def test_triangles_name_points_that_exist(data: bytes) -> None:
    gltf, _ = parts(data)
    for mesh in gltf["meshes"]:
        for primitive in mesh["primitives"]:
            points = gltf["accessors"][primitive["attributes"]["POSITION"]]
            assert numbers(data, primitive["indices"]).max() < points["count"]
            for target in primitive.get("targets", ()):
                assert gltf["accessors"][target["POSITION"]]["count"] == points["count"]


def test_what_is_hidden_is_said(data: bytes) -> None:
    gltf, _ = parts(data)
    said = {
        node["name"]: node["extras"]["lastlook"]["hidden"]
        for node in gltf["nodes"]
        if "hidden" in node.get("extras", {}).get("lastlook", {})
    }
    assert (said["Dora"], said["Éva"], said["Key flag"], said["car"]) == (False, True, True, False)


def test_what_is_put_in_twice_is_there_once() -> None:
    out = Container()
    once = out.vectors(np.ones((3, 3)))
    assert out.vectors(np.ones((3, 3))) == once
    assert out.samples(np.ones((3, 3))) != once  # of another use
    assert len(out.gltf["accessors"]) == 2
