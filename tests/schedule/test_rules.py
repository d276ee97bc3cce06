"""Each rule beyond plain days is found broken where it is, at its very limit, and only there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from lastlook.schedule import (
    Banner,
    Board,
    SceneNeed,
    Shoot,
    ShootDay,
    Strip,
    Unit,
    Violation,
    violations,
)
from lastlook.schedule.minors import MinorLimit
from lastlook.schedule.rules import RULES
from lastlook.schedule.rules.rule import Rule, cite
from lastlook.schedule.shoot import Apart, Daylight, Order, Road, Sun, Together

MakeScene = Callable[..., SceneNeed]
MakeShoot = Callable[..., Shoot]

LIGHT = Daylight(dawn=6 * 60, rise=6 * 60 + 30, set=17 * 60, dusk=17 * 60 + 30)


def day(shoot: Shoot, at: int, *work: Any, unit: Unit = Unit.DAY) -> ShootDay:
    items = tuple(Strip(scene=item) if isinstance(item, str) else item for item in work)
    return ShootDay(date=shoot.dates[at], unit=unit, work=items)


def board(*days: ShootDay) -> Board:
    return Board(days=days)


def one(board: Board, shoot: Shoot) -> Violation:
    (found,) = violations(board, shoot)
    return found


@pytest.fixture
def three(make_scene: MakeScene, make_shoot: MakeShoot) -> Shoot:
    return make_shoot([make_scene("s0"), make_scene("s1"), make_scene("s2", cast=frozenset({2}))])


# -------------------------------------------------------------------------------- the rules


def test_rules_have_names_of_their_own_and_say_what_they_are() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names) > 20
    assert all(rule.says for rule in RULES)
    assert all(not rule.dated or rule.source for rule in RULES)
    # Whoever looks a source up again changes the date of all that it is about.
    assert {rule.dated for rule in RULES} == {None, date(2026, 11, 1)}
    forced = next(rule for rule in RULES if rule.name == "cast turnaround")
    assert forced.price == "Forced calls"
    assert forced.dated == date(2026, 11, 1)


def test_a_production_overrides_a_rules_source(three: Shoot) -> None:
    rule = Rule(
        name="x",
        says="x",
        check=lambda _: iter(()),
        about="hours.work",
        source="House",
        dated=date(2026, 11, 1),
    )
    assert rule.cited(three) == "House (as of 1 Nov 2026)"
    assert rule.cited(replace(three, sources=(("hours.work", "Ours"),))) == "Ours"
    assert rule.cited(replace(three, sources=(("hours.meal", "Ours"),))) == rule.cited(three)
    assert cite("House", None) == "House"
    assert cite("", date(2026, 11, 1)) == ""


def test_a_violation_cites_its_rule(three: Shoot) -> None:
    long = replace(three, work=100, sources=(("hours.work", "Our agreement"),))
    found = one(board(day(long, 0, "s0", "s1"), day(long, 2, "s2")), long)
    assert (found.rule, found.source) == ("capacity", "Our agreement")
    assert found.numbers == ("0", "1")


# ------------------------------------------------------------------------------- story


@pytest.mark.parametrize(
    ("gap", "first", "then", "kept"),
    [(0, 0, 1, True), (0, 1, 0, False), (1, 0, 1, True), (2, 0, 1, False), (2, 0, 2, True)],
)
def test_a_scene_precedes_another(
    three: Shoot, gap: int, first: int, then: int, kept: bool
) -> None:
    order = Order(first="s0", then="s1", gap=gap, why="the beard")
    shoot = replace(three, orders=(order,), scenes=three.scenes[:2])
    days = sorted([day(shoot, first, "s0"), day(shoot, then, "s1")], key=lambda shot: shot.date)
    found = violations(board(*days), shoot)
    assert [violation.rule for violation in found] == ([] if kept else ["order"])
    for violation in found:
        assert violation.scenes == ("s0", "s1")
        assert violation.dates == (shoot.dates[first], shoot.dates[then])
        assert violation.text.endswith("(the beard).")
        assert ("by at least 2 days;" in violation.text) == (gap == 2)


@pytest.mark.parametrize(
    ("gap", "work", "kept"),
    [(0, ("s0", "s1"), True), (0, ("s1", "s0"), False), (1, ("s0", "s1"), False)],
)
def test_on_one_day_the_order_of_strips_counts(
    three: Shoot, gap: int, work: tuple[str, ...], kept: bool
) -> None:
    orders = (Order(first="s0", then="s1", gap=gap),)
    shoot = replace(three, orders=orders, scenes=three.scenes[:2])
    found = violations(board(day(shoot, 0, *work)), shoot)
    assert [violation.rule for violation in found] == ([] if kept else ["order"])


def test_an_order_of_a_scene_in_the_boneyard_is_none(three: Shoot) -> None:
    shoot = replace(three, orders=(Order(first="s0", then="s1"), Order(first="s2", then="s0")))
    kept = Board(days=(day(shoot, 0, "s1", "s2"),), boneyard=(Strip(scene="s0"),))
    assert violations(kept, shoot) == ()


def test_scenes_stay_apart(three: Shoot) -> None:
    shoot = replace(three, apart=(Apart(scenes=frozenset({"s0", "s2"}), why="make-up"),))
    found = one(board(day(shoot, 0, "s0", "s1", "s2")), shoot)
    assert (found.rule, found.scenes, found.dates) == ("apart", ("s0", "s2"), shoot.dates[:1])
    assert found.text.endswith("(make-up).")
    assert violations(board(day(shoot, 0, "s0", "s1"), day(shoot, 1, "s2")), shoot) == ()


def test_scenes_stay_together(three: Shoot) -> None:
    shoot = replace(three, together=(Together(scenes=frozenset({"s0", "s2"})),))
    found = one(board(day(shoot, 0, "s0", "s1"), day(shoot, 1, "s2")), shoot)
    assert (found.rule, found.scenes, found.dates) == ("together", ("s0", "s2"), shoot.dates[:2])
    assert violations(board(day(shoot, 0, "s0", "s2"), day(shoot, 1, "s1")), shoot) == ()


def test_a_scene_has_its_own_dates(three: Shoot) -> None:
    late = replace(three.scenes[0], dates=frozenset({1, 2}), why_not=("not before 19 Jan 2027",))
    shoot = replace(three, scenes=(late, *three.scenes[1:]))
    found = one(board(day(shoot, 0, "s0", "s1", "s2")), shoot)
    assert (found.rule, found.scenes, found.dates) == ("scene dates", ("s0",), shoot.dates[:1])
    assert found.text == ("Scene 0 is not to be shot on 18 Jan 2027 (not before 19 Jan 2027).")
    assert violations(board(day(shoot, 1, "s0", "s1", "s2")), shoot) == ()


# ------------------------------------------------------------------------------- people


def test_a_role_that_must_not_wait(three: Shoot) -> None:
    stage = replace(three.players[0], waits=False)
    shoot = replace(three, players=(stage, three.players[1]))
    found = one(board(day(shoot, 0, "s0"), day(shoot, 1, "s2"), day(shoot, 3, "s1")), shoot)
    assert (found.rule, found.people) == ("must not wait", (1,))
    assert found.dates == shoot.dates[1:3]
    assert "19 Jan 2027, 20 Jan 2027" in found.text
    run = board(day(shoot, 0, "s2"), day(shoot, 1, "s0"), day(shoot, 2, "s1"))
    assert violations(run, shoot) == ()


def resting(three: Shoot, **fields: Any) -> Shoot:
    """A night of three strips, then a day: MARA's is the first strip, an hour from 17:00."""
    night = tuple(replace(scene, units=frozenset(Unit)) for scene in three.scenes)
    stated: dict[str, Any] = {"scenes": night, "turnaround": 0, "cast_turnaround": 720}
    return replace(three, **(stated | fields))


