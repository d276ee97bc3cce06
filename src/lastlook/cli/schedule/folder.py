"""What the commands of `lastlook schedule` share: the shoot, its board, names, and money."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lastlook.errors import LastlookError, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

    from lastlook.plan import Film
    from lastlook.schedule import BoardFile, Shoot, Violation
    from lastlook.schedule.compare import Comparison, TermChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A production's film, its shoot, and one of its boards."""

    film: Film
    shoot: Shoot
    file: BoardFile


def open_board(folder: Path, board: Path | None = None, *, to_check: bool = False) -> Opened:
    """Read a production and one of its boards: board.toml, or the file that is named.

    With `to_check`, what the checker names is no error of the file (see `read_board`).

    Raises
    ------
    ProblemsError
        The production or the board has errors; all of them.
    LastlookError
        There is no such board.
    """
    from lastlook.plan import load
    from lastlook.schedule import build_shoot

    film, problems = load(folder)
    if film is None:
        raise ProblemsError(problems)
    shoot = build_shoot(film.production, film.sheets, film.clearances)
    return Opened(film=film, shoot=shoot, file=read_other(film, shoot, board, to_check=to_check))


def read_other(
    film: Film, shoot: Shoot, board: Path | None, *, to_check: bool = False
) -> BoardFile:
    """Read a board file; a name without a folder is one of the production's."""
    from lastlook.plan.boards import BOARD_FILE
    from lastlook.schedule import read_board

    path = board or film.production.root / BOARD_FILE
    if not path.is_file() and (film.production.root / path).is_file():
        path = film.production.root / path
    if not path.is_file():
        made = f" Make one with `lastlook plan {film.production.root}`." if board is None else ""
        raise LastlookError(f"There is no board {path}.{made}")
    return read_board(path, shoot, file=path.name, to_check=to_check)


def scene_of(shoot: Shoot, asked: str) -> str:
    """Return the id of a scene that is asked for by number or id."""
    by_number = {number_of(scene.label): scene.id for scene in shoot.scenes}
    name = by_number.get(asked) or next((s.id for s in shoot.scenes if s.id == asked), None)
    if name is None:
        raise LastlookError(f"No scene to be placed has the number or id {asked}.")
    return name


def number_of(label: str) -> str:
    """Take a scene's number from its label."""
    return label.partition(" (")[0].removeprefix("scene ")


def role_of(shoot: Shoot, asked: str) -> int:
    """Return the board id of a role that is asked for by id or name."""
    for who in shoot.players:
        if asked.casefold() in {str(who.id), who.label.rpartition(" (")[0].casefold()}:
            return who.id
    known = ", ".join(who.label for who in shoot.players)
    raise LastlookError(f"No role that is to be scheduled is called {asked}. Known: {known}.")


def place_of(shoot: Shoot, asked: str) -> str:
    """Return the id of a location that is asked for by id or name."""
    for place in shoot.places:
        if asked.casefold() in {place.id.casefold(), place.label.casefold()}:
            return place.id
    known = ", ".join(place.id for place in shoot.places)
    raise LastlookError(f"No location that is to be scheduled is called {asked}. Known: {known}.")


def choice_of(shoot: Shoot, asked: str) -> str:
    """Return the name of a set that leaves a choice of locations."""
    from lastlook.schedule.explain import set_of

    names = list(dict.fromkeys(map(set_of, shoot.choices)))
    for name in names:
        if asked.casefold() == name.casefold():
            return name
    known = ", ".join(names) or "none"
    raise LastlookError(f"No set with several locations is called {asked}. Known: {known}.")


def unit_of(shoot: Shoot, asked: str) -> str:
    """Return the id of a second unit that is asked for by id or name."""
    for unit in shoot.second_units:
        if asked.casefold() in {unit.id.casefold(), unit.label.casefold()}:
            return unit.id
    known = ", ".join(unit.id for unit in shoot.second_units) or "none"
    raise LastlookError(f"No second unit is called {asked}. Known: {known}.")


class DateSpan(click.ParamType[tuple[date, date]]):
    """`2027-01-18..2027-01-22`, or one date."""

    name = "DATE..DATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        """Read both ends."""
        first, dots, last = str(value).partition("..")
        try:
            span = date.fromisoformat(first), date.fromisoformat(last if dots else first)
        except ValueError:
            self.fail(f"{value} is not a span of dates; write 2027-01-18..2027-01-22.", param, ctx)
        if span[1] < span[0]:
            self.fail(f"{value} ends before it begins.", param, ctx)
        return span


class OneDate(click.ParamType[date]):
    """`2027-01-18`."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} is not a date; write 2027-01-18.", param, ctx)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """Show what is being solved on standard error, if it is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    bar = Progress(
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=console,
        disable=quiet or not console.is_terminal,
    )
    task = bar.add_task("", total=None)
    with bar:
        yield lambda done, count, says: bar.update(
            task, completed=done, total=count, description=says
        )


def say_json(value: Mapping[str, Any]) -> None:
    """Print a report for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def number(amount: Decimal) -> int | float:
    """Give money for programs."""
    return int(amount) if amount == int(amount) else float(amount)


def signed(amount: Decimal) -> str:
    """Write a change of cost with its sign."""
    from lastlook.schedule.cost import say_money

    if not amount:
        return "±0"
    return f"{'+' if amount > 0 else '−'}{say_money(abs(amount))}"


def as_violation(one: Violation) -> dict[str, Any]:
    """Give a broken rule for programs."""
    return {
        "rule": one.rule,
        "text": one.text,
        "scenes": list(one.scenes),
        "numbers": list(one.numbers),
        "people": list(one.people),
        "dates": [day.isoformat() for day in one.dates],
        "source": one.source,
    }


def as_term(term: TermChange) -> dict[str, Any]:
    """Give a changed term for programs."""
    return {
        "name": term.name,
        "before": number(term.before),
        "after": number(term.after),
        "added": number(term.added),
    }


def as_comparison(found: Comparison) -> dict[str, Any]:
    """Give a comparison for programs."""

    def standing(one: Any) -> dict[str, Any] | None:
        if one is None:
            return None
        return {
            "date": one.date.isoformat(),
            "unit": str(one.unit),
            "crew": one.crew,
            "place": one.place,
        }

    return {
        "strips": [
            {
                "scene": strip.scene,
                "number": strip.number,
                "fate": str(strip.fate),
                "before": standing(strip.before),
                "after": standing(strip.after),
            }
            for strip in found.strips
        ],
        "days": [
            {
                "date": day.date.isoformat(),
                "crew": day.crew,
                "unit_before": str(day.before) if day.before else None,
                "unit_after": str(day.after) if day.after else None,
                "minutes_before": day.minutes_before,
                "minutes_after": day.minutes_after,
                "gone": list(day.gone),
                "come": list(day.come),
            }
            for day in found.days
        ],
        "sets": [
            {"set": one.label, "before": one.before, "after": one.after} for one in found.sets
        ],
        "terms": [as_term(term) for term in found.terms],
        "cost_before": number(found.total.before),
        "cost_after": number(found.total.after),
        "added": number(found.total.added),
        "broken_before": [as_violation(one) for one in found.broken_before],
        "broken_after": [as_violation(one) for one in found.broken_after],
    }
