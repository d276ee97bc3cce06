"""TOML text to values, with the place of each; syntax errors in plain words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from lastlook.errors import Problem
from lastlook.production.files import BOM
from lastlook.production.toml_marks import Mark, Marks, marks

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_STATEMENT = re.compile(r"""\s*[\w."'-]+\s*=""")
_MOST_ERRORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Toml:
    """A parsed file. Numbers with a point are Decimal."""

    table: dict[str, Any]
    marks: Marks


def parse(data: bytes, file: str) -> tuple[Toml | None, list[Problem]]:
    """Parse a file's bytes.

    Either a value or at least one problem comes back. After an error that harms one line only,
    the rest is read on, so that several mistakes are reported in one go.
    """
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error.start, file)]
    lines = text.replace("\r\n", "\n").split("\n")
    problems: list[Problem] = []
    while len(problems) < _MOST_ERRORS:
        source = "\n".join(lines)
        try:
            table = tomllib.loads(source, parse_float=Decimal)
            if not problems:
                return Toml(table=table, marks=marks(source)), []
            break
        except tomllib.TOMLDecodeError as error:
            mark, message = _place(str(error), lines)
            line = lines[mark.line - 1]
            what, fix = explain(message, line, mark.column)
            problems.append(
                Problem(file=file, line=mark.line, column=mark.column, what=what, fix=fix)
            )
            if not _is_local(message, line):
                break
            lines[mark.line - 1] = ""
        except (RecursionError, ValueError, InvalidOperation):
            problems.append(
                Problem(
                    file=file,
                    what="A value is too deep or too large to read.",
                    why="No list may be nested hundreds deep and no number have thousands of "
                    "digits.",
                    fix="Look for a run of brackets or digits.",
                )
            )
            break
    return None, problems


def _not_utf8(data: bytes, offset: int, file: str) -> Problem:
    before = data[:offset].removeprefix(BOM)
    start = before.rfind(b"\n") + 1
    return Problem(
        file=file,
        line=before.count(b"\n") + 1,
        column=len(before[start:].decode("utf-8")) + 1,
        what="This character is not UTF-8.",
        why="TOML files are always UTF-8.",
        fix="Save the file as UTF-8 in your editor.",
    )


def _place(message: str, lines: list[str]) -> tuple[Mark, str]:
    """Part tomllib's message from its place; the end of the text is its last written line."""
    match = _WHERE.search(message)
    if match is None:
        return Mark(1, 1), message
    message = message[: match.start()]
    if match[1]:
        line, column = int(match[1]), int(match[2])
    else:
        line = max((n for n, text in enumerate(lines, 1) if text.strip()), default=1)
        column = len(lines[line - 1].rstrip()) + 1
    if message.startswith("Cannot"):
        # Noticed only after the value; it is the key that is meant.
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
    return Mark(line, column), message


def _is_local(message: str, line: str) -> bool:
    """Whether the error leaves the lines after it as they were meant."""
    value = line.partition("=")[2]
    if message.startswith("Expected '='"):
        return True
    return bool(
        _STATEMENT.match(line)
        and not message.startswith("Unclosed")
        and value.count("[") == value.count("]")
        and value.count("{") == value.count("}")
        and '"""' not in line
        and "'''" not in line
    )


_BY_LINE = (
    (
        r"[=\[{,]\s*[“”„‟«»‘’‚]",
        "Curly quotation marks stand here.",
        'TOML needs the straight ones: " and ".',
    ),
    (
        r"=\s*\d{1,2}:\d{2}\s*(?:#.*)?$",
        "A time of day needs quotation marks.",
        'Write it as "07:00".',
    ),
    (
        r"=\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}",
        "A date is written year, month, day.",
        "Write it as 2027-01-18, without quotation marks.",
    ),
    (
        r"=\s*\d{4}-\d",
        "There is no such date, or it is not written in full.",
        "Write year, month and day with two digits each for month and day, such as 2027-01-08.",
    ),
    (
        r"=\s*(?:True|TRUE|[Yy]es|YES|[Oo]n|ON)\s*(?:#.*)?$",
        "This value is not known.",
        "Write true, in small letters.",
    ),
    (
        r"=\s*(?:False|FALSE|[Nn]o|NO|[Oo]ff|OFF)\s*(?:#.*)?$",
        "This value is not known.",
        "Write false, in small letters.",
    ),
    (r"=\s*[$€£¥]", "Money is a plain number.", "Write 450 without the sign."),
    (r"=\s*\d+,\d", "A number has no commas.", "Write 2400 or 2400.50."),
    (r"=\s*0\d", "A number does not begin with 0.", "Write 450, not 0450."),
    (r"=\s*(?:#.*)?$", "Nothing stands after the equals sign.", 'Write a value, such as "…" or 1.'),
)
"""What people type, judged by the line itself, before what tomllib made of it."""

