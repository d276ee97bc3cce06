"""Wipers stand where the snow's motor has them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lastlook.paperwork.render.blades import blades, cycles
from lastlook.take.bodies import bodies
from lastlook.take.materials import materials
from lastlook.take.model import Beat
from lastlook.take.snow.motor import Motor
from lastlook.take.snow.run import Event, EventKind
from lastlook.take.snow.state import Snow

if TYPE_CHECKING:
    from lastlook.take.rehearsal import Rehearsal

BEATS = (
    Beat(at=Decimal(2), cycles=Decimal(45)), Beat(at=Decimal(9), cycles=Decimal(20)),
    Beat(at=Decimal(20), cycles=Decimal(0)), Beat(at=Decimal(40), cycles=Decimal(65)),
)  # fmt: skip


def test_cycles_are_those_of_the_motor(found: Rehearsal) -> None:
    take = replace(found.take, wiper_speeds=BEATS)
    motor = Motor(take, Snow(take, bodies()[take.set.car], [materials()["paper-damp"]], plain=True))
    for step in range(500):
        assert cycles(BEATS, step / 10) == pytest.approx(motor.phase, abs=1e-6)
        motor.go(step / 10, (step + 1) / 10)


def test_a_stalled_wiper_stays(found: Rehearsal) -> None:
    body = bodies()[found.take.set.car]
    stop = Event(at=30.3, kind=EventKind.STALL, where="wipers", what="")
    stalled = replace(found.run, events=(stop,))
    where = [blades(found.take, stalled, body.panes[0], at) for at in (30.3, 100.0)]
    free = [blades(found.take, found.run, body.panes[0], at) for at in (30.3, 101.1)]
    assert all(one is not None for one in (*where, *free))
    one, two, three, four = (one.vertices for one in (*where, *free) if one is not None)
    assert np.array_equal(one, two)
    assert np.array_equal(one, three)
    assert not np.allclose(three, four, atol=0.05)


def test_no_wipers_no_blades(found: Rehearsal) -> None:
    bare = replace(found.take, wipers=())
    assert blades(bare, found.run, bodies()[bare.set.car].panes[0], 5.0) is None
