"""A production folder made from a bare script, with everything supposed said so."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.breakdown import roles_of
from lastlook.breakdown.decisions import FILE as BREAKDOWN_FILE
from lastlook.errors import ProblemsError
from lastlook.plan.film import no_scenes
from lastlook.production import Assumption, Costs, new_production, write_atomic
from lastlook.script import paginate, read_file
from lastlook.script.ledger import Ledger, identify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lastlook.script import Scene, Screenplay

NOTICE = timedelta(weeks=4)
"""How far ahead a first shooting day is supposed when nobody states one."""
SUPPOSED_COSTS = Costs(shoot_day=Decimal(5000), company_move=Decimal(500))
SUPPOSED_RATE = Decimal(200)
SUPPOSED_MOVES = 2
WORK = Decimal(11)
PER_PAGE = Decimal(2)
"""The hours that a new production.toml begins with."""


def first_monday(today: date) -> date:
    """Return the first Monday that is at least four weeks after `today`."""
    soonest = today + NOTICE
    return soonest + timedelta(days=-soonest.weekday() % 7)


def new_from_script(script: Path, folder: Path, *, start: date, start_stated: bool) -> Path:
    """Lay out a production from a script: its roles, its sets, and stated assumptions.

    Roles get board ids in order of first cue. Each place of the headings (what stands before
    the first dash of a set) becomes a location. A scene too long for a day is supposed to fit.

    Raises
    ------
    ProblemsError
        The script cannot be read or has no scene, or the folder holds something already.
    """
    screenplay = read_file(script)
    scenes, _ = identify(screenplay, Ledger())
    if not scenes:
        raise ProblemsError([no_scenes(script.name)])
    long = _too_long(screenplay, scenes)
    root = new_production(
        folder,
        start=start,
        script=script,
        title=screenplay.title,
        writer=_writer(screenplay),
        cast=[(role.id, role.character) for role in roles_of((), scenes)],
        rate=SUPPOSED_RATE,
        locations=_locations(scenes),
        assumptions=_assumptions(start, long, start_stated=start_stated),
        costs=SUPPOSED_COSTS,
        max_moves=SUPPOSED_MOVES,
    )
    if long:
        write_atomic(root / BREAKDOWN_FILE, _decisions(long).encode(), expected=None)
    return root


def _writer(screenplay: Screenplay) -> str:
    for entry in screenplay.title_page:
        if entry.key.casefold() in {"author", "authors", "written by"}:
            return ", ".join(value for value in entry.values if value)
    return ""


def _locations(scenes: Sequence[Scene]) -> list[tuple[str, str, list[str]]]:
    """Return a location for each place of the headings, in order: id, name, sets."""
    places = dict.fromkeys(_place(scene.heading.set) for scene in scenes)
    found = []
    taken: set[str] = set()
    for place in places:
        if not place:
            continue
        plain = unicodedata.normalize("NFKD", place).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "place"
        key, count = slug, 1
        while key in taken:
            count += 1
            key = f"{slug}-{count}"
        taken.add(key)
        found.append((key, place.title().replace("’S", "’s").replace("'S", "'s"), [place]))
    return found


def _place(set_name: str) -> str:
    return re.split(r"\s[-–—]+\s", set_name)[0].strip()


def _too_long(screenplay: Screenplay, scenes: Sequence[Scene]) -> list[Scene]:
    """Return the scenes whose eighths, at the usual rate, are more than a day's work."""
    eighths = {extent.first: extent.eighths for extent in paginate(screenplay).scenes}
    return [s for s in scenes if Decimal(eighths[s.first]) / 8 * PER_PAGE > WORK]


def _decisions(long: Sequence[Scene]) -> str:
    lines = [
        "# What people decided about scenes, under each scene's id (see scenes.toml).",
        "#",
        "# lastlook supposed the minutes below: these scenes are longer than a day's work at the",
        "# usual rate, and a scene is shot within one day. State your own.",
    ]
    for scene in long:
        lines += ["", f"# {scene.number} {scene.heading.text}", f"[scenes.{scene.id}]"]
        lines.append(f"minutes = {int(WORK * 60)}")
    return "\n".join(lines) + "\n"


def _assumptions(start: date, long: Sequence[Scene], *, start_stated: bool) -> list[Assumption]:
    found = [] if start_stated else [
        Assumption(
            about="calendar.start",
            text=f"Shooting may start on {start.day} {start:%B %Y}, the first Monday at least "
            "four weeks after this file was made.",
        )
    ]  # fmt: skip
    currency = SUPPOSED_COSTS.currency
    found += [
        Assumption(about=about, text=text)
        for about, text in (
            ("costs.shoot_day", f"A shooting day costs {SUPPOSED_COSTS.shoot_day} {currency}."),
            ("costs.company_move", f"A move costs {SUPPOSED_COSTS.company_move} {currency}."),
            ("cast", f"Every role is paid {SUPPOSED_RATE} {currency} a day and free on any date."),
            ("location", "Every place of the script is one location, open on any day, for no fee."),
            ("hours.max_moves", f"Up to {SUPPOSED_MOVES} moves are made in a day."),
            ("hours.per_page", f"A page takes {PER_PAGE} hours."),
        )
    ]
    if long:
        numbers = ", ".join(scene.number for scene in long)
        found.append(
            Assumption(
                about="breakdown",
                text=f"Scenes longer than a day at that rate are shot in one day: {numbers}.",
            )
        )
    return found
