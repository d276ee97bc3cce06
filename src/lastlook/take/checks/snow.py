"""Checks of a take file: set, snow, wipers, cues, calibration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.production.schema import fields
from lastlook.take.bodies import NO_CAR, bodies
from lastlook.take.checks.common import in_time, unknown
from lastlook.take.materials import MEASURABLE, materials
from lastlook.take.model import Measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path as At
    from lastlook.take.model import Card, Take

SOURCES = {
    "density": "bucket_kilograms",
    "repose": "cone_height",
    "friction": "tilts",
    "cohesion": "tilts",
    "fall_speed": "drop_metres",
}
"""From which key of a card a value of the material follows."""


def check(reader: Reader, take: Take) -> None:
    """Check set, weather, boxes, wipers, cues and calibration."""
    if take.set.car == NO_CAR:
        _check_without_a_car(reader, take)
    elif take.set.car not in bodies():
        unknown(reader, ("set", "car"), "car body", take.set.car, [*bodies(), NO_CAR])
    for index, board in enumerate(take.set.boards):
        if board.end <= board.start:
            reader.problem(
                ("set", "boards", index, "end"),
                "The board ends where it begins, or behind.",
                "`start` is its rear end along the car and `end` its front end.",
            )
    _check_materials(reader, take)
    check_cards(reader, take.calibration, take.card)
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


def _check_without_a_car(reader: Reader, take: Take) -> None:
    """Note what only a car has."""
    rows: list[tuple[At, str, Sequence[object]]] = [
        (("set", "boards"), "Trough boards stand at", take.set.boards),
        (("set", "without"), "Parts come off", take.set.without),
        (("faces",), "Light is followed at seats of", take.faces),
        (("wipers",), "Wipers are on", take.wipers),
        (("closes",), "Panes are in", take.closes),
    ]
    found = [((*at, 0), what) for at, what, there in rows if there]
    found += [
        (("figures", number, "seat"), f"{one.name} sits in")
        for number, one in enumerate(take.figures)
        if one.seat is not None
    ]
    for at, what in found:
        reader.problem(
            at, f"{what} a car, and there is none.",
            'Take it out, or give the set a `car`, such as "sedan".',
        )  # fmt: skip


def _check_materials(reader: Reader, take: Take) -> None:
    named: list[tuple[At, str]] = [
        *((("falling", n, "material"), one.material) for n, one in enumerate(take.falling)),
        *((("dumps", n, "material"), one.material) for n, one in enumerate(take.dumps)),
        *((("reset", "sacks", n, "material"), s.material) for n, s in enumerate(take.reset.sacks)),
    ]
    for at, material in named:
        if material not in materials():
            unknown(reader, at, "snow material", material, materials())


def check_cards(reader: Reader, cards: Sequence[Measured], read: Sequence[Card]) -> None:
    """Check what was measured and what was read off, in a take file or in calibration.toml."""
    for index, one in enumerate(read):
        before = len(reader.problems)
        _check_reading(reader, ("card", index), one)
        if len(reader.problems) == before:
            _check_values(reader, ("card", index), one)
    for index, card in enumerate(cards):
        at: At = ("calibration", index)
        if card.material not in materials():
            unknown(reader, (*at, "material"), "snow material", card.material, materials())
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


def _check_reading(reader: Reader, at: At, card: Card) -> None:
    """Check that what was read off comes in the pairs that give a value."""
    if card.material not in materials():
        unknown(reader, (*at, "material"), "snow material", card.material, materials())
    pairs = (
        ("bucket_litres", "bucket_kilograms"), ("cone_radius", "cone_height"),
        ("drop_metres", "drop_seconds"), ("clear_litres", "clear_minutes"),
    )  # fmt: skip
    for first, second in pairs:
        one, other = getattr(card, first), getattr(card, second)
        if bool(one) != bool(other):
            there, missing = (first, second) if one else (second, first)
            reader.problem(
                (*at, there), f"`{there}` says nothing without `{missing}`.", "Give both."
            )
    if card.lux and not (any(row.mm == 0 for row in card.lux) and any(r.mm for r in card.lux)):
        reader.problem(
            (*at, "lux"),
            "The light needs a reading under bare glass and one under snow.",
            "Add { mm = 0, lux = … }, and one with snow.",
        )
    for number, seconds in enumerate(card.drop_seconds):
        if not seconds:
            reader.problem((*at, "drop_seconds", number), "A drop takes time.", "Such as 2.7.")


def _check_values(reader: Reader, at: At, card: Card) -> None:
    """Check that what a card gives could be snow: a slip of the unit is a thousandfold."""
    from lastlook.take.card import read_card  # numpy takes a moment to load

    # The light is fitted within its own range, which takes longest.
    reading = read_card(replace(card, lux=()), materials())
    limits = {field.attribute: field.key for field in fields(Measured)}
    for name, source in SOURCES.items():
        value, key = getattr(reading.measured, name), limits[name]
        if value is None or key.least is None or key.most is None:
            continue
        if not key.least <= value <= key.most:
            reader.problem(
                (*at, source),
                f"This gives a `{name}` of {float(value):g}, which is not between {key.least} and "
                f"{key.most}.",
                "Look at the units: litres, kilograms, metres, seconds; mm only where it says so.",
            )


def _check_times(reader: Reader, take: Take) -> None:
    timed: list[tuple[str, Sequence[object]]] = [
        ("wind", take.wind), ("falling", take.falling), ("dumps", take.dumps),
        ("wiper_speeds", take.wiper_speeds), ("cues", take.cues),
    ]  # fmt: skip
    for name, rows in timed:
        for index, row in enumerate(rows):
            at = getattr(row, "at")  # noqa: B009 - rows of several kinds
            in_time(reader, (name, index, "at"), at, take.duration)
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
        if closes.pane in [other.pane for other in take.closes[:index]]:
            reader.problem(
                ("closes", index, "pane"),
                f"When {closes.pane} closes is said already.",
                "Say it once: `after` and `by` are the ends of when it may.",
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
