"""The colours of revised pages, in their order, as paper and as text on a screen."""

from __future__ import annotations

from typing import NamedTuple

from lastlook.script.model import RevisionSet


class RevisionColour(NamedTuple):
    """One round's colour, both as RRGGBB."""

    name: str
    page: str
    text: str


COLOURS = (
    RevisionColour("White", "FFFFFF", "000000"),
    RevisionColour("Blue", "C6EDFE", "0000FF"),
    RevisionColour("Pink", "FDCCD4", "FF00FF"),
    RevisionColour("Yellow", "FDFFAB", "A0A000"),
    RevisionColour("Green", "D1FED0", "008000"),
    RevisionColour("Goldenrod", "FACD39", "CC7F32"),
    RevisionColour("Buff", "FCED9D", "8E6B23"),
    RevisionColour("Salmon", "F8AE8E", "A74242"),
    RevisionColour("Cherry", "FBA4B4", "D5236B"),
    RevisionColour("Tan", "FDF1C7", "DB9370"),
)
"""The Writers Guild of America's order with Final Draft's Tan, in the colours that Final Draft's
own files carry. After Tan it begins again with 2nd White."""


def revision_colour(revision: int) -> RevisionColour:
    """Give the colour of a round: 0 is White, 1 Blue, 10 2nd White, 11 2nd Blue.

    Raises
    ------
    ValueError
        When `revision` is negative.

    """
    if revision < 0:
        raise ValueError(f"There is no revision {revision}.")
    lap, place = divmod(revision, len(COLOURS))
    colour = COLOURS[place]
    return colour._replace(name=f"{nth(lap + 1)} {colour.name}") if lap else colour


def standard_set(revision: int) -> RevisionSet:
    """Give the revision set of a round by the usual order, marked with a star."""
    colour = revision_colour(revision)
    return RevisionSet(
        id=revision,
        name=f"{colour.name} Revision",
        color=colour.text,
        page_color=colour.page,
    )


def nth(number: int) -> str:
    """Write a number in its place: `2nd`."""
    last = number % 10 if number % 100 not in {11, 12, 13} else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"
