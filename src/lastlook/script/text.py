"""Bytes of a text file turned into characters, with what had to be guessed."""

from __future__ import annotations

import codecs

from lastlook.errors import Problem, ProblemsError, Severity

LARGEST_TEXT = 64 * 1024 * 1024
"""Bytes; a feature is about 150 kB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    r"""Decode a script: UTF-8, UTF-16 with a byte-order mark, or as a last guess Windows-1252.

    Line endings become `\n`; the mark is dropped.

    Raises
    ------
    ProblemsError
        The file is too large or is no text at all.
    """
    if len(data) > LARGEST_TEXT:
        raise ProblemsError([_not_text(name, 0, f"The file has {len(data):,} bytes.")])
    problems: list[Problem] = []
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        if mark:
            raise ProblemsError([_not_text(name, line, f"It is not valid {encoding}.")]) from None
        text = body.decode("cp1252", errors="replace")
        problems.append(
            Problem(
                file=name,
                line=line,
                column=error.start - body.rfind(b"\n", 0, error.start),
                what="The file is not UTF-8; it was read as Windows-1252.",
                why="Accents and quotes may be wrong.",
                fix="Save it as UTF-8.",
                severity=Severity.WARNING,
            )
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ProblemsError([_not_text(name, line, "It contains NUL bytes.")])
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _not_text(name: str, line: int, why: str) -> Problem:
    return Problem(
        file=name,
        line=line,
        what="This is not a text file.",
        why=why,
        fix="Give a Fountain (.fountain, .txt) or Final Draft (.fdx) script.",
    )
