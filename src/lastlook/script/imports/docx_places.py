"""Where paragraphs of a Word document stand: in a title page's fields, in columns, on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from lastlook.script.convert.docx_parts import TITLE_TAG
from lastlook.script.imports.join import merged
from lastlook.script.imports.paragraphs import cut
from lastlook.script.model import (
    SPEECH_KINDS,
    Column,
    Kind,
    PageSetup,
    Run,
    Style,
    TitleField,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELD = re.compile(rf"{re.escape(TITLE_TAG)}(\d{{1,4}}):(.*)", re.DOTALL)


class _Held(Protocol):
    """What a paragraph holds, as far as a title page goes."""

    runs: list[Run]


def title_fields(
    body: etree._Element, words: Callable[[etree._Element, Style], _Held]
) -> tuple[TitleField, ...]:
    """Read the fields of a title page that content controls name, in the script's own order."""
    found: dict[tuple[int, str], list[tuple[Run, ...]]] = {}
    for control in body.iterfind(f"{_W}sdt"):
        match = _FIELD.fullmatch(_tag(control))
        if match is None:
            continue
        rows = [merged(words(node, Style.PLAIN).runs) for node in control.iter(f"{_W}p")]
        label = f"{match[2]}: "
        if rows and "".join(run.text for run in rows[0]).startswith(label):
            rows[0] = cut(rows[0], len(label), sum(len(run.text) for run in rows[0]))
        found.setdefault((int(match[1]), match[2]), []).extend(rows)
    return tuple(
        TitleField(
            key=key,
            values=tuple("".join(run.text for run in row) for row in rows),
            runs=tuple(rows),
        )
        for (_, key), rows in sorted(found.items(), key=lambda entry: entry[0][0])
    )


def is_field(paragraph: etree._Element) -> bool:
    """Whether a paragraph belongs to a field of the title page."""
    return any(
        _FIELD.fullmatch(_tag(control)) is not None
        for control in paragraph.iterancestors(f"{_W}sdt")
    )


def _tag(control: etree._Element) -> str:
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if tag is None else tag.get(f"{_W}val", "")


def dual_columns(
    body: etree._Element, kind_of: Callable[[etree._Element], Kind | None]
) -> dict[etree._Element, Column]:
    """Return the paragraphs of speeches that a table of one row and two cells sets side by side."""
    found: dict[etree._Element, Column] = {}
    for table in body.iter(f"{_W}tbl"):
        cells = table.findall(f"{_W}tr/{_W}tc")
        if len(cells) != 2 or len(table.findall(f"{_W}tr")) != 1:
            continue
        spoken = [cell.findall(f"{_W}p") for cell in cells]
        kinds = [[kind_of(node) for node in column] for column in spoken]
        if all(column and SPEECH_KINDS.issuperset(column) for column in kinds):
            for side, column in zip(Column, spoken, strict=True):
                found.update(dict.fromkeys(column, side))
    return found


def page_setup(section: etree._Element | None, *, margins: bool) -> PageSetup:
    """Read the paper, and with `margins` how far the text stands from its top and bottom."""
    setup = PageSetup()
    if section is None:
        return setup
    values = {
        name: _twips(section.find(f"{_W}{tag}"), name)
        for tag, names in (("pgSz", ("w", "h")), ("pgMar", ("top", "bottom")))
        for name in names
    }
    wide, high = values["w"], values["h"]
    if not (wide and high and 4 < wide / 1440 < 20 and 4 < high / 1440 < 20):
        return setup
    inner = margins and values["top"] is not None and values["bottom"] is not None
    return PageSetup(
        width=round(wide / 1440, 2),
        height=round(high / 1440, 2),
        top=(values["top"] or 0) / 20 if inner else setup.top,
        bottom=(values["bottom"] or 0) / 20 if inner else setup.bottom,
    )


def _twips(node: etree._Element | None, name: str) -> int | None:
    value = "" if node is None else node.get(f"{_W}{name}", "")
    return int(value) if re.fullmatch(r"\d{1,5}", value) else None
