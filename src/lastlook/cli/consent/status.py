"""`lastlook consent status`: where each scene and each rider stands."""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.consent import Consent
    from lastlook.plan import Film


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def status(folder: Path) -> None:
    """Say for each scene whether it is clear, and on a terminal who does what under which rider.

    On a terminal levels and riders are shown, for whoever asks here wants to know. Into a pipe or
    a file goes only what anybody may hear. There is no --json for the same reason. No text of a
    rider and no age is ever shown.
    """
    from lastlook.cli.consent.scenes import film_in
    from lastlook.cli.say import say_problems
    from lastlook.consent import check_keeping, read_consent
    from lastlook.errors import ProblemsError

    film = film_in(folder)
    root = film.production.root
    consent, problems = read_consent(root)
    if consent is None:
        raise ProblemsError(problems)
    for line in lines(film, consent, private=sys.stdout.isatty()):
        click.echo(line)
    say_problems(check_keeping(root))


def lines(film: Film, consent: Consent, *, private: bool) -> Iterator[str]:
    """Give the lines to print; levels, riders and gaps only where `private` is asked for."""
    from lastlook.consent import NOT_ADVICE, rules_for
    from lastlook.consent.status import performances, scene_status, stated_gaps

    rules, _ = rules_for(film.production.rule_overrides)
    numbers = {scene.id: scene.number or scene.id for scene in film.scenes}
    roles = {one.id: one.character for sheet in film.sheets for one in sheet.cast}
    roles |= {member.id: member.character for member in film.production.cast}
    order = {scene.id: at for at, scene in enumerate(film.scenes)}
    said = scene_status(consent, film.clearances, rules, _calls(film))
    if not said:
        yield "Nothing is noted in consent.toml that any scene waits for."
    for one in sorted(said, key=lambda row: order.get(row.scene, len(order))):
        number = numbers.get(one.scene)
        line = f"Scene {number}: {one.standing}" if number else f"No scene now: {one.standing}"
        line += f", called {_moment(one.call)}" if one.call else ""
        line += f", due by {_moment(one.due)}" if one.due else ""
        yield line + (", CLOSED SET" if one.closed_set else "")
        if not private:
            continue
        for who in performances(consent, rules):
            if who.scene == one.scene:
                yield (
                    f"  {roles.get(who.role, 'role')} ({who.role}): {who.level}; "
                    + (f"rider {who.rider}" if who.needs_rider else "no rider asked for")
                    + (f"; not noted: {', '.join(who.lacks)}" if who.lacks else "")
                )
        for rule in stated_gaps(consent, rules).get(one.scene, ()):
            yield f"  {rules[rule].text} ({rule})"
    for hours in film.clearances.minors:
        yield f"{roles.get(hours.role, 'Role')} ({hours.role}) (K): hours by {hours.rule}"
    if not private and said:
        yield "Levels and riders are shown on a terminal only."
    yield NOT_ADVICE


def _calls(film: Film) -> dict[str, datetime]:
    """Give the call of each scene that stands on a day of board.toml."""
    from lastlook.errors import ProblemsError
    from lastlook.schedule import Unit, build_shoot, read_board

    path = film.production.root / "board.toml"
    if not path.is_file():
        return {}
    try:
        shoot = build_shoot(film.production, film.sheets, film.clearances)
        board = read_board(path, shoot).board
    except ProblemsError:
        return {}
    return {
        strip.scene: datetime.combine(day.date, time())
        + timedelta(minutes=shoot.terms_of(day.crew).calls[0 if day.unit is Unit.DAY else 1])
        for day in board.days
        for strip in day.strips
    }


def _moment(when: datetime) -> str:
    from lastlook.schedule.windows import say_date

    return f"{say_date(when.date())}, {when:%H:%M}"
