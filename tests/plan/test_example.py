"""The example production with its take: what tests elsewhere state instead is what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.example import MINUTES

from lastlook.plan.film import load

if TYPE_CHECKING:
    from pathlib import Path


def test_the_last_scene_takes_what_its_take_needs(last_ride: Path) -> None:
    film, problems = load(last_ride)
    assert film is not None, problems
    last = film.sheets[-1]
    assert (last.minutes, last.minutes_from) == (MINUTES, "takes/24-car.toml")
    assert film.set_ups["takes/24-car.toml"].fits == 6
