"""The page of the take file, held against the code."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from lastlook.production.schema import fields
from lastlook.take import bodies, materials, model, parse_take
from lastlook.take.lens import sensors
from lastlook.take.stage.builds import builds
from lastlook.take.stage.stock import gear, lamps

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "take.md"
TABLES = (
    model.Take, model.Set, model.Board, model.Wall, model.Wind, model.Face, model.Light, model.Sun,
    model.Falling, model.Dump, model.Wiper, model.Beat, model.Cue, model.Closes, model.Figure,
    model.Waypoint, model.Gear, model.Stand, model.Lamp, model.Level, model.Camera, model.Framing,
    model.Margins, model.Card, model.Measured, model.Reset, model.Fineness,
)  # fmt: skip


def test_take_files_are_documented_key_by_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert documented == [field.name for table in TABLES for field in fields(table)]


def test_everything_that_has_a_name_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = (*materials(), *bodies(), *builds(), *gear(), *lamps(), *sensors(), *model.Pose)
    assert [name for name in names if f"`{name}`" not in page] == []


def test_the_example_of_the_page_is_a_take() -> None:
    page = PAGE.read_text(encoding="utf-8")
    example = textwrap.dedent(page[page.index("    title =") : page.index("All that is wrong")])
    take, problems = parse_take(example.encode(), "takes/page.toml")
    assert problems == []
    assert take is not None
    assert len(take.cameras[0].frames) == 2
