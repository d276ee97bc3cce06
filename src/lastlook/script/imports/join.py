"""Lines of known kind joined to the paragraphs that a printer broke them from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lastlook.errors import Problem, Severity
from lastlook.script.imports import words
from lastlook.script.model import (
    SPEECH_KINDS,
    Alignment,
    Column,
    Kind,
    Paragraph,
    ParagraphStyle,
    Run,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.script.imports.lines import Line

BLANK = 0.6
_CENTRED = ParagraphStyle(alignment=Alignment.CENTER)
_ALONE = frozenset({Kind.CHARACTER, Kind.NEW_ACT, Kind.END_OF_ACT})
_LEAST_WIDTHS: dict[tuple[Kind, Column | None], float] = {
    (Kind.ACTION, None): 54.0,
    (Kind.DIALOGUE, None): 28.0,
}
"""Characters that lines of a kind are wide at least, outside of dual dialogue."""
_VERSE_ENDS = (",", ";", ":", ".", "!", "?", "…", "–", "—", "--", ",”", ".”", "!”", "?”")
_PRINTED = Style.BOLD | Style.UNDERLINE | Style.ITALIC


@dataclass(slots=True)
class Element:
    """One line and what it is."""

    line: Line
    kind: Kind
    centred: bool = False


def join(
    elements: Sequence[Element], name: str, problems: list[Problem]
) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """Join lines to paragraphs, over page ends too; `problems` are added to and sorted."""
    widths = _Widths(elements)
    paragraphs: list[list[Element]] = []
    for element in elements:
        if paragraphs and _continues(paragraphs[-1], element):
            paragraphs[-1].append(element)
            _question(element, name, problems)
        else:
            paragraphs.append([element])
    sung = _sung(paragraphs, widths, name, problems)
    made = [_paragraph(lines, widths) for lines in sung if lines[0].line.text.strip()]
    return tuple(_without_house_style(made)), tuple(sorted(problems, key=lambda p: p.line))


def _continues(before: list[Element], element: Element) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    last, line = before[-1], element.line
    if element.kind is not last.kind or line.whole or last.line.whole:
        return False
    if element.kind in _ALONE:
        return words.CONTD.fullmatch(line.text) is not None and line.gap < BLANK
    if line.dual is not last.line.dual or element.centred != last.centred:
        return False
    if element.kind is Kind.PARENTHETICAL and line.text.lstrip().startswith("("):
        return not _closed(before)
    if element.kind is Kind.SCENE_HEADING and (
        line.scene_number or words.starts_heading(line.text)
    ):
        return False
    if not line.turns:
        return line.gap < BLANK
    if element.kind in SPEECH_KINDS:
        return True
    # At the end of a page a paragraph that ends a sentence may end, too; it is taken to.
    text = last.line.text.rstrip()
    starts = line.text.lstrip()[:1]
    return element.kind is Kind.ACTION and (not words.SENTENCE_END.search(text) or starts.islower())


def _sung(
    paragraphs: Sequence[list[Element]], widths: _Widths, name: str, problems: list[Problem]
) -> Iterable[list[Element]]:
    """Part lyrics by line: marked by a tilde or a note, or set in italics.

    Italics are lyrics where they take whole lines and other dialogue is upright; where most of
    it is in italics, only verse is: a speech with a line that ends before it is full.
    """
    telling = _italics_tell(paragraphs)
    for lines in paragraphs:
        if lines[0].kind is not Kind.DIALOGUE:
            yield lines
        elif any(element.line.text.startswith(("~", "♪")) for element in lines):
            yield from _marked(lines)
        elif telling:
            for stretch, sung in _stretches(lines, widths):
                if sung:
                    problems.append(_verse_doubt(stretch[0].line, name))
                yield from _verses(stretch, widths) if sung else [stretch]
        elif _is_verse(lines, widths):
            problems.append(_verse_doubt(lines[0].line, name))
            yield from _verses(lines, widths)
        else:
            yield lines


def _marked(lines: list[Element]) -> Iterable[list[Element]]:
    """Part a speech at each mark of lyrics, which is taken off."""
    kept: list[Element] = []
    for element in lines:
        line = element.line
        if line.text.startswith(("~", "♪")):
            if kept:
                yield kept
            first = replace(line.runs[0], text=line.runs[0].text.lstrip("~♪ "))
            kept = [Element(replace(line, runs=(first, *line.runs[1:])), Kind.LYRICS)]
        else:
            kept.append(Element(line, Kind.LYRICS) if kept else element)
    yield kept


def _verses(lines: list[Element], widths: _Widths) -> Iterable[list[Element]]:
    """Part what is sung where the writer ended a line; the italics are the printer's."""
    kept: list[Element] = []
    for above, element in zip([None, *lines], lines, strict=False):
        line = element.line
        # A verse mostly ends at a mark; a printer's line end seldom falls on one.
        ended = above is not None and above.line.text.rstrip().endswith(_VERSE_ENDS)
        if above is not None and (ended or widths.chosen(above, element)):
            yield kept
            kept = []
        upright = tuple(replace(run, style=run.style & ~Style.ITALIC) for run in line.runs)
        kept.append(Element(replace(line, runs=upright), Kind.LYRICS))
    yield kept


