"""Words in capitals inside running text: what a writer wants a department to notice."""

from __future__ import annotations

import re

from lastlook.language.sentences import Span

# A title or an initial keeps its point: MRS. ALDOUS, P.A. MICROPHONE.
_WORD = r"(?:(?:MRS?|MS|DR|ST|SGT|LT|CAPT|PROF|REV)\.(?=\s)|(?:[^\W\d_]\.){2,}|[^\W\d_][\w'’&-]*)"
_CAPITALS = re.compile(rf"(?<![\w'’]){_WORD}(?:[ ]+(?:{_WORD}|\d+))*(?![\w'’])")
_DIRECTIONS = frozenset(
    """
    A AN AND AS AT BACK BEGIN BLACK CAMERA CLOSE CLOSER CONTINUED CONT CU CUT CUTS DISSOLVE DOLLY
    ECU END ENDS EXT FADE FADES FLASH FLASHBACK FRAME FREEZE FROM HOLD HOLDS I IN INSERT INT
    INTERCUT INTO IT LATER MATCH MCU MONTAGE MOS MOVING MS NEW NO O OF OFF OK ON ONTO OS OTS OUT
    OVER P PAN PANS POV PULL PUSH REVERSE S SAME SCENE SERIES SHOT SLOW SMASH SPLIT SUBTITLE SUPER
    THE THEN TIGHT TILT TITLE TITLES TO TV UP V VFX VO WE WIDE WIDER WITH ZOOM ANGLE SCREEN START
    STOCK TRACKING SIDE MOTION BEAT
    """.split()
)
"""Words of the page and the camera that name no element, alone or together."""


def capital_phrases(text: str) -> list[Span]:
    """Return runs of words in capitals, without camera and page directions at their ends."""
    found = []
    for match in _CAPITALS.finditer(text):
        for phrase in _upper_runs(match.group(), match.start()):
            words = phrase.text.split()
            if len(phrase.text) > 1 and not all(word.strip("'’-") in _DIRECTIONS for word in words):
                found.append(phrase)
    return found


def _upper_runs(text: str, offset: int) -> list[Span]:
    """Split a run of words where lower case stands between capitals."""
    runs = []
    current: list[re.Match[str]] = []
    for word in re.finditer(r"\S+", text):
        if word.group().isupper() or (current and word.group().isdigit()):
            current.append(word)
        else:
            runs.append(current)
            current = []
    runs.append(current)
    spans = []
    for run in runs:
        while run and run[0].group() in _DIRECTIONS:
            run.pop(0)
        while run and run[-1].group() in _DIRECTIONS:
            run.pop()
        if run:
            start, end = run[0].start(), run[-1].end()
            spans.append(Span(offset + start, offset + end, text[start:end]))
    return spans
