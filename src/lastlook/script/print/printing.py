"""Print a script: the whole of it, sides, or a copy for one reader."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.script.model import Kind
from lastlook.script.pages.paginate import paginate
from lastlook.script.print import marks
from lastlook.script.print.assembly import Assembly, Choice
from lastlook.script.print.direction import is_mirrored
from lastlook.script.print.glyphs import FAMILIES, Glyphs, look_up
from lastlook.script.print.options import PrintOptions
from lastlook.script.print.scene_choice import SceneFinder, choose_scenes
from lastlook.script.print.sheets import Setter, Sheet
from lastlook.script.print.title import (
    AUTHORS,
    WATERMARK,
    TitlePage,
    compose_title_page,
    title_sheets,
)
from lastlook.script.scenes import cue_name, scenes_of, speakers
from lastlook.typeset import set_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastlook.script.model import Screenplay
    from lastlook.script.pages.paginate import Page, Pages
    from lastlook.script.print.options import Paper
    from lastlook.script.scenes import Scene

HERE = Path(__file__).parent
SIGN = "lastlook print"
"""Keyword in every print, by which an earlier one is known from a file of somebody else's."""
_COURIERS = "courier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One print."""

    data: bytes
    """The PDF."""
    problems: tuple[Problem, ...]
    """What could not be printed as it was written: characters and typefaces nobody has."""


def print_pdf(
    screenplay: Screenplay,
    options: PrintOptions | None = None,
    *,
    pages: Pages | None = None,
) -> Printed:
    """Print a script as a tagged PDF (PDF/UA-1); the same script gives the same bytes.

    `pages` are the script's own, where they are at hand; they are laid out otherwise. Fonts of
    the machine come in only for characters that no shipped font has.

    Raises
    ------
    ProblemsError
        The options name scenes or characters that the script has not, or nothing is to print.
    TypesettingError
        If a page could not be set.
    """
    options = options or PrintOptions()
    resized = on_paper(screenplay, options.paper)
    if resized is not screenplay or pages is None:
        screenplay, pages = resized, paginate(resized)
    scenes = scenes_of(screenplay)
    choice = _choose(screenplay, scenes, options)
    shown = _shown(pages.pages, scenes, choice)
    title = TitlePage()
    if options.title_page and choice.sides is None:
        title = compose_title_page(screenplay)
    recipient = " ".join(options.recipient.split()) or _own_watermark(screenplay)
    glyphs = _glyphs(screenplay, shown, title, recipient, options.language)
    mirrored = not glyphs.plain and is_mirrored(line.text for page in shown for line in page.lines)
    setter = Setter(screenplay, glyphs, mirrored=mirrored)
    height = screenplay.page_setup.height * 72
    sheets = title_sheets(title, setter, height) if title.lines else []
    sheets += Assembly(screenplay, scenes, choice, options, setter).sheets(pages.pages)
    if not sheets:
        raise ProblemsError([_nothing(screenplay.name)])
    if recipient:
        mark = marks.watermark(setter, recipient, height, options.watermark)
        for sheet in sheets:
            sheet.marks.append(mark)
    data = _pdf(screenplay, sheets, glyphs)
    problems = (*glyphs.problems, *_other_faces(screenplay, shown))
    return Printed(data=data, problems=problems)


def is_own_print(data: bytes) -> bool:
    """Whether the bytes of a file are an earlier print, which a new one may replace."""
    return data.startswith(b"%PDF-") and f"({SIGN})".encode() in data


def on_paper(screenplay: Screenplay, paper: Paper | None) -> Screenplay:
    """Give the script as it stands on another paper; margins and indents stay as they are."""
    setup = screenplay.page_setup
    if paper is None:
        return screenplay
    width, height = paper.size
    # Final Draft rounds A4 to 8.26 or 8.27 inches.
    if abs(setup.width - width) < 0.05 and abs(setup.height - height) < 0.05:
        return screenplay
    return replace(screenplay, page_setup=replace(setup, width=width, height=height))


def _choose(screenplay: Screenplay, scenes: Sequence[Scene], options: PrintOptions) -> Choice:
    """Look up the scenes and characters the options name; report all that are not there."""
    sides, problems = choose_scenes(options.scenes, scenes, screenplay.name)
    withheld, more = choose_scenes(options.withhold, scenes, screenplay.name)
    problems += more
    cast = _cast(screenplay) if options.highlight else frozenset()
    for name in options.highlight:
        if cue_name(name) not in cast:
            problems += (_nobody(name, cast, screenplay.name),)
    if problems:
        raise ProblemsError(problems)
    return Choice(sides=sides if options.scenes.strip() else None, withheld=withheld)


def _cast(screenplay: Screenplay) -> frozenset[str]:
    """Give everybody who speaks, before the first heading too."""
    cues = [p for p in screenplay.paragraphs if p.kind is Kind.CHARACTER]
    names = frozenset(cue_name(cue.text) for cue in cues)
    return frozenset(name for cue in cues for name in speakers((cue,), names))


