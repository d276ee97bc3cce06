"""The loose classifier: lines that only show how they look become the elements of a script.

Its rules are fixed and each has a reason. First the document's own columns are learnt: where its
headings stand is the column of action; a line in capitals with a line close under it, further
left, is a cue over its dialogue. Then every line is judged by its column, the blank above it, its
capitals and what it follows. A document without columns is judged by blanks and capitals alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.imports import words
from lastlook.script.imports.join import Element, join
from lastlook.script.model import SPEECH_KINDS, Alignment, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.imports.lines import Line
    from lastlook.script.model import Paragraph

NEAR = 1.3
"""Characters by which a line may miss its column."""
_ASIDE = (Kind.PARENTHETICAL, False)
LEAST_WIDTH = 54.0
"""Characters that action is wide at least; a short script may have no line that full."""
BLANK = 0.6
"""Lines of blank from which a line starts afresh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the kinds of a document stand, in characters; None where it has no such column."""

    action: float
    dialogue: float | None
    cue: float | None
    parenthetical: float | None
    right: float
    """Right edge of the widest lines of action."""
    heading_gap: float
    """Blank lines above most headings."""
    action_gap: float
    """Blank lines above most paragraphs of action."""

    @property
    def indented(self) -> bool:
        """Whether speeches stand in from action, so that position tells kinds apart."""
        return self.dialogue is not None and self.dialogue - self.action > 2.5


def lines_to_elements(
    lines: Sequence[Line], name: str
) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """Tell what each line is and join lines to paragraphs.

    Returns the paragraphs in order and a warning for each line that could be something else;
    `name` is the file's name in those.
    """
    classifier = _Classifier(lines, learn(lines), name)
    elements = [
        Element(line, kind, centred=centred)
        for line, (kind, centred) in zip(lines, classifier.kinds(), strict=True)
    ]
    return join(elements, name, classifier.problems)


def learn(lines: Sequence[Line]) -> Columns:
    """Learn a document's columns from its own lines."""
    free = [line for line in lines if line.dual is None]
    heads = [line for line in free if words.starts_heading(line.text)]
    lefts = Counter(round(line.left) for line in (heads or free))
    action = float(lefts.most_common(1)[0][0]) if lefts else 0.0
    near = [line.left for line in (heads or free) if abs(line.left - action) <= 1]
    action = sum(near) / len(near) if near else action
    cues: list[float] = []
    spoken: list[float] = []
    asides: list[float] = []
    for line, below in pairwise(free):
        if line.alignment is not Alignment.LEFT or below.gap >= BLANK or below.turns:
            continue
        if line.left < action + 4 or not words.may_be_cue(line.text):
            continue
        cues.append(line.left)
        (asides if below.text.startswith("(") else spoken).append(below.left)
    edges = sorted(line.right for line in free if abs(line.left - action) < NEAR and line.right)
    plain = [line for line in free if line not in heads and abs(line.left - action) < NEAR]
    return Columns(
        action=action,
        dialogue=_middle(spoken),
        cue=_middle(cues),
        parenthetical=_middle(asides),
        right=max(edges[-1], action + LEAST_WIDTH) if edges else 0.0,
        heading_gap=_usual(heads),
        action_gap=_usual([line for line in plain if line.gap >= BLANK]),
    )


def _middle(places: list[float]) -> float | None:
    """Return where most stand, the mean of those within half a character of it."""
    if not places:
        return None
    top = Counter(round(place) for place in places).most_common(1)[0][0]
    close = [place for place in places if abs(place - top) <= 1]
    return sum(close) / len(close)


def _usual(lines: Sequence[Line]) -> float:
    gaps = Counter(round(line.gap) for line in lines if not line.turns and line.number > 1)
    return float(gaps.most_common(1)[0][0]) if gaps else 1.0


