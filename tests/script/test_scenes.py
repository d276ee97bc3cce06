"""Scenes: numbers, light, who speaks."""

from __future__ import annotations

from lastlook.script import cue_name, read, scenes_of

SCRIPT = b"""\
Action before the first heading.

INT. CAR - NIGHT #7#

= They wait.

MARA (V.O.)
Yes.

JON (CONT'D) ^
No.

# Middle

= They are found.

EXT. ROAD - CONTINUOUS #7A#

MARA AND JON
Look!

SALT & PEPPER
Hello.

EXT. FIELD
"""


def test_scenes_know_number_light_cast_and_synopsis() -> None:
    car, road, field = scenes_of(read(SCRIPT, "a.fountain"))
    assert (car.id, car.number, car.light, car.line) == ("s001", "7", "night", 3)
    assert (car.cast, car.synopsis) == (("MARA", "JON"), "They wait.")
    assert (road.number, road.light, road.heading.time) == ("7A", "night", "CONTINUOUS")
    assert road.cast == ("MARA", "JON", "SALT & PEPPER")
    assert (field.id, field.number, field.light, field.cast) == ("s003", "3", "", ())


def test_ids_come_from_the_ledger_where_there_is_one() -> None:
    scenes = scenes_of(read(SCRIPT, "a.fountain"), ["s009", "s001", "s004"])
    assert [scene.id for scene in scenes] == ["s009", "s001", "s004"]


def test_cue_names_lose_their_extensions() -> None:
    assert cue_name("Mara (V.O.) (CONT'D)") == "MARA"
    assert cue_name("DR. SEE-SAW  (on phone)") == "DR. SEE-SAW"
    assert cue_name("JON (never closed") == "JON"
