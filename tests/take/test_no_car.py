"""A set without a car: a room, a street, a stage."""

from __future__ import annotations

import pytest

from lastlook.paperwork.take_pages import take_pages
from lastlook.take import parse_take
from lastlook.take.rehearsal import Rehearsal, rehearse
from lastlook.take.sight import Verdict

ROOM = """
title = "20: the attic"
duration = 4
[set]
car = "none"
length = 5
width = 4
    [[set.walls]]
    name = "Parapet"
    x = 2
    y = -2
    to_x = 2
    to_y = 2
    height = 1.2
[[falling]]
name = "Through the roof"
material = "polymer"
rate = 120
[[dumps]]
name = "Heap"
material = "polymer"
at = 0.5
seconds = 2
litres = 20
path = [{ x = 0, y = 0, z = 2 }]
[[figures]]
name = "Mia"
role = "actor"
path = [{ x = 0.5, y = 0.8, facing = 180 }]
[[figures]]
name = "Grip"
path = [
    { x = 3.6, y = 0, facing = 180, pose = "prone" },
    { at = 2, x = 3.6, y = 0, facing = 180, pose = "prone" },
    { at = 3, x = 3.6, y = 0, facing = 180 },
]
[[lamps]]
name = "Moon"
kind = "led-panel"
x = -4
y = 3
z = 3
aim = { x = 0, y = 0, z = 0 }
[[cameras]]
name = "A"
sensor = "venice"
lens = 35
frames = [{ x = -2, y = 0, z = 1.4, look = { x = 2, y = 0, z = 1.1 } }]
[reset]
hold_minutes = 30
[fineness]
ground = 0.05
"""


@pytest.fixture(scope="module")
def room() -> Rehearsal:
    take, problems = parse_take(ROOM.encode(), "t.toml")
    assert problems == []
    assert take is not None
    return rehearse(take, every=0.25)


def test_who_stands_up_behind_a_parapet_is_seen(room: Rehearsal) -> None:
    assert room.sight is not None
    assert room.sight.verdict is Verdict.SEEN
    assert {one.thing for one in room.sight.give_aways} == {"Grip"}
    assert 2.0 < min(one.since for one in room.sight.give_aways) < 3.0


def test_snow_lies_on_the_floor_alone_and_none_is_lost(room: Rehearsal) -> None:
    (account,) = room.run.accounts.values()
    assert set(account.lies) <= {"ground", "beyond the set", "in the air"}
    assert abs(account.missing) <= 1e-9 * account.came
    assert room.run.panes == {}
    assert room.run.film is not None
    assert room.run.film.thickness[-1].max() > 0.02


def test_nothing_is_said_of_a_car(room: Rehearsal) -> None:
    words = " ".join([*room.safety, *room.assumed, *(step.what for step in room.reset.steps)])
    assert "ngine" not in words
    assert "Car body" not in words
    assert "pane" not in [step.what.split()[-1] for step in room.reset.steps]
    assert "slippery" in words
    assert room.kept


def test_pages_are_drawn_without_a_car(room: Rehearsal) -> None:
    files = take_pages(room, room.stage, name="20")
    plan = next(data for name, data in files.items() if "plan-1" in name).decode()
    assert "Parapet" in plan
    assert ">front<" not in plan
    assert "how opaque" not in files["take-20.svg"].decode()
    assert {"take-20.pdf", "take-20-sheet.pdf"} <= set(files)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('[[faces]]\nname = "F"\nseat = "front-left"\n', "Light is followed at seats of a car"),
        ('[[closes]]\npane = "rear"\nby = 3\n', "Panes are in a car, and there is none."),
        (
            "[[wipers]]\nu = 0\nv = 0\ninner = 0.1\nouter = 0.5\npark = 176\nsweep = -92\n",
            "Wipers are on a car, and there is none.",
        ),
        ('[[figures]]\nname = "Ivo"\nseat = "rear-left"\n', "Ivo sits in a car"),
    ],
)
def test_what_only_a_car_has_is_a_problem_of_its_line(more: str, says: str) -> None:
    take, (problem,) = parse_take((ROOM + more).encode(), "t.toml")
    assert take is None
    assert says in problem.what
    assert problem.line > ROOM.count("\n")


def test_boards_and_parts_that_come_off_need_a_car_too() -> None:
    text = ROOM.replace('car = "none"', 'car = "none"\nwithout = ["inner mirror"]')
    _, (problem,) = parse_take(text.encode(), "t.toml")
    assert "Parts come off a car" in problem.what
