"""A production folder read whole: every file, every problem, every sheet."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lastlook.breakdown import Decisions, check_decisions, parse_decisions, roles_of, sheets
from lastlook.breakdown.decisions import FILE as BREAKDOWN_FILE
from lastlook.breakdown.journey_check import check_journeys
from lastlook.breakdown.numbers import remembered, reused
from lastlook.breakdown.sheets import choice_of
from lastlook.consent import (
    Clearances,
    check_keeping,
    clearances,
    read_consent,
    rules_for,
    safety,
    unattended,
)
from lastlook.errors import LastlookError, Problem, ProblemsError, Severity
from lastlook.plan.takes import read_takes, set_ups, with_set_ups, within_hours
from lastlook.production import Snapshot, find_root, read_production, read_snapshot
from lastlook.production.checks import LONGEST_CALENDAR
from lastlook.production.folder import PRODUCTION_FILE
from lastlook.production.toml_text import parse
from lastlook.script import paginate, read_file
from lastlook.script.ledger import FILE as LEDGER_FILE
from lastlook.script.ledger import Ledger, identify, read_ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from lastlook.breakdown import Role, Sheet
    from lastlook.plan.takes import PlannedTake, SetUp
    from lastlook.production import Production
    from lastlook.script import Scene, Screenplay
    from lastlook.script.pages.paginate import Pages
    from lastlook.take import Take


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """Everything known about a film before it is scheduled."""

    production: Production
    screenplay: Screenplay
    pages: Pages
    scenes: tuple[Scene, ...]
    ledger: Ledger
    """Scene identity as it should be on disk now."""
    ledger_file: Snapshot | None
    """scenes.toml as it was read; None where there is none yet."""
    decisions: Decisions
    sheets: tuple[Sheet, ...]
    clearances: Clearances
    """The public view of consent.toml; the file itself stays in its room."""
    takes: tuple[PlannedTake, ...] = ()
    """Every file of takes/."""
    set_ups: Mapping[str, SetUp] = field(default_factory=dict)
    """What takes ask of their day, by file; only of those that say how many are wanted."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The cast and, after it, every speaker that it does not list."""
        return roles_of(self.production.cast, self.scenes, self.ledger.role_ids)


def load(path: Path | str) -> tuple[Film | None, tuple[Problem, ...]]:
    """Read a production folder, its script, ledger and decisions.

    Everything found in every file comes back in one go. The film is None if there is an error.
    """
    production, found = read_production(path)
    problems = list(found)
    root = production.root if production else find_root(path)
    if root is None:
        return None, tuple(problems)
    script = production.script if production else _script_name(root)
    screenplay = _script(root, script, problems) if script else None
    ledger_file, ledger = _ledger(root, problems)
    data = _optional(root / BREAKDOWN_FILE)
    decisions, wrong = parse_decisions(data.data) if data else (Decisions(), [])
    problems += wrong
    if screenplay is None or ledger is None:
        return None, tuple(problems)
    scenes, ledger = identify(screenplay, ledger)
    if not scenes:
        # Whatever else would be said follows from this.
        return None, (*problems, no_scenes(script))
    known = ledger.role_ids
    roles = {r.id for r in roles_of(production.cast, scenes, known)} if production else None
    if data is not None:
        checked = check_decisions(
            data.data,
            decisions,
            scenes={scene.id for scene in scenes},
            roles=roles,
            locations={place.id for place in production.locations} if production else None,
        )
        problems += [problem for problem in checked if problem not in wrong]
    if production is not None:
        problems += reused(ledger, production.cast, decisions)
        ledger = remembered(ledger, production.cast, decisions)
    clear = _clearances(root, production, scenes, roles, problems)
    if production is None or clear is None:
        return None, tuple(problems)
    pages = paginate(screenplay)
    takes, wrong = read_takes(root, ledger)
    problems += wrong
    made = sheets(production, screenplay, scenes, pages, decisions, given=ledger.role_ids)
    takes = within_hours(takes, production, made)
    known_set_ups = set_ups(takes, root)
    made, wrong = with_set_ups(made, takes, known_set_ups)
    problems += wrong
    film = Film(
        production=production,
        screenplay=screenplay,
        pages=pages,
        scenes=scenes,
        ledger=ledger,
        ledger_file=ledger_file,
        decisions=decisions,
        sheets=made,
        clearances=clear,
        takes=takes,
        set_ups=known_set_ups,
    )
    problems += _compared(film)
    stating = (production.orders, production.apart, production.together, production.rentals)
    if any((*stating, production.second_units, production.sets)):
        from lastlook.plan.terms import check_named

        stated = read_snapshot(root / PRODUCTION_FILE).data
        problems += check_named(stated, production, film.sheets)
    if data is not None:
        problems += check_journeys(
            data.data, film.sheets, screenplay, scenes, decisions, cast=production.cast
        )
    problems += _safety(film)
    wrong_somewhere = any(problem.severity is Severity.ERROR for problem in problems)
    return (None if wrong_somewhere else film), tuple(problems)


