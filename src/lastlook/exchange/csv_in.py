"""Tables taken in: lastlook's own two, or those of other programs by the names of their columns."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown import ElementRecord, SceneDecisions
from lastlook.breakdown.categories import BACKGROUND, CAST, category_name
from lastlook.breakdown.decisions import DecidedBackground, DecidedElement, DecidedPart, Rejected
from lastlook.breakdown.register import fresh_id
from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.exchange.csv_columns import NamedTable, Row, column_of
from lastlook.exchange.csv_out import unlisted
from lastlook.exchange.incoming import (
    OTHER,
    Incoming,
    IncomingDay,
    IncomingItem,
    IncomingSheet,
    heading_of,
    numbers_of,
    plain,
)
from lastlook.production.csv_text import CsvTable, read_csv
from lastlook.script.pages.eighths import parse_eighths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PROBLEMS = 500
_IGNORED = frozenset({"row", "text", "time"})
_ID = re.compile(r"(?:(?P<id>\d{1,4})[.):]?\s+)?(?P<name>.*\S)?")


@dataclass(slots=True)
class _Gathered:
    """What the tables say of one scene, while they are read."""

    sheet: IncomingSheet
    cast: dict[str, None] = field(default_factory=dict)
    background: list[DecidedBackground] = field(default_factory=list)
    elements: list[DecidedElement] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    stated: frozenset[str] | None = None
    """What a person stated, in lastlook's own table; None in others."""


