"""The calibration card: values that made the readings come back from them."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.take import calibrated, materials, parse_take, read_take
from lastlook.take.card import read_card
from lastlook.take.model import Card, Lux, Take, Tilt, Wiped
from lastlook.take.snow import optics
from lastlook.take.snow.sliding import critical_thickness

if TYPE_CHECKING:
    from pathlib import Path


def d(value: float) -> Decimal:
    return Decimal(f"{value:.6g}")


def test_a_bucket_a_cone_and_a_stopwatch() -> None:
    card = Card(
        material="paper", bucket_litres=d(10), bucket_kilograms=d(0.42), cone_radius=d(0.4),
        cone_height=d(0.36), drop_metres=d(2), drop_seconds=(d(2.6), d(2.8)),
        note="night of 19 Jan",
    )  # fmt: skip
    found = read_card(card, materials()).measured
    assert found.density == 42
    assert float(found.repose or 0) == pytest.approx(math.degrees(math.atan(0.9)), abs=0.01)
    assert float(found.fall_speed or 0) == pytest.approx(2 / 2.7, abs=1e-3)
    assert found.friction is None
    assert found.note == "night of 19 Jan"


@given(st.floats(3, 40), st.floats(0.5, 40), st.floats(10, 100))
def test_friction_and_adhesion_come_back_from_the_tilts(
    friction: float, cohesion: float, density: float
) -> None:
    tilts = []
    for mm in (5, 20, 50):
        # The tilt at which this thickness lets go, by bisection on the sliding law.
        low, high = friction, 90.0
        for _ in range(60):
            middle = (low + high) / 2
            if critical_thickness(middle, density, friction, cohesion) > mm / 1000:
                low = middle
            else:
                high = middle
        if high < 90 - 1e-6:
            tilts.append(Tilt(mm=d(mm), degrees=Decimal(f"{high:.10f}")))
    card = Card(
        material="paper", bucket_litres=d(1000), bucket_kilograms=Decimal(f"{density:.12f}"),
        tilts=tuple(tilts),
    )  # fmt: skip
    found = read_card(card, materials()).measured
    if len(tilts) >= 2:
        assert float(found.friction or 0) == pytest.approx(friction, abs=0.02)
        assert float(found.cohesion or 0) == pytest.approx(cohesion, rel=0.01)


def test_one_thickness_cannot_tell_adhesion_from_friction() -> None:
    found = read_card(Card(material="paper", tilts=(Tilt(mm=d(20), degrees=d(38)),)), materials())
    assert float(found.measured.friction or 0) == pytest.approx(38, abs=0.01)
    assert found.measured.cohesion == 0
    assert "cannot be told" in found.notes[0]


def test_thicker_snow_that_holds_better_has_no_adhesion_below_nothing() -> None:
    tilts = (Tilt(mm=d(5), degrees=d(30)), Tilt(mm=d(50), degrees=d(40)))
    found = read_card(Card(material="paper", tilts=tilts), materials())
    assert found.measured.cohesion == 0
    assert "thicker snow held better" in found.notes[0]


@pytest.mark.parametrize(("grammage", "sheet"), [(20, 0.3), (40, 0.55), (80, 0.8)])
def test_the_light_of_flakes_comes_back_from_the_meter(grammage: float, sheet: float) -> None:
    rows = [Lux(mm=d(0), lux=d(1000))]
    for mm in (1, 2, 5, 10, 20, 50, 100):
        through = optics.diffuse_pile(30 * mm / 1000 * 1000 / grammage, sheet)
        rows.append(Lux(mm=d(mm), lux=d(1000 * float(through))))
    card = Card(material="paper", bucket_litres=d(10), bucket_kilograms=d(0.3), lux=tuple(rows))
    found = read_card(card, materials())
    assert float(found.measured.grammage or 0) == pytest.approx(grammage, rel=0.03)
    assert float(found.measured.sheet or 0) == pytest.approx(sheet, abs=0.01)
    assert found.notes == ("The light fits the readings to 0.00 stop.",)


def test_the_light_of_grains_comes_back_from_the_meter() -> None:
    rows = [Lux(mm=d(0), lux=d(800))]
    for mm in (1, 10, 50):
        tau = 10 * mm / 1000 * 1.5 / (optics.ICE * 350e-6)
        rows.append(Lux(mm=d(mm), lux=d(800 * float(optics.diffuse_slab(tau)))))
    card = Card(material="polymer", bucket_litres=d(10), bucket_kilograms=d(0.1), lux=tuple(rows))
    assert float(read_card(card, materials()).measured.r_opt or 0) == pytest.approx(350, rel=0.01)


def test_light_without_a_bare_glass_is_said() -> None:
    found = read_card(Card(material="paper", lux=(Lux(mm=d(5), lux=d(90)),)), materials())
    assert found.measured.grammage is None
    assert "bare glass" in found.notes[0]


def test_wipers_and_a_full_clear() -> None:
    card = Card(
        material="paper", bucket_litres=d(10), bucket_kilograms=d(0.5), wiper_arc=d(0.8),
        wiped=(
            Wiped(mm=d(10), cycles=1, left=d(0.1)), Wiped(mm=d(30)),
            Wiped(mm=d(60), stalled=True),
        ),
        clear_litres=d(300), clear_minutes=d(5), clear_people=4,
    )  # fmt: skip
    found = read_card(card, materials())
    assert found.leaves == d(0.1)  # two passes leave a hundredth
    assert found.stall == d(50 * 0.045 * 0.8)
    assert found.clear == 15


def test_a_stall_without_the_arc_is_said() -> None:
    card = Card(material="paper", wiped=(Wiped(mm=d(60), stalled=True),))
    found = read_card(card, materials())
    assert found.stall is None
    assert any("wiper_arc" in note for note in found.notes)


TAKE = """title = "Car"
duration = 60
[set]
car = "sedan"
[[wipers]]
u = 0.5
v = 0.02
inner = 0.12
outer = 0.66
park = 176
sweep = -92
{wiper}
[reset]
people = 3
{reset}
{card}
"""
CARD = """[[card]]
material = "paper"
bucket_litres = 10
bucket_kilograms = 0.42
wiper_arc = 0.8
wiped = [{ mm = 10, cycles = 1, left = 0.1 }, { mm = 60, stalled = true }]
clear_litres = 300
clear_minutes = 5
note = "19 Jan"
"""


def take_of(wiper: str = "", reset: str = "", card: str = CARD) -> Take:
    text = TAKE.format(wiper=wiper, reset=reset, card=card)
    take, problems = parse_take(text.encode(), "takes/x.toml")
    assert take is not None, problems
    return take


def test_a_card_in_the_take_file_is_its_materials_wipers_and_reset() -> None:
    take = take_of()
    assert calibrated(materials(), take.calibration)["paper"].density.value == 42
    assert (take.wipers[0].leaves, take.wipers[0].stall) == (d(0.1), d(42 * 0.035 * 0.8))
    assert take.reset.clear == 60


def test_what_is_stated_wins_over_a_card() -> None:
    stated = '[[calibration]]\nmaterial = "paper"\ndensity = 33\n'
    take = take_of(wiper="leaves = 0.5", reset="clear = 12", card=stated + CARD)
    assert calibrated(materials(), take.calibration)["paper"].density.value == 33
    assert (take.wipers[0].leaves, take.wipers[0].stall) == (d(0.5), d(42 * 0.035 * 0.8))
    assert take.reset.clear == 12


def test_the_productions_card_is_every_takes(tmp_path: Path) -> None:
    (tmp_path / "takes").mkdir()
    (tmp_path / "calibration.toml").write_text(CARD, encoding="utf-8")
    path = tmp_path / "takes" / "x.toml"
    path.write_text(TAKE.format(wiper="", reset="", card=""), encoding="utf-8")
    take, problems = read_take(path, root=tmp_path)
    assert take is not None, problems
    assert take.reset.clear == 60
    # The take's own card wins.
    own = CARD.replace("0.42", "0.5")
    path.write_text(TAKE.format(wiper="", reset="", card=own), encoding="utf-8")
    take, _ = read_take(path, root=tmp_path)
    assert take is not None
    assert calibrated(materials(), take.calibration)["paper"].density.value == 50


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("cone_radius = 0.4", "`cone_radius` says nothing without `cone_height`."),
        ("drop_metres = 2", "`drop_metres` says nothing without `drop_seconds`."),
        ("lux = [{ mm = 5, lux = 90 }]", "a reading under bare glass"),
        ('material = "papr"', "There is no snow material `papr`."),
    ],
)
def test_half_a_reading_is_an_error_with_its_place(line: str, told: str) -> None:
    card = CARD if "material" not in line else CARD.replace('material = "paper"\n', "")
    text = TAKE.format(wiper="", reset="", card=card + line + "\n")
    take, problems = parse_take(text.encode(), "takes/x.toml")
    assert take is None
    assert any(told in one.what and one.line for one in problems), problems
