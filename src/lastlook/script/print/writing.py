"""The short way to a PDF, for scripts that Courier Prime can set alone.

Every character is equally wide there, so nothing has to be shaped or measured and the page's
operators can be written down as they are. It takes a quarter of the time that typst needs. The
file is tagged as typst tags its own: one heading or paragraph for each text, all else an artifact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from lastlook.script.print.sheets import ADVANCE
from lastlook.typeset import CREATED, FONTS
from lastlook.typeset.pdf_file import PdfFile, text_string
from lastlook.typeset.pdf_fonts import EmbeddedFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.script.print.sheets import Sheet, Words

_STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
"""Styles by the two lowest flags of a run."""
_UNDERLINE, _STRIKEOUT = 4, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says of itself."""

    title: str
    authors: Sequence[str]
    keyword: str
    language: str
    width: float
    """Of the paper, in points."""
    height: float


@dataclass(slots=True)
class _Outline:
    """A bookmark: its words, its page's object and its height on the page."""

    title: str
    page: int
    y: float


@dataclass(slots=True)
class _Tags:
    """The structure tree as it grows."""

    document: int
    elements: list[int] = field(default_factory=list)
    pages: list[list[int]] = field(default_factory=list)


class Writer:
    """Writes the sheets of one print."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._file = PdfFile()
        self._fonts: dict[int, EmbeddedFont] = {}
        self._tags = _Tags(self._file.reserve())
        self._outline: list[_Outline] = []

    def write(self, sheets: Sequence[Sheet]) -> bytes:
        """Give the bytes of the file."""
        file, about = self._file, self._about
        tree, resources = file.reserve(), file.reserve()
        pages = file.reserve()
        kids = [self._page(sheet, pages, resources) for sheet in sheets]
        refs = " ".join(f"{kid} 0 R" for kid in kids)
        file.put(f"<</Type/Pages/Count {len(kids)}/Kids[{refs}]>>", pages)
        fonts = "".join(
            f"/F{style} {font.put(file)} 0 R" for style, font in sorted(self._fonts.items())
        )
        file.put(f"<</Font<<{fonts}>>/ExtGState<</Faint<</ca 0.1>>>>>>", resources)
        self._put_tags(tree)
        outlines = self._put_outline()
        metadata = file.put_stream(_xmp(about), "/Type/Metadata/Subtype/XML", compress=False)
        root = file.put(
            f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree} 0 R/Metadata {metadata} 0 R"
            f"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
            f"/Lang{text_string(about.language)}{outlines}>>"
        )
        date = f"(D:{_created():%Y%m%d%H%M%S}Z)"
        info = file.put_open(
            f"<</Title{text_string(about.title)}/Author{text_string(', '.join(about.authors))}"
            f"/Keywords{text_string(about.keyword)}/Creator(lastlook)"
            f"/CreationDate{date}/ModDate{date}>>"
        )
        return file.to_bytes(root, info)

    def _page(self, sheet: Sheet, parent: int, resources: int) -> int:
        file, about = self._file, self._about
        page = file.reserve()
        out = ["/Artifact BMC\n"]
        if sheet.color:
            out.append(f"{_rgb(sheet.color)} rg 0 0 {about.width:g} {about.height:g} re f 0 g\n")
        for mark in sheet.marks:
            out.extend(self._mark(mark))
        out.append("EMC\n")
        elements = []
        for at, (tag, x, y, words, *rest) in enumerate(sheet.texts):
            how = rest[0] if rest else {}
            kind = "H1" if tag == "h" else "P"
            out.append(f"/{kind}<</MCID {at}>>BDC\n")
            if "number" in how:
                left, number, size = how["number"]
                out.extend(self._text(x + left, y, number, {"size": size}))
            out.extend(self._text(x, y, words, how))
            out.append("EMC\n")
            elements.append(
                file.put(f"<</S/{kind}/P {self._tags.document} 0 R/Pg {page} 0 R/K {at}>>")
            )
            if tag == "h":
                number = _plain(how["number"][1]) + " " if "number" in how else ""
                title = (number + _plain(words)).replace("\n", " ")
                self._outline.append(_Outline(title, page, about.height - y + 12))
        self._tags.elements += elements
        content = file.put_stream("".join(out).encode("ascii"))
        file.put(
            f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {about.width:g} {about.height:g}]"
            f"/Resources {resources} 0 R/Contents {content} 0 R"
            f"/StructParents {len(self._tags.pages)}/Tabs/S>>",
            page,
        )
        self._tags.pages.append(elements)
        return page

    def _mark(self, mark: tuple[Any, ...]) -> Iterator[str]:
        kind, x, y, *rest = mark
        height = self._about.height
        if kind == "text":
            yield from self._text(x, y, *rest)
        elif kind == "rectangle":
            wide, high, color = rest
            yield f"{_rgb(color)} rg {x:g} {height - y - high:g} {wide:g} {high:g} re f 0 g\n"
        elif kind == "line":
            x2, y2 = rest
            yield f"0.4 G 0.7 w {x:g} {height - y:g} m {x2:g} {height - y2:g} l S\n"
        else:
            yield self._watermark(*rest)

    def _watermark(self, name: str, size: float, angle: float) -> str:
        turn = radians(-angle)
        c, s = cos(turn), sin(turn)
        # The middle of the words stands in the middle of the page.
        back, down = len(name) * ADVANCE * size / 2, 0.29 * size
        x = self._about.width / 2 - back * c + down * s
        y = self._about.height / 2 - back * s - down * c
        return (
            f"q /Faint gs BT /F0 {size:g} Tf {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x:.3f} {y:.3f} Tm "
            f"<{self._font(0).encode(name)}> Tj ET Q\n"
        )

    def _text(self, x: float, y: float, words: Words, how: dict[str, Any]) -> Iterator[str]:
        """Write lines of text from a first baseline, `y` down from the top."""
        size, leading = how.get("size", 12), how.get("leading", 12)
        y = self._about.height - y
        if isinstance(words, str) and "width" not in how and "grey" not in how:
            lines = "> Tj T* <".join(map(self._font(0).encode, words.split("\n")))
            yield f"BT /F0 {size:g} Tf {leading:g} TL {x:.6g} {y:.6g} Td <{lines}> Tj ET\n"
            return
        if "grey" in how:
            yield f"{how['grey'] / 255:.3f} g "
        for line in _lines(words):
            width = sum(len(text) for text, _ in line) * ADVANCE * size
            side = how.get("side", "left")
            room = how.get("width", width) - width
            left = x + (room if side == "right" else room / 2 if side == "center" else 0)
            yield f"BT {left:.6g} {y:.6g} Td "
            for text, flags in line:
                yield f"/F{flags & 3} {size:g} Tf <{self._font(flags & 3).encode(text)}> Tj "
            yield "ET\n"
            yield from _rules(line, left, y, size)
            y -= leading
        if "grey" in how:
            yield "0 g\n"

    def _font(self, style: int) -> EmbeddedFont:
        if style not in self._fonts:
            self._fonts[style] = EmbeddedFont(FONTS / f"CourierPrime-{_STYLES[style]}.ttf")
        return self._fonts[style]

    def _put_tags(self, tree: int) -> None:
        file, tags = self._file, self._tags
        kids = " ".join(f"{element} 0 R" for element in tags.elements)
        file.put(f"<</Type/StructElem/S/Document/P {tree} 0 R/K[{kids}]>>", tags.document)
        pages = "".join(
            f"{at}[{' '.join(f'{e} 0 R' for e in elements)}]"
            for at, elements in enumerate(tags.pages)
        )
        parents = file.put(f"<</Nums[{pages}]>>")
        file.put(
            f"<</Type/StructTreeRoot/K {tags.document} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(tags.pages)}>>",
            tree,
        )

    def _put_outline(self) -> str:
        """Add a bookmark for each heading; gives the catalogue's entry."""
        if not self._outline:
            return ""
        file = self._file
        top = file.reserve()
        numbers = [file.reserve() for _ in self._outline]
        for at, (number, entry) in enumerate(zip(numbers, self._outline, strict=True)):
            before = f"/Prev {numbers[at - 1]} 0 R" if at else ""
            after = f"/Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
            file.put(
                f"<</Title{text_string(entry.title)}/Parent {top} 0 R{before}{after}"
                f"/Dest[{entry.page} 0 R/XYZ 0 {entry.y:g} 0]>>",
                number,
            )
        file.put(
            f"<</Type/Outlines/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R"
            f"/Count {len(numbers)}>>",
            top,
        )
        return f"/Outlines {top} 0 R"


