"""Ways out: for what is seen, the cheapest changes of the plan that were run and help.

Each change (`changes`) is a line of steps. Doubling, then halving, finds the fewest that help:
looking again at some frames of the give-away, with nothing but the thing that shows. A step more is
added against slips. What was found so is verified: more frames, and the whole take for where the
thing now shows instead; where a dump moves, the snow is run again first. Searching goes by the
snow of `late_snow`, so that it need not be run at every step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.model import Margins
from lastlook.take.sight.by_points import shows_by_points
from lastlook.take.sight.change import clock
from lastlook.take.sight.changes import changes
from lastlook.take.sight.findings import Fix, Slip, Way
from lastlook.take.sight.late_snow import LateSnow
from lastlook.take.sight.lookout import Lookout
from lastlook.take.sight.moments import Moments
from lastlook.take.sight.plan import Plan
from lastlook.take.sight.shifts import PLANNED
from lastlook.take.snow.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lastlook.take.materials import Material
    from lastlook.take.model import Camera, Take
    from lastlook.take.sight.change import Change
    from lastlook.take.sight.findings import GiveAway
    from lastlook.take.sight.moments import Staged
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Scene

MOST = 3
"""Ways out of one give-away."""
PIECES = 2
"""Parts of a give-away for which ways out are looked for where none removes the whole."""
THINGS = 4
"""Give-aways, the gravest, for which ways out are looked for."""
FEW = 6
"""Frames of a give-away at which a change is tried, about."""
MANY = 24
"""Frames of it at which it is verified, about."""
AROUND = 3.0
"""Seconds between the frames of the whole take at which it is verified."""
QUIET = Margins(
    frame=Decimal(0), place=Decimal(0), cue=Decimal(0), snow=Decimal(0), rehearsals=0
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """All give-aways of one thing by one way to one camera."""

    all: tuple[GiveAway, ...]

    @property
    def gravest(self) -> GiveAway:
        """The one that shows most."""
        return max(self.all, key=lambda one: (one.pixels, -one.first))

    def frames(self, most: int) -> tuple[int, ...]:
        """Return about so many frames in which it shows, the worst first."""
        found = [one.worst for one in self.all]
        each = max(2, most // len(self.all))
        for one in self.all:
            spread = np.linspace(one.first, one.last, min(each, one.last - one.first + 1))
            found += spread.round().astype(int).tolist()
        return tuple(dict.fromkeys(found))


class Workshop:
    """Where changes of a take are tried."""

    def __init__(
        self, plan: Plan, rebuild: Callable[[Take], Staged], known: Mapping[str, Material]
    ) -> None:
        """Take how a stage is built of a changed take, and materials, calibrated."""
        self.plan, self.rebuild, self.known = plan, rebuild, known
        film = plan.stage.film
        self.snow = None if film is None else LateSnow(plan.take, film)
        self.known_seen: set[str] = set()
        self._runs: dict[tuple[tuple[str, Decimal], ...], Film | None] = {}

    def find(self, seen: Sequence[GiveAway]) -> tuple[Fix, ...]:
        """Return ways out of what is seen, the cheapest first."""
        groups = _groups(seen)
        self.known_seen = {one.thing for one in seen}
        found: list[Fix] = []
        for group in groups[:THINGS]:
            found += self._of(group, groups) or self._piecemeal(group, groups)
        # What removes a thing wherever it shows was found for each of its give-aways.
        once = {(fix.what, fix.gone): fix for fix in found}
        return tuple(sorted(once.values(), key=lambda fix: (fix.cost, fix.thing, fix.what)))

    def _piecemeal(self, group: _Group, every: Sequence[_Group]) -> list[Fix]:
        """Return ways out of parts of what no one change removes: from one move to the next."""
        found: list[Fix] = []
        for piece in _pieces(self.plan.take, group.gravest)[:PIECES]:
            span = f"{clock(piece.since)} to {clock(piece.until)}"
            found += [
                replace(fix, what=f"{fix.what}, {span}", clears=False)
                for fix in self._of(_Group(all=(piece,)), every)
            ]
        return found

    def _of(self, group: _Group, every: Sequence[_Group]) -> list[Fix]:
        """Return the ways out of one of all groups."""
        one = group.gravest
        here = _Trial(self, self.plan.take, one.thing, self.plan.stage.film)
        if not any(here.shows(one, frame) for frame in group.frames(FEW)):
            # Only its pixels, between the points, are seen: nothing to go by.
            return []
        tried: list[tuple[float, Change, int]] = []
        for change in changes(self.plan.take, group.gravest):
            limit = sorted(cost for cost, *_ in tried)[MOST - 1 : MOST]
            steps = self._least(change, group, limit[0] if limit else float("inf"))
            if steps is not None:
                tried.append((change.cost(steps), change, steps))
        tried.sort(key=lambda one: (one[0], one[1].what(one[2])))
        found: list[Fix] = []
        for cost, change, steps in tried:
            if len(found) == MOST:
                break
            if self._verified(change, steps, group):
                same = [other for other in every if other.gravest.thing == one.thing]
                whole = self._hides(change, steps, same) if len(same) > 1 else group in same
                found.append(
                    Fix(
                        what=change.what(steps), thing=one.thing, table=change.table,
                        name=change.name, changes=change.changes(steps), cost=round(cost, 3),
                        clears=whole and len(same) == len(every),
                        gone=one.thing if whole else _showing(one, same),
                    )
                )  # fmt: skip
        return found

    def _least(self, change: Change, group: _Group, limit: float) -> int | None:
        """Return the fewest steps of a change that hide a thing, some to spare; None if none do.

        Changes that cost more than the limit are not looked at.
        """
        frames = group.frames(FEW)

        def hides(steps: int) -> bool:
            return not self._shows(change, steps, group, frames)

        if change.cost(1) >= limit:
            return None
        no, yes = 0, 1
        while not hides(yes):
            if yes == change.most or change.cost(yes) >= limit:
                return None
            no, yes = yes, min(change.most, 2 * yes)
        while yes - no > 1:
            middle = (no + yes) // 2
            no, yes = (no, middle) if hides(middle) else (middle, yes)
        return min(change.most, yes + change.spare)

    def _shows(self, change: Change, steps: int, group: _Group, frames: Iterable[int]) -> bool:
        """Return whether a thing still shows with a change, the snow about as it would be."""
        one, take = group.gravest, change.apply(self.plan.take, steps)
        film = self.plan.stage.film
        if change.snow and self.snow is not None:
            film = self.snow.film_with({change.name: change.changes(steps)["at"]})
        trial = _Trial(self, take, one.thing, film)
        return any(trial.shows(one, frame) for frame in frames)

    def _verified(self, change: Change, steps: int, group: _Group) -> bool:
        """Return whether a change helps when it is run, and shows the thing nowhere else."""
        take = change.apply(self.plan.take, steps)
        film = self._film(take) if change.snow else self.plan.stage.film
        one = group.gravest
        trial = _Trial(self, take, one.thing, film)
        if any(trial.shows(one, frame) for frame in group.frames(MANY)):
            return False
        before = _Trial(self, self.plan.take, one.thing, self.plan.stage.film)
        step = max(1, round(AROUND * self.plan.fps))
        for frame in range(0, self.plan.stage.frames, step):
            for camera in self.plan.take.cameras:
                for way in Way:
                    there = replace(one, camera=camera.name, way=way)
                    if trial.shows(there, frame) and not before.shows(there, frame):
                        return False
        return change.table not in {"cameras", "dumps"} or self._nobody_else(take, film)

    def _nobody_else(self, take: Take, film: Film | None) -> bool:
        """Return whether no other thing shows itself for the first time in a changed take."""
        plan, old = self.plan, self.plan.stage
        stage = Moments(
            old.stage, film, old.trace, fps=old.fps, frames=old.frames, spacing=old.spacing
        )
        new = Plan(take=take, fps=plan.fps, stage=stage, thin=None, every=1, counted=plan.counted)
        lookout = Lookout(new)
        step = max(1, round(AROUND * plan.fps))
        return not any(
            self._shows_other(lookout, camera, frame)
            for camera in take.cameras
            for frame in new.rolling(camera, range(0, old.frames, step))
        )

    def _shows_other(self, lookout: Lookout, camera: Camera, frame: int) -> bool:
        made = lookout.frame(camera, frame, PLANNED)
        least = float(self.plan.take.margins.pixels)
        return any(
            shows_by_points(replace(made, margin=0.0, things={name: thing}), name, lookout.plan)
            > least
            for name, thing in made.things.items()
            if name not in self.known_seen and thing.name != camera.name
        )

    def _hides(self, change: Change, steps: int, groups: Sequence[_Group]) -> bool:
        """Return whether one thing shows no more with a change in any of its give-aways."""
        take = change.apply(self.plan.take, steps)
        film = self._film(take) if change.snow else self.plan.stage.film
        trial = _Trial(self, take, groups[0].gravest.thing, film)
        return not any(
            trial.shows(group.gravest, frame) for group in groups for frame in group.frames(MANY)
        )

    def _film(self, take: Take) -> Film | None:
        """Return the snow of a changed take, run once for the same dumps."""
        key = tuple((dump.name, dump.at) for dump in take.dumps)
        if key not in self._runs:
            self._runs[key] = simulate(take, self.known, record=True).film
        return self._runs[key]


class _Trial:
    """A changed take, in which one thing is looked for."""

    def __init__(self, shop: Workshop, take: Take, thing: str, film: Film | None) -> None:
        plan = shop.plan
        self.thing = thing
        alone = _Alone(plan.stage, shop.rebuild(_only(take, thing)), thing)
        stage = Moments(
            alone, film, plan.stage.trace, fps=plan.fps, frames=plan.stage.frames,
            spacing=plan.stage.spacing,
        )  # fmt: skip
        margins = replace(
            QUIET, pixels=take.margins.pixels, width=take.margins.width,
            contrast=take.margins.contrast,
        )  # fmt: skip
        self.take = replace(take, margins=margins)
        self.plan = Plan(
            take=self.take, fps=plan.fps, stage=stage, thin=None, every=1, counted=plan.counted
        )
        self.lookout = Lookout(self.plan)
        self.cameras = {camera.name: camera for camera in take.cameras}

    def shows(self, one: GiveAway, frame: int) -> bool:
        """Return whether the thing shows at a frame, by the give-away's way and camera."""
        camera = self.cameras[one.camera]
        if frame not in self.plan.rolling(camera, range(frame, frame + 1)):
            return False
        made = self.lookout.frame(camera, frame, PLANNED)
        if self.thing not in made.things:
            return False
        made = replace(made, things={self.thing: made.things[self.thing]})
        if one.way is Way.DIRECT:
            if made.things[self.thing].name == camera.name:
                return False
            # A single line of sight is enough: a change hides a thing with something to spare.
            return shows_by_points(made, self.thing, self.plan) > 0
        look = self.lookout.shadows if one.way is Way.SHADOW else self.lookout.reflections
        found = look.look(made).get(self.thing)
        least = float(self.take.margins.pixels)
        return found is not None and found.planned is not None and found.planned.area > least


