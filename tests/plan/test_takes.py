"""Take files as part of the production: their scene, and the time that they need."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lastlook.plan.film import check, load, take_of
from lastlook.plan.takes import KEPT, keep

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.errors import Problem

SCRIPT = "EXT. ROAD - DAY #1#\n\nA dog.\n\nINT. CAR - NIGHT #2#\n\nA cat.\n"
PRODUCTION = """title = "Film"
script = "script.fountain"
[calendar]
start = 2027-01-18
[hours]
day_call = "07:00"
night_call = "17:00"
[[location]]
id = "road"
name = "Road"
sets = ["ROAD", "CAR"]
"""
TAKE = """format = 1
title = "2: the car"
scene = "{scene}"
duration = 60
[set]
car = "sedan"
[reset]
people = 2
pane_minutes = 0
roll_minutes = 1
rig_minutes = 30
spare_minutes = 4
{reset}
    [[reset.steps]]
    what = "Coat back"
    minutes = 10
[fineness]
step = 1
ground = 0.2
glass = 0.2
"""


def folder(
    at: Path, *, scene: str = "s002", reset: str = "wanted = 3", decisions: str = ""
) -> Path:
    """A production of two scenes and a take."""
    (at / "takes").mkdir(parents=True)
    (at / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    (at / "production.toml").write_text(PRODUCTION, encoding="utf-8")
    (at / "breakdown.toml").write_text(decisions, encoding="utf-8")
    take = TAKE.format(scene=scene, reset=reset)
    (at / "takes" / "2-car.toml").write_text(take, encoding="utf-8")
    return at


def of_takes(problems: tuple[Problem, ...]) -> list[str]:
    return [str(one) for one in problems if one.file.startswith("takes/")]


def minutes(at: Path) -> list[tuple[int | None, str]]:
    film, problems = load(at)
    assert film is not None, problems
    return [(sheet.minutes, sheet.minutes_from) for sheet in film.sheets]


def test_rig_takes_and_resets_are_the_scenes_time(tmp_path: Path) -> None:
    # 30 to rig, 3 takes of 1 and 1 to roll, 2 resets of 10, 4 in hand: 60.
    assert minutes(folder(tmp_path)) == [(None, ""), (60, "takes/2-car.toml")]


def test_minutes_are_rounded_up_to_five(tmp_path: Path) -> None:
    # One more take and reset are 12 minutes more.
    assert minutes(folder(tmp_path, reset="wanted = 4"))[1] == (75, "takes/2-car.toml")


def test_a_take_that_does_not_say_how_many_are_wanted_leaves_the_eighths(tmp_path: Path) -> None:
    assert minutes(folder(tmp_path, reset=""))[1] == (None, "")


def test_stated_minutes_stand_and_a_take_that_needs_more_is_told(tmp_path: Path) -> None:
    at = folder(tmp_path, decisions="[scenes.s002]\nminutes = 45\n")
    assert minutes(at)[1] == (45, "")
    assert of_takes(check(at)) == [
        (
            "takes/2-car.toml: warning: Scene 2 has 45 minutes in breakdown.toml; its take needs "
            "60. The stated minutes count. Take `minutes` out of breakdown.toml, and the take "
            "decides."
        )
    ]
    enough = folder(tmp_path / "b", decisions="[scenes.s002]\nminutes = 60\n")
    assert of_takes(check(enough)) == []


def test_more_takes_wanted_than_fit_is_told(tmp_path: Path) -> None:
    # 25 minutes hold two takes of 2 with a reset of 10 between them.
    found = of_takes(check(folder(tmp_path, reset="wanted = 3\nhold_minutes = 25")))
    assert len(found) == 1
    assert "3 takes are wanted and 2 fit." in found[0]


def test_a_scene_that_is_not_there_is_an_error_with_its_line(tmp_path: Path) -> None:
    at = folder(tmp_path, scene="s020")
    film, problems = load(at)
    assert film is None
    assert of_takes(problems) == [
        (
            "takes/2-car.toml:3: error: There is no scene with the id s020. `scene` is an id of "
            "scenes.toml, not a scene number. Did you mean s002 (scene 2)?"
        )
    ]


def test_mistakes_in_a_take_file_are_told_with_all_others(tmp_path: Path) -> None:
    at = folder(tmp_path, reset="wnated = 3")
    assert any("`wnated` is not known" in one for one in of_takes(check(at)))


def test_a_log_is_not_a_take(tmp_path: Path) -> None:
    at = folder(tmp_path)
    (at / "takes" / "2-car.log.toml").write_text("format = 1\n", encoding="utf-8")
    assert of_takes(check(at)) == []


def test_what_is_known_of_a_take_is_kept_until_it_changes(tmp_path: Path) -> None:
    at = folder(tmp_path)
    film, _ = load(at)
    assert film is not None
    keep(film.takes, film.set_ups, at)
    kept = json.loads((at / KEPT).read_text(encoding="utf-8"))
    kept["takes/2-car.toml"]["minutes"] = 215
    (at / KEPT).write_text(json.dumps(kept), encoding="utf-8")
    assert minutes(at)[1] == (215, "takes/2-car.toml")
    path = at / "takes" / "2-car.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("= 30", "= 40"), encoding="utf-8")
    assert minutes(at)[1] == (70, "takes/2-car.toml")
    (at / KEPT).write_text('{"takes/2-car.toml": {"minutes": "many"}}', encoding="utf-8")
    assert minutes(at)[1] == (70, "takes/2-car.toml")
    (at / KEPT).write_text('{"takes/2-car.toml": 70}', encoding="utf-8")
    assert minutes(at)[1] == (70, "takes/2-car.toml")


PERMIT = """
    [[location.permits]]
    start = 2027-01-18
    end = 2027-01-22
    opens = "{opens}"
    closes = "{closes}"
