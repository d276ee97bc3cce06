"""Takes as CSV tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.exchange.take.tables import (
    PLACES_HEAD,
    SHOTS_HEAD,
    SNOW_HEAD,
    TIMELINE_HEAD,
    take_tables,
)
from lastlook.production.csv_text import read_csv

if TYPE_CHECKING:
    from lastlook.take.rehearsal import Rehearsal


def rows(found: Rehearsal, name: str) -> list[dict[str, str]]:
    table = read_csv(take_tables(found)[name], f"{name}.csv")
    assert not table.problems
    return [dict(zip(table.head, cells, strict=True)) for _, cells in table.rows]


def test_the_timeline_has_time_code(found: Rehearsal) -> None:
    told = rows(found, "timeline")
    horn = next(row for row in told if row["what"] == "Horn")
    assert horn["timecode"] == "00:00:02:12"
    assert (horn["seconds"], horn["department"], horn["about"]) == ("2.51", "Sound", "cue")
    assert {row["about"] for row in told} == {
        "cue", "keyframe", "shut", "seen", "marginal", "cut",
    }  # fmt: skip
    assert next(row for row in told if row["about"] == "seen")["lasts"] == "0.375"


def test_what_a_spreadsheet_would_run_is_guarded(found: Rehearsal) -> None:
    data = take_tables(found)["timeline"].decode("utf-8-sig")
    assert ",'=Cross to blue," in data
    assert ",-0.5," in take_tables(found)["places"].decode("utf-8-sig")


def test_shots_have_lens_sensor_and_place(found: Rehearsal) -> None:
    told = rows(found, "shots")
    assert [(row["camera"], row["keyframe"], row["lens_mm"]) for row in told] == [
        ("A", "1", "35"), ("A", "2", "35"), ("A", "3", "50"), ("B side", "1", "40"),
    ]  # fmt: skip
    first, *_, side = told
    assert (first["x"], first["y"], first["z"]) == ("4", "0.2", "1.25")
    assert (first["angle_across"], first["recorded_width_mm"]) == ("43.6", "27.99")
    # Double squeeze: 2·atan(24.89·2/80).
    assert (side["squeeze"], side["angle_across"], side["pan"]) == ("2", "63.8", "90")


def test_places_and_who_must_hide(found: Rehearsal) -> None:
    told = rows(found, "places")
    eva = [row for row in told if row["name"] == "Éva"]
    assert [row["timecode"] for row in eva] == ["00:00:00:00", "00:00:04:00", "00:00:06:00"]
    assert {row["must_hide"] for row in eva} == {"yes"}
    dora = next(row for row in told if row["name"] == "Dora")
    assert (dora["kind"], dora["seat"], dora["must_hide"]) == ("actor", "front-left", "no")
    assert {row["kind"] for row in told} == {"actor", "crew", "gear", "lamp", "box"}


def test_what_the_take_uses(found: Rehearsal) -> None:
    foam, paper = sorted(rows(found, "snow"), key=lambda row: "foam" not in row["material"].lower())
    assert float(foam["litres"]) == 60
    assert float(paper["kilograms"]) > 0


def test_the_page_names_every_column() -> None:
    page = (Path(__file__).parents[3] / "docs" / "formats" / "take-csv.md").read_text("utf-8")
    named = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert named == [*TIMELINE_HEAD, *SHOTS_HEAD, *PLACES_HEAD, *SNOW_HEAD]
