"""The last take of the example on coarse snow, rehearsed once for all tests of painted boards."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.paperwork.render.engine import mitsuba
from lastlook.take import read_take, rehearse

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.take.rehearsal import Rehearsal


@pytest.fixture(scope="session")
def mi() -> Any:
    """Give Mitsuba with the engine that runs everywhere."""
    return mitsuba()


@pytest.fixture(scope="session")
def found(last_ride: Path) -> Rehearsal:
    """Give the example's take, its snow in cells of 10 cm and steps of half a second."""
    take, problems = read_take(last_ride / "takes" / "24-car.toml", root=last_ride)
    assert take is not None, problems
    coarse = replace(
        take.fineness, ground=Decimal("0.1"), step=Decimal("0.5"), glass=Decimal("0.02")
    )
    return rehearse(replace(take, fineness=coarse), sight=False)
