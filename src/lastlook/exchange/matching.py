"""Which scene of the script each sheet of another program is; never by number alone."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lastlook.breakdown.parts import whole_scene
from lastlook.language import folded_name
from lastlook.script import parse_heading
from lastlook.script.drafts.match import Known, match, pair
from lastlook.script.drafts.match_words import scene_text, words_of
from lastlook.script.heading import light_of
from lastlook.script.ledger import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lastlook.breakdown import Sheet
    from lastlook.exchange.film import Film
    from lastlook.exchange.incoming import IncomingSheet
    from lastlook.script import Heading

_ALIKE = 0.75
"""Likeness of two sets' names, letter by letter, from which they are taken as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Sheets with their scenes."""

    scenes: Mapping[str, tuple[str, ...]]
    """Ids of the scenes by `IncomingSheet.key`; a sheet that is not in it matches none."""
    doubts: Mapping[str, str]
    """Why a sheet matches none, in a few words, by key."""


def match_sheets(film: Film, sheets: Sequence[IncomingSheet]) -> Matched:
    """Find the scenes of a film that sheets speak of.

    By lastlook's own id where the file carries one. Else the drafts' matcher decides: over the
    words, where the file is a script; over number, heading and order where it is not, and then
    number and set, or number and cast, must agree as well.
    """
    found = _by_id(film, sheets)
    parts = [(sheet, number) for sheet in sheets if sheet.key not in found for number in _of(sheet)]
    taken = {ids[0] for ids in found.values()}
    free = [at for at, scene in enumerate(film.scenes) if scene.id not in taken]
    doubts: dict[str, str] = {}
    pairs = _pairs(film, free, parts)
    for at, (sheet, number) in enumerate(parts):
        if at not in pairs:
            doubts.setdefault(sheet.key, _why_not(film, number))
            continue
        ours = film.sheets[pairs[at]]
        if sheet.text is None and not agree(sheet, number, ours):
            doubts[sheet.key] = _why_not(film, number)
            continue
        found[sheet.key] = (*found.get(sheet.key, ()), film.scenes[pairs[at]].id)
    return Matched(
        scenes=found, doubts={key: why for key, why in doubts.items() if key not in found}
    )


def _why_not(film: Film, number: str) -> str:
    """Say why a sheet matches none, in a few words."""
    for ours in film.sheets:
        if number and ours.number.casefold() == number.casefold():
            return (
                f"only the number is that of scene {ours.number}, {ours.heading}; neither the set "
                "nor the cast is"
            )
    return "no scene of the script has its heading or its words"


def _by_id(film: Film, sheets: Sequence[IncomingSheet]) -> dict[str, tuple[str, ...]]:
    """Go by lastlook's own ids, unless most of them mean other scenes: then it is another film."""
    ours = {sheet.scene_id: sheet for sheet in film.sheets}
    named = {
        sheet.key: (sheet, whole)
        for sheet in sheets
        if (whole := whole_scene(sheet.scene_id)) in ours
    }
    right = sum(
        any(agree(sheet, number, ours[whole]) for number in _of(sheet))
        for sheet, whole in named.values()
    )
    if 2 * right < len(named):
        return {}
    return {key: (whole,) for key, (_, whole) in named.items()}


def _of(sheet: IncomingSheet) -> tuple[str, ...]:
    return sheet.numbers or ("",)


def _pairs(
    film: Film, free: Sequence[int], parts: Sequence[tuple[IncomingSheet, str]]
) -> dict[int, int]:
    """Return which of the film's scenes each part is, by index."""
    theirs = [_known(sheet, number) for sheet, number in parts]
    told = bool(parts) and all(sheet.text is not None for sheet, _ in parts)
    ours = []
    for at in free:
        scene = film.scenes[at]
        words = words_of(scene_text(film.screenplay, scene)) if told else None
        ours.append(
            Known(
                number=scene.number,
                heading=scene.heading.text if told else _shape(scene.heading, scene.light),
                text=fingerprint(" ".join(words)) if words else "",
                words=words,
            )
        )
    found = match(ours, theirs).pairs if told else pair(ours, theirs)
    return {at: free[was] for at, was in found.items()}


def _known(sheet: IncomingSheet, number: str) -> Known:
    parsed = parse_heading(sheet.heading)
    heading = parsed.text
    if sheet.text is None:
        return Known(number=number, heading=_shape(parsed, light_of(parsed.time, "")), text="")
    words = words_of(sheet.text)
    return Known(
        number=number, heading=heading, text=fingerprint(" ".join(words)) if words else "",
        words=words,
    )  # fmt: skip


def _shape(heading: Heading, light: str) -> str:
    """Return a heading as every program prints it: DAY or NIGHT in the place of CONTINUOUS."""
    return f"{heading.int_ext}. {heading.set} - {light.upper() or heading.time}"


def agree(sheet: IncomingSheet, number: str, ours: Sheet) -> bool:
    """Whether a sheet without the script's words may be that scene.

    Its heading is the scene's, CONTINUOUS and the like resolved; or its number is, and so is the
    set, in words or nearly, or half of the cast.
    """
    heading = parse_heading(sheet.heading)
    theirs = _shape(heading, light_of(heading.time, ""))
    if heading.set and theirs == _shape(parse_heading(ours.heading), ours.light):
        return True
    if number.casefold() != ours.number.casefold():
        return False
    return _same_set(heading.set, ours.set) or _same_cast(sheet.cast, ours)


def _same_set(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    if not a or not b:
        return False
    return a in b or b in a or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in folded_name(name)).split())


def _same_cast(names: Sequence[str], ours: Sheet) -> bool:
    theirs = {folded_name(name) for name in names}
    here = {folded_name(one.character) for one in ours.cast}
    return bool(theirs & here) and 2 * len(theirs & here) >= len(theirs | here)
