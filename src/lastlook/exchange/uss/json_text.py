"""JSON that may come from anybody: size, depth and syntax checked, mistakes with their place."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any

from lastlook.errors import Problem, ProblemsError

LARGEST = 64 * 1024 * 1024
"""Bytes; a feature has about 230 kB."""
DEEPEST = 64
"""Levels of nesting; the standard has eight."""
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def parse_json(data: bytes, name: str) -> Any:
    """Return the value of a JSON file in UTF-8, with or without byte order mark.

    Numbers keep no more than a float has. Raises ProblemsError: too large, too deep, not UTF-8,
    not JSON, a key that stands twice, or NaN and its kin, which JSON does not have.
    """
    if len(data) > LARGEST:
        raise _refused(
            name,
            f"The file is {len(data) / 2**20:.0f} MB; at most {LARGEST >> 20} MB are read.",
            "No schedule is that large.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(name, "The file is not UTF-8.", "JSON is.", line=line) from None
    _check_depth(text, name)
    try:
        value = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        raise _refused(
            name, f"The file is not JSON: {error.msg}.", line=error.lineno, column=error.colno
        ) from None
    except (ValueError, RecursionError) as error:
        raise _refused(name, f"The file cannot be read as JSON: {error}.") from None
    if _SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise _refused(name, "The file holds half a character, written as an escape.") from None
    return value


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for match in _QUOTED.finditer(text):
        sign = match[0]
        if sign in "[{":
            depth += 1
            if depth > DEEPEST:
                line = text.count("\n", 0, match.start()) + 1
                raise _refused(
                    name, f"The file is nested more than {DEEPEST} levels deep.",
                    "No schedule is, so this looks like an attack or a broken export.", line=line,
                )  # fmt: skip
        elif sign in "]}":
            depth -= 1


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text[:40]} is larger than any number")
    return number


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no number that JSON has")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return found


def _refused(
    name: str, what: str, why: str = "", *, line: int = 0, column: int = 0
) -> ProblemsError:
    return ProblemsError(
        [
            Problem(
                file=name, line=line, column=column, what=what, why=why,
                fix="Export it again from the program that wrote it.",
            )
        ]
    )  # fmt: skip
