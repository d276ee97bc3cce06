"""A camera's previs as an mp4 with its time code burnt in, by ffmpeg as a process of its own."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.exchange.take.needs import need
from lastlook.exchange.take.previs.letters import line
from lastlook.exchange.take.previs.picture import Eye
from lastlook.take.lens import rolls
from lastlook.take.stage import build
from lastlook.take.timecode import frame_of, frames, recorded_until, timecode

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt

    from lastlook.take.model import Camera, Take
    from lastlook.take.snow.film import Film

    Bytes = npt.NDArray[np.uint8]

WIDTH, HEIGHT = 640, 360
FPS = 6.0
DOT = 2
"""Pixels of a dot of the letters."""
MARGIN = 10


def previs_bytes(take: Take, film: Film, root: Path | None, camera: Camera, fps: float) -> bytes:
    """Return an mp4 (H.264) of what a camera sees, `fps` pictures a second of the take's time.

    Raises
    ------
    MissingError
        Without the extra `previs`, or `sight`, which finds what rays meet.
    LastlookError
        ffmpeg failed.
    """
    need("embreex", extra="sight", what="Previs")
    ffmpeg = _ffmpeg()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "take.mp4"
        command = [
            ffmpeg, "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", f"{fps:g}",
            "-i", "-", "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "22",
            "-pix_fmt", "yuv420p", "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
            "-map_metadata", "-1", "-movflags", "+faststart", str(target),
        ]  # fmt: skip
        with subprocess.Popen(  # noqa: S603 - no shell, and nothing of it is anybody's input
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            try:
                for picture in pictures(take, film, root, camera, fps):
                    process.stdin.write(picture.tobytes())
                process.stdin.close()
            except BrokenPipeError:
                pass  # it says why below
            said = process.stderr.read().decode(errors="replace").strip()
            if process.wait():
                raise LastlookError(f"ffmpeg could not write the .mp4: {said}")
        return target.read_bytes()


def _ffmpeg() -> str:
    """Return the path of ffmpeg."""
    package = need("imageio_ffmpeg", extra="previs", what="An .mp4")
    try:
        path: str = package.get_ffmpeg_exe()
    except RuntimeError as error:  # a machine that the package brings none for
        raise LastlookError(
            "An .mp4 cannot be written: no ffmpeg is found. Install it, or set "
            "IMAGEIO_FFMPEG_EXE to its path."
        ) from error
    return path


def pictures(
    take: Take, film: Film, root: Path | None, camera: Camera, fps: float
) -> Iterator[Bytes]:
    """Yield the pictures of a camera, height × width × 3, from when it rolls until it is cut."""
    begins, ends = rolls(camera, float(recorded_until(take)))
    eye = Eye(build(take, root), film, camera, WIDTH, HEIGHT)
    last = min(frames(take), frame_of(ends, take.fps)) - 1
    for number in range(max(1, int((ends - begins) * fps + 1e-9))):
        # A picture stands on a frame of the take, and shows what that frame shows.
        frame = min(last, frame_of(begins + number / fps, take.fps))
        at = frame / float(take.fps)
        yield burnt(eye.picture(at), f"{camera.name}  {timecode(frame, take.fps)}")


def burnt(picture: Bytes, text: str) -> Bytes:
    """Return the picture with a line of text at its lower left."""
    dots = line(text, DOT)
    found = picture.copy()
    rows, columns = dots.shape
    top = found.shape[0] - MARGIN - rows
    box = found[top - 4 : top + rows + 4, MARGIN - 4 : MARGIN + columns + 4]
    box //= 3  # readable on snow
    here = found[top : top + rows, MARGIN : MARGIN + columns]
    here[dots[:, : here.shape[1]]] = 235
    return found
