"""Take files: what is read, and what is said of mistakes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from lastlook.errors import LastlookError
from lastlook.take import Standing, calibrated, materials, parse_take, read_take
from lastlook.take.bodies import bodies
from lastlook.take.take_file import parse_card

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'title = "T"\nduration = 20\n[set]\ncar = "sedan"\n'


def said(text: str, *, head: str = HEAD) -> str:
    take, problems = parse_take((head + text).encode(), "takes/t.toml")
    assert take is None
    return "\n".join(f"{p.line}: {p.message}" for p in problems)


def test_the_example_is_read_without_a_problem(last_ride: Path) -> None:
    take, problems = read_take(last_ride / "takes" / "24-car.toml", root=last_ride)
    assert problems == []
    assert take is not None
    assert (take.scene, int(take.duration)) == ("s025", 300)
    assert {cue.department for cue in take.cues} >= {"Camera", "Sound", "Light", "Props"}


def test_the_least_take() -> None:
    take, problems = parse_take(HEAD.encode(), "t.toml")
    assert problems == []
    assert take is not None
    assert take.fps == 24
    assert take.falling == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[cranes]]\nlens = 40\n", "5: `cranes` is not known at the top of the file."),
        (
            '[[falling]]\nname = "F"\nmaterial = "papr"\nrate = 10\n',
            "7: There is no snow material `papr`. Did you mean `paper`?",
        ),
        (
            (
                '[[dumps]]\nname = "D"\nmaterial = "paper"\nat = 21\nseconds = 2\nlitres = 5\n'
                "path = [{ x = 0, y = 0, z = 2 }]\n"
            ),
            "8: 21 s is after the end of the take at 20 s.",
        ),
        (
            (
                '[[dumps]]\nname = "D"\nmaterial = "paper"\nat = 1\nseconds = 2\nlitres = 5\n'
                "path = [{ at = 1, x = 0, y = 0, z = 2 }, { at = 0, x = 1, y = 0, z = 2 }]\n"
            ),
            "11: The path is not in the order of time.",
        ),
        ("[[wiper_speeds]]\nat = 1\ncycles = 45\n", "There are no wipers to run."),
        (
            "[[wipers]]\nu = 0\nv = 0\ninner = 0.6\nouter = 0.1\npark = 170\nsweep = -90\n",
            "9: The blade ends before it begins.",
        ),
        ('[[closes]]\npane = "roof"\nby = 5\n', '6: `pane` cannot be "roof".'),
        ('[[closes]]\npane = "rear"\nby = 25\n', "7: A pane closes between `after` and `by`"),
        ('[[calibration]]\nmaterial = "paper"\n', "5: This card measures nothing."),
        (
            '[[calibration]]\nmaterial = "paper"\nr_opt = 90\nsheet = 0.5\n',
            "7: A material is either flakes or grains.",
        ),
        (
            '[[calibration]]\nmaterial = "polymer"\nsheet = 0.5\n',
            "7: A sheet's light says nothing without its grammage",
        ),
        (
            '[[set.boards]]\nside = "left"\nstart = 1\nend = 0\nheight = 0.8\nreach = 0.2\n',
            "8: The board ends where it begins",
        ),
        (
            '[[falling]]\nname = "F"\nmaterial = "paper"\nrate = 10\nat = 5\nuntil = 4\n',
            "10: It stops before it begins.",
        ),
        (
            (
                '[[falling]]\nname = "F"\nmaterial = "paper"\nrate = 10\n'
                "area = { left = -1, right = 1, front = 1, rear = -1 }\n"
            ),
            "9: The area of release is empty.",
        ),
        ("[[wind]]\nat = 9\nspeed = 1\n[[wind]]\nspeed = 2\n", "[[wind]] is not in the order"),
    ],
)
def test_mistakes_are_said_with_their_line(text: str, words: str) -> None:
    assert words in said(text)


def test_all_mistakes_are_said_at_once() -> None:
    text = '[[falling]]\nname = "F"\nmaterial = "x"\nrate = 10\nat = 50\n'
    found = said(text, head=HEAD.replace("sedan", "sedam"))
    assert "There is no car body `sedam`. Did you mean `sedan`?" in found
    assert "There is no snow material `x`." in found
    assert "50 s is after the end" in found


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LastlookError, match="cannot be opened"):
        read_take(tmp_path / "none.toml")


def test_a_log_is_not_read_as_a_take(tmp_path: Path) -> None:
    file = tmp_path / "24-car.log.toml"
    file.write_text("format = 1\n")
    with pytest.raises(LastlookError, match=r"is a log.*: 24-car\.toml"):
        read_take(file)


def test_measured_values_take_the_place_of_others_and_the_takes_own_win(tmp_path: Path) -> None:
    (tmp_path / "calibration.toml").write_text(
        '[[calibration]]\nmaterial = "paper"\ndensity = 44\nrepose = 47\nnote = "bucket"\n'
    )
    file = tmp_path / "takes" / "1.toml"
    file.parent.mkdir()
    file.write_text(HEAD + '[[calibration]]\nmaterial = "paper"\nrepose = 49\n')
    take, problems = read_take(file, root=tmp_path)
    assert problems == []
    assert take is not None
    paper = calibrated(materials(), take.calibration)["paper"]
    assert (paper.density.value, paper.density.standing) == (44, Standing.MEASURED)
    assert paper.repose.value == 49
    assert paper.friction.standing is Standing.ASSUMED
    assert materials()["paper"].density.standing is Standing.PUBLISHED


def test_a_bad_card_is_the_cards_problem(tmp_path: Path) -> None:
    (tmp_path / "calibration.toml").write_text('[[calibration]]\nmaterial = "sugar"\nsack = 5\n')
    file = tmp_path / "1.toml"
    file.write_text(HEAD)
    take, problems = read_take(file, root=tmp_path)
    assert take is None
    assert [(p.file, p.line) for p in problems] == [("calibration.toml", 2)]
    assert parse_card(b"x = 1\n")[1]


def test_a_bad_reading_is_the_cards_problem_too(tmp_path: Path) -> None:
    (tmp_path / "calibration.toml").write_text(
        '[[card]]\nmaterial = "paper"\ndrop_metres = 2\ndrop_seconds = [0]\n'
    )
    file = tmp_path / "1.toml"
    file.write_text(HEAD)
    take, problems = read_take(file, root=tmp_path)
    assert take is None
    assert [(p.file, p.line) for p in problems] == [("calibration.toml", 4)]


def test_a_card_can_turn_flakes_into_grains() -> None:
    card = parse_card(b'[[calibration]]\nmaterial = "paper"\nr_opt = 90\n')[0].calibration
    paper = calibrated(materials(), card)["paper"]
    assert paper.grammage is None
    assert paper.r_opt is not None
    flake = parse_card(b'[[calibration]]\nmaterial = "polymer"\ngrammage = 30\n')[0].calibration
    polymer = calibrated(materials(), flake)["polymer"]
    assert polymer.r_opt is None
    assert polymer.sheet is not None
    assert polymer.sheet.standing is Standing.ASSUMED


@pytest.mark.parametrize("material", materials().values(), ids=lambda m: m.id)
def test_every_value_is_published_with_a_source_or_assumed(material: object) -> None:
    from lastlook.take import Material

    assert isinstance(material, Material)
    assert (material.grammage is None) == (material.sheet is None) != (material.r_opt is None)
    for value in material.quantities().values():
        assert bool(value.source) == (value.standing is Standing.PUBLISHED)


@pytest.mark.parametrize("body", bodies().values(), ids=lambda b: b.id)
def test_bodies_have_glass_of_a_real_car(body: object) -> None:
    from lastlook.take import Body

    assert isinstance(body, Body)
    assert 2.4 < sum(pane.area for pane in body.panes) < 4.2
    for pane in body.panes:
        if pane.is_side:
            assert 70 <= pane.tilt <= 75
        elif pane.name == "windscreen":
            assert 25 <= pane.tilt <= 35
    assert Decimal(str(body.roof)) > Decimal(str(body.belt))