"""


def permitted(at: Path, *permits: tuple[str, str], reset: str = "wanted = 3") -> Path:
    """The same production, whose road has permits by the clock; the take is at night."""
    made = folder(at, reset=reset)
    path = made / "production.toml"
    own = "".join(PERMIT.format(opens=opens, closes=closes) for opens, closes in permits)
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    return made


def test_the_hours_of_a_permit_hold_takes_too(tmp_path: Path) -> None:
    # 20:00 to 20:55 less 30 to rig: two takes of 2 with a reset of 10 between them.
    at = permitted(tmp_path / "a", ("20:00", "20:55"))
    assert "3 takes are wanted and 2 fit." in of_takes(check(at))[0]
    # Of two permits the longer counts, on end; past midnight too.
    assert of_takes(check(permitted(tmp_path / "b", ("20:00", "20:55"), ("22:30", "01:00")))) == []
    held = take_of(at, at / "takes" / "2-car.toml")
    assert held is not None
    assert held.reset.hold_minutes == 25


def test_the_shorter_of_hold_and_permit_counts(tmp_path: Path) -> None:
    permit = ("18:00", "22:00")
    short = permitted(tmp_path / "a", permit, reset="wanted = 3\nhold_minutes = 25")
    assert "2 fit" in of_takes(check(short))[0]
    long = permitted(tmp_path / "b", permit, reset="wanted = 3\nhold_minutes = 600")
    held = take_of(long, long / "takes" / "2-car.toml")
    assert held is not None
    assert held.reset.hold_minutes == 210


def test_a_take_of_no_production_that_can_be_read_is_not_held(tmp_path: Path) -> None:
    at = permitted(tmp_path, ("18:00", "22:00"))
    assert take_of(at, at / "takes" / "3-car.toml") is None
    (at / "production.toml").write_text("title = 3\n", encoding="utf-8")
    assert take_of(at, at / "takes" / "2-car.toml") is None
