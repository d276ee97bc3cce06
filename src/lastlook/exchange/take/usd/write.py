"""A take as an OpenUSD stage: metres, z up, a time code for each frame.

    /take/set/ground, walls, car, boards    still things, a mesh for each part
    /take/people/Props_assistant/head       people, a mesh for each limb
    /take/gear, lamps, cameras, snow

See docs/formats/take-usd.md.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook.exchange.take.needs import need
from lastlook.exchange.take.timeline import rate
from lastlook.exchange.take.usd.cameras import add_camera
from lastlook.exchange.take.usd.lamps import add_lamps
from lastlook.exchange.take.usd.names import Names
from lastlook.exchange.take.usd.shapes import add_pane, add_thing
from lastlook.exchange.take.usd.snow import add_glass, add_loose
from lastlook.take.stage.scene import Kind

if TYPE_CHECKING:
    from lastlook.exchange.take.played import Played

ROOT = "/take"
PLACES = {
    Kind.GROUND: "set", Kind.WALL: "set", Kind.CAR: "set", Kind.BOARD: "set",
    Kind.ACTOR: "people", Kind.CREW: "people",
    Kind.GEAR: "gear", Kind.LAMP: "gear", Kind.CAMERA: "gear", Kind.BOX: "gear",
}  # fmt: skip
"""Where things of a kind stand below the root."""
STAMP = 315_576_000
"""1980-01-01 12:00 UTC: zip knows no earlier day, wherever the clock stands."""
SUFFIXES = (".usda", ".usdz")


def usd_bytes(played: Played, suffix: str) -> bytes:
    """Return a .usda or .usdz file. Raises MissingError without the extra `exchange`."""
    stage = usd_stage(played)
    if suffix == ".usda":
        text: str = stage.GetRootLayer().ExportToString()
        return text.encode()
    utils = need("pxr.UsdUtils", extra="exchange", what="OpenUSD")
    with tempfile.TemporaryDirectory() as folder:
        layer, package = Path(folder) / "take.usdc", Path(folder) / "take.usdz"
        stage.GetRootLayer().Export(str(layer))
        os.utime(layer, (STAMP, STAMP))  # or the package would hold when it was made
        utils.CreateNewUsdzPackage(str(layer), str(package))
        return package.read_bytes()


def usd_stage(played: Played) -> Any:
    """Return the stage, in memory. Raises MissingError without the extra `exchange`."""
    usd = need("pxr.Usd", extra="exchange", what="OpenUSD")
    geom = need("pxr.UsdGeom", extra="exchange", what="OpenUSD")
    take = played.take
    stage = usd.Stage.CreateInMemory()
    geom.SetStageUpAxis(stage, geom.Tokens.z)
    geom.SetStageMetersPerUnit(stage, geom.LinearUnits.meters)
    stage.SetTimeCodesPerSecond(rate(take.fps))
    stage.SetFramesPerSecond(rate(take.fps))
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(round(played.end * float(take.fps)))
    root = geom.Xform.Define(stage, ROOT).GetPrim()
    usd.ModelAPI(root).SetKind("assembly")
    root.SetDisplayName(take.title)
    stage.SetDefaultPrim(root)
    stage.GetRootLayer().documentation = f"{take.title}. x forward from the car, y to its left."
    names = Names()
    for group in ("set", "people", "gear", "lamps", "cameras", "snow"):
        geom.Xform.Define(stage, names.new(ROOT, group))
    fps = float(take.fps)
    cars: dict[str, str] = {}
    for thing in played.things:
        path = names.new(f"{ROOT}/{PLACES[thing.kind]}", thing.name)
        add_thing(stage, names, path, thing, fps)
        if thing.kind is Kind.CAR:
            cars.setdefault("car", path)
    glass = names.new(cars.get("car", f"{ROOT}/set"), "glass")
    geom.Scope.Define(stage, glass)
    for pane in played.panes:
        add_pane(stage, names.new(glass, pane.name), pane)
    for shot in played.shots:
        add_camera(stage, names.new(f"{ROOT}/cameras", shot.camera.name), shot)
    add_lamps(stage, names, f"{ROOT}/lamps", played, fps)
    if played.loose is not None:
        add_loose(stage, names.new(f"{ROOT}/snow", "loose"), played.loose, fps)
    on_glass = names.new(f"{ROOT}/snow", "glass")
    geom.Scope.Define(stage, on_glass)
    for film in played.glass:
        add_glass(stage, names.new(on_glass, film.name), film, fps)
    return stage
