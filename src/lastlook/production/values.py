"""Single TOML values: which are accepted for a type, how they are said, why they are refused."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = range(1900, 2200)
"""A date outside them is a slip of the finger."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a dataclass cannot say about one key of a table."""

    is_a: str = ""
    """What stands there, such as `a number for a day's pay`."""
    such: str = ""
    """An example as it is typed, such as `450`."""
    name: str = ""
    """The key in the file, where it is not the field's name."""
    least: int | Decimal | None = None
    most: int | Decimal | None = None
    places: int | None = None
    """Most digits after the point."""
    filled: bool = False
    """Neither blank words nor an empty list."""
    lines: bool = False
    """Words may run over several lines."""


class Refused(Exception):  # noqa: N818  (it is caught a few lines on, never shown)
    """A value that cannot be: why, as the end of a sentence, and a special way out."""

    def __init__(self, why: str = "", fix: str = "") -> None:
        self.why = why
        self.fix = fix
        super().__init__(why)


def read_value(kind: type[Any], key: Key, value: Any) -> Any:
    """Give a TOML value as a `str`, `int`, `bool`, `Decimal`, `date`, `time` or StrEnum.

    Raises Refused.
    """
    if issubclass(kind, StrEnum):
        return _choice(kind, value)
    return _READERS[kind](key, value)


def usual_words(kind: type[Any]) -> tuple[str, str]:
    """Say what a type is and give an example, for keys that bring no words of their own."""
    if issubclass(kind, StrEnum):
        choices = [f'"{choice}"' for choice in kind]
        return f"one of {', '.join(choices)}", choices[0]
    return _USUAL[kind]


def shown(value: Any) -> str:
    """Write a value as it is typed in TOML, cut to a length that fits a message."""
    match value:
        case bool():
            text = str(value).lower()
        case str():
            text = quoted(value)
        case dict():
            text = "a table"
        case list():
            text = "a list"
        case date() | time():
            text = value.isoformat()
        case _:
            text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def quoted(text: str) -> str:
    """Words as a TOML string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for char, escape in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(char, escape)
    return '"' + CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _choice(kind: type[StrEnum], value: Any) -> StrEnum:
    if not isinstance(value, str):
        raise Refused
    try:
        return kind(value)
    except ValueError:
        names = [str(choice) for choice in kind]
        low = value.strip().casefold()
        near = [name for name in names if low.startswith(name)]
        near = near or difflib.get_close_matches(low, names, n=1)
        raise Refused(fix=f'Did you mean "{near[0]}"?' if near else "") from None


def _text(key: Key, value: Any) -> str:
    if isinstance(value, int | Decimal | date | time) and not isinstance(value, bool):
        raise Refused(fix=f"Put it in quotation marks: {quoted(shown(value))}.")
    if not isinstance(value, str):
        raise Refused
    if key.filled and not value.strip():
        raise Refused("which says nothing")
    if not key.lines and "\n" in value:
        raise Refused("which has several lines", "Keep it on one line.")
    if CONTROL.search(value) or (not key.lines and "\t" in value):
        # Most often a Windows path: TOML reads the \f of "C:\film" as a form feed.
        raise Refused("which has a control character", "A backslash is written twice: \\\\.")
    return value


def _truth(_key: Key, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused
    return value


def _whole(key: Key, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused
    _bounds(key, Decimal(value))
    return value


def _number(key: Key, value: Any) -> Decimal:
    if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value):
        raise Refused(fix=f"Leave out the quotation marks: {value}.")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused
    number = Decimal(value)
    if not number.is_finite():
        raise Refused
    _bounds(key, number)
    exponent = number.as_tuple().exponent
    if key.places is not None and isinstance(exponent, int) and -exponent > key.places:
        raise Refused(f"which has more than {key.places} digits after the point")
    return number


def _bounds(key: Key, number: Decimal) -> None:
    if key.least is not None and number < key.least:
        raise Refused(f"which is less than {key.least}")
    if key.most is not None and number > key.most:
        raise Refused(f"which is more than {key.most}")


def _date(_key: Key, value: Any) -> date:
    if isinstance(value, datetime):
        raise Refused(fix=f"Leave out the time of day: {value.date()}.")
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise Refused(fix=f"Leave out the quotation marks: {value}.")
    if not isinstance(value, date):
        raise Refused
    if value.year not in YEARS:
        raise Refused("whose year cannot be meant")
    return value


def _time(_key: Key, value: Any) -> time:
    """Accept `"07:00"`, as people write it, and TOML's own `07:00:00`."""
    if isinstance(value, str) and (match := _CLOCK.fullmatch(value)):
        return time(int(match[1]), int(match[2]))
    if not isinstance(value, time):
        raise Refused
    if value.second or value.microsecond:
        raise Refused("which has seconds")
    return value


_READERS: dict[Any, Callable[[Key, Any], Any]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    Decimal: _number,
    date: _date,
    time: _time,
}
_USUAL = {
    str: ("words in quotation marks", '"…"'),
    bool: ("true or false", "true"),
    int: ("a whole number", "1"),
    Decimal: ("a number", "1.5"),
    date: ("a date", "2027-01-18"),
    time: ("a time of day", '"07:00"'),
}
