"""The stage of a take: everything in it, at any moment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lastlook.take import lens
from lastlook.take.bodies import body_of
from lastlook.take.stage.car import car
from lastlook.take.stage.figures import Person, operating
from lastlook.take.stage.ground import surroundings
from lastlook.take.stage.loose import LooseSnow
from lastlook.take.stage.mirrors import mirrors, shining
from lastlook.take.stage.pouring import boxes
from lastlook.take.stage.props import (
    camera_prop,
    camera_thing,
    gear_prop,
    gear_thing,
    lamp_thing,
)
from lastlook.take.stage.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.take.model import Take
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.figures import Hands, Held
    from lastlook.take.stage.scene import Mirror, Thing


class Stage:
    """A take's set, people and equipment; `scene` gives them at a moment.

    Raises
    ------
    LastlookError
        A mesh of the production's own cannot be read; see `stage.imported`.
    """

    def __init__(self, take: Take, root: Path | None = None) -> None:
        self.take = take
        self.body = body_of(take.set.car)
        without = take.set.without
        # Where nothing has glass there is no car.
        cars = (car(self.body, without),) if self.body.panes else ()
        shine = mirrors(self.body) if cars else ()
        self.mirrors = tuple(one for one in shine if one.name not in without)
        self.people = {figure.name: Person(figure, self.body) for figure in take.figures}
        self._still = (
            *cars,
            *surroundings(take.set, self.body),
            *(lamp_thing(lamp) for lamp in take.lamps),
        )
        self._gear = [(one, gear_prop(one, root)) for one in take.gear]
        self._cameras = [(camera, camera_prop(camera)) for camera in take.cameras]
        self.pours = boxes(take, list(self.people.values()))
        self._operates = {camera.operator: camera for camera in take.cameras if camera.operator}
        self._snow = LooseSnow(take.set, self.body)
        self._shining: tuple[object, tuple[Mirror, ...]] = (None, self.mirrors)

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment, seconds; with loose snow where a film is given."""
        things: list[Thing] = list(self._still)
        snow = self._snow.thing(film, at) if film is not None else None
        if snow is not None:
            things.append(snow)
        things.extend(self._moving(at))
        return Scene(
            at=at, things=tuple(things), panes=self.body.panes, mirrors=self._shine(film, at)
        )

    def held(self, name: str, at: float) -> Held:
        """Return how the figure of a name stands at a moment."""
        person = self.people[name]
        camera = self._operates.get(name)
        if camera is not None and person.seat is None and not person.figure.path:
            return operating(person, lens.view(camera, at))
        return person.held(at, self._hands(name, at))

    def _moving(self, at: float) -> list[Thing]:
        found = [
            person.thing(self.held(name, at))
            for name, person in self.people.items()
            if person.is_there(at)
        ]
        for one, prop in self._gear:
            until = math.inf if one.until is None else float(one.until)
            if float(one.at) <= at < until:
                found.append(gear_thing(one, prop, at))
        found.extend(
            pour.thing(at) for pour in self.pours if pour.person is None or pour.person.is_there(at)
        )
        found.extend(
            camera_thing(camera, prop, lens.view(camera, at)) for camera, prop in self._cameras
        )
        return found

    def _hands(self, name: str, at: float) -> Hands:
        """Return where a figure's hands are on the box it pours now, if it does."""
        held = [p for p in self.pours if p.person is not None and p.person.figure.name == name]
        best = max(held, key=lambda pour: pour.held(at), default=None)
        return best.hands(at) if best is not None else {}

    def _shine(self, film: Film | None, at: float) -> tuple[Mirror, ...]:
        if film is None:
            return self.mirrors
        number = film.record(at)
        if self._shining[0] != (id(film), number):
            self._shining = ((id(film), number), shining(self.mirrors, film, number))
        return self._shining[1]


def build(take: Take, root: Path | None = None) -> Stage:
    """Build the stage of a take; meshes of the production's own are read from `root`.

    Raises
    ------
    LastlookError
        Such a mesh cannot be read.
    """
    return Stage(take, root)
