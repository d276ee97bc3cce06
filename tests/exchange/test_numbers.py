"""Scene numbers through every path: Fountain, FDX, Universal Schedule, CSV, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.exchange.films import SCRIPT

from lastlook.exchange import (
    film_to_csv,
    film_to_uss,
    merge,
    read_tables,
    read_tags,
    read_uss,
    tag_script,
    uss_to_incoming,
    write_uss,
)
from lastlook.script import read
from lastlook.script.convert.write import write
from lastlook.script.fdx.write import write_fdx

if TYPE_CHECKING:
    from tests.exchange.films import Make

    from lastlook.exchange import Incoming
    from lastlook.plan import Film

NUMBERS = ["12A", "A12", "12AA", "101-3"]
HARD = ["1E2", "12-1", "3/4", "007"]


def numbered(numbers: list[str]) -> str:
    """Return the script with these numbers on its scenes."""
    text = SCRIPT
    for old, new in zip(["#A12#", "#12AA#", "#101-3#", "#12A#"], numbers, strict=True):
        text = text.replace(old, f"#~{new}#")
    return text.replace("#~", "#")


def through_fdx(film: Film) -> Incoming:
    return read_tags(read(write_fdx(tag_script(film)[0]).data, "x.fdx"))


def through_fountain(film: Film) -> Incoming:
    fountain = write(read(write_fdx(tag_script(film)[0]).data, "x.fdx"), "x.fountain").data
    return read_tags(read(fountain, "x.fountain"))


def through_uss(film: Film) -> Incoming:
    uss, problems = read_uss(write_uss(film_to_uss(film, None)), "x.uss")
    return uss_to_incoming(uss, "x.uss", problems)


def through_csv(film: Film) -> Incoming:
    return read_tables([(data, name) for name, data in film_to_csv(film, None).items()])


@pytest.mark.parametrize("numbers", [NUMBERS, HARD])
@pytest.mark.parametrize("path", [through_fdx, through_fountain, through_uss, through_csv])
def test_every_number_comes_back(make: Make, path: object, numbers: list[str]) -> None:
    assert callable(path)
    film = make(script=numbered(numbers))
    assert [sheet.number for sheet in film.sheets] == numbers
    incoming: Incoming = path(film)
    assert [sheet.numbers for sheet in incoming.sheets] == [(number,) for number in numbers]
    matched = merge(film, incoming).matched
    assert list(matched.values()) == [("s001",), ("s002",), ("s003",), ("s004",)]


@pytest.mark.parametrize("path", [through_fdx, through_uss, through_csv])
def test_other_numbers_do_not_lead_astray(make: Make, path: object) -> None:
    """The numbers of the other script mean other scenes; words, sets and cast decide."""
    assert callable(path)
    theirs = make(script=numbered(["1", "2", "3", "4"]), folder="theirs")
    film = make(script=numbered(["4", "3", "2", "1"]), folder="ours", breakdown="")
    merged = merge(film, path(theirs))
    for key, ids in merged.matched.items():
        assert ids in {("s001",), ("s002",), ("s003",), ("s004",)}, key
    assert list(merged.matched.values()) == [("s001",), ("s002",), ("s003",), ("s004",)]