def _clearances(
    root: Path,
    production: Production | None,
    scenes: Sequence[Scene],
    roles: Collection[int] | None,
    problems: list[Problem],
) -> Clearances | None:
    """Read consent.toml and keep only its public view; None if the file has an error.

    A file that cannot be read stops the plan: a scene that somebody withdrew from might be in it.
    """
    rules, wrong = rules_for(production.rule_overrides if production else ())
    consent, found = read_consent(
        root,
        scenes={scene.id for scene in scenes},
        roles=roles,
    )
    problems += (*wrong, *found, *check_keeping(root))
    if consent is None or production is None:
        return None
    calendar = production.calendar
    last = calendar.end or calendar.start + LONGEST_CALENDAR
    return clearances(consent, rules, first=calendar.start, last=last)


def _safety(film: Film) -> tuple[Problem, ...]:
    """Warn of what the script calls for on set and nobody has in hand."""
    production = film.production
    rules, _ = rules_for(production.rule_overrides)
    found = safety(
        film.screenplay, film.scenes, film.sheets, production.crew, rules, suggested=False
    )
    return unattended(found, production.script)


def take_of(root: Path, file: Path) -> Take | None:
    """Return a take of a production as its plan sees it, held to the hours of its location.

    None where the production cannot be planned, or the file is none of its takes.
    """
    film, _ = load(root)
    takes = film.takes if film else ()
    return next((one.take for one in takes if root / one.file == file), None)


def check(path: Path | str) -> tuple[Problem, ...]:
    """Report every problem in every file of a production folder; nothing is written."""
    from lastlook.plan.boards import check_board, check_board_text

    film, problems = load(path)
    root = find_root(path)
    if film is not None:
        return (*problems, *check_board(film))
    return (*problems, *(check_board_text(root) if root else ()))


def _script_name(root: Path) -> str:
    """Return the script's name from a production.toml that has errors elsewhere, if it tells."""
    toml, _ = parse(read_snapshot(root / PRODUCTION_FILE).data, PRODUCTION_FILE)
    name = toml.table.get("script") if toml else None
    return name if isinstance(name, str) and (root / name).is_file() else ""


def _script(root: Path, name: str, problems: list[Problem]) -> Screenplay | None:
    try:
        screenplay = read_file(root / name)
    except ProblemsError as error:
        problems += error.problems
        return None
    except LastlookError as error:
        problems.append(Problem(file=name, what=str(error)))
        return None
    problems += screenplay.problems
    return screenplay


def _ledger(root: Path, problems: list[Problem]) -> tuple[Snapshot | None, Ledger | None]:
    snapshot = _optional(root / LEDGER_FILE)
    if snapshot is None:
        return None, Ledger()
    ledger, found = read_ledger(snapshot.data)
    problems += found
    return snapshot, ledger


def _optional(path: Path) -> Snapshot | None:
    return read_snapshot(path) if path.is_file() else None


def no_scenes(script: str) -> Problem:
    """Say that a script has nothing to plan."""
    return Problem(
        file=script,
        what="There is no scene in this script.",
        why="A scene begins with a heading such as INT. CAR - NIGHT.",
        fix="Write one, with a blank line above and below it.",
    )


def _compared(film: Film) -> list[Problem]:
    """Compare the script with the production: roles nobody listed, sets that stand nowhere."""
    found = []
    known = [role for role in film.roles if role.stated]
    names = {name for role in known for name in role.names}
    for role in film.roles:
        if not role.stated:
            near = difflib.get_close_matches(role.character, names, n=1, cutoff=0.8)
            found.append(_unlisted(film, role.character, role.id, near))
    present = {one.id for sheet in film.sheets for one in sheet.cast}
    found += [
        _warning(
            f"{role.character} ({role.id}) is in no scene of the script.",
            "Take the [[cast]] table out, or name in `also` what the script calls the role.",
        )
        for role in known
        if role.id not in present
    ]
    homeless: dict[str, list[str]] = {}
    for sheet in film.sheets:
        if not sheet.location and choice_of(sheet.set, film.production.sets) is None:
            homeless.setdefault(sheet.set, []).append(sheet.number)
    found += [
        _warning(
            f"No location has the set {set_name or '(none)'} ({_scenes(numbers)}).",
            "Add it to the `sets` of a [[location]]; until then it is planned as a place of its "
            "own, open on every day and free of charge.",
        )
        for set_name, numbers in homeless.items()
    ]
    return found


def _unlisted(film: Film, name: str, free: int, near: Sequence[str]) -> Problem:
    numbers = [scene.number for scene in film.scenes if name in scene.cast]
    also = f' Or, if this is {near[0]}, add also = ["{name}"] to that table.' if near else ""
    return _warning(
        f"{name} speaks ({_scenes(numbers)}) but is not in the cast.",
        f'Add a [[cast]] table with id = {free} and character = "{name}".{also}',
        why="The role is planned as free on every day, at no pay.",
    )


def _scenes(numbers: Sequence[str]) -> str:
    few = ", ".join(numbers[:5]) + (", …" if len(numbers) > 5 else "")
    return f"scene{'s' if len(numbers) > 1 else ''} {few}"


def _warning(what: str, fix: str, why: str = "") -> Problem:
    return Problem(file=PRODUCTION_FILE, what=what, why=why, fix=fix, severity=Severity.WARNING)
