"""What changed within a scene, word by word, with the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lastlook.script.drafts.words import Words, changed_spans, words_of
from lastlook.script.model import SILENT_KINDS, Kind, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastlook.script.model import Paragraph, Screenplay
    from lastlook.script.scenes import Scene

_AROUND = 4
"""Words shown before and after a change."""
_BRIDGE = 2
"""As many unchanged words between two changes make them one."""


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
    """By which two words are the same; see `draft_words`."""
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

    Breaks between paragraphs and lines do not count, nor the typographic form of quotation marks,
    how what is shown in capitals was typed, or (CONT'D). `renamed` puts new names in the place of
    old ones.
    """
    after = _words(new, new_scene, lambda text: text)
    before = _words(old, old_scene, lambda text: text)
    if [word.key for word in before] == [word.key for word in after]:
        return ()
    before = _words(old, old_scene, renamed)
    return tuple(_edits(before, after, new.paragraphs[new_scene.first].line))


def retitled(old: Paragraph, new: Paragraph, renamed: Callable[[str], str]) -> bool:
    """Whether two headings say something else, a renamed character's name apart."""
    now = words_of(new).keys
    return words_of(old).keys != now and words_of(_with(old, renamed)).keys != now


def _words(screenplay: Screenplay, scene: Scene, renamed: Callable[[str], str]) -> list[_Word]:
    found = []
    for paragraph in screenplay.paragraphs[scene.first + 1 : scene.last]:
        if paragraph.kind not in SILENT_KINDS:
            said = _with(paragraph, renamed)
            text, words = said.text, words_of(said)
            found += [
                _Word(text[start:end], key, paragraph.line, paragraph.kind)
                for key, (start, end) in zip(words.keys, words.spans, strict=True)
            ]
    return found


def _with(paragraph: Paragraph, renamed: Callable[[str], str]) -> Paragraph:
    text = paragraph.text
    new = renamed(text)
    return paragraph if new == text else replace(paragraph, runs=(Run(new),))


def _edits(before: Sequence[_Word], after: Sequence[_Word], heading_line: int) -> list[Edit]:
    edits = []
    for low, high, start, end in _blocks(before, after):
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


def _blocks(before: Sequence[_Word], after: Sequence[_Word]) -> list[tuple[int, int, int, int]]:
    """Return the spans that differ, those next to each other as one."""
    old, new = (Words(tuple(word.key for word in side), ()) for side in (before, after))
    found: list[tuple[int, int, int, int]] = []
    for low, high, start, end in changed_spans(old, new):
        if found and start - found[-1][3] <= _BRIDGE and low - found[-1][1] <= _BRIDGE:
            first = found.pop()
            found.append((first[0], high, first[2], end))
        else:
            found.append((low, high, start, end))
    return found


def _joined(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)
