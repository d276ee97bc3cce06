"""A new production opens without a word, whatever its title, names and script."""

from __future__ import annotations

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import ProblemsError
from lastlook.production import (
    Assumption,
    CastMember,
    Costs,
    HoldPay,
    Location,
    Production,
    check,
    new_production,
    open_production,
    production_text,
)
from lastlook.production.schema import read_table
from lastlook.production.toml_text import parse

if TYPE_CHECKING:
    from collections.abc import Callable

START = date(2027, 1, 18)
ASSUMPTIONS = (
    Assumption(about="calendar.start", text="Shooting starts on a Monday."),
    Assumption(about="calendar.end", text="There is no last date."),
    Assumption(about="cast.rate", text="Nobody has said what the cast is paid."),
    Assumption(about="snow", text="It snows."),
)


def test_a_new_production(tmp_path: Path) -> None:
    root = new_production(tmp_path / "my-film", start=START)
    assert sorted(path.name for path in root.iterdir()) == [
        "outline.md",
        "production.toml",
        "script.fountain",
    ]
    assert check(root) == ()
    production = open_production(root)
    assert production.title == "My Film"
    assert production.cast == (CastMember(id=1, character="ANNA"),)
    assert production.locations == (Location(id="kitchen", name="Kitchen", sets=("KITCHEN",)),)
    script = production.script_path.read_text(encoding="utf-8")
    assert "Title: My Film\n" in script
    assert all(set_ in script for set_ in production.locations[0].sets)
    outline = (root / "outline.md").read_text(encoding="utf-8")
    heads = [line for line in outline.splitlines() if line.startswith("#")]
    assert heads == ["# My Film: outline", "## Beginning", "## Middle", "## End"]


def test_the_text_of_a_new_production(golden: Callable[[Path, str], None]) -> None:
    text = production_text(
        title="Last Ride",
        script="script.fdx",
        start=START,
        writer="Somebody",
        cast=[(1, "MARA"), (2, "TOM")],
        locations=[("garage", "Garage", ["GARAGE", "CAR", *(f"ROOM {n}" for n in range(12))])],
        assumptions=ASSUMPTIONS,
    )
    golden(Path(__file__).parent / "data" / "new" / "production.toml", text)


def test_every_key_is_explained() -> None:
    """Optional keys stand behind a `#`, so that nobody needs the manual to begin."""
    from lastlook.production.schema import fields

    text = production_text(title="T", script="s.fdx", start=START, assumptions=ASSUMPTIONS)
    for field in fields(Production):
        if field.attribute == "root":
            continue
        assert field.name in text
        for key in fields(field.kind) if field.is_table else ():
            assert f"{key.name} =" in text or key.name in ("unavailable", "available"), key.name


def test_remarks_behind_a_hash_are_valid_when_taken_away(tmp_path: Path) -> None:
    root = new_production(tmp_path / "film", start=START)
    path = root / "production.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    bare = [
        line[2:] if re.match(r"# (\w+ = |\[\[(?:crew|rule_override))", line) else line
        for line in lines
    ]
    text = "\n".join(bare).replace('"US-NY"', '"DE-BE"')  # its Monday is a holiday
    for header in ("[[cast]]", "[[location]]"):
        above, _, below = text.partition(f"\n\n{header}\n")
        start = max(above.rfind("\n# ----"), 0)
        more = re.findall(r"^#   (.*)\n", above[start:] + "\n", re.MULTILINE)
        assert len(more) > 2
        text = f"{above}\n\n{header}\n" + "\n".join(more) + f"\n{below}"
    path.write_text(text, encoding="utf-8")
    assert check(root) == ()
    production = open_production(root)
    assert production.calendar.holidays == "DE-BE"
    assert production.cast[0].rate == 450
    assert production.cast[0].unavailable[0].note == "a wedding"
    assert production.locations[0].permits[0].closes is not None


