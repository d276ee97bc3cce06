"""`lastlook take render`: storyboard frames of a take, painted with its own light and snow."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.take.log import Length
from lastlook.cli.take.telling import clock
from lastlook.errors import LastlookError, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lastlook.paperwork.render import Painted
    from lastlook.take import Take
    from lastlook.take.model import Camera

BOOK = "book"
USUAL = 2.8
"""The f-number for which sensitivity is told, where the camera states none."""


@click.command()
@click.argument("file", metavar="TAKE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--camera", metavar="NAME", help="Of this camera only; else of all.")
@click.option(
    "--at",
    "moments",
    type=Length(),
    multiple=True,
    help="A moment, 4:02 or 242; may be given several times. Else the camera's keyframes.",
)
@click.option(
    "--samples", type=click.IntRange(1, 4096), default=16, show_default=True,
    help="Paths of light for each pixel: more take longer and leave less to smooth.",
)  # fmt: skip
@click.option(
    "--width", type=click.IntRange(64, 7680), default=960, show_default=True,
    help="Pixels across the recorded area.",
)  # fmt: skip
@click.option(
    "--frame", type=click.Choice(["crop", "mark", "full"]), default="crop", show_default=True,
    help="The extraction alone, all that is recorded with the extraction marked, or unmarked.",
)  # fmt: skip
@click.option("--no-blur", is_flag=True, help="All sharp, also where the camera has an aperture.")
@click.option("--hold", is_flag=True, help="Expose all boards of a camera as its first.")
@click.option("--no-calm", is_flag=True, help="Leave the noise in.")
@click.option(
    "--llvm", is_flag=True,
    help="Compile for this machine, where that is found to work: sooner, but for the last bit.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, help="Of the noise.")
@click.option(
    "--to", "target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into; else the production's book, or where TAKE is.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def render(
    file: Path, *, camera: str | None, moments: Sequence[Decimal], samples: int, width: int,
    frame: str, no_blur: bool, hold: bool, no_calm: bool, llvm: bool, seed: int,
    target: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Paint storyboard frames of the take in the file TAKE, as PNG.

    What the camera sees through its true lens, path-traced: lamps and their cues, daylight, snow on
    the glass as it is at the moment. Needs pip install 'lastlook[render]'.
    """
    from lastlook.paperwork.render import Frame, Order
    from lastlook.paperwork.render.engine import Engine, llvm_works, mitsuba
    from lastlook.paperwork.render.paint import check, paint
    from lastlook.production import find_root
    from lastlook.take import read_take
    from lastlook.take.rehearsal import rehearse

    root = find_root(file.resolve())
    take, problems = read_take(file.resolve() if root else file, root=root)
    if take is None:
        raise ProblemsError(problems)
    order = Order(
        camera=camera, moments=tuple(float(at) for at in moments), samples=samples, width=width,
        frame=Frame(frame), blur=not no_blur, hold=hold, calm=not no_calm, seed=seed,
        engine=Engine.LLVM if llvm and llvm_works() else Engine.SCALAR,
    )  # fmt: skip
    check(take, order)
    mitsuba(order.engine)  # before any work: it may be missing
    if llvm and order.engine is Engine.SCALAR:
        click.echo(
            "LLVM does not work here: painting with compiled code, which is slower.", err=True
        )
    in_takes = root is not None and file.resolve().parent.parent == root
    folder = target or (root / BOOK if root is not None and in_takes else file.parent)
    found = rehearse(take, root=root, sight=False)
    done = []
    for board in paint(found, order, name=file.stem):
        path = folder / board.name
        _write(path, board.png)
        done.append(_told(path, board, take))
        if not as_json:
            click.echo(_line(path, board, take))
    if as_json:
        click.echo(json.dumps({"files": done}, ensure_ascii=False, indent=1))


def _write(path: Path, data: bytes) -> None:
    from lastlook.production.files import read_snapshot, write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = read_snapshot(path) if path.is_file() else None
        if before is None or before.data != data:
            write_atomic(path, data, expected=before)
    except OSError as error:
        raise LastlookError(f"{path} cannot be written: {error.strerror}.") from error


def _told(path: Path, board: Painted, take: Take) -> dict[str, Any]:
    aperture, seconds = _stop(_camera(board, take), take)
    return {
        "path": str(path), "camera": board.camera, "board": board.number, "at": board.at,
        "what": board.what, **asdict(board.metered), "aperture": aperture, "shutter": seconds,
        "iso": round(board.metered.iso(aperture, seconds)),
    }  # fmt: skip


def _line(path: Path, board: Painted, take: Take) -> str:
    aperture, seconds = _stop(_camera(board, take), take)
    metered = board.metered
    by = {
        "faces": f"for the faces, {metered.faces:.0%} of the frame",
        "picture": "for the whole frame",
        "first": "as the first",
    }[metered.by]
    iso = _round(metered.iso(aperture, seconds))
    what = f" {board.what}." if board.what else ""
    return (
        f"{path}: {board.camera} {clock(board.at)}.{what} Exposed {by}: EV {metered.ev:.1f}, "
        f"ISO {iso} at f/{aperture:g} and 1/{1 / seconds:.0f} s."
    )


def _camera(board: Painted, take: Take) -> Camera:
    return next(camera for camera in take.cameras if camera.name == board.camera)


def _stop(camera: Camera, take: Take) -> tuple[float, float]:
    """Return a camera's f-number and the seconds of its shutter."""
    from lastlook.take.lens import exposure

    return float(camera.aperture or USUAL), exposure(camera, float(take.fps))


def _round(iso: float) -> str:
    """Say a sensitivity as nobody reads it finer: two figures."""
    return f"{float(f'{iso:.2g}'):.0f}"
