"""CSV tables that survive a spreadsheet, and those that come back from one.

UTF-8 with a byte order mark, because the commonest spreadsheet program takes the file for
something else without one; comma, quotes and CRLF as RFC 4180 has them. A cell that a spreadsheet
would run as a formula gets a leading apostrophe; `kept_as_text` also guards what it would turn
into a date or a number, and `as_typed` takes the apostrophe off again.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.errors import Problem, ProblemsError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LARGEST = 64 * 1024 * 1024
"""Bytes that are read at most."""
MOST_ROWS = 200_000
_TURNED = re.compile(
    r"0\d+"  # 007 loses its zeros
    r"|\d{12,}"  # a long number its last figures
    r"|\d+[eE]\d+"  # 1E2 becomes 100
    r"|\d{1,4}[-/.]\d{1,4}(?:[-/.]\d{1,4})?"  # 12-1 becomes a day in January
    r"|\d{1,2}[-/ ]?[^\W\d_]{3,9}\.?|[^\W\d_]{3,9}\.?[-/ ]?\d{1,4}"  # 3-MAR, MAR 3
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    r"|true|false",
    re.IGNORECASE,
)


def guarded(cell: str | int) -> str:
    """Return a cell's text, with an apostrophe before what could be run as a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def kept_as_text(cell: str | int) -> str:
    """Return a cell's text, with an apostrophe before all that a spreadsheet would change.

    Formulas, and words that it takes for a date or a number: the scene numbers `12-1`, `1E2` and
    `007`. Numbers that are meant as numbers are given as `int` and stay. `as_typed` undoes it.
    """
    return str(cell) if isinstance(cell, int) else f"'{cell}" if _needs_guard(cell) else cell


def as_typed(cell: str) -> str:
    """Return a cell without the apostrophe that `kept_as_text` gave it.

    >>> as_typed(kept_as_text("12-1")), as_typed("'tis")
    ('12-1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(text: str) -> bool:
    # An apostrophe before something guarded is guarded too, so that taking one off is exact.
    bare = text.lstrip("'")
    return bare.startswith(FORMULA_STARTS) or _TURNED.fullmatch(bare) is not None


def as_csv(
    head: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    guard: Callable[[str | int], str] = guarded,
) -> bytes:
    """Write a table as CSV, every cell through `guard`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A table as it was read; cells are as typed, apostrophes of guards taken off."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each with the line it starts on; short rows are filled up, blank ones left out."""
    problems: tuple[Problem, ...] = ()


def read_csv(data: bytes, file: str) -> CsvTable:
    """Read a CSV of any program: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.

    Raises ProblemsError: too large, no table, a quotation mark that is never closed.
    """
    if len(data) > LARGEST:
        raise _refused(
            file, 0, f"The file is {len(data) >> 20} MB; at most {LARGEST >> 20} are read."
        )
    text, problems = _decoded(data, file)
    if "\0" in text:
        raise _refused(file, text.count("\n", 0, text.index("\0")) + 1, "It contains NUL bytes.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((line, row))
            line = reader.line_num + 1
            if len(found) > MOST_ROWS:
                raise _refused(file, line, f"It has more than {MOST_ROWS:,} rows.")
    except csv.Error as error:
        raise _refused(file, line, f"The table cannot be read on: {error}.") from None
    if not found:
        raise _refused(file, 0, "There is no table in the file.")
    head = tuple(cell.strip() for cell in found[0][1])
    for number, row in found[1:]:
        if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
            problems.append(
                _problem(file, number, f"The row has {len(row)} cells, the head {len(head)}; those "
                         "beyond it were left out.", Severity.WARNING)
            )  # fmt: skip
    rows = tuple(
        (number, tuple(as_typed(cell) for cell in [*row, *[""] * len(head)][: len(head)]))
        for number, row in found[1:]
    )
    return CsvTable(head=head, rows=rows, problems=tuple(problems))


def _decoded(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError:
            raise _refused(file, 0, "The file is not the UTF-16 that it says it is.") from None
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "The file is not UTF-8; it was read as Windows-1252. Accents may be wrong."
        return data.decode("cp1252", errors="replace"), [
            _problem(file, line, what, Severity.WARNING)
        ]


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first line, quoted words aside."""
    start = text.lstrip("\r\n")[:65536]
    plain = re.sub(r'"(?:[^"]|"")*"', "", start)
    first = re.split(r"[\r\n]", plain, maxsplit=1)[0]
    return max(",;\t", key=first.count)


def _problem(file: str, line: int, what: str, severity: Severity) -> Problem:
    return Problem(
        file=file, line=line, what=what, severity=severity,
        fix="Save the table again as CSV in UTF-8.",
    )  # fmt: skip


def _refused(file: str, line: int, what: str) -> ProblemsError:
    return ProblemsError([_problem(file, line, what, Severity.ERROR)])
