"""How boards are exposed, and how light becomes bytes."""

from __future__ import annotations

import numpy as np
import pytest

from lastlook.paperwork.render.exposure import (
    BURNT,
    FACE,
    GREY,
    Metered,
    developed,
    meter,
)


def picture(*parts: tuple[float, int]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.concatenate([np.full((count, 3), light, dtype=np.float32) for light, count in parts])


def test_faces_are_metered_where_they_show() -> None:
    seen = picture((3.0, 50), (1.0, 950))
    found = meter(seen, np.arange(1000) < 50)
    assert found.by == "faces"
    assert found.faces == pytest.approx(0.05)
    assert found.grey == pytest.approx(3.0 * GREY / FACE, rel=1e-6)


def test_else_the_mean_of_the_picture_is_grey() -> None:
    seen = picture((4.0, 500), (1.0, 500))
    found = meter(seen, np.zeros(1000, dtype=bool))
    assert found.by == "picture"
    assert found.grey == pytest.approx(2.0, rel=1e-6)


def test_a_bright_sky_is_not_given_away_for_faces() -> None:
    seen = picture((0.01, 100), (5.0, 900))
    found = meter(seen, np.arange(1000) < 100)
    assert found.grey == pytest.approx(5.0 * GREY / BURNT, rel=1e-6)


def test_black_is_black_and_no_error() -> None:
    found = meter(picture((0.0, 10)), np.zeros(10, dtype=bool))
    assert np.isfinite(found.ev)
    assert developed(picture((0.0, 10)), found).max() == 0


def test_grey_is_grey_and_more_light_is_never_darker() -> None:
    metered = Metered(by="picture", ev=3.0, faces=0.0)
    ramp = (np.arange(500) / 100 * metered.grey).astype(np.float32)[:, None].repeat(3, axis=1)
    tones = developed(ramp, metered).astype(int)
    assert tones[100, 0] == pytest.approx(118, abs=2)
    assert (np.diff(tones[:, 0]) >= 0).all()
    assert tones[0, 0] == 0


def test_sensitivity_is_what_a_meter_says() -> None:
    # Sunny 16: EV 15 at ISO 100 is f/16 and 1/128 s.
    assert Metered(by="picture", ev=15.0, faces=0.0).iso(16, 1 / 128) == pytest.approx(100)