@pytest.mark.parametrize(("least", "rules"), [(780, []), (781, ["cast turnaround"])])
def test_a_role_rests_from_its_own_last_strip(three: Shoot, least: int, rules: list[str]) -> None:
    shoot = resting(three, cast_turnaround=least)
    # s0 from 17:00 to 18:00 is the role's; the company wraps at 19:00 and the meal later.
    nights = board(
        day(shoot, 0, "s0", "s2", unit=Unit.NIGHT),
        day(shoot, 1, "s1"),
    )
    found = violations(nights, shoot)
    assert [violation.rule for violation in found] == rules
    for violation in found:
        assert violation.people == (1,)
        assert violation.scenes == ("s0", "s1")
        assert violation.dates == shoot.dates[:2]
        assert "13 h before" in violation.text
    later = board(day(shoot, 0, "s2", "s0", unit=Unit.NIGHT), day(shoot, 1, "s1"))
    assert [v.rule for v in violations(later, shoot)] == ["cast turnaround"]
    two_nights_on = board(day(shoot, 0, "s0", "s2", unit=Unit.NIGHT), day(shoot, 2, "s1"))
    assert violations(two_nights_on, shoot) == ()


def test_a_forced_call_has_a_price_and_breaks_no_rule(three: Shoot) -> None:
    shoot = resting(three, cast_turnaround=900, forced_call=50_000)
    nights = board(day(shoot, 0, "s0", "s2", unit=Unit.NIGHT), day(shoot, 1, "s1"))
    assert violations(nights, shoot) == ()
    company = replace(shoot, forced_call=None, turnaround=900)
    assert [v.rule for v in violations(nights, company)] == ["turnaround"]


