"""Pictures of cells as PNG files, so that an SVG can carry one."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

GREY, COLOUR, GREY_ALPHA = 0, 2, 4
"""Colour types of the PNG specification (ISO/IEC 15948, 11.2.2)."""


def png(cells: npt.NDArray[np.uint8]) -> bytes:
    """Write grey cells (rows × columns), with opacity (… × 2) or colours (… × 3), top row first.

    Every row is stored as its difference from the row above (filter 2), which packs shades well.
    """
    rows, columns = cells.shape[:2]
    deep = 1 if cells.ndim == 2 else cells.shape[2]
    flat = np.ascontiguousarray(cells, dtype=np.uint8).reshape(rows, columns * deep)
    above = np.zeros_like(flat)
    above[1:] = flat[:-1]
    lines = np.empty((rows, 1 + columns * deep), dtype=np.uint8)
    lines[:, 0] = 2
    lines[:, 1:] = flat - above
    kind = {1: GREY, 2: GREY_ALPHA, 3: COLOUR}[deep]
    head = struct.pack(">IIBBBBB", columns, rows, 8, kind, 0, 0, 0)
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", head),
        _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
