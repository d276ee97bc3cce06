"""Build the fonts that lastlook ships, from their npm packages: `python tools/build_fonts.py`.

Courier Prime sets script text, with Noto faces for the alphabets it lacks; Lastlook Sans sets
everything else. Lastlook Sans is Source Sans 3
with its script subsets merged again and one glyph added; its licence reserves the name "Source"
for the original, so what we changed carries a name of our own. Both are under the OFL 1.1.

The packages split each style into subsets (latin, greek, …) as woff2. Merging them gives static
TTFs, which is what typst reads. Needs `npm` and the dev group (fontTools with brotli).
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger, Options
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src" / "lastlook" / "typeset" / "fonts"
REPLACEMENT = 0x25AF
"""WHITE VERTICAL RECTANGLE, printed for a character that no shipped font has."""
WEB = ("CourierPrime-Bold", "LastlookSans-Regular", "LastlookSans-SemiBold")
"""Styles that the index page carries inside itself."""
WEB_CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x370, 0x460),
    0x1E9E,
    *range(0x2010, 0x2027),
    0x20AC,
    0x2116,
)
"""What they are cut down to: Latin, Greek, Cyrillic; a browser finds the rest elsewhere."""
FIXED_TIME = 3_786_825_600
"""2024-01-01 in the seconds since 1904 of the `head` table: builds do not depend on the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One TTF to write."""

    source: str
    """Weight and slant as the package's files have them, such as `400-normal`."""
    name: str
    """Style name, such as `Bold Italic`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family to build."""

    package: str
    version: str
    prefix: str
    """How the package's files begin."""
    name: str
    licence: str
    subsets: tuple[str, ...]
    styles: tuple[Style, ...]
    adds_replacement: bool = False


UPRIGHT = (
    Style(source="400-normal", name="Regular"),
    Style(source="700-normal", name="Bold"),
)
FAMILIES = (
    Family(
        package="@fontsource/courier-prime",
        version="5.3.0",
        prefix="courier-prime",
        name="Courier Prime",
        licence="OFL-CourierPrime.txt",
        subsets=("latin", "latin-ext"),
        styles=(
            Style(source="400-normal", name="Regular"),
            Style(source="400-italic", name="Italic"),
            Style(source="700-normal", name="Bold"),
            Style(source="700-italic", name="Bold Italic"),
        ),
    ),
    Family(
        package="@fontsource/source-sans-3",
        version="5.3.1",
        prefix="source-sans-3",
        name="Lastlook Sans",
        licence="OFL-LastlookSans.txt",
        subsets=(
            "latin",
            "latin-ext",
            "greek",
            "greek-ext",
            "cyrillic",
            "cyrillic-ext",
            "vietnamese",
        ),
        styles=(
            Style(source="400-normal", name="Regular"),
            Style(source="400-italic", name="Italic"),
            Style(source="600-normal", name="SemiBold"),
            Style(source="700-normal", name="Bold"),
        ),
        adds_replacement=True,
    ),
    Family(
        package="@fontsource/noto-sans-mono",
        version="5.3.0",
        prefix="noto-sans-mono",
        name="Noto Sans Mono",
        licence="OFL-NotoSansMono.txt",
        subsets=("latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"),
        styles=UPRIGHT,
    ),
    *(
        Family(
            package=f"@fontsource/noto-sans-{script.lower()}",
            version="5.3.0",
            prefix=f"noto-sans-{script.lower()}",
            name=f"Noto Sans {script}",
            licence=f"OFL-NotoSans{script}.txt",
            subsets=(script.lower(),),
            styles=UPRIGHT,
        )
        for script in ("Hebrew", "Arabic", "Devanagari")
    ),
)


