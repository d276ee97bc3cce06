"""Which colour a draft has, and what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.errors import LastlookError
from lastlook.script.revisions import colours as revision_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.ledger import Draft

COLOURS = tuple(colour.name for colour in revision_colours.COLOURS)
"""White, Blue, Pink and so on, in their order."""

_ROUND = re.compile(r"(?:(?P<nth>\d+)(?:st|nd|rd|th)|(?P<word>second|double|third|triple))\s+")
_WORDS = {"second": 2, "double": 2, "third": 3, "triple": 3}


def next_colour(drafts: Sequence[Draft]) -> str:
    """Return the colour that follows the latest of the known ones."""
    for draft in reversed(drafts):
        if draft.colour in COLOURS:
            return COLOURS[(COLOURS.index(draft.colour) + 1) % len(COLOURS)]
    return COLOURS[0]


def read_colour(text: str) -> str:
    """Return a colour as it is written here: `2nd  blue` is Blue.

    Other colours than the ten are taken as they are, for some productions have their own.

    Raises
    ------
    LastlookError
        That is no colour.
    """
    colour = _ROUND.sub("", " ".join(text.casefold().split()) + " ").strip()
    for known in COLOURS:
        if colour in {known.casefold(), f"{known.casefold()}s"}:
            return known
    if not re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", colour) or len(colour) > 20:
        raise LastlookError(
            f"“{text}” is no colour of paper. Known are {', '.join(COLOURS)}; another may be any "
            "word of letters."
        )
    return colour.title()


def draft_name(colour: str, drafts: Sequence[Draft]) -> str:
    """Return what a draft is called: the colour, or `2nd Blue` when it has been used."""
    times = sum(draft.colour == colour for draft in drafts) + 1
    return colour if times == 1 else f"{revision_colours.nth(times)} {colour}"