class _Alone:
    """A set as it is, but for one hidden thing, which is as a changed take has it."""

    def __init__(self, stage: Moments, changed: Staged, thing: str) -> None:
        self.stage, self.changed, self.thing = stage, changed, thing

    def scene(self, at: float, film: Film | None = None) -> Scene:
        """Return the set at a moment; nothing else that is hidden is in it."""
        del film  # what lies loose is as it was
        scene = self.stage.scene(at)
        there = [
            one for one in self.changed.scene(at).things if one.hidden and one.name == self.thing
        ]
        open_ = tuple(one for one in scene.things if not one.hidden)
        return replace(scene, things=(*open_, *there))


def _showing(one: GiveAway, same: Sequence[_Group]) -> str:
    """Say which of a thing's give-aways one is: by its way, and by its camera if need be."""
    what = {
        Way.DIRECT: f"the sight of {one.thing}",
        Way.SHADOW: f"the shadow of {one.thing}",
        Way.REFLECTION: f"the reflection of {one.thing}",
    }[one.way]
    cameras = {other.gravest.camera for other in same if other.gravest.way is one.way}
    return f"{what} in {one.camera}’s picture" if len(cameras) > 1 else what


def _pieces(take: Take, one: GiveAway) -> list[GiveAway]:
    """Return a give-away cut where somebody moves on, the longest part first."""
    moves = {
        round(float(point.at) * one.fps)
        for figure in take.figures
        if figure.name == one.thing
        for point in figure.path
    }
    cuts = [one.first, *sorted(at for at in moves if one.first < at < one.last), one.last + 1]
    if len(cuts) == 2:
        return []
    found = [
        replace(one, first=start, last=end - 1, worst=(start + end - 1) // 2)
        for start, end in pairwise(cuts)
    ]
    return sorted(found, key=lambda piece: (piece.first - piece.last, piece.first))


def _only(take: Take, thing: str) -> Take:
    """Return a take with only those who bear on one hidden thing; its stage is soon built."""
    # A box is in somebody's hands, or put down by them.
    is_box = any(thing.endswith(f" {dump.name}") for dump in take.dumps)
    return replace(
        take,
        figures=tuple(one for one in take.figures if is_box or one.name == thing),
        gear=tuple(one for one in take.gear if one.name == thing),
        lamps=tuple(one for one in take.lamps if one.name == thing),
        # Who operates a camera and has no path goes with it.
        cameras=tuple(c for c in take.cameras if is_box or thing in {c.name, c.operator}),
    )


def _groups(seen: Sequence[GiveAway]) -> list[_Group]:
    """Return what is seen, by thing, way and camera, in the order given."""
    found: dict[tuple[str, Way, str], list[GiveAway]] = {}
    for one in seen:
        if one.slip is Slip.NONE:
            found.setdefault((one.thing, one.way, one.camera), []).append(one)
    return [_Group(all=tuple(some)) for some in found.values()]
