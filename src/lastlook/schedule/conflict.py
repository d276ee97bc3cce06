"""Why no legal board exists: the rules that cannot hold together, in words, with ways out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.schedule.board import Board, Strip
from lastlook.schedule.check import violations
from lastlook.schedule.solver import constraints, model
from lastlook.schedule.solver.task import UNITS, fixed_date, make_task
from lastlook.schedule.solver.variables import make_variables
from lastlook.schedule.windows import say_date, say_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from ortools.sat.python.cp_model import IntVar

    from lastlook.schedule.check import Violation
    from lastlook.schedule.shoot import SceneNeed, Shoot
    from lastlook.schedule.solver.bounds import LeastDays
    from lastlook.schedule.solver.task import Task
    from lastlook.schedule.solver.variables import Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules that cannot hold together. Left alone, any one of them could."""

    text: str
    """Who, which scenes, where and which dates, as a sentence."""
    rules: tuple[str, ...]
    """Keys of the rules: `cast 3`, `place garage`, `work`, `moves`, `light`, `turnaround`,
    `max_days`, `lock s012`, `locked day 2027-01-18`."""
    ways_out: tuple[str, ...]
    """What to change, any one of which removes this conflict."""
    scenes: tuple[str, ...] = ()
    """Ids of the scenes that cannot all be placed."""
    people: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    minimal: bool = True
    """False where not every rule and scene was shown to be needed."""


