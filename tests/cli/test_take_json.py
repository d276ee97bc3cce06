"""What `take rehearse --json` prints, held against its page key by key."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.paperwork.takes import SIGHT, rehearsed

from lastlook.cli.take.telling import as_dict
from lastlook.cli.take.telling_sight import where_words
from lastlook.take.model import Closes, PaneName
from lastlook.take.rehearsal import Promise
from lastlook.take.sight import Fix
from lastlook.take.snow.run import Event, EventKind

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "take-json.md"
FIX = Fix(
    what="Grip: kneel", thing="Grip", table="figures", name="Grip", changes={"x": 0.5}, cost=0.3,
    clears=True, gone="Grip",
)  # fmt: skip


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """Something of everything, as a program reads it."""
    found = rehearsed()
    slide = Event(at=3.0, kind=EventKind.SLIDE, where="rear", what="It slides.", kilograms=0.4)
    promise = Promise(closes=Closes(pane=PaneName.REAR, by=9), buried_at=None)  # type: ignore[arg-type]
    found = replace(
        found,
        run=replace(found.run, events=(slide,)),
        promises=(promise,),
        sight=replace(SIGHT, fixes=(FIX,)),
    )
    text = json.dumps(as_dict(found, [Path("take-7.pdf")]), allow_nan=False)
    read: dict[str, Any] = json.loads(text)
    return read


def documented() -> dict[str, list[str]]:
    """Return the keys of each table of the page, by the words above it."""
    page = PAGE.read_text(encoding="utf-8")
    tables = re.split(r"^(?:Each of )?`(\w+)`:\n", page, flags=re.MULTILINE)
    names = ["", *tables[1::2]]
    return {
        name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
        for name, text in zip(names, tables[::2], strict=True)
    }


def keys(value: Any) -> list[str]:
    return list(value)


def test_every_key_is_on_the_page_in_its_order(said: dict[str, Any]) -> None:
    sight = said["sight"]
    held = {
        "": said,
        "promises": said["promises"][0],
        "panes": said["panes"]["rear"],
        "events": said["events"][0],
        "cues": said["cues"][0],
        "materials": next(iter(said["materials"].values())),
        "reset": said["reset"],
        "sight": sight,
        "give_aways": sight["give_aways"][0],
        "fixes": sight["fixes"][0],
        "chance": sight["chance"],
    }
    pages = documented()
    assert set(pages) == set(held)
    for name, value in held.items():
        assert sorted(pages[name]) == sorted(keys(value)), name
    assert pages[""] == keys(said)


def test_small_tables_have_the_keys_that_their_lines_name(said: dict[str, Any]) -> None:
    assert keys(said["reset"]["steps"][0]) == ["what", "minutes"]
    assert all(keys(one) == ["what", "instead"] for one in said["advice"])
    material = next(iter(said["materials"].values()))
    assert keys(material["values"]["density"]) == ["value", "standing", "source"]


def test_what_lies_where_adds_up_to_what_came(said: dict[str, Any]) -> None:
    for one in said["materials"].values():
        assert sum(one["lies"].values()) == pytest.approx(one["came"], rel=1e-9)
        assert set(one["lies"]) <= set(said["litres"])


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ((-1, -1, -0.5, -0.6), "at the lower left"),
        ((0.6, -0.1, 0.9, 0.2), "at the right"),
        ((0.1, -0.1, 0.2, 0.2), "in the middle"),
        ((-0.1, 0.6, 0.2, 0.9), "at the top"),
        ((-0.9, 0.6, 0.9, 1), "along the top"),
        ((-0.9, -0.1, 0.9, 0.1), "across the middle"),
        ((0.5, -0.9, 0.9, 0.9), "from top to bottom at the right"),
        ((-1, -1, 1, 1), "all over the picture"),
    ],
)
def test_where_in_the_frame_is_said_by_its_thirds(
    box: tuple[float, float, float, float], words: str
) -> None:
    assert where_words(box) == words


def test_a_give_away_is_told_with_where_it_is(said: dict[str, Any]) -> None:
    told = said["sight"]["give_aways"][0]["says"]
    assert "A: Grip’s left hand through the windscreen" in told
    assert re.search(r"\d pixels (at|in|along|across|from|all)", told)


def test_curves_have_a_value_for_each_moment(said: dict[str, Any]) -> None:
    count = len(said["times"])
    for curve in said["panes"].values():
        assert {len(v) for v in curve.values() if isinstance(v, list)} == {count}
    assert all(len(stops) == count for stops in said["stops"].values())
