"""What is noted of a take's snow as it goes: every pane over time, light at every face."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow import faces, optics
from lastlook.take.snow.run import Event, EventKind, PaneCurve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.take.bodies import Body
    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.snow.state import Snow


class Curves:
    """What is noted as the take goes."""

    def __init__(self, take: Take, body: Body, snow: Snow, materials: Sequence[Material]) -> None:
        self.take = take
        self.body = body
        self.snow = snow
        self.materials = materials
        self.times: list[float] = []
        self.rows: dict[str, list[tuple[float, float, float, float]]] = defaultdict(list)
        self.stops: dict[str, list[float]] = {face.name: [] for face in take.faces}
        self.deepest = 0.0
        grids = [pane.grid for pane in snow.panes]
        seats = {seat.seat: seat for seat in body.seats}
        self.factors = {
            face.name: [faces.form_factors(seats[face.seat], one) for one in grids]
            for face in take.faces
        }
        self.weights = [faces.outside(take.light, one.pane.name) for one in grids]
        self.grids = grids

    def note(self, time: float) -> None:
        """Note the state of every pane and the light at every face."""
        take, snow = self.take, self.snow
        self.times.append(time)
        threshold = float(take.fineness.threshold)
        through = []
        for pane in snow.panes:
            mass = snow.over_glass(pane)
            clear = not mass.any()
            diffuse = np.ones(pane.grid.shape) if clear else optics.diffuse_of(mass, self.materials)
            through.append(diffuse)
            mask = pane.grid.mask
            seen = np.ones(mask.sum())
            thick = np.zeros(mask.sum())
            if not clear:
                seen = optics.direct(optics.depth_of(mass, self.materials)[mask])
                thick = (mass / snow.density[:, None, None]).sum(axis=0)[mask]
                self.deepest = max(self.deepest, float(thick.max()))
            self.rows[pane.grid.pane.name].append(
                (
                    1 - float(seen.mean()),
                    float((seen < threshold).mean()),
                    float(diffuse[mask].mean()),
                    float(thick.mean()),
                )
            )
        for face, factors in self.factors.items():
            self.stops[face].append(
                faces.stops(
                    factors,
                    through,
                    self.weights,
                    self.grids,
                    body=self.body,
                    cabin=float(take.light.cabin),
                )
            )

    def panes(self) -> dict[str, PaneCurve]:
        """Return the curves of every pane."""
        wanted = float(self.take.fineness.area)
        found = {}
        for name, rows in self.rows.items():
            opacity, shut, diffuse, thickness = zip(*rows, strict=True)
            found[name] = PaneCurve(
                opacity=opacity, shut=shut, diffuse=diffuse, thickness=thickness,
                buried_at=_for_good(self.times, shut, wanted),
            )  # fmt: skip
        return found

    def turns(self, panes: Mapping[str, PaneCurve]) -> list[Event]:
        """Return when panes shut and open again."""
        wanted = float(self.take.fineness.area)
        found = []
        for name, curve in panes.items():
            for n in range(1, len(self.times)):
                was, is_ = curve.shut[n - 1] >= wanted, curve.shut[n] >= wanted
                if was != is_:
                    kind = EventKind.SHUT if is_ else EventKind.OPEN
                    at = _crossing(self.times, curve.shut, n, wanted)
                    what = f"the {name} glass is {'shut' if is_ else 'open again'}"
                    found.append(Event(at=at, kind=kind, where=name, what=what))
        return found


def _for_good(times: Sequence[float], shut: Sequence[float], wanted: float) -> float | None:
    """Return when a curve comes to stand above a level until its end."""
    if shut[-1] < wanted:
        return None
    first = len(shut) - 1
    while first > 0 and shut[first - 1] >= wanted:
        first -= 1
    return _crossing(times, shut, first, wanted) if first else times[0]


def _crossing(times: Sequence[float], shut: Sequence[float], n: int, wanted: float) -> float:
    """Return when the straight line to point `n` crosses a level."""
    before, after = shut[n - 1], shut[n]
    return times[n - 1] + (times[n] - times[n - 1]) * (wanted - before) / (after - before)
