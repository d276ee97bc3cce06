"""A take's snow from its first second to its last."""

from __future__ import annotations

import math
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.bodies import body_of
from lastlook.take.snow import dumps, falling
from lastlook.take.snow.curves import Curves
from lastlook.take.snow.motor import Motor
from lastlook.take.snow.recorder import Recorder
from lastlook.take.snow.run import Account, Event, EventKind, SnowRun
from lastlook.take.snow.state import Snow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lastlook.take.materials import Material
    from lastlook.take.model import Take

    Floats = npt.NDArray[np.float64]

SETTLE = 0.5
"""Seconds between avalanches and slides."""
RECORD = 1.0
"""Seconds between points of a curve."""
SLIDE = 0.05
"""Kilograms in a second below which a slide is not told."""


def simulate(
    take: Take, materials: Mapping[str, Material], *, plain: bool = False, record: bool = False
) -> SnowRun:
    """Run a take's snow.

    Parameters
    ----------
    take
        A take as `read_take` gives it.
    materials
        By id, calibrated.
    plain
        Use no compiled code.
    record
        Keep the snow of every moment as the run's `film`, for sightlines: about 100 MB for a car
        and five minutes.
    """
    used = dict.fromkeys([*(f.material for f in take.falling), *(d.material for d in take.dumps)])
    run = _Run(take, [materials[name] for name in used], plain=plain, record=record)
    for number in range(run.steps):
        run.one(number)
    return run.result()


