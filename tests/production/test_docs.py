"""docs/formats/production.md says what the code does: each key, its default, the example."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from lastlook.production import (
    Assumption,
    Calendar,
    CastMember,
    Costs,
    CrewMember,
    Hours,
    Location,
    Permit,
    Production,
    Rule,
    RuleOverride,
    Window,
    check,
)
from lastlook.production.schema import Field, fields
from lastlook.production.terms import (
    Apart,
    Base,
    ClockWindow,
    Order,
    Overtime,
    Premium,
    Rental,
    Road,
    SecondUnit,
    SetPlaces,
    Together,
)

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "production.md"
SECTIONS = {
    "At the top of the file": Production,
    "[calendar]": Calendar,
    "[hours]": Hours,
    "[costs]": Costs,
    "[[cast]]": CastMember,
    "[[location]]": Location,
    "Windows": Window,
    "Windows of a location": ClockWindow,
    "Permits": Permit,
    "[[crew]]": CrewMember,
    "[base]": Base,
    "[[overtime]]": Overtime,
    "[[set]]": SetPlaces,
    "[[second_unit]]": SecondUnit,
    "[[premium]]": Premium,
    "[[rental]]": Rental,
    "[[order]]": Order,
    "[[apart]]": Apart,
    "[[together]]": Together,
    "[[road]]": Road,
    "[[rule]]": Rule,
    "[[rule_override]]": RuleOverride,
    "[[assumption]]": Assumption,
}
HEADERS = (
    *("cast", "location", "crew", "overtime", "premium", "rental", "order", "apart", "together"),
    *("road", "set", "second_unit", "rule", "rule_override", "assumption"),
)
VALUES = {
    str: "words",
    int: "whole number",
    Decimal: "number",
    bool: "yes or no",
    date: "date",
    Window: "windows",
    ClockWindow: "windows",
    Permit: "permits",
}


def rows(section: str) -> list[tuple[str, str, str, str]]:
    """Key, value, default and meaning of each row of a section's table."""
    text = PAGE.read_text(encoding="utf-8")
    (body,) = re.findall(
        rf"^## {re.escape(section)}$(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE
    )
    table = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*)\|$", body, re.MULTILINE)
    return [(key, value, default, meaning) for key, value, default, meaning in table]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_documented_and_no_other(section: str) -> None:
    keys = [field.name for field in fields(SECTIONS[section]) if field.attribute != "root"]
    assert [key for key, *_ in rows(section)] == keys


@pytest.mark.parametrize("section", SECTIONS)
def test_defaults_are_the_codes(section: str) -> None:
    known = {field.name: field for field in fields(SECTIONS[section])}
    for key, _, default, _ in rows(section):
        assert default == said(known[key]), key


@pytest.mark.parametrize("section", SECTIONS)
def test_kinds_of_value_are_the_codes(section: str) -> None:
    known = {field.name: field for field in fields(SECTIONS[section])}
    for key, value, *_ in rows(section):
        field = known[key]
        assert ("list of" in value or value == "tables") == field.many, key
        if field.kind in VALUES:
            assert VALUES[field.kind].removesuffix("s") in value, key


@pytest.mark.parametrize("section", SECTIONS)
def test_bounds_are_the_codes(section: str) -> None:
    known = {field.name: field for field in fields(SECTIONS[section])}
    for key, _, _, meaning in rows(section):
        bounds = known[key].key
        if bounds.least is not None and bounds.places is None:  # money has none worth telling
            assert f"{bounds.least} to {bounds.most}" in meaning, key


def said(field: Field) -> str:
    """Write a field's default as the page does."""
    if field.required:
        return "–"
    if field.name == "costs":
        return "all its own"
    if field.many and not field.default:
        return "none" if field.name in HEADERS else "`[]`"
    return "unset" if field.default is None else f"`{typed(field.default)}`"


def typed(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case StrEnum() | str():
            return f'"{value}"'
        case tuple():
            return f"[{', '.join(typed(item) for item in value)}]"
        case _:
            return str(value)


def test_the_example_opens_without_a_word(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert tomllib.loads(example)["title"] == "Last Ride"
    (tmp_path / "production.toml").write_text(example, encoding="utf-8")
    (tmp_path / "script.fountain").write_bytes(b"")
    assert [str(problem) for problem in check(tmp_path)] == []
