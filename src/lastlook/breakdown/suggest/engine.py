"""Suggestions for the sheets of a whole script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.decisions import Decisions
from lastlook.breakdown.suggest.cast import cast_in, in_order
from lastlook.breakdown.suggest.crowds import crowd_in
from lastlook.breakdown.suggest.film import film_of
from lastlook.breakdown.suggest.happenings import happenings_of
from lastlook.breakdown.suggest.minors import minors_among
from lastlook.breakdown.suggest.things import things_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.model import Suggestion
    from lastlook.breakdown.suggest.film import Film
    from lastlook.production.model import CastMember
    from lastlook.script import Scene, Screenplay

DEFAULT_THRESHOLD = 0.5
"""Confidence below which nothing is suggested."""


def suggest(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    *,
    cast: Sequence[CastMember] = (),
    decisions: Decisions | None = None,
    threshold: float = DEFAULT_THRESHOLD,
) -> tuple[tuple[Suggestion, ...], ...]:
    """Return what each scene seems to need, in script order; in a scene the surest first.

    Parameters
    ----------
    cast
        The production's cast; without it the script's own speakers and introductions.
    decisions
        What people decided so far, in any scene: what they confirmed is looked for everywhere,
        what they rejected is trusted less.
    threshold
        Least confidence, 0 to 1.
    """
    film = film_of(screenplay, scenes, cast, decisions or Decisions())
    return tuple(
        in_order([one for one in _in_scene(film, scene) if one.confidence >= threshold])
        for scene in scenes
    )


def _in_scene(film: Film, scene: Scene) -> tuple[Suggestion, ...]:
    cast = cast_in(film, scene)
    names = {name.lower() for person, _ in cast for name in person.role.names}
    crowd = crowd_in(film, scene, names)
    people = (*(there for _, there in cast), *crowd, *minors_among(cast, crowd))
    return (*people, *things_of(film, scene), *happenings_of(film, scene))
