"""The part of PDF reading that touches PDFium, run as a process of its own.

PDFium is written in C++ and is not made for hostile files or for threads, so it never runs inside
lastlook: `python -m lastlook.script.imports.pdf_child` reads a PDF from standard input and writes
one JSON value to standard output. Memory, time and output are bounded before a byte is read.

The value is `{"error": reason}`, or `{"faces": [...], "pages": [...]}`. Of a page: `width` and
`height` in points; `text`, its characters in reading order, without those PDFium made up; `x`,
`y`, `right`, for each character its origin and the end of its advance in tenths of a point from
the page's top left; `face`, an index into `faces`; `rules`, thin drawn bars as left, right and
top; and `image`, the share of the page under the largest picture.
"""

from __future__ import annotations

import ctypes
import json
import sys
from math import hypot
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space; a feature takes about 150 MB."""
SECONDS = 60
"""Seconds of processor time; a feature takes about 2."""
OUTPUT = 256 << 20
"""Bytes written at most."""
MAX_PAGES = 2000
MAX_CHARACTERS = 5_000_000
MAX_OBJECTS = 20_000
"""Drawn objects looked at on one page, for underlines and pictures."""


def limit() -> None:
    """Bound this process, on systems that can."""
    try:
        import resource
    except ImportError:  # Windows has none; the parent's clock still holds there
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        if hard not in {resource.RLIM_INFINITY, -1}:
            most = min(most, hard)  # noqa: PLW2901
        resource.setrlimit(what, (most, hard))


def main() -> None:
    """Read standard input, write standard output."""
    limit()
    data = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(extract(data), ensure_ascii=True, separators=(",", ":")))


def extract(data: bytes) -> dict[str, Any]:
    """Return what is on the pages of a PDF, in the form of the module's docstring."""
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        reasons = {pdfium.FPDF_ERR_PASSWORD: "password", pdfium.FPDF_ERR_SECURITY: "security"}
        return {"error": reasons.get(pdfium.FPDF_GetLastError(), "damaged")}
    count = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        return {"error": "pages", "count": count}
    faces = _Faces(pdfium)
    pages = []
    left = MAX_CHARACTERS
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            return {"error": "page", "page": index + 1}
        pages.append(_page(pdfium, page, faces))
        pdfium.FPDF_ClosePage(page)
        left -= len(pages[-1]["text"])
        if left < 0:
            return {"error": "characters"}
    return {"faces": faces.rows, "pages": pages}


class _Faces:
    """The distinct ways text is set: size, weight, slant, colour, direction."""

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.rows: list[list[Any]] = []
        self.known: dict[tuple[Any, ...], int] = {}

    def of(self, text_page: Any, index: int, text_object: Any, turn: int) -> int:
        row = self._describe(text_page, index, text_object, turn)
        key = tuple(row)
        if key not in self.known:
            self.known[key] = len(self.rows)
            self.rows.append(row)
        return self.known[key]

    def _describe(self, text_page: Any, index: int, text_object: Any, turn: int) -> list[Any]:
        """Return size, bold, italic, red, green, blue, alpha, degrees, hidden."""
        pdfium = self.pdfium
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
            size *= hypot(matrix.c, matrix.d)
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        degrees = (round(angle * 57.29578) + turn) % 360 if angle >= 0 else 0
        font = pdfium.FPDFTextObj_GetFont(text_object)
        name, weight, slant = "", 0, 0
        if font:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").lower()
            weight = pdfium.FPDFFont_GetWeight(font)
            tilt = ctypes.c_int()
            if pdfium.FPDFFont_GetItalicAngle(font, tilt):
                slant = tilt.value
        bold = "bold" in name or "black" in name or weight >= 700
        italic = "italic" in name or "oblique" in name or slant not in {0, -1}
        colour = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetFillColor(text_object, *colour):
            colour = [ctypes.c_uint(value) for value in (0, 0, 0, 255)]
        hidden = pdfium.FPDFTextObj_GetTextRenderMode(text_object) == 3
        return [round(size, 1), bold, italic, *(c.value for c in colour), degrees, hidden]


def _page(pdfium: Any, page: Any, faces: _Faces) -> dict[str, Any]:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    turn = pdfium.FPDFPage_GetRotation(page)
    wide, high = box.right - box.left, box.top - box.bottom

    def placed(x: float, y: float) -> tuple[float, float]:
        """Turn a point of the page's own space into one from the top left as it is seen."""
        across, down = x - box.left, box.top - y
        if turn == 1:
            return high - down, across
        if turn == 2:
            return wide - across, high - down
        if turn == 3:
            return down, wide - across
        return across, down

    rules, image = _drawn(pdfium, page, placed, max(wide * high, 1.0))
    return {
        "width": round(wide if turn % 2 == 0 else high, 2),
        "height": round(high if turn % 2 == 0 else wide, 2),
        **_characters(pdfium, page, faces, placed, turn),
        "rules": rules,
        "image": image,
    }


def _characters(pdfium: Any, page: Any, faces: _Faces, placed: Any, turn: int) -> dict[str, Any]:
    text: list[str] = []
    xs: list[int] = []
    ys: list[int] = []
    rights: list[int] = []
    face: list[int] = []
    unknown = 0
    text_page = pdfium.FPDFText_LoadPage(page)
    of_object: dict[int, int] = {}
    x, y, loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for index in range(max(pdfium.FPDFText_CountChars(text_page), 0) if text_page else 0):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in {10, 13} or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        # PDFium marks a hyphen at the end of a line, as it may be one that came of breaking.
        character = "-" if code in {2, 0xFFFE} else chr(code) if 32 <= code < 0x110000 else ""
        if not character or 0xD800 <= code < 0xE000 or code == 0xFFFD:
            unknown += 1
            continue
        text_object = pdfium.FPDFText_GetTextObject(text_page, index)
        address = ctypes.addressof(text_object.contents) if text_object else 0
        if address not in of_object:
            of_object[address] = faces.of(text_page, index, text_object, 90 * turn)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, loose)
        across, down = placed(x.value, y.value)
        end = placed(loose.right, y.value)[0] if turn == 0 else across
        text.append(character)
        xs.append(round(across * 10))
        ys.append(round(down * 10))
        rights.append(round(end * 10))
        face.append(of_object[address])
    if text_page:
        pdfium.FPDFText_ClosePage(text_page)
    joined = "".join(text)
    return {
        "text": joined, "x": xs, "y": ys, "right": rights, "face": face, "unknown": unknown
    }  # fmt: skip


def _drawn(pdfium: Any, page: Any, placed: Any, area: float) -> tuple[list[list[int]], float]:
    """Return thin horizontal bars, in tenths of a point, and the largest picture's share."""
    rules: list[list[int]] = []
    image = 0.0
    bounds = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *bounds):
            continue
        left, bottom, right, top = (edge.value for edge in bounds)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            image = max(image, min((right - left) * (top - bottom) / area, 1.0))
            continue
        x0, y0 = placed(left, top)
        x1, y1 = placed(right, bottom)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if y1 - y0 <= 2.5 and x1 - x0 >= 3:
            rules.append([round(x0 * 10), round(x1 * 10), round((y0 + y1) * 5)])
    return rules, round(image, 3)


if __name__ == "__main__":
    main()
