"""Meshes of the production's own: GLB, glTF, OBJ, PLY and STL files, read by trimesh."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lastlook.errors import LastlookError
from lastlook.take.stage.scene import Mesh

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SUFFIXES = (".glb", ".gltf", ".obj", ".ply", ".stl")
MOST = 500_000
"""Triangles of a mesh; more would slow every frame."""
KEPT = 32
"""Meshes that are kept while their files stay as they are."""
LARGEST = 1000.0
"""Metres that a mesh measures at most: one in millimetres is a thousand times too large."""


def imported(path: str, root: Path | None, *, scale: float = 1.0) -> Mesh:
    """Read a mesh; metres, z up. In GLB and glTF y is up and z ahead, as that format says: turned.

    Raises
    ------
    LastlookError
        The file is missing, outside the production's folder, of another kind, damaged, empty, has
        places that are no numbers, more than 500,000 triangles, or no size that a thing of a set
        has; or trimesh is not installed.
    """
    file = located(path, root)
    if file.suffix.lower() == ".gltf":
        # Its corners may stand in a file beside it, which changes by itself.
        vertices, faces = _read(file, path)
    else:
        state = file.stat()
        vertices, faces = _kept(file, path, (state.st_mtime_ns, state.st_size))
    if not len(faces):
        raise LastlookError(f"{path} holds no triangles: export the shape as a mesh.")
    if len(faces) > MOST:
        raise LastlookError(
            f"{path} has {len(faces):,} triangles, more than {MOST:,}: export a coarser mesh."
        )
    if not np.isfinite(vertices).all():
        raise LastlookError(f"{path} has corners that are no numbers (NaN): export it again.")
    if faces.min() < 0 or faces.max() >= len(vertices):
        raise LastlookError(f"{path} names corners that it does not have: export it again.")
    size = float(np.ptp(vertices[faces.ravel()], axis=0).max()) * scale
    if not 0 < size <= LARGEST:
        raise LastlookError(
            f"{path} is {size:,.4g} m large. Meshes are in metres: give the gear a `scale`, such "
            "as 0.001 for one in millimetres, or export it again."
        )
    if file.suffix.lower() in {".glb", ".gltf"}:
        vertices = vertices[:, [2, 0, 1]]
    return Mesh(
        vertices=np.ascontiguousarray(vertices * scale, dtype=np.float64),
        faces=np.ascontiguousarray(faces, dtype=np.int32),
        parts=np.zeros(len(faces), dtype=np.int32),
        names=(file.stem,),
    )


def located(path: str, root: Path | None) -> Path:
    """Return the file that a path of the production names.

    Raises
    ------
    LastlookError
        It is not in the production's folder, not of a kind that is read, or not there.
    """
    if root is None:
        raise LastlookError(
            f"{path} is a path from the production's folder, and this take is in none: "
            "put it into a folder with a production.toml."
        )
    if Path(path).suffix.lower() not in SUFFIXES:
        raise LastlookError(f"{path} is not one of {', '.join(SUFFIXES)}: export it as .glb.")
    home = root.resolve()
    file = (home / path).resolve()
    if not file.is_relative_to(home):
        raise LastlookError(
            f"{path} is outside the production's folder: copy it in, so that it travels along."
        )
    if not file.is_file():
        raise LastlookError(f"There is no file {path} in the production's folder.")
    return file


@lru_cache(maxsize=KEPT)
def _kept(file: Path, path: str, state: tuple[int, int]) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Read a file unless it is as it was: the take's check and every way out read it again."""
    del state
    return _read(file, path)


def _read(file: Path, path: str) -> tuple[Floats, npt.NDArray[np.int64]]:
    try:
        import trimesh
    except ImportError as error:
        raise LastlookError(
            f"{path} is read by trimesh, which is not installed: pip install 'lastlook[sight]'."
        ) from error
    try:
        # trimesh's readers raise whatever their parsers do.
        loaded: Any = trimesh.load(file, force="mesh", process=False)
        return np.asarray(loaded.vertices, dtype=np.float64), np.asarray(loaded.faces)
    except Exception as error:
        raise LastlookError(
            f"{path} cannot be read as a mesh ({type(error).__name__}): export it again."
        ) from error