def _is_italic(element: Element) -> bool:
    runs = [run for run in element.line.runs if run.text.strip()]
    return bool(runs) and all(Style.ITALIC in run.style for run in runs)


def _italics_tell(paragraphs: Iterable[list[Element]]) -> bool:
    """Whether enough of a printed script's dialogue is upright for italics to stand apart."""
    spoken = [
        element
        for lines in paragraphs
        for element in lines
        if element.kind is Kind.DIALOGUE and not element.line.whole
    ]
    return 4 * sum(map(_is_italic, spoken)) < 3 * len(spoken)


def _stretches(lines: list[Element], widths: _Widths) -> Iterable[tuple[list[Element], bool]]:
    """Part a speech into what is spoken and what is sung.

    Whole lines in italics amid a sentence are words that the writer stressed.
    """
    found: list[tuple[list[Element], bool]] = []
    for italic, group in groupby(lines, _is_italic):
        stretch = list(group)
        above = found[-1][0][-1] if found else None
        below = lines[sum(len(part) for part, _ in found) + len(stretch) :][:1]
        sung = (
            italic
            and not stretch[0].line.whole
            and (above is None or _ends(above, stretch[0], widths))
            and (not below or _ends(stretch[-1], below[0], widths))
        )
        if found and not sung and not found[-1][1]:
            found[-1] = found[-1][0] + stretch, False
        else:
            found.append((stretch, sung))
    return found


def _ends(above: Element, below: Element, widths: _Widths) -> bool:
    """Whether a line ends what was said before the next one."""
    text = below.line.text.lstrip()
    ended = words.SENTENCE_END.search(above.line.text.rstrip()) is not None
    return widths.chosen(above, below) or (ended and text[:1].isupper())


def _is_verse(lines: list[Element], widths: _Widths) -> bool:
    """Whether a speech is set in italics and has a line that ends where the writer chose."""
    italic = all(Style.ITALIC in run.style for element in lines for run in element.line.runs)
    return italic and any(widths.chosen(a, b) for a, b in pairwise(lines))


def _verse_doubt(line: Line, name: str) -> Problem:
    place = f"Page {line.page}: " if line.page else ""
    return Problem(
        file=name,
        line=line.number,
        what=f"{place}“{line.text.strip()[:40]}” was read as lyrics.",
        why="It is in italics, as songs are set.",
        fix="Make it dialogue if nobody sings.",
        severity=Severity.WARNING,
    )


def _closed(lines: Iterable[Element]) -> bool:
    text = "".join(element.line.text for element in lines)
    return text.count("(") <= text.count(")")


def _question(element: Element, name: str, problems: list[Problem]) -> None:
    """Say where action was joined over the end of a page on the strength of its words alone."""
    if element.line.turns and element.kind is Kind.ACTION:
        shown = element.line.text.strip()[:40]
        problems.append(
            Problem(
                file=name,
                line=element.line.number,
                what=f"Page {element.line.page}: “{shown}” was joined to the page before.",
                why="The sentence runs over the end of the page.",
                fix="Look whether it is one paragraph in the imported script.",
                severity=Severity.WARNING,
            )
        )


