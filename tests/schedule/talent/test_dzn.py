"""MiniZinc data files: every way to write one, and what is said of those that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import LastlookError, ProblemsError
from lastlook.schedule.talent import TalentInstance, parse_dzn, read_dzn

if TYPE_CHECKING:
    from pathlib import Path

SMALL = TalentInstance(casts=(0b01, 0b11, 0b10), rates=(5, 0), durations=(1, 2, 0))


@pytest.mark.parametrize(
    "text",
    [
        "numScenes = 3; numActors = 2; ia = [|1,1,0|0,1,1|]; c = [5,0]; d = [1,2,0];",
        "d=[1,2,0,];c=[5,0];ia=[| 1, 1, 0,\n | 0, 1, 1 |\n |]",
        "% a film\nia = /* who | where */ [|1,1,0|0,1,1|];\nc = [ 5 , 0 ];d = [1,2,0]; % end",
        'c=[+5,0];s=[3,2,1];name="x; y";kind={A,B};d=[1,2,0];ia=[|true,1,false|0,1,1|];',
        "ia=array2d(1..2,1..3,[1,1,0,0,1,1]);c=array1d(1..2,[5,0]);d=[1,2,0];r=1.5;",
        "ia=array2d(ACTOR,1..numScenes,[1,1,0,0,1,1]);c=array1d(1..n,[5,0]);d=[1,2,0];",
        "ia=[1,1,0,0,1,1];c=[5,0];d=[1,2,0];",
        "ia=[{2,1},{3,2,}];c=[5,0];d=[1,2,0];",
        'SCENES=1..3;names=["a;b","c % d"];x=[|"p"|];ia=[|1,1,0|0,1,1|];c=[5,0];d=[1,2,0];',
    ],
)
def test_items_come_in_any_order_and_dress(text: str) -> None:
    assert parse_dzn(text) == SMALL


def test_a_film_may_lack_actors() -> None:
    assert parse_dzn("ia=[||];c=[];d=[1,2];") == TalentInstance(
        casts=(0, 0), rates=(), durations=(1, 2)
    )


GOOD = {"ia": "[|1,1,0|0,1,1|]", "c": "[5,0]", "d": "[1,2,0]"}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ia", "[|1,1,0|0,2,1|]", "1:14: error: 2 stands where"),
        ("ia", "[|1,1,0|0,1|]", "1:12: error: A row of ia has 2 numbers, the first one 3."),
        ("ia", "[1,1,0]", "1:4: error: ia is not an array of two dimensions. Write ia = [|"),
        ("ia", "array2d(1..2,1..2,[1,1,0])", "1:4: error: array2d has room for 4 numbers"),
        ("ia", "[|1,1,x|]", "1:10: error: A number should stand where x does."),
        ("ia", "[{1,4},{2}]", "1:8: error: 4 is no scene; d has 3 durations."),
        ("ia", "[{1,2}]", "2:3: error: c has 2 rates, but there are 1 rows in ia."),
        ("ia", "[{1,x}]", "1:8: error: A number should stand where x does."),
        ("c", "[5]", "2:3: error: c has 1 rates, but there are 2 rows in ia."),
        ("c", "[5,-1]", "2:6: error: -1 is negative."),
        ("c", "[5,1.5]", "2:6: error: 1.5 is not a whole number."),
        ("c", "5", "2:3: error: c is not a list of numbers."),
        ("c", "[5 0]", "2:6: error: , should stand before 0."),
        ("c", "[5,0", "2:7: error: , should stand before ;."),
        ("c", f"[5,{'9' * 5000}]", "2:6: error: A number here has more than 18 digits."),
        ("c", "", "2:3: error: A value is missing before ;."),
        ("d", "[1,2]", "3:3: error: d has 2 durations, but there are 3 columns in ia."),
        ("numScenes", "4", "4:11: error: numScenes is 4, but ia has 3 columns."),
        ("numActors", "[2]", "4:11: error: numActors is not a number, but ia has 2 rows."),
        ("", "3", "4:1: error: The name of an item should stand where = does."),
    ],
)
def test_a_mistake_is_named_with_its_place(name: str, value: str, said: str) -> None:
    items = {**GOOD, name: value}
    with pytest.raises(ProblemsError) as caught:
        parse_dzn("\n".join(f"{key}={given};" for key, given in items.items()), "film.dzn")
    assert str(caught.value.problems[0]).startswith(f"film.dzn:{said}")
    assert len(caught.value.problems) == 1


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        parse_dzn("c=[1,;\nc=[2];\nd=[x];\nd=[3];\nd=[4]")
    assert [problem.place for problem in caught.value.problems] == [
        *("instance.dzn:1:6", "instance.dzn:3:4", "instance.dzn:5:1")
    ]
    with pytest.raises(ProblemsError) as caught:
        parse_dzn("")
    assert [problem.what for problem in caught.value.problems] == [
        f"The item {name} is missing." for name in ("c", "d", "ia")
    ]


def test_files_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "film.dzn").write_bytes(b"c = [\xff];")
    with pytest.raises(ProblemsError, match=r"film.dzn: error: Is not text in UTF-8."):
        read_dzn(tmp_path / "film.dzn")
    with pytest.raises(LastlookError, match="cannot be read"):
        read_dzn(tmp_path / "none.dzn")


@given(text=st.text(alphabet='iacd=[|],;1 0.\n%/*"x-()', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_dzn(text)
    except ProblemsError as error:
        assert error.problems
