"""Letters without their accents: for searching, and for formats that know plain letters only."""

from __future__ import annotations

import unicodedata

_LATIN = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "ƒ": "f",
}  # fmt: skip
"""Letters that are no other letter with an accent."""
_SIGNS = {
    "–": "-", "—": "-", "−": "-", "‑": "-", "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...", "·": ".", "•": "*", "×": "x",
    "°": " deg", "€": "EUR", "£": "GBP", "±": "+/-", "→": "->", "←": "<-", "¿": "", "¡": "",
}  # fmt: skip
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a b g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True)
)  # fmt: skip
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g u j "
        "lj nj c dj dz".split(),
        strict=True,
    )
)
_ABROAD = {letter: plain.strip("_") for letter, plain in (_GREEK | _CYRILLIC).items()}


def without_accents(text: str) -> str:
    """Return a text with accents taken off Latin letters; other scripts keep their letters.

    >>> without_accents("Łukasz, Renée und Jörg Strauß")
    'Lukasz, Renee und Jorg Strauss'
    """
    parts = unicodedata.normalize("NFKD", text)
    return "".join(_LATIN.get(sign, sign) for sign in parts if not unicodedata.combining(sign))


def plain_letters(text: str) -> str:
    """Return a text in ASCII: Greek and Cyrillic spelt out, `?` for what nobody can spell.

    >>> plain_letters("Łukasz – „Ruhe“, Алёна; 静")
    'Lukasz - "Ruhe", Alena; ?'
    """
    signs = without_accents("".join(_SIGNS.get(sign, sign) for sign in text))
    return "".join(sign if sign.isascii() else _spelt(sign) for sign in signs)


def _spelt(sign: str) -> str:
    plain = _ABROAD.get(sign.lower(), "?")
    return plain.capitalize() if sign.isupper() else plain
