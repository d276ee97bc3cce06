"""docs/formats/consent.md has every key of the file, and docs/consent.md every rule's place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from lastlook.consent import shipped_rules
from lastlook.consent.consent_file import (
    CharacterRow,
    ConsentRows,
    HoldRow,
    IntimacyRow,
    MinorRow,
    PowerRow,
    parse_consent,
)
from lastlook.consent.model import Level, Rider, School

DOCS = Path(__file__).parents[2] / "docs"


def test_consent_toml_is_documented_key_by_key() -> None:
    page = (DOCS / "formats" / "consent.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    kinds = (IntimacyRow, MinorRow, CharacterRow, PowerRow, HoldRow)
    assert documented == [field.name for kind in kinds for field in fields(kind)]
    for field in fields(ConsentRows):
        assert f"[[{field.name}]]" in page
    for word in (*Level, *Rider, *School):
        assert f'`"{word}"`' in page


def test_the_example_is_read_without_a_word() -> None:
    page = (DOCS / "formats" / "consent.md").read_text(encoding="utf-8")
    lines = re.findall(r"^ {4}(.*)$|^()$", page.split("Scenes go by id")[0], re.MULTILINE)
    text = "\n".join(line for line, _ in lines)
    assert set(tomllib.loads(text)) == {"intimacy", "minor", "character", "power", "hold"}
    consent, problems = parse_consent(text.encode())
    assert problems == []
    assert consent is not None


def test_places_with_rules_are_named() -> None:
    page = (DOCS / "consent.md").read_text(encoding="utf-8")
    for rule in shipped_rules():
        assert rule.applies_to in page
