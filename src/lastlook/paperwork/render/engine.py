"""Mitsuba: which of its engines runs here, pictures of a scene, and their noise taken out.

`scalar` is plain compiled code: it runs everywhere and gives the same picture every time. `llvm`
compiles for the machine at hand and takes half of the time, but some versions of LLVM do not fail,
they end the process; so it is tried in a process of its own before it is believed.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Singles = npt.NDArray[np.float32]

EXTRA = "render"
"""The extra that brings Mitsuba and Open Image Denoise."""
PATIENCE = 120
"""Seconds that the trial of LLVM may take."""


class RendererMissingError(LastlookError):
    """Mitsuba, or what takes its noise out, is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"Boards cannot be painted: the package `{package}` is not installed. "
            f"Install it with: pip install 'lastlook[{EXTRA}]'"
        )


class Engine(StrEnum):
    """How Mitsuba reckons."""

    SCALAR = "scalar"
    LLVM = "llvm"


VARIANTS = {Engine.SCALAR: "scalar_rgb", Engine.LLVM: "llvm_ad_rgb"}
_TRIAL = """
import mitsuba as mi
mi.set_variant("llvm_ad_rgb")
scene = mi.load_dict({
    "type": "scene",
    "integrator": {"type": "volpath", "max_depth": 4},
    "sensor": {"type": "perspective", "film": {"type": "hdrfilm", "width": 8, "height": 8}},
    "sky": {"type": "constant"},
    "pane": {"type": "rectangle", "bsdf": {"type": "mask", "opacity": 0.5,
        "snow": {"type": "principledthin", "diff_trans": 0.5}}},
})
light = float(mi.render(scene, spp=4).array[0])
raise SystemExit(0 if 0 < light < 2 else 1)
"""


@cache
def llvm_works() -> bool:
    """Return whether LLVM paints on this machine, tried in a process of its own."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of it is anybody's input
            [sys.executable, "-c", _TRIAL], check=False, timeout=PATIENCE,
            cwd=tempfile.gettempdir(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def mitsuba(engine: Engine = Engine.SCALAR) -> Any:
    """Return Mitsuba, set to an engine. Raises RendererMissingError without the extra `render`.

    Whether `llvm` works is for the caller to know: it may end the process.
    """
    found = _imported("mitsuba")
    if found.variant() != VARIANTS[engine]:
        found.set_variant(VARIANTS[engine])
    return found


def _imported(package: str) -> Any:
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise RendererMissingError((error.name or package).partition(".")[0]) from None


def render(mi: Any, scene: Mapping[str, Any], *, samples: int, seed: int) -> Singles:
    """Return a scene's picture: rows × columns × channels, linear, top row first."""
    picture = mi.render(mi.load_dict(dict(scene)), spp=samples, seed=seed)
    return np.array(picture, dtype=np.float32)


def calmed(picture: Singles, colours: Singles, normals: Singles) -> Singles:
    """Take the noise out of a linear picture (rows × columns × 3).

    `colours` (0 to 1) and `normals` (-1 to 1) are what its pixels see first: they keep edges sharp.
    Raises RendererMissingError without the extra `render`.
    """
    oidn = _imported("mitsuba_oidn")
    found = oidn.denoise(
        np.ascontiguousarray(picture, dtype=np.float32),
        albedo=np.ascontiguousarray(colours, dtype=np.float32),
        normal=np.ascontiguousarray(normals, dtype=np.float32),
        hdr=True,
    )
    return np.asarray(found, dtype=np.float32)
