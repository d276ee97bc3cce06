"""The page of the take file, held against the code."""

from __future__ import annotations

import re
from pathlib import Path

from lastlook.production.schema import fields
from lastlook.take import bodies, materials, model

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "take.md"
TABLES = (
    model.Take, model.Set, model.Board, model.Wind, model.Face, model.Light, model.Falling,
    model.Dump, model.Wiper, model.Beat, model.Cue, model.Closes, model.Measured, model.Reset,
    model.Fineness,
)  # fmt: skip


def test_take_files_are_documented_key_by_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert documented == [field.name for table in TABLES for field in fields(table)]


def test_every_material_and_body_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*materials(), *bodies()))
