"""Snow at a moment, on ground, car and panes; and how it moves between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lastlook.take.snow import dumps, repose, sliding
from lastlook.take.snow.glass import contact, grid
from lastlook.take.snow.ground import PLACES, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from lastlook.take.bodies import Body
    from lastlook.take.materials import Material
    from lastlook.take.model import Take
    from lastlook.take.snow.glass import Contact, Grid
    from lastlook.take.snow.ground import Ground

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

TOUCH = 0.001
"""Metres of a bank above a cell of glass that hold the film on it."""
GROUND_SWEEPS = 12
GLASS_SWEEPS = 4


@dataclass(slots=True, kw_only=True)
class PaneState:
    """The film on a pane."""

    grid: Grid
    contact: Contact
    film: Floats
    """kg/m² of each material: materials × cells."""
    beside: Ints
    """The ground's cell under each cell that is no glass, where snow leaves it sideways."""


class Snow:
    """The snow of a take, changed step by step. Materials keep the order they are given in."""

    def __init__(
        self, take: Take, body: Body, materials: Sequence[Material], *, plain: bool
    ) -> None:
        self.materials = tuple(materials)
        self.plain = plain
        self.ground: Ground = lay_out(take.set, body, float(take.fineness.ground))
        kinds = len(self.materials)
        self.density = np.array([m.density.value for m in materials])
        self.tangent = np.array([math.tan(math.radians(m.repose.value)) for m in materials])
        self.depth = np.zeros((kinds, *self.ground.shape))
        """Metres of each material, as it lies."""
        self.panes = []
        for number, pane in enumerate(body.panes):
            cells = grid(pane, float(take.fineness.glass))
            self.panes.append(
                PaneState(
                    grid=cells,
                    contact=contact(cells, number, self.ground),
                    film=np.zeros((kinds, cells.u.size)),
                    beside=self.ground.index(cells.x, cells.y)[~cells.mask],
                )
            )
        self.came = np.zeros(kinds)
        """Kilograms of each material that came."""
        self.outside = np.zeros(kinds)
        """Of these, what left the set over its border or fell beside it."""

    @property
    def cell(self) -> float:
        """Area of a cell of the ground."""
        return self.ground.dx**2

    def surface(self, x: float, y: float) -> float:
        """Return the height of the snow at a place; the ground beside the set is level."""
        rows, columns = self.ground.shape
        ix = math.floor((x - self.ground.x0) / self.ground.dx)
        iy = math.floor((y - self.ground.y0) / self.ground.dx)
        if not (0 <= ix < columns and 0 <= iy < rows):
            return 0.0
        return float(self.ground.bed[iy, ix] + self.depth[:, iy, ix].sum())

    def banked(self, pane: PaneState) -> Floats:
        """Return the vertical depth of each material of the bank over each cell of a pane."""
        flat = self.depth.reshape(len(self.materials), -1)
        cells, weights = pane.contact.cells, pane.contact.weights
        return np.array([(kind[cells] * weights).sum(axis=0).ravel() for kind in flat])

    def over_glass(self, pane: PaneState) -> Floats:
        """Return the kg/m² of each material on each cell of a pane, film and bank together."""
        if not self.materials:
            return np.zeros((0, *pane.grid.shape))
        bank = self.banked(pane) * (self.density * math.cos(pane.grid.tilt))[:, None]
        return np.asarray((pane.film + bank).reshape(-1, *pane.grid.shape))

    def land(self, kind: int, kilograms: float, landing: dumps.Landing) -> None:
        """Lay a packet down: a Gaussian footprint over ground, car and glass."""
        self.came[kind] += kilograms
        ground = self.ground
        rows, columns = ground.shape
        share = dumps.inside(
            landing,
            (ground.x0, ground.x0 + columns * ground.dx),
            (ground.y0, ground.y0 + rows * ground.dx),
        )
        reach = 4 * landing.sigma + ground.dx
        across = slice(*np.searchsorted(ground.x, (landing.x - reach, landing.x + reach)))
        along = slice(*np.searchsorted(ground.y, (landing.y - reach, landing.y + reach)))
        square = (ground.x[across] - landing.x) ** 2 + (ground.y[along][:, None] - landing.y) ** 2
        double = 2 * landing.sigma**2
        open_ = np.exp(-square / double) * self.cell * (ground.glass[along, across] < 0)
        shares = []
        for pane in self.panes:
            one = pane.grid
            if math.hypot(one.pane.x - landing.x, one.pane.y - landing.y) > reach + one.pane.width:
                continue
            square = (one.x - landing.x) ** 2 + (one.y - landing.y) ** 2
            flat = one.cell * math.cos(one.tilt)
            shares.append((pane, (np.exp(-square / double) * flat * one.mask).ravel()))
        weight = float(open_.sum()) + sum(float(s.sum()) for _, s in shares)
        if share <= 0 or weight <= 0:
            self.outside[kind] += kilograms
            return
        self.outside[kind] += kilograms * (1 - share)
        scale = kilograms * share / weight
        self.depth[kind, along, across] += open_ * scale / (self.density[kind] * self.cell)
        for pane, part in shares:
            pane.film[kind] += part * scale / pane.grid.cell

    def shed(self, pane: PaneState, kilograms: Floats) -> None:
        """Let snow fall over a pane's lower edge: materials × columns, or materials alone."""
        below = pane.contact.below
        flat = self.depth.reshape(len(self.materials), -1)
        spread = kilograms if kilograms.ndim == 2 else (kilograms / len(below))[:, None]
        for kind, amount in enumerate(spread):
            added = np.broadcast_to(amount / (self.density[kind] * self.cell), below.shape)
            np.add.at(flat[kind], below, added)

    def slide(self, pane: PaneState) -> float:
        """Let go what cannot hold, where no bank holds it up; return the kilograms."""
        loose = sliding.lets_go(pane.film, self.materials, pane.grid.pane.tilt)
        if not loose.any():
            return 0.0
        loose &= self.banked(pane).sum(axis=0) < TOUCH
        gone = np.where(loose, pane.film, 0.0)
        pane.film -= gone
        falls = gone.reshape(-1, *pane.grid.shape).sum(axis=1) * pane.grid.cell
        self.shed(pane, falls)
        return float(falls.sum())

    def settle(self) -> None:
        """Let banks and heaps come to rest, and what lies on the flatter panes."""
        if not self.materials:
            return
        size = self.ground.dx
        repose.settle(
            self.ground.bed, self.depth, self.tangent, size, size,
            sweeps=GROUND_SWEEPS, plain=self.plain,
        )  # fmt: skip
        for pane in self.panes:
            one = pane.grid
            if math.tan(one.tilt) >= self.tangent.min():
                continue
            flat = math.cos(one.tilt)
            to_mass = (self.density * flat)[:, None]
            heights = np.ascontiguousarray((pane.film / to_mass).reshape(-1, *one.shape))
            repose.settle(
                one.z, heights, self.tangent, one.du, one.dv * flat,
                sweeps=GLASS_SWEEPS, plain=self.plain,
            )  # fmt: skip
            pane.film[:] = heights.reshape(len(self.materials), -1) * to_mass
            self._over_the_sides(pane)
        self._over_the_border()

    def _over_the_sides(self, pane: PaneState) -> None:
        """Give what has come past the edge of the glass to what lies under it."""
        bare = ~pane.grid.mask.ravel()
        flat = self.depth.reshape(len(self.materials), -1)
        for kind, film in enumerate(pane.film):
            gone = film[bare] * (pane.grid.cell / (self.density[kind] * self.cell))
            film[bare] = 0.0
            np.add.at(flat[kind], pane.beside, gone)

    def _over_the_border(self) -> None:
        for edge in (np.s_[:, 0, :], np.s_[:, -1, :], np.s_[:, :, 0], np.s_[:, :, -1]):
            gone = self.depth[edge].sum(axis=1) * self.density * self.cell
            self.depth[edge] = 0.0
            self.outside += gone

    def lies(self) -> dict[str, Floats]:
        """Return what lies where, in kilograms of each material."""
        mass = self.depth * (self.density * self.cell)[:, None, None]
        found = {
            name: (mass * ((self.ground.place == n) & (self.ground.glass < 0))).sum(axis=(1, 2))
            for n, name in enumerate(PLACES)
        }
        for number, pane in enumerate(self.panes):
            bank = (mass * (self.ground.glass == number)).sum(axis=(1, 2))
            found[f"{pane.grid.pane.name} glass"] = pane.film.sum(axis=1) * pane.grid.cell + bank
        found["beyond the set"] = self.outside.copy()
        return {name: amount for name, amount in found.items() if amount.sum() > 0}
