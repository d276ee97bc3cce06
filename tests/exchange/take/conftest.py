"""The rehearsed take that every format is written from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.exchange.take.takes import parsed

from lastlook.exchange.take.played import play
from lastlook.take import rehearse
from lastlook.take.sight.findings import GiveAway, Sight, Slip, Verdict, Way

if TYPE_CHECKING:
    from lastlook.exchange.take.played import Played
    from lastlook.take.rehearsal import Rehearsal

HAND = GiveAway(
    camera="A", verdict=Verdict.SEEN, way=Way.DIRECT, slip=Slip.NONE, thing="Éva",
    part="left hand", parts=("left hand",), via="rear", first=30, last=38, fps=24, pixels=55.5,
    worst=33, box=(-0.1, 0.0, 0.1, 0.2), shown=True,
)  # fmt: skip
SHADOW = GiveAway(
    camera="B side", verdict=Verdict.MARGINAL, way=Way.SHADOW, slip=Slip.CUE, thing="Runner",
    part="head", parts=("head",), via="ground", first=120, last=130, fps=24, pixels=9.0,
    worst=125, box=(0.2, -0.4, 0.3, -0.3), shown=False,
)  # fmt: skip


@pytest.fixture(scope="session")
def found() -> Rehearsal:
    """Give the take with two give-aways that are stated, not looked for."""
    sight = Sight(
        verdict=Verdict.SEEN, frames={"A": 180, "B side": 156}, give_aways=(HAND, SHADOW),
        fixes=(), chance=None, every=1 / 24,
    )  # fmt: skip
    return replace(rehearse(parsed(), sight=False), sight=sight)


@pytest.fixture(scope="session")
def played(found: Rehearsal) -> Played:
    """Give the take in three dimensions."""
    assert found.run.film is not None
    return play(found.take, found.run.film, None, 8)
