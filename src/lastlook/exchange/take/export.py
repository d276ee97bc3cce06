"""The files of a take, by the endings of the names under which they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.exchange.take.cameras import rolling
from lastlook.exchange.take.needs import need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lastlook.exchange.take.played import Played
    from lastlook.take.model import Camera, Take
    from lastlook.take.rehearsal import Rehearsal
    from lastlook.take.snow.film import Film

POSES = 8.0
"""A second, of people and equipment; what straight lines give is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is to be written of a take, and how."""

    take: Take
    root: Path | None = None
    """The production's folder, for meshes of its own."""
    camera: str | None = None
    """Name of the camera, where a format shows one; without it, the first."""
    fps: float | None = None
    """Pictures or poses a second, where a format does not hold every frame."""
    sight: bool = True
    """Whether give-aways are looked for, for the formats that mark them."""


def export(asked: Export, targets: Iterable[Path]) -> dict[Path, bytes]:
    """Return the files of a take by path: one for each name, or the four tables of a .csv.

    Raises
    ------
    LastlookError
        An ending is none of `ENDINGS`, there is no such camera, or the format cannot hold the
        take; MissingError where an extra is not installed. Nothing is worked out before these are
        known.
    """
    work = _Work(asked)
    todo = [(to, _writer(to)) for to in targets]
    if any(to.suffix.lower() in PICTURES for to, _ in todo):
        work.camera()
    for extra, module, what in {NEEDS[s] for to, _ in todo if (s := to.suffix.lower()) in NEEDS}:
        need(module, extra=extra, what=what)
    found: dict[Path, bytes] = {}
    for to, write in todo:
        found |= write(work, to)
    return found


def _writer(to: Path) -> Callable[[_Work, Path], dict[Path, bytes]]:
    ending = to.suffix.lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise LastlookError(
            f"{to.name}: lastlook writes takes as {known}. Give --to a name that ends so."
        )
    return ENDINGS[ending]


class _Work:
    """A take and what has been worked out of it, each thing once."""

    def __init__(self, asked: Export) -> None:
        self.asked = asked
        self._cameras = rolling(asked.take)
        names = [camera.name for camera in self._cameras]
        if asked.camera is not None and asked.camera not in names:
            there = f"There are: {', '.join(names)}." if names else "The take has none."
            raise LastlookError(f"No camera `{asked.camera}` rolls before the cut. {there}")

    def camera(self) -> Camera:
        """Return the camera whose picture it is."""
        for camera in self._cameras:
            if self.asked.camera in {None, camera.name}:
                return camera
        raise LastlookError(
            "The take has no camera whose picture could be written. Add one as [[cameras]]."
        )

    @cached_property
    def found(self) -> Rehearsal:
        """The take, rehearsed."""
        from lastlook.take import rehearse

        return rehearse(self.asked.take, root=self.asked.root, sight=self.asked.sight)

    @cached_property
    def film(self) -> Film:
        """The snow, every moment of it."""
        if "found" in self.__dict__ and self.found.run.film is not None:
            return self.found.run.film
        from lastlook.take.materials import calibrated, materials
        from lastlook.take.snow.simulate import simulate

        known = calibrated(materials(), self.asked.take.calibration)
        film = simulate(self.asked.take, known, record=True).film
        assert film is not None
        return film

    @cached_property
    def played(self) -> Played:
        """The take in three dimensions."""
        from lastlook.exchange.take.played import play

        asked = self.asked
        return play(asked.take, self.film, asked.root, asked.fps or POSES)


def _otio(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.editing import otio_bytes

    return {to: otio_bytes(work.found)}


def _edl(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.editing import edl_bytes

    return {to: edl_bytes(work.found, work.asked.camera)}


def _xml(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.editing import fcp_xml_bytes

    return {to: fcp_xml_bytes(work.found)}


def _csv(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.tables import take_tables

    tables = take_tables(work.found)
    return {to.with_name(f"{to.stem}-{name}{to.suffix}"): data for name, data in tables.items()}


def _usd(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.usd.write import usd_bytes

    return {to: usd_bytes(work.played, to.suffix.lower())}


def _glb(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.glb.write import glb_bytes

    return {to: glb_bytes(work.played)}


def _html(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.player.page import player_page

    # The rehearsal first: the snow is then run once.
    return {to: player_page(work.found, work.played, work.asked.camera)}


def _mp4(work: _Work, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.previs.film import FPS, previs_bytes

    asked, camera = work.asked, work.camera()
    return {to: previs_bytes(asked.take, work.film, asked.root, camera, asked.fps or FPS)}


ENDINGS: Mapping[str, Callable[[_Work, Path], dict[Path, bytes]]] = MappingProxyType(
    {
        ".otio": _otio, ".edl": _edl, ".xml": _xml, ".usda": _usd, ".usdz": _usd, ".glb": _glb,
        ".html": _html, ".mp4": _mp4, ".csv": _csv,
    }
)  # fmt: skip
"""Writers by the ending of the file."""
PICTURES = {".mp4"}
"""Endings of files that cannot be without a camera."""
NEEDS = {
    ".otio": ("exchange", "opentimelineio", "OpenTimelineIO"),
    ".edl": ("exchange", "opentimelineio", "An EDL"),
    ".xml": ("exchange", "opentimelineio", "Final Cut Pro 7 XML"),
    ".usda": ("exchange", "pxr.Usd", "OpenUSD"),
    ".usdz": ("exchange", "pxr.Usd", "OpenUSD"),
    ".mp4": ("previs", "imageio_ffmpeg", "An .mp4"),
}
"""Extra, package and words for the endings that need more than the base install."""
