"""Doubts: one small script for each thing that looks like a mistake, beside what is said of it."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import Severity
from lastlook.script import read, read_file
from lastlook.script.doubts.doubts import MOST_DOUBTS, doubts
from lastlook.script.doubts.near import key_of, one_slip, slips
from lastlook.script.fdx.reader import read_fdx
from lastlook.script.fountain.reader import read_fountain

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastlook.script import Screenplay

ROOT = Path(__file__).parents[2]
CASES = sorted(
    path
    for path in (Path(__file__).parent / "data" / "doubts").iterdir()
    if path.suffix in {".fountain", ".fdx"}
)
SILENT = {
    "names-that-only-look-alike",
    "names-together-are-two-people",
    "no-time-of-day-anywhere",
    "nothing-to-doubt",
}


def parsed(path: Path) -> Screenplay:
    data = path.read_bytes()
    return read_fdx(data, path.name) if path.suffix == ".fdx" else read_fountain(data, path.name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_doubted_as_its_golden_file_says(
    path: Path, golden: Callable[[Path, str], None]
) -> None:
    found = doubts(parsed(path))
    golden(path.with_suffix(".txt"), "".join(f"{p.place}: {p.message}\n" for p in found))
    assert bool(found) != (path.stem in SILENT)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_doubt_is_a_warning_with_a_place_a_reason_and_a_way_out(path: Path) -> None:
    lines = path.read_bytes().decode().count("\n")
    for problem in doubts(parsed(path)):
        assert problem.severity is Severity.WARNING
        assert problem.file == path.name
        assert 1 <= problem.line <= lines
        assert problem.what.endswith(".")
        assert problem.why.endswith(".")
        assert problem.fix


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_reading_lists_what_the_reader_and_the_doubts_found_in_order_of_the_file(
    path: Path,
) -> None:
    screenplay = parsed(path)
    found = read(path.read_bytes(), path.name).problems
    assert sorted(found) == sorted((*screenplay.problems, *doubts(screenplay)))
    places = [(p.line, p.column) for p in found]
    assert places == sorted(places)
    said = {(p.line, p.column) for p in screenplay.problems}
    assert not said & {(p.line, p.column) for p in doubts(screenplay)}, "said twice"


def test_the_example_gives_no_cause_for_doubt(last_ride: Path) -> None:
    assert read_file(last_ride / "script.fountain").problems == ()


@pytest.mark.parametrize("seed", range(4))
def test_generated_features_give_no_cause_for_doubt(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    feature = importlib.import_module("feature")
    film = feature.write_film(seed, 60)
    assert read(feature.as_fountain(film).encode(), "a.fountain").problems == ()
    assert read(feature.as_fdx(film).encode(), "a.fdx").problems == ()


def test_every_message_stands_on_the_page_of_messages() -> None:
    page = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
    explained = {ending(cell) for cell in re.findall(r"^\|([^|]+)\|", page, re.MULTILINE)}
    folder = Path(__file__).parent / "data"
    said = [p.what for path in CASES for p in doubts(parsed(path))]
    said += [
        problem.what
        for path in sorted((folder / "fountain").glob("*.fountain"))
        for problem in read_fountain(path.read_bytes(), path.name).problems
    ]
    assert sorted({what for what in said if ending(what) not in explained}) == []


def ending(message: str) -> tuple[str, ...]:
    """Return the last words of a message that are no names: enough to tell it from all others."""
    return tuple(re.findall(r"(?<![\w'(])[a-z]+(?![\w')])", message)[-4:])


def test_a_script_full_of_slips_is_listed_only_so_far() -> None:
    text = "INT. CAR - DAY\n\n" + "MARA\n(nods)\n\nSnow.\n\n" * (MOST_DOUBTS + 10)
    assert len(doubts(read_fountain(text.encode(), "a.fountain"))) == MOST_DOUBTS


# ------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MRS. ALDOUS", "MRS ALDOUS"),
        ("RENÉE", "RENEE"),
        ("JEAN-LUC", "JEAN LUC"),
        ("O'BRIEN", "O’BRIEN"),
        ("SALT & PEPPER", "SALT AND PEPPER"),
        ("PRENTICE", "PRENTCIE"),
        ("DORA", "DROA"),
        ("DORRA", "DORA"),
        ("TERMINAL", "TERMNAL"),
        ("TERMINAL", "TERMIMAL"),
        ("FERRY TERMINAL", "FERRY TERMIINAL"),
    ],
)
def test_slips_are_found_either_way_round(one: str, other: str) -> None:
    assert list(slips([one, other, "SORLEY"])) == [tuple(sorted((one, other)))]
    assert list(slips([other, "SORLEY", one])) == [tuple(sorted((one, other)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("MARIA", "MARIO"), ("GUARD", "GUARDS"), ("COP 1", "COP 2"), ("TWIN A", "TWIN B")),
        *(("MARA", "MARIA"), ("TOWER", "POWER"), ("ANNA", "ANNE"), ("DANIEL", "DANIELA")),
        *(("EAST WING", "WEST WING"), ("ROOM 11", "ROOM 12"), ("MOTHER", "OTHER")),
        *(("HER ROOM", "HIS ROOM"), ("DORA", "DORA PELL"), ("龍", "虎")),
    ],
)
def test_names_that_may_well_be_two_are_left_alone(one: str, other: str) -> None:
    assert list(slips([one, other])) == []


words = st.text("ABCDE", min_size=1, max_size=7)


@given(words, words)
def test_one_slip_is_what_an_edit_distance_of_one_says(word: str, meant: str) -> None:
    edits = {word[:i] + word[i + 1 :] for i in range(len(word))}
    edits |= {word[:i] + c + word[i:] for i in range(len(word) + 1) for c in "ABCDE"}
    edits |= {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in "ABCDE"}
    edits |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    assert one_slip(word, meant) == (meant in edits - {word})


@given(st.lists(st.text("ABC '.-É1", max_size=9), max_size=12))
def test_names_of_one_key_are_always_paired(names: list[str]) -> None:
    pairs = set(slips(names))
    for one in set(names):
        for other in set(names):
            if one < other and key_of(one) and key_of(one) == key_of(other):
                assert (one, other) in pairs


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_nothing_that_reads_makes_the_doubts_stumble(data: bytes) -> None:
    from lastlook.errors import ProblemsError

    try:
        screenplay = read_fountain(data, "x.fountain")
    except ProblemsError:
        return
    for problem in doubts(screenplay):
        assert json.dumps(problem.message)
