"""The takes of a production: read with everything else, and what they need of a shooting day.

A take's snow takes a moment to run, so what came of it is kept in `book/`, under a fingerprint of
the take, its calibration and lastlook's version. It can be deleted at any time.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lastlook.errors import LastlookError, Problem, Severity
from lastlook.plan.fresh import key_of
from lastlook.production.toml_marks import locate
from lastlook.production.toml_text import parse
from lastlook.schedule.amounts import of_the_day
from lastlook.schedule.board import Unit
from lastlook.schedule.build import scene_units
from lastlook.schedule.hours import longest_opening
from lastlook.take import read_take
from lastlook.take.log import SUFFIX
from lastlook.take.model import Fineness
from lastlook.take.take_file import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lastlook.breakdown import Sheet
    from lastlook.production.model import Location, Production
    from lastlook.script.ledger import Ledger
    from lastlook.take import Take

KEPT = "book/.takes.json"
"""What is known of each take, by its file's name."""
COARSE = Fineness(step=Decimal(1), ground=Decimal("0.1"), glass=Decimal("0.06"))
"""How finely the snow is run for the schedule: the litres decide, not where each lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTake:
    """A take file of the production."""

    file: str
    """From the production's folder: `takes/24-car.toml`."""
    take: Take

    @property
    def stem(self) -> str:
        """The file's own name without its ending: `24-car`."""
        return self.file.removeprefix(f"{FOLDER}/").removesuffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What a take asks of the day on which it is shot."""

    minutes: int
    """Rig, takes and resets."""
    reset: int
    """Minutes between two takes."""
    fits: int | None
    """Takes that the hold and the sacks give; None where nothing limits them."""


def read_takes(root: Path, ledger: Ledger) -> tuple[tuple[PlannedTake, ...], list[Problem]]:
    """Read every take file of a production, and hold its scene against the ledger."""
    found, problems = [], []
    for path in sorted((root / FOLDER).glob("*.toml")):
        if path.name.endswith(SUFFIX):
            continue
        try:
            take, wrong = read_take(path, root=root)
        except LastlookError as error:
            problems.append(Problem(file=f"{FOLDER}/{path.name}", what=str(error)))
            continue
        problems += wrong
        if take is not None:
            one = PlannedTake(file=f"{FOLDER}/{path.name}", take=take)
            problems += _scene(one, path, ledger)
            found.append(one)
    # The calibration is read with every take, and its mistakes are told once.
    return tuple(found), list(dict.fromkeys(problems))


def set_ups(takes: Sequence[PlannedTake], root: Path) -> dict[str, SetUp]:
    """Return what each take with `reset.wanted` asks of its day, by file; run what is not known."""
    wanted = [one for one in takes if one.take.reset.wanted is not None]
    if not wanted:
        return {}
    known = _kept(root)
    found = {}
    for one in wanted:
        made = _made(known.get(one.file), key_of(one.take))
        found[one.file] = made or _run(one.take)
    return found


def within_hours(
    takes: Sequence[PlannedTake], film: Production, sheets: Sequence[Sheet]
) -> tuple[PlannedTake, ...]:
    """Hold takes to the hours of their scene's location, where those are shorter than their hold.

    The most time on end that permits and windows give the scene's unit, less what the rig takes.
    """
    scenes = {sheet.scene_id: sheet for sheet in sheets}
    places = {location.id: location for location in film.locations}
    found = []
    for one in takes:
        sheet, reset = scenes.get(one.take.scene), one.take.reset
        place = places.get(sheet.location) if sheet else None
        given = _hours(sheet, place, film) if sheet and place else None
        if given is not None:
            left = max(Decimal(0), given - reset.rig_minutes)
            held = left if reset.hold_minutes is None else min(left, reset.hold_minutes)
            take = replace(one.take, reset=replace(reset, hold_minutes=held))
            found.append(replace(one, take=take))
        else:
            found.append(one)
    return tuple(found)


def _hours(sheet: Sheet, place: Location, film: Production) -> int | None:
    hours = film.hours
    calls = {Unit.DAY: hours.day_call, Unit.NIGHT: hours.night_call}
    units = scene_units(sheet, night_interiors_by_day=hours.night_interiors_by_day)
    given = [longest_opening(place, of_the_day(calls[unit])) for unit in units]
    return max((one for one in given if one is not None), default=None)


def keep(takes: Sequence[PlannedTake], found: Mapping[str, SetUp], root: Path) -> None:
    """Keep what is known of the takes, for the next command."""
    entries = {
        one.file: {"key": key_of(one.take), **asdict(found[one.file])}
        for one in takes
        if one.file in found
    }
    path = root / KEPT
    if entries and entries != _kept(root):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8", newline="")


def with_set_ups(
    sheets: Sequence[Sheet], takes: Sequence[PlannedTake], found: Mapping[str, SetUp]
) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """Give scenes the minutes that their takes need, where nobody stated them otherwise.

    Several takes of one scene add up. A person's word in breakdown.toml stands, and a take that
    needs more is told; so is a take of which fewer fit than are wanted.
    """
    problems = []
    needs: dict[str, list[PlannedTake]] = {}
    for one in takes:
        if one.file not in found:
            continue
        needs.setdefault(one.take.scene, []).append(one)
        fits, wanted = found[one.file].fits, one.take.reset.wanted
        if fits is not None and wanted is not None and fits < wanted:
            problems.append(
                _warning(
                    one.file,
                    f"{wanted} takes are wanted and {fits} fit.",
                    "The hold (hold_minutes), the location's hours or the sacks on the truck give "
                    "no more.",
                    "Ask for a longer hold or permit or for more sacks, shorten the reset, or "
                    "want fewer takes.",
                )
            )
    changed = []
    for sheet in sheets:
        own = needs.get(sheet.scene_id, [])
        minutes = sum(found[one.file].minutes for one in own)
        if own and sheet.minutes is None and not sheet.parts:
            files = " and ".join(one.file for one in own)
            changed.append(replace(sheet, minutes=minutes, minutes_from=files))
            continue
        if own and sheet.minutes is not None and sheet.minutes < minutes:
            problems.append(
                _warning(
                    own[0].file,
                    f"Scene {sheet.number} has {sheet.minutes} minutes in breakdown.toml; its "
                    f"take needs {minutes}.",
                    "The stated minutes count.",
                    "Take `minutes` out of breakdown.toml, and the take decides.",
                )
            )
        changed.append(sheet)
    return tuple(changed), problems


@lru_cache(maxsize=32)
def _run(take: Take) -> SetUp:
    """Reckon a take's set-up on coarse snow: a second's work, and a minute's difference."""
    from lastlook.take.materials import calibrated, materials
    from lastlook.take.resetting import plan_reset
    from lastlook.take.snow.simulate import simulate

    known = calibrated(materials(), take.calibration)
    own = take.fineness
    coarse = replace(
        own, step=max(own.step, COARSE.step), ground=max(own.ground, COARSE.ground),
        glass=max(own.glass, COARSE.glass),
    )  # fmt: skip
    rough = replace(take, fineness=coarse)
    plan = plan_reset(take, known, simulate(rough, known))
    minutes = plan.scene_minutes(take.reset)
    assert minutes is not None
    return SetUp(minutes=minutes, reset=round(plan.minutes), fits=plan.takes)


