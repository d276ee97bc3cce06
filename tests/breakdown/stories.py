"""Films of a few lines, for journeys and matrices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.breakdown import Decisions, parse_decisions, sheets
from lastlook.breakdown.journeys import journey, journey_of_words
from lastlook.plan import load
from lastlook.production.model import Calendar, CastMember, Hours, Production
from lastlook.script import paginate, read, scenes_of

if TYPE_CHECKING:
    from lastlook.breakdown import Sheet
    from lastlook.breakdown.journey_model import Journey
    from lastlook.script import Scene, Screenplay


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A film as far as journeys ask."""

    screenplay: Screenplay
    scenes: tuple[Scene, ...]
    decisions: Decisions
    sheets: tuple[Sheet, ...]
    cast: tuple[CastMember, ...]

    def follow(self, element: str) -> Journey:
        """Return the journey of an element that is on a sheet."""
        parts = (self.sheets, self.screenplay, self.scenes, self.decisions)
        return journey(*parts, element, cast=self.cast)

    def follow_words(self, words: str) -> Journey:
        """Return the journey of what is on no sheet."""
        parts = (self.sheets, self.screenplay, self.scenes, self.decisions)
        return journey_of_words(*parts, words, cast=self.cast)


def story(script: str, breakdown: str = "", roles: tuple[str, ...] = ()) -> Story:
    """Make a film of a Fountain text and of a breakdown.toml; scenes are called s001 onwards."""
    screenplay = read(script.encode(), "story.fountain")
    scenes = scenes_of(screenplay)
    decisions, problems = parse_decisions(breakdown.encode())
    assert problems == []
    cast = tuple(CastMember(id=n, character=name) for n, name in enumerate(roles, 1))
    film = Production(
        root=Path("film"),
        title="Story",
        script="story.fountain",
        calendar=Calendar(start=date(2027, 1, 18)),
        hours=Hours(day_call=time(7), night_call=time(17)),
        cast=cast,
    )
    return Story(
        screenplay=screenplay,
        scenes=scenes,
        decisions=decisions,
        sheets=sheets(film, screenplay, scenes, paginate(screenplay), decisions),
        cast=cast,
    )


def film(folder: Path, *, stated: bool = True) -> Story:
    """Read a production; without `stated`, nobody has said who has anything or its state."""
    from dataclasses import replace

    loaded, _ = load(folder)
    assert loaded is not None
    found = loaded.sheets
    if not stated:
        found = tuple(
            replace(
                sheet,
                elements=tuple(replace(one, has=(), states=(), since="") for one in sheet.elements),
            )
            for sheet in found
        )
    return Story(
        screenplay=loaded.screenplay,
        scenes=loaded.scenes,
        decisions=loaded.decisions,
        sheets=found,
        cast=loaded.production.cast,
    )
