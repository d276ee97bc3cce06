"""A film as far as its story goes: from a production folder, or from a script alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.breakdown import Decisions, Sheet
    from lastlook.production.model import CastMember
    from lastlook.script import Scene, Screenplay


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What journeys and matrices are made from."""

    title: str
    screenplay: Screenplay
    scenes: tuple[Scene, ...]
    sheets: tuple[Sheet, ...]
    decisions: Decisions
    cast: tuple[CastMember, ...]


def read_story(path: Path) -> Story:
    """Read a production folder, or a script file of which nobody has decided anything yet.

    Raises
    ------
    ProblemsError
        The folder or the script has errors.
    """
    if path.is_file() and path.name != "production.toml":
        return _bare(path)
    from lastlook.cli.breakdown.film import load_film

    film = load_film(path)
    return Story(
        title=film.production.title,
        screenplay=film.screenplay,
        scenes=film.scenes,
        sheets=film.sheets,
        decisions=film.decisions,
        cast=film.production.cast,
    )


def _bare(path: Path) -> Story:
    from datetime import date, time

    from lastlook.breakdown import Decisions, sheets
    from lastlook.errors import ProblemsError
    from lastlook.plan.film import no_scenes
    from lastlook.production.model import Calendar, Hours, Production
    from lastlook.script import paginate, read_file
    from lastlook.script.ledger import Ledger, identify

    screenplay = read_file(path)
    scenes, _ = identify(screenplay, Ledger())
    if not scenes:
        raise ProblemsError([no_scenes(path.name)])
    # Sheets ask a production for its cast and its places only; a bare script has neither.
    nothing = Production(
        root=path.parent,
        title=screenplay.title or path.stem,
        script=path.name,
        calendar=Calendar(start=date.min),
        hours=Hours(day_call=time(7), night_call=time(17)),
    )
    decisions = Decisions()
    return Story(
        title=nothing.title,
        screenplay=screenplay,
        scenes=scenes,
        sheets=sheets(nothing, screenplay, scenes, paginate(screenplay), decisions),
        decisions=decisions,
        cast=(),
    )