# ------------------------------------------------------------------------------- places


@pytest.mark.parametrize(("free", "rules"), [(0, ["road"]), (1, ["road"]), (2, [])])
def test_a_road_takes_its_days(
    make_scene: MakeScene, make_shoot: MakeShoot, free: int, rules: list[str]
) -> None:
    shoot = make_shoot([make_scene("s0"), make_scene("s1", location="island")])
    road = Road(places=frozenset({"garage", "island"}), minutes=0, cost=0, days=2)
    shoot = replace(shoot, roads=(road,))
    found = violations(board(day(shoot, 0, "s0"), day(shoot, free + 1, "s1")), shoot)
    assert [violation.rule for violation in found] == rules
    for violation in found:
        assert violation.scenes == ("s0", "s1")
        assert violation.dates == (shoot.dates[0], shoot.dates[free + 1])
        assert "2 dates of its own" in violation.text


def test_a_road_of_days_joins_no_day(make_scene: MakeScene, make_shoot: MakeShoot) -> None:
    scenes = [make_scene("s0"), make_scene("s1", location="island"), make_scene("s2")]
    road = Road(places=frozenset({"garage", "island"}), minutes=0, cost=0, days=1)
    shoot = make_shoot(scenes, roads=(road,))
    found = one(board(day(shoot, 0, "s0", "s1"), day(shoot, 3, "s2")), shoot)
    assert (found.rule, found.dates) == ("road", shoot.dates[:1])
    assert "1 date of its own" in found.text
    # Days at the same end of the road need nothing between them.
    assert (
        violations(board(day(shoot, 0, "s0"), day(shoot, 1, "s2"), day(shoot, 4, "s1")), shoot)
        == ()
    )


@pytest.mark.parametrize(("minutes", "rules"), [(540, ["capacity"]), (480, [])])
def test_a_road_takes_its_minutes(
    make_scene: MakeScene, make_shoot: MakeShoot, minutes: int, rules: list[str]
) -> None:
    scenes = [make_scene("s0"), make_scene("s1", location="island")]
    road = Road(places=frozenset({"garage", "island"}), minutes=minutes, cost=0)
    shoot = make_shoot(scenes, roads=(road,))
    assert [v.rule for v in violations(board(day(shoot, 0, "s0", "s1")), shoot)] == rules


# -------------------------------------------------------------------------------- light


def lit(shoot: Shoot, **suns: Sun) -> Shoot:
    scenes = tuple(replace(s, sun=suns.get(s.id, Sun.ANY)) for s in shoot.scenes)
    return replace(shoot, scenes=scenes, daylight=(LIGHT,) * len(shoot.dates))


def test_dusk_waits_for_its_light_and_ends_with_it(three: Shoot) -> None:
    # Called at 7:00: two hours of work, then dusk from 16:00 to 17:30 leaves ninety minutes.
    shoot = lit(replace(three, work=600), s2=Sun.DUSK)
    assert violations(board(day(shoot, 0, "s0", "s1", "s2")), shoot) == ()
    ninety = replace(shoot, scenes=(*shoot.scenes[:2], replace(shoot.scenes[2], minutes=90)))
    assert violations(board(day(ninety, 0, "s0", "s1", "s2")), ninety) == ()
    more = replace(shoot, scenes=(*shoot.scenes[:2], replace(shoot.scenes[2], minutes=91)))
    found = one(board(day(more, 0, "s0", "s1", "s2")), more)
    assert (found.rule, found.scenes) == ("sun", ("s2",))
    assert "from 16:00 to 17:31; its light, dusk, lasts from 16:00 to 17:30" in found.text


