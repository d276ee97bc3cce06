"""Gaps in continuity that follow from what people stated, as problems of breakdown.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.decisions import FILE
from lastlook.breakdown.journey_model import Basis, Break, Grade, Journey, Kind
from lastlook.breakdown.journeys import stated_journeys
from lastlook.breakdown.memory import folded
from lastlook.errors import Problem, Severity
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.breakdown.model import Sheet
    from lastlook.production.model import CastMember
    from lastlook.script import Scene, Screenplay

_KEY = {Kind.HOLDER: "has", Kind.STATE: "states", Kind.TWO_PLACES: "has"}


def check_journeys(
    data: bytes,
    sheets: Sequence[Sheet],
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    decisions: Decisions,
    *,
    cast: Iterable[CastMember] = (),
) -> list[Problem]:
    """Warn of every gap between scenes of which people stated `has` or `states` on both sides.

    `data` are the bytes of breakdown.toml, for the lines. What was only read from the text is
    never warned of.
    """
    if not any(one.has or one.states for sheet in sheets for one in sheet.elements):
        return []
    toml, _ = parse(data, FILE)
    reader = Reader(toml.marks if toml else {}, FILE)
    for found in stated_journeys(sheets, screenplay, scenes, decisions, cast=cast):
        for gap in found.breaks:
            if gap.basis is Basis.STATED:
                reader.problem(
                    _path(gap, found, decisions),
                    f"{found.label}: {gap.what}",
                    _fix(gap),
                    why="" if gap.grade is Grade.NOTE else "No time passes in between.",
                    severity=Severity.WARNING,
                )
    return sorted(reader.problems)


def _fix(gap: Break) -> str:
    if gap.grade is Grade.NOTE:
        return "State in `since`, in the later scene, what happened off screen."
    return "Change one of the two, or state in `since`, in the later scene, what explains it."


def _path(gap: Break, found: Journey, decisions: Decisions) -> tuple[str | int, ...]:
    scene = decisions.scenes.get(gap.after)
    for index, one in enumerate(scene.elements if scene else ()):
        same = one.category == found.category and folded(one.label) == folded(found.label)
        if one.element == found.id or same:
            return ("scenes", gap.after, "elements", index, _KEY[gap.kind])
    return ("scenes", gap.after)
