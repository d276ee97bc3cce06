"""board.toml with second units and chosen locations: written, read, kept, and its mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lastlook.errors import ProblemsError
from lastlook.schedule import Board, SceneNeed, Shoot, ShootDay, Strip, read_board, write_board
from lastlook.schedule.board import SetAt
from lastlook.schedule.board_file import fingerprint, locks
from lastlook.schedule.shoot import Choice, SecondUnit

if TYPE_CHECKING:
    from pathlib import Path

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


@pytest.fixture
def shoot(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    plain = make_shoot([make_scene("s0"), make_scene("s1", location="lot")])
    unit = SecondUnit(
        id="second",
        label="Second unit",
        scenes=frozenset({"s1"}),
        dates=frozenset(range(5)),
        day_costs=((1, 1),) * 5,
    )
    car = Choice(of="CAR", label="CAR", scenes=frozenset({"s0"}), places=("garage", "lot"))
    return replace(plain, second_units=(unit,), choices=(car,))


@pytest.fixture
def board(shoot: Shoot) -> Board:
    first = shoot.dates[0]
    return Board(
        days=(
            ShootDay(date=first, work=(Strip(scene="s0"),)),
            ShootDay(date=first, crew="second", locked=True, work=(Strip(scene="s1"),)),
        ),
        places=(SetAt(of="CAR", location="lot", locked=True),),
    )


def test_units_and_places_are_read_as_they_were_written(
    shoot: Shoot, board: Board, tmp_path: Path
) -> None:
    path = tmp_path / "board.toml"
    write_board(path, board, shoot, expected=None)
    text = path.read_text(encoding="utf-8")
    assert 'crew = "second"\nlocked = true' in text
    assert '"CAR" = { location = "lot", locked = true }' in text
    found = read_board(path, shoot)
    assert found.board == board
    assert found.problems == ()
    assert locks(board) == (f"{shoot.dates[0]} second", "set CAR")


def test_remarks_stay_with_the_day_of_their_unit(
    shoot: Shoot, board: Board, tmp_path: Path
) -> None:
    path = tmp_path / "board.toml"
    write_board(path, board, shoot, expected=None)
    text = path.read_text(encoding="utf-8")
    head, main, second = text.split("[[day]]")
    path.write_text(f"{head}# of the main unit\n[[day]]{main}# of the second\n[[day]]{second}")
    read = read_board(path, shoot)
    moved = replace(board.days[1], date=shoot.dates[2])
    changed = replace(board, days=(replace(board.days[0], work=()), moved))
    write_board(path, changed, shoot, expected=read.snapshot)
    after = path.read_text(encoding="utf-8")
    assert "# of the main unit\n[[day]]" in after
    assert after.index("# of the second") > after.index("not on the board any more")
    assert read_board(path, shoot).board == changed


def test_places_may_stand_above_the_days(shoot: Shoot, board: Board, tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    write_board(path, board, shoot, expected=None)
    text = path.read_text(encoding="utf-8")
    table = text[text.index("[places]") :]
    path.write_text(text.replace(table, "").replace("boneyard = []\n", f"boneyard = []\n\n{table}"))
    read = read_board(path, shoot)
    assert read.board == board
    write_board(path, board, shoot, expected=read.snapshot)
    assert path.read_text(encoding="utf-8").count("[places]") == 1
    assert read_board(path, shoot).board == board


def test_a_proof_knows_units_and_places(shoot: Shoot, board: Board) -> None:
    now = fingerprint(board, shoot)
    elsewhere = replace(board, places=(SetAt(of="CAR", location="garage"),))
    main = replace(board, days=(board.days[0], replace(board.days[1], crew="")))
    assert len({now, fingerprint(elsewhere, shoot), fingerprint(main, shoot)}) == 3
    unlocked = replace(board, places=(SetAt(of="CAR", location="lot"),))
    assert fingerprint(unlocked, shoot) == now


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('places = ["lot"]', "`places` is a table"),
        ("[places]\nCAR = 3", "3 is no location"),
        ("[places]\nCAR = { location = 3 }", "location"),
        (
            "[[day]]\ndate = 2027-01-18\n[[day]]\ndate = 2027-01-18",
            "under one [[day]], or give one of them a `crew`.",
        ),
        (
            '[[day]]\ndate = 2027-01-18\ncrew = "second"\n[[day]]\ndate = 2027-01-18',
            "comes after another unit's of that date",
        ),
    ],
)
def test_mistakes_are_named(shoot: Shoot, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "board.toml"
    path.write_text(text)
    with pytest.raises(ProblemsError) as caught:
        read_board(path, shoot)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[day]]\ndate = 2027-01-18\ncrew = "third"', 'There is no second unit "third"'),
        ('[places]\nHOUSE = "lot"', "leaves a choice for HOUSE"),
    ],
)
def test_what_nobody_knows_is_warned_of(
    shoot: Shoot, tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "board.toml"
    path.write_text(text)
    (problem,) = read_board(path, shoot).problems
    assert words in problem.message