def _lines(words: Words) -> Iterator[list[tuple[str, int]]]:
    """Part runs at their line ends."""
    line: list[tuple[str, int]] = []
    for text, flags in [(words, 0)] if isinstance(words, str) else words:
        first, *others = text.split("\n")
        line.append((first, flags))
        for other in others:
            yield line
            line = [(other, flags)]
    yield line


def _rules(line: list[tuple[str, int]], x: float, y: float, size: float) -> Iterator[str]:
    """Draw the lines under and through words."""
    for text, flags in line:
        width = len(text) * ADVANCE * size
        for flag, drop in ((_UNDERLINE, -1.9), (_STRIKEOUT, size * 0.22)):
            if flags & flag and width:
                yield f"{x:.6g} {y + drop:.6g} {width:.6g} 0.6 re f\n"
        x += width


def _plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(text for text, _ in words)


def _rgb(color: str) -> str:
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.4g}" for at in (0, 2, 4))


def _created() -> datetime:
    return datetime.fromtimestamp(CREATED, UTC)


def _xmp(about: About) -> bytes:
    """Write the metadata packet, which also says that the file is PDF/UA-1."""
    creators = "".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in about.authors)
    creator = f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>" if creators else ""
    date = f"{_created():%Y-%m-%dT%H:%M:%SZ}"
    title = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt>'
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title>{title}</dc:title>{creator}
<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{escape(about.keyword)}</pdf:Keywords>
<xmp:CreatorTool>lastlook</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
