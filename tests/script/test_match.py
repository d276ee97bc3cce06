"""Matching scenes: the assignment is the best there is, and trades number against words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.script.drafts.match import Known, longest_rising, match, pair
from lastlook.script.drafts.match_assign import assign
from lastlook.script.drafts.match_words import words_of

tables = st.integers(0, 5).flatmap(
    lambda columns: st.lists(
        st.dictionaries(st.integers(0, max(columns - 1, 0)), st.integers(-3, 40), max_size=columns),
        max_size=5,
    )
)


@given(tables)
def test_no_other_assignment_brings_more(gains: list[dict[int, int]]) -> None:
    found = assign(gains)
    assert len(set(found.values())) == len(found)
    assert all(gains[row][column] > 0 for row, column in found.items())
    choices = [[None, *own] for own in gains]
    best = max(
        sum(gains[row][column] for row, column in enumerate(chosen) if column is not None)
        for chosen in itertools.product(*choices)
        if len(taken := [c for c in chosen if c is not None]) == len(set(taken))
    )
    assert sum(gains[row][column] for row, column in found.items()) == best


def test_the_assignment_agrees_with_or_tools_on_a_large_table() -> None:
    from ortools.graph.python import linear_sum_assignment  # type: ignore[import-untyped]

    size = 60
    gains = [
        {c: 1 + (r * 37 + c * c * 11 + r * c * 7) % 997 for c in range(size)} for r in range(size)
    ]
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    for row, own in enumerate(gains):
        for column, gain in own.items():
            solver.add_arc_with_cost(row, column, 1000 - gain)
    assert solver.solve() == solver.OPTIMAL
    found = assign(gains)
    assert sum(1000 - gains[r][c] for r, c in found.items()) == solver.optimal_cost()


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_the_heaviest_rising_subsequence_is_found(values: list[int], weights: list[int]) -> None:
    found = longest_rising(values, weights)
    assert all(values[a] < values[b] for a, b in itertools.pairwise(found))
    assert found == sorted(found)
    best = max(
        sum(weights[i] for i in chosen)
        for size in range(8)
        for chosen in itertools.combinations(range(7), size)
        if all(values[a] < values[b] for a, b in itertools.pairwise(chosen))
    )
    assert sum(weights[i] for i in found) == best


def known(*scenes: tuple[str, str, str]) -> list[Known]:
    return [
        Known(number=number, heading=heading, text=text, words=words_of(text))
        for number, heading, text in scenes
    ]


CAFE = ("1", "INT. CAFE - DAY", "Ann pours tea for the whole table and counts the cups twice.")
YARD = ("2", "EXT. YARD - DAY", "Bob chops wood until the handle splits and then sits down.")
HALL = ("3", "INT. HALL - NIGHT", "The choir stands in the dark and waits for the lamps.")
NEW = ("", "EXT. PIER - DAWN", "Gulls fight over a shoe nobody has come back for.")


def test_words_outweigh_number_and_heading_together() -> None:
    new = known((CAFE[0], CAFE[1], YARD[2]), (YARD[0], YARD[1], CAFE[2]), HALL)
    assert match(known(CAFE, YARD, HALL), new).pairs == {0: 1, 1: 0, 2: 2}


def test_numbers_of_a_renumbered_script_are_not_trusted() -> None:
    """All numbers after an insertion went up by one, and one scene was written anew."""
    scenes = [
        (str(n), f"INT. ROOM {n} - DAY", f"Sentence {n} of kind {n * n} about thing {n * 31}.")
        for n in range(1, 13)
    ]
    shifted = [(str(int(n) + 1), heading, text) for n, heading, text in scenes]
    shifted[5] = ("7", "EXT. BRIDGE - NIGHT", "Quite another business altogether, with a goat.")
    new = known(("1", *NEW[1:]), *shifted)
    pairs = match(known(*scenes), new).pairs
    assert pairs == {at + 1: at for at in range(12) if at != 5}


def test_a_locked_number_is_enough_where_numbers_are_kept() -> None:
    rewritten = ("2", "EXT. BRIDGE - NIGHT", "Quite another business altogether, with a goat.")
    assert match(known(CAFE, YARD, HALL), known(CAFE, rewritten, HALL)).pairs == {0: 0, 1: 1, 2: 2}


def test_a_scene_written_anew_on_its_set_and_place_is_the_same() -> None:
    bare = [("", heading, text) for _, heading, text in (CAFE, YARD, HALL)]
    anew = ("", "EXT. YARD - NIGHT", "Something else altogether, with a goat.")
    assert match(known(*bare), known(bare[0], anew, bare[2])).pairs == {0: 0, 1: 1, 2: 2}
    other = ("", "EXT. BRIDGE - NIGHT", "Something else altogether, with a goat.")
    assert match(known(*bare), known(bare[0], other, bare[2])).pairs == {0: 0, 2: 2}


LONG = tuple(
    """\
