"""Two boards held against each other: every strip has one fate, and the sums are those of cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.schedule import Board, SceneNeed, Shoot, ShootDay, Strip, Unit, cost, violations
from lastlook.schedule.compare import Fate, compare

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


def board(shoot: Shoot, *days: str, units: str = "", bones: str = "") -> Board:
    """Make a board from words: `"s1 s2"` stands on the first date, and so on."""
    return Board(
        days=tuple(
            ShootDay(
                date=shoot.dates[at],
                unit=Unit.NIGHT if units[at : at + 1] == "n" else Unit.DAY,
                work=tuple(Strip(scene=name) for name in names.split()),
            )
            for at, names in enumerate(days)
            if names
        ),
        boneyard=tuple(Strip(scene=name) for name in bones.split()),
    )


def test_each_strip_has_its_fate(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene(f"s{n}") for n in range(1, 8)])
    one = board(shoot, "s1 s2 s3", "s4", "s5", bones="s6")
    two = board(shoot, "s2 s3 s1", "s6", "s5 s4", "s7", units="ddnd")
    found = compare(one, two, shoot)
    assert {strip.scene: strip.fate for strip in found.strips} == {
        "s1": Fate.ORDER,
        "s2": Fate.SAME,
        "s3": Fate.SAME,
        "s4": Fate.MOVED,
        "s5": Fate.UNIT,
        "s6": Fate.PLACED,
        "s7": Fate.PLACED,
    }
    assert [strip.number for strip in found.moved] == ["4"]
    back = compare(two, one, shoot)
    assert [strip.scene for strip in back.strips if strip.fate is Fate.TAKEN_OFF] == ["s6", "s7"]
    third = next(day for day in found.days if day.date == shoot.dates[2])
    assert (third.before, third.after) == (Unit.DAY, Unit.NIGHT)
    assert (third.minutes_before, third.minutes_after) == (60, 120)
    assert (third.gone, third.come) == ((), ("s4",))
    assert found.broken_before == violations(one, shoot) != ()


def test_a_strip_without_a_scene_is_told_by_its_id(
    make_scene: MakeScene, make_shoot: MakeShoot
) -> None:
    shoot = make_shoot([make_scene("s1")])
    found = compare(board(shoot, "s1"), board(shoot, "s1 s99"), shoot)
    assert [(strip.number, strip.fate) for strip in found.strips] == [
        ("1", Fate.SAME),
        ("s99", Fate.PLACED),
    ]
    assert [one.rule for one in found.broken_after] == ["unknown scene"]


@settings(max_examples=60)
@given(data=st.data())
def test_sums_are_those_of_cost_and_orders_those_of_the_day(
    data: st.DataObject, shoots_with: Callable[..., st.SearchStrategy[Shoot]]
) -> None:
    shoot = data.draw(shoots_with(most_scenes=5))
    dates = st.lists(
        st.integers(0, len(shoot.dates) - 1),
        min_size=len(shoot.scenes),
        max_size=len(shoot.scenes),
    )
    boards = []
    for _ in range(2):
        scenes = data.draw(st.permutations([scene.id for scene in shoot.scenes]))
        at = data.draw(dates)
        days = [
            " ".join(name for name, on in zip(scenes, at, strict=True) if on == day)
            for day in range(len(shoot.dates))
        ]
        boards.append(board(shoot, *days))
    one, two = boards
    found = compare(one, two, shoot)
    totals = [cost(each, shoot).total for each in boards]
    assert (found.total.before, found.total.after) == (totals[0], totals[1])
    assert sum((term.added for term in found.terms), Decimal(0)) == totals[1] - totals[0]
    on = [{s.scene: d.date for d in each.days for s in d.strips} for each in boards]
    assert {s.scene for s in found.moved} == {name for name in on[0] if on[0][name] != on[1][name]}
    # Strips that are the same stand in the same order on both boards.
    same = {strip.scene for strip in found.strips if strip.fate is Fate.SAME}
    kept = [
        [[s.scene for s in day.strips if s.scene in same] for day in each.days] for each in boards
    ]
    assert [day for day in kept[0] if day] == [day for day in kept[1] if day]
    assert not any(s.fate is not Fate.SAME for s in compare(one, one, shoot).strips)
    assert replace(found, strips=()) != found
