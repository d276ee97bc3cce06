"""One frame of a camera, as shadows and reflections look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from lastlook.take.bodies import Pane
    from lastlook.take.lens import View
    from lastlook.take.sight.solids import Solids
    from lastlook.take.snow.film import Film
    from lastlook.take.stage.scene import Mirror, Thing

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a frame is looked at with."""

    things: Mapping[str, Thing]
    """What must hide, where it is, by name; the camera's own body too."""
    solids: Solids
    """What may be seen."""
    panes: tuple[Pane, ...]
    mirrors: tuple[Mirror, ...] = ()
    view: View
    margin: float = 0.0
    """Share of the frame, on every side, by which the operator may be off."""
    offset: tuple[float, float] = (0.0, 0.0)
    """By how much of the picture (-1 to 1) the frame is off, to the right and up."""
    levels: tuple[float, ...]
    """How far each of the take's lamps is up, 0 to 1."""
    film: Film | None
    snow_at: float
    """The moment of the film."""
    key: bytes = field(init=False)
    """What tells this view from others, the moment apart."""
    records: Mapping[str, int] = field(init=False)
    """Of the snow on panes, at the frame's moment, by their names."""

    def __post_init__(self) -> None:
        view = self.view
        size = [view.half_width, view.half_height, *view.shown, self.margin, *self.offset]
        key = np.concatenate([view.eye, view.right, view.up, view.forward, size]).tobytes()
        object.__setattr__(self, "key", key)
        panes = {} if self.film is None else self.film.panes
        records = {name: one.record(self.snow_at) for name, one in panes.items()}
        object.__setattr__(self, "records", records)

    def project(self, places: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Return where places (n × 3) stand in the picture, and whether it may show them."""
        at, depth = self.view.project(places)
        at = at - np.array(self.offset)
        inside = (depth > 1e-6) & (np.abs(at) <= 1 + 2 * self.margin).all(axis=1)
        return at, np.asarray(inside)

    def snow_on(self, panes: Iterable[str]) -> tuple[int, ...]:
        """Return the records of the snow on panes at the frame's moment."""
        return tuple(self.records[name] for name in panes if name in self.records)
