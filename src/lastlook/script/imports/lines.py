"""What the loose classifier works on: lines that show how they look, not what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.model import Alignment

if TYPE_CHECKING:
    from lastlook.script.model import Column, Kind, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page, or one whole paragraph of a word processor.

    Positions are in characters of ten to the inch from the paper's left edge, which is what
    scripts are set in; a document that does not tell its margins counts from its text's edge.
    """

    runs: tuple[Run, ...]
    number: int
    """Running line of the document, from 1."""
    page: int = 0
    """Page it stands on, from 1; 0 in a document without pages."""
    left: float = 0.0
    right: float = 0.0
    """Where its last character ends; 0 where unknown."""
    gap: float = 0.0
    """Blank lines above."""
    alignment: Alignment = Alignment.LEFT
    """As the document says it; lines of a page are always LEFT and judged by their edges."""
    whole: bool = False
    """It is a whole paragraph, so that it is never joined with its neighbours."""
    turns: bool = False
    """It is the first of its page, so that the blank lines above are not known."""
    goes_on: bool = False
    """First of its page, where the speech of the page before goes on."""
    known: Kind | None = None
    """What it is, where the document says so."""
    scene_number: str = ""
    dual: Column | None = None

    @property
    def text(self) -> str:
        """The words without styles."""
        return "".join(run.text for run in self.runs)
