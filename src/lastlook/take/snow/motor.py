"""The wipers' motor: all arms go together, turn together and stall together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lastlook.take.model import PaneName
from lastlook.take.snow.run import Event, EventKind
from lastlook.take.snow.wipers import Arm

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from lastlook.take.model import Take
    from lastlook.take.snow.state import PaneState, Snow

    Floats = npt.NDArray[np.float64]


class Motor:
    """All arms, driven by one motor."""

    def __init__(self, take: Take, snow: Snow) -> None:
        self.take = take
        self.snow = snow
        kinds = len(snow.materials)
        self.arms: list[Arm] = []
        for pane in snow.panes:
            if pane.grid.pane.name == PaneName.WINDSCREEN:
                self.pane: PaneState = pane
                self.arms = [Arm(wiper, pane.grid, kinds) for wiper in take.wipers]
        self.phase = 0.0
        self.rate = 0.0
        self.stalled = False
        self.events: list[Event] = []

    @property
    def runs(self) -> bool:
        """Whether the blades have moved and have not stalled."""
        return bool(self.arms) and self.rate > 0 and not self.stalled

    def go(self, before: float, after: float, came: Floats | None = None) -> None:
        """Let the blades go on from one moment to the next; a stalled motor stays where it is.

        `came` is what of the film has come meanwhile, steadily: kg/m² of each material by cell.
        What comes after a blade has passed stays.
        """
        if not self.arms or self.stalled:
            return
        wanted = 0.0
        for beat in self.take.wiper_speeds:
            if float(beat.at) <= before + 1e-9:
                wanted = float(beat.cycles) / 60
        end = self.phase + (wanted or self.rate) * (after - before)
        if not wanted:
            # Switched off, the blades go home first.
            end = min(end, float(math.ceil(self.phase - 1e-9)))
        else:
            self.rate = wanted
        start, whole = self.phase, max(end - self.phase, self.rate * (after - before), 1e-12)
        while self.phase < end - 1e-12 and not self.stalled:
            turn = (math.floor(self.phase * 2 + 1e-9) + 1) / 2
            to = min(end, turn)
            done = (self.phase - start) / whole, (to - start) / whole
            for arm in self.arms:
                arm.pass_over(self.pane.film, self.phase, to, came, done)
            self.phase = to
            self._check(after)
            if to == turn and not self.stalled:
                self._turn(at_park=turn == math.floor(turn))

    def _turn(self, *, at_park: bool) -> None:
        for arm in self.arms:
            left = arm.drop() if at_park else arm.reverse(self.pane.film)
            if left.any():
                self.snow.shed(self.pane, left)

    def _check(self, time: float) -> None:
        for number, arm in enumerate(self.arms, 1):
            if arm.load > float(arm.wiper.stall):
                self.stalled = True
                what = f"the wipers stop under the snow: {arm.load:.2f} kg a metre on arm {number}"
                self.events.append(Event(at=time, kind=EventKind.STALL, where="wipers", what=what))
                return