def _nobody(name: str, cast: frozenset[str], file: str) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(cue_name(name), sorted(cast), n=3, cutoff=0.5)
    return Problem(
        file=file,
        what=f"Nobody called {name} speaks in the script.",
        why=f"It has {', '.join(near)}." if near else "",
        fix="Give a character's name as it stands over the dialogue.",
    )


def _nothing(file: str) -> Problem:
    return Problem(
        file=file,
        what="There is nothing to print.",
        why="The script holds no paragraph that prints, and no title page.",
        fix="Check that this is the file you meant.",
    )


def _shown(pages: Sequence[Page], scenes: Sequence[Scene], choice: Choice) -> list[Page]:
    """Leave out pages and lines that are not printed, so that nothing is said about them."""
    if choice.sides is None and not choice.withheld:
        return list(pages)
    finder = SceneFinder(scenes)
    found = []
    for page in pages:
        owners = finder.of_lines(page.lines)
        if choice.sides is not None and choice.sides.isdisjoint(owners):
            continue
        lines = zip(page.lines, owners, strict=True)
        kept = tuple(line for line, scene in lines if scene not in choice.withheld)
        found.append(replace(page, lines=kept))
    return found


def _own_watermark(screenplay: Screenplay) -> str:
    fields = (f for f in screenplay.title_page if f.key.casefold() == WATERMARK)
    return " ".join(value for entry in fields for value in entry.values).strip()


def _glyphs(
    screenplay: Screenplay,
    pages: Iterable[Page],
    title: TitlePage,
    recipient: str,
    language: str,
) -> Glyphs:
    """Look up every character of the print in the fonts."""
    lines = [line for page in pages for line in page.lines]
    paragraphs = screenplay.paragraphs
    texts = [line.text for line in lines]
    texts += ["".join(run.text for run in line.runs) for line in title.lines]
    texts += [recipient, *(p.number for p in paragraphs if p.number)]

    def line_of(at: int) -> int:
        if at >= len(lines):
            at -= len(lines)
            return title.lines[at].line if at < len(title.lines) else 0
        line = lines[at]
        if line.paragraph < 0:
            return 0
        paragraph = paragraphs[line.paragraph]
        below = paragraph.text.count("\n", 0, line.start) if paragraph.end_line else 0
        return min(paragraph.line + below, max(paragraph.end_line, paragraph.line))

    return look_up(texts, line_of, screenplay.name, language)


def _other_faces(screenplay: Screenplay, pages: Iterable[Page]) -> list[Problem]:
    """Say which typefaces a file asks for that are printed in ours."""
    named = {
        name: style.font
        for name, style in screenplay.styles.items()
        if style.font is not None and _COURIERS not in style.font.casefold()
    }
    if not named:
        return []
    first: dict[str, int] = {}
    for page in pages:
        for line in page.lines:
            if line.paragraph < 0:
                continue
            paragraph = screenplay.paragraphs[line.paragraph]
            font = named.get(paragraph.style_name or paragraph.kind.value)
            if font is not None:
                first.setdefault(font, paragraph.line)
    return [
        Problem(
            file=screenplay.name,
            line=line,
            what=f"The script asks for the typeface {font}, which lastlook does not ship.",
            why="It is printed in Lastlook Sans.",
            fix="Nothing to do if that will serve; otherwise print from the writing program.",
            severity=Severity.WARNING,
        )
        for font, line in sorted(first.items())
    ]


def _pdf(screenplay: Screenplay, sheets: Sequence[Sheet], glyphs: Glyphs) -> bytes:
    """Write the sheets: ourselves where Courier Prime will do, with typst's shaping elsewhere."""
    authors = [
        _printable(value)
        for entry in screenplay.title_page
        if entry.key.casefold() in AUTHORS
        for value in entry.values
    ]
    setup = screenplay.page_setup
    title = _printable(screenplay.title) or "Screenplay"
    if glyphs.plain and not _shaped(sheets):
        from lastlook.script.print.writing import About, Writer

        about = About(
            title=title,
            authors=authors,
            keyword=SIGN,
            language=glyphs.language,
            width=setup.width * 72,
            height=setup.height * 72,
        )
        return Writer(about).write(sheets)
    faces = [*FAMILIES, *(face.family for face in glyphs.faces)]
    data: dict[str, Any] = {
        "title": title,
        "authors": authors,
        "keywords": [SIGN],
        "faces": faces,
        "sans": ["Lastlook Sans", *faces],
        "language": glyphs.language,
        "width": setup.width,
        "height": setup.height,
        "pages": [(sheet.color, sheet.marks, sheet.texts) for sheet in sheets],
    }
    return set_pdf(
        HERE / "screenplay.typ",
        json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        root=HERE,
        more_fonts=tuple(dict.fromkeys(face.folder for face in glyphs.faces)),
    )


def _printable(text: str) -> str:
    """Give a text for the file's own description, which holds no controls or half characters."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _shaped(sheets: Sequence[Sheet]) -> bool:
    """Whether a text is set in a face whose characters differ in width."""
    return any(
        "sans" in part[-1] for sheet in sheets for part in sheet.texts if isinstance(part[-1], dict)
    )