def test_a_day_that_waits_too_long_is_told(three: Shoot) -> None:
    shoot = lit(replace(three, work=570), s0=Sun.DUSK)
    # s0 from 16:00 to 17:00, and two hours after it: 19:00, though the day ends at 17:30.
    found = one(board(day(shoot, 0, "s0", "s1", "s2")), shoot)
    assert (found.rule, found.scenes) == ("wait", ("s0", "s1", "s2"))
    assert "wraps at 19:00" in found.text
    assert "end at 17:30" in found.text
    last = board(day(shoot, 0, "s1", "s2", "s0"))
    assert violations(last, shoot) == ()


@pytest.mark.parametrize(("call", "rules"), [(330, []), (360, []), (391, ["sun"])])
def test_dawn_is_waited_for_and_then_over(three: Shoot, call: int, rules: list[str]) -> None:
    shoot = replace(lit(three, s0=Sun.DAWN), calls=(call, 1020))
    found = [v.rule for v in violations(board(day(shoot, 0, "s0", "s1", "s2")), shoot)]
    assert found == rules


def test_day_ends_at_sunset_and_night_begins_at_dusk(three: Shoot) -> None:
    shoot = replace(lit(three, s2=Sun.DAY), calls=(14 * 60, 16 * 60))
    # 14:00 to 16:00 without light, then the hour to sunset.
    assert violations(board(day(shoot, 0, "s0", "s1", "s2")), shoot) == ()
    late = replace(shoot, calls=(14 * 60 + 1, 16 * 60))
    assert [v.rule for v in violations(board(day(late, 0, "s0", "s1", "s2")), late)] == ["sun"]
    dark = lit(resting(three, cast_turnaround=0), s0=Sun.NIGHT)
    dark = replace(dark, calls=(420, 960))
    assert violations(board(day(dark, 0, "s0", "s1", "s2", unit=Unit.NIGHT)), dark) == ()
    first = known_times(dark, board(day(dark, 0, "s0", unit=Unit.NIGHT)))
    assert first == [(17 * 60 + 30, 18 * 60 + 30)]


def known_times(shoot: Shoot, of: Board) -> list[tuple[int, int]]:
    from lastlook.schedule.rules.known import Known

    known = Known(board=of, shoot=shoot)
    return [(strip.start, strip.end) for strip in known.clock_of(of.days[0]).strips]


def test_waiting_takes_rest(three: Shoot) -> None:
    # The day waits until 16:00 and wraps at 17:00: 14 h before 7:00.
    shoot = lit(three, s0=Sun.DUSK)
    waits = board(day(shoot, 0, "s1", "s0"), day(shoot, 1, "s2"))
    assert violations(waits, replace(shoot, turnaround=14 * 60)) == ()
    found = one(waits, replace(shoot, turnaround=14 * 60 + 1))
    assert found.rule == "turnaround"


def test_the_meal_falls_six_hours_after_call(three: Shoot) -> None:
    scenes = tuple(replace(scene, minutes=150) for scene in three.scenes)
    shoot = replace(three, scenes=scenes)
    times = known_times(shoot, board(day(shoot, 0, "s0", "s1", "s2")))
    # 7:00 to 9:30, to 12:00, to 15:30 with the hour from 13:00.
    assert times == [(420, 570), (570, 720), (720, 930)]
    lunch = board(day(shoot, 0, "s0", "s1", Banner(text="Rig", minutes=60), "s2"))
    assert known_times(shoot, lunch)[2] == (840, 990)
    move = Banner(text="Company move", minutes=30, move=True)
    assert known_times(shoot, board(day(shoot, 0, "s0", move, "s1")))[1] == (600, 750)


# ---------------------------------------------------------------------------- clearance


def test_a_held_scene_is_on_no_day(three: Shoot) -> None:
    shoot = replace(three, scenes=three.scenes[1:], held=three.scenes[:1])
    found = one(board(day(shoot, 0, "s0", "s1", "s2")), shoot)
    assert (found.rule, found.scenes) == ("held", ("s0",))
    assert violations(board(day(shoot, 0, "s1", "s2")), shoot) == ()


@pytest.mark.parametrize(("minutes", "rules"), [(0, []), (1, ["cleared"])])
def test_no_call_before_a_scene_is_cleared(three: Shoot, minutes: int, rules: list[str]) -> None:
    since = datetime.combine(date(2027, 1, 19), time(7)) + timedelta(minutes=minutes)
    scenes = (replace(three.scenes[0], clear_from=since), *three.scenes[1:])
    shoot = replace(three, scenes=scenes)
    found = violations(board(day(shoot, 1, "s0", "s1", "s2")), shoot)
    assert [violation.rule for violation in found] == rules


