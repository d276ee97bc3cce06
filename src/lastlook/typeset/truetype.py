"""What a PDF must know of a TrueType font that it embeds whole."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueType:
    """One font file. Measures are in thousandths of an em, as PDF counts."""

    name: str
    """PostScript name."""
    data: bytes
    glyphs: Mapping[int, int]
    """Glyph of each character."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    advance: int
    """Width of the space; of every character in a face of fixed pitch."""
    italic_angle: float


@cache
def read_truetype(path: Path) -> TrueType:
    """Read one of the fonts we ship; it must have a `cmap` of format 4 and PostScript names."""
    data = path.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for at in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    box = struct.unpack_from(">4h", data, tables[b"head"] + 36)
    ascent, descent = struct.unpack_from(">2h", data, tables[b"hhea"] + 4)
    (angle,) = struct.unpack_from(">i", data, tables[b"post"] + 4)
    glyphs = _glyphs(data, tables[b"cmap"])
    (measured,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    space = min(glyphs[0x20], measured - 1)
    (advance,) = struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * space)

    def scaled(value: float) -> int:
        return int(value * 1000 / em + 0.5)

    return TrueType(
        name=path.stem,
        data=data,
        glyphs=glyphs,
        box=(scaled(box[0]), scaled(box[1]), scaled(box[2]), scaled(box[3])),
        ascent=scaled(ascent),
        descent=scaled(descent),
        advance=scaled(advance),
        italic_angle=angle / 65536,
    )


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", data, start + 2)
    for at in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * at)
        table = start + offset
        if (platform, encoding) == (3, 1) and data[table : table + 2] == b"\0\4":
            return _format_4(data, table)
    raise ValueError("The font has no Windows Unicode map of format 4.")


def _format_4(data: bytes, table: int) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", data, table + 6)
    form = f">{double // 2}H"
    ends = struct.unpack_from(form, data, table + 14)
    starts = struct.unpack_from(form, data, table + 16 + double)
    deltas = struct.unpack_from(form, data, table + 16 + 2 * double)
    base = table + 16 + 3 * double
    shifts = struct.unpack_from(form, data, base)
    found = {}
    for at, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, last + 1):
            glyph = point
            if shifts[at]:
                where = base + 2 * at + shifts[at] + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", data, where)
            if (glyph or not shifts[at]) and (glyph := (glyph + deltas[at]) & 0xFFFF):
                found[point] = glyph
    return found
