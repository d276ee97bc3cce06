"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def last_ride() -> Path:
    """Give the example production; copy it before writing to it."""
    return ROOT / "examples" / "last-ride"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give data that is not committed; tests that need it skip where it is absent."""
    data = ROOT.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("the shared data is not beside this checkout")
    return data