class _Classifier:
    """Walks the lines once; each line knows what came before and sees what follows."""

    def __init__(self, lines: Sequence[Line], columns: Columns, name: str) -> None:
        self.lines = lines
        self.columns = columns
        self.name = name
        self.problems: list[Problem] = []
        self.before: Kind | None = None
        self.open = False
        self.spaced = any(line.gap >= BLANK for line in lines)
        cues = Counter(line.text.strip() for line in lines if words.may_be_cue(line.text.strip()))
        self.names = {text for text, count in cues.items() if count > 1}

    def kinds(self) -> list[tuple[Kind, bool]]:
        """Return the kind of each line, and whether it stands centred."""
        found = []
        for at, line in enumerate(self.lines):
            kind, centred = self._kind(at, line, line.text.strip())
            found.append((kind, centred))
            self.before = kind
            if kind is Kind.PARENTHETICAL:
                text = line.text
                self.open = ("(" in text or self.open) and not text.rstrip().endswith(")")
            else:
                self.open = False
        return found

    def _kind(self, at: int, line: Line, text: str) -> tuple[Kind, bool]:
        if line.known is not None:
            return line.known, line.alignment is Alignment.CENTER and line.known is Kind.ACTION
        if line.scene_number or (
            words.starts_heading(text) and self._at_action(line) and self._fresh(at, line)
        ):
            if not words.is_capital(text):
                self._doubt(line, "a scene heading", "it is not in capitals")
            return Kind.SCENE_HEADING, False
        runs_on = self.before is Kind.SCENE_HEADING and not self._fresh(at, line) and not line.whole
        if runs_on and self._at_action(line) and words.is_capital(text):
            return Kind.SCENE_HEADING, False
        if line.alignment is Alignment.RIGHT and words.is_capital(text):
            return Kind.TRANSITION, False
        if line.alignment is Alignment.CENTER:
            return self._centred(at, line, text)
        if self.columns.indented:
            return self._by_column(at, line, text)
        return self._by_words(at, line, text)

    # Documents with columns

    def _by_column(self, at: int, line: Line, text: str) -> tuple[Kind, bool]:
        columns = self.columns
        if self.before is Kind.CHARACTER and words.CONTD.fullmatch(text):
            return Kind.CHARACTER, False  # a cue too long for its line
        speaking = self.before in SPEECH_KINDS and (
            line.goes_on or not self._fresh(at, line) or (line.turns and self._in_speech(line))
        )
        if line.left < columns.action + min(2.5, ((columns.dialogue or 99) - columns.action) / 2):
            if speaking and self.before is Kind.CHARACTER and not self._fresh(at, line):
                self._doubt(line, "action", "it stands right under a cue but at the left margin")
            return self._at_margin(at, line, text)
        if speaking:
            if self.open or text.startswith("("):
                return _ASIDE
            if not (self._looks_cue(at, line, text) and self._near(line, columns.cue)):
                return Kind.DIALOGUE, False
        if self._right_set(line) and words.TRANSITION.fullmatch(text) and words.is_capital(text):
            return Kind.TRANSITION, False
        if self._looks_cue(at, line, text):
            return Kind.CHARACTER, False
        if words.is_capital(text) and (
            words.SURE_TRANSITION.fullmatch(text) or self._right_set(line)
        ):
            return Kind.TRANSITION, False
        return self._astray(at, line, text)

    def _astray(self, at: int, line: Line, text: str) -> tuple[Kind, bool]:
        """Judge a line that is in no column and under no cue."""
        columns = self.columns
        if self._is_centred(line):
            return self._act(text, Kind.ACTION), True
        if self.before is Kind.TRANSITION and not self._fresh(at, line):
            return Kind.TRANSITION, False
        if self._near(line, columns.dialogue) and self.before in SPEECH_KINDS:
            self._doubt(line, "dialogue", "there is a blank line between it and the speech above")
            return _ASIDE if text.startswith("(") else (Kind.DIALOGUE, False)
        if self._near(line, columns.cue) and words.may_be_cue(text):
            self._doubt(line, "a cue", "no speech stands under it")
            return Kind.CHARACTER, False
        if self.before is Kind.ACTION and not self._fresh(at, line):
            return Kind.ACTION, False
        self._doubt(line, "action", "it stands in no column that the script uses elsewhere")
        return Kind.ACTION, False

    def _at_margin(self, at: int, line: Line, text: str) -> tuple[Kind, bool]:
        """Judge a line in the column of action."""
        if words.is_capital(text) and self._fresh(at, line):
            columns = self.columns
            if words.ACT_END.fullmatch(text) or words.ACT_START.fullmatch(text):
                return self._act(text, Kind.ACTION), False
            if words.SURE_TRANSITION.fullmatch(text) and text.endswith("TO:"):
                return Kind.TRANSITION, False
            roomy = columns.heading_gap >= columns.action_gap + 0.9
            if roomy and not line.turns and line.gap >= columns.heading_gap - 0.3:
                if words.SHOT.match(text):
                    return Kind.SHOT, False
                self._doubt(line, "a scene heading", "it stands as headings do, without INT or EXT")
                return Kind.SCENE_HEADING, False
        return Kind.ACTION, False

    def _looks_cue(self, at: int, line: Line, text: str) -> bool:
        """Whether a speech follows close under this line, further left."""
        columns = self.columns
        if not self._fresh(at, line) or text.startswith("("):
            return False
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if below is None or below.dual is not None or below.gap >= BLANK:
            return False
        under = below.left > columns.action + 2.5 and (
            self._near(below, columns.dialogue) or self._near(below, columns.parenthetical)
        )
        if not under or (below.turns and not below.goes_on and not self._near(line, columns.cue)):
            return False
        if words.may_be_cue(text):
            return True
        return self._near(line, columns.cue) and len(text) <= 40 and line.left > below.left + 2

    # Documents without

    def _by_words(self, at: int, line: Line, text: str) -> tuple[Kind, bool]:
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        fresh = self._fresh(at, line)
        speaking = self.before in SPEECH_KINDS and (not fresh or not self.spaced)
        if words.is_capital(text) and words.SURE_TRANSITION.fullmatch(text):
            return Kind.TRANSITION, False
        if words.ACT_START.fullmatch(text) or words.ACT_END.fullmatch(text):
            return self._act(text, Kind.ACTION), False
        if speaking and (self.open or text.startswith("(")):
            return Kind.PARENTHETICAL, False
        if self._names_speaker(text, following, fresh=fresh):
            return Kind.CHARACTER, False
        if speaking and (self.spaced or self.before is not Kind.DIALOGUE):
            return Kind.DIALOGUE, False
        return self._at_margin(at, line, text)

    def _names_speaker(self, text: str, following: Line | None, *, fresh: bool) -> bool:
        if not words.may_be_cue(text) or following is None:
            return False
        below = following.text.strip()
        if words.starts_heading(below):
            return False
        if self.spaced:
            return fresh and following.gap < BLANK
        known = text in self.names or "(" in text
        return known and not words.may_be_cue(below)

    def _centred(self, at: int, line: Line, text: str) -> tuple[Kind, bool]:
        """Judge a paragraph that the document centres: speeches are set so in some."""
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        close = (
            following is not None
            and following.alignment is Alignment.CENTER
            and (following.gap < BLANK or not self.spaced)
        )
        if words.may_be_cue(text) and close and self.before is not Kind.CHARACTER:
            return Kind.CHARACTER, False
        if self.before in SPEECH_KINDS and (not self._fresh(at, line) or not self.spaced):
            if self.open or text.startswith("("):
                return Kind.PARENTHETICAL, False
            if self.before is not Kind.DIALOGUE or not words.is_capital(text):
                return Kind.DIALOGUE, False
        if words.SURE_TRANSITION.fullmatch(text):
            return Kind.TRANSITION, False
        return self._act(text, Kind.ACTION), True

    # Small judgements

    def _fresh(self, at: int, line: Line) -> bool:
        return at == 0 or line.turns or line.gap >= BLANK or (line.whole and not self.spaced)

    def _at_action(self, line: Line) -> bool:
        if line.alignment is not Alignment.LEFT:
            return not self.columns.indented
        return abs(line.left - self.columns.action) < 2.5 or not self.columns.indented

    def _near(self, line: Line, column: float | None) -> bool:
        return column is not None and abs(line.left - column) <= NEAR + 0.4

    def _in_speech(self, line: Line) -> bool:
        """Whether the first line of a page stands where speeches do."""
        columns = self.columns
        return self._near(line, columns.dialogue) or self._near(line, columns.parenthetical)

    def _right_set(self, line: Line) -> bool:
        columns = self.columns
        return line.right >= columns.right - 6 and line.left > (columns.dialogue or 0) + 6

    def _is_centred(self, line: Line) -> bool:
        """Whether the line stands midway between the edges of action, or of the paper."""
        if not line.right:
            return False
        middle = (line.left + line.right) / 2
        between = (self.columns.action + self.columns.right) / 2
        return min(abs(middle - between), abs(middle - 42.5), abs(middle - 45)) < 1.6

    def _act(self, text: str, otherwise: Kind) -> Kind:
        if words.ACT_END.fullmatch(text):
            return Kind.END_OF_ACT
        return Kind.NEW_ACT if words.ACT_START.fullmatch(text) else otherwise

    def _doubt(self, line: Line, kind: str, why: str) -> None:
        place = f"Page {line.page}: " if line.page else ""
        shown = line.text.strip()
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        self.problems.append(
            Problem(
                file=self.name,
                line=line.number,
                what=f"{place}“{shown}” was read as {kind}.",
                why=f"It is not certain, as {why}.",
                fix="Look at it in the imported script.",
                severity=Severity.WARNING,
            )
        )