def test_each_assumption_is_stated_twice() -> None:
    text = production_text(title="T", script="s.fdx", start=START, assumptions=ASSUMPTIONS)
    lines = text.splitlines()
    for assumption in ASSUMPTIONS:
        assert f"# Assumed: {assumption.text}" in lines
        assert f'text = "{assumption.text}"' in lines
    assert lines[lines.index("# Assumed: Shooting starts on a Monday.") + 1] == f"start = {START}"
    assert lines[lines.index("# Assumed: There is no last date.") + 1].startswith("# end = ")
    at = lines.index("# Assumed: Nobody has said what the cast is paid.")
    assert lines[at + 1] == "# [[cast]]"


def test_a_script_is_copied_byte_for_byte(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf<FinalDraft/>\r\n\x00\xff"
    script = tmp_path / "My draft 7.fdx"
    script.write_bytes(data)
    root = new_production(tmp_path / "film", start=START, script=script)
    production = open_production(root)
    assert production.script == "script.fdx"
    assert production.script_path.read_bytes() == data
    assert production.cast == ()


def test_a_folder_with_anything_in_it_is_not_touched(tmp_path: Path) -> None:
    for name in "gfedcba":
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(ProblemsError, match=r"it holds a, b, c, d, e and 2 more\."):
        new_production(tmp_path, start=START)
    assert sorted(path.name for path in tmp_path.iterdir()) == list("abcdefg")


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    assert new_production(tmp_path, start=START) == tmp_path
    assert check(tmp_path) == ()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "film"
    path.write_bytes(b"mine")
    with pytest.raises(ProblemsError, match="This is a file"):
        new_production(path, start=START)
    assert path.read_bytes() == b"mine"


def test_a_script_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="cannot be read"):
        new_production(tmp_path / "film", start=START, script=tmp_path / "no.fdx")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_a_production(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0
    fsync = os.fsync

    def fail_late(handle: int) -> None:
        nonlocal written
        written += 1
        if written > 3:  # the first file and its folder, then the second file
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fail_late)
    with pytest.raises(OSError, match="No space left"):
        new_production(tmp_path / "film", start=START)
    assert list(tmp_path.iterdir()) == []


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FILLED = NAMES.filter(lambda name: any(char.isprintable() and char != " " for char in name))


def fold(name: str) -> str:
    """Compare names as the checks do, after the template has cleaned them."""
    from lastlook.production.template import _line

    return " ".join(_line(name).split()).casefold()


@given(
    title=FILLED,
    writer=NAMES,
    cast=st.lists(FILLED, max_size=4, unique_by=fold),
    sets=st.lists(FILLED, max_size=4, unique_by=fold),
    assumptions=st.lists(st.tuples(FILLED, FILLED), max_size=3),
    costs=st.builds(
        Costs,
        currency=st.sampled_from(["USD", "EUR"]),
        shoot_day=st.decimals(0, 10**9, places=2) | st.integers(0, 10**9).map(Decimal),
        company_move=st.decimals(0, 10**6, places=1) | st.just(Decimal("1E+3")),
        hold=st.sampled_from(HoldPay),
    ),
)
def test_any_words_and_costs_come_back(
    title: str,
    writer: str,
    cast: list[str],
    sets: list[str],
    assumptions: list[tuple[str, str]],
    costs: Costs,
) -> None:
    text = production_text(
        title=title,
        script="script.fountain",
        start=START,
        writer=writer,
        cast=list(enumerate(cast, 1)),
        locations=[(name, name, [name]) for name in sets],
        assumptions=[Assumption(about=about, text=words) for about, words in assumptions],
        costs=costs,
    )
    toml, problems = parse(text.encode(), "production.toml")
    assert problems == []
    assert toml is not None
    production, problems = read_table(
        Production, toml.table, toml.marks, "production.toml", given={"root": Path()}
    )
    assert problems == []
    assert production is not None
    assert fold(production.title) == fold(title)
    assert [fold(role.character) for role in production.cast] == [fold(name) for name in cast]
    assert [fold(place.sets[0]) for place in production.locations] == [fold(name) for name in sets]
    assert len(production.assumptions) == len(assumptions)
    assert production.costs == costs
