"""Who speaks again: the automatic (CONT'D) behind a cue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.script.model import Kind
from lastlook.script.scenes import cue_name

if TYPE_CHECKING:
    from lastlook.script.model import Continueds, Paragraph

_CONTD = re.compile(r"\s*\(cont(?:[’'.]?d?|inued|inuing)\.?\)\s*$", re.IGNORECASE)
_SPEECH = frozenset({Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS})
_ENDS_SCENE = frozenset({Kind.SCENE_HEADING, Kind.NEW_ACT, Kind.END_OF_ACT})


def without_contd(cue: str, contd: str) -> str:
    """Take a (CONT'D), or what this script says for it, off the end of a cue."""
    plain = _CONTD.sub("", cue)
    if contd and plain.rstrip().casefold().endswith(contd.casefold()):
        plain = plain.rstrip()[: -len(contd)].rstrip()
    return plain


class Speakers:
    """Follows one script's cues and says which of them go on from the one before.

    The same character speaks again in the same scene, and something other than speech stands
    between the two. After a dual dialogue nobody goes on.
    """

    def __init__(self, continueds: Continueds) -> None:
        self._contd = continueds.contd if continueds.automatic else ""
        self._last = ""
        self._between = False

    def contd(self, paragraph: Paragraph) -> str:
        """Give what to print behind a cue; empty for all else."""
        kind = paragraph.kind
        if kind is Kind.CHARACTER:
            text = paragraph.text
            name = cue_name(text)
            again = self._between and bool(name) and name == self._last
            self._last, self._between = name, False
            if again and self._contd and without_contd(text, self._contd) == text:
                return self._contd if text[-1:].isspace() else f" {self._contd}"
        elif kind in _ENDS_SCENE:
            self._last = ""
        elif kind not in _SPEECH and paragraph.runs:
            self._between = True
        return ""

    def together(self) -> None:
        """Note a dual dialogue."""
        self._last = ""
