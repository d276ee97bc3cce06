"""Reading prints back with PDFium."""

from __future__ import annotations

import ctypes
import re
import zlib
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pytest

raw = pdfium.raw


@dataclass
class Letter:
    """One character and the point it was set at, from the page's top left corner."""

    char: str
    x: float
    y: float
    font: str


@dataclass
class PageRead:
    """One page of a PDF."""

    width: float
    height: float
    text: str
    letters: list[Letter]
    tags: list[str]
    rectangles: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Left, top, width and height."""

    def at(self, x: float, y: float, count: int, advance: float = 7.2) -> str:
        """Give what stands at places a character's width apart; nothing there is a space."""
        row = [letter for letter in self.letters if abs(letter.y - y) < 0.3]
        found = []
        for place in range(count):
            near = [o for o in row if abs(o.x - x - place * advance) < 0.3 and o.char.strip()]
            found.append(near[0].char if near else " ")
        return "".join(found)

    def find(self, text: str) -> tuple[float, float]:
        """Give the point at which a text starts."""
        chars = "".join(letter.char for letter in self.letters)
        first = self.letters[chars.index(text)]
        return first.x, first.y


@dataclass
class PdfRead:
    """A PDF as a reader sees it."""

    data: bytes
    pages: list[PageRead]
    bookmarks: list[str]
    metadata: dict[str, str]

    @property
    def all_bytes(self) -> bytes:
        """The file with every stream unpacked."""
        out = [self.data]
        for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", self.data, re.DOTALL):
            try:
                out.append(zlib.decompress(stream[1]))
            except zlib.error:
                out.append(stream[1])
        return b"\n".join(out)


def _letters(text: pdfium.PdfTextPage, height: float) -> list[Letter]:
    found = []
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at):
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetFontInfo(text, at, name, 100, flags)
        char = chr(raw.FPDFText_GetUnicode(text, at))
        # PDFium takes a hyphen at a line's end for a soft one.
        char = "-" if char in "\x02\ufffe" else char
        found.append(Letter(char, x.value, height - y.value, name.value.decode()))
    return found


def _tags(page: pdfium.PdfPage) -> list[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    found: list[str] = []

    def walk(element: object) -> None:
        name = ctypes.create_string_buffer(100)
        raw.FPDF_StructElement_GetType(element, name, 100)
        found.append(name.raw.decode("utf-16le").split("\0")[0])
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                walk(child)

    for at in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    raw.FPDF_StructTree_Close(tree)
    return found


def read(data: bytes) -> PdfRead:
    """Read a PDF."""
    document = pdfium.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        width, height = page.get_size()
        boxes = []
        for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            boxes.append((left, height - top, right - left, top - bottom))
        pages.append(
            PageRead(
                width=width,
                height=height,
                text=text.get_text_range(),
                letters=_letters(text, height),
                tags=_tags(page),
                rectangles=boxes,
            )
        )
        text.close()
        page.close()
    bookmarks = [entry.get_title() for entry in document.get_toc()]
    metadata = document.get_metadata_dict()
    document.close()
    return PdfRead(data=data, pages=pages, bookmarks=bookmarks, metadata=metadata)


@pytest.fixture(scope="session")
def read_pdf() -> type[PdfRead] | object:
    """Give the reader."""
    return read
