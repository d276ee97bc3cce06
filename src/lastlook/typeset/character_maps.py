"""Which characters a font file can print: its `cmap` table, formats 4 and 12."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

_PREFERRED = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of the maps that hold Unicode, the widest first."""


def mapped_characters(path: Path, index: int, wanted: Iterable[str]) -> set[str]:
    """Return those of `wanted` that font `index` of a file maps to a glyph.

    A file that cannot be read, or is not built like a font, maps none.
    """
    points = {ord(char): char for char in wanted}
    try:
        with path.open("rb") as file:
            table = _cmap(file, index)
        return {
            points[point]
            for first, last in _ranges(table)
            for point in (range(first, last + 1) if last - first < len(points) else points)
            if first <= point <= last and point in points
        }
    except (OSError, struct.error, ValueError, IndexError):
        return set()


def _cmap(file: BinaryIO, index: int) -> bytes:
    start = 0
    if file.read(4) == b"ttcf":
        _, count = struct.unpack(">II", file.read(8))
        if index >= count:
            raise ValueError
        file.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (tables,) = struct.unpack(">H6x", file.read(8))
    for _ in range(tables):
        tag, _, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(min(length, 1 << 24))
    raise ValueError


def _ranges(table: bytes) -> Iterator[tuple[int, int]]:
    """Give first and last code point of each run of mapped characters."""
    _, count = struct.unpack_from(">HH", table)
    maps = {}
    for at in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * at)
        maps[platform, encoding] = offset
    for key in _PREFERRED:
        if key in maps:
            offset = maps[key]
            (form,) = struct.unpack_from(">H", table, offset)
            if form == 12:
                yield from _format_12(table, offset)
                return
            if form == 4:
                yield from _format_4(table, offset)
                return


def _format_12(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (groups,) = struct.unpack_from(">I", table, offset + 12)
    for at in range(min(groups, len(table) // 12)):
        first, last, glyph = struct.unpack_from(">III", table, offset + 16 + 12 * at)
        if first <= last <= 0x10FFFF:
            yield (first if glyph else first + 1), last


def _format_4(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", table, offset + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, offset + 14)
    starts = struct.unpack_from(f">{count}H", table, offset + 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, offset + 16 + 2 * double)
    base = offset + 16 + 3 * double
    shifts = struct.unpack_from(f">{count}H", table, base)
    for at, (first, last) in enumerate(zip(starts, ends, strict=True)):
        if first > last or first == 0xFFFF:
            continue
        if not shifts[at]:
            zero = -deltas[at] & 0xFFFF  # the one character this run may map to no glyph
            if first <= zero <= last:
                yield from ((first, zero - 1), (zero + 1, last))
            else:
                yield first, last
            continue
        for point in range(first, last + 1):
            where = base + 2 * at + shifts[at] + 2 * (point - first)
            if struct.unpack_from(">H", table, where)[0]:
                yield point, point
