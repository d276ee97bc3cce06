"""The title page, as the trade sets it: title and writers in the middle, the rest at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.script.model import Alignment, Run
from lastlook.script.pages.wrap import wrap
from lastlook.script.print.direction import is_rtl
from lastlook.script.print.sheets import Place, Setter, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastlook.script.model import Screenplay, TitleField

_BLANK_ABOVE = {"title": 0, "credit": 3, "author": 1, "authors": 1, "source": 3}
_SPELLED_OUT = {"written by": 3, "based on": 3}
"""Keys whose own words are printed over their values."""
_RIGHT_FOOT = frozenset({"draft date", "date", "draft", "revision"})
WATERMARK = "watermark"
"""Key whose value is no line of the title page but a watermark of every page."""
AUTHORS = frozenset({"author", "authors", "written by"})

_CENTRE = (1.5, 7.5)
_LEFT = (1.25, 4.6)
_RIGHT = (4.75, 7.5)
_TOP = 0.3
"""Where the title stands, as a share of the paper's height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """One line of the title page and where it stands."""

    runs: tuple[Run, ...]
    line: int
    """Line of the file."""
    blank: int = 0
    """Blank lines above."""
    is_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePage:
    """The title page's lines by the block they stand in."""

    centre: tuple[TitleLine, ...] = ()
    left: tuple[TitleLine, ...] = ()
    right: tuple[TitleLine, ...] = ()

    @property
    def lines(self) -> tuple[TitleLine, ...]:
        """All lines."""
        return (*self.centre, *self.left, *self.right)


def compose_title_page(screenplay: Screenplay) -> TitlePage:
    """Put every field of the title page into the middle or at the foot; none is left out."""
    centre: list[TitleLine] = []
    left: list[TitleLine] = []
    right: list[TitleLine] = []
    for entry in screenplay.title_page:
        key = entry.key.casefold()
        if key == WATERMARK:
            continue
        if key in _BLANK_ABOVE or key in _SPELLED_OUT:
            blank = _BLANK_ABOVE.get(key, _SPELLED_OUT.get(key, 1))
            centre += _wrapped(entry, _CENTRE, blank if centre else 0, is_title=key == "title")
        elif key in _RIGHT_FOOT:
            right += _wrapped(entry, _RIGHT, 0)
        else:
            left += _wrapped(entry, _LEFT, 1 if left else 0)
    return TitlePage(centre=tuple(centre), left=tuple(left), right=tuple(right))


def _wrapped(
    entry: TitleField, column: tuple[float, float], blank: int, *, is_title: bool = False
) -> Iterator[TitleLine]:
    width = int((column[1] - column[0]) * 10)
    rows = list(entry.runs or [(Run(value),) for value in entry.values])
    if entry.key.casefold() in _SPELLED_OUT:
        rows[:0] = [(Run(entry.key),), ()]
    for at, runs in enumerate(rows):
        text = "".join(run.text for run in runs)
        for start, end in wrap(text, width, width):
            yield TitleLine(
                runs=tuple(_cut(runs, start, end)),
                line=entry.line + at,
                blank=blank,
                is_title=is_title,
            )
            blank = 0


def _cut(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            yield Run(text, run.style)


def title_sheets(page: TitlePage, setter: Setter, height: float) -> list[Sheet]:
    """Place the title page's lines; what does not fit on one sheet goes on to the next.

    `height` is the paper's, in points. No sheet bears a number.
    """
    sheets = [Sheet(label="")]
    last = height - 72
    y = height * _TOP
    for line in page.centre:
        y += 12 * line.blank
        if y > last:
            sheets.append(Sheet(label=""))
            y = 84.0
        _put(sheets[-1], setter, line, column=_CENTRE, alignment=Alignment.CENTER, y=y)
        y += 12
    rows = max(_height(page.left), _height(page.right))
    if rows and last - 12 * (rows - 1) < y + 24:
        sheets.append(Sheet(label=""))
    foot = len(sheets) - 1
    for lines, column, alignment in (
        (page.left, _LEFT, Alignment.LEFT),
        (page.right, _RIGHT, Alignment.RIGHT),
    ):
        y = max(last - 12 * (_height(lines) - 1), 84.0)
        at = foot
        for line in lines:
            y += 12 * line.blank
            if y > last + 1:
                at, y = at + 1, 84.0
                if at == len(sheets):
                    sheets.append(Sheet(label=""))
            _put(sheets[at], setter, line, column=column, alignment=alignment, y=y)
            y += 12
    return sheets


def _height(lines: Sequence[TitleLine]) -> int:
    return sum(1 + line.blank for line in lines)


def _put(
    sheet: Sheet,
    setter: Setter,
    line: TitleLine,
    *,
    column: tuple[float, float],
    alignment: Alignment,
    y: float,
) -> None:
    if not line.runs:
        return
    left, right = column[0] * 72, column[1] * 72
    if setter.mirrored:
        left, right = setter.width - right, setter.width - left
        if alignment is not Alignment.CENTER:
            alignment = Alignment.RIGHT if alignment is Alignment.LEFT else Alignment.LEFT
    rtl = is_rtl("".join(run.text for run in line.runs))
    place = Place(left=left, right=right, y=y, alignment=alignment, rtl=rtl)
    sheet.texts.append(setter.line("h" if line.is_title else "p", line.runs, place))
