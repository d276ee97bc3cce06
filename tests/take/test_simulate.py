"""Whole takes: every kilogram accounted for, glass that shuts, wipers that stall, light."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from lastlook.take import Take, calibrated, materials, parse_take, read_take, rehearse
from lastlook.take.snow.simulate import simulate

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.snow.run import SnowRun

COARSE = "[fineness]\nground = 0.05\nglass = 0.03\n"
REAR = """
title = "T"
duration = 30
[set]
car = "sedan"
length = 6
width = 4
[[faces]]
name = "D"
seat = "front-left"
"""
POUR = """
[[dumps]]
name = "Rear"
material = "%s"
at = 2
seconds = 10
litres = %s
path = [{ x = %s, y = -0.5, z = 1.8 }, { at = 10, x = %s, y = 0.5, z = 1.8 }]
"""


def take_of(text: str) -> Take:
    take, problems = parse_take((REAR + text + COARSE).encode(), "t.toml")
    assert take is not None, problems
    return take


def run_of(text: str, *, plain: bool = False) -> SnowRun:
    return simulate(take_of(text), materials(), plain=plain)


def pour(material: str, litres: float, x: float) -> str:
    return POUR % (material, litres, x, x)


@pytest.fixture(scope="session")
def example(last_ride: Path) -> Rehearsal:
    take, _ = read_take(last_ride / "takes" / "24-car.toml", root=last_ride)
    assert take is not None
    fine = replace(take.fineness, ground=Decimal("0.04"), glass=Decimal("0.02"))
    return rehearse(replace(take, fineness=fine), sight=False)


def test_every_kilogram_of_the_example_lies_somewhere_v1(example: Rehearsal) -> None:
    for account in example.run.accounts.values():
        assert account.came > 10
        assert abs(account.missing) / account.came <= 1e-9
        assert account.came == pytest.approx(account.poured, rel=0.02)


def test_the_example_closes_its_windows_when_the_page_says(example: Rehearsal) -> None:
    assert [promise.says for promise in example.promises if not promise.kept] == []
    assert len(example.promises) == 6
    kinds = {str(event.kind) for event in example.run.events}
    assert "stall" in kinds
    assert -5 < example.run.stops["Dora"][-1] < -2


def test_half_the_cell_moves_buried_at_by_less_than_a_twentieth() -> None:
    one = take_of(pour("paper-damp", 40, -1.18))
    half = replace(one.fineness, ground=Decimal("0.025"), glass=Decimal("0.015"))
    coarse = simulate(one, materials()).panes["rear"].buried_at
    fine = simulate(replace(one, fineness=half), materials()).panes["rear"].buried_at
    assert coarse is not None
    assert fine == pytest.approx(coarse, rel=0.05)


def test_plain_and_compiled_runs_agree() -> None:
    text = pour("paper-damp", 40, -1.18) + pour("paper", 20, -1.0).replace("Rear", "Again")
    one, two = run_of(text), run_of(text, plain=True)
    for name, curve in one.panes.items():
        assert curve.opacity == pytest.approx(two.panes[name].opacity, abs=1e-9)
    assert set(one.accounts) == {"paper", "paper-damp"}
    for account in one.accounts.values():
        assert abs(account.missing) <= 1e-9 * account.came


def test_the_same_take_gives_the_same_result() -> None:
    text = pour("paper-damp", 40, -1.18)
    assert run_of(text) == run_of(text)


def test_without_snow_nothing_happens() -> None:
    run = run_of("")
    assert run.events == ()
    assert run.accounts == {}
    assert set(run.stops["D"]) == {0.0}
    assert all(set(curve.opacity) == {0.0} for curve in run.panes.values())


def test_dry_paper_slides_off_the_rear_window_and_damp_paper_stays() -> None:
    dry, damp = run_of(pour("paper", 60, -1.18)), run_of(pour("paper-damp", 60, -1.18))
    assert dry.panes["rear"].buried_at is None
    # Only what has banked up from the trunk covers it.
    assert dry.panes["rear"].opacity[-1] < 0.35
    assert damp.panes["rear"].buried_at is not None
    slid = sum(e.kilograms for e in dry.events if e.kind == "slide" and e.where == "rear")
    assert slid > 0.3
    assert not [e for e in damp.events if e.kind == "slide" and e.where == "rear"]
    # It lies on the trunk, below the glass.
    assert dry.litres["trunk"] > 4 * damp.litres["trunk"]


BOARD = """
[[set.boards]]
side = "left"
start = -1.2
end = 0.9
height = 0.88
reach = 0.16
lip = 0.24
"""


def test_a_trough_board_banks_dry_snow_up_the_side_glass() -> None:
    pours = """