class _Run:
    """The run while it goes."""

    def __init__(
        self, take: Take, materials: Sequence[Material], *, plain: bool, record: bool
    ) -> None:
        self.take = take
        self.body = body_of(take.set.car)
        self.materials = tuple(materials)
        self.kinds = {material.id: n for n, material in enumerate(materials)}
        self.snow = Snow(take, self.body, materials, plain=plain)
        self.steps = math.ceil(float(take.duration / take.fineness.step))
        self.step = float(take.duration) / self.steps
        self.every = max(1, round(SETTLE / self.step))
        self.record_every = max(1, round(RECORD / self.step))
        self.air: dict[int, list[tuple[int, float, dumps.Landing]]] = defaultdict(list)
        self.exposures: dict[tuple[int, int], tuple[Floats, list[Floats]]] = {}
        self.waiting: dict[tuple[int, int], float] = defaultdict(float)
        self.slides: dict[tuple[int, str], float] = defaultdict(float)
        self.wipers = Motor(take, self.snow)
        self.curves = Curves(take, self.body, self.snow, self.materials)
        self.curves.note(0.0)
        self.recorder = Recorder(take, self.snow) if record else None
        if self.recorder:
            self.recorder.note(0.0, settled=True, last=False)

    def one(self, number: int) -> None:
        """Go one step on."""
        before, after = number * self.step, (number + 1) * self.step
        wiped = self.wipers.pane.film if self.wipers.runs else None
        earlier = None if wiped is None else wiped.copy()
        self._fall(before, after)
        self._pour(number, before, after)
        for kind, kilograms, landing in self.air.pop(number, ()):
            self.snow.land(kind, kilograms, landing)
        came = None if wiped is None or earlier is None else wiped - earlier
        self.wipers.go(before, after, came)
        last = number + 1 == self.steps
        settled = (number + 1) % self.every == 0 or last
        if settled:
            self._lay_fallen()
            for pane in self.snow.panes:
                gone = self.snow.slide(pane)
                if gone:
                    self.slides[math.floor(before), pane.grid.pane.name] += gone
            self.snow.settle()
        if (number + 1) % self.record_every == 0 or last:
            self.curves.note(after)
        if self.recorder:
            phase = self.wipers.phase
            self.recorder.note(after, settled=settled, last=last, phase=phase)

    def _wind(self, time: float) -> tuple[int, tuple[float, float]]:
        """Return the wind at a moment: its number, 0 for none, and its speed along x and y."""
        found, blows = 0, (0.0, 0.0)
        for number, wind in enumerate(self.take.wind, 1):
            if float(wind.at) <= time + 1e-9:
                turn, speed = math.radians(float(wind.toward)), float(wind.speed)
                found, blows = number, (speed * math.cos(turn), speed * math.sin(turn))
        return found, blows

    def _fall(self, before: float, after: float) -> None:
        snow = self.snow
        number, wind = self._wind(before)
        for index, source in enumerate(self.take.falling):
            until = self.take.duration if source.until is None else source.until
            span = min(after, float(until)) - max(before, float(source.at))
            if span <= 0:
                continue
            kind = self.kinds[source.material]
            amount = float(source.rate) / 60_000 * span
            if (index, number) not in self.exposures:
                self.exposures[index, number] = self._exposure(index, wind)
            _, on_panes = self.exposures[index, number]
            self.waiting[index, number] += amount
            stick = float(source.stick)
            for pane, share in zip(snow.panes, on_panes, strict=True):
                pane.film[kind] += share * (amount * stick)
                snow.came[kind] += float(share.sum()) * amount * pane.grid.cell
                if stick < 1:
                    falls = np.zeros((len(self.materials), pane.grid.shape[1]))
                    columns = share.reshape(pane.grid.shape).sum(axis=0)
                    falls[kind] = columns * (amount * (1 - stick) * pane.grid.cell)
                    snow.shed(pane, falls)

    def _lay_fallen(self) -> None:
        """Lay down on ground and car what fell since it was last done; glass has had its share."""
        snow = self.snow
        for (index, number), amount in self.waiting.items():
            kind = self.kinds[self.take.falling[index].material]
            open_, _ = self.exposures[index, number]
            snow.depth[kind] += open_ * (amount / snow.density[kind])
            snow.came[kind] += float(open_.sum()) * amount * snow.cell
        self.waiting.clear()

    def _exposure(self, index: int, wind: tuple[float, float]) -> tuple[Floats, list[Floats]]:
        source, ground = self.take.falling[index], self.snow.ground
        speed = self.materials[self.kinds[source.material]].fall_speed.value
        paths = falling.drifts(wind, speed, float(source.flutter))
        high, area = float(source.height), source.area
        x, y = np.meshgrid(ground.x, ground.y)
        up = (0.0, 0.0, 1.0)
        open_ = falling.exposure(
            x, y, ground.bed, up, paths=paths, ground=ground, height=high, area=area
        )
        open_ *= ground.glass < 0
        panes = []
        for pane in self.snow.panes:
            one = pane.grid
            share = falling.exposure(
                one.x, one.y, one.z, one.normal, paths=paths, ground=ground, height=high, area=area
            )
            panes.append((share * one.mask).ravel())
        return open_, panes

    def _pour(self, number: int, before: float, after: float) -> None:
        _, wind = self._wind(before)
        for dump in self.take.dumps:
            start, lasts = float(dump.at), float(dump.seconds)
            span = min(after, start + lasts) - max(before, start)
            if span <= 1e-12:
                continue
            kind = self.kinds[dump.material]
            material = self.materials[kind]
            kilograms = float(dump.litres) / 1000 * material.density.value * span / lasts
            throw = (float(dump.throw.x), float(dump.throw.y), float(dump.throw.z))
            landing = dumps.fall(
                dumps.mouth(dump, max(before, start) - start), throw,
                wind=wind, terminal=material.clump_speed.value, box=float(dump.box),
                surface=self.snow.surface,
            )  # fmt: skip
            self.air[number + math.floor(landing.time / self.step)].append(
                (kind, kilograms, landing)
            )

    def result(self) -> SnowRun:
        """Close the account and return all."""
        snow = self.snow
        lies = snow.lies()
        flying = np.zeros(len(self.materials))
        for packets in self.air.values():
            for kind, kilograms, _ in packets:
                flying[kind] += kilograms
                snow.came[kind] += kilograms
        blades = sum((arm.carried for arm in self.wipers.arms), np.zeros(len(self.materials)))
        lies |= {"in the air": flying, "ahead of the blades": blades}
        accounts = {
            material.id: Account(
                poured=self._poured(material.id),
                came=float(snow.came[kind]),
                lies=MappingProxyType(
                    {place: float(kg[kind]) for place, kg in lies.items() if kg[kind] > 0}
                ),
            )
            for kind, material in enumerate(self.materials)
        }
        litres = {place: float((kg / snow.density).sum() * 1000) for place, kg in lies.items()}
        slides = [
            Event(
                at=float(at), kind=EventKind.SLIDE, where=pane,
                what=f"{kg:.2f} kg slide off the {pane} glass", kilograms=kg,
            )
            for (at, pane), kg in self.slides.items()
            if kg >= SLIDE
        ]  # fmt: skip
        panes = self.curves.panes()
        events = [*slides, *self.wipers.events, *self.curves.turns(panes)]
        return SnowRun(
            times=tuple(self.curves.times),
            panes=MappingProxyType(panes),
            stops=MappingProxyType({k: tuple(v) for k, v in self.curves.stops.items()}),
            events=tuple(sorted(events, key=lambda e: (e.at, e.kind, e.where))),
            accounts=MappingProxyType(accounts),
            litres=MappingProxyType({k: v for k, v in litres.items() if v > 0}),
            deepest=self.curves.deepest,
            film=self.recorder.film() if self.recorder else None,
        )

    def _poured(self, material: str) -> float:
        """Return the kilograms that machines and boxes release."""
        total = 0.0
        for source in self.take.falling:
            if source.material != material:
                continue
            until = self.take.duration if source.until is None else source.until
            until = min(until, self.take.duration)
            area = self.take.set.length * self.take.set.width
            if source.area is not None:
                a = source.area
                area = (a.left - a.right) * (a.front - a.rear)
            total += float(source.rate * area * (until - source.at)) / 60_000
        for dump in self.take.dumps:
            if dump.material == material:
                density = self.materials[self.kinds[material]].density.value
                share = min(1.0, float((self.take.duration - dump.at) / dump.seconds))
                total += float(dump.litres) / 1000 * density * share
        return total