class _Widths:
    """How far lines of each kind reach, to tell a printer's line break from the writer's."""

    def __init__(self, elements: Sequence[Element]) -> None:
        reach: dict[tuple[Kind, Column | None], list[float]] = {}
        for element in elements:
            if element.line.right:
                reach.setdefault(self._key(element), []).append(element.line.right)
        lefts: dict[tuple[Kind, Column | None], float] = {}
        for element in elements:
            key = self._key(element)
            lefts[key] = min(lefts.get(key, element.line.left), element.line.left)
        # A short script may have no full line of a kind.
        self.right = {
            key: max(_edge(found), lefts[key] + _LEAST_WIDTHS.get(key, 0.0))
            for key, found in reach.items()
        }
        broken: dict[tuple[Kind, Column | None], list[bool]] = {}
        for above, below in pairwise(elements):
            if _continues([above], below) and not below.line.turns:
                broken.setdefault(self._key(above), []).append(self._fits(above, below))
        # Where many breaks could have been avoided, the printer wraps by a rule we do not know.
        self.unsure = {
            key for key, fits in broken.items() if len(fits) > 8 and sum(fits) > 0.3 * len(fits)
        }

    def chosen(self, above: Element, below: Element) -> bool:
        """Whether the writer broke the line here: the next word would have fitted."""
        if below.line.turns or self._key(above) in self.unsure or above.kind is Kind.PARENTHETICAL:
            return False
        return self._fits(above, below)

    def _fits(self, above: Element, below: Element) -> bool:
        edge = self.right.get(self._key(above), 0.0)
        word = below.line.text.split(maxsplit=1)[0] if below.line.text.strip() else ""
        for mark in "-–—":
            cut = word.find(mark, 1)
            if 0 < cut < len(word) - 1:
                word = word[: cut + 1]
        joint = 0 if above.line.text.endswith(("-", "–", "—")) else 1
        line = below.line
        width = (line.right - line.left) / max(len(line.text), 1)
        return above.line.right + (joint + len(word)) * width <= edge + 0.2 * width

    @staticmethod
    def _key(element: Element) -> tuple[Kind, Column | None]:
        return element.kind, element.line.dual


def _edge(rights: list[float]) -> float:
    """Return the furthest that at least two lines reach; one alone may be an oddity."""
    ordered = sorted(rights, reverse=True)
    for first, second in pairwise(ordered):
        if first - second < 1.2:
            return first
    return ordered[0]


def _paragraph(lines: list[Element], widths: _Widths) -> Paragraph:
    first, last = lines[0], lines[-1]
    runs: list[Run] = []
    before: Element | None = None
    for element in lines:
        if before is not None:
            broken = widths.chosen(before, element) and element.kind in {
                Kind.ACTION, Kind.DIALOGUE, Kind.LYRICS
            }  # fmt: skip
            glued = _is_hyphen_joint(before.line.text, element.line.text)
            runs.append(Run("\n" if broken else "" if glued else " ", runs[-1].style))
        runs += element.line.runs
        before = element
    return Paragraph(
        kind=first.kind,
        runs=merged(runs),
        line=first.line.number,
        end_line=last.line.number,
        number=first.line.scene_number,
        dual=first.line.dual,
        layout=_CENTRED if first.centred else None,
    )


def _is_hyphen_joint(before: str, after: str) -> bool:
    """Whether a line was broken after the hyphen of a compound; a dash keeps its space."""
    head = before.rstrip()
    if not head.endswith("-") or head.endswith("--") or not after[:1].isalnum():
        return False
    return head[-2:-1].isalnum()


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Put runs of one style together and leave out empty ones."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and found[-1].style == run.style:
            found[-1] = replace(found[-1], text=found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found) or (Run(""),)


def _without_house_style(paragraphs: list[Paragraph]) -> Iterable[Paragraph]:
    """Take off the styles in which a printer sets all paragraphs of a kind, as bold headings."""
    common: dict[Kind, Style] = {}
    for kind in {p.kind for p in paragraphs} - {Kind.ACTION, Kind.DIALOGUE}:
        of_kind = [p for p in paragraphs if p.kind is kind]
        for style in (Style.BOLD, Style.UNDERLINE, Style.ITALIC):
            share = sum(
                all(style in run.style for run in p.runs if run.text.strip()) for p in of_kind
            )
            if len(of_kind) >= 3 and share >= 0.8 * len(of_kind):
                common[kind] = common.get(kind, Style.PLAIN) | style
    for paragraph in paragraphs:
        style = common.get(paragraph.kind, Style.PLAIN)
        if style:
            runs = merged(replace(run, style=run.style & ~style) for run in paragraph.runs)
            yield replace(paragraph, runs=runs)
        else:
            yield paragraph