[[dumps]]
name = "Left"
material = "paper"
at = 1
seconds = 24
litres = 500
box = 0.2
path = [
    { x = -1.0, y = 1.0, z = 1.4 }, { at = 8, x = 0.6, y = 1.0, z = 1.4 },
    { at = 16, x = -1.0, y = 1.0, z = 1.4 }, { at = 24, x = 0.6, y = 1.0, z = 1.4 },
]
"""
    without, with_ = run_of(pours), run_of(BOARD + pours)
    assert without.panes["rear-left"].shut[-1] == 0
    assert with_.panes["rear-left"].shut[-1] > 0.25
    assert with_.panes["rear-right"].shut[-1] == 0
    # It fills from the bottom, in time.
    shut = with_.panes["rear-left"].shut
    assert shut[8] < shut[16] < shut[24]


WIPERS = """
[[wipers]]
u = 0.5
v = 0.02
inner = 0.12
outer = 0.66
park = 176
sweep = -92
stall = %s
[[wiper_speeds]]
at = 0
cycles = 30
"""


def test_wipers_keep_a_sector_open_until_they_stall() -> None:
    snow = pour("paper-damp", 60, 0.75)
    wiped, stalled = run_of(WIPERS % "90" + snow), run_of(WIPERS % "0.2" + snow)
    bare = run_of(snow)
    ends = [run.panes["windscreen"].shut[-1] for run in (wiped, stalled, bare)]
    assert ends[0] < 0.9 < ends[1] <= ends[2]
    assert [e.kind for e in stalled.events if e.where == "wipers"] == ["stall"]
    assert not [e for e in wiped.events if e.where == "wipers"]


def test_wipers_go_home_when_switched_off() -> None:
    off = "[[wiper_speeds]]\nat = 4.3\ncycles = 0\n"
    run = run_of(WIPERS % "90" + off + pour("paper-damp", 60, 0.75))
    assert "ahead of the blades" not in run.litres
    assert run.panes["windscreen"].shut[-1] > 0.9


def test_wind_carries_falling_snow_to_the_windward_glass() -> None:
    falling = '[[falling]]\nname = "F"\nmaterial = "paper-damp"\nrate = 300\n'
    calm = run_of(falling)
    windy = run_of("[[wind]]\nspeed = 1.5\ntoward = 180\n" + falling)
    assert windy.panes["windscreen"].opacity[-1] > calm.panes["windscreen"].opacity[-1]
    assert windy.panes["rear"].opacity[-1] < calm.panes["rear"].opacity[-1]


def test_what_does_not_stick_falls_over_the_edge() -> None:
    falling = '[[falling]]\nname = "F"\nmaterial = "paper-damp"\nrate = 300\nstick = %s\n'
    full, half = run_of(falling % "1"), run_of(falling % "0.5")
    on = [run.accounts["paper-damp"].lies["windscreen glass"] for run in (full, half)]
    assert on[1] == pytest.approx(on[0] / 2, rel=0.1)
    assert abs(half.accounts["paper-damp"].missing) < 1e-9


def test_snow_thrown_past_the_set_is_counted_there() -> None:
    run = run_of(pour("paper", 50, 5.0))
    account = run.accounts["paper"]
    assert account.lies["beyond the set"] == pytest.approx(account.poured, rel=0.01)


def test_a_dump_that_ends_after_the_take_is_still_in_the_air() -> None:
    take = replace(take_of(pour("paper", 50, 0)), duration=Decimal(3))
    account = simulate(take, materials()).accounts["paper"]
    assert account.lies["in the air"] > 0
    assert account.came == pytest.approx(account.poured) == pytest.approx(0.1 * 1.5)
    assert abs(account.missing) < 1e-12


def test_reset_takes_and_safety_follow_from_the_run() -> None:
    text = (
        WIPERS % "0.2"
        + pour("paper-damp", 60, 0.75)
        + "from_hood = true\n"
        + "[reset]\npeople = 3\nhold_minutes = 60\n"
        + 'sacks = [{ material = "paper-damp", count = 2 }]\n'
        + '[[closes]]\npane = "windscreen"\nby = 30\n'
    )
    found = rehearse(take_of(text))
    (use,) = found.reset.usage
    assert use.litres == pytest.approx(60)
    assert use.sacks == pytest.approx(60 * 0.06 / 20)
    assert found.reset.takes_by_sacks == int(2 / use.sacks)
    between, one = found.reset.minutes, found.reset.take_minutes
    assert one == pytest.approx(2.5)
    fit = found.reset.takes_by_hold
    assert fit is not None
    assert fit * one + (fit - 1) * between <= 60 < (fit + 1) * one + fit * between
    assert found.reset.takes == min(fit, found.reset.takes_by_sacks)
    notes = " ".join(found.safety)
    words = ("tailpipe", "12 V", "stall", "person on the car", "monoxide")
    assert all(word in notes for word in words)
    assert [cue.department for cue in found.cues] == ["Wipers", "Snow"]
    assert any("cohesion 25 Pa" in line for line in found.assumed)


def test_the_director_is_told_what_dry_snow_will_not_do() -> None:
    text = pour("paper", 10, -1.18) + '[[closes]]\npane = "front-left"\nby = 30\n'
    found = rehearse(take_of(text))
    assert not found.kept
    assert "not shut by the end" in found.promises[0].says
    (advice,) = [a for a in found.advice if "front-left" in a.what]
    assert "does not close front-left by itself: the glass stands at 73°" in advice.what
    assert "trough board" in advice.instead
    assert "foam holds" in advice.instead


def test_measured_values_change_the_run() -> None:
    text = pour("paper", 60, -1.18) + '[[calibration]]\nmaterial = "paper"\ncohesion = 40\n'
    take = take_of(text)
    run = simulate(take, calibrated(materials(), take.calibration))
    assert run.panes["rear"].opacity[-1] > 0.9
