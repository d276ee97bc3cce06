"""Bytes of a text file turned into characters, with what had to be guessed."""

from __future__ import annotations

import codecs

from lastlook.errors import Problem, ProblemsError, Severity

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes; a feature is about 150 kB."""
MOST_LINES = 2_000_000
"""Lines; a feature has about 6,000."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF", "Give the file its .pdf ending."),
    (b"PK\x03\x04", "a zip archive, as .docx, .odt and .fadein are", "Give it its own ending."),
    (b"{\\rtf", "a rich-text document", "Save it as plain text."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as plain text."),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a")) + b"\x7f"
"""What no text holds: all ASCII controls but tabs, ends of lines and of pages, and DOS's ^Z."""

_WINDOWS = "lastlook-windows-1252"
"""Name of the handler of bytes that are no UTF-8: a file may be pasted together of both."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_WINDOWS, _as_windows)


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    r"""Decode a script: UTF-8 or UTF-16; bytes that are not are taken for Windows-1252.

    Line endings become `\n`; a byte-order mark is dropped.

    Raises
    ------
    ProblemsError
        The file is too large or is no text at all.
    """
    _refuse_at_sight(data, name)
    problems: list[Problem] = []
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", _guessed(data)))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        if encoding != "utf-8":
            raise ProblemsError([_not_text(name, line, f"It is not valid {encoding}.")]) from None
        text = body.decode("utf-8", errors=_WINDOWS)
        problems.append(
            Problem(
                file=name,
                line=line,
                column=_column(body, error.start),
                what="The file is not UTF-8; what is not was read as Windows-1252.",
                why="Accents and quotes may be wrong.",
                fix="Save it as UTF-8.",
                severity=Severity.WARNING,
            )
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ProblemsError([_not_text(name, line, "It contains NUL bytes.")])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise ProblemsError(
            [_too_large(name, f"{text.count(chr(10)):,} lines; at most {MOST_LINES:,} are read.")]
        )
    return text, problems


def _guessed(data: bytes) -> str:
    """Tell UTF-16 that lost its mark by the NUL beside nearly every letter."""
    head = data[:2000]
    if head.count(0) * 3 < len(head):
        return "utf-8"
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _column(body: bytes, at: int) -> int:
    """Count the characters of the line before the byte `at`, which are valid UTF-8, from 1."""
    start = max(body.rfind(b"\n", 0, at), body.rfind(b"\r", 0, at)) + 1
    return len(body[start:at].decode("utf-8", errors="replace")) + 1


def _refuse_at_sight(data: bytes, name: str) -> None:
    if len(data) > LARGEST_TEXT:
        size = f"{len(data) / 2**20:.0f} MB; at most {LARGEST_TEXT >> 20} MB are read."
        raise ProblemsError([_too_large(name, size)])
    for magic, what, fix in _OTHER_FORMATS:
        if data.startswith(magic):
            raise ProblemsError([Problem(file=name, line=1, what=f"The file is {what}.", fix=fix)])
    controls = len(data) - len(data.translate(None, _CONTROLS)) - data.count(0)
    if controls > 16 and controls * 50 > len(data):
        why = "One byte in fifty or more is a control character."
        raise ProblemsError([_not_text(name, 0, why)])


def _too_large(name: str, size: str) -> Problem:
    return Problem(
        file=name,
        what=f"The file has {size}",
        why="A feature has about 150 kB and 6,000 lines, so this is no script or many in one.",
        fix="Give each script a file of its own.",
    )


def _not_text(name: str, line: int, why: str) -> Problem:
    return Problem(
        file=name,
        line=line,
        what="This is not a text file.",
        why=why,
        fix="Give a Fountain (.fountain, .txt) or Final Draft (.fdx) script.",
    )
