"""Frames and time code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.take.timecode import frame_of, timecode


@pytest.mark.parametrize(
    ("frame", "fps", "written"),
    [
        (0, 24, "00:00:00:00"),
        (23, 24, "00:00:00:23"),
        (24, 24, "00:00:01:00"),
        (7200, 24, "00:05:00:00"),
        (90_000, 25, "01:00:00:00"),
        (30, Decimal("29.97"), "00:00:01:00"),
        (239, 240, "00:00:00:239"),
    ],
)
def test_time_code(frame: int, fps: Decimal, written: str) -> None:
    assert timecode(frame, fps) == written


def test_the_nearest_frame() -> None:
    assert frame_of(Decimal("42.5"), 24) == 1020
    assert frame_of(0.02, 25) == 1  # half a frame
    assert frame_of(0.019, 25) == 0


@given(st.integers(0, 100_000), st.sampled_from([24, 25, 30, 48, 60]))
def test_a_frame_stands_where_its_time_code_says(frame: int, fps: int) -> None:
    hours, minutes, seconds, rest = map(int, timecode(frame, fps).split(":"))
    assert ((hours * 60 + minutes) * 60 + seconds) * fps + rest == frame
    assert frame_of(Decimal(frame) / fps, fps) == frame
