"""The fonts we ship, what they can print, and the machine's own fonts where ours end."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.typeset.character_maps import mapped_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

FONTS = Path(__file__).parent / "fonts"
"""Folder of the fonts we ship; `tools/build_fonts.py` makes them."""
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("~/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where the systems we know keep their fonts."""
VARIABLE = "LASTLOOK_FONTS"
"""Environment variable that names more folders, looked into before the system's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A typeface of the machine that can print what ours cannot."""

    family: str
    folder: Path
    """Folder its file is in."""
    characters: frozenset[str]
    """Those it was chosen for."""


@cache
def characters(family: str) -> frozenset[str]:
    """Return what every style of a shipped family, such as `CourierPrime`, can print."""
    listed = (FONTS / "coverage" / f"{family}.txt").read_text("ascii")
    found: set[str] = set()
    for line in listed.split():
        first, last = (int(point, 16) for point in line.split("-"))
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)


def find_faces(wanted: Iterable[str], language: str = "") -> tuple[Face, ...]:
    """Find fonts of the machine that print the `wanted` characters, as few as will do.

    The folders of $LASTLOOK_FONTS come first, then the system's. Noto faces are preferred, and
    among faces for Chinese, Japanese and Korean the one for `language` (`ja`, `ko`, `zh`).
    """
    missing = set(wanted)
    found: list[Face] = []
    for folders in (_own_folders(), _system_folders()):
        if missing and folders:
            found += _choose(folders, missing, language)
    return tuple(found)


def _own_folders() -> tuple[Path, ...]:
    named = os.environ.get(VARIABLE, "").split(os.pathsep)
    return tuple(path for name in named if name and (path := Path(name).expanduser()).is_dir())


def _system_folders() -> tuple[Path, ...]:
    return tuple(path for name in SYSTEM_FOLDERS if (path := name.expanduser()).is_dir())


def _choose(folders: tuple[Path, ...], missing: set[str], language: str) -> list[Face]:
    """Pick faces one by one, and take what each prints out of `missing`."""
    from typst import Fonts

    known = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
    upright = [font for font in known.fonts() if font.path and font.style == "normal"]
    # One file a family: the weight nearest to regular.
    files: dict[str, tuple[float, str, int]] = {}
    for font in upright:
        entry = (abs(font.weight - 400), str(font.path), font.index)
        files[font.family] = min(files.get(font.family, entry), entry)
    offers = {}
    for family, (_, path, index) in files.items():
        offered = mapped_characters(Path(path), index, missing)
        if offered:
            offers[family] = (offered, Path(path).parent)
    found = []
    while offers and missing:
        best = min(offers, key=lambda family: _rank(family, len(offers[family][0]), language))
        offered, folder = offers.pop(best)
        if offered & missing:
            found.append(Face(family=best, folder=folder, characters=frozenset(offered & missing)))
            missing -= offered
        offers = {f: (o & missing, d) for f, (o, d) in offers.items() if o & missing}
    return found


def _rank(family: str, count: int, language: str) -> tuple[int, bool, bool, bool, str]:
    """Order of choice: most characters, then Noto, fixed pitch, the language's, the name."""
    last = family.rsplit(maxsplit=1)[-1]
    region = {"ja": "JP", "ko": "KR", "zh": "SC"}.get(language, "SC")
    return (-count, "Noto" not in family, last != region, "Mono" in family, family)