Ann opens the tin and finds the letters tied with green ribbon. She reads the first aloud to \
nobody. Outside a tractor stalls three times before the farmer gives up on it.
Bob comes in with mud to the knee and pretends not to see the tin at all. He washes a cup that \
is clean.""".split("\n")
)


@pytest.mark.parametrize("larger_first", [True, False])
def test_the_larger_part_of_a_split_goes_on(larger_first: bool) -> None:
    parts = LONG if larger_first else LONG[::-1]
    old = known(CAFE, ("55", "INT. ATTIC - DAY", " ".join(parts)), HALL)
    new = known(
        CAFE, ("55", "INT. ATTIC - DAY", parts[0]), ("55A", "INT. ATTIC - LATER", parts[1]), HALL
    )
    matching = match(old, new)
    assert matching.splits == ({2: 1} if larger_first else {1: 1})
    assert matching.pairs[1 if larger_first else 2] == 1
    back = match(new, old)
    assert back.merges == ({2: 1} if larger_first else {1: 1})
    assert back.pairs[1] == (1 if larger_first else 2)


def test_words_that_stand_twice_are_no_split() -> None:
    """A scene copied to another place: the first is itself, the second is new."""
    old = known(CAFE, ("2", "INT. ATTIC - DAY", LONG[0]), HALL)
    new = known(CAFE, ("2", "INT. ATTIC - DAY", LONG[0]), ("9", "INT. LOFT - DAY", LONG[0]), HALL)
    matching = match(old, new)
    assert matching.pairs == {0: 0, 1: 1, 3: 2}
    assert matching.splits == {}


def test_words_that_were_there_before_are_no_merge() -> None:
    """The scene that went said what another says too; that one did not take it in."""
    both = f"{LONG[0]} {LONG[1]}"
    old = known(("1", "INT. ATTIC - DAY", both), ("2", "INT. LOFT - DAY", LONG[0]), HALL)
    assert match(old, known(("1", "INT. ATTIC - DAY", both), HALL)).merges == {}


def test_scenes_of_the_same_words_keep_their_order() -> None:
    same = [("", "INT. CAR - NIGHT", "They drive on.")] * 6
    assert match(known(*same), known(*same)).pairs == {n: n for n in range(6)}
    assert len(match(known(*same), known(*same[:4])).pairs) == 4


def test_without_the_old_words_heading_or_neighbours_are_enough() -> None:
    old = [Known(number="", heading=h, text=t) for h, t in (("A", "1"), ("B", "2"), ("C", "3"))]
    new = [Known(number="", heading=h, text=t) for h, t in (("A", "1"), ("X", "9"), ("C", "3"))]
    assert pair(old, new) == {0: 0, 1: 1, 2: 2}
    assert pair(old, new[1:]) == {1: 2}


def test_thousands_of_scenes_of_the_same_words_are_no_trap() -> None:
    """Every scene fits every other; candidates stay few, so this ends at once."""
    same = known(*[("", "INT. CAR - NIGHT", "They drive on.")] * 3000)
    assert match(same, same).pairs == {n: n for n in range(3000)}
