"""What looks like a mistake in a script that reads well, with the fix to type.

The readers report what they could not read; here stands what reads, but probably not as it was
meant. A doubt is never an error, and one false alarm costs more than one missed slip: every rule
asks for evidence from the rest of the script before it speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script.doubts.headings import heading_doubts
from lastlook.script.doubts.names import name_doubts
from lastlook.script.doubts.numbers import number_doubts
from lastlook.script.doubts.reading import Reading
from lastlook.script.doubts.speech import speech_doubts
from lastlook.script.doubts.text import text_doubts

if TYPE_CHECKING:
    from lastlook.errors import Problem
    from lastlook.script.model import Screenplay

MOST_DOUBTS = 1000
"""How many are listed; a file with more is no script."""


def doubts(screenplay: Screenplay) -> tuple[Problem, ...]:
    """Return what looks like a mistake, in the order of the file; nothing the reader has said."""
    script = Reading(screenplay)
    found = [
        *speech_doubts(script),
        *heading_doubts(script),
        *number_doubts(script),
        *name_doubts(script),
        *text_doubts(script),
    ]
    found.sort(key=lambda problem: (problem.line, problem.column))
    return tuple(found[:MOST_DOUBTS])
