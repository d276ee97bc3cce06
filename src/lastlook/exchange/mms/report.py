"""A report as a whole: sheets one after the other, and where it is a schedule, its days."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.exchange.incoming import Incoming, IncomingDay, IncomingItem
from lastlook.exchange.mms.fields import dates_in, eighths_of, heading_category, labels_on
from lastlook.exchange.mms.joined import join_reports
from lastlook.exchange.mms.patterns import (
    BANNER,
    DAY_ENDS,
    DAY_STARTS,
    ESTIMATE,
    INT_EXT,
    PAGES,
    SCENE,
    SCRIPT_DAY,
    TIME,
)
from lastlook.exchange.mms.rows import lines_of
from lastlook.exchange.mms.sheet import SheetRows, headings_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastlook.breakdown import ElementRecord
    from lastlook.exchange.mms.rows import Line

MOST_REPORTED = 300


def read_reports(files: Sequence[tuple[bytes, str]]) -> Incoming:
    """Read breakdown sheets, a shooting schedule, or both, as PDFs with their file names.

    Sheets of one file are joined with the scenes of the other that have their number and, as far
    as both say one, their set. Every row that was not understood is among the problems, with its
    page. Raises ProblemsError where a file cannot be read or holds no sheet.
    """
    parts = [_Report(data, name).read() for data, name in files]
    whole = parts[0]
    for other in parts[1:]:
        whole = join_reports(whole, other)
    return whole


class _Report:
    """Reads one file."""

    def __init__(self, data: bytes, name: str) -> None:
        from lastlook.script.imports.pdf_process import extract
        from lastlook.script.imports.pdf_rows import leaves_of

        self.name = name
        self.lines, self.furniture = lines_of(leaves_of(extract(data, name)))
        self.bold = any(
            cell.bold and heading_category(cell.text) for line in self.lines for cell in line.cells
        )
        self.schedule = any(DAY_ENDS.fullmatch(line.text) for line in self.lines)
        self.sheets: list[SheetRows] = []
        self.days: list[tuple[date | None, list[IncomingItem]]] = []
        self.items: list[IncomingItem] = []
        self.day_date: date | None = None
        self.day_eighths = 0
        self.problems: list[Problem] = []
        self.unread = 0

    def warn(self, page: int, what: str, why: str = "", fix: str = "") -> None:
        self.problems.append(
            Problem(
                file=self.name, line=page, what=what, why=why, fix=fix, severity=Severity.WARNING
            )
        )

    def not_understood(self, line: Line, text: str) -> None:
        self.unread += 1
        if self.unread <= MOST_REPORTED:
            self.warn(line.page, f"page {line.page}, not understood: {text[:300]}")

    @property
    def sheet(self) -> SheetRows | None:
        """The sheet that is being read."""
        return self.sheets[-1] if self.sheets else None

    def read(self) -> Incoming:
        for line in self.lines:
            if self.schedule and self.day_row(line):
                continue
            if self.schedule and self.scene_row(line):
                continue
            self.row(line)
        self.close_day(None)
        if not self.sheets:
            raise ProblemsError(
                [
                    Problem(
                        file=self.name,
                        what="The PDF holds neither breakdown sheets nor a shooting schedule.",
                        why="No row in it says Sheet, Scene or End of Day.",
                        fix="Print the Breakdown or the Shooting Schedule report as a PDF.",
                    )
                ]
            )
        return self.incoming()

    def row(self, line: Line) -> None:
        """Read a row that is neither a day's nor a scene's first."""
        sheet = self.sheet
        headings = headings_on(line, bold=self.bold)
        if headings and sheet is not None:
            sheet.open_columns(line, headings)
            return
        labels = labels_on(line)
        signed = any(label.signed for label in labels)
        if labels and (signed or not (sheet and sheet.columns)):
            for label in labels:
                self.label(line, label.key, label.value)
            return
        if sheet is None:
            self.not_understood(line, line.text)
        elif sheet.columns:
            if self.schedule and len(line.cells) == 1 and BANNER.search(line.text):
                self.items.append(IncomingItem(banner=line.text))
                sheet.columns = []
                return
            for text in sheet.add_entries(line):
                self.not_understood(line, text)
        elif sheet.open_field:
            sheet.add_field(sheet.open_field, line.text)
        elif self.schedule and BANNER.search(line.text):
            self.items.append(IncomingItem(banner=line.text))
        else:
            self.not_understood(line, line.text)

    def label(self, line: Line, key: str, value: str) -> None:
        if key == "title":
            return
        sheet = self.sheet
        starts = key in {"sheet", "scenes"} and not self.schedule
        again = sheet is not None and sheet.head.get(key) not in {None, value}
        ended = sheet is not None and bool(sheet.items or sheet.columns) and key not in sheet.head
        if sheet is None or (starts and (again or (ended and key == "sheet"))):
            sheet = SheetRows(line.page)
            self.sheets.append(sheet)
        if sheet.columns and not starts:
            sheet.columns = []
        if key in {"sequence", "unit", "date"}:
            if value:
                self.warn(line.page, f"page {line.page}: {key} {value} was not taken in.",
                          "lastlook keeps none on its sheets.")  # fmt: skip
            return
        if key in {"sheet", "scenes"}:
            sheet.head.pop(key, None)
        sheet.add_field(key, value)

    def day_row(self, line: Line) -> bool:
        """Read the row that ends a day, or begins one; tell if this is one."""
        if match := DAY_ENDS.fullmatch(line.text):
            self.close_day(line, match["rest"])
            return True
        match = DAY_STARTS.fullmatch(line.text)
        if match is None or SCENE.search(line.text):
            return False
        self.day_date = next(dates_in(match["rest"]), self.day_date)
        return True

    def close_day(self, line: Line | None, rest: str = "") -> None:
        """End a day; the length that it states is held against the sum of its scenes."""
        if line is None:
            if self.items:
                self.days.append((self.day_date, self.items))
                if self.schedule:
                    self.warn(0, "The last day has no end, so it may be cut short.")
            self.items = []
            return
        when = next(dates_in(rest), self.day_date)
        pages = [eighths_of(match["pages"]) for match in PAGES.finditer(_without_dates(rest))]
        if pages and pages[-1] is not None and pages[-1] != self.day_eighths:
            self.warn(
                line.page,
                f"page {line.page}: {line.text[:120]}: its scenes add up to "
                f"{self.day_eighths} eighths, and {pages[-1]} are stated.",
                "A scene may be missing, or its length was misread.",
            )
        self.days.append((when, self.items))
        self.items, self.day_date, self.day_eighths = [], None, 0
        if self.sheet is not None:
            self.sheet.columns = []

    def scene_row(self, line: Line) -> bool:
        """Read the row that begins a scene in a schedule: number, INT/EXT, set, time, length."""
        text = line.text
        scene = SCENE.search(text)
        inside = INT_EXT.search(text)
        if scene is None or (inside is None and not PAGES.search(text)):
            return self.number_row(line, scene)
        self.begin(line, scene["numbers"])
        rest = f"{text[: scene.start()]}  {text[scene.end() :]}"
        self.heading(rest)
        return True

    def number_row(self, line: Line, scene: re.Match[str] | None) -> bool:
        """Read a row that says only the number, its heading on the row below."""
        if scene is None or scene.start() != 0 or scene.end() != len(line.text.rstrip()):
            return self.late_heading(line)
        self.begin(line, scene["numbers"])
        return True

    def late_heading(self, line: Line) -> bool:
        sheet = self.sheet
        inside = INT_EXT.match(line.text)
        if sheet is None or inside is None or "set" in sheet.head or not sheet.head.get("scenes"):
            return False
        self.heading(line.text)
        return True

    def begin(self, line: Line, numbers: str) -> None:
        sheet = SheetRows(line.page)
        sheet.add_field("scenes", numbers)
        sheet.open_field = "synopsis"
        self.sheets.append(sheet)
        self.items.append(IncomingItem(sheet=str(len(self.sheets) - 1)))

    def heading(self, text: str) -> None:
        """Take INT/EXT, time, script day, working time and length off a row; the set is left."""
        sheet = self.sheet
        if sheet is None:
            return
        pages = list(PAGES.finditer(text))
        if pages:
            sheet.add_field("pages", pages[-1]["pages"])
            text = _cut(text, pages[-1])
            self.day_eighths += eighths_of(pages[-1]["pages"]) or 0
        for pattern, group, key in (
            (ESTIMATE, "time", "minutes"), (SCRIPT_DAY, "day", "script_day")
        ):  # fmt: skip
            if match := pattern.search(text):
                sheet.add_field(key, match[group])
                text = _cut(text, match)
        times = list(TIME.finditer(text))
        if times:
            sheet.add_field("day_night", times[-1]["time"].upper())
            text = _cut(text, times[-1])
        if inside := INT_EXT.search(text):
            sheet.add_field("int_ext", inside[0].upper().rstrip("."))
            text = _cut(text, inside)
        sheet.add_field("set", re.sub(r"\s{2,}", " ", text).strip(" -–—:"))
        sheet.open_field = "synopsis"

    def incoming(self) -> Incoming:
        records: dict[str, ElementRecord] = {}
        sheets = [sheet.incoming(str(at), records) for at, sheet in enumerate(self.sheets)]
        for sheet in self.sheets:
            for name in sheet.strange:
                self.warn(
                    sheet.page,
                    f"The category “{name}” is none of the trade's.",
                    "What it holds came in under Miscellaneous.",
                )
        if self.unread > MOST_REPORTED:
            self.warn(0, f"{self.unread - MOST_REPORTED} further rows were not understood.")
        if self.furniture:
            words = " | ".join(self.furniture)[:600]
            self.warn(0, f"Left out, as every page repeats it at its edge: {words}")
        days = tuple(IncomingDay(date=when, items=tuple(items)) for when, items in self.days)
        return Incoming(
            name=self.name,
            sheets=tuple(sheets),
            records=MappingProxyType(records),
            days=days,
            problems=tuple(self.problems),
        )


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}  {text[match.end() :]}"


def _without_dates(text: str) -> str:
    return re.sub(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}|\b\d{4}\b", " ", text)
