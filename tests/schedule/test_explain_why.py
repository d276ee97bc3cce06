"""Why a scene is where it is: prices that `cost` confirms, rules that the checker names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lastlook.schedule import Board, SceneNeed, Shoot, ShootDay, Strip, Unit, cost, violations
from lastlook.schedule.explain import NoSuchSceneError, why
from lastlook.schedule.explain.trial import tried
from lastlook.schedule.solver.task import make_task

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_every_other_date_is_priced_or_shut(
    data: st.DataObject,
    shoots_with: Callable[..., st.SearchStrategy[Shoot]],
    boards_of: Callable[..., Iterator[Board]],
) -> None:
    shoot = data.draw(shoots_with(most_scenes=3))
    legal = [board for board in boards_of(shoot) if not violations(board, shoot)]
    assume(legal)
    board = data.draw(st.sampled_from(legal))
    need = data.draw(st.sampled_from(shoot.scenes))
    found = why(shoot, board, need.id, nearest=1, seconds=0.5)
    now = cost(board, shoot).total
    assert [other.date for other in found.dates] == [d for d in shoot.dates if d != found.date]
    options = make_task(shoot).options[shoot.scenes.index(need)]
    for other in found.dates:
        trial = tried(board, shoot, need, other.date)
        assert other.broken == violations(trial.board, shoot)
        if other.added is None:
            assert other.broken
        else:
            assert other.added == cost(trial.board, shoot).total - now
            assert other.added == sum(term.added for term in other.terms)
        if other.own:
            assert shoot.dates.index(other.date) not in options
        there = [
            cost(one, shoot).total
            for one in legal
            if any(
                d.date == other.date and need.id in {s.scene for s in d.strips} for d in one.days
            )
        ]
        assert not (other.impossible and there)
        if other.change:
            assert other.change.total.after == min(there)
            assert other.at_least is not None
            assert other.at_least <= min(there) - now
            assert violations(Board(days=()), shoot) != other.change.broken_after == ()


def test_a_scene_with_one_date_says_why(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene("s1"), make_scene("s2", location="lot")], count=3)
    mara = replace(shoot.players[0], label="MARA (1)", dates=frozenset({0, 1}))
    garage, lot = shoot.places
    garage = replace(garage, minutes=((0, 0), *garage.minutes[1:]))
    shoot = replace(shoot, players=(mara,), places=(garage, lot))
    board = Board(
        days=(
            ShootDay(
                date=shoot.dates[1],
                work=(Strip(scene="s1", locked=True), Strip(scene="s2")),
            ),
        )
    )
    found = why(shoot, board, "s1", nearest=2, seconds=0.5)
    assert (found.date, found.unit, found.locked) == (shoot.dates[1], Unit.DAY, True)
    assert [says for says, _ in found.needs] == [
        "MARA (1) (free 18–19 Jan 2027)",
        "Garage (open to a day unit for its 60 min 19–20 Jan 2027)",
    ]
    first, last = found.dates
    assert [one.rule for one in first.broken] == ["location"]
    assert [one.rule for one in last.broken] == ["cast"]
    assert (len(first.own), len(last.own)) == (1, 1)
    assert found.open == ()
    assert not any(other.change or other.impossible for other in found.dates)


def test_with_others_moved_it_may_be_cheaper(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene("s1", minutes=300), make_scene("s2", minutes=300), make_scene("s3")]
    shoot = make_shoot(scenes, count=3)
    board = Board(
        days=(
            ShootDay(date=shoot.dates[0], work=(Strip(scene="s1"), Strip(scene="s2"))),
            ShootDay(date=shoot.dates[1], work=(Strip(scene="s3"),)),
        )
    )
    found = why(shoot, board, "s3", nearest=1, seconds=0.5)
    first, last = found.dates
    # The first day is full, but s1 can make room.
    assert "capacity" in [one.rule for one in first.broken]
    assert last.added is not None
    assert last.added > 0
    assert last.change is not None
    assert last.change.total.added <= last.added
    both = why(shoot, board, "s3", nearest=2, seconds=0.5)
    (first, _) = both.dates
    assert first.change is not None
    assert first.change.total.added == 0
    assert first.at_least == 0


def test_a_scene_that_is_on_no_day_is_refused(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    shoot = make_shoot([make_scene("s1")])
    with pytest.raises(NoSuchSceneError, match="on no day"):
        why(shoot, Board(boneyard=(Strip(scene="s1"),)), "s1")