def read_tables(files: Sequence[tuple[bytes, str]]) -> Incoming:
    """Read one or several tables, with the names of their files, as one breakdown.

    A table with a column `element` has a row for each element of a scene; any other has one for
    each scene, and may keep elements in columns called like their categories. Raises
    ProblemsError where a table cannot be read, or has no column for the scene.
    """
    reader = _Reader()
    tables = [reader.table(read_csv(data, name), name) for data, name in files]
    # Scenes first: their rows say which scenes there are.
    for table in sorted(tables, key=lambda one: "element" in one.columns):
        reader.read(table)
    return reader.incoming(", ".join(name for _, name in files))


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.gathered: dict[str, _Gathered] = {}
        self.by_number: dict[str, str] = {}
        self.records: dict[str, ElementRecord] = {}
        self.days: defaultdict[tuple[date | None, int], list[IncomingItem]] = defaultdict(list)
        self.strange: set[str] = set()

    def warn(self, file: str, line: int, what: str, why: str = "", fix: str = "") -> None:
        found = Problem(
            file=file, line=line, what=what, why=why, fix=fix, severity=Severity.WARNING
        )
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(found)

    def table(self, table: CsvTable, name: str) -> NamedTable:
        self.problems += table.problems
        columns: dict[str, int] = {}
        categories: dict[str, int] = {}
        unknown = []
        for at, cell in enumerate(table.head):
            known = column_of(cell)
            category = category_name(cell)
            if known and known not in columns:
                columns[known] = at
            elif category and category not in categories:
                categories[category] = at
            elif cell and cell.casefold() not in _IGNORED:
                unknown.append(cell)
        if unknown:
            self.warn(
                name, 1, f"Columns that were not understood: {', '.join(unknown)}.",
                "What they hold was left out.",
                "Call them as docs/formats/breakdown-csv.md does.",
            )  # fmt: skip
        if not columns.keys() & {"scene", "scene_id", "heading"}:
            raise ProblemsError(
                [
                    Problem(
                        file=name, line=1,
                        what="The table has no column for the scene.",
                        why=f"Its columns are: {', '.join(table.head)[:300]}.",
                        fix="Call the column with the scene numbers `scene`.",
                    )
                ]
            )  # fmt: skip
        return NamedTable(name, columns, categories, table)

    def read(self, named: NamedTable) -> None:
        for line, cells in named.table.rows:
            row = Row(named, line, cells)
            if "element" in named.columns:
                self.element_row(row)
            else:
                self.scene_row(row)

    def scene_row(self, row: Row) -> None:
        if not (row["scene"] or row["scene_id"] or row["heading"]):
            self.warn(row.named.name, row.line, "The row names no scene, and was left out.")
            return
        key = row["scene_id"] or row["scene"] or row["heading"]
        while key in self.gathered:
            key += "'"
        own = "stated" in row.named.columns
        heading = row["heading"] or heading_of(row["int_ext"], row["set"], row["day_night"])
        found = _Gathered(
            IncomingSheet(
                key=key,
                place=f"scene {row['scene'] or row['scene_id'] or heading}",
                line=row.line,
                scene_id=row["scene_id"],
                numbers=(row["scene"],) if own and row["scene"] else numbers_of(row["scene"]),
                heading=heading,
                eighths=self.eighths(row),
                exact=own,
            )
        )
        found.stated = frozenset(unlisted(row["stated"])) if own else None
        found.sheet = replace(found.sheet, decisions=self.decisions(row, found.stated))
        if not own:
            for name in self.cast(row["cast"]):
                found.cast[name] = None
            self.category_cells(row, found)
        self.gathered[key] = found
        self.by_number.setdefault(row["scene"].casefold(), key)
        self.day(row, key)

    def decisions(self, row: Row, stated: frozenset[str] | None) -> SceneDecisions:
        """Return what a row decides by itself; of lastlook's own only what was stated."""

        def told(name: str) -> str:
            if stated is None:
                return plain(row[name])
            return row.exact(name) if name in stated else ""

        return SceneDecisions(
            minutes=self.whole(row, "minutes", told("minutes")) or None,
            location=told("location"),
            script_day=told("script_day"),
            synopsis=told("synopsis"),
            notes=told("notes"),
            cast=self.ids(row, "silent"),
            not_cast=self.ids(row, "absent"),
            dismissed=unlisted(row["dismissed"]),
            parts=self.parts(row),
            earliest=self.date(row, "earliest"),
            latest=self.date(row, "latest"),
            last=row["last"].casefold() == "yes",
            first_week=row["first_week"].casefold() != "no",
        )

    def parts(self, row: Row) -> tuple[DecidedPart, ...]:
        """Return the parts that a scene is shot in; what is no list of them is told of."""
        if not row["parts"]:
            return ()
        try:
            found = json.loads(row["parts"])
            return tuple(
                DecidedPart(**{**part, "cast": None if (c := part["cast"]) is None else tuple(c)})
                for part in found
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            self.warn(row.named.name, row.line, "The scene's parts cannot be read; left out.")
            return ()

    def date(self, row: Row, column: str) -> date | None:
        try:
            return date.fromisoformat(row[column]) if row[column] else None
        except ValueError:
            what = f"{row[column][:40]!r} is no date."
            self.warn(row.named.name, row.line, what, fix="Write it as 2027-02-08.")
            return None

    def whole(self, row: Row, column: str, text: str) -> int | None:
        if not text:
            return None
        if re.fullmatch(r"\d{1,6}", text):
            return int(text)
        self.warn(row.named.name, row.line, f"{column} {text[:40]!r} is no whole number; left out.")
        return None

    def ids(self, row: Row, column: str) -> tuple[int, ...]:
        found = [self.whole(row, column, cell) for cell in unlisted(row[column])]
        return tuple(one for one in found if one is not None)

    def eighths(self, row: Row) -> int | None:
        if re.fullmatch(r"\d{1,4}", row["eighths"]):
            return int(row["eighths"])
        text = row["pages"].replace(",", ".")
        if re.fullmatch(r"\d{1,3}\.\d{1,4}", text):
            return round(float(text) * 8)
        try:
            return parse_eighths(text) if text else None
        except ValueError:
            self.warn(row.named.name, row.line, f"{row['pages'][:40]!r} is no length in eighths.")
            return None

    def cast(self, cell: str) -> Iterator[str]:
        for part in re.split(r"[;,\n]", cell):
            found = _ID.fullmatch(part.strip())
            if found and found["name"]:
                yield plain(found["name"])

    def category_cells(self, row: Row, found: _Gathered) -> None:
        for category, at in row.named.categories.items():
            for part in re.split(r"[;,\n]", row.cells[at]):
                label = plain(part)
                if label and category == BACKGROUND:
                    found.background.append(DecidedBackground(label=label))
                elif label:
                    found.elements.append(DecidedElement(category=category, label=label))

    def day(self, row: Row, key: str) -> None:
        number = int(row["shoot_day"]) if re.fullmatch(r"\d{1,4}", row["shoot_day"]) else 0
        when = self.date(row, "date")
        if when is not None or number:
            self.days[when, 0 if when else number].append(IncomingItem(sheet=key))

    def element_row(self, row: Row) -> None:
        label = row.exact("element") if row["origin"] else plain(row["element"])
        origin = row["origin"]
        if not (row["scene"] or row["scene_id"]):
            if origin == "record" and label.strip():
                self.record(row, label)
            else:
                self.warn(row.named.name, row.line, "The row names no scene, and was left out.")
            return
        found = self.scene_of(row)
        exact = found.sheet.exact
        category = self.category(row) if row["category"] or origin != "rejected" else ""
        if not label.strip():
            self.warn(row.named.name, row.line, "The row names no element, and was left out.")
        elif origin == "rejected":
            no = Rejected(label=label, category=category, quote=row.exact("quote"))
            found.rejected.append(no)
        elif exact and origin in {"speaks", "silent", "script", "tag", "link"}:
            # Follows from the script, or from what came with it.
            return
        elif category == CAST and not exact:
            found.cast[plain(label)] = None
        elif origin == "extras" or (category == BACKGROUND and not exact):
            count = self.whole(row, "count", row["count"])
            found.background.append(DecidedBackground(label=label, count=count))
        else:
            found.elements.append(self.element(row, category, label))

    def scene_of(self, row: Row) -> _Gathered:
        """Return the scene that an element's row names; a table of elements may come alone."""
        key = row["scene_id"] if row["scene_id"] in self.gathered else ""
        key = key or self.by_number.get(row["scene"].casefold(), "")
        if not key:
            key = row["scene_id"] or row["scene"]
            heading = row["heading"] or heading_of(row["int_ext"], row["set"], row["day_night"])
            self.gathered[key] = _Gathered(
                IncomingSheet(
                    key=key,
                    place=f"scene {row['scene'] or key}",
                    line=row.line,
                    scene_id=row["scene_id"],
                    numbers=numbers_of(row["scene"]),
                    heading=heading,
                )
            )
            self.by_number.setdefault(row["scene"].casefold(), key)
        return self.gathered[key]

    def category(self, row: Row) -> str:
        name = row["category"]
        known = category_name(name)
        if known is None and name not in self.strange:
            self.strange.add(name)
            self.warn(
                row.named.name, row.line,
                f"The category “{name[:60]}” is none of the trade's." if name
                else "The row has no category.",
                f"What it holds came in under {OTHER}.",
                "Move it in breakdown.toml if another category fits better.",
            )  # fmt: skip
        return known or OTHER

    def element(self, row: Row, category: str, label: str) -> DecidedElement:
        key = row["element_id"]
        number = row["board_id"]
        if not key and number:
            # A board id needs an element of its own to hang on.
            there = {(r.category, r.label): key for key, r in self.records.items()}
            key = there.get((category, label)) or fresh_id(label, category, self.records)
            self.records.setdefault(
                key, ElementRecord(category=category, label=label, number=number)
            )
        return DecidedElement(
            category=category,
            label=label,
            element=key,
            count=self.whole(row, "count", row["count"]),
            quote=row.exact("quote"),
            words=row.exact("words"),
            has=unlisted(row["has"]),
            states=unlisted(row["states"]),
            since=row.exact("since"),
        )

    def record(self, row: Row, label: str) -> None:
        key = row["element_id"]
        if not key:
            self.warn(row.named.name, row.line, "An element of its own needs an `element_id`.")
            return
        self.records[key] = ElementRecord(
            category=self.category(row),
            label=label,
            also=unlisted(row["also"]),
            linked=unlisted(row["linked"]),
            number=row["board_id"],
            note=row.exact("note"),
        )

    def incoming(self, name: str) -> Incoming:
        sheets = []
        for found in self.gathered.values():
            stated = found.stated is not None and "background" in found.stated
            extras = tuple(found.background) if found.background or stated else None
            decided = replace(
                found.sheet.decisions,
                elements=tuple(found.elements),
                rejected=tuple(found.rejected),
                background=extras,
            )
            sheets.append(replace(found.sheet, cast=tuple(found.cast), decisions=decided))
        placed = {item.sheet for items in self.days.values() for item in items}
        days = sorted(self.days.items(), key=lambda one: (one[0][0] or date.max, one[0][1]))
        return Incoming(
            name=name,
            sheets=tuple(sheets),
            records=MappingProxyType(self.records),
            days=tuple(IncomingDay(date=key[0], items=tuple(items)) for key, items in days),
            boneyard=tuple(s.key for s in sheets if s.key not in placed) if days else (),
            problems=tuple(sorted(self.problems)),
        )
