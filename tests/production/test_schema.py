"""Any frozen dataclass can be read, and everything that is wrong is said at once."""

from __future__ import annotations

from dataclasses import dataclass, make_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.production.model import Production
from lastlook.production.schema import Reader, fields, read_table
from lastlook.production.toml_text import parse
from lastlook.production.values import Key, quoted

if TYPE_CHECKING:
    from lastlook.errors import Problem


class Light(StrEnum):
    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    scene: str
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    on: date
    call: time | None = None
    light: Light = Light.DAY
    hours: Annotated[Decimal | None, Key(is_a="hours of work", such="11", least=0)] = None
    strips: Annotated[tuple[Strip, ...], Key(name="strip")] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    day: tuple[Day, ...] = ()
    version: int = 1
    main: Day | None = None


def read(text: str, cls: type[Any] = Board, **given: Any) -> tuple[Any, list[Problem]]:
    toml, problems = parse(text.encode(), "board.toml")
    assert toml is not None, problems
    return read_table(cls, toml.table, toml.marks, "board.toml", given=given)


def test_everything_a_field_can_be() -> None:
    board, problems = read("""
version = 2
[main]
on = 2027-01-17
[[day]]
on = 2027-01-18
call = "7:30"
light = "night"
hours = 11
notes = ["snow", "Größe"]
strip = [{ scene = "1" }, { scene = "2", locked = true }]
[[day]]
on = 2027-01-19
call = 19:00:00
hours = 10.5
""")
    assert problems == []
    assert board == Board(
        version=2,
        main=Day(on=date(2027, 1, 17)),
        day=(
            Day(
                on=date(2027, 1, 18),
                call=time(7, 30),
                light=Light.NIGHT,
                hours=Decimal(11),
                notes=("snow", "Größe"),
                strips=(Strip(scene="1"), Strip(scene="2", locked=True)),
            ),
            Day(on=date(2027, 1, 19), call=time(19), hours=Decimal("10.5")),
        ),
    )
    assert isinstance(board.day[0].hours, Decimal)


def test_defaults() -> None:
    assert read("") == (Board(), [])


def test_every_problem_is_found_in_one_reading() -> None:
    board, problems = read("""
version = "2"
[[day]]
on = "2027-01-18"
hours = -1
[[day]]
strip = [{ scene = 1 }, { scne = "2" }]
""")
    assert board is None
    assert [(problem.line, problem.what) for problem in problems] == [
        (2, '`version` cannot be "2".'),
        (4, '`on` cannot be "2027-01-18".'),
        (5, "`hours` cannot be -1, which is less than 0."),
        (6, "`on` is missing in number 2 of [[day]]."),
        (7, "`scene` cannot be 1."),
        (7, "`scene` is missing in number 2 of `strip` in number 2 of [[day]]."),
        (7, "`scne` is not known in number 2 of `strip` in number 2 of [[day]]."),
    ]


def test_sound_parts_are_kept_beside_broken_ones() -> None:
    toml, _ = parse(b"[[day]]\non = 1\n[[day]]\non = 2027-01-18\n", "board.toml")
    assert toml is not None
    reader = Reader(toml.marks, "board.toml")
    assert reader.table(Board, toml.table) is None
    assert reader.parts == {("day", 1): Day(on=date(2027, 1, 18))}


def test_a_table_within_a_file_is_read_at_its_place() -> None:
    toml, _ = parse(b"[x.y]\nscene = 3\n", "a.toml")
    assert toml is not None
    _, problems = read_table(Strip, toml.table["x"]["y"], toml.marks, "a.toml", at=("x", "y"))
    assert [problem.place for problem in problems] == ["a.toml:2:1"]


def test_given_fields_are_no_keys_of_the_file() -> None:
    strip, problems = read("locked = true", Strip, scene="12")
    assert (strip, problems) == (Strip(scene="12", locked=True), [])
    _, problems = read('scene = "1"', Strip, scene="12")
    assert problems[0].what == "`scene` is not known at the top of the file."


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        ("lockd", "Did you mean `locked`?"),
        ("Locked", "Did you mean `locked`?"),
        ("zzz", "Known here: `scene` and `locked`."),
    ],
)
def test_near_misses(key: str, fix: str) -> None:
    _, problems = read(f'scene = "1"\n{key} = true', Strip)
    assert [(problem.line, problem.column, problem.fix) for problem in problems] == [(2, 1, fix)]


def test_a_key_under_the_wrong_header_is_sent_home() -> None:
    _, problems = read("[[day]]\non = 2027-01-18\nversion = 1\n")
    assert problems[0].fix == "It belongs at the top of the file, above the first [header]."
    _, problems = read("light = 'day'\n")
    assert problems[0].fix == "It belongs in [main]."


@given(st.integers(-5, 5), st.integers(-3, 3), st.integers(0, 4))
def test_bounds(value: int, least: int, span: int) -> None:
    most = least + span
    bounded = make_dataclass("Bounded", [("n", Annotated[int, Key(least=least, most=most)])])
    _, problems = read_table(bounded, {"n": value}, {}, "a.toml")
    assert bool(problems) == (not least <= value <= most)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_quoted_words_are_toml(text: str) -> None:
    toml, problems = parse(f"a = {quoted(text)}".encode(), "a.toml")
    assert problems == []
    assert toml is not None
    assert toml.table == {"a": text}
    assert "\n" not in quoted(text)


def test_every_example_in_the_model_is_accepted() -> None:
    """What a message tells people to type must work."""
    for cls in [Production, *(field.kind for field in fields(Production) if field.is_table)]:
        for field in fields(cls):
            if field.is_table or field.attribute == "root":
                continue
            example = f"{field.name} = {field.words[1]}"
            _, problems = read(example, cls, **({"root": None} if cls is Production else {}))
            assert [p for p in problems if "missing" not in p.what] == [], example