def fetch(family: Family, into: Path) -> Path:
    """Download and unpack a family's package; return its folder."""
    packed = subprocess.run(  # noqa: S603 - names and versions stand in this file
        ["npm", "pack", "--silent", f"{family.package}@{family.version}"],  # noqa: S607
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()[-1]
    target = into / family.prefix
    with tarfile.open(into / packed) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def merged(files: list[Path]) -> TTFont:
    """Merge the subsets of one style, without hinting."""
    if len(files) == 1:
        return TTFont(unhinted(files[0]))
    options = Options()
    options.drop_tables = ["fpgm", "prep", "cvt ", "gasp", "DSIG", "STAT", "VORG"]
    return Merger(options=options).merge([str(unhinted(file)) for file in files])


def unhinted(file: Path) -> Path:
    """Write a subset as an unhinted TTF beside itself: the merger wants equal hinting."""
    font = TTFont(file)
    for tag in ("fpgm", "prep", "cvt ", "gasp"):
        if tag in font:
            del font[tag]
    for name in font["glyf"].keys():  # noqa: SIM118 - the table is no mapping
        glyph = font["glyf"][name]
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    font.flavor = None
    target = file.with_suffix(".ttf")
    font.save(target)
    return target


def add_replacement(font: TTFont) -> None:
    """Draw a hollow upright box at `REPLACEMENT`, as high as a capital."""
    em = font["head"].unitsPerEm
    height, width, left, stroke = (round(em * part) for part in (0.66, 0.42, 0.06, 0.05))
    pen = TTGlyphPen(None)
    outer = ((left, 0), (left, height), (left + width, height), (left + width, 0))
    inner = (
        (left + stroke, stroke),
        (left + width - stroke, stroke),
        (left + width - stroke, height - stroke),
        (left + stroke, height - stroke),
    )
    for contour in (outer, inner):
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    name = "replacement"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (width + 2 * left, left)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[REPLACEMENT] = name


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a font its family and style in every name a reader may look at."""
    names = font["name"]
    copyright_line = names.getDebugName(0)
    licence, licence_url = names.getDebugName(13), names.getDebugName(14)
    version = names.getDebugName(5)
    names.names = []
    ribbi = style in {"Regular", "Italic", "Bold", "Bold Italic"}
    entries = {
        0: copyright_line,
        1: family if ribbi else f"{family} {style}",
        2: style if ribbi else "Regular",
        3: f"{family} {style}; {version}",
        4: f"{family} {style}",
        5: version,
        6: f"{family}-{style}".replace(" ", ""),
        13: licence,
        14: licence_url,
        16: family,
        17: style,
    }
    for key, text in entries.items():
        if text:
            names.setName(text, key, 3, 1, 0x409)
    bold, italic = "Bold" in style and ribbi, "Italic" in style
    font["OS/2"].fsSelection = (0x20 if bold else 0) | (0x01 if italic else 0) or 0x40
    font["head"].macStyle = (0x01 if bold else 0) | (0x02 if italic else 0)


def build(family: Family, package: Path) -> None:
    """Write a family's TTFs and its licence."""
    for style in family.styles:
        weight = int(style.source.split("-")[0])
        files = [
            package / "files" / f"{family.prefix}-{subset}-{style.source}.woff2"
            for subset in family.subsets
        ]
        font = merged(files)
        if family.adds_replacement:
            add_replacement(font)
        rename(font, family.name, style.name)
        font["OS/2"].usWeightClass = weight
        font["head"].created = font["head"].modified = FIXED_TIME
        font.recalcTimestamp = False
        target = FONTS / f"{family.name}-{style.name}.ttf".replace(" ", "")
        font.save(target)
        print(
            f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters"
        )
    licence = (package / "LICENSE").read_text("utf-8")
    if family.name == "Lastlook Sans":
        licence = (
            "Lastlook Sans is a Modified Version of Source Sans 3: subsets merged, one glyph\n"
            "added, renamed. Copyright 2010-2023 Adobe (http://www.adobe.com/), with Reserved\n"
            "Font Name 'Source'.\n\n" + licence
        )
    (FONTS / family.licence).write_text(licence, "utf-8")


def build_web() -> None:
    """Write the small woff2 files for the index page, cut out of the TTFs."""
    (FONTS / "web").mkdir(exist_ok=True)
    for name in WEB:
        font = TTFont(FONTS / f"{name}.ttf", recalcTimestamp=False)
        options = subset.Options(layout_features=["kern", "liga", "ccmp", "locl", "mark"])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=WEB_CHARACTERS)
        cutter.subset(font)
        font.flavor = "woff2"
        target = FONTS / "web" / f"{name}.woff2"
        font.save(target)
        print(f"web/{target.name}: {target.stat().st_size:,} bytes")


def covered(folder: Path) -> dict[str, list[int]]:
    """List the characters that every style of each family can print."""
    by_family: dict[str, set[int]] = {}
    for file in sorted(folder.glob("*.ttf")):
        cmap = set(TTFont(file).getBestCmap())
        family = file.name.split("-")[0]
        by_family[family] = by_family.get(family, cmap) & cmap
    return {family: sorted(points) for family, points in by_family.items()}


def as_ranges(points: list[int]) -> str:
    """Write code points as lines of `0041-005A`."""
    lines: list[list[int]] = []
    for point in points:
        if lines and lines[-1][1] == point - 1:
            lines[-1][1] = point
        else:
            lines.append([point, point])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


def main() -> None:
    """Build everything."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for family in FAMILIES:
            build(family, fetch(family, Path(scratch)))
    build_web()
    (FONTS / "coverage").mkdir(exist_ok=True)
    for family, points in covered(FONTS).items():
        (FONTS / "coverage" / f"{family}.txt").write_text(as_ranges(points), "ascii")


if __name__ == "__main__":
    main()