def _kept(root: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads((root / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _made(entry: object, key: str) -> SetUp | None:
    """Read what was kept; None where the take has changed, or it is not as lastlook writes it."""
    match entry:
        case {
            "key": str(kept),
            "minutes": int(minutes),
            "reset": int(reset),
            "fits": int() | None as fits,
        } if kept == key:
            return SetUp(minutes=minutes, reset=reset, fits=fits)
    return None


def _scene(one: PlannedTake, path: Path, ledger: Ledger) -> list[Problem]:
    """Say that a take's scene is not in the script."""
    scene = one.take.scene
    if not scene:
        return []
    entries = {entry.id: entry for entry in ledger.scene}
    if scene not in entries:
        near = difflib.get_close_matches(scene, entries, n=1, cutoff=0.5)
        return [
            Problem(
                file=one.file,
                line=_line(path),
                what=f"There is no scene with the id {scene}.",
                why="`scene` is an id of scenes.toml, not a scene number.",
                fix=f"Did you mean {near[0]} (scene {entries[near[0]].number})?"
                if near
                else "Look the id up in scenes.toml.",
            )
        ]
    if entries[scene].omitted:
        return [
            _warning(
                one.file,
                f"The script no longer has scene {scene}, so nothing is shot of this take.",
                "The take is kept as it is.",
                "Give it another `scene`, or leave it: the scene may come back.",
                line=_line(path),
            )
        ]
    return []


def _line(path: Path) -> int:
    """Return the line on which a sound take file names its scene."""
    toml, _ = parse(path.read_bytes(), path.name)
    return locate(toml.marks, ("scene",)).line if toml else 0


def _warning(file: str, what: str, why: str, fix: str, line: int = 0) -> Problem:
    return Problem(file=file, line=line, what=what, why=why, fix=fix, severity=Severity.WARNING)
