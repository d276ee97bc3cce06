"""Many broken rules are said in a few lines, and none is left out of the count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.schedule import (
    Board,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    Violation,
    summarise,
    violations,
)

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


def test_an_emptied_board_is_one_line(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene(f"s{n}") for n in range(1, 26)])
    broken = violations(Board(), shoot)
    assert len(broken) == 25
    assert summarise(broken) == (
        "25 scenes are neither on a day nor in the boneyard: 1, 2, 3, 4, 5 and 20 more.",
    )


def test_a_wrong_unit_is_one_line_for_its_day(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene(f"s{n}", label=f"scene {n}A (INT. X)") for n in range(4)])
    strips = tuple(Strip(scene=f"s{n}") for n in range(4))
    board = Board(days=(ShootDay(date=shoot.dates[0], unit=Unit.NIGHT, work=strips),))
    assert summarise(violations(board, shoot)) == (
        "4 scenes of 18 Jan 2027 need another unit than that day's: 0A, 1A, 2A and 3A.",
    )


def test_roles_that_are_not_free_stand_together(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene(f"s{n}", cast=frozenset({1, 2})) for n in range(2)])
    busy = tuple(replace(who, dates=frozenset({4})) for who in shoot.players)
    shoot = replace(shoot, players=busy)
    strips = tuple(Strip(scene=f"s{n}") for n in range(2))
    board = Board(days=(ShootDay(date=shoot.dates[0], work=strips),))
    assert summarise(violations(board, shoot)) == (
        "On 18 Jan 2027 roles 1 and 2 are not free for 2 scenes: 0 and 1.",
    )


def test_one_broken_rule_keeps_its_sentence(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene("s1")])
    broken = violations(Board(), shoot)
    assert (
        summarise(broken)
        == (broken[0].text,)
        == ("Scene 1 is neither on a day nor in the boneyard.",)
    )
    assert summarise(()) == ()


rules = st.sampled_from(("missing", "twice", "unknown scene", "light", "cast", "location", "other"))


@settings(deadline=None, derandomize=True)
@given(
    st.lists(
        st.builds(
            lambda rule, number, day: Violation(
                rule=rule,
                text=f"{rule} {number}.",
                scenes=(f"s{number}",),
                numbers=(str(number),),
                people=(number,) if rule == "cast" else (),
                dates=() if rule == "missing" else (day,),
            ),
            rules,
            st.integers(1, 40),
            st.dates(),
        ),
        max_size=60,
    )
)
def test_at_most_six_lines_and_nothing_uncounted(broken: list[Violation]) -> None:
    lines = summarise(broken)
    assert len(lines) <= 6
    assert bool(lines) == bool(broken)
    assert all(line.endswith(".") and line[0] != " " for line in lines)
    groups = {(v.rule, () if v.rule in {"twice", "unknown scene"} else v.dates) for v in broken}
    assert (len(groups) > 6) == bool(lines and re.fullmatch(r"And \d+ more .*", lines[-1]))


def test_each_line_ends_with_who_says_so() -> None:
    one = Violation(rule="cast turnaround", text="MARA (1) rests too little.", source="The union")
    other = replace(one, text="JON (2) rests too little.", people=(2,))
    assert summarise([one]) == ("MARA (1) rests too little. [The union]",)
    assert summarise([one, other]) == ("Cast turnaround is broken 2 times. [The union]",)