@pytest.mark.parametrize(("most", "rules"), [(120, []), (119, ["minor hours"])])
def test_a_minor_works_within_the_law(three: Shoot, most: int, rules: list[str]) -> None:
    limit = MinorLimit(role=1, label="ROLE 1 (1)", minutes=((most, 0),) * 5, cited="the law")
    shoot = replace(three, minors=(limit,))
    found = violations(board(day(shoot, 0, "s0", "s1", "s2")), shoot)
    assert [violation.rule for violation in found] == rules
    for violation in found:
        assert (violation.scenes, violation.people) == (("s0", "s1"), (1,))


def test_a_meal_is_not_taken_before_it_is_due(three: Shoot) -> None:
    scenes = tuple(replace(scene, minutes=180) for scene in three.scenes)
    shoot = replace(three, scenes=scenes)
    times = known_times(shoot, board(day(shoot, 0, "s0", "s1", "s2")))
    # 13:00 is six hours after call: what ends then ends before the meal.
    assert times == [(420, 600), (600, 780), (840, 1020)]


def test_light_of_the_night_and_of_the_next_morning(three: Shoot) -> None:
    from lastlook.schedule.rules.clock import light_of, walk

    assert light_of(Sun.DUSK, LIGHT, 0) == (16 * 60, 17 * 60 + 30)
    assert light_of(Sun.DAY, LIGHT, 0) == (6 * 60 + 30, 17 * 60)
    assert light_of(Sun.DAWN, LIGHT, 450) == (360, 450)
    assert light_of(Sun.DAWN, LIGHT, 451) == (1440 + 360, 1440 + 450)
    assert light_of(Sun.NIGHT, LIGHT, 359) == (0, 360)
    assert light_of(Sun.NIGHT, LIGHT, 360) == (17 * 60 + 30, 1440 + 360)
    # A move back to base after the last strip is work too.
    back = day(three, 0, "s0", Banner(text="Back", minutes=30, move=True))
    assert walk(back, {s.id: s for s in three.scenes}, three, 420, 0).end == 510


def test_dates_that_are_off_are_told_once(three: Shoot) -> None:
    limit = MinorLimit(role=1, label="ROLE 1 (1)", minutes=((0, 0),) * 5, cited="the law")
    shoot = lit(replace(three, minors=(limit,)), s0=Sun.NIGHT)
    sunday = ShootDay(date=date(2027, 1, 24), work=tuple(Strip(scene=f"s{n}") for n in range(3)))
    assert one(board(sunday), shoot).rule == "calendar"


def test_a_strip_that_no_script_has_may_stand_twice_too(three: Shoot) -> None:
    lost = Board(days=(day(three, 0, "s0", "s1", "s2", "lost"),), boneyard=(Strip(scene="lost"),))
    assert [v.rule for v in violations(lost, three)] == ["twice", "unknown scene"]


def test_times_are_said_as_clocks_and_lengths() -> None:
    from lastlook.schedule.rules.known import clock, hours

    assert (clock(0), clock(7 * 60 + 5), clock(24 * 60 + 30)) == ("00:00", "07:05", "00:30")
    assert (hours(-1), hours(0), hours(1), hours(60), hours(61)) == (
        "no time",
        "no time",
        "1 min",
        "1 h",
        "1 h 01 min",
    )


def test_a_day_may_wait_to_its_very_end(three: Shoot) -> None:
    # Dusk from 16:00 to 17:00, and the day of nine hours and the meal ends at 17:00.
    shoot = lit(replace(three, work=540), s0=Sun.DUSK)
    assert violations(board(day(shoot, 0, "s1", "s2", "s0")), shoot) == ()
    found = one(board(day(replace(shoot, work=539), 0, "s1", "s2", "s0")), replace(shoot, work=539))
    assert found.rule == "wait"
    # What is too long by its work alone is told once, as that.
    long = replace(shoot, work=170)
    assert [v.rule for v in violations(board(day(long, 0, "s1", "s2", "s0")), long)] == ["capacity"]


def test_one_meal_a_day(three: Shoot) -> None:
    scenes = tuple(replace(scene, minutes=200) for scene in three.scenes)
    shoot = replace(three, scenes=scenes)
    short = Banner(text="Rehearsal", minutes=1)
    times = known_times(shoot, board(day(shoot, 0, short, "s0", "s1", "s2")))
    # The second strip begins at 10:21 and holds the meal from 13:00; the third holds none.
    assert times == [(421, 621), (621, 881), (881, 1081)]
