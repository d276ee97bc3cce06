"""Which characters of a print have glyphs, in which fonts, and what is said of the others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.typeset import Face, characters, find_faces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FAMILIES = (
    "Courier Prime",
    "Noto Sans Mono",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Lastlook Sans",
)
"""Shipped faces in the order in which a character is looked for."""
REPLACEMENT = "▯"
"""Printed for a character that no font has."""
_KEPT_INVISIBLE = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Joiners and direction marks: they print nothing, yet shape what stands beside them."""
_DROPPED = dict.fromkeys(
    (0xAD, 0x200B, 0xFEFF, *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10))
)
_SPACES = dict.fromkeys((0x9, 0xA, 0xB, 0xC, 0xD, 0x85, 0x2028, 0x2029), " ")
_NEVER = frozenset({"Cc", "Cs", "Cn", "Co"})
"""Categories that no font can be asked for: controls, lone surrogates, unassigned, private."""
_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\u1100-\u11ff\uac00-\ud7ff]"),
    ("zh", "[\u3400-\u9fff\U00020000-\U0003ffff]"),
    ("he", "[\u0590-\u05ff]"),
    ("ar", "[\u0600-\u06ff]"),
    ("hi", "[\u0900-\u097f]"),
    ("el", "[\u0370-\u03ff]"),
    ("ru", "[\u0400-\u04ff]"),
)
_CJK = "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_EMOJI = "[\U0001f000-\U0001faff]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """How the texts of one print are set."""

    plain: bool
    """Every character is in Courier Prime, so that widths can be counted."""
    language: str
    faces: tuple[Face, ...]
    """Fonts of the machine that are needed."""
    problems: tuple[Problem, ...]
    _changes: Mapping[int, str | None]
    _compose: bool

    def clean(self, text: str) -> str:
        """Give a text as it can be printed; what no font has becomes ▯."""
        if self._compose:
            text = unicodedata.normalize("NFC", text)
        return text.translate(self._changes) if self._changes else text

    @staticmethod
    def is_plain(text: str) -> bool:
        """Whether Courier Prime can print all of a text."""
        return text.isascii() or characters("CourierPrime").issuperset(text)


def look_up(
    texts: Sequence[str], line_of: Callable[[int], int], file: str, language: str = ""
) -> Glyphs:
    """Find a font for every character of the texts; report those that have none.

    `line_of` gives the line of the file that a text, by its index, stands on.
    """
    whole = "".join(texts)
    compose = not unicodedata.is_normalized("NFC", whole)
    used = set(unicodedata.normalize("NFC", whole) if compose else whole)
    changes: dict[int, str | None] = {**_DROPPED, **_SPACES}
    wanted = {char for char in used if ord(char) not in changes}
    plain = wanted <= characters("CourierPrime")
    language = language or ("en" if plain else _language(whole))
    faces: tuple[Face, ...] = ()
    lacking: set[str] = set()
    if not plain:
        shipped = frozenset[str]().union(*(characters(name.replace(" ", "")) for name in FAMILIES))
        lacking = wanted - shipped - _KEPT_INVISIBLE
        lacking |= {char for char in wanted if unicodedata.category(char) in _NEVER}
        faces = find_faces(_real(lacking), language) if _real(lacking) else ()
        lacking -= frozenset[str]().union(*(face.characters for face in faces))
        changes |= {ord(char): REPLACEMENT for char in lacking}
    return Glyphs(
        plain=plain,
        language=language,
        faces=faces,
        problems=tuple(_report(lacking, texts, line_of, file)),
        _changes={point: to for point, to in changes.items() if chr(point) in used},
        _compose=compose,
    )


def _real(lacking: set[str]) -> set[str]:
    """Leave out what no font can have: controls, lone surrogates, private and unassigned."""
    return {char for char in lacking if unicodedata.category(char) not in _NEVER}


def _language(text: str) -> str:
    """Guess by the alphabet that most letters are in; Latin is taken for English."""
    counts = {name: len(re.findall(pattern, text)) for name, pattern in _SCRIPTS}
    if counts["ja"]:
        counts["ja"] += counts["zh"]
    name = max(counts, key=lambda key: counts[key])
    latin = len(re.findall("[A-Za-z\u00c0-\u024f]", text))
    return name if counts[name] > latin else "en"


def _report(
    lacking: set[str], texts: Sequence[str], line_of: Callable[[int], int], file: str
) -> list[Problem]:
    """Make one problem for each remedy, with every character and the lines it stands on."""
    where: dict[str, list[int]] = {}
    for at, text in enumerate(texts if lacking else ()):
        for char in lacking.intersection(unicodedata.normalize("NFC", text)):
            lines = where.setdefault(char, [])
            line = line_of(at)
            if line not in lines:
                lines.append(line)
    groups: dict[str, list[str]] = {}
    for char in sorted(where):
        groups.setdefault(_remedy(char), []).append(char)
    return [
        Problem(
            file=file,
            line=min(min(where[char]) for char in chars),
            what=_what(chars, where),
            why=f"Printed as {REPLACEMENT}.",
            fix=remedy,
            severity=Severity.WARNING,
        )
        for remedy, chars in sorted(groups.items())
    ]


def _remedy(char: str) -> str:
    if char not in _real({char}):
        return "Delete it from the script: it is no character that prints."
    package = "fonts-noto-core"
    if re.match(_CJK, char):
        package = "fonts-noto-cjk"
    elif re.match(_EMOJI, char):
        package = "fonts-noto-color-emoji"
    return (
        f"Install a font that has it (on Debian: apt-get install {package}), or put one into a "
        "folder and name the folder in LASTLOOK_FONTS."
    )


def _what(chars: list[str], where: dict[str, list[int]]) -> str:
    listed = "; ".join(f"{_name(char)} on {_lines(where[char])}" for char in chars[:60])
    more = f"; and {len(chars) - 60} more: {''.join(chars[60:])}" if len(chars) > 60 else ""
    return f"No font at hand has {listed}{more}."


def _name(char: str) -> str:
    if char not in _real({char}):
        return f"U+{ord(char):04X}"
    return f"“{char}” (U+{ord(char):04X})"


def _lines(lines: list[int]) -> str:
    shown = [str(line) for line in sorted(lines)[:5] if line]
    if not shown:
        return "the title page"
    more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(shown)}{more}"