class ImpossibleError(LastlookError):
    """No legal board exists, and this was proved. Nothing was written."""

    exit_code = 3

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        parts = ["No schedule can keep all the rules:"]
        for conflict in self.conflicts:
            parts.append(f"- {conflict.text}")
            parts += [f"  Way out: {way}" for way in conflict.ways_out]
        super().__init__("\n".join(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """One thing that holds a scene to some dates."""

    rule: str
    says: str
    dates: frozenset[int]
    way_out: str


def direct_conflicts(shoot: Shoot, keep: Board | None, task: Task) -> tuple[Conflict, ...]:
    """Explain every scene that has no date at all, and every locked day that breaks a rule."""
    found = [
        _no_date(scene, shoot, keep, task)
        for number, scene in enumerate(task.scenes)
        if not task.options[number]
    ]
    known = {scene.id for scene in task.scenes}
    locked = [
        replace(
            day, work=tuple(i for i in day.work if not isinstance(i, Strip) or i.scene in known)
        )
        for day in (keep.days if keep else ())
        if day.locked
    ]
    told = {scene for conflict in found for scene in conflict.scenes}
    wrong: dict[tuple[date, ...], list[Violation]] = {}
    for violation in violations(Board(days=tuple(locked)), shoot):
        if violation.rule != "missing" and not told.intersection(violation.scenes):
            wrong.setdefault(violation.dates, []).append(violation)
    found += [_locked_days(dates, broken) for dates, broken in wrong.items()]
    return tuple(found)


def _locked_days(dates: tuple[date, ...], broken: list[Violation]) -> Conflict:
    days = ", ".join(say_date(day) for day in dates)
    return Conflict(
        text=f"Locked as it stands, {days} cannot be shot. "
        + " ".join(violation.text for violation in broken),
        rules=tuple(f"locked day {day}" for day in dates),
        ways_out=(f"Take `locked = true` off {days} in board.toml.",),
        scenes=tuple(dict.fromkeys(scene for one in broken for scene in one.scenes)),
        people=tuple(dict.fromkeys(person for one in broken for person in one.people)),
        dates=dates,
    )


def _no_date(scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task) -> Conflict:
    """Find the fewest needs of a scene that have no date in common."""
    needs = _needs(scene, shoot, keep, task)
    everything = frozenset(range(len(shoot.dates)))
    # Where no set clashes by dates alone, hours and units clash too: then name every need.
    clash = next(
        (
            some
            for size in range(1, len(needs) + 1)
            for some in combinations(needs, size)
            if not everything.intersection(*(need.dates for need in some))
        ),
        tuple(needs),
    )
    said = " and ".join(need.says for need in clash)
    no_date = "there is no such date" if len(clash) == 1 else "they have no date in common"
    return Conflict(
        text=f"{scene.label[0].upper()}{scene.label[1:]} needs {said}: {no_date}.",
        rules=tuple(need.rule for need in clash),
        ways_out=tuple(need.way_out for need in clash),
        scenes=(scene.id,),
        people=tuple(
            number for number in sorted(scene.cast) if f"cast {number}" in {n.rule for n in clash}
        ),
        places=tuple(need.rule[6:] for need in clash if need.rule.startswith("place ")),
        dates=tuple(shoot.dates[at] for at in sorted(frozenset().union(*(n.dates for n in clash)))),
    )


def _needs(scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task) -> list[_Need]:
    needs = [
        _Need(
            rule=f"cast {player.id}",
            says=f"{player.label} ({_free(player.dates, shoot, 'free')})",
            dates=player.dates,
            way_out=f"Agree on another date with {player.label}, or take the role out of "
            f"the scene{_because(player.why_not)}.",
        )
        for player in shoot.players
        if player.id in scene.cast
    ]
    place = next(place for place in shoot.places if place.id == scene.location)
    units = [unit for unit in UNITS if unit in scene.units]
    opened = frozenset(
        at
        for at, pair in enumerate(place.minutes)
        if any(scene.minutes <= pair[UNITS.index(unit)] for unit in units)
    )
    who = f"a {units[0]} unit" if len(units) == 1 else "a unit"
    state = f"open to {who} for its {scene.minutes} min"
    needs.append(
        _Need(
            rule=f"place {place.id}",
            says=f"{place.label} ({_free(opened, shoot, state)})",
            dates=opened,
            way_out=f"Get other dates or longer hours at {place.label}, or shoot the scene "
            f"elsewhere{_because(place.why_not)}.",
        )
    )
    needs += _board_needs(scene, shoot, keep, task)
    return needs


def _board_needs(scene: SceneNeed, shoot: Shoot, keep: Board | None, task: Task) -> list[_Need]:
    """Say what the kept board asks: the scene's own lock, others' locked days, long banners."""
    fixed = fixed_date(scene.id, keep)
    at_fixed = [at for at, day in enumerate(shoot.dates) if day == fixed]
    needs = []
    if fixed is not None:
        same_unit = not at_fixed or at_fixed[0] not in task.locked_days
        unit = "" if same_unit else f", a {task.locked_days[at_fixed[0]].unit} unit"
        off = "" if at_fixed else ", which is not a date to shoot on"
        needs.append(
            _Need(
                rule=f"lock {scene.id}",
                says=f"{say_date(fixed)} (locked there{unit}{off})",
                dates=frozenset(at_fixed) if same_unit else _same_unit(scene, task, at_fixed),
                way_out="Unlock it in board.toml.",
            )
        )
    else:
        others = frozenset(range(len(shoot.dates))) - set(task.locked_days)
        if task.locked_days:
            closed = say_dates([shoot.dates[at] for at in sorted(task.locked_days)])
            verb = "are" if len(task.locked_days) > 1 else "is"
            needs.append(
                _Need(
                    rule="locked day " + " ".join(str(shoot.dates[a]) for a in task.locked_days),
                    says=f"a day that is not locked ({closed} {verb})",
                    dates=others,
                    way_out="Unlock a day in board.toml.",
                )
            )
    roomy = frozenset(
        at for at, extra in enumerate(task.extra) if extra + scene.minutes <= shoot.work
    )
    needs.append(
        _Need(
            rule="work",
            says=f"{scene.minutes} min beside the banners of its day",
            dates=roomy,
            way_out="Shorten the banners in board.toml, or raise hours.work.",
        )
    )
    return needs


def _same_unit(scene: SceneNeed, task: Task, at: list[int]) -> frozenset[int]:
    return frozenset(date for date in at if task.locked_days[date].unit in scene.units)


def _free(dates: frozenset[int], shoot: Shoot, word: str) -> str:
    if len(dates) == len(shoot.dates):
        return f"{word} on every date"
    if not dates:
        return f"{word} on no date"
    return f"{word} {say_dates([shoot.dates[at] for at in sorted(dates)], together=shoot.dates)}"


def _because(why_not: tuple[str, ...]) -> str:
    return f" (now: {'; '.join(why_not)})" if why_not else ""


def by_counting(task: Task, least: LeastDays) -> tuple[Conflict, ...]:
    """Explain what simple counting shows: more days are needed than there are."""
    shoot = task.shoot
    found = []
    for number, place in enumerate(shoot.places):
        opened = frozenset(at for at, pair in enumerate(place.minutes) if max(pair))
        if least.places[number] > len(opened):
            what = (
                f"{place.label} is needed on at least {least.places[number]} dates, but it is "
                + _free(opened, shoot, "open")
            )
            scenes = [n for n, where in enumerate(task.place_of) if where == number]
            way = f"Get other dates or longer hours at {place.label}."
            found.append(_too_few(what, way, task, scenes))
    for number, who in enumerate(shoot.players):
        if least.players[number] > len(who.dates):
            what = (
                f"{who.label} has to work on at least {least.players[number]} dates, but is "
                + _free(who.dates, shoot, "free")
            )
            scenes = [n for n, cast in enumerate(task.cast_of) if number in cast]
            way = f"Agree on another date with {who.label}{_because(who.why_not)}."
            found.append(_too_few(what, way, task, scenes, people=(who.id,)))
    most = min(task.dates, task.dates if shoot.max_days is None else shoot.max_days)
    if least.shooting > most and not found:
        limit = f"calendar.max_days is {most}" if shoot.max_days == most else _span(shoot)
        what = f"The shoot needs at least {least.shooting} shooting days, but {limit}"
        way = "Raise calendar.max_days or give [calendar] a later end."
        found.append(_too_few(what, way, task, range(len(task.scenes)), max_days=True))
    return tuple(found)


def _too_few(
    what: str,
    way_out: str,
    task: Task,
    scenes: Iterable[int],
    *,
    people: tuple[int, ...] = (),
    max_days: bool = False,
) -> Conflict:
    """Say what was counted, with every rule that the count may rest on."""
    shoot = task.shoot
    needs = [task.scenes[scene] for scene in scenes]
    here = {scene.location for scene in needs}
    limited = [p for p in shoot.places if p.id in here and _is_limited(shoot, p.minutes)]
    cast = {person for scene in needs for person in scene.cast}
    busy = [who for who in shoot.players if who.id in cast and len(who.dates) < task.dates]
    minutes = sum(scene.minutes for scene in needs)
    count = f"{len(needs)} scenes need" if len(needs) > 1 else f"{needs[0].label} needs"
    hours = "".join(f"; {p.label}: {'; '.join(p.why_not)}" for p in limited if p.why_not)
    return Conflict(
        text=f"{what}: {count} {minutes} min, and a day holds {shoot.work} min of work by "
        f"one unit, company moves included{hours}.",
        rules=(
            *("work", "moves", "light"),
            *(["max_days"] if max_days else []),
            *(f"place {place.id}" for place in limited),
            *(f"cast {who.id}" for who in busy),
        ),
        ways_out=(way_out, "Raise hours.work, or put scenes into the boneyard."),
        scenes=tuple(scene.id for scene in needs),
        people=people,
        places=tuple(place.id for place in limited),
        minimal=False,
    )


def _span(shoot: Shoot) -> str:
    first, last = say_date(shoot.dates[0]), say_date(shoot.dates[-1])
    return f"the calendar has {len(shoot.dates)} dates, {first} to {last}"


def explain(shoot: Shoot, keep: Board | None, *, seconds: float) -> tuple[Conflict, ...]:
    """Find a smallest set of rules and scenes that cannot hold together.

    CP-SAT names rules that suffice for the contradiction; then each is left out in turn, and
    stays out while the rest still contradict. Call it only where no legal board exists.
    """
    budget = _Budget(max(2.0, seconds))
    task = make_task(shoot, keep)
    free = _without_windows(task)
    rules = _all_rules(task, keep)
    core = _sufficient(free, task, keep, rules, budget)

    def contradict(some: list[str]) -> bool:
        return _status(free, task, keep, set(some), budget) == "INFEASIBLE"

    if not contradict(core):
        core = rules
    # Rules before scenes: the fewest kinds of rule explain best.
    core.sort(key=lambda rule: rule.startswith("scene "))
    core = _shrink(core, contradict, budget)
    return (_in_words(core, shoot, task, keep, minimal=budget.left > 0),)


@dataclass(slots=True)
class _Budget:
    """CP-SAT's deterministic time still to be spent."""

    left: float


def _without_windows(task: Task) -> Task:
    """Let every scene go to every date, so that windows and locks can be rules like others."""
    bits = [
        sum(1 << at for at, unit in enumerate(UNITS) if unit in scene.units)
        for scene in task.scenes
    ]
    dates = range(task.dates)
    return replace(
        task,
        options=tuple(dict.fromkeys(dates, bits[n]) for n in range(len(task.scenes))),
    )


def _all_rules(task: Task, keep: Board | None) -> list[str]:
    shoot = task.shoot
    return [
        "work",
        "moves",
        "light",
        "turnaround",
        *(["max_days"] if shoot.max_days is not None else []),
        *(f"cast {who.id}" for who in shoot.players if len(who.dates) < task.dates),
        *(f"place {place.id}" for place in shoot.places if _is_limited(shoot, place.minutes)),
        *(f"lock {s.id}" for s in task.scenes if fixed_date(s.id, keep) is not None),
        *(f"locked day {shoot.dates[at]}" for at in task.locked_days),
        *(f"scene {scene.id}" for scene in task.scenes),
    ]


def _is_limited(shoot: Shoot, minutes: tuple[tuple[int, int], ...]) -> bool:
    return any(min(pair) < shoot.work for pair in minutes)


def _sufficient(
    free: Task, task: Task, keep: Board | None, rules: list[str], budget: _Budget
) -> list[str]:
    """Ask CP-SAT which assumptions suffice; all rules where it cannot say."""
    from ortools.sat.python import cp_model

    v = make_variables(free)
    literals = {rule: v.model.new_bool_var(rule) for rule in rules}
    _state_rules(v, task, keep, lambda rule: [literals[rule]] if rule in literals else [])
    v.model.add_assumptions(list(literals.values()))
    solver = cp_model.CpSolver()
    model.make_reproducible(solver, seconds=budget.left / 4, seed=1)
    solver.parameters.interleave_search = False
    status = solver.solve(v.model)
    budget.left -= solver.response_proto.deterministic_time
    if status != cp_model.INFEASIBLE:
        return rules
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [rule for rule, literal in literals.items() if literal.index in named] or rules


def _status(free: Task, task: Task, keep: Board | None, rules: set[str], budget: _Budget) -> str:
    """Whether a board exists that keeps only some rules and places only some scenes."""
    v = make_variables(free)
    never = v.model.new_constant(0)
    _state_rules(v, task, keep, lambda rule: [] if rule in rules else [never])
    result = model.run(v, seconds=max(0.5, budget.left / 4), seed=1)
    budget.left -= result.spent
    return result.status


def _state_rules(
    v: Variables, task: Task, keep: Board | None, guard: Callable[[str], list[IntVar]]
) -> None:
    constraints.add_rules(v, guard)
    constraints.cast_is_free(v, guard)
    positions = {day: at for at, day in enumerate(task.shoot.dates)}
    locked = {}
    for number, scene in enumerate(task.scenes):
        fixed = fixed_date(scene.id, keep)
        if fixed in positions:
            locked[number] = positions[fixed]
    constraints.locks_hold(v, guard, locked)


def _shrink(core: list[str], contradict: Callable[[list[str]], bool], budget: _Budget) -> list[str]:
    """Leave out halves, quarters and at last single rules while the rest still contradict."""
    chunk = max(1, len(core) // 2)
    while True:
        start = 0
        while start < len(core) and budget.left > 0:
            rest = core[:start] + core[start + chunk :]
            if rest and contradict(rest):
                core = rest
            else:
                start += chunk
        if chunk == 1 or budget.left <= 0:
            return core
        chunk //= 2


def _in_words(
    core: list[str], shoot: Shoot, task: Task, keep: Board | None, *, minimal: bool
) -> Conflict:
    scenes = [scene for scene in shoot.scenes if f"scene {scene.id}" in core]
    people = [who for who in shoot.players if f"cast {who.id}" in core]
    places = [place for place in shoot.places if f"place {place.id}" in core]
    says, ways = _say_limits(core, shoot)
    for who in people:
        says.append(f"{who.label} is {_free(who.dates, shoot, 'free')}")
        ways.append(f"Agree on another date with {who.label}{_because(who.why_not)}.")
    for place in places:
        opened = frozenset(at for at, pair in enumerate(place.minutes) if max(pair))
        hours = "; ".join(place.why_not)
        says.append(
            f"{place.label} is {_free(opened, shoot, 'open')}" + (f" ({hours})" if hours else "")
        )
        ways.append(f"Get other dates or longer hours at {place.label}.")
    for scene in scenes:
        fixed = fixed_date(scene.id, keep)
        if fixed is not None and f"lock {scene.id}" in core:
            says.append(f"{scene.label} is locked on {say_date(fixed)}")
            ways.append(f"Unlock {scene.label} in board.toml.")
    for at in task.locked_days:
        if f"locked day {shoot.dates[at]}" in core:
            says.append(f"{say_date(shoot.dates[at])} is locked and takes no other scenes")
            ways.append(f"Unlock {say_date(shoot.dates[at])} in board.toml.")
    minutes = sum(scene.minutes for scene in scenes)
    calendar = (
        f"{len(shoot.dates)} dates, {say_date(shoot.dates[0])} to {say_date(shoot.dates[-1])}"
    )
    return Conflict(
        text=f"{_listed([scene.label for scene in scenes])} ({minutes} min together) cannot all be "
        f"placed on the calendar's {calendar}, if {_joined(says)}."
        + ("" if minimal else " (Time ran out before the list was as short as it can be.)"),
        rules=tuple(rule for rule in core if not rule.startswith("scene ")),
        ways_out=(*ways, "Give [calendar] a later end, or put a scene into the boneyard."),
        scenes=tuple(scene.id for scene in scenes),
        people=tuple(who.id for who in people),
        places=tuple(place.id for place in places),
        minimal=minimal,
    )


def _say_limits(core: list[str], shoot: Shoot) -> tuple[list[str], list[str]]:
    """Say the production's own limits, and what to raise."""
    limits = {
        "work": (f"a day holds {shoot.work} min of work", "Raise hours.work."),
        "moves": (
            f"a day has at most {shoot.max_moves} company moves",
            "Raise hours.max_moves.",
        ),
        "light": (
            "a date has one unit, by day or by night",
            "Let the other unit shoot a scene: another time of day, or night_interiors_by_day.",
        ),
        "turnaround": (
            f"the turnaround is {shoot.turnaround / 60:g} h",
            "Move the calls, or shorten the turnaround if its rule allows.",
        ),
        "max_days": (
            f"there are at most {shoot.max_days} shooting days",
            "Raise calendar.max_days.",
        ),
    }
    chosen = [limits[rule] for rule in core if rule in limits]
    return [says for says, _ in chosen], [way for _, way in chosen]


def _listed(labels: list[str]) -> str:
    """First letter large; long lists are cut, and say so."""
    shown = labels if len(labels) <= 6 else [*labels[:5], f"{len(labels) - 5} more scenes"]
    joined = _joined(shown) or "The scenes"
    return joined[0].upper() + joined[1:]


def _joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + "".join(parts[-1:])
