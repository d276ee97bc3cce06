"""What CP-SAT makes small: the cost, and among boards of equal cost the least upset."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from lastlook.schedule.solver.variables import Variables


def cost_in_cents(v: Variables) -> LinearExprT:
    """Shooting days, company moves, location fees, and cast worked or held."""
    shoot = v.task.shoot
    days = sum(v.used.values())
    moves = sum(v.here.values()) - days + v.task.detours
    fees = sum(shoot.places[place].fee * here for (place, _), here in v.here.items())
    pay = sum(shoot.players[who].rate * paid for (who, _), paid in v.paid.items())
    return shoot.day_cost * days + shoot.move_cost * moves + fees + pay


def pay_for_work(v: Variables) -> None:
    """Where holds are not paid, a role is paid for every date on which it works."""
    for who, scenes in _earning(v).items():
        for date in v.dates:
            work = v.on(date, scenes)
            if work:
                paid = v.paid[who, date] = v.model.new_bool_var(f"role {who} paid {date}")
                for _, at in work:
                    v.model.add_implication(at, paid)


def pay_for_span(v: Variables) -> None:
    """Where holds are paid, a role is paid from its first working date to its last.

    `started` rises once and `needed` falls once, and a role is paid where both hold. Both
    follow from `done`, whether a scene is shot by the end of a date, which is much stronger in
    the linear relaxation than a scene's own date.
    """
    _add_done(v)
    dates = range(v.task.dates)
    for who, scenes in _earning(v).items():
        for date in dates:
            started = v.started[who, date] = v.model.new_bool_var(f"role {who} started {date}")
            needed = v.needed[who, date] = v.model.new_bool_var(f"role {who} needed {date}")
            paid = v.paid[who, date] = v.model.new_bool_var(f"role {who} paid {date}")
            v.model.add_bool_or([started.negated(), needed.negated(), paid])
            if date == 0:
                v.model.add(needed == 1)
            else:
                v.model.add_implication(v.started[who, date - 1], started)
                v.model.add_implication(needed, v.needed[who, date - 1])
            for scene in scenes:
                v.model.add_implication(v.done[scene, date], started)
                if date:
                    v.model.add_bool_or([v.done[scene, date - 1], needed])


def _earning(v: Variables) -> dict[int, list[int]]:
    """Scenes of each role that costs something."""
    scenes: dict[int, list[int]] = {}
    for scene, cast in enumerate(v.task.cast_of):
        for who in cast:
            if v.task.shoot.players[who].rate:
                scenes.setdefault(who, []).append(scene)
    return scenes


def _add_done(v: Variables) -> None:
    """Whether each scene is shot by the end of each date."""
    for scene, at in enumerate(v.at):
        before: IntVar | int = 0
        for date in range(v.task.dates):
            done = v.done[scene, date] = v.model.new_bool_var(f"scene {scene} done {date}")
            v.model.add(done == before + at.get(date, 0))
            before = done
        v.model.add(v.done[scene, v.task.dates - 1] == 1)


def upset(v: Variables) -> LinearExprT:
    """Count strips moved from the kept board; then the positions of the dates used."""
    moved = sum(
        literal
        for scene, at in enumerate(v.at)
        for date, literal in at.items()
        if v.task.old[scene] not in (None, date)
    )
    return v.task.dates**2 * moved + sum(date * used for date, used in v.used.items())
