"""Fountain's title page as typed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.script.drafts.same import styled, title_key
from lastlook.script.fountain.reader import read_fountain
from lastlook.script.fountain.write_form import clean
from lastlook.script.fountain.write_text import MARKED, typed_lines
from lastlook.script.model import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.script.convert.losses import Losses
    from lastlook.script.model import TitleField


def typed_title_page(fields: Sequence[TitleField], losses: Losses) -> list[str]:
    """Return the lines of the title page, none where there is none."""
    if not any(field.key.strip() or any(field.values) for field in fields):
        return []
    rows = [row for field in fields for row in typed_field(field, losses)]
    wanted = title_key(fields)
    if title_key(_read(rows)) != wanted:
        # A page whose keys no program knows is no title page; an empty title makes it one.
        titled = ["Title:", *rows]
        if title_key(_read(titled))[1:] == wanted:
            rows = titled
        else:
            losses.add(
                "Not every line of the title page can be read back from Fountain as it was.",
                fields[0].line,
                fix="Look the title page over.",
            )
    return rows


def typed_field(field: TitleField, losses: Losses) -> list[str]:
    """Return the lines of one entry: beside its key where it is one line, else below it."""
    key = re.sub(r"\s*[:\n]\s*", " ", clean(field.key)).strip()[:40] or "Notes"
    values: list[tuple[Run, ...]] = []
    for number, value in enumerate(field.values):
        runs = field.runs[number] if number < len(field.runs) else (Run(value),)
        values.append(styled((replace(run, text=clean(run.text)) for run in runs), MARKED))
    rows = [" ".join(typed_lines(runs, (), losses, field.line)).strip() for runs in values]
    rows = [row for row in rows if row]
    if len(rows) == 1:
        return [f"{key}: {rows[0]}"]
    return [f"{key}:", *(f"    {row}" for row in rows)]


def _read(rows: Sequence[str]) -> tuple[TitleField, ...]:
    text = "\n".join(rows) + "\n"
    return read_fountain(text.encode("utf-8", "replace"), "").title_page
