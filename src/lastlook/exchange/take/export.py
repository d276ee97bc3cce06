"""The files of a take, by the ending of the name under which they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lastlook.take.model import Take
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


def export(asked: Export, to: Path) -> dict[Path, bytes]:
    """Return the files of a take for a name, by path: one, or the tables of a .csv.

    Raises
    ------
    LastlookError
        The ending is none of `ENDINGS`, there is no such camera, or the format cannot hold the
        take; MissingError where an extra is not installed.
    """
    ending = to.suffix.lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise LastlookError(
            f"{to.name}: lastlook writes takes as {known}. Give --to a name that ends so."
        )
    names = [camera.name for camera in asked.take.cameras]
    if asked.camera is not None and asked.camera not in names:
        there = f"There are: {', '.join(names)}." if names else "The take has none."
        raise LastlookError(f"There is no camera `{asked.camera}`. {there}")
    return ENDINGS[ending](asked, to)


def _rehearsed(asked: Export) -> Rehearsal:
    from lastlook.take import rehearse

    return rehearse(asked.take)


def _film(asked: Export) -> Film:
    """Run the snow, every moment of it kept."""
    from lastlook.take.materials import calibrated, materials
    from lastlook.take.snow.simulate import simulate

    run = simulate(asked.take, calibrated(materials(), asked.take.calibration), record=True)
    assert run.film is not None
    return run.film


def _otio(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.editing import otio_bytes

    return {to: otio_bytes(_rehearsed(asked))}


def _edl(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.editing import edl_bytes

    return {to: edl_bytes(_rehearsed(asked), asked.camera)}


def _xml(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.editing import fcp_xml_bytes

    return {to: fcp_xml_bytes(_rehearsed(asked))}


def _csv(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.tables import take_tables

    tables = take_tables(_rehearsed(asked))
    return {to.with_name(f"{to.stem}-{name}{to.suffix}"): data for name, data in tables.items()}


def _usd(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.needs import need
    from lastlook.exchange.take.played import play
    from lastlook.exchange.take.usd.write import usd_bytes

    need("pxr.Usd", extra="exchange", what="OpenUSD")  # before minutes of work
    played = play(asked.take, _film(asked), asked.root, asked.fps or POSES)
    return {to: usd_bytes(played, to.suffix.lower())}


def _glb(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.glb.write import glb_bytes
    from lastlook.exchange.take.played import play

    return {to: glb_bytes(play(asked.take, _film(asked), asked.root, asked.fps or POSES))}


def _mp4(asked: Export, to: Path) -> dict[Path, bytes]:
    from lastlook.exchange.take.needs import need
    from lastlook.exchange.take.previs.film import FPS, previs_bytes

    cameras = [one for one in asked.take.cameras if asked.camera in {None, one.name}]
    if not cameras:
        raise LastlookError(f"{to.name}: the take has no camera whose picture it could be.")
    need("imageio_ffmpeg", extra="previs", what="An .mp4")  # before minutes of work
    film = _film(asked)
    return {to: previs_bytes(asked.take, film, asked.root, cameras[0], asked.fps or FPS)}


ENDINGS: Mapping[str, Callable[[Export, Path], dict[Path, bytes]]] = MappingProxyType(
    {
        ".otio": _otio,
        ".edl": _edl,
        ".xml": _xml,
        ".csv": _csv,
        ".usda": _usd,
        ".usdz": _usd,
        ".glb": _glb,
        ".mp4": _mp4,
    }
)
"""Writers by the ending of the file."""
