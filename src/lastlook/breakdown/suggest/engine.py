"""Suggestions for the sheets of a whole script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.breakdown.decisions import Decisions, SceneDecisions
from lastlook.breakdown.roles import roles_of
from lastlook.breakdown.suggest.cast import cast_in, in_order
from lastlook.breakdown.suggest.crowds import crowd_in
from lastlook.breakdown.suggest.film import film_of
from lastlook.breakdown.suggest.happenings import happenings_of
from lastlook.breakdown.suggest.minors import minors_among
from lastlook.breakdown.suggest.reading import as_read, as_written
from lastlook.breakdown.suggest.things import things_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lastlook.breakdown.model import Suggestion
    from lastlook.breakdown.suggest.film import Film
    from lastlook.production.model import CastMember
    from lastlook.script import Scene, Screenplay

_NOTHING = SceneDecisions()
DEFAULT_THRESHOLD = 0.6
"""Confidence below which nothing is suggested."""


def suggest(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    *,
    cast: Sequence[CastMember] = (),
    decisions: Decisions | None = None,
    threshold: float = DEFAULT_THRESHOLD,
    given: Collection[int] = (),
    embeddings: bool = False,
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
    given
        Board ids that roles had before; see `roles_of`.
    embeddings
        Whether words with several meanings are judged by the sentence encoder, too; slower, and
        needs the extra `sense`.

    Raises
    ------
    ProblemsError
        The extra `sense` is asked for and not installed.
    """
    decisions = decisions or Decisions()
    roles = roles_of(cast, scenes, given)
    read = as_read(screenplay, scenes)
    film = film_of(read, scenes, roles, decisions, embeddings=embeddings)
    found = []
    for scene in scenes:
        decided = decisions.scenes.get(scene.id, _NOTHING)
        sure = [one for one in _in_scene(film, scene, decided) if one.confidence >= threshold]
        if read is not screenplay:
            part = slice(scene.first, scene.last)
            sure = list(as_written(sure, read.paragraphs[part], screenplay.paragraphs[part]))
        found.append(in_order(sure))
    return tuple(found)


def _in_scene(film: Film, scene: Scene, decided: SceneDecisions) -> tuple[Suggestion, ...]:
    cast = [
        (person, there)
        for person, there in cast_in(film, scene)
        if person.role.id not in decided.not_cast
    ]
    names = {name.lower() for person, _ in cast for name in person.role.names}
    # A person's list of extras stands in the place of the script's.
    crowd = crowd_in(film, scene, names) if decided.background is None else ()
    people = (*(there for _, there in cast), *crowd, *minors_among(cast, crowd))
    things = things_of(film, scene)
    return (*people, *things, *happenings_of(film, scene, things))
