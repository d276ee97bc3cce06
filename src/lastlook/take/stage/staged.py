"""The stage of a take: everything in it, at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.take.bodies import bodies
from lastlook.take.stage.car import car
from lastlook.take.stage.figures import Person
from lastlook.take.stage.ground import surroundings
from lastlook.take.stage.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.take.model import Take
    from lastlook.take.snow.film import Film


class Stage:
    """A take's set, people and equipment; `scene` gives them at a moment."""

    def __init__(self, take: Take, root: Path | None) -> None:
        self.take = take
        self.body = bodies()[take.set.car]
        self._still = (car(self.body), *surroundings(take.set, self.body))
        self._people = [Person(figure, self.body) for figure in take.figures]

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment, seconds; with loose snow where a film is given."""
        things = list(self._still)
        things.extend(p.thing(p.held(at)) for p in self._people if p.is_there(at))
        return Scene(at=at, things=tuple(things), panes=self.body.panes, mirrors=())


def build(take: Take, root: Path | None = None) -> Stage:
    """Build the stage of a take; meshes of the production's own are read from `root`."""
    return Stage(take, root)
