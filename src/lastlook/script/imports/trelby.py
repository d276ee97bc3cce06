"""Trelby's screenplays: text whose lines begin with two signs, for their end and their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.script.imports.paragraphs import no_scene
from lastlook.script.imports.titles import title_page_of
from lastlook.script.imports.words import split_number
from lastlook.script.model import (
    Continueds,
    Kind,
    PageSetup,
    Paragraph,
    Run,
    Screenplay,
    TitleField,
)
from lastlook.script.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KINDS = {
    "\\": Kind.SCENE_HEADING,
    ".": Kind.ACTION,
    "_": Kind.CHARACTER,
    ":": Kind.DIALOGUE,
    "(": Kind.PARENTHETICAL,
    "/": Kind.TRANSITION,
    "=": Kind.SHOT,
    "%": Kind.NOTE,
    "@": Kind.NEW_ACT,
}
_JOINTS = {">": " ", "&": "", "|": "\n", ".": "\n"}
_SETTING = re.compile(r"(Paper/(?:Width|Height)|String/(?:MoreDialogue|DialogueContinued)):(.*)")


def read_trelby(data: bytes, name: str) -> Screenplay:
    """Read the bytes of a .trelby file, versions 1 to 3.

    Raises
    ------
    ProblemsError
        The file is no text, or is not Trelby's.
    """
    text, problems = decode(data, name)
    rows = text.split("\n")
    if not rows[0].startswith("#Version "):
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    line=1,
                    what="The file does not begin with #Version.",
                    why="All of Trelby's files do, so this is something else.",
                    fix="Save the script in Trelby again, or export it as FDX or Fountain.",
                )
            ]
        )
    start = _start_of_script(rows)
    settings = {m[1]: m[2] for row in rows[:start] if (m := _SETTING.fullmatch(row))}
    paragraphs = tuple(_paragraphs(rows, start, name, problems))
    if not any(p.kind is Kind.SCENE_HEADING for p in paragraphs):
        problems.append(no_scene(name))
    usual = Continueds()
    return Screenplay(
        name=name,
        format="trelby",
        title_page=_title_page(rows[:start]),
        paragraphs=paragraphs,
        page_setup=_page_setup(settings),
        continueds=Continueds(
            more=settings.get("String/MoreDialogue", "").strip() or usual.more,
            contd=settings.get("String/DialogueContinued", "").strip() or usual.contd,
        ),
        problems=tuple(problems),
        source=data,
    )


def _start_of_script(rows: Sequence[str]) -> int:
    """Return the index of the script's first line, behind all settings."""
    for index, row in enumerate(rows):
        if row.startswith("#Start-Script"):
            return index + 1
    inside = False
    for index, row in enumerate(rows):
        if row.startswith("#"):
            inside = row.startswith("#Begin-") or (inside and not row.startswith("#End-"))
        elif not inside and row:
            return index
    return len(rows)


def _paragraphs(
    rows: Sequence[str], start: int, name: str, problems: list[Problem]
) -> Iterator[Paragraph]:
    kept = ""
    kind: Kind | None = None
    first = start + 1
    for number, row in enumerate(rows[start:], start + 1):
        if not row:
            continue
        end, sign, text = row[0], row[1:2], row[2:]
        if not kept and kind is None:
            first = number
            kind = _KINDS.get(sign)
        if _KINDS.get(sign) is None or end not in _JOINTS:
            problems.append(_strange(name, number, row[:2]))
        kept += text
        if end == ".":
            yield from _made(kind or Kind.ACTION, kept, first, number)
            kept, kind = "", None
        else:
            kept += _JOINTS.get(end, " ")
    if kept.strip():
        yield from _made(kind or Kind.ACTION, kept.rstrip(), first, len(rows))


def _made(kind: Kind, text: str, first: int, last: int) -> Iterator[Paragraph]:
    number = ""
    if kind is Kind.SCENE_HEADING:
        number, text = split_number(text)
    if text.strip():
        yield Paragraph(kind=kind, runs=(Run(text),), line=first, end_line=last, number=number)


def _title_page(rows: Sequence[str]) -> tuple[TitleField, ...]:
    """Sort the strings of the title pages, from the top of the page down."""
    found: list[tuple[float, int, bool, str]] = []
    for number, row in enumerate(rows, 1):
        if not row.startswith("#Title-String "):
            continue
        parts = row.removeprefix("#Title-String ").split(",", 6)
        if len(parts) < 7 or not re.fullmatch(r"-?\d{1,5}(?:\.\d+)?", parts[1]):
            continue
        text = re.sub(r"\\([n\\])", lambda m: "\n" if m[1] == "n" else "\\", parts[6])
        found += [(float(parts[1]), number, "c" in parts[3], line) for line in text.split("\n")]
    found.sort(key=lambda row: row[:2])
    return title_page_of((text, centred, number) for _, number, centred, text in found)


def _page_setup(settings: dict[str, str]) -> PageSetup:
    try:
        width = float(settings["Paper/Width"][:12]) / 25.4
        height = float(settings["Paper/Height"][:12]) / 25.4
    except (KeyError, ValueError):
        return PageSetup()
    if not (4 < width < 30 and 4 < height < 40):
        return PageSetup()
    return PageSetup(width=round(width, 2), height=round(height, 2))


def _strange(name: str, line: int, signs: str) -> Problem:
    return Problem(
        file=name,
        line=line,
        what=f"The line begins with “{signs}”, which lastlook does not know.",
        why="It was read as going on, and as action where a paragraph starts here.",
        fix="Look at it in the imported script; a newer Trelby may have written it.",
        severity=Severity.WARNING,
    )
