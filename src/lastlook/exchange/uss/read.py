"""Reading .uss: the documented form, and the other spellings that are found in the wild.

The standard's samples and its documents differ, and so do its versions 0.9 and 1.0. All are read
into the documented terms: see docs/formats/uss.md for each difference and how it is read.
"""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.exchange.uss.json_text import parse_json
from lastlook.exchange.uss.model import (
    Uss,
    UssBoard,
    UssBreakdown,
    UssCalendar,
    UssCategory,
    UssElement,
    UssEvent,
    UssStripboard,
)
from lastlook.exchange.uss.spellings import (
    ALSO,
    days_from_strips,
    flat,
    plain_breakdown,
    plain_event,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = "universalScheduleStandard"
MOST_PROBLEMS = 200
_MOST = 1e15
"""Numbers up to here are taken for numbers; milliseconds of 30,000 years."""
_T = TypeVar("_T")


def key_of(name: str) -> str:
    """Return a field's key in the file: `script_page` is `scriptPage`."""
    first, *rest = name.split("_")
    return {"items": "breakdownIds"}.get(name, first + "".join(part.title() for part in rest))


def read_uss(data: bytes, name: str) -> tuple[Uss, tuple[Problem, ...]]:
    """Read the bytes of a .uss file; what could be read past comes back as warnings.

    Raises ProblemsError where the file is not JSON, or no schedule.
    """
    value = parse_json(data, name)
    if not isinstance(value, dict) or not isinstance(value.get(ROOT), dict):
        raise ProblemsError(
            [
                Problem(
                    file=name,
                    what=f"The file has no `{ROOT}`, so it is no .uss schedule.",
                    fix="Export it as a Universal Schedule (.uss).",
                )
            ]
        )
    reader = _Reader(name)
    uss = reader.whole(value[ROOT])
    beside = {key: inner for key, inner in value.items() if key != ROOT}
    return replace(uss, beside=MappingProxyType(beside)), tuple(reader.problems)


class _Reader:
    """Reads objects by the fields of their dataclasses."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def warn(self, at: str, what: str, why: str = "") -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(
                Problem(
                    file=self.name, what=f"{at}: {what}", why=why, severity=Severity.WARNING,
                )
            )  # fmt: skip

    def whole(self, value: dict[str, Any]) -> Uss:
        uss = self.record(Uss, value, ROOT)
        held = {
            str(one): category.id
            for category, raw in zip(uss.categories, _dicts(value.get("categories")), strict=False)
            for one in reversed(_list(raw.get("elements")))
        }
        elements = tuple(
            element if element.category else replace(element, category=held.get(element.id, ""))
            for element in uss.elements
        )
        if any("elements" in category.extra for category in uss.categories):
            # Version 0.9 kept them there; what they say stands in the elements now.
            uss = replace(
                uss,
                categories=tuple(
                    replace(one, extra=_without(one.extra, "elements")) for one in uss.categories
                ),
            )
        return self._check(days_from_strips(replace(uss, elements=elements)))

    def _check(self, uss: Uss) -> Uss:
        categories = {one.id for one in uss.categories}
        elements = {one.id for one in uss.elements}
        breakdowns = {one.id for one in uss.breakdowns}
        for element in uss.elements:
            if element.category not in categories:
                self.warn(f"element {element.name or element.id}", "it is in no category.")
        for one in uss.breakdowns:
            for key in one.elements:
                if key not in elements:
                    self.warn(
                        f"breakdown {one.scene or one.id}", f"there is no element {key[:60]}."
                    )
        for stripboard in uss.stripboards or ():
            for board in stripboard.boards:
                for key in flat(board.items):
                    if key not in breakdowns:
                        self.warn(f"board {board.name}", f"there is no breakdown {key[:60]}.")
        return uss

    def record(self, kind: Callable[..., _T], value: dict[str, Any], at: str) -> _T:
        """Read one object; keys under another spelling count where the documented one is not."""
        spelled = dict(value)
        for found, meant in ALSO.get(kind, {}).items():
            if found in spelled:
                other = spelled.pop(found)
                if spelled.get(meant) is None:
                    spelled[meant] = other
                elif other not in (None, spelled[meant]):
                    self.warn(f"{at}.{found}", f"`{meant}` says something else, and stands.")
        read: dict[str, Any] = {}
        for one in fields(kind):  # type: ignore[arg-type]
            key = key_of(one.name)
            if one.name not in {"extra", "beside"} and key in spelled:
                self.value(read, one.name, str(one.type), spelled.pop(key), f"{at}.{key}")
        if "id" in {one.name for one in fields(kind)}:  # type: ignore[arg-type]
            read.setdefault("id", "")
        made: Any = kind(**read, extra=MappingProxyType(spelled))
        if isinstance(made, UssEvent):
            made = plain_event(made)
        if isinstance(made, UssBreakdown):
            made = plain_breakdown(made)
        whole: _T = made
        return whole

    def value(self, read: dict[str, Any], name: str, kind: str, value: Any, at: str) -> None:
        """Read one key's value into `read`, or warn and leave it at its default."""
        if kind in _RECORDS:
            inner, may_be_null = _RECORDS[kind]
            if value is None and may_be_null:
                read[name] = None
                return
            read[name] = tuple(
                self.record(inner, item, f"{at}[{n}]")
                for n, item in enumerate(self.dicts(value, at))
            )
        elif kind.startswith("tuple["):
            if value is None and kind.endswith("| None"):
                read[name] = None
            else:
                read[name] = self.items(value, name, at)
        else:
            self.single(read, name, kind, value, at)

    def dicts(self, value: Any, at: str) -> list[dict[str, Any]]:
        items = self.list_of(value, at)
        for n, item in enumerate(items):
            if not isinstance(item, dict):
                self.warn(f"{at}[{n}]", "it is no object and was left out.")
        return _dicts(items)

    def list_of(self, value: Any, at: str) -> list[Any]:
        if value is not None and not isinstance(value, list):
            self.warn(at, "it is no list and was left out.")
        return _list(value)

    def items(self, value: Any, name: str, at: str) -> tuple[Any, ...]:
        found: list[Any] = []
        for item in self.list_of(value, at):
            if name == "items" and isinstance(item, list):
                found.append(tuple(one for one in item if isinstance(one, str)))
                if len(found[-1]) < len(item):
                    self.warn(at, "a day holds what is no id; that was left out.")
            elif name == "days_off":
                number = int(item) if _is_number(item) else -1
                if 0 <= number <= 6:
                    found += [] if number in found else [number]
                else:
                    self.warn(at, f"{str(item)[:40]!r} is no weekday from 0 to 6.")
            elif isinstance(item, str):
                found.append(item)
            else:
                self.warn(at, f"{str(item)[:40]!r} is no id; it was left out.")
        return tuple(found)

    def single(self, read: dict[str, Any], name: str, kind: str, value: Any, at: str) -> None:
        nullable = kind.endswith("| None")
        if value is None:
            if nullable:
                read[name] = None
            return
        if kind.startswith("str"):
            if isinstance(value, str):
                read[name] = value
                return
            if _is_number(value):
                # A scene or page number that was stored as a number.
                self.warn(at, f"{value} is a number where the standard has text.")
                read[name] = str(value)
                return
        elif kind.startswith("bool"):
            if isinstance(value, bool):
                read[name] = value
                return
        elif _is_number(value):
            read[name] = value
            return
        self.warn(at, f"{str(value)[:40]!r} is not what stands there; it was left out.")


_RECORDS: dict[str, tuple[Callable[..., Any], bool]] = {
    "tuple[UssEvent, ...] | None": (UssEvent, True),
    "tuple[UssBreakdown, ...]": (UssBreakdown, False),
    "tuple[UssCategory, ...]": (UssCategory, False),
    "tuple[UssElement, ...]": (UssElement, False),
    "tuple[UssBoard, ...]": (UssBoard, False),
    "tuple[UssStripboard, ...] | None": (UssStripboard, True),
    "tuple[UssCalendar, ...] | None": (UssCalendar, True),
}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MOST


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in _list(value) if isinstance(item, dict)]


def _without(extra: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return MappingProxyType({name: value for name, value in extra.items() if name != key})
