"""Takes as OpenUSD, read back by USD itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdLux, UsdValidation

from lastlook.exchange.take.usd.names import Names
from lastlook.exchange.take.usd.write import usd_bytes, usd_stage
from lastlook.take.lens import view

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.exchange.take.played import Played
    from lastlook.take.rehearsal import Rehearsal


@pytest.fixture(scope="module")
def stage(played: Played) -> Any:
    return usd_stage(played)


def errors(stage: Any) -> list[str]:
    every = UsdValidation.ValidationRegistry().GetOrLoadAllValidators()
    return [str(e.GetMessage()) for e in UsdValidation.ValidationContext(every).Validate(stage)]


def test_the_validators_of_openusd_find_nothing(stage: Any) -> None:
    assert errors(stage) == []
    stage_without = Usd.Stage.CreateInMemory()
    UsdGeom.Mesh.Define(stage_without, "/take")
    assert errors(stage_without)  # they do look


@pytest.mark.parametrize("suffix", [".usda", ".usdz"])
def test_files_open_and_are_the_same_twice(played: Played, tmp_path: Path, suffix: str) -> None:
    data = usd_bytes(played, suffix)
    assert data == usd_bytes(played, suffix)
    path = tmp_path / f"take{suffix}"
    path.write_bytes(data)
    opened = Usd.Stage.Open(str(path))
    assert errors(opened) == []
    assert opened.GetPrimAtPath("/take/cameras/A").IsA(UsdGeom.Camera)


def test_units_axes_and_time(stage: Any) -> None:
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1
    assert UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z
    assert stage.GetDefaultPrim().GetPath() == "/take"
    assert (stage.GetTimeCodesPerSecond(), stage.GetStartTimeCode()) == (24, 0)
    assert stage.GetEndTimeCode() == 179


def test_meshes_name_points_that_exist(stage: Any) -> None:
    meshes = [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    assert len(meshes) > 60
    for mesh in meshes:
        counts = np.array(mesh.GetFaceVertexCountsAttr().Get())
        indices = np.array(mesh.GetFaceVertexIndicesAttr().Get())
        assert counts.sum() == len(indices)
        times = mesh.GetPointsAttr().GetTimeSamples() or [Usd.TimeCode.Default()]
        for at in times:
            points = np.array(mesh.GetPointsAttr().Get(at))
            assert 0 <= indices.min() <= indices.max() < len(points), mesh.GetPath()
            assert np.isfinite(points).all()
            low, high = np.array(mesh.GetExtentAttr().Get(at))
            assert np.allclose(points.min(axis=0), low)
            assert np.allclose(points.max(axis=0), high)


def test_who_must_hide_is_said(stage: Any) -> None:
    hidden = {
        prim.GetName(): prim.GetAttribute("lastlook:hidden").Get()
        for prim in stage.GetPrimAtPath("/take/people").GetChildren()
    }
    assert hidden == {"Dora": False, "Eva": True, "Runner": True}
    assert stage.GetPrimAtPath("/take/people/Eva").GetDisplayName() == "Éva"
    assert stage.GetPrimAtPath("/take/set/car/roof")
    assert stage.GetPrimAtPath("/take/set/car/glass/windscreen")


def test_cameras_are_those_of_the_take(stage: Any, found: Rehearsal) -> None:
    for camera in found.take.cameras:
        path = f"/take/cameras/{camera.name.replace(' ', '_')}"
        written = UsdGeom.Camera(stage.GetPrimAtPath(path))
        for frame in (24, 50, 100, 130, 179):
            seen = view(camera, frame / 24)
            lens = written.GetCamera(frame)
            assert lens.GetFieldOfView(Gf.Camera.FOVHorizontal) == pytest.approx(
                seen.horizontal, abs=1e-3
            )
            assert lens.GetFieldOfView(Gf.Camera.FOVVertical) == pytest.approx(
                seen.vertical, abs=1e-3
            )
            rows = np.array(lens.transform)
            assert np.allclose(rows[:3, :3], [seen.right, seen.up, -seen.forward], atol=1e-6)
            assert np.allclose(rows[3, :3], seen.eye, atol=1e-6)
            assert lens.focusDistance == pytest.approx(seen.focus, rel=1e-5)


def test_lens_and_filmback_are_in_tenths_of_a_metre(stage: Any) -> None:
    a, b = (stage.GetPrimAtPath(f"/take/cameras/{name}") for name in ("A", "B_side"))
    assert UsdGeom.Camera(a).GetFocalLengthAttr().Get(0) == pytest.approx(0.35)
    assert UsdGeom.Camera(a).GetFocalLengthAttr().Get(150) == pytest.approx(0.5)
    assert UsdGeom.Camera(b).GetHorizontalApertureAttr().Get() == pytest.approx(24.89 * 2 / 100)
    assert b.GetAttribute("lastlook:squeeze").Get() == 2
    opens, closes = (
        UsdGeom.Camera(b).GetShutterOpenAttr(),
        UsdGeom.Camera(b).GetShutterCloseAttr(),
    )
    assert closes.Get() - opens.Get() == pytest.approx(144 / 360)


def test_a_camera_has_samples_where_it_moves_and_none_where_it_stands(stage: Any) -> None:
    a, b = (
        UsdGeom.Xformable(stage.GetPrimAtPath(f"/take/cameras/{name}")).GetOrderedXformOps()[0]
        for name in ("A", "B_side")
    )
    assert a.GetTimeSamples() == [float(n) for n in range(73)]  # the move ends at 3 s
    assert b.GetTimeSamples() == []


def test_snow_grows_opaque_on_its_pane_and_rises(stage: Any, played: Played) -> None:
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath("/take/snow/glass/rear"))
    opacity = mesh.GetDisplayOpacityPrimvar()
    assert opacity.GetInterpolation() == "uniform"
    first, last = (np.array(opacity.Get(at)) for at in (0, 179))
    assert len(first) == len(mesh.GetFaceVertexCountsAttr().Get())
    assert first.max() < 0.2
    assert last.mean() > 0.9
    loose = UsdGeom.Mesh(stage.GetPrimAtPath("/take/snow/loose")).GetPointsAttr()
    assert np.array(loose.Get(179))[:, 2].mean() > np.array(loose.Get(0))[:, 2].mean()


def test_lamps_shine_and_dim(stage: Any) -> None:
    prim = stage.GetPrimAtPath("/take/lamps/Key")
    intensity = UsdLux.DiskLight(prim).GetIntensityAttr()
    assert intensity.Get(144) == pytest.approx(0.25 * intensity.Get(0))
    assert intensity.Get(120) == pytest.approx(0.625 * intensity.Get(0))
    place = UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0)
    aim = place.Transform(Gf.Vec3d(0, 0, -np.linalg.norm([3, 2.5, 1.2])))
    assert np.allclose(aim, (0, 0, 1), atol=1e-6)


def test_who_comes_and_goes_is_invisible_meanwhile(stage: Any) -> None:
    runner = UsdGeom.Imageable(stage.GetPrimAtPath("/take/people/Runner"))
    seen = [runner.ComputeVisibility(frame) for frame in (0, 119, 120, 150, 156, 179)]
    assert seen == ["invisible", "invisible", "inherited", "inherited", "invisible", "invisible"]


def test_names_are_identifiers_and_unique() -> None:
    names = Names()
    assert names.new("/a", "9: the car") == "/a/_9_the_car"
    assert names.new("/a", "9 the car") == "/a/_9_the_car_2"
    assert names.new("/a", "雪") == "/a/thing"
