"""Where an FDX file wants scene numbers and revision marks to stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from lastlook.script.model import Screenplay

MARK = 7.75
"""Inches from the paper's left edge to a revision mark, where no file says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPlaces:
    """Where an FDX file wants its scene numbers."""

    left: float | None = 0.75
    """Inches from the paper's left edge to the number left of a heading; None for no number."""
    right: float | None = 7.38
    """The same for the number on the right."""


def read_mark_location(screenplay: Screenplay) -> float:
    """Read how far from the paper's left edge an FDX file prints its revision marks, in inches."""
    root = _root(screenplay, b"<Revisions")
    node = None if root is None else root.find("Revisions")
    at = None if node is None else _inches(node.get("Location"))
    return MARK if at is None else at


def read_number_places(screenplay: Screenplay) -> NumberPlaces:
    """Read where an FDX file shows scene numbers; both margins for any other script."""
    root = _root(screenplay, b"<SceneNumberOptions")
    node = None if root is None else root.find("SceneNumberOptions")
    if node is None:
        return NumberPlaces()
    places = {}
    for side, default in (("Left", 0.75), ("Right", 7.38)):
        shown = node.get(f"ShowNumbersOn{side}", "Yes").casefold() == "yes"
        at = _inches(node.get(f"{side}Location"))
        places[side.casefold()] = (default if at is None else at) if shown else None
    return NumberPlaces(**places)


def _root(screenplay: Screenplay, needed: bytes) -> etree._Element | None:
    """Parse the script's own bytes again, if it is FDX and holds what is `needed`."""
    if screenplay.format != "fdx" or needed not in screenplay.source:
        return None
    from lastlook.script.xml import parse

    return parse(screenplay.source, screenplay.name, root="FinalDraft")


def _inches(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value <= 20 else None
