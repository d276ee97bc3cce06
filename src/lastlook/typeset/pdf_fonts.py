"""Fonts in a PDF: embedded whole, with a map back to characters so that text can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.typeset.truetype import TrueType, read_truetype

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.typeset.pdf_file import PdfFile


class EmbeddedFont:
    """One face of fixed pitch; turns text into the glyph numbers of the page's operators."""

    def __init__(self, path: Path) -> None:
        self._font: TrueType = read_truetype(path)
        self._codes = {point: f"{glyph:04X}" for point, glyph in self._font.glyphs.items()}
        self._seen: set[str] = set()

    def encode(self, text: str) -> str:
        """Give a text as a hexadecimal string; every character must be in the font."""
        self._seen.update(text)
        return text.translate(self._codes)

    def put(self, file: PdfFile) -> int:
        """Add the font to a file; returns its number. To be called when all text is encoded."""
        font = self._font
        data = file.put_stream(font.data, f"/Length1 {len(font.data)}")
        flags = 1 | 4 | (64 if font.italic_angle else 0)  # fixed pitch, own glyphs, italic
        box = " ".join(map(str, font.box))
        descriptor = file.put(
            f"<</Type/FontDescriptor/FontName/{font.name}/Flags {flags}/FontBBox[{box}]"
            f"/ItalicAngle {font.italic_angle:g}/Ascent {font.ascent}/Descent {font.descent}"
            f"/CapHeight {round(font.ascent * 0.75)}/StemV {120 if 'Bold' in font.name else 80}"
            f"/FontFile2 {data} 0 R>>"
        )
        descendant = file.put(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font.name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW {font.advance}>>"
        )
        back = file.put_stream(self._to_unicode())
        return file.put(
            f"<</Type/Font/Subtype/Type0/BaseFont/{font.name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {back} 0 R>>"
        )

    def _to_unicode(self) -> bytes:
        glyphs: dict[str, str] = {}
        for char in sorted(self._seen):
            glyphs.setdefault(self._codes[ord(char)], char)
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        pairs = [f"<{code}> <{ord(char):04X}>" for code, char in sorted(glyphs.items())]
        for start in range(0, len(pairs), 100):
            part = pairs[start : start + 100]
            lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")
