"""Snow on painted glass is the checker's: what an image loses, and what glows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lastlook.paperwork.render import engine, glass
from lastlook.paperwork.render.colour import LUMA
from lastlook.take.bodies import bodies
from lastlook.take.materials import Quantity, Standing, materials
from lastlook.take.sight.glass import crossings, transmission
from lastlook.take.snow.film import Film, PaneFilm
from lastlook.take.snow.glass import axes
from lastlook.take.snow.optics import diffuse_pile, diffuse_slab

if TYPE_CHECKING:
    import numpy.typing as npt

PANE = bodies()["sedan"].panes[0]
FLAKES = materials()["paper-damp"]
GRAINS = replace(
    FLAKES, grammage=None, sheet=None, r_opt=Quantity(value=100, standing=Standing.ASSUMED)
)


def film(tau: float) -> PaneFilm:
    depth = np.full((1, 40, 60), tau, dtype=np.float16)
    return PaneFilm(pane=PANE, times=np.zeros(1), depth=depth)


def middle(out: float) -> npt.NDArray[np.float64]:
    """Return a place before the middle of the pane (out > 0) or behind it."""
    _, up, normal = (np.array(way) for way in axes(PANE))
    foot = np.array([PANE.x, PANE.y, PANE.z])
    return np.asarray(foot + up * PANE.height / 2 + normal * out)


@pytest.mark.parametrize("tau", [0.1, 0.7, 2.0, 4.0])
@pytest.mark.parametrize("flakes", [True, False])
def test_what_is_covered_is_what_the_checker_says(tau: float, flakes: bool) -> None:
    across, over = glass.spots(PANE)
    eye = middle(-3.0)
    cosines = glass.cosine(PANE, across, over, eye)
    covered = glass.covered(PANE, np.full(across.shape, tau), cosines, flakes=flakes)
    along, up, _ = (np.array(way) for way in axes(PANE))
    places = np.array([PANE.x, PANE.y, PANE.z]) + np.stack([across, over], -1).reshape(
        -1, 2
    ) @ np.stack([along, up])
    ends = eye + 2 * (places - eye)
    panes = Film(
        panes={PANE.name: film(tau)}, times=np.zeros(1), heights=np.zeros((1, 1, 1), np.float32),
        thickness=np.zeros((1, 1, 1), np.float32), x0=0, y0=0, dx=1,
    )  # fmt: skip
    inside = np.abs(across) < PANE.top_width / 2
    crossed = crossings((PANE,), eye[None], ends)
    passes = transmission(crossed, panes, 0.0, len(ends)).reshape(across.shape)
    assert 1 - covered[inside].mean() == pytest.approx(passes[inside].mean(), abs=0.015)


def test_more_snow_uncovers_nothing() -> None:
    across, over = glass.spots(PANE)
    cosines = glass.cosine(PANE, across, over, middle(-1.0))
    before = np.zeros(across.shape)
    for tau in (0.0, 0.2, 0.5, 1.0, 3.0):
        now = glass.covered(PANE, np.full(across.shape, tau), cosines, flakes=True)
        assert set(np.unique(now)) <= {0.0, 1.0}
        assert (now >= before).all()
        before = now
    assert not glass.covered(PANE, np.zeros(across.shape), cosines, flakes=True).any()


@pytest.mark.parametrize("kind", [FLAKES, GRAINS], ids=["flakes", "grains"])
def test_gaps_and_glow_are_all_the_light_that_passes(kind: Any) -> None:
    for tau in (0.05, 0.5, 2.0, 10.0, 200.0):
        gaps = np.exp(-tau)
        every = diffuse_pile(tau, kind.sheet.value) if kind.grammage else diffuse_slab(tau)
        glow = glass.glowing(kind, np.array([tau]))[0]
        assert gaps + (1 - gaps) * glow == pytest.approx(float(every), rel=1e-6, abs=1e-9)


def under_a_pane(mi: Any, monkeypatch: pytest.MonkeyPatch, tau: float, below: float) -> float:
    """Return how bright a white floor is close under a wide level pane, in a sky of 1.

    `below` is how bright it is under the horizon.
    """
    monkeypatch.setattr(glass, "SPOT", 0.05)
    wide = replace(PANE, width=10.0, top_width=10.0, height=10.0, tilt=0.0, x=5.0, y=0.0, z=0.2)
    snow = PaneFilm(pane=wide, times=np.zeros(1), depth=np.full((1, 4, 4), tau, np.float16))
    eye, far = np.array([0.0, 0.0, 0.1]), np.array([0.0, 0.0, -100.0])  # seen straight on
    sky = np.full((16, 32, 3), below, dtype=np.float32)
    sky[:8] = 1.0
    scene = {
        "type": "scene",
        "integrator": {"type": "volpath", "max_depth": 12},
        "floor": {
            "type": "rectangle", "bsdf": {"type": "diffuse", "reflectance": 1.0},
            "to_world": mi.ScalarTransform4f().scale(0.02),
        },
        "pane": glass.pane(mi, wide, snow, at=0.0, eye=far, kind=FLAKES),
        "sky": {
            "type": "envmap", "bitmap": mi.Bitmap(sky),
            "to_world": mi.ScalarTransform4f().rotate([1, 0, 0], 90),
        },
        "sensor": {
            "type": "perspective", "fov": 3,
            "to_world": mi.ScalarTransform4f().look_at(eye.tolist(), [0, 0, 0], [1, 0, 0]),
            "film": {
                "type": "hdrfilm", "width": 24, "height": 24, "pixel_format": "rgb",
                "rfilter": {"type": "box"},
            },
        },
    }  # fmt: skip
    picture = engine.render(mi, scene, samples=64, seed=1)
    return float(picture.reshape(-1, 3).mean(axis=0) @ LUMA)


@pytest.mark.parametrize("tau", [0.0, 1.0, 3.0, 30.0])
def test_light_through_the_glass_falls_as_the_optics_say(
    mi: Any, monkeypatch: pytest.MonkeyPatch, tau: float
) -> None:
    light = under_a_pane(mi, monkeypatch, tau, below=0.0)
    assert FLAKES.sheet is not None
    wanted = float(diffuse_pile(tau, FLAKES.sheet.value))
    # Clean glass keeps some 15 % of an even sky; a flake takes 4 % of what meets it.
    assert 0.8 * wanted < light < 1.05 * wanted + 0.01


@pytest.mark.parametrize("tau", [0.0, 1.0, 30.0])
def test_where_light_is_everywhere_a_pane_makes_none_and_takes_little(
    mi: Any, monkeypatch: pytest.MonkeyPatch, tau: float
) -> None:
    """The white furnace."""
    assert 0.92 < under_a_pane(mi, monkeypatch, tau, below=1.0) < 1.02
