"""What changed within a scene, word by word, with the words around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lastlook.script.model import SILENT_KINDS, Kind
from lastlook.script.scenes import cue_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.script.model import Screenplay
    from lastlook.script.scenes import Scene

_AROUND = 4
"""Words shown before and after a change."""
_BRIDGE = 2
"""As many unchanged words between two changes make them one."""
_MOST_WORK = 2_000_000
"""Pairs of equal words to compare at most; a larger block is shown as replaced whole."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change in a scene's words."""

    line: int
    """Line of the new file where it is, or where the words were taken out."""
    kind: Kind
    """Of the paragraph it begins in."""
    before: str
    """Up to four unchanged words in front of it."""
    removed: str
    added: str
    after: str
    """Up to four unchanged words behind it."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    """By which two words are the same: quotation marks and dashes are made plain."""
    line: int
    kind: Kind


def changed_words(
    old: Screenplay,
    old_scene: Scene,
    new: Screenplay,
    new_scene: Scene,
    renamed: Callable[[str], str],
) -> tuple[Edit, ...]:
    """Compare two versions of a scene, headings left out.

    Breaks between paragraphs and lines do not count, nor the typographic form of quotation marks
    and dashes, the case of cues, nor (CONT'D). `renamed` puts new names in the place of old ones.
    """
    after = _words(new, new_scene)
    before = _words(old, old_scene)
    if [word.key for word in before] == [word.key for word in after]:
        return ()
    before = _words(old, old_scene, renamed)
    return tuple(_edits(before, after, new.paragraphs[new_scene.first].line))


def _words(
    screenplay: Screenplay, scene: Scene, renamed: Callable[[str], str] = lambda text: text
) -> list[_Word]:
    words = []
    for paragraph in screenplay.paragraphs[scene.first + 1 : scene.last]:
        if paragraph.kind in SILENT_KINDS:
            continue
        text = paragraph.text
        if paragraph.kind is Kind.CHARACTER:
            text = _cue(text)
        elif paragraph.kind in {Kind.TRANSITION, Kind.SHOT}:
            text = text.upper()
        words += [
            _Word(word, plain(word), paragraph.line, paragraph.kind)
            for word in renamed(text).split()
        ]
    return words


def plain(text: str) -> str:
    """Return a text with its quotation marks, dashes and ellipses as a typewriter has them."""
    return text.translate(_PLAIN)


def _cue(text: str) -> str:
    """Return a cue in capitals with its extensions, the automatic (CONT'D) left out."""
    name = cue_name(text)
    rest = text.upper()[len(name) :] if text.upper().startswith(name) else ""
    said = [part for part in rest.split() if plain(part) != "(CONT'D)"]
    return " ".join([name, *said])


def _edits(before: Sequence[_Word], after: Sequence[_Word], heading_line: int) -> list[Edit]:
    edits = []
    for low, high, start, end in _blocks([w.key for w in before], [w.key for w in after]):
        here = after[min(start, len(after) - 1)] if after else None
        first = before[low] if low < high else here
        place = here if start < end or first is None else first
        edits.append(
            Edit(
                line=here.line if here else heading_line,
                kind=place.kind if place else Kind.ACTION,
                before=_joined(after[max(0, start - _AROUND) : start]),
                removed=_joined(before[low:high]),
                added=_joined(after[start:end]),
                after=_joined(after[end : end + _AROUND]),
            )
        )
    return edits


def _blocks(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the spans that differ: old from and to, new from and to."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    count = Counter(left)
    if sum(count[word] for word in right) > _MOST_WORK:
        return [(head, len(old) - tail, head, len(new) - tail)]
    found: list[tuple[int, int, int, int]] = []
    for name, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        low, high, start, end = a + head, b + head, c + head, d + head
        if found and start - found[-1][3] <= _BRIDGE and low - found[-1][1] <= _BRIDGE:
            low, start = found[-1][0], found[-1][2]
            found.pop()
        found.append((low, high, start, end))
    return found


def _joined(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)