_BY_MESSAGE = (
    (
        "Unclosed array",
        "A list that begins with [ is not closed before this place.",
        "Add ] at its end, and a comma between its items.",
    ),
    (
        "Unclosed inline table",
        "A table that begins with { is not closed before this place.",
        "Add } at its end and keep it on one line, with a comma between its keys.",
    ),
    (
        "Cannot overwrite a value",
        "This key is given twice.",
        "Keep one of the two lines.",
    ),
    (
        "Duplicate inline table key",
        "This key is given twice.",
        "Keep one of the two.",
    ),
    (
        "Cannot declare",
        "This table is given twice.",
        "Put its keys together under one [header]; a list of tables has two brackets, [[header]].",
    ),
    (
        "Cannot mutate immutable namespace",
        "This adds to something that is finished already.",
        "Give the whole list or table in one place.",
    ),
    (
        "Cannot redefine namespace",
        "This table is begun in two ways.",
        "Put its keys together under one [header].",
    ),
    (
        "Expected ']' at the end of a table",
        "This [header] is not closed.",
        "Write it as [calendar].",
    ),
    (
        "Expected ']]' at the end of an array",
        "This [[header]] is not closed.",
        "Write it as [[cast]], with two brackets on both sides.",
    ),
    (
        "Unterminated string",
        "A quotation is not closed.",
        'Add " at its end.',
    ),
    (
        "Expected \"'",
        "A quotation that begins with ' is not closed.",
        "Add ' at its end.",
    ),
    (
        "Unescaped '\\' in a string",
        "A backslash stands in a quotation.",
        "Write two of them, \\\\, or use single quotation marks: 'C:\\film'.",
    ),
    (
        "Illegal character '\\n'",
        "A quotation is not closed on its line.",
        'Add " at its end; words over several lines stand between """ and """.',
    ),
    (
        "Found invalid character '\\n'",
        "A quotation is not closed on its line.",
        "Add ' at its end.",
    ),
    (
        "Found invalid character",
        "A control character stands here, perhaps pasted from another program.",
        "Delete it and type the words again.",
    ),
    (
        "Illegal character",
        "A control character stands here, perhaps pasted from another program.",
        "Delete it and type the words again.",
    ),
    (
        "Expected '=' after a key",
        "An equals sign is missing after the key.",
        'Write a line as: key = "value". A remark begins with #.',
    ),
    (
        "Expected newline or end of document",
        "Something stands after the end of the value.",
        "Put each key on a line of its own; words need quotation marks around all of them.",
    ),
    (
        "Invalid date",
        "There is no such date.",
        "Look it up in a calendar.",
    ),
    (
        "Invalid value",
        "This value is not known.",
        'Words need quotation marks: "…".',
    ),
    (
        "Invalid initial character for a key",
        "A key is missing, or has characters that a key cannot have.",
        "A key has the letters a to z, digits, - and _.",
    ),
    (
        "Invalid statement",
        "This line is neither a key, nor a [header], nor a # remark.",
        "Begin a remark with #.",
    ),
)


def explain(message: str, line: str, column: int) -> tuple[str, str]:
    """Say a syntax error of tomllib in plain words: what is wrong and what to type."""
    unclosed = message.startswith(("Unclosed", "Cannot"))
    for pattern, what, fix in () if unclosed else _BY_LINE:
        if re.search(pattern, line):
            return what, fix
    header = re.match(r"\s*\[\[\s*([^\]]+?)\s*\]\]", line)
    if header and message.startswith("Cannot overwrite a value"):
        name = header[1]
        return f"`{name}` is one table above, and a list of tables here.", (
            f"Write every header with two brackets, [[{name}]], if there are several."
        )
    for start, what, fix in _BY_MESSAGE:
        if message.startswith(start):
            return what, fix
    here = line[column - 1 : column + 19].strip()
    return f"This is not valid TOML ({message}).", f"Look near `{here}`." if here else ""
