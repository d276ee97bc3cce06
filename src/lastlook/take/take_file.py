"""Reading `takes/*.toml` and `calibration.toml`. See docs/formats/take.md."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from lastlook.errors import LastlookError
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse
from lastlook.production.values import Key
from lastlook.take.bodies import bodies
from lastlook.take.materials import MEASURABLE, materials
from lastlook.take.model import Measured, Take

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from lastlook.errors import Problem
    from lastlook.production.toml_marks import Path as At

CARD = "calibration.toml"
FOLDER = "takes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    calibration: Annotated[tuple[Measured, ...], Key(filled=True)]


def read_take(path: Path, *, root: Path | None = None) -> tuple[Take | None, list[Problem]]:
    """Read a take file, and the production's `calibration.toml` where `root` is given.

    The take's own cards come after those of the production, so they win. Returns the take, or None
    if anything has an error; and all problems of both files.

    Raises
    ------
    LastlookError
        The file cannot be opened.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LastlookError(f"{path} cannot be opened: {error.strerror}.") from error
    name = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else str(path)
    take, problems = parse_take(data, name)
    card = root / CARD if root else None
    if card is None or not card.is_file():
        return take, problems
    cards, more = parse_card(card.read_bytes())
    if take is None or more:
        return None, [*more, *problems]
    return replace(take, calibration=(*cards, *take.calibration)), problems


def parse_card(data: bytes) -> tuple[tuple[Measured, ...], list[Problem]]:
    """Read the bytes of a calibration.toml: [[calibration]] tables as in a take file."""
    toml, problems = parse(data, CARD)
    if toml is None:
        return (), problems
    table = {key: value for key, value in toml.table.items() if key != "format"}
    reader = Reader(toml.marks, CARD)
    card = reader.table(_Card, table)
    if card is None:
        return (), sorted(reader.problems)
    _check_cards(reader, card.calibration)
    return card.calibration, sorted(reader.problems)


def parse_take(data: bytes, file: str) -> tuple[Take | None, list[Problem]]:
    """Read the bytes of a take file: the take, or None if it has any error; and all problems."""
    toml, problems = parse(data, file)
    if toml is None:
        return None, problems
    table = {key: value for key, value in toml.table.items() if key != "format"}
    reader = Reader(toml.marks, file)
    take = reader.table(Take, table)
    if take is None:
        return None, sorted(reader.problems)
    _check(reader, take)
    return (None if reader.problems else take), sorted(reader.problems)


def _check(reader: Reader, take: Take) -> None:
    if take.set.car not in bodies():
        _unknown(reader, ("set", "car"), "car body", take.set.car, bodies())
    for index, board in enumerate(take.set.boards):
        if board.end <= board.start:
            reader.problem(
                ("set", "boards", index, "end"),
                "The board ends where it begins, or behind.",
                "`start` is its rear end along the car and `end` its front end.",
            )
    _check_materials(reader, take)
    _check_cards(reader, take.calibration)
    _check_times(reader, take)
    _check_wipers(reader, take)
    for index, falling in enumerate(take.falling):
        area = falling.area
        if area and (area.left <= area.right or area.front <= area.rear):
            reader.problem(
                ("falling", index, "area"),
                "The area of release is empty.",
                "y grows to the left and x to the front: left is above right, front above rear.",
            )


def _check_materials(reader: Reader, take: Take) -> None:
    named: list[tuple[At, str]] = [
        *((("falling", n, "material"), one.material) for n, one in enumerate(take.falling)),
        *((("dumps", n, "material"), one.material) for n, one in enumerate(take.dumps)),
        *((("reset", "sacks", n, "material"), s.material) for n, s in enumerate(take.reset.sacks)),
    ]
    for at, material in named:
        if material not in materials():
            _unknown(reader, at, "snow material", material, materials())


def _check_cards(reader: Reader, cards: Sequence[Measured]) -> None:
    for index, card in enumerate(cards):
        at: At = ("calibration", index)
        if card.material not in materials():
            _unknown(reader, (*at, "material"), "snow material", card.material, materials())
        if all(getattr(card, name) is None for name in MEASURABLE):
            reader.problem(
                at, "This card measures nothing.", f"It may give {', '.join(MEASURABLE)}."
            )
        if card.r_opt is not None and (card.grammage is not None or card.sheet is not None):
            reader.problem(
                (*at, "r_opt"),
                "A material is either flakes or grains.",
                "Give grammage and sheet for flakes, or r_opt for grains.",
            )
        grain = card.material in materials() and materials()[card.material].r_opt is not None
        if grain and card.sheet is not None and card.grammage is None:
            reader.problem(
                (*at, "sheet"),
                "A sheet's light says nothing without its grammage: this material is grains.",
                "Give grammage as well, or r_opt.",
            )


def _check_times(reader: Reader, take: Take) -> None:
    timed: list[tuple[str, Sequence[object]]] = [
        ("wind", take.wind), ("falling", take.falling), ("dumps", take.dumps),
        ("wiper_speeds", take.wiper_speeds), ("cues", take.cues),
    ]  # fmt: skip
    for name, rows in timed:
        for index, row in enumerate(rows):
            at = getattr(row, "at")  # noqa: B009 - rows of several kinds
            if at > take.duration:
                reader.problem(
                    (name, index, "at"),
                    f"{at} s is after the end of the take at {take.duration} s.",
                    "Move it earlier or give the take a longer `duration`.",
                )
    for name, ordered in (("wind", take.wind), ("wiper_speeds", take.wiper_speeds)):
        times = [row.at for row in ordered]
        if times != sorted(times):
            reader.problem((name,), f"[[{name}]] is not in the order of time.", "Sort it by `at`.")
    for index, falling in enumerate(take.falling):
        if falling.until is not None and falling.until <= falling.at:
            reader.problem(
                ("falling", index, "until"), "It stops before it begins.", "`until` is after `at`."
            )
    for index, dump in enumerate(take.dumps):
        moments = [place.at for place in dump.path]
        if moments != sorted(moments):
            reader.problem(
                ("dumps", index, "path"),
                "The path is not in the order of time.",
                "`at` is in seconds after the dump begins.",
            )
    for index, closes in enumerate(take.closes):
        if closes.by < closes.after or closes.by > take.duration:
            reader.problem(
                ("closes", index, "by"),
                "A pane closes between `after` and `by`, within the take.",
                f"`by` is at least `after` and at most {take.duration}.",
            )


def _check_wipers(reader: Reader, take: Take) -> None:
    for index, wiper in enumerate(take.wipers):
        if wiper.outer <= wiper.inner:
            reader.problem(
                ("wipers", index, "outer"),
                "The blade ends before it begins.",
                "`inner` and `outer` are the radii of its ends from the pivot.",
            )
        if not wiper.sweep:
            reader.problem(
                ("wipers", index, "sweep"), "A blade with no sweep wipes nothing.", "Such as -95."
            )
    if take.wiper_speeds and not take.wipers:
        reader.problem(
            ("wiper_speeds",), "There are no wipers to run.", "Add a [[wipers]] table for each arm."
        )


def _unknown(reader: Reader, at: At, kind: str, name: str, known: Collection[str]) -> None:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    fix = f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(known)}."
    reader.problem(at, f"There is no {kind} `{name}`.", fix)
