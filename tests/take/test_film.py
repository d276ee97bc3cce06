"""The film on a wiped windscreen at any moment, against blades and snow reckoned by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from lastlook.take import materials, parse_take
from lastlook.take.snow import optics
from lastlook.take.snow.film import WipedPane
from lastlook.take.snow.simulate import simulate
from lastlook.take.snow.wipers import angle, passed

FRAME = 1 / 24
RATE = 900
"""g/m² a minute: the glass shuts within a second or so."""
TAKE = f"""
title = "T"
duration = 14
[set]
car = "sedan"
length = 6
width = 4
[[falling]]
name = "Snow"
material = "paper-damp"
rate = {RATE}
height = 5
[[wipers]]
u = 0
v = 0.02
inner = 0.12
outer = 0.6
park = 176
sweep = -92
leaves = 0
stall = 90
[[wiper_speeds]]
at = 1
cycles = 20
[fineness]
ground = 0.05
glass = 0.02
"""


def windscreen() -> tuple[WipedPane, float]:
    """Return a windscreen that is snowed on and wiped, and the depth that comes in a second."""
    take, problems = parse_take(TAKE.encode(), "t.toml")
    assert take is not None, problems
    film = simulate(take, materials(), record=True).film
    assert film is not None
    found = film.panes["windscreen"]
    assert isinstance(found, WipedPane)
    high = math.cos(math.radians(found.pane.tilt))
    taken = optics.extinction(materials()["paper-damp"])
    return found, RATE / 60_000 * high * taken


def test_the_arc_of_a_wiper_comes_and_goes_at_its_frame() -> None:
    """A place clears when the blade is there, and shuts as long after as the snow takes."""
    pane, rate = windscreen()
    (wiper,) = pane.wipers
    for bearing in (100, 120, 137, 150, 165):
        # In the middle of a cell, for cells are wiped as a whole.
        _, rows, columns = pane.depth.shape
        wide, high = pane.pane.width / columns, pane.pane.height / rows
        u = (math.floor(0.45 * math.cos(math.radians(bearing)) / wide) + 0.5) * wide
        u += (columns % 2) * wide / 2
        v = (math.floor((0.02 + 0.45 * math.sin(math.radians(bearing))) / high) + 0.5) * high
        there = math.degrees(math.atan2(v - 0.02, u))
        moments = np.arange(1.0, 13.5, 0.002)
        before = np.array([angle(wiper, (one - 1) / 3) for one in moments[:-1]])
        after = np.array([angle(wiper, (one - 1) / 3) for one in moments[1:]])
        wiped = moments[1:][(before - there) * (after - there) <= 0]
        assert len(wiped) >= 8
        depth = pane.seen(moments, np.full(len(moments), u), np.full(len(moments), v))
        shut = depth > rate
        opens = moments[1:][shut[:-1] & ~shut[1:]]
        shuts = moments[1:][~shut[:-1] & shut[1:]]
        # A second after a wipe the place is shut, if the next has not come before.
        long = [(one, on) for one, on in pairwise(wiped) if on - one > 1.05]
        assert len(long) >= 3
        for one, on in long:
            assert np.abs(shuts - (one + 1)).min() < FRAME
            assert np.abs(opens - on).min() < FRAME / 2


def test_a_blade_passes_what_lies_between_two_phases() -> None:
    pane, _ = windscreen()
    (wiper,) = pane.wipers
    bearings = np.radians(np.linspace(60, 180, 241))
    u, v = 0.4 * np.cos(bearings), 0.02 + 0.4 * np.sin(bearings)
    for start, end in ((0.1, 0.2), (0.4, 0.6), (0.9, 1.1), (0.2, 0.95), (0.3, 0.3)):
        steps = [angle(wiper, phase) for phase in np.linspace(start, end, 2001)]
        low, high = np.radians(min(steps)), np.radians(max(steps))
        found = passed(wiper, u, v, np.full(241, start), np.full(241, end))
        clear = (np.abs(bearings - low) > 1e-3) & (np.abs(bearings - high) > 1e-3)
        wanted = (bearings > low) & (bearings < high)
        assert (found == wanted)[clear].all()
    assert not passed(wiper, u * 2, v * 2, np.zeros(241), np.full(241, 0.5)).any()


def test_one_moment_for_all_places_is_one_for_each() -> None:
    pane, _ = windscreen()
    rng = np.random.default_rng(4)
    u, v = rng.uniform(-0.5, 0.5, 200), rng.uniform(0.05, 0.6, 200)
    for at in (0.0, 1.0, 3.337, 14.0):
        assert pane.seen(at, u, v) == pytest.approx(pane.seen(np.full(200, at), u, v))
    # At its own moments, the record.
    assert pane.seen(float(pane.times[40]), u, v) == pytest.approx(pane.look(40, u, v), abs=1e-9)
